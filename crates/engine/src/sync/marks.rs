//! Marks: of what is here, what a hub has. Each line has its own.

use floorbook_domain::Hash as Name;
use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::{Cursor, Heads};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Line,
    bytes::Content,
    hub::{hub_of, keep_cursor, keep_records_read},
    work::Work,
};
use crate::fail::Result;

/// Forgets what a hub has.
pub(super) fn forget_all(db: &Connection, line: Line) -> Result<()> {
    let statements: &[&str] = if line.is_near() {
        &[
            "DELETE FROM temp.near_envelope WHERE notebook = ?1",
            "DELETE FROM temp.near_membership WHERE notebook = ?1",
            "DELETE FROM temp.near_attached WHERE notebook = ?1",
            "UPDATE temp.near SET envelopes_seen = 0, records_seen = 0 WHERE notebook = ?1",
        ]
    } else {
        &[
            "UPDATE envelope SET at_hub = 0 WHERE notebook = ?1",
            "UPDATE membership SET at_hub = 0 WHERE notebook = ?1",
            "UPDATE attached SET at_hub = 0 WHERE notebook = ?1",
            "UPDATE parcel SET at_hub = 0 WHERE notebook = ?1",
        ]
    };
    for sql in statements {
        db.execute(sql, params![line.notebook])?;
    }
    keep_records_read(db, line, 0)?;
    notice_new(db, line)
}

/// Forgets what hubs nearby have: rows were deleted, and others may take their numbers.
pub(crate) fn forget_near(db: &Connection) -> Result<()> {
    db.execute_batch(
        "DELETE FROM temp.near_envelope; DELETE FROM temp.near_membership; DELETE FROM temp.near_attached;
         DELETE FROM temp.near WHERE notebook NOT IN (SELECT number FROM notebook);
         UPDATE temp.near SET cursor = NULL, records = 0, envelopes_seen = 0, records_seen = 0;",
    )?;
    Ok(())
}

/// Gives what came since, by whatever way, its mark: a hub nearby has not got it, as far as is known.
pub(super) fn notice_new(db: &Connection, line: Line) -> Result<()> {
    if !line.is_near() {
        return Ok(());
    }
    for sql in [
        "INSERT INTO temp.near_envelope (number, notebook, device, first)
         SELECT number, notebook, device, first FROM envelope WHERE notebook = ?1 AND length(device) = 16
         AND number > (SELECT envelopes_seen FROM temp.near WHERE notebook = ?1) ON CONFLICT DO NOTHING",
        "INSERT INTO temp.near_membership (number, notebook)
         SELECT number, notebook FROM membership WHERE notebook = ?1
         AND number > (SELECT records_seen FROM temp.near WHERE notebook = ?1) ON CONFLICT DO NOTHING",
        "UPDATE temp.near SET envelopes_seen = (SELECT coalesce(max(number), 0) FROM envelope),
         records_seen = (SELECT coalesce(max(number), 0) FROM membership) WHERE notebook = ?1",
    ] {
        db.prepare_cached(sql)?.execute(params![line.notebook])?;
    }
    Ok(())
}

/// Compares what the hub says that it has with what is here: marks what it has, and where to read on.
pub(super) fn compare(work: &mut Work<'_>, line: Line, heads: &Heads) -> Result<()> {
    forget_all(work.db, line)?;
    let is_all_here = mark_heads(work.db, line, heads)?;
    // Only if nothing is there that is not here, its end is ours too.
    let cursor = if is_all_here { heads.end } else { start(heads, work.workspace) };
    keep_cursor(work.db, line, Some(&cursor))
}

/// Marks what came to the hub by others since it was last heard of; where all of it is here already nothing is read.
pub(super) fn catch_up(db: &Connection, line: Line, heads: &Heads) -> Result<()> {
    let Some(cursor) = hub_of(db, line)?.and_then(|hub| hub.cursor) else { return Ok(()) };
    if cursor.position < heads.end.position && mark_heads(db, line, heads)? {
        keep_cursor(db, line, Some(&heads.end))?;
    }
    Ok(())
}

