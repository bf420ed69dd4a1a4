//! The invitations of a workspace, as a hub needs to know them.

use super::{
    Action, Grant,
    arrivals::closers,
    evidence::{Evidence, all},
    graph::Graph,
    hearing::Label,
};
use crate::{
    id::{DeviceId, Hash, InvitationId},
    keys::SigningPublic,
};

/// An invitation whose record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id, under which a hub keeps its parcel.
    pub id: InvitationId,
    /// Its public key.
    pub key: SigningPublic,
    /// What it is for.
    pub grant: Grant,
    /// Until when, in milliseconds since 1970.
    pub expires: u64,
    /// How many devices may join by it.
    pub uses: u32,
    /// The device that issued it.
    pub issuer: DeviceId,
    /// The devices that joined by it.
    pub joined: Vec<DeviceId>,
    /// Whether it was closed: revoked, or its issuer was removed or lost ownership.
    pub closed: bool,
}

impl Invitation {
    /// Whether one more can join by it at the time `now` (milliseconds since 1970). What a hub asks when a
    /// Join reaches it; and once it is false for good, the parcel can go.
    pub fn admits(&self, now: u64) -> bool {
        !self.closed && now <= self.expires && (self.joined.len() as u64) < u64::from(self.uses)
    }
}

/// The invitations, by the names of their records.
pub(super) fn invitations(
    graph: &Graph,
    evidence: &Evidence,
    labels: &[Label],
) -> impl Iterator<Item = (Hash, Invitation)> {
    let stands = |place: &usize| labels[*place] == Label::Stands;
    evidence.invites.iter().copied().filter(stands).filter_map(move |place| {
        let record = graph.record(place);
        let Action::Invite { invitation, key, grant, expires, uses } = record.action() else { return None };
        let joins = all(&evidence.joins, record.name()).iter().filter(|join| stands(join));
        let mut joined: Vec<DeviceId> = joins.map(|join| graph.record(*join).issuer()).collect();
        joined.sort();
        joined.dedup();
        let invitation = Invitation {
            id: *invitation,
            key: *key,
            grant: *grant,
            expires: *expires,
            uses: *uses,
            issuer: record.issuer(),
            joined,
            closed: closers(graph, evidence, place).iter().any(stands),
        };
        Some((record.name(), invitation))
    })
}
