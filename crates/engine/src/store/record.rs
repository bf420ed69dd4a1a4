//! The rows of records: what the operations on each make together, and the columns lists read.

use floorbook_domain::{AnyRecord, Kind, RecordRef, text::fold};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{fail::Result, state::RecordState};

/// Not hidden.
pub(crate) const SHOWN: i64 = 0;
/// Deleted.
pub(crate) const DELETED: i64 = 1;
/// Part of a record that is hidden.
pub(crate) const WITH_PARENT: i64 = 2;

/// A record's row.
pub(crate) struct RecordRow {
    /// Its number in this store.
    pub(crate) number: i64,
    /// What it is.
    pub(crate) reference: RecordRef,
    /// The notebook it lies in.
    pub(crate) notebook: i64,
    /// `SHOWN`, `DELETED` or `WITH_PARENT`.
    pub(crate) hidden: i64,
    /// Its row in the search index.
    pub(crate) found: Option<i64>,
    /// What is known of it.
    pub(crate) state: RecordState,
}

impl RecordRow {
    /// The columns that [`RecordRow::read`] wants, of a table called `r`.
    pub(crate) const COLUMNS: &'static str = "r.number, r.kind, r.id, r.notebook, r.hidden, r.found, r.state";

    /// Reads the columns from `at` on.
    pub(crate) fn read(row: &Row<'_>, at: usize) -> rusqlite::Result<RecordRow> {
        let wrong =
            |text: &str| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Blob, text.into());
        let kind = Kind::from_number(row.get(at + 1)?).ok_or_else(|| wrong("an unknown kind of record"))?;
        let id: [u8; 16] = row.get(at + 2)?;
        let state = row.get_ref(at + 6)?.as_blob()?;
        Ok(RecordRow {
            number: row.get(at)?,
            reference: RecordRef { kind, id: Uuid::from_bytes(id) },
            notebook: row.get(at + 3)?,
            hidden: row.get(at + 4)?,
            found: row.get(at + 5)?,
            state: minicbor::decode(state).map_err(|_| wrong("the state of a record cannot be read"))?,
        })
    }

    /// The record with its fields typed.
    pub(crate) fn record(&self) -> AnyRecord {
        self.state.record(self.reference.kind)
    }
}

/// The row of a record, if anything is known of it.
pub(crate) fn load(db: &Connection, record: RecordRef) -> Result<Option<RecordRow>> {
    let row = db
        .prepare_cached(
            "SELECT r.number, r.kind, r.id, r.notebook, r.hidden, r.found, r.state FROM record r
             WHERE r.kind = ?1 AND r.id = ?2",
        )?
        .query_row(params![record.kind.number(), record.id.as_bytes()], |row| RecordRow::read(row, 0))
        .optional()?;
    Ok(row)
}

