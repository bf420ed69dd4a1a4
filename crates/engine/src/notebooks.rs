//! The notebooks of this device: which there are, which is open, and the personal one beside it.

use std::collections::BTreeSet;

use floorbook_domain::{DeviceId, Kind, MemberId, NotebookId, RecordRef, VisitId};
use floorbook_port::{ErrorCode, NotebookKind, NotebookView};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{
    clash,
    fail::{Result, fail},
    merges, search,
    store::record,
    sync,
};

fn number_of(kind: NotebookKind) -> i64 {
    match kind {
        NotebookKind::Own => 0,
        NotebookKind::Personal => 1,
        NotebookKind::Sample => 2,
    }
}

fn kind_of(number: i64) -> NotebookKind {
    match number {
        1 => NotebookKind::Personal,
        2 => NotebookKind::Sample,
        _ => NotebookKind::Own,
    }
}

/// Adds a notebook; answers its number.
pub(crate) fn add(db: &Connection, id: NotebookId, kind: NotebookKind) -> Result<i64> {
    db.execute("INSERT INTO notebook (id, kind) VALUES (?1, ?2)", params![id.to_bytes(), number_of(kind)])?;
    Ok(db.last_insert_rowid())
}

/// Opens a notebook, and closes the one that was open. The personal one is always beside.
pub(crate) fn open(db: &Connection, id: NotebookId) -> Result<()> {
    let kind: Option<i64> =
        db.query_row("SELECT kind FROM notebook WHERE id = ?1", params![id.to_bytes()], |row| row.get(0)).optional()?;
    match kind.map(kind_of) {
        None => return fail(ErrorCode::NotFound, "no such notebook on this device"),
        Some(NotebookKind::Personal) => {
            return fail(ErrorCode::Refused, "the personal notebook is always open beside another one");
        }
        Some(NotebookKind::Own | NotebookKind::Sample) => {}
    }
    db.execute("UPDATE notebook SET open = (id = ?1)", params![id.to_bytes()])?;
    Ok(())
}

/// The number of the open notebook, if one was started.
pub(crate) fn opened(db: &Connection) -> Result<Option<i64>> {
    Ok(db.prepare_cached("SELECT number FROM notebook WHERE open = 1")?.query_row([], |row| row.get(0)).optional()?)
}

/// The first notebook of one's own, else the sample.
pub(crate) fn first_own(db: &Connection) -> Result<Option<i64>> {
    let number = db
        .query_row("SELECT number FROM notebook WHERE kind <> 1 ORDER BY kind, number LIMIT 1", [], |row| row.get(0))
        .optional()?;
    Ok(number)
}

/// The number of the personal notebook, if one was started.
pub(crate) fn personal(db: &Connection) -> Result<Option<i64>> {
    let kind = number_of(NotebookKind::Personal);
    let number = db
        .prepare_cached("SELECT number FROM notebook WHERE kind = ?1")?
        .query_row(params![kind], |row| row.get(0))
        .optional()?;
    Ok(number)
}

/// The id of a notebook.
pub(crate) fn id_of(db: &Connection, number: i64) -> Result<NotebookId> {
    let id = db.query_row("SELECT id FROM notebook WHERE number = ?1", params![number], |row| row.get(0))?;
    Ok(NotebookId::from_bytes(id))
}

/// Number and kind of a notebook.
pub(crate) fn find(db: &Connection, id: NotebookId) -> Result<Option<(i64, NotebookKind)>> {
    let found = db
        .query_row("SELECT number, kind FROM notebook WHERE id = ?1", params![id.to_bytes()], |row| {
            Ok((row.get(0)?, kind_of(row.get(1)?)))
        })
        .optional()?;
    Ok(found)
}

