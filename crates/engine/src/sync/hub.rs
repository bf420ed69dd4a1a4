//! Where a notebook is synced, and up to where a hub's log was read.

use floorbook_wire::Cursor;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Line;
use crate::fail::Result;

/// Where a notebook is synced.
pub(super) struct Hub {
    pub(super) url: String,
    pub(super) token: String,
    pub(super) cursor: Option<Cursor>,
    pub(super) records: u64,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Hub> {
    let cursor: Option<Vec<u8>> = row.get(2)?;
    Ok(Hub {
        url: row.get(0)?,
        token: row.get(1)?,
        cursor: cursor.and_then(|bytes| floorbook_wire::read(&bytes).ok()),
        records: row.get::<_, i64>(3)?.cast_unsigned(),
    })
}

/// The hub at the other end of a line; `None` if there is none, or another one by now.
pub(super) fn hub_of(db: &Connection, line: Line) -> Result<Option<Hub>> {
    let found = match line.number() {
        None => db
            .prepare_cached(
                "SELECT hub, token, cursor, records FROM workspace WHERE notebook = ?1 AND hub IS NOT NULL",
            )?
            .query_row(params![line.notebook], read),
        Some(number) => db
            .prepare_cached(
                "SELECT url, token, cursor, records FROM temp.near
                 WHERE notebook = ?1 AND number = ?2 AND url IS NOT NULL",
            )?
            .query_row(params![line.notebook, number], read),
    };
    Ok(found.optional()?)
}

/// The lines that lead somewhere: those to the notebooks' own hubs first, of these that of the open one.
pub(super) fn connected(db: &Connection) -> Result<Vec<Line>> {
    let mut rows = db.prepare_cached(
        "SELECT w.notebook, NULL, n.open FROM workspace w JOIN notebook n ON n.number = w.notebook
         WHERE w.hub IS NOT NULL
         UNION ALL
         SELECT t.notebook, t.number, n.open FROM temp.near t JOIN notebook n ON n.number = t.notebook
         JOIN workspace w ON w.notebook = t.notebook WHERE t.url IS NOT NULL AND w.founding IS NOT NULL
         ORDER BY 2 IS NOT NULL, 3 DESC, 1",
    )?;
    let found = rows.query_map([], |row| {
        let (notebook, near) = (row.get(0)?, row.get::<_, Option<i64>>(1)?);
        Ok(near.map_or_else(|| Line::own(notebook), |number| Line::near(notebook, number)))
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The log was read up to here; `None` for from the start.
pub(super) fn keep_cursor(db: &Connection, line: Line, cursor: Option<&Cursor>) -> Result<()> {
    db.prepare_cached(line.sql(
        "UPDATE workspace SET cursor = ?2 WHERE notebook = ?1",
        "UPDATE temp.near SET cursor = ?2 WHERE notebook = ?1",
    ))?
    .execute(params![line.notebook, cursor.map(floorbook_wire::write)])?;
    Ok(())
}

/// So many of the hub's membership records were read.
pub(super) fn keep_records_read(db: &Connection, line: Line, records: u64) -> Result<()> {
    db.prepare_cached(line.sql(
        "UPDATE workspace SET records = ?2 WHERE notebook = ?1",
        "UPDATE temp.near SET records = ?2 WHERE notebook = ?1",
    ))?
    .execute(params![line.notebook, records.cast_signed()])?;
    Ok(())
}

/// Everything is here and there.
pub(super) fn keep_synced(db: &Connection, line: Line, now: i64) -> Result<()> {
    db.prepare_cached(line.sql(
        "UPDATE workspace SET synced = ?2 WHERE notebook = ?1",
        "UPDATE temp.near SET synced = ?2 WHERE notebook = ?1",
    ))?
    .execute(params![line.notebook, now])?;
    Ok(())
}
