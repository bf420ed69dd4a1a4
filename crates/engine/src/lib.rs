//! The notebook's engine: change log, merge, projections, search and attachments on one SQLite.
//!
//! It is the same code in every host. It reads no clock, opens no socket and spawns nothing: time
//! comes with each call, randomness from the [`Entropy`] it was opened with. One [`Engine`] owns its
//! two database files.
//!
//! - A [`Command`] becomes a change in the log (`author`, `undo`), which is applied like a change of
//!   any other device (`apply`, `state`, `prose`), in one flushed transaction.
//! - A [`Query`] reads what was derived (`views`, `search`). All of that can be thrown away and
//!   rebuilt from the log (`rebuild`).
//! - What is being typed or recorded is kept beside the log (`drafts`, `recordings`) until it
//!   becomes a change.

mod apply;
mod attached;
mod author;
mod change;
mod clash;
mod commands;
#[doc(hidden)]
pub mod door;
mod drafts;
mod fail;
mod hlc;
mod merges;
mod notebooks;
mod only_me;
mod prose;
mod rebuild;
mod recordings;
mod replica;
mod rescue;
mod sample;
mod search;
mod splice;
mod state;
mod store;
mod sync;
mod undo;
mod upgrade;
mod version;
mod views;

use floorbook_domain::{DeviceId, Instant};
use floorbook_port::{Answer, Command, CommandId, Event, Failure, Query, View};

pub use change::{ChangeError, name_of};
pub use replica::Received;
pub use rescue::{Rescue, aside, rescue};
pub use sync::{Answered, Exchange, Line, Live, Near, NearState, Next, Surroundings};

use crate::{hlc::Hlc, store::Store};

/// Where randomness comes from.
pub trait Entropy {
    /// Fills `bytes` with randomness fit for keys and ids.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// What the engine is opened with. While it is open nobody else can open the databases.
pub struct Opening {
    /// Path of the main database.
    pub main: String,
    /// Path of the database of attachments.
    pub content: String,
    /// The name of the SQLite VFS; `None` for the platform's.
    pub vfs: Option<String>,
    /// The raw SQLCipher key.
    pub key: [u8; 32],
    /// The moment of opening.
    pub now: Instant,
    /// Where randomness comes from.
    pub entropy: Box<dyn Entropy>,
}

/// An open notebook store.
pub struct Engine {
    store: Store,
    hlc: Hlc,
    entropy: Box<dyn Entropy>,
    /// The yrs client of this opening: fresh each time, so that a restored disk never reuses one.
    client: u64,
    events: Vec<Event>,
    sync: sync::State,
}

impl Engine {
    /// Opens the databases, makes them where there are none, and brings older ones up to this version.
    ///
    /// # Errors
    /// `WrongKey`, `TooNew`, `Damaged`, `StorageFull` or `Storage`; nothing was changed.
    pub fn open(mut opening: Opening) -> Result<Engine, Failure> {
        let mut random = [0; 18];
        opening.entropy.fill(&mut random);
        let [id @ .., c0, c1, c2, c3, c4, c5, c6, c7] = random;
        let millis = u64::try_from(opening.now.0).unwrap_or(0);
        let store = Store::open(&opening, DeviceId::new(millis, id))?;
        let hlc = store.clock()?;
        recordings::sweep(&store)?;
        let mut engine = Engine {
            store,
            hlc,
            entropy: opening.entropy,
            client: u64::from_le_bytes([c0, c1, c2, c3, c4, c5, c6, c7]),
            events: Vec::new(),
            sync: sync::State::default(),
        };
        engine.write_waiting_name(opening.now)?;
        Ok(engine)
    }

    /// Does what `command` says; when this returns, it is flushed to disk. The same `id` sent again
    /// answers the first result. `parts` are the buffers that the command names.
    ///
    /// # Errors
    /// A [`Failure`]; the command changed nothing.
    pub fn call(
        &mut self,
        now: Instant,
        id: CommandId,
        command: Command,
        parts: &[Vec<u8>],
    ) -> Result<Answer, Failure> {
        Ok(self.run(now, id, command, parts)?)
    }

    /// Answers `query`, with the buffers that go beside the answer.
    ///
    /// # Errors
    /// A [`Failure`].
    pub fn ask(&mut self, now: Instant, query: &Query) -> Result<(View, Vec<Vec<u8>>), Failure> {
        match query {
            Query::PageKey => return Ok((View::PageKey(self.store.page_key.clone()), Vec::new())),
            Query::Sync => return Ok((View::Sync(self.sync_view(now)?), Vec::new())),
            Query::Team => return Ok((View::Team(self.team_view(now)?), Vec::new())),
            Query::FilePart(number) => {
                let mime = "application/octet-stream".to_owned();
                return Ok((View::Bytes { mime }, vec![self.file_part(*number)?]));
            }
            _ => {}
        }
        let reader = views::Reader {
            store: &self.store,
            notebook: notebooks::opened(&self.store.main)?,
            personal: notebooks::personal(&self.store.main)?,
            me: notebooks::opened(&self.store.main)?
                .map_or(Ok(None), |notebook| notebooks::me(&self.store.main, notebook))?,
            now,
        };
        Ok(reader.ask(query)?)
    }

    /// Puts what was written in order, for when nobody waits: nothing is safer for it, but the next start
    /// is quicker.
    ///
    /// # Errors
    /// Those of storage; nothing is lost.
    pub fn settle(&mut self) -> Result<(), Failure> {
        Ok(self.store.settle()?)
    }

    /// For tests: leaves room for so many more pages in each database, as a disk does that is nearly full.
    ///
    /// # Errors
    /// Those of storage.
    #[doc(hidden)]
    pub fn leave_room(&self, pages: Option<u32>) -> Result<(), Failure> {
        Ok(self.store.leave_room(pages)?)
    }

    /// Takes what happened since this was last asked.
    pub fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }
}
