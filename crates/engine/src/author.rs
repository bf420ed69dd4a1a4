//! Writing changes of our own: numbers, clock, text edits; then they are applied like any other.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{Field, Hash, Instant, Kind, MemberId, RecordRef, Shape, SignOff, SignOffField};
use floorbook_port::{ErrorCode, Write};
use rusqlite::{Connection, params};

use crate::{
    Entropy,
    apply::{apply, prose},
    change::{Change, Op, VERSION, name_of},
    fail::{Result, fail},
    hlc::Hlc,
    merges, notebooks,
    search::Lately,
    state::{RecordState, Seen},
    store::{
        log::{self, Logged},
        record,
    },
};

/// What one command writes, inside its transaction.
pub(crate) struct Author<'a> {
    /// The transaction.
    pub(crate) db: &'a Connection,
    /// When.
    pub(crate) now: Instant,
    /// The last reading of the clock.
    pub(crate) hlc: Hlc,
    /// Where randomness comes from.
    pub(crate) entropy: &'a mut dyn Entropy,
    /// The yrs client of this opening of the database.
    pub(crate) client: u64,
    /// The rows of the changes written so far.
    pub(crate) rows: Vec<i64>,
    /// The records written so far.
    pub(crate) records: BTreeSet<RecordRef>,
    /// Other records that look different for it.
    pub(crate) concerned: BTreeSet<RecordRef>,
}

