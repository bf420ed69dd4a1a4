//! Identifiers of 16 bytes, and the hash that names sealed things.
//!
//! They are bytes here and nothing more: what they stand for is the caller's to map.

use std::fmt;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
                exact(d).map($name)
            }
        }
    )*};
}

/// Bytes of exactly `N`, for the messages of other packages that carry names and ids.
pub(crate) fn exact<const N: usize>(d: &mut Decoder<'_>) -> Result<[u8; N], decode::Error> {
    let at = d.position();
    d.bytes()?.try_into().map_err(|_| decode::Error::message("a value has the wrong length").at(at))
}

ids! {
    /// A notebook that several devices share: a log with its members.
    WorkspaceId,
    /// One installation that writes changes.
    DeviceId,
    /// A person.
    MemberId,
    /// A content key: made from the key by a hash, so that it also proves which key it is.
    KeyId,
    /// An invitation: made from its secret by a hash.
    InvitationId,
    /// A recovery key: made from its public signing key by a hash.
    RecoveryId,
}

/// A BLAKE3 hash of 32 bytes; names an envelope, a chunk, a membership record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The name of something with these bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl<C> Encode<C> for Hash {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Hash {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        exact(d).map(Hash)
    }
}

/// The end of a device's chain of envelopes: up to where, and by which envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tail {
    /// The number of the last change, from 1.
    pub seq: u64,
    /// The name of the envelope that ends with it.
    pub envelope: Hash,
}

impl<C> Encode<C> for Tail {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(2)?.u64(self.seq)?.encode_with(self.envelope, ctx)?.ok()
    }
}
