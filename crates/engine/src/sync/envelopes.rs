//! Envelopes: sealing what this device wrote, taking in what others sealed, and judging whose count.
//!
//! Every envelope that its device signed is kept, whether it counts or not. Which ones count is a function of the
//! envelopes and the membership records that are here; when that changes, changes come into the log or leave it.

use std::collections::BTreeSet;

use floorbook_domain::{DeviceId, Hash as Name, RecordRef};
use floorbook_port::{AsideReason, ErrorCode};
use floorbook_seal::{
    FormatError, Hash, Tail,
    envelope::{EnvelopeError, Run, Sealed, Verified, seal},
    keys::{ContentKey, DeviceSecret},
    membership::{Action, Membership, Record, Refusal},
};
use rusqlite::{OptionalExtension, params};

use super::{
    ids::{self, Random},
    work::{Identity, IdentityState, Work},
};
use crate::{
    apply::apply,
    change::{Change, name_of},
    fail::{Result, fail},
    hlc::Hlc,
    store::log::{self, Logged},
};

/// The most bytes of changes that are sealed together: so much is fetched, opened and applied in one go, and
/// between two of them the app gets its turn.
const RUN_BYTES: usize = 256 << 10;
/// The most changes that are sealed together.
const RUN_CHANGES: usize = 2048;

/// What came of taking something in.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// Records that look different for it.
    pub(crate) changed: BTreeSet<RecordRef>,
    /// Whether changes left the log, so that everything derived is to be made anew.
    pub(crate) rebuild: bool,
    /// Whether every view is to be asked again.
    pub(crate) everything: bool,
    /// The clock after what others wrote.
    pub(crate) hlc: Hlc,
    /// Changes that are new in the log.
    pub(crate) taken: u32,
    /// Changes that were put aside.
    pub(crate) aside: u32,
    /// Whether something is to be sent.
    pub(crate) to_send: bool,
}

/// What became of an envelope that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// Its changes are in the log now.
    Taken,
    /// It was here already.
    Held,
    /// It is kept, and does not count.
    Aside,
    /// It is not what any device signed for this notebook. It was not kept.
    Altered,
}

const COUNTS: i64 = 0;

fn number_of(reason: AsideReason) -> i64 {
    match reason {
        AsideReason::Stranger => 1,
        AsideReason::Removed => 2,
        AsideReason::OnlyReads => 3,
        AsideReason::OtherBranch => 4,
        AsideReason::NoKey => 5,
        AsideReason::Unreadable => 6,
        AsideReason::TooNew => 7,
    }
}

/// The reason with this number.
pub(crate) fn reason_of(number: i64) -> AsideReason {
    match number {
        1 => AsideReason::Stranger,
        2 => AsideReason::Removed,
        3 => AsideReason::OnlyReads,
        4 => AsideReason::OtherBranch,
        5 => AsideReason::NoKey,
        7 => AsideReason::TooNew,
        _ => AsideReason::Unreadable,
    }
}

