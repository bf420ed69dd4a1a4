//! One notebook being worked on inside a transaction, and what is stored of its membership and keys.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{Instant, NotebookId};
use floorbook_port::ErrorCode;
use floorbook_seal::{
    Hash, KeyId, Tail, WorkspaceId,
    keys::{ContentKey, DeviceSecret, ReceivingKey},
    membership::{Action, Membership, Place, Recipient, Record},
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    ids::{self, Random},
    resolved,
};
use crate::{
    Entropy,
    fail::{Result, fail},
    search::Lately,
};

/// A notebook inside a transaction.
pub(crate) struct Work<'a> {
    pub(crate) db: &'a Connection,
    /// The notebook's number.
    pub(crate) notebook: i64,
    pub(crate) workspace: WorkspaceId,
    pub(crate) now: Instant,
    pub(crate) entropy: &'a mut dyn Entropy,
    /// What was applied in it.
    pub(super) lately: Lately,
}

/// A device as which this one writes or wrote.
pub(crate) struct Identity {
    pub(crate) secret: DeviceSecret,
    pub(crate) state: IdentityState,
    /// The last of its changes that was sealed here, and the envelope with it.
    pub(crate) sealed: u64,
    pub(crate) tail: Option<Hash>,
    /// The membership that its last envelope named.
    pub(crate) heads: Vec<Hash>,
}

/// What becomes of what an identity writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdentityState {
    /// It writes no more, and all of it is sealed.
    GivenUp = 0,
    /// It writes.
    Current = 1,
    /// It writes no more; what it wrote is still to be sealed.
    ToSeal = 2,
}

/// Why stored bytes of our own cannot be read.
fn unreadable<E: std::fmt::Display>(what: &str) -> impl FnOnce(E) -> crate::fail::EngineError {
    let what = what.to_owned();
    move |error| floorbook_port::Failure::new(ErrorCode::Damaged, format!("{what}: {error}")).into()
}