impl<'a> Author<'a> {
    /// An author in a transaction, after the clock was read as `hlc`.
    pub(crate) fn new(
        db: &'a Connection,
        now: Instant,
        hlc: Hlc,
        entropy: &'a mut dyn Entropy,
        client: u64,
    ) -> Author<'a> {
        let (rows, records, concerned) = Default::default();
        Author { db, now, hlc, entropy, client, rows, records, concerned }
    }

    /// Writes one record to a notebook, whichever is open.
    pub(crate) fn write_in(&mut self, notebook: i64, write: &Write) -> Result<()> {
        let ops = self.plan(write)?;
        self.commit(notebook, ops)
    }

    /// Writes all of `writes`, as one change for each notebook concerned.
    pub(crate) fn write(&mut self, writes: &[Write]) -> Result<()> {
        let mut ops: BTreeMap<i64, Vec<Op>> = BTreeMap::new();
        let mut placed = BTreeMap::new();
        for write in writes {
            let notebook = self.notebook_for(write, &placed)?;
            placed.insert(write.record, notebook);
            ops.entry(notebook).or_default().extend(self.plan(write)?);
        }
        for write in self.parting(writes)? {
            let notebook = self.notebook_for(&write, &placed)?;
            ops.entry(notebook).or_default().extend(self.plan(&write)?);
        }
        for (notebook, ops) in ops {
            self.commit(notebook, ops)?;
        }
        Ok(())
    }

    /// What else is to be written so that records which are taken out of a merge are parted from those
    /// that are one with them: their fields may lead back, and would make them one under another name.
    fn parting(&self, writes: &[Write]) -> Result<Vec<Write>> {
        let mut also: Vec<Write> = Vec::new();
        for write in writes.iter().filter(|write| merges::parts(write)) {
            for (record, field) in merges::out_of_ring(self.db, write.record)? {
                if writes.iter().chain(&also).all(|other| other.record != record) {
                    also.push(Write::edit(record, u64::MAX, vec![field]));
                }
            }
        }
        Ok(also)
    }

    /// Appends one change and applies it. Nothing happens for no operations.
    pub(crate) fn commit(&mut self, notebook: i64, ops: Vec<Op>) -> Result<()> {
        if ops.is_empty() {
            return Ok(());
        }
        if !notebooks::may_write(self.db, notebook)? {
            return fail(ErrorCode::ReadOnly, "the membership does not let this device write");
        }
        let device = notebooks::device(self.db, notebook)?;
        let version = log::version(self.db, notebook)?;
        self.hlc = self.hlc.next(self.now);
        let change = Change {
            version: VERSION,
            device,
            seq: log::last_seq(self.db, notebook, device)? + 1,
            hlc: self.hlc,
            deps: log::heads(self.db, notebook, &version, device)?,
            author: notebooks::me(self.db, notebook)?.unwrap_or_else(|| MemberId::from_bytes([0; 16])),
            ops,
        };
        let body = change.encode();
        let name = name_of(&body);
        let Some(row) = log::append(self.db, notebook, &change, name, &body)? else {
            return fail(ErrorCode::Refused, "a change of the same bytes is in the log already");
        };
        self.rows.push(row);
        let applied = apply(self.db, notebook, &Logged { row, name, change }, &mut Lately::default())?;
        self.records.extend(applied.written);
        self.concerned.extend(applied.concerned);
        Ok(())
    }

    /// Where a write belongs: where its record is; else where the record lies that it is part of,
    /// if that is the personal notebook; else where the caller wants it.
    fn notebook_for(&self, write: &Write, placed: &BTreeMap<RecordRef, i64>) -> Result<i64> {
        if let Some(notebook) = placed.get(&write.record) {
            return Ok(*notebook);
        }
        if let Some(row) = record::load(self.db, write.record)? {
            return Ok(row.notebook);
        }
        let personal = notebooks::personal(self.db)?;
        let mut new = floorbook_domain::AnyRecord::empty(write.record.kind);
        for field in &write.put {
            if new.set(field.clone()).is_err() {
                return fail(ErrorCode::Refused, "a field of another kind");
            }
        }
        let of_parent = match new.common().parent() {
            Some(parent) => match placed.get(&parent) {
                Some(notebook) => Some(*notebook),
                None => record::load(self.db, parent)?.map(|row| row.notebook),
            },
            None => None,
        };
        let wanted = match (write.only_me, of_parent) {
            (true, _) => personal,
            (false, Some(parent)) if Some(parent) == personal => personal,
            (false, _) => notebooks::opened(self.db)?,
        };
        wanted.map_or_else(|| fail(ErrorCode::NoNotebook, "no notebook was started"), Ok)
    }

    /// The operations that make a write true.
    pub(crate) fn plan(&mut self, write: &Write) -> Result<Vec<Op>> {
        let known = record::load(self.db, write.record)?;
        let state = known.map(|row| row.state).unwrap_or_default();
        if write.record.kind == Kind::SignOff {
            // What somebody put their name to is never written to again.
            if state.exists() {
                return fail(ErrorCode::Refused, "a sign-off is written once");
            }
            return self.plan_sign_off(write);
        }
        self.plan_onto(write, &state)
    }

    /// The operations of a new sign-off, with the hash of what was signed.
    fn plan_sign_off(&mut self, write: &Write) -> Result<Vec<Op>> {
        let mut signed = SignOff::default();
        for field in &write.put {
            match field {
                Field::SignOff(field) => signed.set(field.clone()),
                _ => return fail(ErrorCode::Refused, "a field of another kind"),
            }
        }
        let hash = Hash(*blake3::hash(&signed.sealed_bytes()).as_bytes());
        let mut write = write.clone();
        write.put.push(SignOffField::Hash(Some(hash)).into());
        self.plan_onto(&write, &RecordState::default())
    }

    fn plan_onto(&mut self, write: &Write, state: &RecordState) -> Result<Vec<Op>> {
        // A revision is a row of this store; one beyond all rows can only be ours to come.
        let seen = Seen { upto: i64::try_from(write.seen).unwrap_or(i64::MAX), made: &write.made };
        let mut ops = Vec::new();
        for field in write.put.iter().chain(&write.remove) {
            if field.kind() != write.record.kind {
                return fail(ErrorCode::Refused, "a field of another kind");
            }
        }
        for field in &write.put {
            let (record, number, value) = (write.record, field.number(), field.encode());
            match field.shape() {
                Shape::One => {
                    let same = state.ones.get(&number).is_some_and(|puts| puts.len() == 1 && puts[0].value == value);
                    if !same {
                        ops.push(Op::Put { record, field: number, value, over: state.puts_seen(number, seen) });
                    }
                }
                Shape::Text => ops.extend(self.splice(record, number, field, seen)?),
                Shape::Set => {
                    let there = state.sets.get(&number).is_some_and(|set| set.iter().any(|a| a.element == value));
                    if !there {
                        ops.push(Op::Add { record, field: number, element: value });
                    }
                }
            }
        }
        for field in &write.remove {
            let (record, number, element) = (write.record, field.number(), field.encode());
            let over = state.additions_seen(number, &element, seen);
            if !over.is_empty() {
                ops.push(Op::Remove { record, field: number, element, over });
            }
        }
        Ok(ops)
    }

    /// The splice that makes a text, as it was seen, read as the field says.
    fn splice(&mut self, record: RecordRef, number: u16, field: &Field, seen: Seen<'_>) -> Result<Option<Op>> {
        let Some(wanted) = field.text() else { return fail(ErrorCode::Refused, "not a field of prose") };
        // Letters of one client are numbered: an edit to an older revision needs a client of its
        // own, or its letters would bear numbers that newer ones have.
        let later = log::rows_after(self.db, record, seen.upto)?;
        let client = if later.iter().all(|row| seen.has(*row)) { self.client } else { self.random_u64() };
        let update = prose(self.db, record, number, seen, client)?.rewrite(&wanted);
        Ok(update.map(|update| Op::Splice { record, field: number, update }))
    }

    /// Hides records until they are restored, with those that they stand for.
    pub(crate) fn delete(&mut self, records: &[RecordRef]) -> Result<()> {
        let mut ops: BTreeMap<i64, Vec<Op>> = BTreeMap::new();
        let mut all = BTreeSet::new();
        for reference in records {
            all.extend(merges::group(self.db, *reference)?);
        }
        for reference in all {
            let Some(row) = record::load(self.db, reference)? else {
                return fail(ErrorCode::NotFound, "a record to be deleted is not on this device");
            };
            let seen = log::version(self.db, row.notebook)?;
            ops.entry(row.notebook).or_default().push(Op::Delete { record: reference, seen });
        }
        for (notebook, ops) in ops {
            self.commit(notebook, ops)?;
        }
        Ok(())
    }

    /// Undoes all deletes of records, and of those that were merged into them.
    pub(crate) fn restore(&mut self, records: &[RecordRef]) -> Result<()> {
        let mut ops: BTreeMap<i64, Vec<Op>> = BTreeMap::new();
        let mut all: BTreeSet<RecordRef> = records.iter().copied().collect();
        for reference in records {
            // While all of them are deleted, each stands for itself: their fields still say who belongs together.
            all.extend(merges::leading_to(self.db, *reference)?);
        }
        for reference in all {
            let Some(row) = record::load(self.db, reference)? else {
                return fail(ErrorCode::NotFound, "a record to be restored is not on this device");
            };
            let deletes: Vec<_> = row.state.deletions.iter().map(|deletion| deletion.name).collect();
            if !deletes.is_empty() {
                ops.entry(row.notebook).or_default().push(Op::Restore { record: reference, deletes });
            }
        }
        for (notebook, ops) in ops {
            self.commit(notebook, ops)?;
        }
        Ok(())
    }

    /// Keeps the clock's last reading.
    pub(crate) fn keep_clock(&self) -> Result<()> {
        self.db.prepare_cached("UPDATE device SET hlc = ?1")?.execute(params![self.hlc.0.cast_signed()])?;
        Ok(())
    }

    /// Ten random bytes, as an id wants them.
    pub(crate) fn random(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// Milliseconds for a new id.
    pub(crate) fn millis(&self) -> u64 {
        u64::try_from(self.now.0).unwrap_or(0)
    }

    pub(crate) fn random_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.entropy.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}
