//! The last envelopes of devices, which removals, new roles and adoptions name.

use floorbook_domain::{DeviceId, MemberId};
use floorbook_seal::{
    Hash, Tail,
    membership::{Action, Membership},
};
use rusqlite::{OptionalExtension, params};

use super::{ids, work::Work};
use crate::fail::Result;

impl Work<'_> {
    /// The last envelope of a device that counts here.
    pub(super) fn tail(&self, device: DeviceId) -> Result<Option<Tail>> {
        self.last_envelope(device, "AND state = 0")
    }

    /// The last envelope of a device that is here and does not count.
    pub(super) fn aside_tail(&self, device: DeviceId) -> Result<Option<Tail>> {
        self.last_envelope(device, "AND state <> 0")
    }

    /// Accepts the other histories of a device that counted so far, where a removal or a new role named one: what
    /// was seen by everybody does not vanish because its disk was once put back.
    pub(super) fn adopt_branches(&self, before: &Membership) -> Result<()> {
        let after = self.team()?;
        if after.role_of_device(self.identity()?.secret.device()) != Some(floorbook_seal::membership::Role::Owner) {
            return Ok(());
        }
        for (device, _) in after.devices() {
            if before.named(device) == after.named(device) {
                continue;
            }
            for tail in self.branch_ends(device)? {
                if !after.named(device).contains(&tail) {
                    self.issue(&self.team()?, Action::Adopt { device, tail })?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn last_envelope(&self, device: DeviceId, which: &str) -> Result<Option<Tail>> {
        let sql = format!(
            "SELECT last, name FROM envelope WHERE notebook = ?1 AND device = ?2 {which} ORDER BY last DESC, name LIMIT 1"
        );
        let found = self
            .db
            .prepare(&sql)?
            .query_row(params![self.notebook, device.to_bytes()], |row| {
                Ok(Tail { seq: row.get::<_, i64>(0)?.cast_unsigned(), envelope: Hash(row.get(1)?) })
            })
            .optional()?;
        Ok(found)
    }

    /// The ends of the histories of a device that count here.
    pub(super) fn branch_ends(&self, device: floorbook_seal::DeviceId) -> Result<Vec<Tail>> {
        let mut rows = self.db.prepare(
            "SELECT e.last, e.name FROM envelope e WHERE e.notebook = ?1 AND e.device = ?2 AND e.state = 0
             AND NOT EXISTS (SELECT 1 FROM envelope n WHERE n.notebook = ?1 AND n.device = ?2 AND n.state = 0
                             AND n.previous = e.name)",
        )?;
        let found = rows.query_map(params![self.notebook, device.0], |row| {
            Ok(Tail { seq: row.get::<_, i64>(0)?.cast_unsigned(), envelope: Hash(row.get(1)?) })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The last envelopes that are accepted of all devices of a member.
    pub(super) fn tails(
        &self,
        membership: &Membership,
        member: MemberId,
    ) -> Result<Vec<(floorbook_seal::DeviceId, Tail)>> {
        let mut tails = Vec::new();
        for (device, known) in membership.devices() {
            if known.member == ids::member(member)
                && let Some(tail) = self.tail(ids::our_device(device))?
            {
                tails.push((device, tail));
            }
        }
        Ok(tails)
    }
}
