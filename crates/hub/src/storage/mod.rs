//! What the hub keeps, behind one trait that names operations.
//!
//! Whoever calls has verified signatures and membership. What is decided here is what needs one transaction:
//! the place of an envelope in its device's chain and in the log. Nothing is answered before it is on disk.

mod chain;
mod parcel;
mod piece;
mod readers;
mod sqlite;
mod table;

pub(crate) use chain::Place;
pub(crate) use sqlite::Sqlite;

use floorbook_seal::{DeviceId, Hash, WorkspaceId, chunk::AttachmentTag, envelope::Sealed};
use floorbook_wire::{Cursor, Heads, News, Notice, Outcome, ParcelId, Piece, Pieces, Pulled};
use std::{future::Future, pin::Pin};
use thiserror::Error;

/// Why nothing was stored or read.
#[derive(Debug, Error)]
pub(crate) enum StorageError {
    /// The cursor is of another log than this one.
    #[error("the cursor is of another log")]
    OtherLog,
    /// There is no such workspace.
    #[error("there is no such workspace")]
    NoWorkspace,
    /// There are as many workspaces as there may be.
    #[error("there are as many workspaces as there may be")]
    TooMany,
    /// The database or the disk failed.
    #[error("storage failed: {0}")]
    Failed(String),
}

/// What an operation answers, later.
pub(crate) type Answer<T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send>>;

/// An envelope that was verified.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    pub(crate) name: Hash,
    pub(crate) device: DeviceId,
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) previous: Option<Hash>,
    pub(crate) bytes: Vec<u8>,
}

impl From<Sealed> for Arrival {
    fn from(sealed: Sealed) -> Self {
        let header = sealed.header();
        let (device, first, last, previous) = (header.device, header.first, header.last, header.previous);
        Arrival { name: sealed.name(), device, first, last, previous, bytes: sealed.into_bytes() }
    }
}

/// The membership records of a workspace, and how it began.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) founding: Hash,
    pub(crate) records: Vec<Vec<u8>>,
}

/// What is told to those who listen.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) news: News,
    /// The device whose envelopes all of those are that are carried: it has them.
    pub(crate) only: Option<DeviceId>,
}

/// What a hub can be asked to keep.
pub(crate) trait Storage: Send + Sync {
    /// Makes a workspace with these records, if there are fewer than `most`; `false` if it is there already.
    fn create_workspace(&self, id: WorkspaceId, founding: Hash, records: Vec<Vec<u8>>, most: u64) -> Answer<bool>;
    /// The membership records, in the order of their arrival; `None` for an unknown workspace.
    fn membership(&self, id: WorkspaceId) -> Answer<Option<Held>>;
    /// Appends records, and answers the number of each, from 1; the same bytes again have the same number.
    fn append_membership(&self, id: WorkspaceId, records: Vec<Vec<u8>>) -> Answer<Vec<u64>>;
    /// Appends envelopes in this order, and answers what became of each.
    fn append_envelopes(&self, id: WorkspaceId, arrivals: Vec<Arrival>) -> Answer<Vec<Outcome>>;
    /// The envelopes after a cursor (from the start if none), at least one if there is one, then up to `limit` bytes.
    fn pull_after(&self, id: WorkspaceId, after: Option<Cursor>, limit: u64) -> Answer<Pulled>;
    /// Keeps a parcel, in the place of one that lay there.
    fn put_parcel(&self, id: WorkspaceId, parcel: ParcelId, bytes: Vec<u8>) -> Answer<()>;
    /// The parcels of this id with their workspaces, the one that came first before the others: an id is
    /// chosen by those who use it, and a second workspace must not hide what the first has there.
    fn parcels(&self, parcel: ParcelId) -> Answer<Vec<(WorkspaceId, Vec<u8>)>>;
    /// The workspaces that have parcels.
    fn with_parcels(&self) -> Answer<Vec<WorkspaceId>>;
    /// Forgets all parcels of the workspace but these.
    fn keep_parcels(&self, id: WorkspaceId, kept: Vec<ParcelId>) -> Answer<()>;
    /// Notes that a chunk lies in the store of chunks; answers whether that is new.
    fn add_piece(&self, id: WorkspaceId, piece: Piece) -> Answer<bool>;
    /// Forgets a chunk that the store of chunks has not got.
    fn forget_piece(&self, id: WorkspaceId, name: Hash) -> Answer<()>;
    /// Those among the named chunks that were noted.
    fn held_pieces(&self, id: WorkspaceId, names: Vec<Hash>) -> Answer<Vec<Hash>>;
    /// The pieces that were noted for these attachments.
    fn find_pieces(&self, id: WorkspaceId, tags: Vec<AttachmentTag>) -> Answer<Pieces>;
    /// How much there is of everything.
    fn news(&self, id: WorkspaceId) -> Answer<Notice>;
    /// How much there is of everything, with the envelopes after this place if they are small.
    fn news_after(&self, id: WorkspaceId, position: u64) -> Answer<Told>;
    /// What there is.
    fn heads(&self, id: WorkspaceId) -> Answer<Heads>;
}
