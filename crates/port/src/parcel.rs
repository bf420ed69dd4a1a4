//! A message with the buffers that go beside it, as one run of bytes: how a page and the shell speak.
//!
//! A length of four bytes (least first), then so many bytes of JSON; then how many buffers there are, and each of
//! them in the same way. Several parcels may follow each other.

use thiserror::Error;

/// A message as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel<'a> {
    /// The message, as JSON.
    pub body: &'a str,
    /// The buffers beside it.
    pub parts: Vec<&'a [u8]>,
}

/// The bytes are no parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the message is cut off or is none of ours")]
pub struct NoParcel;

/// Puts one parcel behind what `out` holds.
///
/// # Errors
/// [`NoParcel`] where something in it is 4 GB or more.
pub fn pack(body: &str, parts: &[impl AsRef<[u8]>], out: &mut Vec<u8>) -> Result<(), NoParcel> {
    put(body.as_bytes(), out)?;
    out.extend(u32::try_from(parts.len()).map_err(|_| NoParcel)?.to_le_bytes());
    parts.iter().try_for_each(|part| put(part.as_ref(), out))
}

/// Takes the first parcel off `bytes`; `None` where there is nothing left.
///
/// # Errors
/// [`NoParcel`].
pub fn unpack<'a>(bytes: &mut &'a [u8]) -> Result<Option<Parcel<'a>>, NoParcel> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let body = str::from_utf8(take(bytes)?).map_err(|_| NoParcel)?;
    let count = number(bytes)?;
    // No more are made room for than can be there: each has its length.
    let parts = (0..count).map(|_| take(bytes)).collect::<Result<_, _>>()?;
    Ok(Some(Parcel { body, parts }))
}

fn put(part: &[u8], out: &mut Vec<u8>) -> Result<(), NoParcel> {
    out.extend(u32::try_from(part.len()).map_err(|_| NoParcel)?.to_le_bytes());
    out.extend_from_slice(part);
    Ok(())
}

fn number(bytes: &mut &[u8]) -> Result<u32, NoParcel> {
    let (number, rest) = bytes.split_first_chunk().ok_or(NoParcel)?;
    *bytes = rest;
    Ok(u32::from_le_bytes(*number))
}

fn take<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], NoParcel> {
    let length = usize::try_from(number(bytes)?).map_err(|_| NoParcel)?;
    let (part, rest) = bytes.split_at_checked(length).ok_or(NoParcel)?;
    *bytes = rest;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let mut bytes = Vec::new();
        pack("{\"é\":1}", &[b"one".as_slice(), b""], &mut bytes).unwrap();
        pack("2", &[] as &[&[u8]], &mut bytes).unwrap();
        let mut left = bytes.as_slice();
        let first = unpack(&mut left).unwrap().unwrap();
        assert_eq!((first.body, first.parts), ("{\"é\":1}", vec![b"one".as_slice(), b""]));
        assert_eq!(unpack(&mut left).unwrap().unwrap().body, "2");
        assert_eq!(unpack(&mut left), Ok(None));
    }

    #[test]
    fn a_parcel_that_is_cut_or_lies_about_its_length_is_none() {
        let mut whole = Vec::new();
        pack("{}", &[b"bytes"], &mut whole).unwrap();
        for cut in 1..whole.len() {
            assert_eq!(unpack(&mut &whole[..cut]), Err(NoParcel), "{cut}");
        }
        assert_eq!(unpack(&mut [0xff; 12].as_slice()), Err(NoParcel));
        assert_eq!(unpack(&mut [0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff].as_slice()), Err(NoParcel));
    }
}
