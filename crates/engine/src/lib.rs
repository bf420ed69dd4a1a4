//! The notebook's engine: change log, merge, projections, search and attachments on one SQLite.
//!
//! It is the same code in every host. It reads no clock, opens no socket and spawns nothing: time
//! comes with each call, randomness from the [`Entropy`] it was opened with.

use floorbook_domain::Instant;
use floorbook_port::{Answer, Command, CommandId, Event, Failure, Query, View};

/// Where randomness comes from.
pub trait Entropy {
    /// Fills `bytes` with randomness fit for keys and ids.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// How SQLite keeps its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journal {
    /// Write-ahead log: native hosts.
    Wal,
    /// Rollback journal, truncated: the browser, whose files have no shared memory.
    Truncate,
}

/// What the engine is opened with.
pub struct Opening {
    /// Path of the main database.
    pub main: String,
    /// Path of the database of attachments.
    pub content: String,
    /// The name of the SQLite VFS; `None` for the platform's.
    pub vfs: Option<String>,
    /// How the journal is kept.
    pub journal: Journal,
    /// The raw SQLCipher key.
    pub key: [u8; 32],
    /// The moment of opening.
    pub now: Instant,
    /// Where randomness comes from.
    pub entropy: Box<dyn Entropy>,
}

/// An open notebook store.
pub struct Engine {
    _opening: Opening,
}

impl Engine {
    /// Opens the databases, makes them where there are none, and brings older ones up to this version.
    ///
    /// # Errors
    /// `WrongKey`, `TooNew`, `Damaged`, `StorageFull` or `Storage`; nothing was changed.
    pub fn open(opening: Opening) -> Result<Engine, Failure> {
        Ok(Engine { _opening: opening })
    }

    /// Does what `command` says; when this returns, it is flushed to disk.
    ///
    /// # Errors
    /// A [`Failure`]; the command changed nothing.
    pub fn call(
        &mut self,
        _now: Instant,
        _id: CommandId,
        _command: Command,
        _parts: &[Vec<u8>],
    ) -> Result<Answer, Failure> {
        Err(Failure::new(floorbook_port::ErrorCode::Refused, "being built"))
    }

    /// Answers `query`, with the buffers that go beside the answer.
    ///
    /// # Errors
    /// A [`Failure`].
    pub fn ask(&mut self, _now: Instant, _query: &Query) -> Result<(View, Vec<Vec<u8>>), Failure> {
        Err(Failure::new(floorbook_port::ErrorCode::Refused, "being built"))
    }

    /// Takes what happened since this was last asked.
    pub fn events(&mut self) -> Vec<Event> {
        Vec::new()
    }
}
