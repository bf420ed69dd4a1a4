//! The hearing of those who come: by an invitation, by a recovery key, as another device.

use super::{
    Action, Aside, Grant, Role,
    evidence::{Evidence, all},
    graph::Graph,
    hearing::{Check, Hearing, Label},
};
use crate::{id::DeviceId, recovery::RecoveryCard};

impl Hearing<'_> {
    /// No other record that comes first in the order introduces this device otherwise.
    pub(super) fn is_free(&mut self, device: DeviceId) -> Check {
        self.none(all(&self.evidence.introductions, device), Self::takes_first, Self::taken)
    }

    fn takes_first(&self, other: usize) -> bool {
        other < self.place && !Evidence::same(self.graph, other, self.place)
    }

    fn taken(&self, other: usize) -> Aside {
        Aside::Taken(self.graph.name(other))
    }

    pub(super) fn joins_rightly(&mut self) -> Check {
        let Action::Join { member, card, .. } = self.action() else { return Ok(()) };
        self.is_free(card.device)?;
        let founders = all(&self.evidence.founders, *member);
        if founders.contains(&self.place) {
            self.none(founders, Self::takes_first, Self::taken)?;
        }
        self.any(&self.evidence.grounds[self.place], Aside::BadProof, Self::joins_by)
    }

    fn joins_by(&mut self, invite: usize) -> Check {
        let (graph, evidence, place) = (self.graph, self.evidence, self.place);
        self.must_stand(invite)?;
        let Action::Invite { grant, expires, uses, .. } = graph.record(invite).action() else {
            return Err(Aside::NoSuch);
        };
        let Action::Join { member, card, .. } = self.action() else { return Err(Aside::NoSuch) };
        if graph.record(place).at() > *expires {
            return Err(Aside::Expired);
        }
        if matches!(grant, Grant::Device(invited) if invited != member) {
            return Err(Aside::NotTheirs);
        }
        let closing = closers(graph, evidence, invite);
        self.none(&closing, Self::is_not_after, |hearing, other| Aside::Closed(hearing.graph.name(other)))?;
        let mut admitted: Vec<DeviceId> = Vec::new();
        let mut open = Vec::new();
        for other in all(&evidence.joins, graph.name(invite)).iter().copied().filter(|other| *other < place) {
            let device = graph.record(other).issuer();
            match self.labels[other] {
                _ if device == card.device || admitted.contains(&device) => {}
                Label::Stands => admitted.push(device),
                Label::Open => open.push(other),
                Label::Aside(_) => {}
            }
        }
        if admitted.len() as u64 >= u64::from(*uses) {
            return Err(Aside::UsedUp);
        }
        if (admitted.len() + open.len()) as u64 >= u64::from(*uses) {
            self.waits.extend(open);
        }
        Ok(())
    }

    pub(super) fn recovers_by(&mut self, set: usize) -> Check {
        self.must_stand(set)?;
        let Action::Recover { member, .. } = self.action() else { return Err(Aside::NoSuch) };
        let replaces = move |hearing: &Self, other: usize| {
            let graph = hearing.graph;
            let later = graph.before(set, other) || graph.beside(other, hearing.place);
            other != set && hearing.is_not_after(other) && later && card_of(graph, other) != card_of(graph, set)
        };
        let recoveries = all(&self.evidence.recoveries, *member);
        self.none(recoveries, replaces, |hearing, other| Aside::Replaced(hearing.graph.name(other)))
    }
}

fn card_of(graph: &Graph, place: usize) -> Option<&RecoveryCard> {
    match graph.record(place).action() {
        Action::SetRecovery { card, .. } => Some(card),
        _ => None,
    }
}

/// What closes an invitation if it stands, unless the invitation was issued after it.
pub(super) fn closers(graph: &Graph, evidence: &Evidence, invite: usize) -> Vec<usize> {
    let record = graph.record(invite);
    let Action::Invite { grant, .. } = record.action() else { return Vec::new() };
    let Some(inviter) = evidence.issuing_member(graph, invite) else { return Vec::new() };
    let lowers = |place: &&usize| match graph.record(**place).action() {
        Action::SetRole { role, .. } => *role < Role::Owner && matches!(grant, Grant::Member(_)),
        _ => false,
    };
    let roles = all(&evidence.roles, inviter).iter().filter(lowers);
    let removals = all(&evidence.member_removals, inviter).iter();
    let device = all(&evidence.device_removals, record.issuer()).iter();
    let revocations = all(&evidence.revocations, record.name()).iter();
    let closers = removals.chain(device).chain(revocations).chain(roles);
    closers.copied().filter(|other| !graph.before(*other, invite)).collect()
}
