//! The replica's side of exchanging changes: handing out what is held, taking in what others wrote.

use std::convert::Infallible;

use floorbook_domain::{Hash, Instant, MemberId, NotebookId};
use floorbook_port::{ErrorCode, Event, Failure, NotebookKind};
use minicbor::{Encode, bytes::ByteVec, encode::Error};
use rusqlite::{Row, TransactionBehavior, params};

use crate::{
    Engine,
    apply::apply,
    change::{Change, ChangeError},
    fail::{Result, fail},
    notebooks,
    search::Lately,
    store::{
        log::{self, Logged},
        record::RecordRow,
    },
};

/// What became of changes that were taken in.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// New ones.
    pub taken: usize,
    /// Those that were held already.
    pub held: usize,
    /// Those that were refused, by name.
    pub refused: Vec<ChangeError>,
}

impl Engine {
    /// Takes part in a notebook that another device started, and opens it.
    ///
    /// # Errors
    /// Those of storage.
    pub fn join(&mut self, id: NotebookId) -> std::result::Result<(), Failure> {
        let txn = self.store.main.transaction().map_err(crate::fail::EngineError::from)?;
        if notebooks::find(&txn, id)?.is_none() {
            let number = notebooks::add(&txn, id, NotebookKind::Own)?;
            let mut member = [0; 16];
            self.entropy.fill(&mut member);
            notebooks::set_me(&txn, number, MemberId::from_bytes(member))?;
        }
        notebooks::open(&txn, id)?;
        txn.commit().map_err(crate::fail::EngineError::from)?;
        self.events.push(Event::Everything);
        Ok(())
    }

    /// The changes held of a notebook, each with its name, in the order in which they arrived.
    ///
    /// # Errors
    /// `NotFound` for a notebook that is not on this device; those of storage.
    pub fn changes(&self, notebook: NotebookId) -> std::result::Result<Vec<(Hash, Vec<u8>)>, Failure> {
        Ok(self.read_changes(notebook)?)
    }

    fn read_changes(&self, notebook: NotebookId) -> Result<Vec<(Hash, Vec<u8>)>> {
        let Some((number, _)) = notebooks::find(&self.store.main, notebook)? else {
            return fail(ErrorCode::NotFound, "no such notebook on this device");
        };
        let mut rows = self.store.main.prepare("SELECT hash, body FROM change WHERE notebook = ?1 ORDER BY row")?;
        let found = rows.query_map(params![number], |row| Ok((Hash(row.get(0)?), row.get(1)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes in changes of other devices, in any order, in one transaction. One that is cut, altered
    /// or no change at all is refused by name, and the rest goes on.
    ///
    /// # Errors
    /// `NotFound` for a notebook that is not on this device; those of storage. Then nothing changed.
    pub fn receive(
        &mut self,
        now: Instant,
        notebook: NotebookId,
        changes: &[(Hash, Vec<u8>)],
    ) -> std::result::Result<Received, Failure> {
        Ok(self.take_in(now, notebook, changes)?)
    }

    fn take_in(&mut self, now: Instant, notebook: NotebookId, changes: &[(Hash, Vec<u8>)]) -> Result<Received> {
        let mut received = Received::default();
        let mut changed = std::collections::BTreeSet::new();
        let (mut hlc, mut lately) = (self.hlc, Lately::default());
        let txn = self.store.main.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some((number, _)) = notebooks::find(&txn, notebook)? else {
            return fail(ErrorCode::NotFound, "no such notebook on this device");
        };
        for (name, body) in changes {
            let change = match Change::read(*name, body) {
                Ok(change) => change,
                Err(error) => {
                    received.refused.push(error);
                    continue;
                }
            };
            match log::append(&txn, number, &change, *name, body)? {
                None => received.held += 1,
                Some(row) => {
                    received.taken += 1;
                    hlc = hlc.take_over(change.hlc, now);
                    let applied = apply(&txn, number, &Logged { row, name: *name, change }, &mut lately)?;
                    changed.extend(applied.written.into_iter().chain(applied.concerned));
                }
            }
        }
        txn.commit()?;
        self.hlc = hlc;
        if !changed.is_empty() {
            self.events.push(Event::Changed(changed.into_iter().collect()));
        }
        Ok(received)
    }

    /// A hash over everything derived of a notebook: equal on all replicas that hold the same
    /// changes, however and in whatever order they got them, and in every build that derives the same.
    ///
    /// # Errors
    /// `NotFound` for a notebook that is not on this device; those of storage.
    pub fn digest(&self, notebook: NotebookId) -> std::result::Result<Hash, Failure> {
        Ok(self.derive_digest(notebook)?)
    }

    fn derive_digest(&self, notebook: NotebookId) -> Result<Hash> {
        let db = &self.store.main;
        let Some((number, _)) = notebooks::find(db, notebook)? else {
            return fail(ErrorCode::NotFound, "no such notebook on this device");
        };
        let mut hasher = blake3::Hasher::new();
        let sql = format!(
            "SELECT {}, r.parent, r.merged, r.at, r.phase, r.name FROM record r WHERE r.notebook = ?1 ORDER BY r.kind, r.id",
            RecordRow::COLUMNS
        );
        let mut records = db.prepare(&sql)?;
        let mut rows = records.query(params![number])?;
        while let Some(found) = rows.next()? {
            let row = RecordRow::read(found, 0)?;
            let (parent, merged): (Option<ByteVec>, Option<ByteVec>) = (bytes(found, 7)?, bytes(found, 8)?);
            let (at, phase, name): (i64, i64, String) = (found.get(9)?, found.get(10)?, found.get(11)?);
            let what = (row.reference.kind.number(), ByteVec::from(row.reference.id.as_bytes().to_vec()), row.hidden);
            hash(&mut hasher, (what, row.state.shared(), (parent, merged, at, phase, name)));
        }
        let mut links = db.prepare(
            "SELECT target, field, record FROM link WHERE substr(record, 2) IN (SELECT id FROM record WHERE notebook = ?1)
             ORDER BY target, field, record",
        )?;
        let mut rows = links.query(params![number])?;
        while let Some(found) = rows.next()? {
            let field: i64 = found.get(1)?;
            hash(&mut hasher, (bytes(found, 0)?, field, bytes(found, 2)?));
        }
        let mut words =
            db.prepare("SELECT kind, field, word, uses FROM word WHERE notebook = ?1 ORDER BY kind, field, word")?;
        let mut rows = words.query(params![number])?;
        while let Some(found) = rows.next()? {
            let word: (i64, i64, String, i64) = (found.get(0)?, found.get(1)?, found.get(2)?, found.get(3)?);
            hash(&mut hasher, word);
        }
        Ok(Hash(*hasher.finalize().as_bytes()))
    }
}

/// Adds a value to a hash, by its encoding: what is encoded by numbers stays the same when names change.
fn hash(hasher: &mut blake3::Hasher, value: impl Encode<()>) {
    let encoded = minicbor::to_vec(value)
        .unwrap_or_else(|never: Error<Infallible>| unreachable!("encoding into memory failed: {never}"));
    hasher.update(&encoded);
}

/// A column of bytes.
fn bytes(row: &Row<'_>, column: usize) -> Result<Option<ByteVec>> {
    Ok(row.get::<_, Option<Vec<u8>>>(column)?.map(ByteVec::from))
}