impl<'a> Work<'a> {
    /// The notebook of this number.
    pub(crate) fn new(
        db: &'a Connection,
        notebook: i64,
        now: Instant,
        entropy: &'a mut dyn Entropy,
    ) -> Result<Work<'a>> {
        let id: [u8; 16] = db
            .prepare_cached("SELECT id FROM notebook WHERE number = ?1")?
            .query_row(params![notebook], |row| row.get(0))?;
        let workspace = ids::workspace(NotebookId::from_bytes(id));
        Ok(Work { db, notebook, workspace, now, entropy, lately: Lately::default() })
    }

    /// Milliseconds since 1970, as records want them.
    pub(crate) fn millis(&self) -> u64 {
        u64::try_from(self.now.0).unwrap_or(0)
    }

    /// The name of the founding record; `None` before there is a membership.
    pub(crate) fn founding(&self) -> Result<Option<Hash>> {
        let founding: Option<Option<[u8; 32]>> = self
            .db
            .prepare_cached("SELECT founding FROM workspace WHERE notebook = ?1")?
            .query_row(params![self.notebook], |row| row.get(0))
            .optional()?;
        Ok(founding.flatten().map(Hash))
    }

    /// The membership as the records that are here make it; `None` before there is one.
    pub(crate) fn membership(&self) -> Result<Option<Membership>> {
        let Some(founding) = self.founding()? else { return Ok(None) };
        let records = self.counting()?;
        resolved::resolve_once(self.workspace, founding, records)
            .map(Some)
            .map_err(unreadable("the membership has too many records"))
    }

    /// The membership of a notebook that has one.
    pub(crate) fn team(&self) -> Result<Membership> {
        self.membership()?.map_or_else(|| fail(ErrorCode::Refused, "the notebook has no membership yet"), Ok)
    }

    /// All membership records that are here, as bytes.
    pub(crate) fn record_bytes(&self) -> Result<Vec<Vec<u8>>> {
        let mut rows = self.db.prepare_cached("SELECT bytes FROM membership WHERE notebook = ?1 ORDER BY number")?;
        let found = rows.query_map(params![self.notebook], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Those that count, read: all but what the hub refused, which the others will never see. A device that the hub
    /// does not let in goes on by itself with what it has.
    fn counting(&self) -> Result<Vec<Record>> {
        let mut rows =
            self.db.prepare_cached("SELECT bytes, at_hub FROM membership WHERE notebook = ?1 ORDER BY number")?;
        let mut found = rows.query(params![self.notebook])?;
        let (mut records, mut refused) = (Vec::new(), Vec::new());
        while let Some(row) = found.next()? {
            // One that cannot be read is passed over: it was checked before it was stored.
            let Ok(record) = Record::read(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?) else { continue };
            let is_refused = row.get::<_, i64>(1)? == 2;
            if is_refused { refused.push(record) } else { records.push(record) }
        }
        if !refused.is_empty() {
            let own: Vec<_> = self.identities()?.iter().map(|identity| identity.secret.device()).collect();
            records.extend(refused.into_iter().filter(|record| match record.action() {
                Action::Join { card, .. } | Action::Recover { card, .. } => own.contains(&card.device),
                Action::AddDevice { consent, .. } => own.contains(&consent.card.device),
                _ => false,
            }));
        }
        Ok(records)
    }

    /// Keeps a record; `false` if it is here already. Whoever calls sees to what follows from it
    /// ([`Work::follow`]).
    pub(crate) fn keep_record(&self, record: &Record) -> Result<bool> {
        let added = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO membership (notebook, name, bytes, at_hub) VALUES (?1, ?2, ?3, 0)")?
            .execute(params![self.notebook, record.name().0, record.bytes()])?;
        Ok(added == 1)
    }

    /// Signs and keeps a record of this device's.
    pub(crate) fn issue(&self, membership: &Membership, action: Action) -> Result<Record> {
        let identity = self.identity()?;
        self.issue_as(membership, &identity.secret, action)
    }

    /// The same as another device of one's own.
    pub(crate) fn issue_as(&self, membership: &Membership, secret: &DeviceSecret, action: Action) -> Result<Record> {
        let place = Place { workspace: self.workspace, parents: membership.heads().to_vec(), at: self.millis() };
        let record = Record::issue(&place, secret, action)
            .map_err(|error| floorbook_port::Failure::new(ErrorCode::Refused, error.to_string()))?;
        self.keep_record(&record)?;
        Ok(record)
    }

    /// The devices as which this one writes or wrote.
    pub(crate) fn identities(&self) -> Result<Vec<Identity>> {
        let mut rows = self.db.prepare_cached(
            "SELECT secret, current, sealed, tail, heads FROM identity WHERE notebook = ?1 ORDER BY current, device",
        )?;
        let mut found = rows.query(params![self.notebook])?;
        let mut identities = Vec::new();
        while let Some(row) = found.next()? {
            let (secret, state, sealed): (Vec<u8>, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let heads: Vec<u8> = row.get(4)?;
            identities.push(Identity {
                secret: DeviceSecret::read(&secret).map_err(unreadable("the keys of this device"))?,
                state: match state {
                    0 => IdentityState::GivenUp,
                    1 => IdentityState::Current,
                    _ => IdentityState::ToSeal,
                },
                sealed: sealed.cast_unsigned(),
                tail: row.get::<_, Option<[u8; 32]>>(3)?.map(Hash),
                heads: minicbor::decode(&heads).unwrap_or_default(),
            });
        }
        Ok(identities)
    }

    /// The device as which this one writes.
    pub(crate) fn identity(&self) -> Result<Identity> {
        let current = self.identities()?.into_iter().find(|identity| identity.state == IdentityState::Current);
        current.map_or_else(|| fail(ErrorCode::Refused, "this device has no keys in the notebook"), Ok)
    }

    /// Keeps a new identity.
    pub(crate) fn keep_identity(&self, secret: &DeviceSecret, state: IdentityState) -> Result<()> {
        self.db.execute(
            "INSERT OR REPLACE INTO identity (notebook, device, secret, current) VALUES (?1, ?2, ?3, ?4)",
            params![self.notebook, secret.device().0, secret.encode().as_slice(), state as i64],
        )?;
        Ok(())
    }

    /// Notes up to where an identity is sealed.
    pub(crate) fn keep_tail(&self, identity: &Identity, tail: Tail, heads: &[Hash]) -> Result<()> {
        let heads =
            minicbor::to_vec(heads).unwrap_or_else(|never| unreachable!("encoding into memory failed: {never}"));
        self.db
            .prepare_cached(
                "UPDATE identity SET sealed = ?3, tail = ?4, heads = ?5 WHERE notebook = ?1 AND device = ?2",
            )?
            .execute(params![
                self.notebook,
                identity.secret.device().0,
                tail.seq.cast_signed(),
                tail.envelope.0,
                heads
            ])?;
        Ok(())
    }

    /// The content keys that are here.
    pub(crate) fn keys(&self) -> Result<BTreeMap<KeyId, ContentKey>> {
        let mut rows = self.db.prepare_cached("SELECT secret FROM content_key WHERE notebook = ?1")?;
        let mut found = rows.query(params![self.notebook])?;
        let mut keys = BTreeMap::new();
        while let Some(row) = found.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            let key = ContentKey::read(&bytes).map_err(unreadable("a key of the notebook"))?;
            keys.insert(key.id(), key);
        }
        Ok(keys)
    }

    /// Keeps a content key; `false` if it is here already.
    pub(crate) fn keep_key(&self, key: &ContentKey) -> Result<bool> {
        let added = self.db.execute(
            "INSERT OR IGNORE INTO content_key (notebook, id, secret) VALUES (?1, ?2, ?3)",
            params![self.notebook, key.id().0, key.encode().as_slice()],
        )?;
        Ok(added == 1)
    }

    /// Takes out of the membership what keys it holds for this device; answers whether any was new.
    pub(crate) fn find_keys(&self, membership: &Membership) -> Result<bool> {
        let mut held = self.keys()?;
        let identities = self.identities()?;
        let mut any = false;
        for (id, shared) in membership.keys() {
            if held.contains_key(&id) {
                continue;
            }
            let mine = identities.iter().flat_map(|identity| {
                let to = Recipient::Device(identity.secret.device());
                shared.wraps.get(&to).into_iter().flatten().map(move |wrap| (identity, wrap))
            });
            let key =
                mine.into_iter().find_map(|(identity, wrap)| identity.secret.unwrap_key(self.workspace, id, wrap).ok());
            if let Some(key) = key {
                any |= self.keep_key(&key)?;
                held.insert(id, key);
            }
        }
        // Older keys lie under newer ones, in a chain of any length.
        loop {
            let mut found = None;
            for (id, shared) in membership.keys() {
                let Some(newer) = held.get(&id) else { continue };
                let mut older = shared.older.iter().filter(|older| !held.contains_key(&older.id));
                found = older.find_map(|older| newer.uncarry(self.workspace, older).ok());
                if found.is_some() {
                    break;
                }
            }
            let Some(key) = found else { return Ok(any) };
            any |= self.keep_key(&key)?;
            held.insert(key.id(), key);
        }
    }

    /// Whether the others have no way to a key that is here: the record that made it was refused.
    pub(crate) fn has_orphan_key(&self, membership: &Membership) -> Result<bool> {
        let known = |id: &KeyId| {
            membership.key(*id).is_some()
                || membership.keys().any(|(_, shared)| shared.older.iter().any(|older| older.id == *id))
        };
        Ok(!self.keys()?.keys().all(known))
    }

    /// Makes a new content key for all who remain, if one is due and this device may.
    pub(crate) fn make_key_if_due(&mut self, membership: &Membership) -> Result<Option<Record>> {
        let device = self.identity()?.secret.device();
        let may = membership.role_of_device(device) >= Some(floorbook_seal::membership::Role::Editor);
        if !may || !(membership.new_key_is_due() || self.has_orphan_key(membership)?) {
            return Ok(None);
        }
        let key = ContentKey::new(&mut Random(self.entropy));
        let held = self.keys()?;
        let older = held.values().map(|older| key.carry(self.workspace, older, &mut Random(self.entropy))).collect();
        let wraps = wraps(self.workspace, &membership.receivers(), &key, self.entropy);
        self.keep_key(&key)?;
        self.issue(membership, Action::NewKey { key: key.id(), wraps, older }).map(Some)
    }

    /// Hands keys to those who have no way to them yet: the current one, and those made beside it. Answers whether
    /// there was anything to hand.
    pub(crate) fn hand_keys(&mut self, membership: &Membership) -> Result<bool> {
        let held = self.keys()?;
        let mut any = false;
        for (id, receivers) in without(membership) {
            let Some(key) = held.get(&id) else { continue };
            let wraps = wraps(self.workspace, &receivers, key, self.entropy);
            if !wraps.is_empty() {
                let team = self.team()?;
                self.issue(&team, Action::HandKey { key: id, wraps })?;
                any = true;
            }
        }
        Ok(any)
    }
}

/// For each key who has no way to it: neither a wrap of it, nor of one that carries it.
pub(crate) fn without(membership: &Membership) -> Vec<(KeyId, Vec<(Recipient, ReceivingKey)>)> {
    let mut lacking: BTreeMap<KeyId, Vec<(Recipient, ReceivingKey)>> = BTreeMap::new();
    for (to, receiving) in membership.receivers() {
        let wrapped = membership.keys().filter(|(_, shared)| shared.wraps.contains_key(&to)).map(|(id, _)| id);
        let mut open: Vec<KeyId> = wrapped.collect();
        let mut reached: BTreeSet<KeyId> = open.iter().copied().collect();
        while let Some(key) = open.pop() {
            let older = membership.key(key).into_iter().flat_map(|shared| &shared.older).map(|older| older.id);
            open.extend(older.filter(|older| reached.insert(*older)));
        }
        for (id, _) in membership.keys().filter(|(id, _)| !reached.contains(id)) {
            lacking.entry(id).or_default().push((to, receiving));
        }
    }
    // Whoever gets the current one gets what it carries.
    if let Some(current) = membership.current_key()
        && let Some(receivers) = lacking.remove(&current)
    {
        return vec![(current, receivers)];
    }
    lacking.into_iter().collect()
}

/// A key wrapped for each of these; whoever has an unusable key of their own is left out.
fn wraps(
    workspace: WorkspaceId,
    receivers: &[(Recipient, ReceivingKey)],
    key: &ContentKey,
    entropy: &mut dyn Entropy,
) -> Vec<floorbook_seal::membership::Wrap> {
    let wrap = |(to, receiving): &(_, ReceivingKey)| {
        let key = receiving.wrap(workspace, key, &mut Random(entropy)).ok()?;
        Some(floorbook_seal::membership::Wrap { to: *to, key })
    };
    receivers.iter().filter_map(wrap).collect()
}
