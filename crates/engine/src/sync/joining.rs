//! Joining a notebook by an invitation, and coming back to one by a recovery key.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{Instant, MemberId, NotebookId};
use floorbook_port::{ErrorCode, Event, JoinTrouble, JoiningView, NotebookKind};
use floorbook_seal::{
    invitation::InvitationSecret,
    membership::Membership,
    parcel::{Parcel, ParcelKey},
    recovery::RecoveryKey,
};
use floorbook_wire::{ParcelId, Reason, Refusal};
use rusqlite::{Connection, params};

use super::{
    Answered, Line, Next,
    entrance::{Door, open_with_recovery},
    envelopes::News,
    machine::Ask,
    note::Note,
    work::Work,
};
use crate::{
    Engine,
    fail::{EngineError, Result},
    notebooks,
};

/// How long until a hub that did not answer is asked again, in milliseconds.
const AGAIN: i64 = 5_000;

/// What of joining is under way in this session.
#[derive(Default)]
pub(super) struct Joining {
    busy: BTreeSet<i64>,
    again: BTreeMap<i64, Instant>,
}

/// A row of what is being joined.
struct Row {
    id: i64,
    hub: String,
    secret: String,
    restores: bool,
    name: String,
    device: String,
    bring: Option<NotebookId>,
    trouble: Option<JoinTrouble>,
}

/// What lets a device in.
#[derive(Clone)]
pub(super) enum Pass {
    Invitation(InvitationSecret),
    Recovery(RecoveryKey),
    /// The keys of a device of the same member, out of a backup.
    Device {
        secret: Vec<u8>,
        member: MemberId,
    },
}

/// What a device that comes in says of itself.
#[derive(Clone, Default)]
pub(super) struct Newcomer {
    pub(super) name: String,
    pub(super) device: String,
    pub(super) bring: Option<NotebookId>,
}

impl Row {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
        let (restores, bring, trouble): (i64, Option<[u8; 16]>, Option<String>) =
            (row.get(3)?, row.get(6)?, row.get(7)?);
        Ok(Row {
            id: row.get(0)?,
            hub: row.get(1)?,
            secret: row.get(2)?,
            restores: restores != 0,
            name: row.get(4)?,
            device: row.get(5)?,
            bring: bring.map(NotebookId::from_bytes),
            trouble: trouble.and_then(|text| serde_json::from_str(&text).ok()),
        })
    }

    /// The key of its parcel, and where that lies.
    fn pass(&self) -> Option<(Pass, ParcelId)> {
        if self.restores {
            let key = RecoveryKey::read(&self.secret).ok()?;
            let id = key.id().into();
            Some((Pass::Recovery(key), id))
        } else {
            let secret = InvitationSecret::read(&self.secret).ok()?;
            let id = secret.id().into();
            Some((Pass::Invitation(secret), id))
        }
    }
}

