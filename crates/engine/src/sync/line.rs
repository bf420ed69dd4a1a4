//! Lines: a notebook speaks to its hub and, where somebody shares one on the same network, to that one as well.
//!
//! What one hub has says nothing of what another one has, so each line has marks and a cursor of its own: those of
//! the hub lie beside what they mark, those of a hub nearby in tables that are gone with the process (`near.sql`).
//! They are found out again by comparing. What came by one line so lacks at the other, and goes on by it: that is
//! how a replica carries between two hubs that cannot reach each other.

use floorbook_domain::{Instant, NotebookId};
use floorbook_port::SyncTrouble;
use rusqlite::{OptionalExtension, params};

use super::{hub::hub_of, status};
use crate::{Engine, fail::Result, notebooks};

/// Which hub of which notebook is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line {
    pub(super) notebook: i64,
    /// Which of the hubs nearby, one after the other; `None` for the notebook's own.
    near: Option<i64>,
}

impl Line {
    /// To the hub that the notebook is connected to.
    pub(super) fn own(notebook: i64) -> Line {
        Line { notebook, near: None }
    }

    /// To a hub nearby.
    pub(super) fn near(notebook: i64, number: i64) -> Line {
        Line { notebook, near: Some(number) }
    }

    pub(super) fn is_near(self) -> bool {
        self.near.is_some()
    }

    pub(super) fn number(self) -> Option<i64> {
        self.near
    }

    /// One of two statements about marks.
    pub(super) fn sql(self, own: &'static str, near: &'static str) -> &'static str {
        if self.is_near() { near } else { own }
    }
}

/// A hub on the same network that keeps a notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its address: scheme, host and port.
    pub url: String,
    /// What lets one found a workspace there; empty where one may not.
    pub token: String,
}

/// How it stands with a hub nearby.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearState {
    /// When everything here was last there, and everything there was here.
    pub synced: Option<Instant>,
    /// What keeps it from going on.
    pub trouble: Option<SyncTrouble>,
    /// Changes that are not there yet.
    pub waiting: u32,
}

impl Engine {
    /// The notebooks that have members, so that a hub can keep them.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_workspaces(&self) -> std::result::Result<Vec<NotebookId>, floorbook_port::Failure> {
        Ok(self.workspaces()?)
    }

    /// From now on a notebook is synced with this hub as well, or with none nearby any more.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_near(
        &mut self,
        notebook: NotebookId,
        near: Option<&Near>,
    ) -> std::result::Result<(), floorbook_port::Failure> {
        Ok(self.set_near(notebook, near)?)
    }

    /// How it stands with the hub nearby; `None` where there is none.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_near_state(
        &self,
        notebook: NotebookId,
    ) -> std::result::Result<Option<NearState>, floorbook_port::Failure> {
        Ok(self.near_state(notebook)?)
    }

    fn workspaces(&self) -> Result<Vec<NotebookId>> {
        let mut rows = self.store.main.prepare_cached(
            "SELECT n.id FROM workspace w JOIN notebook n ON n.number = w.notebook
             WHERE w.founding IS NOT NULL ORDER BY n.open DESC, n.number",
        )?;
        let found = rows.query_map([], |row| row.get(0).map(NotebookId::from_bytes))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn set_near(&mut self, notebook: NotebookId, near: Option<&Near>) -> Result<()> {
        let Some((number, _)) = notebooks::find(&self.store.main, notebook)? else { return Ok(()) };
        let (url, token) = near.map_or((None, ""), |near| (Some(near.url.as_str()), near.token.as_str()));
        // Its number changes with it, so whatever was heard of the one before means nothing any more.
        let changed = self
            .store
            .main
            .prepare_cached(
                "INSERT INTO temp.near (notebook, url, token) VALUES (?1, ?2, ?3)
                 ON CONFLICT (notebook) DO UPDATE SET url = excluded.url, token = excluded.token, number = number + 1
                 WHERE url IS NOT excluded.url OR token <> excluded.token",
            )?
            .execute(params![number, url, token])?;
        if changed > 0 {
            self.sync.forget_near(number);
        }
        Ok(())
    }

    fn near_state(&self, notebook: NotebookId) -> Result<Option<NearState>> {
        let db = &self.store.main;
        let Some((number, _)) = notebooks::find(db, notebook)? else { return Ok(None) };
        let found: Option<(i64, Option<i64>)> = db
            .prepare_cached("SELECT number, synced FROM temp.near WHERE notebook = ?1 AND url IS NOT NULL")?
            .query_row(params![number], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((near, synced)) = found else { return Ok(None) };
        let line = Line::near(number, near);
        let trouble = self.sync.books.get(&line).and_then(|book| book.trouble);
        let waiting = status::waiting_changes(db, line)?;
        Ok(Some(NearState { synced: synced.map(Instant), trouble, waiting }))
    }

    /// Whether a line still leads somewhere.
    pub(super) fn is_open(&self, line: Line) -> bool {
        matches!(hub_of(&self.store.main, line), Ok(Some(_)))
    }
}
