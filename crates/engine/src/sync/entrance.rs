//! Where a device comes into a notebook: by what right, as whom, and with which notes.

use floorbook_domain::{DeviceId, Instant, MemberField, MemberId, NamedDevice, NotebookId};
use floorbook_port::{ErrorCode, Failure, JoinTrouble, NotebookKind, Write};
use floorbook_seal::{
    keys::DeviceSecret,
    membership::{Action, Grant, Membership, Place, Recipient, Record, resolve},
    parcel::Parcel,
    recovery::RecoveryKey,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Line,
    envelopes::News,
    ids::{self, Random},
    joining::{Newcomer, Pass},
    marks::mark_records,
    work::{IdentityState, Work},
};
use crate::{
    author::Author,
    fail::{Result, fail},
    notebooks,
    store::record::{RecordRow, SHOWN},
};

/// Where a device comes in.
pub(super) struct Door<'a> {
    pub(super) db: &'a Connection,
    pub(super) now: Instant,
    pub(super) entropy: &'a mut dyn crate::Entropy,
    pub(super) client: u64,
    pub(super) hub: &'a str,
    /// Whether the parcel comes from the hub, which has its records then.
    pub(super) from_hub: bool,
}

/// By what right, and as whom.
struct Right {
    member: MemberId,
    /// The record of the invitation.
    invite: Option<floorbook_seal::Hash>,
    /// Whether it is somebody new.
    is_new: bool,
}

