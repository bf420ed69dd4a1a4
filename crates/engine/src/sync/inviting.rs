//! Inviting: signing the invitation, and sealing what lets whoever has its link in.

use floorbook_port::ErrorCode;
use floorbook_seal::{
    invitation::InvitationSecret,
    membership::{Action, Grant, Membership},
};
use minicbor::bytes::ByteVec;
use rusqlite::params;

use super::{
    envelopes::News,
    ids::Random,
    note::{Contents, Note},
    work::Work,
};
use crate::fail::{Result, fail};

const DAY: u64 = 86_400_000;
/// The most days and uses of an invitation.
const MOST_DAYS: u32 = 90;
const MOST_USES: u32 = 100;

impl Work<'_> {
    /// Invites: signs the invitation, and seals what lets whoever has its link in. Answers the link.
    pub(super) fn invite(
        &mut self,
        membership: &Membership,
        grant: Grant,
        days: u32,
        uses: u32,
        personal: Option<(i64, InvitationSecret)>,
    ) -> Result<String> {
        if !(1..=MOST_DAYS).contains(&days) || !(1..=MOST_USES).contains(&uses) {
            return fail(ErrorCode::Refused, "an invitation is for 1 to 90 days and 1 to 100 devices");
        }
        let Some(founding) = self.founding()? else {
            return fail(ErrorCode::Refused, "the notebook has no membership yet");
        };
        let (beside, secret) = match personal {
            Some((notebook, secret)) => (Some(notebook), secret),
            None => (None, InvitationSecret::new(&mut Random(self.entropy))),
        };
        self.issue_invitation(membership, &secret, grant, days, uses)?;
        let hub = self.hub()?;
        let personal = match beside {
            None => None,
            Some(notebook) => {
                let mut other = Work::new(self.db, notebook, self.now, self.entropy)?;
                match other.founding()? {
                    None => None,
                    Some(founding) => {
                        let note = Note::default();
                        Some(other.parcel(founding, &secret.parcel_key(), Contents { keys: true, note })?)
                    }
                }
            }
        };
        let note = Note { hub: hub.clone(), personal: personal.map(ByteVec::from), ..Note::default() };
        let parcel = self.parcel(founding, &secret.parcel_key(), Contents { keys: true, note })?;
        let link = format!("{hub}/join#{}", secret.fragment().as_str());
        self.db.execute(
            "INSERT INTO parcel (notebook, id, bytes, link, at_hub) VALUES (?1, ?2, ?3, ?4, 0)",
            params![self.notebook, secret.id().0, parcel, link],
        )?;
        Ok(link)
    }

    pub(super) fn issue_invitation(
        &mut self,
        membership: &Membership,
        secret: &InvitationSecret,
        grant: Grant,
        days: u32,
        uses: u32,
    ) -> Result<()> {
        let expires = self.millis() + u64::from(days) * DAY;
        let action = Action::Invite { invitation: secret.id(), key: secret.public(), grant, expires, uses };
        self.issue(membership, action)?;
        Ok(())
    }

    /// Invites another device of one's own, to the personal notebook as well.
    pub(super) fn invite_device(
        &mut self,
        membership: &Membership,
        personal: Option<i64>,
        news: &mut News,
    ) -> Result<String> {
        let device = self.identity()?.secret.device();
        let Some(member) = membership.device(device).map(|device| device.member) else {
            return fail(ErrorCode::Refused, "this device does not belong to the notebook");
        };
        let secret = InvitationSecret::new(&mut Random(self.entropy));
        if let Some(personal) = personal {
            let mut other = Work::new(self.db, personal, self.now, self.entropy)?;
            let team = other.ensure_founded(news)?;
            let device = other.identity()?.secret.device();
            if let Some(known) = team.device(device) {
                let grant = Grant::Device(known.member);
                other.issue_invitation(&team, &secret, grant, 1, 1)?;
            }
        }
        self.invite(membership, Grant::Device(member), 1, 1, Some((personal.unwrap_or(self.notebook), secret)))
    }
}