/// Whether the hub lacks an envelope that it once said it has: it was put back to an earlier state under the same log,
/// and what it got since may hide that from a cursor that stands before.
pub(super) fn has_lost(db: &Connection, line: Line, heads: &Heads) -> Result<bool> {
    // The last that it has of each device, as far as is known here.
    let mut last = db.prepare_cached(line.sql(
        "SELECT name, device, max(last) FROM envelope WHERE notebook = ?1 AND at_hub = 1 AND length(device) = 16
         GROUP BY device",
        "SELECT e.name, e.device, max(e.last) FROM temp.near_envelope m JOIN envelope e ON e.number = m.number
         WHERE m.notebook = ?1 AND m.mark = 1 GROUP BY e.device",
    ))?;
    let known: Vec<([u8; 32], [u8; 16], i64)> = last
        .query_map(params![line.notebook], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(known.iter().any(|(name, device, last)| {
        let mut of_device = heads.heads.iter().chain(heads.branches.iter().map(|branch| &branch.head));
        // Of a later one that is not here yet it may be a part.
        !of_device.any(|head| head.device.0 == *device && (head.envelope.0 == *name || head.seq > last.cast_unsigned()))
    }))
}

/// Marks what these heads name, and all before it; whether the hub has nothing that is not here.
fn mark_heads(db: &Connection, line: Line, heads: &Heads) -> Result<bool> {
    let mut all_here = true;
    let branches = heads.branches.iter().map(|branch| branch.head.envelope);
    for head in heads.heads.iter().map(|head| head.envelope).chain(branches) {
        all_here &= mark_chain(db, line, head)?;
    }
    let marked: i64 = db
        .prepare_cached(line.sql(
            "SELECT count(*) FROM envelope WHERE notebook = ?1 AND at_hub = 1",
            "SELECT count(*) FROM temp.near_envelope WHERE notebook = ?1 AND mark = 1",
        ))?
        .query_row(params![line.notebook], |row| row.get(0))?;
    Ok(all_here && marked.cast_unsigned() == heads.end.position)
}

pub(super) fn start(heads: &Heads, workspace: WorkspaceId) -> Cursor {
    Cursor { log: heads.end.log, position: 0, running: floorbook_wire::start(workspace) }
}

/// Marks an envelope and all before it as the hub's; `false` if one of them is not here.
fn mark_chain(db: &Connection, line: Line, head: Hash) -> Result<bool> {
    let mut link = db.prepare_cached(line.sql(
        "SELECT previous, at_hub FROM envelope WHERE notebook = ?1 AND name = ?2",
        "SELECT e.previous, coalesce(m.mark, 0) FROM envelope e LEFT JOIN temp.near_envelope m ON m.number = e.number
         WHERE e.notebook = ?1 AND e.name = ?2",
    ))?;
    let mut at = Some(head);
    while let Some(name) = at {
        let found: Option<(Option<[u8; 32]>, i64)> =
            link.query_row(params![line.notebook, name.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((previous, marked)) = found else { return Ok(false) };
        if marked == 1 {
            return Ok(true);
        }
        mark_envelope(db, line, &name, 1)?;
        at = previous.map(Hash);
    }
    Ok(true)
}

pub(super) fn mark_envelope(db: &Connection, line: Line, name: &Hash, state: i64) -> Result<()> {
    db.prepare_cached(line.sql(
        "UPDATE envelope SET at_hub = ?3 WHERE notebook = ?1 AND name = ?2",
        "INSERT INTO temp.near_envelope (number, notebook, device, first, mark)
         SELECT number, notebook, device, first, ?3 FROM envelope WHERE notebook = ?1 AND name = ?2
         ON CONFLICT (number) DO UPDATE SET mark = excluded.mark",
    ))?
    .execute(params![line.notebook, name.0, state])?;
    Ok(())
}

/// The hub has lost what it had of the device that wrote this envelope.
pub(super) fn forget_device_of(db: &Connection, line: Line, name: &Hash) -> Result<()> {
    db.prepare_cached(line.sql(
        "UPDATE envelope SET at_hub = 0 WHERE notebook = ?1 AND device =
            (SELECT device FROM envelope WHERE notebook = ?1 AND name = ?2)",
        "UPDATE temp.near_envelope SET mark = 0 WHERE notebook = ?1 AND device =
            (SELECT device FROM envelope WHERE notebook = ?1 AND name = ?2)",
    ))?
    .execute(params![line.notebook, name.0])?;
    Ok(())
}

pub(super) fn mark_records(db: &Connection, line: Line, names: &[Hash], state: i64) -> Result<()> {
    let mut mark = db.prepare_cached(line.sql(
        "UPDATE membership SET at_hub = ?3 WHERE notebook = ?1 AND name = ?2",
        "INSERT INTO temp.near_membership (number, notebook, mark)
         SELECT number, notebook, ?3 FROM membership WHERE notebook = ?1 AND name = ?2
         ON CONFLICT (number) DO UPDATE SET mark = excluded.mark",
    ))?;
    for name in names {
        mark.execute(params![line.notebook, name.0, state])?;
    }
    Ok(())
}

/// Forgets which membership records the hub has. What it refused stays refused, unless `refused` says so.
pub(super) fn forget_records(db: &Connection, line: Line, refused: bool) -> Result<()> {
    db.prepare_cached(line.sql(
        "UPDATE membership SET at_hub = 0 WHERE notebook = ?1 AND (at_hub = 1 OR ?2)",
        "UPDATE temp.near_membership SET mark = 0 WHERE notebook = ?1 AND (mark = 1 OR ?2)",
    ))?
    .execute(params![line.notebook, refused])?;
    Ok(())
}

/// Forgets a record that can be none.
pub(super) fn drop_record(work: &Work<'_>, name: &Hash) -> Result<()> {
    for sql in [
        "DELETE FROM temp.near_membership WHERE number =
            (SELECT number FROM membership WHERE notebook = ?1 AND name = ?2)",
        "DELETE FROM membership WHERE notebook = ?1 AND name = ?2",
    ] {
        work.db.execute(sql, params![work.notebook, name.0])?;
    }
    Ok(())
}

/// Whether the hub refused the envelope before this one for good, so that it cannot take this one either.
pub(super) fn follows_refused(work: &Work<'_>, line: Line, name: &Hash) -> Result<bool> {
    let does = work
        .db
        .prepare_cached(line.sql(
            "SELECT 1 FROM envelope e JOIN envelope b ON b.notebook = e.notebook AND b.name = e.previous
             WHERE e.notebook = ?1 AND e.name = ?2 AND b.at_hub = 2",
            "SELECT 1 FROM envelope e JOIN envelope b ON b.notebook = e.notebook AND b.name = e.previous
             JOIN temp.near_envelope m ON m.number = b.number
             WHERE e.notebook = ?1 AND e.name = ?2 AND m.mark = 2",
        ))?
        .exists(params![line.notebook, name.0])?;
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

/// All bytes of these contents are at the hub.
pub(super) fn mark_content(db: &Connection, line: Line, content: Content) -> Result<()> {
    db.prepare_cached(line.sql(
        "UPDATE attached SET at_hub = 1 WHERE notebook = ?1 AND hash = ?2",
        "INSERT OR IGNORE INTO temp.near_attached (notebook, hash) VALUES (?1, ?2)",
    ))?
    .execute(params![line.notebook, content.0.0])?;
    Ok(())
}

/// Contents that are here and not at the hub, small pictures first.
pub(super) fn unsent_contents(db: &Connection, line: Line, limit: usize) -> Result<Vec<Content>> {
    let mut rows = db.prepare_cached(line.sql(
        "SELECT DISTINCT hash, role FROM attached WHERE notebook = ?1 AND at_hub = 0 AND here = 1
         ORDER BY role, number LIMIT ?2",
        "SELECT DISTINCT hash, role FROM attached WHERE notebook = ?1 AND here = 1
         AND hash NOT IN (SELECT hash FROM temp.near_attached WHERE notebook = ?1) ORDER BY role, number LIMIT ?2",
    ))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found = rows.query_map(params![line.notebook, limit], |row| Ok((Name(row.get(0)?), row.get(1)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