impl Door<'_> {
    pub(super) fn work(&mut self, notebook: i64) -> Result<Work<'_>> {
        Work::new(self.db, notebook, self.now, self.entropy)
    }

    fn random(&mut self) -> [u8; 10] {
        let mut random = [0; 10];
        self.entropy.fill(&mut random);
        random
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.now.0).unwrap_or(0)
    }

    /// As whom one comes in.
    fn right(
        &mut self,
        pass: &Pass,
        membership: &Membership,
        bring: Option<i64>,
    ) -> Result<std::result::Result<Right, JoinTrouble>> {
        Ok(match pass {
            Pass::Invitation(secret) => {
                let found = membership.invitations().find(|(_, invitation)| invitation.id == secret.id());
                let Some((invite, invitation)) = found else { return Ok(Err(JoinTrouble::Wrong)) };
                if invitation.closed || invitation.joined.len() as u64 >= u64::from(invitation.uses) {
                    return Ok(Err(JoinTrouble::Gone));
                }
                match invitation.grant {
                    Grant::Member(_) => {
                        let known = bring.map_or(Ok(None), |bring| notebooks::me(self.db, bring))?;
                        let random = self.random();
                        let member = known.unwrap_or_else(|| MemberId::new(self.millis(), random));
                        Ok(Right { member, invite: Some(invite), is_new: true })
                    }
                    Grant::Device(member) => {
                        Ok(Right { member: ids::our_member(member), invite: Some(invite), is_new: false })
                    }
                }
            }
            Pass::Recovery(key) => {
                let card = key.card();
                let found = membership.members().find(|(_, member)| member.recovery == Some(card) && !member.removed);
                found.map_or(Err(JoinTrouble::Gone), |(member, _)| {
                    Ok(Right { member: ids::our_member(member), invite: None, is_new: false })
                })
            }
            Pass::Device { member, .. } => Ok(Right { member: *member, invite: None, is_new: false }),
        })
    }

    pub(super) fn take_part(
        &mut self,
        pass: &Pass,
        parcel: &Parcel,
        kind: NotebookKind,
        newcomer: &Newcomer,
        news: &mut News,
    ) -> Result<std::result::Result<i64, JoinTrouble>> {
        let id = NotebookId::from_bytes(parcel.workspace.0);
        if notebooks::find(self.db, id)?.is_some() {
            return Ok(Err(JoinTrouble::Here));
        }
        let records: Vec<Record> = parcel.records.iter().filter_map(|bytes| Record::read(bytes).ok()).collect();
        let Ok(membership) = resolve(parcel.workspace, parcel.founding, records.iter().cloned()) else {
            return Ok(Err(JoinTrouble::Wrong));
        };
        let bring = match newcomer.bring.map_or(Ok(None), |bring| notebooks::find(self.db, bring))? {
            Some((number, NotebookKind::Own)) if matches!(pass, Pass::Invitation(_)) => Some(number),
            _ => None,
        };
        let right = match self.right(pass, &membership, bring)? {
            Ok(right) => right,
            Err(trouble) => return Ok(Err(trouble)),
        };
        // Notes are brought in whole, with their history, where they are all of this one device and nobody else
        // has them; as somebody who belongs there already one is called otherwise in them.
        let bring = bring.filter(|_| right.is_new);
        let (notebook, device) = match bring {
            Some(number) => {
                self.db.execute("UPDATE notebook SET id = ?2 WHERE number = ?1", params![number, id.to_bytes()])?;
                (number, notebooks::device(self.db, number)?)
            }
            None => {
                let random = self.random();
                (notebooks::add(self.db, id, kind)?, DeviceId::new(self.millis(), random))
            }
        };
        notebooks::set_me(self.db, notebook, right.member)?;
        self.db.execute(
            "UPDATE workspace SET founding = ?2, hub = ?3 WHERE notebook = ?1",
            params![notebook, parcel.founding.0, (!self.hub.is_empty()).then_some(self.hub)],
        )?;
        let (at, from_hub) = (self.millis(), self.from_hub);
        let mut work = self.work(notebook)?;
        for record in &records {
            work.keep_record(record)?;
            if from_hub {
                mark_records(work.db, Line::own(notebook), &[record.name()], 1)?;
            }
        }
        for key in &parcel.keys {
            work.keep_key(key)?;
        }
        let secret = DeviceSecret::new(ids::device(device), &mut Random(work.entropy));
        let member = ids::member(right.member);
        let place = Place { workspace: parcel.workspace, parents: membership.heads().to_vec(), at };
        let record = match (pass, right.invite) {
            (Pass::Invitation(invitation), Some(invite)) => Record::join(&place, &secret, member, invitation, invite),
            (Pass::Recovery(key), _) => Record::recover(&place, &secret, member, key),
            (Pass::Device { secret: old, .. }, _) => {
                let Ok(old) = DeviceSecret::read(old) else { return Ok(Err(JoinTrouble::Wrong)) };
                let consent = secret.consent(parcel.workspace, member);
                Record::issue(&place, &old, Action::AddDevice { member, consent })
            }
            (Pass::Invitation(_), None) => return Ok(Err(JoinTrouble::Wrong)),
        };
        let record = record.map_err(|error| Failure::new(ErrorCode::Refused, error.to_string()))?;
        work.keep_record(&record)?;
        work.keep_identity(&secret, IdentityState::Current)?;
        let after = work.team()?;
        if after.device(secret.device()).is_none() {
            // The membership as it is known does not let it in.
            return fail(ErrorCode::Refused, "the invitation does not admit this device");
        }
        if let Pass::Recovery(key) = pass {
            open_with_recovery(&work, &after, key)?;
        }
        // Whoever holds the key says so, so that nobody hands it on to them again.
        work.hand_keys(&after)?;
        let after = work.team()?;
        work.follow(Some(&membership), &after, news)?;
        let (db, now, client) = (self.db, self.now, self.client);
        let mut author = Author::new(db, now, news.hlc, self.entropy, client);
        if kind == NotebookKind::Own && notebooks::may_write(db, notebook)? {
            let mut put = vec![MemberField::Devices(NamedDevice { device, name: newcomer.device.clone() }).into()];
            if right.is_new && !newcomer.name.trim().is_empty() {
                put.push(MemberField::Name(newcomer.name.trim().to_owned()).into());
            }
            author.write_in(notebook, &Write::edit(right.member, u64::MAX, put))?;
        }
        news.hlc = author.hlc;
        Ok(Ok(notebook))
    }

    /// Starts the personal notebook of somebody who is new.
    pub(super) fn begin_personal(&mut self, news: &mut News) -> Result<()> {
        let mut author = Author::new(self.db, self.now, news.hlc, self.entropy, self.client);
        author.begin_personal()
    }

    /// Takes part in one's own personal notebook. What the one of this device holds is written there anew.
    pub(super) fn take_personal(
        &mut self,
        pass: &Pass,
        parcel: &Parcel,
        newcomer: &Newcomer,
        news: &mut News,
    ) -> Result<()> {
        let mut held: Vec<RecordRow> = Vec::new();
        if let Some(number) = notebooks::personal(self.db)? {
            if notebooks::id_of(self.db, number)? == NotebookId::from_bytes(parcel.workspace.0) {
                return Ok(());
            }
            let sql = format!("SELECT {} FROM record r WHERE r.notebook = ?1 AND r.hidden = ?2", RecordRow::COLUMNS);
            let mut rows = self.db.prepare(&sql)?;
            held = rows
                .query_map(params![number, SHOWN], |row| RecordRow::read(row, 0))?
                .collect::<rusqlite::Result<_>>()?;
            drop(rows);
            notebooks::remove(self.db, number)?;
        }
        let taken = self.take_part(pass, parcel, NotebookKind::Personal, newcomer, news)?;
        let Ok(notebook) = taken else {
            return fail(ErrorCode::Refused, "the personal notebook does not admit this device");
        };
        let mut author = Author::new(self.db, self.now, news.hlc, self.entropy, self.client);
        for row in held {
            author.write_in(notebook, &Write::new(row.reference, row.record().fields()))?;
        }
        news.hlc = author.hlc;
        Ok(())
    }
}

/// Takes out of the membership what keys it holds for a recovery key.
pub(super) fn open_with_recovery(work: &Work<'_>, membership: &Membership, key: &RecoveryKey) -> Result<()> {
    let card = key.card();
    let member = membership.members().find(|(_, member)| member.recovery == Some(card)).map(|(id, _)| id);
    let Some(member) = member else { return Ok(()) };
    for (id, shared) in membership.keys() {
        let wraps = shared.wraps.get(&Recipient::Recovery(member)).into_iter().flatten();
        if let Some(opened) = wraps.into_iter().find_map(|wrap| key.unwrap_key(work.workspace, id, wrap).ok()) {
            work.keep_key(&opened)?;
        }
    }
    work.find_keys(membership)?;
    Ok(())
}

/// Whether a notebook's notes can be brought into another one: nobody else has them.
pub(super) fn can_be_brought(db: &Connection, notebook: i64) -> Result<bool> {
    let founded: Option<Option<Vec<u8>>> = db
        .query_row("SELECT founding FROM workspace WHERE notebook = ?1", params![notebook], |row| row.get(0))
        .optional()?;
    let devices: i64 =
        db.query_row("SELECT count(DISTINCT device) FROM change WHERE notebook = ?1", params![notebook], |row| {
            row.get(0)
        })?;
    Ok(founded.flatten().is_none() && devices <= 1)
}
