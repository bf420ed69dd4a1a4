//! Identifiers: UUIDv7 newtypes, one for each kind, so that a visit's id cannot be passed for a
//! contact's; and the hash that names content.

use std::{fmt, str::FromStr};

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Kind;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id: `millis` since 1970 and ten random bytes, as UUIDv7 (RFC 9562, 5.7).
            pub fn new(millis: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// The id as its 16 bytes.
            pub fn to_bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }

            /// The id of these 16 bytes; any bytes are an id.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The id without its kind.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
                e.bytes(self.0.as_bytes())?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
                let bytes = <[u8; 16]>::try_from(d.bytes()?)
                    .map_err(|_| decode::Error::message("an id has 16 bytes"))?;
                Ok(Self::from_bytes(bytes))
            }
        }
    )*};
}

ids! {
    /// A company that is bought from.
    PartnerId,
    /// A place where a partner makes things.
    SiteId,
    /// A person at a partner.
    ContactId,
    /// A visit to a site, planned or made.
    VisitId,
    /// Something noted.
    ObservationId,
    /// A photo, voice memo or file.
    AttachmentId,
    /// A person on our side.
    MemberId,
    /// A problem that both sides work on.
    IssueId,
    /// A promise, of either side.
    CommitmentId,
    /// What somebody put their name to.
    SignOffId,
    /// Something that happened to an issue or a promise.
    StepId,
    /// A log with its members.
    NotebookId,
    /// One installation that writes changes.
    DeviceId,
}

/// Names any record: its kind and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordRef {
    /// What it is.
    pub kind: Kind,
    /// Its id, whatever its kind.
    pub id: Uuid,
}

macro_rules! refs {
    ($($id:ident => $kind:ident),* $(,)?) => {$(
        impl From<$id> for RecordRef {
            fn from(id: $id) -> Self {
                RecordRef { kind: Kind::$kind, id: id.uuid() }
            }
        }
    )*};
}

refs! {
    PartnerId => Partner,
    SiteId => Site,
    ContactId => Contact,
    VisitId => Visit,
    ObservationId => Observation,
    AttachmentId => Attachment,
    MemberId => Member,
    IssueId => Issue,
    CommitmentId => Commitment,
    SignOffId => SignOff,
}

impl<C> Encode<C> for RecordRef {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(2)?.u8(self.kind.number())?.bytes(self.id.as_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for RecordRef {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.array()? != Some(2) {
            return Err(decode::Error::message("a record is named by its kind and its id"));
        }
        let kind = Kind::from_number(d.u8()?).ok_or_else(|| decode::Error::message("an unknown kind of record"))?;
        let bytes = <[u8; 16]>::try_from(d.bytes()?).map_err(|_| decode::Error::message("an id has 16 bytes"))?;
        Ok(RecordRef { kind, id: Uuid::from_bytes(bytes) })
    }
}

/// The BLAKE3 hash (32 bytes) that names content; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

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

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for Hash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let wrong = "a hash is written as 64 hexadecimal digits";
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| wrong)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong)?;
        }
        Ok(Hash(bytes))
    }
}

impl<C> Encode<C> for Hash {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Hash {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        <[u8; 32]>::try_from(d.bytes()?).map(Hash).map_err(|_| decode::Error::message("a hash has 32 bytes"))
    }
}