/// The rows; those with 2 in `restores` have come in, and wait for keys.
fn rows(db: &Connection, which: &str) -> Result<Vec<Row>> {
    let sql = format!("SELECT id, hub, secret, restores, name, device, bring, trouble FROM joining WHERE {which}");
    let mut rows = db.prepare(&sql)?;
    let found = rows.query_map([], Row::read)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

impl Engine {
    /// What is being joined.
    pub(super) fn joining_views(&self) -> Result<Vec<JoiningView>> {
        let rows = rows(&self.store.main, "restores < 2 ORDER BY id")?;
        Ok(rows
            .into_iter()
            .map(|row| JoiningView {
                id: u32::try_from(row.id).unwrap_or(u32::MAX),
                hub: row.hub,
                restores: row.restores,
                trouble: row.trouble,
            })
            .collect())
    }

    /// Asks for the parcels of what is being joined.
    pub(super) fn join_next(&mut self, now: Instant) -> Result<Next> {
        let mut until: Option<Instant> = None;
        for row in rows(&self.store.main, "restores < 2 ORDER BY id")? {
            let gave_up = row.trouble.is_some_and(|trouble| trouble != JoinTrouble::Unreachable);
            if gave_up || self.sync.joining.busy.contains(&row.id) {
                continue;
            }
            if let Some(again) = self.sync.joining.again.get(&row.id).filter(|again| **again > now) {
                until = Some(until.map_or(*again, |until| until.min(*again)));
                continue;
            }
            let Some((_, id)) = row.pass() else { continue };
            self.sync.joining.busy.insert(row.id);
            let url = format!("{}/v1/parcels/{id}", row.hub);
            return Ok(Next::Send(self.sync.exchange(
                "GET",
                url,
                Vec::new(),
                Vec::new(),
                (Line::own(0), Ask::Join(row.id)),
            )));
        }
        Ok(Next::Wait(until))
    }

    /// Takes the parcel in.
    pub(super) fn join_reply(&mut self, now: Instant, id: i64, answered: &Answered) -> Result<()> {
        self.sync.joining.busy.remove(&id);
        let Some(row) = rows(&self.store.main, &format!("id = {id}"))?.pop() else { return Ok(()) };
        let trouble = match answered {
            Answered::Reply { status: 200..300, body } => match row.pass() {
                Some((pass, _)) => {
                    let newcomer = Newcomer { name: row.name, device: row.device, bring: row.bring };
                    match self.come_in(now, &pass, body, &row.hub, &newcomer, Some(id)) {
                        Ok(Ok(_)) => return Ok(()),
                        Ok(Err(trouble)) => trouble,
                        Err(EngineError::Failure(failure)) if failure.code == ErrorCode::Refused => {
                            JoinTrouble::Refused
                        }
                        Err(error) => return Err(error),
                    }
                }
                None => JoinTrouble::Wrong,
            },
            Answered::Reply { status, body } => match floorbook_wire::read::<Refusal>(body) {
                Ok(Refusal { reason: Reason::NotFound, .. }) => JoinTrouble::Gone,
                Ok(Refusal { reason: Reason::TooOften | Reason::NotStored, .. }) => JoinTrouble::Unreachable,
                Ok(_) => JoinTrouble::Refused,
                Err(_) if *status >= 500 => JoinTrouble::Unreachable,
                Err(_) => JoinTrouble::NoHub,
            },
            Answered::Nothing => JoinTrouble::Unreachable,
        };
        if trouble == JoinTrouble::Unreachable {
            self.sync.joining.again.insert(id, now.plus_millis(AGAIN));
        }
        self.store
            .main
            .execute("UPDATE joining SET trouble = ?2 WHERE id = ?1", params![id, serde_json::to_string(&trouble)?])?;
        if row.trouble != Some(trouble) {
            self.events.push(Event::Everything);
        }
        Ok(())
    }

    /// Comes in by a parcel; answers the notebook's number.
    pub(super) fn come_in(
        &mut self,
        now: Instant,
        pass: &Pass,
        sealed: &[u8],
        hub: &str,
        newcomer: &Newcomer,
        joining: Option<i64>,
    ) -> Result<std::result::Result<i64, JoinTrouble>> {
        let Some(key) = pass.parcel_key() else { return Ok(Err(JoinTrouble::Wrong)) };
        let Ok(parcel) = Parcel::open(sealed, &key) else { return Ok(Err(JoinTrouble::Wrong)) };
        self.come_in_by(now, pass, &parcel, hub, newcomer, joining, Some(&key))
    }

    /// The same with the parcel open.
    #[expect(clippy::too_many_arguments, reason = "all of it is what one comes in with")]
    pub(super) fn come_in_by(
        &mut self,
        now: Instant,
        pass: &Pass,
        parcel: &Parcel,
        hub: &str,
        newcomer: &Newcomer,
        joining: Option<i64>,
        key: Option<&ParcelKey>,
    ) -> Result<std::result::Result<i64, JoinTrouble>> {
        let note = Note::read(&parcel.note);
        let hub = if hub.is_empty() { note.hub.clone() } else { hub.to_owned() };
        let personal = note.personal.as_ref().zip(key).and_then(|(bytes, key)| Parcel::open(bytes, key).ok());
        let client = self.client;
        let mut news = News { hlc: self.hlc, ..News::default() };
        let txn = self.store.main.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut door =
            Door { db: &txn, now, entropy: self.entropy.as_mut(), client, hub: &hub, from_hub: joining.is_some() };
        let notebook = match door.take_part(pass, parcel, NotebookKind::Own, newcomer, &mut news)? {
            Ok(notebook) => notebook,
            Err(trouble) => return Ok(Err(trouble)),
        };
        match personal {
            Some(personal) => door.take_personal(pass, &personal, newcomer, &mut news)?,
            None => door.begin_personal(&mut news)?,
        }
        notebooks::open(&txn, notebooks::id_of(&txn, notebook)?)?;
        if let Some(joining) = joining {
            // By a recovery key there is more to be opened once the membership has come.
            if matches!(pass, Pass::Recovery(_)) {
                txn.execute("UPDATE joining SET restores = 2, trouble = NULL WHERE id = ?1", params![joining])?;
            } else {
                txn.execute("DELETE FROM joining WHERE id = ?1", params![joining])?;
            }
        }
        if news.rebuild {
            crate::rebuild::rebuild_in(&txn)?;
        }
        txn.execute("UPDATE device SET hlc = ?1", params![news.hlc.0.cast_signed()])?;
        txn.commit()?;
        self.hlc = news.hlc;
        self.sync.books.clear();
        self.events.push(Event::Everything);
        Ok(Ok(notebook))
    }

    /// Takes part in one's own personal notebook by a pass of its own.
    pub(super) fn take_personal_by(
        &mut self,
        now: Instant,
        pass: &Pass,
        parcel: &Parcel,
        newcomer: &Newcomer,
    ) -> Result<()> {
        let hub = Note::read(&parcel.note).hub;
        let mut news = News { hlc: self.hlc, ..News::default() };
        let client = self.client;
        let txn = self.store.main.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut door = Door { db: &txn, now, entropy: self.entropy.as_mut(), client, hub: &hub, from_hub: false };
        door.take_personal(pass, parcel, newcomer, &mut news)?;
        txn.execute("UPDATE device SET hlc = ?1", params![news.hlc.0.cast_signed()])?;
        txn.commit()?;
        self.hlc = news.hlc;
        self.sync.books.clear();
        Ok(())
    }

    /// Opens with recovery keys what newer membership records hold for them.
    pub(super) fn finish_restores(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let waiting = rows(&self.store.main, "restores = 2")?;
        if waiting.is_empty() {
            return Ok(());
        }
        self.work(now, notebook, |work, news| {
            let before = work.team()?;
            for row in &waiting {
                let Ok(key) = RecoveryKey::read(&row.secret) else { continue };
                open_with_recovery(work, &before, &key)?;
            }
            let has_current =
                before.current_key().is_some_and(|key| work.keys().is_ok_and(|keys| keys.contains_key(&key)));
            if has_current {
                work.hand_keys(&before)?;
                let after = work.team()?;
                work.follow(Some(&before), &after, news)?;
                settle_all(work, &after, news)?;
            }
            Ok(())
        })?;
        // Once every notebook that came back has its keys, the paper has done its work.
        let left: bool = self
            .store
            .main
            .prepare(
                "SELECT 1 FROM workspace w WHERE w.hub IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM content_key k WHERE k.notebook = w.notebook)",
            )?
            .exists([])?;
        if !left {
            self.store.main.execute("DELETE FROM joining WHERE restores = 2", [])?;
        }
        Ok(())
    }
}

/// Judges again what waited for keys.
fn settle_all(work: &mut Work<'_>, membership: &Membership, news: &mut News) -> Result<()> {
    let devices: Vec<_> = membership.devices().map(|(device, _)| device).collect();
    for device in devices {
        work.settle_device(membership, device, news)?;
    }
    Ok(())
}

impl Pass {
    fn parcel_key(&self) -> Option<ParcelKey> {
        match self {
            Pass::Invitation(secret) => Some(secret.parcel_key()),
            Pass::Recovery(key) => Some(key.parcel_key()),
            Pass::Device { .. } => None,
        }
    }
}
