//! Membership records: what follows from a hub's answers about them.

use floorbook_domain::Instant;
use floorbook_port::SyncTrouble;
use floorbook_seal::Hash;
use floorbook_wire::{Ack, Found, Outcome, Reason, RecordsHeld};
use minicbor::bytes::ByteVec;
use rusqlite::params;

use super::{
    Line,
    hub::{hub_of, keep_records_read},
    machine::Ask,
    marks::{drop_record, forget_records, mark_records},
    text::unsent_records,
    work::{Work, without},
};
use crate::{Engine, fail::Result};

impl Engine {
    /// The hub does not know the notebook: it gets all that is known of its members.
    pub(super) fn found(&mut self, now: Instant, line: Line) -> Result<()> {
        // A hub nearby keeps what who shares it brings, and nothing else: it is not told of more.
        if line.is_near() && hub_of(&self.store.main, line)?.is_none_or(|hub| hub.token.is_empty()) {
            return self.lost(now, line, SyncTrouble::TokenNeeded);
        }
        let work = Work::new(&self.store.main, line.notebook, now, self.entropy.as_mut())?;
        let Some(founding) = work.founding()? else { return Ok(()) };
        let records = work.record_bytes()?;
        let names: Vec<Hash> = records.iter().map(|bytes| Hash::of(bytes)).collect();
        let records = records.into_iter().map(ByteVec::from).collect();
        let body = floorbook_wire::write(&Found { founding, records });
        let exchange = self.request(now, line, ("POST", ""), body, Ask::Found(names))?;
        self.sync.book(line).busy = exchange.is_some();
        self.sync.ready.extend(exchange);
        Ok(())
    }

    /// The hub does not know this device: it gets the records that say who it is.
    pub(super) fn introduce(&mut self, now: Instant, line: Line) -> Result<()> {
        let unsent = unsent_records(&self.store.main, line, true)?;
        let chance = self.chance();
        let book = self.sync.book(line);
        book.stranger = true;
        if unsent.is_empty() {
            // It has them, and does not take this device for a member.
            book.wait(now, SyncTrouble::Removed, chance);
            // It may have lost them since.
            forget_records(&self.store.main, line, true)?;
        }
        Ok(())
    }

    pub(super) fn take_records(&mut self, now: Instant, line: Line, after: u64, held: &RecordsHeld) -> Result<()> {
        let before = self.membership(now, line.notebook)?;
        let altered = self.work(now, line.notebook, |work, news| {
            let (new, mut altered) = keep_records(work, line, held)?;
            let mut team = work.team()?;
            for name in new.iter().filter(|name| is_no_record(team.standing(name))) {
                drop_record(work, name)?;
                altered = true;
            }
            if altered {
                team = work.team()?;
            }
            // What does not fit may rest on records that are taken for refused here: all are read again.
            let records = if altered { 0 } else { after + held.records.len() as u64 };
            keep_records_read(work.db, line, records)?;
            if !new.is_empty() {
                work.follow(before.as_deref(), &team, news)?;
            }
            Ok(altered)
        })?;
        let chance = self.chance();
        let book = self.sync.book(line);
        book.heard();
        book.records = held.count;
        if altered {
            book.is_altered(now, chance);
        }
        self.finish_restores(now, line.notebook)?;
        self.hand_key_on(now, line.notebook)
    }

    pub(super) fn pushed_records(&mut self, now: Instant, line: Line, names: &[Hash], acks: &[Ack]) -> Result<()> {
        use floorbook_seal::membership::Standing;
        let before = self.membership(now, line.notebook)?;
        let (gap, full) = self.work(now, line.notebook, |work, news| {
            let (mut gap, mut full, mut refused) = (false, false, false);
            for name in names {
                let ack = acks.iter().find(|ack| ack.name == *name);
                let mut refuse = || {
                    refused = true;
                    mark_records(work.db, line, &[*name], 2)
                };
                match ack.map(|ack| ack.outcome) {
                    Some(Outcome::Stored(_) | Outcome::Branch(_)) => {
                        mark_records(work.db, line, &[*name], 1)?;
                    }
                    // Something before it is missing there; here as well, if it waits.
                    Some(Outcome::Refused(Reason::Gap)) => {
                        if work.team()?.standing(name) == Standing::Waits {
                            refuse()?
                        } else {
                            gap = true
                        }
                    }
                    Some(Outcome::Refused(Reason::NotStored)) | None => full = true,
                    // What the hub does not take, nobody else gets: it counts here no more either.
                    Some(Outcome::Refused(_)) => refuse()?,
                }
            }
            if gap {
                // It has lost what it had: all of them are sent, and read, again.
                forget_records(work.db, line, false)?;
                keep_records_read(work.db, line, 0)?;
            }
            if refused {
                let after = work.team()?;
                work.follow(before.as_deref(), &after, news)?;
            }
            Ok((gap, full))
        })?;
        let chance = self.chance();
        let book = self.sync.book(line);
        if gap || full {
            book.wait(now, SyncTrouble::HubFull, chance);
        } else {
            book.heard();
        }
        Ok(())
    }

    /// Hands the current key to those who came in with an older one; the first who sees them does.
    pub(super) fn hand_key_on(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let Some(membership) = self.membership(now, notebook)? else { return Ok(()) };
        if membership.new_key_is_due() || without(&membership).is_empty() {
            return Ok(());
        }
        self.work(now, notebook, |work, _| work.hand_keys(&membership).map(|_| ()))
    }

    /// Goes on under a new id where this device has none that writes: after a rescue.
    pub(super) fn heal_identity(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let has: bool = self
            .store
            .main
            .prepare_cached("SELECT 1 FROM identity WHERE notebook = ?1 AND current = 1")?
            .exists(params![notebook])?;
        if has {
            return Ok(());
        }
        let Some(membership) = self.membership(now, notebook)? else { return Ok(()) };
        self.work(now, notebook, |work, news| {
            let mut membership = (*membership).clone();
            work.renew(&mut membership, news)?;
            let after = work.team()?;
            work.follow(Some(&membership), &after, news)
        })
    }
}

/// Keeps records that a hub sent; answers the new ones, and whether some can be no record at all.
pub(super) fn keep_records(work: &Work<'_>, line: Line, held: &RecordsHeld) -> Result<(Vec<Hash>, bool)> {
    use floorbook_seal::{FormatError, membership::Record};
    let (mut new, mut altered) = (Vec::new(), false);
    for bytes in &held.records {
        match Record::read(bytes) {
            Ok(record) if record.workspace() == work.workspace => {
                if work.keep_record(&record)? {
                    new.push(record.name());
                }
                mark_records(work.db, line, &[record.name()], 1)?;
            }
            // The hub counts what a newer version wrote, and so do we.
            Err(FormatError::UnknownVersion(_)) => {}
            Ok(_) | Err(_) => altered = true,
        }
    }
    Ok((new, altered))
}

/// Whether no hub has such a record: a hub takes only what stands, after all that is before it.
pub(super) fn is_no_record(standing: floorbook_seal::membership::Standing) -> bool {
    use floorbook_seal::membership::{Aside, Standing};
    matches!(
        standing,
        Standing::Waits
            | Standing::Aside(Aside::BadSignature | Aside::BadProof | Aside::OtherFounding | Aside::OtherWorkspace)
    )
}
