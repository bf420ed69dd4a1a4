//! The messages.

use floorbook_seal::{DeviceId, Hash};
use minicbor::{Decode, Encode, bytes::ByteVec};

use crate::{Cursor, Reason};

/// Makes the workspace known to a hub.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Found {
    /// The name of the founding record.
    #[n(0)]
    pub founding: Hash,
    /// All membership records that the replica holds.
    #[n(1)]
    pub records: Vec<ByteVec>,
}

/// Membership records, parents before children.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Records {
    /// The records.
    #[n(0)]
    pub records: Vec<ByteVec>,
}

/// Membership records that a hub holds, after a number of them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RecordsHeld {
    /// The records, in the order of their arrival.
    #[n(0)]
    pub records: Vec<ByteVec>,
    /// How many the hub holds.
    #[n(1)]
    pub count: u64,
}

/// Envelopes, each device's in the order of its chain.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Push {
    /// The envelopes.
    #[n(0)]
    pub envelopes: Vec<ByteVec>,
}

/// The answer to a [`Push`] or to [`Records`]: one [`Ack`] for each, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pushed {
    /// What became of each.
    #[n(0)]
    pub acks: Vec<Ack>,
}

/// What became of one envelope or record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Ack {
    /// Its name: the hash of the bytes as they arrived.
    #[n(0)]
    pub name: Hash,
    /// What became of it.
    #[n(1)]
    pub outcome: Outcome,
}

/// What became of an envelope or record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Outcome {
    /// It is on the hub's disk, as number `.0` of the log, from 1. The same bytes again get the same number.
    #[n(0)]
    Stored(#[n(0)] u64),
    /// So too, and it is no part of the chain that the hub knows of its device: another branch of it.
    #[n(1)]
    Branch(#[n(0)] u64),
    /// It was not stored.
    #[n(2)]
    Refused(#[n(0)] Reason),
}

/// The end of a device's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Head {
    /// The device.
    #[n(0)]
    pub device: DeviceId,
    /// The number of its last change.
    #[n(1)]
    pub seq: u64,
    /// The envelope that ends with it.
    #[n(2)]
    pub envelope: Hash,
}

/// An envelope that was kept beside its device's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Branch {
    /// Its device, its last change and its name.
    #[n(0)]
    pub head: Head,
    /// Its place in the log.
    #[n(1)]
    pub position: u64,
}

/// What a hub has of a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Heads {
    /// The end of the log.
    #[n(0)]
    pub end: Cursor,
    /// The end of each device's chain.
    #[n(1)]
    pub heads: Vec<Head>,
    /// What is kept beside the chains.
    #[n(2)]
    pub branches: Vec<Branch>,
    /// How many membership records there are.
    #[n(3)]
    pub records: u64,
}

/// The envelopes after a cursor.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pulled {
    /// The envelopes, branches included, in the order of the log.
    #[n(0)]
    pub envelopes: Vec<ByteVec>,
    /// The place behind the last of them.
    #[n(1)]
    pub end: Cursor,
    /// Whether there are more.
    #[n(2)]
    pub more: bool,
}

/// Names of chunks.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Names {
    /// The names.
    #[n(0)]
    pub names: Vec<Hash>,
}

/// Those among the named chunks that the hub does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Lacking {
    /// Their names.
    #[n(0)]
    pub names: Vec<Hash>,
}

/// There is something new. It travels as the text `envelopes records chunks` of an event of a live connection;
/// a hub of before chunks were counted sends the first two, and a later one more: see [`News`](crate::News).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// How many envelopes the log has.
    pub envelopes: u64,
    /// How many membership records there are.
    pub records: u64,
    /// How many chunks of attachments have come.
    pub chunks: u64,
}

impl Notice {
    /// As text.
    pub fn text(self) -> String {
        format!("{} {} {}", self.envelopes, self.records, self.chunks)
    }

    /// From text.
    pub fn parse(text: &str) -> Option<Notice> {
        let mut numbers = text.trim().split(' ').map(|number| number.parse().ok());
        let (envelopes, records) = (numbers.next()??, numbers.next()??);
        Some(Notice { envelopes, records, chunks: numbers.next().unwrap_or(Some(0))? })
    }
}
