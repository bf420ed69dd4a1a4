//! Reading and writing CBOR as all formats here do: a map of numbered fields in rising order, the
//! version first; fields of a newer version are skipped; nothing is reserved on the word of the bytes.

use std::convert::Infallible;

use minicbor::{Decoder, Encode, Encoder, decode, encode};
use thiserror::Error;

use crate::id::{Hash, Tail};

/// Room enough for the encoding of any one secret.
const SECRET_ROOM: usize = 512;

/// Why bytes cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FormatError {
    /// The bytes end before what they hold does.
    #[error("it is cut: its end is missing")]
    Cut,
    /// The bytes are something else, or were altered beyond reading.
    #[error("it cannot be read: {0}")]
    Malformed(&'static str),
    /// A newer version wrote it.
    #[error("version {0} of this format is not known here")]
    UnknownVersion(u8),
    /// It is larger than anything that is ever written.
    #[error("it is larger than allowed ({0} bytes at most)")]
    TooLarge(usize),
}

impl From<decode::Error> for FormatError {
    fn from(error: decode::Error) -> Self {
        if error.is_end_of_input() {
            FormatError::Cut
        } else {
            FormatError::Malformed("its fields are not as expected")
        }
    }
}

/// The encoder that writes into memory.
pub(crate) type Writer<'b> = Encoder<&'b mut Vec<u8>>;

/// What writing into memory returns.
pub(crate) type Written = Result<(), encode::Error<Infallible>>;

/// What `write` writes.
pub(crate) fn written(write: impl FnOnce(&mut Writer<'_>) -> Written) -> Vec<u8> {
    written_in(SECRET_ROOM, write)
}

/// What `write` writes, for secrets: with room beforehand, so that growing leaves no copy behind.
pub(crate) fn written_in(room: usize, write: impl FnOnce(&mut Writer<'_>) -> Written) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(room);
    write(&mut Encoder::new(&mut bytes)).unwrap_or_else(|never| unreachable!("encoding into memory failed: {never}"));
    bytes
}

/// A value of any size, written.
pub(crate) fn encoded<T: Encode<()>>(value: &T) -> Vec<u8> {
    written(|e| e.encode(value)?.ok())
}

/// The fields of a map, in rising order.
pub(crate) struct Fields {
    left: u64,
    last: Option<u64>,
}

impl Fields {
    /// Begins a map whose first field, 0, is its version; refuses versions above `newest`.
    pub(crate) fn versioned(d: &mut Decoder<'_>, newest: u8) -> Result<Fields, FormatError> {
        let left = d.map()?.ok_or(FormatError::Malformed("a map of unknown length"))?;
        let mut fields = Fields { left, last: None };
        if fields.next(d)? != Some(0) {
            return Err(FormatError::Malformed("it does not begin with its version"));
        }
        match d.u8()? {
            version @ 1.. if version <= newest => Ok(fields),
            version => Err(FormatError::UnknownVersion(version)),
        }
    }

    /// The number of the next field, or `None` at the end.
    pub(crate) fn next(&mut self, d: &mut Decoder<'_>) -> Result<Option<u64>, FormatError> {
        if self.left == 0 {
            return Ok(None);
        }
        let field = d.u64()?;
        if self.last.is_some_and(|last| last >= field) {
            return Err(FormatError::Malformed("its fields are out of order"));
        }
        (self.left, self.last) = (self.left - 1, Some(field));
        Ok(Some(field))
    }
}

/// Bytes of exactly `N`.
pub(crate) fn fixed<const N: usize>(d: &mut Decoder<'_>) -> Result<[u8; N], FormatError> {
    d.bytes()?.try_into().map_err(|_| FormatError::Malformed("a value has the wrong length"))
}

/// A hash.
pub(crate) fn hash(d: &mut Decoder<'_>) -> Result<Hash, FormatError> {
    fixed(d).map(Hash)
}

/// A tail; parts that a newer version may add are skipped.
pub(crate) fn tail(d: &mut Decoder<'_>) -> Result<Tail, FormatError> {
    parts(d, 2, |d| Ok(Tail { seq: d.u64()?, envelope: hash(d)? }))
}

/// An array of at least `known` parts; those that a newer version added are skipped.
pub(crate) fn parts<'b, T>(
    d: &mut Decoder<'b>,
    known: u64,
    read: impl FnOnce(&mut Decoder<'b>) -> Result<T, FormatError>,
) -> Result<T, FormatError> {
    let count = d.array()?.filter(|count| *count >= known).ok_or(FormatError::Malformed("a part is missing"))?;
    let value = read(d)?;
    for _ in known..count {
        d.skip()?;
    }
    Ok(value)
}

/// A list of at most `limit` values.
pub(crate) fn list<'b, T>(
    d: &mut Decoder<'b>,
    limit: usize,
    mut read: impl FnMut(&mut Decoder<'b>) -> Result<T, FormatError>,
) -> Result<Vec<T>, FormatError> {
    let count = d.array()?.ok_or(FormatError::Malformed("a list of unknown length"))?;
    if count > limit as u64 {
        return Err(FormatError::Malformed("a list is too long"));
    }
    (0..count).map(|_| read(d)).collect()
}

/// What a field must have held.
pub(crate) fn present<T>(field: Option<T>) -> Result<T, FormatError> {
    field.ok_or(FormatError::Malformed("a field is missing"))
}

/// Nothing may follow.
pub(crate) fn end(d: &Decoder<'_>) -> Result<(), FormatError> {
    if d.position() == d.input().len() { Ok(()) } else { Err(FormatError::Malformed("something follows its end")) }
}

/// How many bytes a byte string of this length takes, written in the one shortest way.
pub(crate) fn string_size(length: usize) -> usize {
    let prefix = match length {
        0..=23 => 1,
        24..=0xff => 2,
        0x100..=0xffff => 3,
        0x1_0000..=0xffff_ffff => 5,
        _ => 9,
    };
    prefix + length
}
