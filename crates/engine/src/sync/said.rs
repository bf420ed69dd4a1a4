//! What was last said of how it stands with the open notebook.

use floorbook_port::{Event, SyncPhase, SyncStatus, SyncTrouble};

use crate::{Engine, fail::Result};

/// What was last said, and what it was made of.
#[derive(Default)]
pub(super) struct Said {
    status: Option<SyncStatus>,
    /// How many rows this connection had changed by then, and which notebook was open.
    changes: u64,
    notebook: Option<i64>,
    /// What was known beside the database.
    beside: Option<(SyncPhase, Option<SyncTrouble>)>,
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
            && said.beside == self.beside(said.notebook);
        if is_as_said {
            return Ok(());
        }
        let notebook = crate::notebooks::opened(&self.store.main)?;
        if let Some(notebook) = notebook {
            self.look(notebook)?;
        }
        let status = self.status()?;
        let (changes, beside) = (self.store.main.total_changes(), self.beside(notebook));
        let said = &mut self.sync.said;
        (said.changes, said.notebook, said.beside) = (changes, notebook, beside);
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

    fn beside(&self, notebook: Option<i64>) -> Option<(SyncPhase, Option<SyncTrouble>)> {
        self.sync.books.get(&notebook?).map(|book| (book.phase, book.trouble))
    }
}