/// The notebooks that can be opened, in the order of their making.
pub(crate) fn all(db: &Connection) -> Result<Vec<NotebookView>> {
    // Everybody who belongs to a notebook has a record in it.
    let mut rows = db.prepare_cached(
        "SELECT n.id, n.kind, n.open, w.hub, NOT coalesce(w.writes, 1),
             (SELECT count(*) FROM record r WHERE r.notebook = n.number AND r.kind = 7 AND r.hidden = 0)
         FROM notebook n LEFT JOIN workspace w ON w.notebook = n.number WHERE n.kind <> 1 ORDER BY n.number",
    )?;
    let found = rows.query_map([], |row| {
        let (id, kind) = (NotebookId::from_bytes(row.get(0)?), kind_of(row.get(1)?));
        let (open, hub, reads_only, members) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
        Ok(NotebookView { id, kind, open, hub, members, reads_only })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Who one is in a notebook, since the first one was started.
pub(crate) fn me(db: &Connection, notebook: i64) -> Result<Option<MemberId>> {
    let member: Option<[u8; 16]> = db
        .prepare_cached(
            "SELECT coalesce((SELECT member FROM workspace WHERE notebook = ?1), (SELECT member FROM device))",
        )?
        .query_row(params![notebook], |row| row.get(0))?;
    Ok(member.map(MemberId::from_bytes))
}

/// The device as which this one writes to a notebook.
pub(crate) fn device(db: &Connection, notebook: i64) -> Result<DeviceId> {
    let device: [u8; 16] = db
        .prepare_cached(
            "SELECT coalesce((SELECT device FROM identity WHERE notebook = ?1 AND current = 1), (SELECT id FROM device))",
        )?
        .query_row(params![notebook], |row| row.get(0))?;
    Ok(DeviceId::from_bytes(device))
}

/// Whether one may write to a notebook, by the membership as it is known.
pub(crate) fn may_write(db: &Connection, notebook: i64) -> Result<bool> {
    let writes: Option<bool> = db
        .prepare_cached("SELECT writes FROM workspace WHERE notebook = ?1")?
        .query_row(params![notebook], |row| row.get(0))
        .optional()?;
    Ok(writes.unwrap_or(true))
}

/// Notes who one is in a notebook.
pub(crate) fn set_me(db: &Connection, notebook: i64, member: MemberId) -> Result<()> {
    db.execute(
        "INSERT INTO workspace (notebook, member) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET member = excluded.member",
        params![notebook, member.to_bytes()],
    )?;
    Ok(())
}

/// The name that waits to be written where colleagues will read it; see [`upgrade_from_1`].
pub(crate) const NAME: &str = "name";

/// Brings the data of the first version up. It kept one's own name in the personal notebook, which no
/// colleague ever sees; the record goes, and its name waits to be written into one's own notebook.
pub(crate) fn upgrade_from_1(db: &Connection) -> Result<()> {
    let txn = db.unchecked_transaction()?;
    if let Some(personal) = personal(&txn)?
        && let Some(member) = me(&txn, personal)?
        && let Some(row) = record::load(&txn, RecordRef::from(member))?
        && row.notebook == personal
    {
        let name = row.record().common().title();
        txn.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", params![NAME, name])?;
        txn.execute("DELETE FROM touched WHERE record = ?1", params![member.to_bytes()])?;
        txn.execute("DELETE FROM record WHERE number = ?1", params![row.number])?;
    }
    txn.execute_batch("DELETE FROM attached;")?;
    crate::attached::rebuild(&txn)?;
    txn.commit()?;
    Ok(())
}

/// The private remarks on what lies in a notebook.
pub(crate) fn private_remarks(db: &Connection, number: i64) -> Result<Vec<RecordRef>> {
    let Some(personal) = personal(db)? else { return Ok(Vec::new()) };
    let mut visits = db.prepare("SELECT id FROM record WHERE notebook = ?1 AND kind = ?2")?;
    let ids = visits.query_map(params![number, Kind::Visit.number()], |row| row.get::<_, [u8; 16]>(0))?;
    let mut remarks = Vec::new();
    for id in ids {
        let visit = RecordRef::from(VisitId::from_bytes(id?));
        let children = record::children(db, visit)?;
        remarks.extend(children.into_iter().filter(|child| child.notebook == personal).map(|child| child.reference));
    }
    Ok(remarks)
}

/// Removes a notebook with everything in it, rows and bytes of its records' logs alike.
pub(crate) fn remove(db: &Connection, number: i64) -> Result<()> {
    search::forget_notebook(db, number)?;
    let merged = merged_across(db, number)?;
    for sql in [
        "DELETE FROM link WHERE substr(record, 2) IN (SELECT id FROM record WHERE notebook = ?1)",
        "DELETE FROM touched WHERE record IN (SELECT id FROM record WHERE notebook = ?1)",
        "DELETE FROM record WHERE notebook = ?1",
        "DELETE FROM word WHERE notebook = ?1",
        "DELETE FROM change WHERE notebook = ?1",
        "DELETE FROM attached WHERE notebook = ?1",
        "DELETE FROM workspace WHERE notebook = ?1",
        "DELETE FROM identity WHERE notebook = ?1",
        "DELETE FROM membership WHERE notebook = ?1",
        "DELETE FROM content_key WHERE notebook = ?1",
        "DELETE FROM envelope WHERE notebook = ?1",
        "DELETE FROM parcel WHERE notebook = ?1",
        "DELETE FROM notebook WHERE number = ?1",
    ] {
        db.execute(sql, params![number])?;
    }
    sync::marks::forget_near(db)?;
    merges::settle(db, &merged)?;
    clash::notebook_gone(db, number)
}

/// The records of other notebooks that were merged into one of this notebook.
fn merged_across(db: &Connection, number: i64) -> Result<BTreeSet<RecordRef>> {
    let mut rows =
        db.prepare("SELECT r.kind, r.id, r.merged FROM record r WHERE r.merged IS NOT NULL AND r.notebook <> ?1")?;
    let mut found = rows.query(params![number])?;
    let mut across = BTreeSet::new();
    while let Some(row) = found.next()? {
        let (kind, id, merged): (u8, [u8; 16], Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let into = record::from_key(&merged).map_or(Ok(None), |into| record::load(db, into))?;
        if let Some(kind) = Kind::from_number(kind)
            && into.is_some_and(|into| into.notebook == number)
        {
            across.insert(RecordRef { kind, id: Uuid::from_bytes(id) });
        }
    }
    Ok(across)
}
