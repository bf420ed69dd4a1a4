//! Undo: a new change that takes back what an earlier one did, and leaves alone what was done since.

use std::collections::BTreeMap;

use floorbook_domain::{Field, RecordRef};

use crate::{
    apply::prose,
    author::Author,
    change::{Op, OpName},
    fail::Result,
    state::Seen,
    store::{
        log::{self, Logged},
        record,
    },
};

impl Author<'_> {
    /// Takes back the changes at these rows.
    pub(crate) fn undo(&mut self, first: i64, last: i64) -> Result<()> {
        let mut ops: BTreeMap<i64, Vec<Op>> = BTreeMap::new();
        for logged in log::between(self.db, first, last)?.iter().rev() {
            let mut created = Vec::new();
            for (place, op) in logged.change.ops.iter().enumerate().rev() {
                let Some(reference) = op.record() else { continue };
                let Some(row) = record::load(self.db, reference)? else { continue };
                let ops = ops.entry(row.notebook).or_default();
                if was_created_by(self.db, reference, logged.row)? {
                    if !created.contains(&reference) {
                        created.push(reference);
                        ops.push(Op::Delete { record: reference, seen: log::version(self.db, row.notebook)? });
                    }
                    continue;
                }
                ops.extend(self.inverse(logged, op, OpName::of(&logged.name, place))?);
            }
        }
        for (notebook, ops) in ops {
            self.commit(notebook, ops)?;
        }
        Ok(())
    }

    /// The operation that takes `op` back; `None` where it has no effect any more.
    fn inverse(&mut self, logged: &Logged, op: &Op, name: OpName) -> Result<Option<Op>> {
        let Some(reference) = op.record() else { return Ok(None) };
        let Some(row) = record::load(self.db, reference)? else { return Ok(None) };
        let inverse = match op {
            Op::Put { record, field, over, .. } => {
                let live = row.state.ones.get(field).is_some_and(|puts| puts.iter().any(|put| put.name == name));
                let earlier = self.values(reference, over)?.pop();
                let value = earlier.or_else(|| Field::empty(record.kind, *field).map(|field| field.encode()));
                match value {
                    Some(value) if live => Some(Op::Put { record: *record, field: *field, value, over: vec![name] }),
                    _ => None,
                }
            }
            Op::Splice { record, field, .. } => {
                let before = prose(self.db, reference, *field, Seen::upto(logged.row - 1), 0)?.text();
                let client = self.random_u64();
                let update = prose(self.db, reference, *field, Seen::upto(logged.row), client)?.rewrite(&before);
                update.map(|update| Op::Splice { record: *record, field: *field, update })
            }
            Op::Add { record, field, element } => {
                Some(Op::Remove { record: *record, field: *field, element: element.clone(), over: vec![name] })
            }
            Op::Remove { record, field, element, .. } => {
                Some(Op::Add { record: *record, field: *field, element: element.clone() })
            }
            Op::Delete { record, .. } => Some(Op::Restore { record: *record, deletes: vec![name] }),
            Op::Restore { record, .. } => {
                Some(Op::Delete { record: *record, seen: log::version(self.db, row.notebook)? })
            }
            Op::Unknown => None,
        };
        Ok(inverse)
    }

    /// The values of the puts of these names, the latest last.
    fn values(&self, reference: RecordRef, names: &[OpName]) -> Result<Vec<Vec<u8>>> {
        let mut values = Vec::new();
        for logged in log::of_record(self.db, reference)? {
            for (place, op) in logged.change.ops.iter().enumerate() {
                if let Op::Put { value, .. } = op
                    && names.contains(&OpName::of(&logged.name, place))
                {
                    values.push((logged.change.hlc, value.clone()));
                }
            }
        }
        values.sort_by_key(|(hlc, _)| *hlc);
        Ok(values.into_iter().map(|(_, value)| value).collect())
    }
}

/// Whether the change at `row` was the first to write to the record here.
fn was_created_by(db: &rusqlite::Connection, reference: RecordRef, row: i64) -> Result<bool> {
    let first: Option<i64> = db
        .prepare_cached("SELECT min(row) FROM touched WHERE record = ?1")?
        .query_row([reference.id.as_bytes()], |found| found.get(0))?;
    Ok(first == Some(row))
}
