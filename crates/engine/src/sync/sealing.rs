//! Sealing what this device wrote, and going on under a new id where somebody else writes under this one.

use floorbook_domain::DeviceId;
use floorbook_port::ErrorCode;
use floorbook_seal::{
    Hash,
    envelope::{Run, seal},
    keys::{ContentKey, DeviceSecret},
    membership::{Action, Membership},
};
use rusqlite::params;

use super::{
    envelopes::{COUNTS, News},
    ids::{self, Random},
    work::{Identity, IdentityState, Work},
};
use crate::fail::Result;

/// The most bytes of changes that are sealed together: so much is fetched, opened and applied in one go, and
/// between two of them the app gets its turn.
const RUN_BYTES: usize = 256 << 10;
/// The most changes that are sealed together.
const RUN_CHANGES: usize = 2048;

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
                let number = self.insert(&sealed, COUNTS)?;
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
    pub(super) fn sealing_key(&self, membership: &Membership) -> Result<Option<ContentKey>> {
        let mut held = self.keys()?;
        if let Some(key) = membership.current_key().and_then(|current| held.remove(&current)) {
            return Ok(Some(key));
        }
        let belongs =
            self.identities()?.iter().any(|identity| membership.role_of_device(identity.secret.device()).is_some());
        Ok(if belongs { None } else { held.into_values().next() })
    }

    pub(super) fn keep_state(&self, secret: &DeviceSecret, state: IdentityState) -> Result<()> {
        self.db.execute(
            "UPDATE identity SET current = ?3 WHERE notebook = ?1 AND device = ?2",
            params![self.notebook, secret.device().0, state as i64],
        )?;
        Ok(())
    }

    /// The next changes of an identity that are not sealed yet, without gaps.
    pub(super) fn unsealed(&self, identity: &Identity) -> Result<Vec<Vec<u8>>> {
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
}

/// At most as many heads as an envelope takes.
fn some(heads: &[Hash]) -> Vec<Hash> {
    heads.iter().copied().take(floorbook_seal::membership::MAX_HEADS).collect()
}