/// Whether a record is hidden; `None` if it is not known.
pub(crate) fn hidden(db: &Connection, record: RecordRef) -> Result<Option<i64>> {
    let hidden = db
        .prepare_cached("SELECT hidden FROM record WHERE kind = ?1 AND id = ?2")?
        .query_row(params![record.kind.number(), record.id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(hidden)
}

/// The records that are directly part of `parent`.
pub(crate) fn children(db: &Connection, parent: RecordRef) -> Result<Vec<RecordRow>> {
    let mut rows = db.prepare_cached(
        "SELECT r.number, r.kind, r.id, r.notebook, r.hidden, r.found, r.state FROM record r WHERE r.parent = ?1",
    )?;
    let found = rows.query_map(params![parent_key(parent)], |row| RecordRow::read(row, 0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// How a record is written in the `parent`, `merged` and `target` columns: its kind and its id.
pub(crate) fn parent_key(record: RecordRef) -> Vec<u8> {
    let mut key = Vec::with_capacity(17);
    key.push(record.kind.number());
    key.extend_from_slice(record.id.as_bytes());
    key
}

/// Reads what [`parent_key`] wrote.
pub(crate) fn from_key(key: &[u8]) -> Option<RecordRef> {
    let (kind, id) = key.split_first()?;
    Some(RecordRef { kind: Kind::from_number(*kind)?, id: Uuid::from_bytes(id.try_into().ok()?) })
}

/// Writes a record's row, which may be new, with all that is derived from its state alone.
pub(crate) fn save(db: &Connection, row: &RecordRow, record: &AnyRecord, is_new: bool) -> Result<()> {
    let common = record.common();
    let made = row.state.made.map_or(0, |(hlc, _)| hlc.instant().0);
    let at = place_in_time(record).unwrap_or(made);
    let waits = i64::from(waits(record));
    let phase = match record {
        AnyRecord::Visit(visit) => visit.state as i64,
        AnyRecord::Attachment(attachment) => attachment.media as i64,
        AnyRecord::Observation(observation) => {
            let visit = observation.visit.map_or(Ok(None), |visit| hidden(db, visit.into()))?;
            i64::from(visit.is_none())
        }
        AnyRecord::Issue(_) | AnyRecord::Commitment(_) => waits,
        _ => 0,
    };
    let area = match record {
        AnyRecord::Observation(observation) => observation.area.trim(),
        _ => "",
    };
    let name = match record {
        AnyRecord::Partner(_) | AnyRecord::Site(_) | AnyRecord::Contact(_) => fold(common.title().trim()),
        _ => String::new(),
    };
    let deleted = row.state.deletions.last().map_or(0, |deletion| deletion.hlc.instant().0.max(1));
    let mut state = Vec::new();
    minicbor::encode(&row.state, &mut state).unwrap_or_else(
        |never: minicbor::encode::Error<std::convert::Infallible>| unreachable!("encoding into memory failed: {never}"),
    );
    let parent = common.parent().map(parent_key);
    if is_new {
        db.prepare_cached(
            "INSERT INTO record
                (number, parent, hidden, at, phase, area, name, found, deleted, state, id, kind, notebook, waits)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            row.number,
            parent,
            row.hidden,
            at,
            phase,
            area,
            name,
            row.found,
            deleted,
            state,
            row.reference.id.as_bytes(),
            row.reference.kind.number(),
            row.notebook,
            waits,
        ])?;
        if row.reference.kind == Kind::Visit {
            // Observations may arrive before their visit.
            db.prepare_cached("UPDATE record SET phase = 0 WHERE parent = ?1 AND kind = ?2 AND phase = 1")?
                .execute(params![parent_key(row.reference), Kind::Observation.number()])?;
        }
    } else {
        db.prepare_cached(
            "UPDATE record SET parent = ?2, hidden = ?3, at = ?4, phase = ?5, area = ?6, name = ?7, found = ?8,
                deleted = ?9, state = ?10, waits = ?11 WHERE number = ?1",
        )?
        .execute(params![row.number, parent, row.hidden, at, phase, area, name, row.found, deleted, state, waits])?;
    }
    Ok(())
}

/// Where promises without a day stand: after all that have one.
pub(crate) const NO_DAY: i64 = i64::MAX / 2;

/// The moment by which a record stands in lists, in milliseconds, if it has one of its own: of what is to be done by
/// a day, that day; of what is done, when it was.
fn place_in_time(record: &AnyRecord) -> Option<i64> {
    match record {
        AnyRecord::Issue(issue) => Some(issue.closed().unwrap_or(issue.noticed).0),
        AnyRecord::Commitment(promise) => {
            let day = promise.ended.as_ref().map(|ended| ended.on).or(promise.due);
            Some(day.map_or(NO_DAY, |day| day.start().0))
        }
        other => other.common().moment().map(|moment| moment.0),
    }
}

/// Whether something about a record is still to be done.
pub(crate) fn waits(record: &AnyRecord) -> bool {
    match record {
        AnyRecord::Issue(issue) => issue.is_open(),
        AnyRecord::Commitment(promise) => promise.is_open(),
        AnyRecord::Observation(note) => note.awaits_answer(),
        _ => false,
    }
}

/// What a record's row says of whether it is hidden, without its state.
pub(crate) struct Standing {
    /// The record it is part of.
    pub(crate) parent: Option<RecordRef>,
    /// `SHOWN`, `DELETED` or `WITH_PARENT`.
    pub(crate) hidden: i64,
    /// Whether there are deletes of it that are not undone.
    pub(crate) has_deletes: bool,
}

/// How a record stands, if anything is known of it.
pub(crate) fn standing(db: &Connection, record: RecordRef) -> Result<Option<Standing>> {
    let standing = db
        .prepare_cached("SELECT parent, hidden, deleted FROM record WHERE kind = ?1 AND id = ?2")?
        .query_row(params![record.kind.number(), record.id.as_bytes()], |row| {
            let parent = row.get_ref(0)?.as_blob_or_null()?.and_then(from_key);
            let has_deletes = row.get::<_, i64>(2)? != 0;
            Ok(Standing { parent, hidden: row.get(1)?, has_deletes })
        })
        .optional()?;
    Ok(standing)
}

/// The number that a new record's row will have.
pub(crate) fn next_number(db: &Connection) -> Result<i64> {
    Ok(db.prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM record")?.query_row([], |row| row.get(0))?)
}
