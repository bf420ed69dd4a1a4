//! Whether one record stands, as far as it is known how the others stand.

use super::{
    Action, Aside, Grant, Role,
    evidence::{Evidence, all},
    graph::Graph,
};
use crate::id::{DeviceId, MemberId};

/// What is known of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Open,
    Stands,
    Aside(Aside),
}

/// The hearing of one record: a check fails only on what is decided, and notes the records that it still
/// waits for. A record stands when nothing failed and nothing is waited for.
pub(super) struct Hearing<'a> {
    pub(super) graph: &'a Graph,
    pub(super) evidence: &'a Evidence,
    pub(super) labels: &'a [Label],
    pub(super) place: usize,
    pub(super) waits: Vec<usize>,
}

pub(super) type Check = Result<(), Aside>;

/// What comes out of a hearing.
pub(super) enum Finding {
    Stands,
    Aside(Aside),
    Waits(Vec<usize>),
}

/// Hears the record at `place`.
pub(super) fn hear(graph: &Graph, evidence: &Evidence, labels: &[Label], place: usize) -> Finding {
    if let Some(fault) = evidence.faults[place] {
        return Finding::Aside(fault);
    }
    let mut hearing = Hearing { graph, evidence, labels, place, waits: Vec::new() };
    match hearing.any(&evidence.issuers[place], Aside::BadSignature, Hearing::issued_by) {
        Err(aside) => Finding::Aside(aside),
        Ok(()) if hearing.waits.is_empty() => Finding::Stands,
        Ok(()) => Finding::Waits(hearing.waits),
    }
}

