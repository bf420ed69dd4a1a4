//! The statements by which lists are read. Each walks an index from the place where a page starts
//! and reads no more rows than the page needs: a test asks SQLite for its plans.

use std::collections::BTreeSet;

use floorbook_domain::{Kind, RecordRef};
use rusqlite::{OptionalExtension, Params, params};

use super::{
    Reading,
    page::{Moment, Name},
};
use crate::{
    fail::Result,
    merges,
    store::record::{from_key, parent_key},
};

/// Records of a kind, newest first.
const BY_TIME: &str = "SELECT at, number FROM record
    WHERE notebook = ?1 AND kind = ?2 AND hidden = 0 AND merged IS NULL
        AND at <= ?3 AND (at < ?3 OR number < ?4)
    ORDER BY at DESC, number DESC LIMIT ?5";

/// The same in the personal notebook, without remarks on visits of a notebook that is not open (`?6` is).
const BY_TIME_PERSONAL: &str = "SELECT r.at, r.number FROM record r
    WHERE r.notebook = ?1 AND r.kind = ?2 AND r.hidden = 0 AND r.merged IS NULL
        AND r.at <= ?3 AND (r.at < ?3 OR r.number < ?4)
        AND NOT EXISTS (SELECT 1 FROM record v WHERE v.kind = 4 AND v.id = substr(r.parent, 2) AND v.notebook <> ?6)
    ORDER BY r.at DESC, r.number DESC LIMIT ?5";

/// Records of a kind by name.
const BY_NAME: &str = "SELECT name, number FROM record
    WHERE notebook = ?1 AND kind = ?2 AND hidden = 0 AND merged IS NULL AND kind <= 3
        AND name >= ?3 AND (name > ?3 OR number > ?4)
    ORDER BY name, number LIMIT ?5";

/// Visits in one state, newest first.
const VISITS_DOWN: &str = "SELECT at, number FROM record
    WHERE notebook = ?1 AND phase = ?2 AND hidden = 0 AND kind = 4
        AND at <= ?3 AND (at < ?3 OR number < ?4)
    ORDER BY at DESC, number DESC LIMIT ?5";

/// Visits in one state, oldest first.
const VISITS_UP: &str = "SELECT at, number FROM record
    WHERE notebook = ?1 AND phase = ?2 AND hidden = 0 AND kind = 4
        AND at >= ?3 AND (at > ?3 OR number > ?4)
    ORDER BY at, number LIMIT ?5";

/// Observations whose visit is not known, newest first.
const UNSORTED: &str = "SELECT at, number FROM record
    WHERE notebook = ?1 AND hidden = 0 AND kind = 5 AND phase = 1
        AND at <= ?2 AND (at < ?2 OR number < ?3)
    ORDER BY at DESC, number DESC LIMIT ?4";

/// Observations of a visit, newest first.
const OF_VISIT: &str = "SELECT at, number FROM record
    WHERE parent = ?1 AND kind = 5 AND hidden = 0 AND phase = 0
        AND at <= ?2 AND (at < ?2 OR number < ?3)
    ORDER BY at DESC, number DESC LIMIT ?4";

/// What of a kind is still to be done, by the moment it is to be done or has waited since.
const WAITING: &str = "SELECT at, number FROM record
    WHERE notebook = ?1 AND kind = ?2 AND waits = 1 AND hidden = 0
        AND at >= ?3 AND (at > ?3 OR number > ?4)
    ORDER BY at, number LIMIT ?5";

/// What of a kind is done, newest first.
const DONE: &str = "SELECT at, number FROM record
    WHERE notebook = ?1 AND kind = ?2 AND hidden = 0 AND merged IS NULL AND waits = 0
        AND at <= ?3 AND (at < ?3 OR number < ?4)
    ORDER BY at DESC, number DESC LIMIT ?5";

/// Deleted records, the last deleted first.
const DELETED: &str = "SELECT deleted, number FROM record
    WHERE notebook = ?1 AND hidden = 1 AND deleted <= ?2 AND (deleted < ?2 OR number < ?3)
    ORDER BY deleted DESC, number DESC LIMIT ?4";

/// What is directly part of a record: what of it, when, which row.
const PARTS: &str = "SELECT phase, at, number FROM record WHERE parent = ?1 AND kind = ?2 AND hidden = 0";

/// What is directly part of a record: its name, its row, and what it was merged into.
const PARTS_BY_NAME: &str = "SELECT name, number, merged FROM record WHERE parent = ?1 AND kind = ?2 AND hidden = 0";

/// Attachments of the observations of a visit.
const PARTS_OF_OBSERVATIONS: &str = "SELECT a.phase, a.at, a.number FROM record o
    CROSS JOIN record a ON a.parent = CAST(x'05' || o.id AS BLOB) AND a.kind = 6 AND a.hidden = 0
    WHERE o.parent = ?1 AND o.kind = 5 AND o.hidden = 0";

