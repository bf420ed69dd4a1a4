//! A notebook becomes a workspace: it gets a membership, with this device as its first.

use floorbook_domain::DeviceId;
use floorbook_port::{ErrorCode, Failure};
use floorbook_seal::{
    keys::DeviceSecret,
    membership::{Action, Membership, Record},
};
use rusqlite::params;

use super::{
    envelopes::News,
    ids::{self, Random},
    work::{IdentityState, Work},
};
use crate::{
    fail::{Result, fail},
    notebooks,
};

impl Work<'_> {
    /// The membership of this notebook; founds it where there is none yet. Needs no hub.
    pub(crate) fn ensure_founded(&mut self, news: &mut News) -> Result<Membership> {
        if let Some(membership) = self.membership()? {
            return Ok(membership);
        }
        let Some(me) = notebooks::me(self.db, self.notebook)? else {
            return fail(ErrorCode::NoNotebook, "nobody writes in this notebook yet");
        };
        notebooks::set_me(self.db, self.notebook, me)?;
        let member = ids::member(me);
        // It goes on under the id under which it wrote so far.
        let device = notebooks::device(self.db, self.notebook)?;
        let secret = DeviceSecret::new(ids::device(device), &mut Random(self.entropy));
        let record = Record::found(self.workspace, self.millis(), &secret, member)
            .map_err(|error| Failure::new(ErrorCode::Refused, error.to_string()))?;
        self.keep_record(&record)?;
        self.db.execute(
            "UPDATE workspace SET founding = ?2 WHERE notebook = ?1",
            params![self.notebook, record.name().0],
        )?;
        self.keep_identity(&secret, IdentityState::Current)?;
        // After a rescue there are changes under an earlier id too; nobody else has it.
        for earlier in self.other_devices(device)? {
            let other = DeviceSecret::new(ids::device(earlier), &mut Random(self.entropy));
            let consent = other.consent(self.workspace, member);
            let membership = self.team()?;
            self.issue(&membership, Action::AddDevice { member, consent })?;
            self.keep_identity(&other, IdentityState::ToSeal)?;
        }
        let membership = self.team()?;
        self.make_key_if_due(&membership)?;
        let membership = self.team()?;
        self.follow(None, &membership, news)?;
        news.to_send = true;
        Ok(membership)
    }

    /// The devices but this one that wrote to the notebook.
    pub(crate) fn other_devices(&self, device: DeviceId) -> Result<Vec<DeviceId>> {
        let mut rows = self
            .db
            .prepare("SELECT DISTINCT device FROM change WHERE notebook = ?1 AND device <> ?2 ORDER BY device")?;
        let found =
            rows.query_map(params![self.notebook, device.to_bytes()], |row| row.get(0).map(DeviceId::from_bytes))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
