//! A request that a device has signed.
//!
//! The field `authorization` is `Floorbook <device> <at> <nonce> <signature>`: hexadecimal but for the time,
//! which is in milliseconds since 1970. The device signs the lengths-prefixed method, path with query, hash of
//! the body, time and nonce. A hub takes a time within [`WINDOW`] of its own, and each nonce once.

use std::fmt::Write;

use floorbook_seal::{
    DeviceId, Hash,
    keys::{DeviceCard, DeviceSecret, Signature},
};

use crate::Reason;

/// How far the time of a request may lie from the hub's, in milliseconds: five minutes.
pub const WINDOW: u64 = 5 * 60 * 1000;

const CONTEXT: &str = "floorbook wire v1 request";
const SCHEME: &str = "Floorbook";

/// Who signed a request, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The device.
    pub device: DeviceId,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// Random, for this request only.
    pub nonce: [u8; 16],
    /// The signature over the request, the time and the nonce.
    pub signature: Signature,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// `GET`, `POST`, `PUT`.
    pub method: &'a str,
    /// The path, and the query behind `?` if there is one.
    pub target: &'a str,
    /// The body.
    pub body: &'a [u8],
}

impl Request<'_> {
    fn message(&self, at: u64, nonce: &[u8; 16]) -> Vec<u8> {
        let mut message = Vec::new();
        for part in [self.method.as_bytes(), self.target.as_bytes(), &Hash::of(self.body).0] {
            message.extend((part.len() as u64).to_be_bytes());
            message.extend(part);
        }
        message.extend(at.to_be_bytes());
        message.extend(nonce);
        message
    }
}

impl Signed {
    /// Signs a request.
    pub fn new(device: &DeviceSecret, request: &Request<'_>, at: u64, nonce: [u8; 16]) -> Signed {
        let signature = device.sign(CONTEXT, &request.message(at, &nonce));
        Signed { device: device.device(), at, nonce, signature }
    }

    /// The value of the field `authorization`.
    pub fn header(&self) -> String {
        format!("{SCHEME} {} {} {} {}", self.device, self.at, hex(&self.nonce), hex(&self.signature.0))
    }

    /// Reads the field.
    pub fn parse(header: &str) -> Option<Signed> {
        let mut words = header.split(' ');
        if words.next()? != SCHEME {
            return None;
        }
        let device = DeviceId(unhex(words.next()?)?);
        let at = words.next()?.parse().ok()?;
        let nonce = unhex(words.next()?)?;
        let signature = Signature(unhex(words.next()?)?);
        words.next().is_none().then_some(Signed { device, at, nonce, signature })
    }

    /// Checks that the device of this card signed the request. Time and nonce are the caller's to check.
    ///
    /// # Errors
    /// [`Reason::Stranger`], [`Reason::BadSignature`].
    pub fn verify(&self, card: &DeviceCard, request: &Request<'_>) -> Result<(), Reason> {
        if card.device != self.device {
            return Err(Reason::Stranger);
        }
        let message = request.message(self.at, &self.nonce);
        card.verify(CONTEXT, &message, &self.signature).map_err(|_| Reason::BadSignature)
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Exactly `N` bytes from lower-case hexadecimal digits.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    let bytes: Option<Vec<u8>> = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
    bytes?.try_into().ok()
}
