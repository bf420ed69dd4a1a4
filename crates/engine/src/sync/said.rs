//! What was last said of how it stands with the open notebook.

use floorbook_port::{Event, SyncPhase, SyncStatus, SyncTrouble};

use super::Line;
use crate::{Engine, fail::Result, notebooks};

/// What was last said, and what it was made of.
#[derive(Default)]
pub(super) struct Said {
    status: Option<SyncStatus>,
    /// How many rows this connection had changed by then, and of which notebooks it told: the open one and the
    /// personal one.
    changes: u64,
    notebooks: Vec<i64>,
    /// What was known beside the database, of each of them.
    beside: Vec<(SyncPhase, Option<SyncTrouble>)>,
    /// How often the database was asked.
    looks: u64,
}

impl Engine {
    /// Tells how it stands with the open notebook, if that is new. The database is asked only after it was changed:
    /// nobody else changes it while it is open here.
    pub(super) fn say_status(&mut self) -> Result<()> {
        let said = &self.sync.said;
        let is_as_said = said.status.is_some()
            && said.changes == self.store.main.total_changes()
            && said.beside == self.beside(&said.notebooks);
        if is_as_said {
            return Ok(());
        }
        let (open, personal) = (notebooks::opened(&self.store.main)?, notebooks::personal(&self.store.main)?);
        let notebooks: Vec<i64> = open.into_iter().chain(personal).collect();
        for notebook in &notebooks {
            self.look(*notebook)?;
        }
        let status = self.status()?;
        let (changes, beside) = (self.store.main.total_changes(), self.beside(&notebooks));
        let said = &mut self.sync.said;
        (said.changes, said.notebooks, said.beside) = (changes, notebooks, beside);
        said.looks += 1;
        if said.status.as_ref() != Some(&status) {
            said.status = Some(status.clone());
            self.events.push(Event::Sync(status));
        }
        Ok(())
    }

    /// How often it was asked of the database how it stands, since this engine was opened.
    pub fn sync_looks(&self) -> u64 {
        self.sync.said.looks
    }

    fn beside(&self, notebooks: &[i64]) -> Vec<(SyncPhase, Option<SyncTrouble>)> {
        let books = notebooks.iter().filter_map(|notebook| self.sync.books.get(&Line::own(*notebook)));
        books.map(|book| (book.phase, book.trouble)).collect()
    }
}
