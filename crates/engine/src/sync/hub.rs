//! Where a notebook is synced, and up to where its log was read.

use floorbook_wire::Cursor;
use rusqlite::{Connection, OptionalExtension, params};

use crate::fail::Result;

/// Where a notebook is synced.
pub(super) struct Hub {
    pub(super) url: String,
    pub(super) token: String,
    pub(super) cursor: Option<Cursor>,
    pub(super) records: u64,
}

/// The hub of a notebook; `None` if it has none.
pub(super) fn hub_of(db: &Connection, notebook: i64) -> Result<Option<Hub>> {
    let found = db
        .prepare_cached("SELECT hub, token, cursor, records FROM workspace WHERE notebook = ?1 AND hub IS NOT NULL")?
        .query_row(params![notebook], |row| {
            let cursor: Option<Vec<u8>> = row.get(2)?;
            Ok(Hub {
                url: row.get(0)?,
                token: row.get(1)?,
                cursor: cursor.and_then(|bytes| floorbook_wire::read(&bytes).ok()),
                records: row.get::<_, i64>(3)?.cast_unsigned(),
            })
        })
        .optional()?;
    Ok(found)
}

/// The notebooks that have a hub, the open one first.
pub(super) fn connected(db: &Connection) -> Result<Vec<i64>> {
    let mut rows = db.prepare_cached(
        "SELECT w.notebook FROM workspace w JOIN notebook n ON n.number = w.notebook
         WHERE w.hub IS NOT NULL ORDER BY n.open DESC, w.notebook",
    )?;
    let found = rows.query_map([], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn keep_cursor(db: &Connection, notebook: i64, cursor: &Cursor) -> Result<()> {
    db.prepare_cached("UPDATE workspace SET cursor = ?2 WHERE notebook = ?1")?
        .execute(params![notebook, floorbook_wire::write(cursor)])?;
    Ok(())
}
