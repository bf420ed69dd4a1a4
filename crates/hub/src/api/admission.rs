//! Which of the records that arrive may come into a membership.
//!
//! Each is judged by all that came before it, and comes if it stands then. Resolving costs time that grows with
//! the whole membership, so records are judged in runs: a run of which all stand together, and whose parents
//! come first, is taken whole; another one is halved, down to the record that is refused.

use super::now;
use crate::storage::Held;
use floorbook_seal::Hash;
use floorbook_seal::membership::{Action, Membership, Record, Standing, resolve};
use floorbook_wire::{Ack, Outcome, Reason};
use std::collections::{HashMap, HashSet};

/// A membership while records come in.
pub(super) struct Admission {
    membership: Membership,
    records: Vec<Record>,
    /// The place of each record, from 1.
    places: HashMap<Hash, u64>,
    fresh: Vec<Vec<u8>>,
    /// Whether a member sends them. Of a member also a record that was put aside is taken: it changes nothing, and
    /// records that stand may rest on it.
    by_member: bool,
}

impl Admission {
    /// What is held before.
    pub(super) fn new(membership: Membership, held: &Held, by_member: bool) -> Result<Admission, Reason> {
        let records: Result<Vec<Record>, _> = held.records.iter().map(|bytes| Record::read(bytes)).collect();
        let records = records.map_err(|_| Reason::Unreadable)?;
        let places = records.iter().zip(1..).map(|(record, place)| (record.name(), place)).collect();
        Ok(Admission { membership, records, places, fresh: Vec::new(), by_member })
    }

    /// Judges records in their order, and takes those that stand.
    pub(super) fn judge(&mut self, arrivals: &[Vec<u8>]) -> Vec<Ack> {
        let mut refused = HashMap::new();
        let (mut read, mut seen) = (Vec::new(), HashSet::new());
        for bytes in arrivals {
            let name = Hash::of(bytes);
            match Record::read(bytes) {
                _ if self.places.contains_key(&name) || !seen.insert(name) => {}
                Ok(record) if record.workspace() == self.membership.workspace() => read.push(record),
                Ok(_) => drop(refused.insert(name, Reason::OtherWorkspace)),
                Err(_) => drop(refused.insert(name, Reason::Unreadable)),
            }
        }
        self.judge_run(&read, &mut refused);
        let names = arrivals.iter().map(|bytes| Hash::of(bytes));
        let outcome = |name: &Hash| match (self.places.get(name), refused.get(name)) {
            (Some(place), _) => Outcome::Stored(*place),
            (None, Some(reason)) => Outcome::Refused(*reason),
            (None, None) => Outcome::Refused(Reason::NotStored),
        };
        names.map(|name| Ack { name, outcome: outcome(&name) }).collect()
    }

    /// The membership with what was taken, and the bytes of that in its order.
    pub(super) fn into_taken(self) -> (Membership, Vec<Vec<u8>>) {
        (self.membership, self.fresh)
    }

    fn judge_run(&mut self, run: &[Record], refused: &mut HashMap<Hash, Reason>) {
        if let [record] = run {
            if let Err(reason) = self.judge_one(record) {
                refused.insert(record.name(), reason);
            }
        } else if !run.is_empty() && !self.take_whole(run) {
            let (first, second) = run.split_at(run.len() / 2);
            self.judge_run(first, refused);
            self.judge_run(second, refused);
        }
    }

    /// Takes the run if that is what judging one record after the other would come to.
    fn take_whole(&mut self, run: &[Record]) -> bool {
        let mut before: HashSet<Hash> = HashSet::new();
        let mut joins: HashMap<Hash, u64> = HashMap::new();
        for record in run {
            let is_known = |parent: &Hash| self.places.contains_key(parent) || before.contains(parent);
            if !record.parents().iter().all(is_known) || self.is_removed(record) {
                return false;
            }
            if let Action::Join { invite, .. } = record.action() {
                *joins.entry(*invite).or_default() += 1;
            }
            before.insert(record.name());
        }
        let Ok(with) = self.with(run) else { return false };
        let stands = |record: &Record| with.standing(&record.name()) == Standing::Stands;
        // No join may push out one that came before it, nor come too late.
        let admits = |(invite, count): (&Hash, &u64)| {
            let known = self.membership.invitation(invite);
            let left = known.map(|known| u64::from(known.uses).saturating_sub(known.joined.len() as u64));
            let is_open = known.is_none_or(|known| known.admits(now()));
            let is_in_time = with.invitation(invite).is_some_and(|invitation| now() <= invitation.expires);
            is_open && is_in_time && left.is_none_or(|left| *count <= left)
        };
        if !run.iter().all(stands) || !joins.iter().all(admits) {
            return false;
        }
        self.take(with, run);
        true
    }

    /// Takes the record if it stands, and may still come.
    fn judge_one(&mut self, record: &Record) -> Result<(), Reason> {
        if self.places.contains_key(&record.name()) {
            return Ok(());
        }
        if let Action::Join { invite, .. } = record.action()
            && self.membership.invitation(invite).is_some_and(|invitation| !invitation.admits(now()))
        {
            return Err(Reason::Aside);
        }
        let run = std::slice::from_ref(record);
        let with = self.with(run)?;
        match with.standing(&record.name()) {
            Standing::Stands if self.is_removed(record) => return Err(Reason::Removed),
            Standing::Stands => self.take(with, run),
            Standing::Aside(aside) if self.by_member && aside.is_its_issuers() => self.take(with, run),
            Standing::Aside(_) | Standing::Unknown if self.is_removed(record) => return Err(Reason::Removed),
            Standing::Aside(_) | Standing::Unknown => return Err(Reason::Aside),
            Standing::Waits => return Err(Reason::Gap),
        }
        Ok(())
    }

    fn is_removed(&self, record: &Record) -> bool {
        self.membership.device(record.issuer()).is_some_and(|device| device.removed)
    }

    /// What it would be with these records.
    fn with(&self, run: &[Record]) -> Result<Membership, Reason> {
        let all = self.records.iter().chain(run).cloned();
        resolve(self.membership.workspace(), self.membership.founding(), all).map_err(|_| Reason::TooLarge)
    }

    fn take(&mut self, with: Membership, run: &[Record]) {
        self.membership = with;
        for record in run {
            self.records.push(record.clone());
            self.places.insert(record.name(), self.records.len() as u64);
            self.fresh.push(record.bytes().to_vec());
        }
    }
}