impl Work<'_> {
    /// Seals everything that this device wrote and has not sealed. Without the current key nothing is sealed.
    pub(crate) fn seal_own(&mut self, membership: &Membership, news: &mut News) -> Result<()> {
        let Some(key) = self.sealing_key(membership)? else { return Ok(()) };
        for mut identity in self.identities()? {
            if identity.state == IdentityState::GivenUp {
                continue;
            }
            loop {
                let bodies = self.unsealed(&identity)?;
                if bodies.is_empty() {
                    break;
                }
                let heads = membership.heads();
                let run = Run {
                    workspace: self.workspace,
                    first: identity.sealed + 1,
                    previous: identity.tail,
                    membership: if heads == identity.heads { Vec::new() } else { some(heads) },
                };
                let sealed = seal(&run, &bodies, &key, &identity.secret, &mut Random(self.entropy))
                    .map_err(|error| floorbook_port::Failure::new(ErrorCode::Refused, error.to_string()))?;
                self.keep_tail(&identity, sealed.tail(), heads)?;
                identity.sealed = sealed.tail().seq;
                identity.tail = Some(sealed.name());
                identity.heads = heads.to_vec();
                let number = self.insert(&sealed, COUNTS, false)?;
                news.to_send = true;
                if let Err(reason) = self.judge(membership, &sealed, None)? {
                    self.uncount(number, &sealed, reason, news)?;
                }
            }
            if identity.state == IdentityState::ToSeal {
                self.keep_state(&identity.secret, IdentityState::GivenUp)?;
            }
        }
        Ok(())
    }

    /// The key to seal with. Who was removed has no newer one than those from before; sealed under one of these
    /// what they wrote can still be handed to an owner, who may accept it.
    fn sealing_key(&self, membership: &Membership) -> Result<Option<ContentKey>> {
        let mut held = self.keys()?;
        if let Some(key) = membership.current_key().and_then(|current| held.remove(&current)) {
            return Ok(Some(key));
        }
        let belongs =
            self.identities()?.iter().any(|identity| membership.role_of_device(identity.secret.device()).is_some());
        Ok(if belongs { None } else { held.into_values().next() })
    }

    fn keep_state(&self, secret: &DeviceSecret, state: IdentityState) -> Result<()> {
        self.db.execute(
            "UPDATE identity SET current = ?3 WHERE notebook = ?1 AND device = ?2",
            params![self.notebook, secret.device().0, state as i64],
        )?;
        Ok(())
    }

    /// The next changes of an identity that are not sealed yet, without gaps.
    fn unsealed(&self, identity: &Identity) -> Result<Vec<Vec<u8>>> {
        let mut rows = self.db.prepare_cached(
            "SELECT seq, body FROM change WHERE notebook = ?1 AND device = ?2 AND seq > ?3 ORDER BY seq",
        )?;
        let mut found =
            rows.query(params![self.notebook, identity.secret.device().0, identity.sealed.cast_signed()])?;
        let (mut bodies, mut bytes) = (Vec::new(), 0);
        while let Some(row) = found.next()? {
            let (seq, body): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
            bytes += body.len();
            let is_next = seq.cast_unsigned() == identity.sealed + 1 + bodies.len() as u64;
            if !is_next || (!bodies.is_empty() && (bytes > RUN_BYTES || bodies.len() >= RUN_CHANGES)) {
                break;
            }
            bodies.push(body);
        }
        Ok(bodies)
    }

    /// How many changes of this device are not sealed yet.
    pub(crate) fn count_unsealed(&self) -> Result<u32> {
        let count = self
            .db
            .prepare_cached(
                "SELECT count(*) FROM identity i CROSS JOIN change c ON c.notebook = i.notebook AND c.device = i.device
                 WHERE i.notebook = ?1 AND i.current <> 0 AND c.seq > i.sealed",
            )?
            .query_row(params![self.notebook], |row| row.get(0))?;
        Ok(count)
    }

    fn insert(&self, sealed: &Sealed, state: i64, at_hub: bool) -> Result<i64> {
        let header = sealed.header();
        self.db
            .prepare_cached(
                "INSERT INTO envelope (notebook, name, device, first, last, previous, state, at_hub, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                self.notebook,
                sealed.name().0,
                header.device.0,
                header.first.cast_signed(),
                header.last.cast_signed(),
                header.previous.map(|previous| previous.0),
                state,
                at_hub,
                sealed.bytes()
            ])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Takes an envelope in, wherever it comes from.
    pub(crate) fn take(
        &mut self,
        membership: &mut Membership,
        bytes: &[u8],
        at_hub: bool,
        news: &mut News,
    ) -> Result<Arrival> {
        let name = Hash::of(bytes);
        let known: Option<(i64, bool)> = self
            .db
            .prepare_cached("SELECT number, at_hub FROM envelope WHERE notebook = ?1 AND name = ?2")?
            .query_row(params![self.notebook, name.0], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? == 1)))
            .optional()?;
        if let Some((number, was_at_hub)) = known {
            if at_hub && !was_at_hub {
                self.db.prepare_cached("UPDATE envelope SET at_hub = 1 WHERE number = ?1")?.execute(params![number])?;
            }
            return Ok(Arrival::Held);
        }
        let sealed = match Sealed::read(bytes) {
            Ok(sealed) => sealed,
            Err(EnvelopeError::UnknownSuite(_) | EnvelopeError::Format(FormatError::UnknownVersion(_))) => {
                // A newer version reads it after an update.
                self.db.execute(
                    "INSERT INTO envelope (notebook, name, device, first, last, previous, state, at_hub, bytes)
                     VALUES (?1, ?2, x'', 0, 0, NULL, ?3, ?4, ?5)",
                    params![self.notebook, name.0, number_of(AsideReason::TooNew), at_hub, bytes],
                )?;
                return Ok(Arrival::Aside);
            }
            Err(_) => return Ok(Arrival::Altered),
        };
        if sealed.header().workspace != self.workspace {
            return Ok(Arrival::Altered);
        }
        let verified = match membership.device(sealed.header().device) {
            Some(device) => match sealed.verify(self.workspace, &device.card) {
                Ok(verified) => Some(verified),
                Err(_) => return Ok(Arrival::Altered),
            },
            None => None,
        };
        self.part_from_copy(membership, &sealed, news)?;
        let stranger = number_of(AsideReason::Stranger);
        let number = self.insert(&sealed, stranger, at_hub)?;
        let counted = self.settle(membership, number, &sealed, verified, stranger, news)?;
        self.settle_rivals(membership, &sealed, news)?;
        if !counted {
            news.aside += u32::try_from(sealed.header().count()).unwrap_or(u32::MAX);
        }
        Ok(if counted { Arrival::Taken } else { Arrival::Aside })
    }

    /// Somebody else writes as this device: its disk was copied, or an older copy was put back. What was
    /// written here is sealed as the branch that it is, and this device goes on under a new id.
    fn part_from_copy(&mut self, membership: &mut Membership, sealed: &Sealed, news: &mut News) -> Result<()> {
        let is_ours = self
            .db
            .prepare_cached("SELECT 1 FROM identity WHERE notebook = ?1 AND device = ?2 AND current <> ?3")?
            .exists(params![self.notebook, sealed.header().device.0, IdentityState::GivenUp as i64])?;
        if is_ours { self.renew(membership, news) } else { Ok(()) }
    }

    /// Gives up the id as which this device writes, and goes on under a new one.
    pub(crate) fn renew(&mut self, membership: &mut Membership, news: &mut News) -> Result<()> {
        self.seal_own(membership, news)?;
        let identities = self.identities()?;
        let mine = |identity: &&Identity| membership.role_of_device(identity.secret.device()).is_some();
        // One that was removed brings nobody in: it stays what it is.
        let Some(old) = identities.iter().rev().find(mine) else { return Ok(()) };
        let Some(member) = membership.device(old.secret.device()).map(|device| device.member) else { return Ok(()) };
        let mut random = [0; 10];
        self.entropy.fill(&mut random);
        let device = ids::device(DeviceId::new(self.millis(), random));
        let secret = DeviceSecret::new(device, &mut Random(self.entropy));
        let consent = secret.consent(self.workspace, member);
        self.issue_as(membership, &old.secret, Action::AddDevice { member, consent })?;
        *membership = self.team()?;
        let current = membership.current_key();
        if let Some(id) = current
            && let Some(key) = self.keys()?.remove(&id)
            && let Ok(wrapped) = secret.card().receiving.wrap(self.workspace, &key, &mut Random(self.entropy))
        {
            let to = floorbook_seal::membership::Recipient::Device(device);
            let wraps = vec![floorbook_seal::membership::Wrap { to, key: wrapped }];
            self.issue_as(membership, &old.secret, Action::HandKey { key: id, wraps })?;
            *membership = self.team()?;
        }
        for identity in &identities {
            if identity.state == IdentityState::Current {
                let unsealed = !self.unsealed(identity)?.is_empty();
                let state = if unsealed { IdentityState::ToSeal } else { IdentityState::GivenUp };
                self.keep_state(&identity.secret, state)?;
            }
        }
        self.keep_identity(&secret, IdentityState::Current)?;
        news.to_send = true;
        Ok(())
    }

    /// Whether an envelope counts, and whose it is. `known` is the same envelope once its signature was found right.
    #[expect(clippy::type_complexity, reason = "what it answers is read in one place")]
    fn judge<'s>(
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
    fn is_beside(&self, named: &[Tail], sealed: &Sealed) -> Result<bool> {
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
    fn leads_to(&self, one: &Tail, end: &Tail) -> Result<Option<bool>> {
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
    fn settle(
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

    fn append(&mut self, name: Name, body: &[u8], change: Change, news: &mut News) -> Result<()> {
        if let Some(row) = log::append(self.db, self.notebook, &change, name, body)? {
            news.taken += 1;
            news.hlc = news.hlc.take_over(change.hlc, self.now);
            let applied = apply(self.db, self.notebook, &Logged { row, name, change }, &mut self.lately)?;
            news.changed.extend(applied.written.into_iter().chain(applied.concerned));
        }
        Ok(())
    }

    fn keep_envelope_state(&self, number: i64, state: i64) -> Result<()> {
        self.db.prepare_cached("UPDATE envelope SET state = ?2 WHERE number = ?1")?.execute(params![number, state])?;
        Ok(())
    }

    /// Takes the changes of an envelope out of the log.
    fn uncount(&mut self, number: i64, sealed: &Sealed, reason: AsideReason, news: &mut News) -> Result<()> {
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
    fn counted_beside(
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
    fn card(&self, sealed: &Sealed) -> Result<Option<floorbook_seal::keys::DeviceCard>> {
        let records = self.record_bytes()?;
        let cards = records.iter().filter_map(|bytes| Record::read(bytes).ok()).filter_map(|record| card_in(&record));
        let own = self.identities()?.into_iter().map(|identity| identity.secret.card());
        Ok(cards.chain(own).find(|card| sealed.verify(self.workspace, card).is_ok()))
    }

    /// The changes in an envelope that counts, each checked against the header and the membership.
    #[expect(clippy::type_complexity, reason = "what it answers is read in one place")]
    fn changes(
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
    fn settle_rivals(&mut self, membership: &Membership, sealed: &Sealed, news: &mut News) -> Result<()> {
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

    fn settle_where(&mut self, membership: &Membership, which: &str, value: &[u8], news: &mut News) -> Result<()> {
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

/// At most as many heads as an envelope takes.
fn some(heads: &[Hash]) -> Vec<Hash> {
    heads.iter().copied().take(floorbook_seal::membership::MAX_HEADS).collect()
}
