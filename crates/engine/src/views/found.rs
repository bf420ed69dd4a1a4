//! One record as it is now, with what is to be known about it.

use floorbook_domain::{AnyRecord, Field, Instant, Kind, MemberId, RecordRef};
use floorbook_port::{ErrorCode, FieldValues, Found, Side};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::Reading;
use crate::{
    fail::{Result, fail},
    merges,
    store::record::{self, RecordRow, SHOWN},
};

impl Reading<'_> {
    /// The row of this number.
    pub(super) fn row(&self, number: i64) -> Result<Option<RecordRow>> {
        let row = self
            .db
            .prepare_cached(
                "SELECT r.number, r.kind, r.id, r.notebook, r.hidden, r.found, r.state FROM record r
                 WHERE r.number = ?1",
            )?
            .query_row(params![number], |row| RecordRow::read(row, 0))
            .optional()?;
        Ok(row)
    }

    /// A record of the open notebook or the personal one, deleted or not.
    pub(super) fn load(&self, reference: RecordRef) -> Result<RecordRow> {
        match record::load(self.db, reference)? {
            Some(row) if row.state.exists() && self.notebooks.contains(&row.notebook) => Ok(row),
            _ => fail(ErrorCode::NotFound, format!("no such {:?} in this notebook", reference.kind)),
        }
    }

    /// A record with what is to be known about it.
    pub(super) fn found<I: From<Uuid>, R: TryFrom<AnyRecord, Error = Kind>>(
        &self,
        row: &RecordRow,
    ) -> Result<Found<I, R>> {
        let Ok(record) = R::try_from(row.record()) else {
            return fail(ErrorCode::NotFound, "it is of another kind");
        };
        let state = &row.state;
        Ok(Found {
            id: row.reference.id.into(),
            record,
            seen: state.revision.cast_unsigned(),
            only_me: self.personal == Some(row.notebook),
            deleted: row.hidden != SHOWN,
            conflicts: self.conflicts(row)?,
            created: state.made.map_or(Instant(0), |(hlc, _)| hlc.instant()),
            changed: state.latest.instant(),
            author: state.made.map_or(Ok(String::new()), |(_, author)| self.author(author))?,
            same_as: Some(merges::end(self.db, row.reference)?).filter(|end| *end != row.reference),
            merged: if merges::field(row.reference.kind, None).is_some() {
                self.merged(row.reference)?
            } else {
                Vec::new()
            },
            came_back: row.hidden == SHOWN && !state.deletions.is_empty(),
        })
    }

    /// What colleagues call somebody; empty if they are not known here.
    pub(super) fn author(&self, member: MemberId) -> Result<String> {
        self.name(Some(member))
    }

    /// The fields with more than one value. The same value written twice is no conflict.
    fn conflicts(&self, row: &RecordRow) -> Result<Vec<FieldValues>> {
        let mut conflicts = Vec::new();
        for (number, puts) in row.state.ones.iter().filter(|(_, puts)| puts.len() > 1) {
            let mut sides: Vec<Side> = Vec::new();
            for put in puts {
                let Ok(field) = Field::decode(row.reference.kind, *number, &put.value) else { continue };
                if sides.iter().all(|side| side.field != field) {
                    sides.push(Side { field, author: self.author(put.author)?, at: put.hlc.instant() });
                }
            }
            if sides.len() > 1 {
                conflicts.push(FieldValues { number: *number, sides });
            }
        }
        Ok(conflicts)
    }
}
