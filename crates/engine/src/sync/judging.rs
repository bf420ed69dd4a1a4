//! Judging whose envelopes count: a function of the envelopes and the membership records that are here. When that
//! changes, changes come into the log or leave it.

use std::collections::BTreeSet;

use floorbook_domain::Hash as Name;
use floorbook_port::{AsideReason, ErrorCode};
use floorbook_seal::{
    Hash, Tail,
    envelope::{Sealed, Verified},
    membership::{Action, Membership, Record, Refusal},
};
use rusqlite::{OptionalExtension, params};

use super::{
    envelopes::{COUNTS, News, number_of},
    ids,
    work::{IdentityState, Work},
};
use crate::{
    apply::apply,
    change::{Change, name_of},
    fail::{Result, fail},
    store::log::{self, Logged},
};

impl Work<'_> {
    /// Whether an envelope counts, and whose it is. `known` is the same envelope once its signature was found right.
    pub(super) fn judge<'s>(
        &self,
        membership: &Membership,
        sealed: &'s Sealed,
        known: Option<Verified<'s>>,
    ) -> Result<std::result::Result<(floorbook_seal::MemberId, Verified<'s>), AsideReason>> {
        let header = sealed.header();
        let Some(device) = membership.device(header.device) else { return Ok(Err(AsideReason::Stranger)) };
        let Some(verified) = known.or_else(|| sealed.verify(self.workspace, &device.card).ok()) else {
            return Ok(Err(AsideReason::Unreadable));
        };
        let accepted = membership.accepts(header.device, header.first, &sealed.tail());
        let member = match accepted {
            Ok(member) => member,
            Err(Refusal::NotAMember) => return Ok(Err(AsideReason::Stranger)),
            Err(Refusal::Removed { .. }) => return Ok(Err(AsideReason::Removed)),
            Err(Refusal::OnlyReads) => return Ok(Err(AsideReason::OnlyReads)),
            Err(Refusal::OtherBranch) => return Ok(Err(AsideReason::OtherBranch)),
        };
        if self.is_beside(membership.named(header.device), sealed)? {
            return Ok(Err(AsideReason::OtherBranch));
        }
        Ok(Ok((member, verified)))
    }

    /// Whether an envelope is known to lie in another history of its device than all of those that were named.
    pub(super) fn is_beside(&self, named: &[Tail], sealed: &Sealed) -> Result<bool> {
        let this = sealed.tail();
        if named.is_empty() || named.contains(&this) {
            return Ok(false);
        }
        for end in named {
            // What was named on the way to another one says nothing of branches that part after it.
            let mut is_on_the_way = false;
            for other in named.iter().filter(|other| *other != end && other.seq >= end.seq) {
                is_on_the_way |= self.leads_to(end, other)? == Some(true);
            }
            if !is_on_the_way
                && (self.leads_to(&this, end)? != Some(false) || self.leads_to(end, &this)? != Some(false))
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether one envelope lies in the chain that ends with another; `None` where that is not known, since
    /// envelopes between them are missing.
    pub(super) fn leads_to(&self, one: &Tail, end: &Tail) -> Result<Option<bool>> {
        if end.seq < one.seq {
            return Ok(Some(false));
        }
        let mut link =
            self.db.prepare_cached("SELECT last, previous FROM envelope WHERE notebook = ?1 AND name = ?2")?;
        let mut at = Some(end.envelope);
        while let Some(name) = at {
            if name == one.envelope {
                return Ok(Some(true));
            }
            let found: Option<(i64, Option<[u8; 32]>)> =
                link.query_row(params![self.notebook, name.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((last, previous)) = found else { return Ok(None) };
            if last.cast_unsigned() <= one.seq {
                return Ok(Some(false));
            }
            at = previous.map(Hash);
        }
        Ok(Some(false))
    }

    /// Brings an envelope's changes into the log or out of it, as it should be; answers whether it counts.
    pub(super) fn settle(
        &mut self,
        membership: &Membership,
        number: i64,
        sealed: &Sealed,
        known: Option<Verified<'_>>,
        state: i64,
        news: &mut News,
    ) -> Result<bool> {
        match self.judge(membership, sealed, known)? {
            Ok(_) if state == COUNTS => Ok(true),
            Ok((member, verified)) => {
                let reason = match self.changes(verified, member)? {
                    Ok(changes) => {
                        self.keep_envelope_state(number, COUNTS)?;
                        // A hub that refused it takes it now.
                        self.db
                            .prepare_cached("UPDATE envelope SET at_hub = 0 WHERE number = ?1 AND at_hub = 2")?
                            .execute(params![number])?;
                        for (name, body, change) in changes {
                            self.append(name, &body, change, news)?;
                        }
                        return Ok(true);
                    }
                    Err(reason) => reason,
                };
                self.keep_envelope_state(number, number_of(reason))?;
                Ok(false)
            }
            Err(reason) if state == COUNTS => {
                self.uncount(number, sealed, reason, news)?;
                Ok(false)
            }
            Err(reason) => {
                self.keep_envelope_state(number, number_of(reason))?;
                Ok(false)
            }
        }
    }

    pub(super) fn append(&mut self, name: Name, body: &[u8], change: Change, news: &mut News) -> Result<()> {
        if let Some(row) = log::append(self.db, self.notebook, &change, name, body)? {
            news.taken += 1;
            news.hlc = news.hlc.take_over(change.hlc, self.now);
            let applied = apply(self.db, self.notebook, &Logged { row, name, change }, &mut self.lately)?;
            news.changed.extend(applied.written.into_iter().chain(applied.concerned));
        }
        Ok(())
    }

    pub(super) fn keep_envelope_state(&self, number: i64, state: i64) -> Result<()> {
        self.db.prepare_cached("UPDATE envelope SET state = ?2 WHERE number = ?1")?.execute(params![number, state])?;
        Ok(())
    }

    /// Takes the changes of an envelope out of the log.
    pub(super) fn uncount(&mut self, number: i64, sealed: &Sealed, reason: AsideReason, news: &mut News) -> Result<()> {
        self.keep_envelope_state(number, number_of(reason))?;
        let Some(key) = self.keys()?.remove(&sealed.header().key) else {
            return fail(ErrorCode::Damaged, "the key of an envelope that was opened is gone");
        };
        let Some(card) = self.card(sealed)? else { return Ok(()) };
        let Ok(verified) = sealed.verify(self.workspace, &card) else { return Ok(()) };
        let bodies =
            verified.open(&key).map_err(|error| floorbook_port::Failure::new(ErrorCode::Damaged, error.to_string()))?;
        let kept = self.counted_beside(number, sealed, &card)?;
        for name in bodies.iter().map(|body| name_of(body)).filter(|name| !kept.contains(name)) {
            self.db
                .prepare_cached("DELETE FROM change WHERE notebook = ?1 AND hash = ?2")?
                .execute(params![self.notebook, name.0])?;
        }
        news.rebuild = true;
        Ok(())
    }

    /// The changes in other envelopes of the same device that count. After an old disk was put back, two of them
    /// can hold the same change.
    pub(super) fn counted_beside(
        &self,
        number: i64,
        sealed: &Sealed,
        card: &floorbook_seal::keys::DeviceCard,
    ) -> Result<BTreeSet<Name>> {
        let header = sealed.header();
        let mut rows = self.db.prepare_cached(
            "SELECT bytes FROM envelope WHERE notebook = ?1 AND device = ?2 AND state = 0 AND number <> ?3
             AND first <= ?5 AND last >= ?4",
        )?;
        let mut found = rows.query(params![
            self.notebook,
            header.device.0,
            number,
            header.first.cast_signed(),
            header.last.cast_signed()
        ])?;
        let keys = self.keys()?;
        let mut names = BTreeSet::new();
        while let Some(row) = found.next()? {
            let Ok(other) = Sealed::read(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?) else { continue };
            let Some(key) = keys.get(&other.header().key) else { continue };
            let bodies = other.verify(self.workspace, card).and_then(|verified| verified.open(key));
            names.extend(bodies.into_iter().flatten().map(|body| name_of(&body)));
        }
        Ok(names)
    }

    /// The card with which an envelope was signed, also where the membership does not know its device any more.
    pub(super) fn card(&self, sealed: &Sealed) -> Result<Option<floorbook_seal::keys::DeviceCard>> {
        let records = self.record_bytes()?;
        let cards = records.iter().filter_map(|bytes| Record::read(bytes).ok()).filter_map(|record| card_in(&record));
        let own = self.identities()?.into_iter().map(|identity| identity.secret.card());
        Ok(cards.chain(own).find(|card| sealed.verify(self.workspace, card).is_ok()))
    }

    /// The changes in an envelope that counts, each checked against the header and the membership.
    #[expect(clippy::type_complexity, reason = "what it answers is read in one place")]
    pub(super) fn changes(
        &self,
        verified: Verified<'_>,
        member: floorbook_seal::MemberId,
    ) -> Result<std::result::Result<Vec<(Name, Vec<u8>, Change)>, AsideReason>> {
        let header = verified.sealed().header();
        let Some(key) = self.keys()?.remove(&header.key) else { return Ok(Err(AsideReason::NoKey)) };
        let Ok(bodies) = verified.open(&key) else { return Ok(Err(AsideReason::Unreadable)) };
        let mut changes = Vec::with_capacity(bodies.len());
        for (place, body) in bodies.into_iter().enumerate() {
            let name = name_of(&body);
            let Ok(change) = Change::read(name, &body) else { return Ok(Err(AsideReason::Unreadable)) };
            let is_its = ids::device(change.device) == header.device
                && change.seq == header.first + place as u64
                && ids::member(change.author) == member;
            if !is_its {
                return Ok(Err(AsideReason::Unreadable));
            }
            changes.push((name, body, change));
        }
        Ok(Ok(changes))
    }

    /// Judges the other envelopes of this one's device again, if which of them count depends on the chain.
    pub(super) fn settle_rivals(&mut self, membership: &Membership, sealed: &Sealed, news: &mut News) -> Result<()> {
        let device = sealed.header().device;
        if membership.named(device).is_empty() { Ok(()) } else { self.settle_device(membership, device, news) }
    }

    /// Judges all envelopes of a device again.
    pub(crate) fn settle_device(
        &mut self,
        membership: &Membership,
        device: floorbook_seal::DeviceId,
        news: &mut News,
    ) -> Result<()> {
        self.settle_where(membership, "device = ?2", &device.0, news)
    }

    pub(super) fn settle_where(
        &mut self,
        membership: &Membership,
        which: &str,
        value: &[u8],
        news: &mut News,
    ) -> Result<()> {
        let sql = format!(
            "SELECT number, state, bytes FROM envelope WHERE notebook = ?1 AND {which} AND number > ?3
             ORDER BY number LIMIT 1"
        );
        let mut after = 0_i64;
        loop {
            let found: Option<(i64, i64, Vec<u8>)> = self
                .db
                .prepare_cached(&sql)?
                .query_row(params![self.notebook, value, after], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            let Some((number, state, bytes)) = found else { return Ok(()) };
            after = number;
            if let Ok(sealed) = Sealed::read(&bytes) {
                self.settle(membership, number, &sealed, None, state, news)?;
            }
        }
    }

    /// Sees to all that follows from new membership records: keys, whether one may write, whose envelopes count.
    pub(crate) fn follow(&mut self, before: Option<&Membership>, after: &Membership, news: &mut News) -> Result<()> {
        let keys = self.find_keys(after)?;
        let current = self.identities()?.into_iter().find(|identity| identity.state == IdentityState::Current);
        let role = current.and_then(|identity| after.role_of_device(identity.secret.device()));
        let writes = role >= Some(floorbook_seal::membership::Role::Editor);
        let turned = self.db.execute(
            "UPDATE workspace SET writes = ?2 WHERE notebook = ?1 AND writes <> ?2",
            params![self.notebook, writes],
        )?;
        news.everything |= turned > 0;
        if !writes {
            // What was written before one knew is sealed, so that it can be handed to who may accept it.
            self.seal_own(after, news)?;
        }
        for (device, now) in after.devices() {
            if before.and_then(|before| before.device(device)) != Some(now) {
                self.settle_device(after, device, news)?;
            }
        }
        for (device, _) in before.into_iter().flat_map(Membership::devices) {
            if after.device(device).is_none() {
                self.settle_device(after, device, news)?;
            }
        }
        if keys {
            let without = number_of(AsideReason::NoKey);
            self.settle_where(
                after,
                "state = CAST(CAST(?2 AS TEXT) AS INTEGER)",
                without.to_string().as_bytes(),
                news,
            )?;
        }
        Ok(())
    }
}

/// The card that a record introduces.
fn card_in(record: &Record) -> Option<floorbook_seal::keys::DeviceCard> {
    match record.action() {
        Action::Found { card, .. } | Action::Join { card, .. } | Action::Recover { card, .. } => Some(*card),
        Action::AddDevice { consent, .. } => Some(consent.card),
        _ => None,
    }
}
