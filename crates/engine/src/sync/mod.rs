//! Syncing: what a device owes a hub and a hub owes it, as a machine without clock or socket.

mod door;

pub use door::{Answered, Exchange, Live, Next, Surroundings};

use floorbook_domain::{Instant, NotebookId};
use floorbook_port::Failure;

use crate::Engine;

impl Engine {
    /// What is to be sent now.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_next(&mut self, _now: Instant, _around: Surroundings) -> Result<Next, Failure> {
        Ok(Next::Wait(None))
    }

    /// Takes the answer to exchange `number` in. One that is not waited for any more is ignored.
    ///
    /// # Errors
    /// Those of storage; the machine goes on from where it was.
    pub fn sync_reply(&mut self, _now: Instant, _number: u64, _answered: Answered) -> Result<(), Failure> {
        Ok(())
    }

    /// The live connections that should be open and are not, of all connected notebooks. One that was answered
    /// here counts as open until [`Engine::sync_live_ended`].
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_live(&mut self, _now: Instant, _around: Surroundings) -> Result<Vec<Live>, Failure> {
        Ok(Vec::new())
    }

    /// A live connection ended, or could not be opened (`opened` is false).
    pub fn sync_live_ended(&mut self, _now: Instant, _notebook: NotebookId, _opened: bool) {}

    /// Takes a notice in: the `data` of an event of a live connection.
    pub fn sync_notice(&mut self, _now: Instant, _notebook: NotebookId, _data: &str) {}
}
