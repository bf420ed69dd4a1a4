//! Marks: of what is here, what the hub has.

use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::{Cursor, Heads};
use rusqlite::{Connection, OptionalExtension, params};

use super::{hub::keep_cursor, work::Work};
use crate::fail::Result;

/// Compares what the hub says that it has with what is here: marks what it has, and where to read on.
pub(super) fn compare(work: &mut Work<'_>, heads: &Heads) -> Result<()> {
    for sql in [
        "UPDATE envelope SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE membership SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE attached SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE parcel SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE workspace SET records = 0 WHERE notebook = ?1",
    ] {
        work.db.execute(sql, params![work.notebook])?;
    }
    let mut all_here = true;
    let branches = heads.branches.iter().map(|branch| branch.head.envelope);
    for head in heads.heads.iter().map(|head| head.envelope).chain(branches) {
        all_here &= mark_chain(work.db, work.notebook, head)?;
    }
    let marked: i64 = work.db.query_row(
        "SELECT count(*) FROM envelope WHERE notebook = ?1 AND at_hub = 1",
        params![work.notebook],
        |row| row.get(0),
    )?;
    // Only if nothing is there that is not here, its end is ours too.
    let cursor =
        if all_here && marked.cast_unsigned() == heads.end.position { heads.end } else { start(heads, work.workspace) };
    keep_cursor(work.db, work.notebook, &cursor)
}

pub(super) fn start(heads: &Heads, workspace: WorkspaceId) -> Cursor {
    Cursor { log: heads.end.log, position: 0, running: floorbook_wire::start(workspace) }
}

/// Marks an envelope and all before it as the hub's; `false` if one of them is not here.
pub(super) fn mark_chain(db: &Connection, notebook: i64, head: Hash) -> Result<bool> {
    let mut link = db.prepare_cached("SELECT previous, at_hub FROM envelope WHERE notebook = ?1 AND name = ?2")?;
    let mut at = Some(head);
    while let Some(name) = at {
        let found: Option<(Option<[u8; 32]>, i64)> =
            link.query_row(params![notebook, name.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((previous, marked)) = found else { return Ok(false) };
        if marked == 1 {
            return Ok(true);
        }
        mark_envelope(db, notebook, &name, 1)?;
        at = previous.map(Hash);
    }
    Ok(true)
}

pub(super) fn mark_envelope(db: &Connection, notebook: i64, name: &Hash, state: i64) -> Result<()> {
    db.prepare_cached("UPDATE envelope SET at_hub = ?3 WHERE notebook = ?1 AND name = ?2")?
        .execute(params![notebook, name.0, state])?;
    Ok(())
}

pub(super) fn mark_records(db: &Connection, notebook: i64, names: &[Hash], state: i64) -> Result<()> {
    let mut mark = db.prepare_cached("UPDATE membership SET at_hub = ?3 WHERE notebook = ?1 AND name = ?2")?;
    for name in names {
        mark.execute(params![notebook, name.0, state])?;
    }
    Ok(())
}

/// Forgets which membership records the hub has. What it refused stays refused.
pub(super) fn forget_records(db: &Connection, notebook: i64) -> Result<()> {
    for sql in [
        "UPDATE membership SET at_hub = 0 WHERE notebook = ?1 AND at_hub = 1",
        "UPDATE workspace SET records = 0 WHERE notebook = ?1",
    ] {
        db.execute(sql, params![notebook])?;
    }
    Ok(())
}

/// Whether the hub refused the envelope before this one for good, so that it cannot take this one either.
pub(super) fn follows_refused(work: &Work<'_>, name: &Hash) -> Result<bool> {
    let does = work
        .db
        .prepare_cached(
            "SELECT 1 FROM envelope e JOIN envelope b ON b.notebook = e.notebook AND b.name = e.previous
             WHERE e.notebook = ?1 AND e.name = ?2 AND b.at_hub = 2",
        )?
        .exists(params![work.notebook, name.0])?;
    Ok(does)
}

/// Whether an envelope is of the device as which this one writes.
pub(super) fn is_current(work: &Work<'_>, name: &Hash) -> Result<bool> {
    let is = work
        .db
        .prepare_cached(
            "SELECT 1 FROM envelope e JOIN identity i ON i.notebook = e.notebook AND i.device = e.device
             WHERE e.notebook = ?1 AND e.name = ?2 AND i.current = 1",
        )?
        .exists(params![work.notebook, name.0])?;
    Ok(is)
}