impl<'a> Hearing<'a> {
    pub(super) fn action(&self) -> &'a Action {
        self.graph.record(self.place).action()
    }

    /// Whether a record stands; if that is open it is waited for, and taken as not standing for now.
    fn stands(&mut self, other: usize) -> bool {
        if self.labels[other] == Label::Open {
            self.waits.push(other);
        }
        self.labels[other] == Label::Stands
    }

    /// One of `candidates` must pass.
    pub(super) fn any(&mut self, candidates: &[usize], none: Aside, check: fn(&mut Self, usize) -> Check) -> Check {
        let outer = std::mem::take(&mut self.waits);
        let (mut waits, mut failed) = (Vec::new(), None);
        for candidate in candidates {
            let result = check(self, *candidate);
            let waited = std::mem::take(&mut self.waits);
            match result {
                Ok(()) if waited.is_empty() => {
                    self.waits = outer;
                    return Ok(());
                }
                Ok(()) => waits.extend(waited),
                Err(aside) => failed = failed.or(Some(aside)),
            }
        }
        self.waits = outer;
        if waits.is_empty() {
            return Err(failed.unwrap_or(none));
        }
        self.waits.extend(waits);
        Ok(())
    }

    /// None of `others` that come under `when` may stand.
    pub(super) fn none(
        &mut self,
        others: &[usize],
        when: impl Fn(&Self, usize) -> bool,
        why: fn(&Self, usize) -> Aside,
    ) -> Check {
        for other in others.iter().copied() {
            if other != self.place && when(self, other) && self.stands(other) {
                return Err(why(self, other));
            }
        }
        Ok(())
    }

    pub(super) fn is_not_after(&self, other: usize) -> bool {
        !self.graph.before(self.place, other)
    }

    pub(super) fn must_stand(&mut self, other: usize) -> Check {
        match self.labels[other] {
            Label::Aside(_) => Err(Aside::Rests(self.graph.name(other))),
            _ => {
                self.stands(other);
                Ok(())
            }
        }
    }

    /// The record, as issued by the device that `introduction` brought.
    fn issued_by(&mut self, introduction: usize) -> Check {
        if introduction != self.place {
            self.must_stand(introduction)?;
        }
        let introduced = self.graph.record(introduction).action().introduces();
        let (member, _) = introduced.ok_or(Aside::NotAMember)?;
        let device = self.graph.record(self.place).issuer();
        self.is_not_removed(device, member)?;
        if let Some(needed) = self.needed(member)? {
            self.has_role(member, needed)?;
        }
        self.is_right(member)
    }

    /// Neither removed before nor beside.
    fn is_not_removed(&mut self, device: DeviceId, member: MemberId) -> Check {
        let why = |hearing: &Self, other: usize| {
            let name = hearing.graph.name(other);
            if hearing.graph.before(other, hearing.place) { Aside::Gone(name) } else { Aside::RemovedMeanwhile(name) }
        };
        self.none(all(&self.evidence.member_removals, member), Self::is_not_after, why)?;
        self.none(all(&self.evidence.device_removals, device), Self::is_not_after, why)
    }

    /// The role that the action needs, by a device of `member`.
    fn needed(&mut self, member: MemberId) -> Result<Option<Role>, Aside> {
        let others = |own: bool| if own { None } else { Some(Role::Owner) };
        Ok(match self.action() {
            Action::Invite { grant: Grant::Member(_), .. } | Action::SetRole { .. } | Action::Adopt { .. } => {
                Some(Role::Owner)
            }
            Action::RemoveMember { member: target, .. } => others(*target == member),
            Action::RemoveDevice { device, .. } => {
                let known = self.earlier(all(&self.evidence.introductions, *device));
                others(known.iter().all(|other| self.introduced_member(*other) == Some(member)))
            }
            Action::Revoke { invite } => {
                let invite = self.graph.places().get(invite);
                others(invite.and_then(|invite| self.evidence.issuing_member(self.graph, *invite)) == Some(member))
            }
            Action::NewKey { .. } => Some(Role::Editor),
            _ => None,
        })
    }

    fn introduced_member(&self, introduction: usize) -> Option<MemberId> {
        self.graph.record(introduction).action().introduces().map(|(member, _)| member)
    }

    fn earlier(&self, others: &[usize]) -> Vec<usize> {
        others.iter().copied().filter(|other| self.graph.before(*other, self.place)).collect()
    }

    fn has_role(&mut self, member: MemberId, needed: Role) -> Check {
        let decided = self.waits.len();
        let role = self.role_before(member);
        if self.waits.len() == decided && role.is_none_or(|role| role < needed) {
            return Err(Aside::NotAllowed { needed });
        }
        let roles = all(&self.evidence.roles, member);
        let lowers = |hearing: &Self, other: usize| {
            let role = hearing.evidence.role(hearing.graph, other);
            let beside = hearing.graph.beside(other, hearing.place);
            beside && hearing.graph.record(other).action().takes_away() && role.is_some_and(|role| role < needed)
        };
        self.none(roles, lowers, |hearing, other| Aside::DemotedMeanwhile(hearing.graph.name(other)))
    }

    /// The role of a member by what is before the record; what is open is waited for.
    fn role_before(&mut self, member: MemberId) -> Option<Role> {
        let earlier = self.earlier(all(&self.evidence.roles, member));
        let standing: Vec<usize> = earlier.into_iter().filter(|other| self.stands(*other)).collect();
        let newest = self.graph.newest(&standing);
        newest.iter().filter_map(|other| self.evidence.role(self.graph, *other)).min()
    }

    /// Whether what the action says of others is right.
    fn is_right(&mut self, member: MemberId) -> Check {
        let theirs = |claimed: &MemberId| if *claimed == member { Ok(()) } else { Err(Aside::NotTheirs) };
        match self.action() {
            Action::Invite { grant: Grant::Device(claimed), .. } | Action::SetRecovery { member: claimed, .. } => {
                theirs(claimed)
            }
            Action::Revoke { invite } => {
                let known = self.graph.places().get(invite).copied();
                let is_invite = |place: &usize| matches!(self.graph.record(*place).action(), Action::Invite { .. });
                self.exists(&known.filter(is_invite).into_iter().collect::<Vec<_>>())
            }
            Action::Join { .. } => self.joins_rightly(),
            Action::AddDevice { member: claimed, consent } => {
                theirs(claimed)?;
                self.is_not_removed(consent.card.device, *claimed)?;
                self.is_free(consent.card.device)
            }
            Action::SetRole { member: target, role, .. } => {
                self.exists(all(&self.evidence.founders, *target))?;
                if *role < Role::Owner { self.leaves_an_owner(*target) } else { Ok(()) }
            }
            Action::RemoveMember { member: target, .. } => {
                self.exists(all(&self.evidence.founders, *target))?;
                self.leaves_an_owner(*target)
            }
            Action::RemoveDevice { device, .. } | Action::Adopt { device, .. } => {
                self.exists(all(&self.evidence.introductions, *device))
            }
            Action::Recover { card, .. } => {
                self.is_free(card.device)?;
                self.any(&self.evidence.grounds[self.place], Aside::BadProof, Self::recovers_by)
            }
            Action::Found { .. } | Action::NewKey { .. } | Action::HandKey { .. } | Action::Unknown => Ok(()),
            Action::Invite { grant: Grant::Member(_), .. } => Ok(()),
        }
    }

    /// One of these is before the record and stands.
    fn exists(&mut self, others: &[usize]) -> Check {
        let earlier = self.earlier(others);
        self.any(&earlier, Aside::NoSuch, Self::must_stand)
    }

    /// Somebody but `leaving` is an owner before the record. One who certainly is, is enough.
    fn leaves_an_owner(&mut self, leaving: MemberId) -> Check {
        let outer = std::mem::take(&mut self.waits);
        let is_owner = self.is_owner_before(leaving);
        let mut waits = std::mem::take(&mut self.waits);
        let mut harmless = !is_owner && waits.is_empty();
        for member in self.evidence.founders.keys().filter(|member| **member != leaving) {
            harmless |= self.is_owner_before(*member) && self.waits.is_empty();
            waits.append(&mut self.waits);
        }
        self.waits = outer;
        if harmless {
            return Ok(());
        }
        if waits.is_empty() {
            return Err(Aside::LastOwner);
        }
        self.waits.extend(waits);
        Ok(())
    }

    /// Whether a member is an owner by what is before the record; what is open is waited for.
    fn is_owner_before(&mut self, member: MemberId) -> bool {
        let removals = self.earlier(all(&self.evidence.member_removals, member));
        let removed = removals.into_iter().any(|other| self.stands(other));
        self.role_before(member) == Some(Role::Owner) && !removed
    }
}
