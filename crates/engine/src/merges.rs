//! Which of the records that turned out to be the same remains: what the column `merged` says.
//!
//! Merging is one field, which names the next record. Two devices may merge two records each into the
//! other, what a field names may arrive later or never, and it may be deleted by somebody who knew of
//! no merge. So the field alone does not say who is listed: `merged` does, which is empty for exactly
//! those that remain, and otherwise leads, step by step, to the one that stands for the record:
//! - of a chain the last that is shown;
//! - of a ring the shown one with the lowest id, on every device;
//! - where nothing that comes after it is shown, the record itself.
//!
//! It is a function of the fields of all records and of whether they are hidden, so it is settled after
//! both, and for all that lead to what changed.

use std::collections::BTreeSet;

use floorbook_domain::{ContactField, Field, Kind, PartnerField, RecordRef};
use floorbook_port::Write;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    fail::Result,
    store::record::{self, SHOWN, from_key, parent_key},
};

/// The field of a kind that says what a record was merged into; only partners and people have one.
pub(crate) fn field(kind: Kind, into: Option<RecordRef>) -> Option<Field> {
    let into = into.map(|into| into.id);
    match kind {
        Kind::Partner => Some(PartnerField::MergedInto(into.map(Into::into)).into()),
        Kind::Contact => Some(ContactField::MergedInto(into.map(Into::into)).into()),
        _ => None,
    }
}

/// Whether a write takes its record out of a merge.
pub(crate) fn parts(write: &Write) -> bool {
    field(write.record.kind, None).is_some_and(|field| write.put.contains(&field))
}

/// Settles who remains, after these records were written, shown or hidden. Answers the records that
/// stand for others now, or do no longer, and those others.
pub(crate) fn settle(db: &Connection, changed: &BTreeSet<RecordRef>) -> Result<BTreeSet<RecordRef>> {
    let mut leading = BTreeSet::new();
    for record in changed {
        leading.extend(leading_to(db, *record)?);
    }
    let mut write = db.prepare_cached("UPDATE record SET merged = ?3 WHERE kind = ?1 AND id = ?2")?;
    let mut concerned = BTreeSet::new();
    for record in leading {
        let before = next(db, record)?;
        let after = if remains(db, record)? { None } else { step(db, record)?.and_then(|step| step.next) };
        if after != before {
            write.execute(params![record.kind.number(), record.id.as_bytes(), after.map(parent_key)])?;
            concerned.extend([Some(record), before, after].into_iter().flatten());
        }
    }
    let ends = concerned.iter().map(|record| end(db, *record)).collect::<Result<Vec<_>>>()?;
    concerned.extend(ends);
    Ok(concerned)
}

/// A record and all that were merged into it, directly or by way of others, whoever of them remains;
/// nothing for a kind that is never merged.
pub(crate) fn leading_to(db: &Connection, record: RecordRef) -> Result<Vec<RecordRef>> {
    let Some(field) = field(record.kind, None) else { return Ok(Vec::new()) };
    let mut sources = db.prepare_cached("SELECT record FROM link WHERE target = ?1 AND field = ?2")?;
    walk(record, |target| {
        let found = sources.query_map(params![parent_key(target), field.number()], |row| row.get::<_, Vec<u8>>(0))?;
        let keys = found.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(keys.iter().filter_map(|key| from_key(key)).filter(|from| from.kind == target.kind).collect())
    })
}

/// The fields of others that have to change where a record is taken out of a ring: who remains names
/// nobody, and who named the record names the one that remains. Nothing where it is on no ring.
pub(crate) fn out_of_ring(db: &Connection, record: RecordRef) -> Result<Vec<(RecordRef, Field)>> {
    let end = end(db, record)?;
    let way = walk(end, |passed| Ok(step(db, passed)?.and_then(|step| step.next).into_iter().collect()))?;
    let Some(at) = way.iter().position(|passed| *passed == record).filter(|at| *at > 0) else { return Ok(Vec::new()) };
    let mut fields = vec![(end, field(end.kind, None))];
    fields.extend(way.get(at - 1).filter(|last| **last != end).map(|last| (*last, field(end.kind, Some(end)))));
    Ok(fields.into_iter().filter_map(|(record, field)| Some((record, field?))).collect())
}

/// A record and all that it stands for.
pub(crate) fn group(db: &Connection, record: RecordRef) -> Result<Vec<RecordRef>> {
    let mut merged = db.prepare_cached("SELECT kind, id FROM record WHERE merged = ?1 ORDER BY number")?;
    walk(record, |target| {
        let found = merged.query_map(params![parent_key(target)], |row| {
            Ok(RecordRef { kind: target.kind, id: uuid::Uuid::from_bytes(row.get(1)?) })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    })
}

/// The record that stands for this one: itself if it remains, or if nothing is known of it.
pub(crate) fn end(db: &Connection, record: RecordRef) -> Result<RecordRef> {
    if field(record.kind, None).is_none() {
        return Ok(record);
    }
    let passed = walk(record, |passed| Ok(next(db, passed)?.into_iter().collect()))?;
    Ok(passed.last().copied().unwrap_or(record))
}

/// The next record on the way to the one that stands for this one.
fn next(db: &Connection, record: RecordRef) -> Result<Option<RecordRef>> {
    let merged: Option<Option<Vec<u8>>> = db
        .prepare_cached("SELECT merged FROM record WHERE kind = ?1 AND id = ?2")?
        .query_row(params![record.kind.number(), record.id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(merged.flatten().as_deref().and_then(from_key))
}

/// Everything that is reached from a record by steps, itself first, each once.
fn walk(from: RecordRef, mut steps: impl FnMut(RecordRef) -> Result<Vec<RecordRef>>) -> Result<Vec<RecordRef>> {
    let mut reached = vec![from];
    let mut at = 0;
    while let Some(record) = reached.get(at).copied() {
        for next in steps(record)? {
            if !reached.contains(&next) {
                reached.push(next);
            }
        }
        at += 1;
    }
    Ok(reached)
}

/// One record on the way along the fields.
struct Step {
    shown: bool,
    next: Option<RecordRef>,
}

/// A record as the way passes it; `None` where nothing is known of it.
fn step(db: &Connection, record: RecordRef) -> Result<Option<Step>> {
    let row = record::load(db, record)?.filter(|row| row.state.exists());
    Ok(row.map(|row| Step { shown: row.hidden == SHOWN, next: row.record().common().merged_into() }))
}

/// Whether a record stands for itself.
fn remains(db: &Connection, record: RecordRef) -> Result<bool> {
    let Some(own) = step(db, record)? else { return Ok(true) };
    let mut passed: Vec<(RecordRef, bool)> = Vec::new();
    let mut next = own.next;
    while let Some(reference) = next {
        if reference == record {
            // It lies on a ring.
            return Ok(!passed.iter().any(|(other, shown)| *shown && (!own.shown || *other < record)));
        }
        if passed.iter().any(|(known, _)| *known == reference) {
            break;
        }
        let Some(found) = step(db, reference)? else { break };
        passed.push((reference, found.shown));
        next = found.next;
    }
    Ok(!passed.iter().any(|(_, shown)| *shown))
}
