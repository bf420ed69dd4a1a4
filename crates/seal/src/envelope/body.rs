//! The changes in an envelope, as they are sealed.

use minicbor::{Decoder, decode};
use zeroize::Zeroizing;

use super::{EnvelopeError, MAX_BODY, SealError};
use crate::{
    cbor::{FormatError, written_in},
    padding::padded,
};

/// Every smaller body is padded to this.
const FLOOR: usize = 128;

/// The most bytes that CBOR puts before a byte string.
const PREFIX: usize = 9;

/// The body: the changes, then zeros.
pub(super) fn encode(changes: &[impl AsRef<[u8]>]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let content = changes.iter().try_fold(PREFIX, |sum, change| sum.checked_add(change.as_ref().len() + PREFIX));
    let room = padded(content.filter(|content| *content <= MAX_BODY).ok_or(SealError::TooLarge)?, FLOOR);
    let mut body = Zeroizing::new(written_in(room, |e| {
        e.array(changes.len() as u64)?;
        for change in changes {
            e.bytes(change.as_ref())?;
        }
        e.ok()
    }));
    let length = padded(body.len(), FLOOR);
    if length > MAX_BODY {
        return Err(SealError::TooLarge);
    }
    body.resize(length, 0);
    Ok(body)
}

/// The `promised` changes of an opened body.
pub(super) fn read(body: &[u8], promised: u64) -> Result<Vec<Vec<u8>>, EnvelopeError> {
    let wrong = |error: decode::Error| EnvelopeError::Format(FormatError::from(error));
    let mut d = Decoder::new(body);
    let found = d.array().map_err(wrong)?.ok_or(FormatError::Malformed("a list of unknown length"))?;
    if found != promised {
        return Err(EnvelopeError::Count { promised, found });
    }
    let changes = (0..found).map(|_| d.bytes().map(<[u8]>::to_vec).map_err(wrong)).collect::<Result<_, _>>()?;
    if body[d.position()..].iter().any(|byte| *byte != 0) {
        return Err(FormatError::Malformed("something follows the changes").into());
    }
    Ok(changes)
}