/// Records of a kind that name a record in a field.
const LINKED: &str = "SELECT r.phase, r.at, r.number FROM link l
    CROSS JOIN record r ON r.kind = ?3 AND r.id = substr(l.record, 2)
    WHERE l.target = ?1 AND l.field = ?2 AND l.record >= ?4 AND l.record < ?5 AND r.hidden = 0";

/// The same, by name.
const LINKED_BY_NAME: &str = "SELECT r.name, r.number, r.merged FROM link l
    CROSS JOIN record r ON r.kind = ?3 AND r.id = substr(l.record, 2)
    WHERE l.target = ?1 AND l.field = ?2 AND l.record >= ?4 AND l.record < ?5 AND r.hidden = 0";

/// A part of a record: its phase, its moment, its row.
pub(super) type Part = (i64, i64, i64);

/// A part of a record by name: its name, its row, what it was merged into.
type Named = (String, i64, Option<Vec<u8>>);

impl Reading<'_> {
    fn keys<K>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<K>,
    ) -> Result<Vec<K>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let keys = statement.query_map(params, read)?.collect::<rusqlite::Result<_>>()?;
        Ok(keys)
    }

    /// Runs a statement for each notebook that may be shown.
    fn of_notebooks(&self, mut keys: impl FnMut(i64) -> Result<Vec<Moment>>) -> Result<Vec<Moment>> {
        let mut all = Vec::new();
        for notebook in &self.notebooks {
            all.extend(keys(*notebook)?);
        }
        all.sort_unstable_by(super::page::newest);
        Ok(all)
    }

    /// Records of a kind, newest first, after a place.
    pub(super) fn by_time(&self, kind: Kind, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MAX, i64::MAX));
        self.of_notebooks(|notebook| match self.notebooks.first() {
            Some(open) if *open != notebook => {
                self.keys(BY_TIME_PERSONAL, params![notebook, kind.number(), at, number, reach, open], moment)
            }
            _ => self.keys(BY_TIME, params![notebook, kind.number(), at, number, reach], moment),
        })
    }

    /// Records of a kind by name, after a place.
    pub(super) fn by_name(&self, kind: Kind, after: Option<Name>, reach: i64) -> Result<Vec<Name>> {
        let (name, number) = after.unwrap_or((String::new(), i64::MIN));
        let mut all = Vec::new();
        for notebook in &self.notebooks {
            let params = params![notebook, kind.number(), name, number, reach];
            all.extend(self.keys(BY_NAME, params, |row| Ok((row.get(0)?, row.get(1)?)))?);
        }
        all.sort_unstable();
        Ok(all)
    }

    /// Visits in one state, newest first, after a place.
    pub(super) fn visits_down(&self, phase: i64, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MAX, i64::MAX));
        self.of_notebooks(|notebook| self.keys(VISITS_DOWN, params![notebook, phase, at, number, reach], moment))
    }

    /// Visits in one state, oldest first, after a place.
    pub(super) fn visits_up(&self, phase: i64, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MIN, i64::MIN));
        let mut all =
            self.of_notebooks(|notebook| self.keys(VISITS_UP, params![notebook, phase, at, number, reach], moment))?;
        all.sort_unstable();
        Ok(all)
    }

    /// Observations whose visit is not known, newest first, after a place.
    pub(super) fn unsorted(&self, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MAX, i64::MAX));
        self.of_notebooks(|notebook| self.keys(UNSORTED, params![notebook, at, number, reach], moment))
    }

    /// Observations of a visit, newest first, after a place.
    pub(super) fn of_visit(&self, visit: RecordRef, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MAX, i64::MAX));
        self.keys(OF_VISIT, params![parent_key(visit), at, number, reach], moment)
    }

    /// What of a kind is still to be done, after a place. Private remarks nag nobody.
    pub(super) fn waiting(&self, kind: Kind, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MIN, i64::MIN));
        self.keys(WAITING, params![self.notebooks.first(), kind.number(), at, number, reach], moment)
    }

    /// What of a kind is done, newest first, after a place.
    pub(super) fn done(&self, kind: Kind, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MAX, i64::MAX));
        self.keys(DONE, params![self.notebooks.first(), kind.number(), at, number, reach], moment)
    }

    /// Deleted records, the last deleted first, after a place.
    pub(super) fn deleted(&self, after: Option<Moment>, reach: i64) -> Result<Vec<Moment>> {
        let (at, number) = after.unwrap_or((i64::MAX, i64::MAX));
        self.of_notebooks(|notebook| self.keys(DELETED, params![notebook, at, number, reach], moment))
    }

    /// What of a kind is directly part of any of `parents`.
    pub(super) fn parts(&self, parents: &[RecordRef], kind: Kind) -> Result<Vec<Part>> {
        let mut all = Vec::new();
        for parent in parents {
            all.extend(self.keys(PARTS, params![parent_key(*parent), kind.number()], part)?);
        }
        Ok(all)
    }

    /// What of a kind is directly part of any of `parents`, by name; where it was merged, what it is now.
    pub(super) fn parts_by_name(&self, parents: &[RecordRef], kind: Kind) -> Result<Vec<Name>> {
        let mut all = Vec::new();
        for parent in parents {
            let params = params![parent_key(*parent), kind.number()];
            all.extend(self.keys(PARTS_BY_NAME, params, named)?);
        }
        self.remaining(all)
    }

    /// Attachments of the observations of a visit.
    pub(super) fn parts_of_observations(&self, visit: RecordRef) -> Result<Vec<Part>> {
        self.keys(PARTS_OF_OBSERVATIONS, params![parent_key(visit)], part)
    }

    /// Records of `kind` that name any of `targets` in `field`.
    pub(super) fn linked(&self, targets: &[RecordRef], field: u16, kind: Kind) -> Result<Vec<Part>> {
        let mut all = Vec::new();
        for target in targets {
            let (from, to) = ([kind.number()], [kind.number() + 1]);
            let params = params![parent_key(*target), field, kind.number(), from, to];
            all.extend(self.keys(LINKED, params, part)?);
        }
        Ok(all)
    }

    /// The same, by name.
    pub(super) fn linked_by_name(&self, targets: &[RecordRef], field: u16, kind: Kind) -> Result<Vec<Name>> {
        let mut all = Vec::new();
        for target in targets {
            let (from, to) = ([kind.number()], [kind.number() + 1]);
            let params = params![parent_key(*target), field, kind.number(), from, to];
            all.extend(self.keys(LINKED_BY_NAME, params, named)?);
        }
        self.remaining(all)
    }

    /// The records that stand for these, each once.
    fn remaining(&self, all: Vec<Named>) -> Result<Vec<Name>> {
        let mut names = BTreeSet::new();
        let mut end =
            self.db.prepare_cached("SELECT name, number FROM record WHERE kind = ?1 AND id = ?2 AND hidden = 0")?;
        for (name, number, merged) in all {
            let Some(next) = merged.as_deref().and_then(from_key) else {
                names.insert((name, number));
                continue;
            };
            let RecordRef { kind, id } = merges::end(self.db, next)?;
            let found = end.query_row(params![kind.number(), id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
            names.extend(found.optional()?);
        }
        Ok(names.into_iter().collect())
    }
}

fn moment(row: &rusqlite::Row<'_>) -> rusqlite::Result<Moment> {
    Ok((row.get(0)?, row.get(1)?))
}

fn named(row: &rusqlite::Row<'_>) -> rusqlite::Result<Named> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn part(row: &rusqlite::Row<'_>) -> rusqlite::Result<Part> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_scans_or_sorts_a_table() {
        let db = rusqlite::Connection::open_in_memory().unwrap();
        for schema in [include_str!("../store/schema.sql"), include_str!("../store/schema_2.sql")] {
            db.execute_batch(schema).unwrap();
        }
        db.execute_batch(include_str!("../store/schema_3.sql")).unwrap();
        let lists = [
            (BY_TIME, "record_by_time (notebook=? AND kind=? AND at<?)"),
            (BY_TIME_PERSONAL, "record_by_time (notebook=? AND kind=? AND at<?)"),
            (BY_NAME, "record_by_name (notebook=? AND kind=? AND name>?)"),
            (VISITS_DOWN, "record_by_phase (notebook=? AND phase=? AND at<?)"),
            (VISITS_UP, "record_by_phase (notebook=? AND phase=? AND at>?)"),
            (UNSORTED, "record_unsorted (notebook=? AND at<?)"),
            (OF_VISIT, "record_of_parent (parent=? AND kind=? AND hidden=? AND phase=? AND at<?)"),
            (WAITING, "record_waits (notebook=? AND kind=? AND at>?)"),
            (DONE, "record_by_time (notebook=? AND kind=? AND at<?)"),
            (DELETED, "record_deleted (notebook=? AND deleted<?)"),
            (PARTS, "record_of_parent (parent=? AND kind=? AND hidden=?)"),
            (PARTS_BY_NAME, "record_of_parent (parent=? AND kind=? AND hidden=?)"),
            (PARTS_OF_OBSERVATIONS, "record_of_parent (parent=? AND kind=? AND hidden=?)"),
            (LINKED, "PRIMARY KEY (target=? AND field=? AND record>? AND record<?)"),
            (LINKED_BY_NAME, "PRIMARY KEY (target=? AND field=? AND record>? AND record<?)"),
        ];
        for (sql, index) in lists {
            let mut explain = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let nulls = vec![rusqlite::types::Null; explain.parameter_count()];
            let plan: Vec<String> = explain
                .query_map(rusqlite::params_from_iter(nulls), |row| row.get(3))
                .unwrap()
                .collect::<rusqlite::Result<_>>()
                .unwrap();
            let plan = plan.join("\n");
            assert!(plan.contains(index), "{sql}\nis read as\n{plan}");
            assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{sql}\nis read as\n{plan}");
        }
    }
}
