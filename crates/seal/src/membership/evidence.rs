//! What can be said of each record by itself: whose card signed it, whose proof is in it; and who speaks of
//! whom.

use std::collections::BTreeMap;

use super::{Action, Aside, Grant, Role, graph::Graph};
use crate::{
    id::{DeviceId, Hash, KeyId, MemberId, WorkspaceId},
    keys::DeviceCard,
};

type Index<K> = BTreeMap<K, Vec<usize>>;

/// The records by what they are about; all lists are in the order.
#[derive(Default)]
pub(super) struct Evidence {
    /// For each record why it cannot stand whatever the others are.
    pub(super) faults: Vec<Option<Aside>>,
    /// For each record those that introduced its issuer with a card that fits its signature.
    pub(super) issuers: Vec<Vec<usize>>,
    /// For each Join the invitation, for each Recover the recovery keys, that its proof fits.
    pub(super) grounds: Vec<Vec<usize>>,
    /// What introduces a device.
    pub(super) introductions: Index<DeviceId>,
    /// What introduces a member.
    pub(super) founders: Index<MemberId>,
    /// What sets the role of a member.
    pub(super) roles: Index<MemberId>,
    pub(super) member_removals: Index<MemberId>,
    pub(super) device_removals: Index<DeviceId>,
    pub(super) invites: Vec<usize>,
    pub(super) revocations: Index<Hash>,
    pub(super) joins: Index<Hash>,
    pub(super) recoveries: Index<MemberId>,
    pub(super) adoptions: Index<DeviceId>,
    pub(super) keys: Index<KeyId>,
}

/// What the index says of a key.
pub(super) fn all<K: Ord>(index: &Index<K>, key: K) -> &[usize] {
    index.get(&key).map_or(&[], Vec::as_slice)
}

impl Evidence {
    pub(super) fn new(graph: &Graph, workspace: WorkspaceId, founding: Hash) -> Evidence {
        let mut evidence = Evidence::default();
        for place in 0..graph.len() {
            let issuers = evidence.issuers_of(graph, place);
            let grounds = evidence.grounds_of(graph, place);
            let fault = evidence.fault(graph, place, workspace, founding, &issuers, &grounds);
            evidence.issuers.push(issuers);
            evidence.grounds.push(grounds);
            if fault.is_none() {
                evidence.note(graph, place);
            }
            evidence.faults.push(fault);
        }
        evidence
    }

    /// Those that introduced the issuer with a card that fits the signature. A card is tried once.
    fn issuers_of(&self, graph: &Graph, place: usize) -> Vec<usize> {
        let record = graph.record(place);
        if let Some(card) = record.action().own_card() {
            return record.verify(card).map(|()| place).into_iter().collect();
        }
        let mut tried: BTreeMap<DeviceCard, bool> = BTreeMap::new();
        let known = all(&self.introductions, record.issuer()).iter().copied();
        let fits = |introduction: &usize| {
            let card = graph.record(*introduction).action().introduces().map(|(_, card)| card);
            card.is_some_and(|card| *tried.entry(*card).or_insert_with(|| record.verify(card).is_ok()))
        };
        known.filter(|introduction| graph.before(*introduction, place)).filter(fits).collect()
    }

    /// What the proof in a record fits.
    fn grounds_of(&self, graph: &Graph, place: usize) -> Vec<usize> {
        let record = graph.record(place);
        let known = match record.action() {
            Action::Join { invite, .. } => graph.places().get(invite).copied().into_iter().collect(),
            Action::Recover { member, .. } => all(&self.recoveries, *member).to_vec(),
            _ => Vec::new(),
        };
        let fits = |ground: &usize| match graph.record(*ground).action() {
            Action::Invite { key, .. } => record.proves_invitation(key),
            Action::SetRecovery { card, .. } => record.proves_recovery(&card.signing),
            _ => false,
        };
        known.into_iter().filter(|ground| graph.before(*ground, place)).filter(fits).collect()
    }

    fn fault(
        &self,
        graph: &Graph,
        place: usize,
        workspace: WorkspaceId,
        founding: Hash,
        issuers: &[usize],
        grounds: &[usize],
    ) -> Option<Aside> {
        let record = graph.record(place);
        let introduced = || {
            let known = all(&self.introductions, record.issuer());
            record.action().own_card().is_some() || known.iter().any(|other| graph.before(*other, place))
        };
        let proved = || match record.action() {
            Action::Join { .. } | Action::Recover { .. } => !grounds.is_empty(),
            Action::AddDevice { member, consent } => consent.verify(workspace, *member).is_ok(),
            _ => true,
        };
        if record.workspace() != workspace {
            return Some(Aside::OtherWorkspace);
        }
        match record.action() {
            Action::Unknown => Some(Aside::Newer),
            Action::Found { .. } if record.name != founding => Some(Aside::OtherFounding),
            _ if !introduced() => Some(Aside::NotAMember),
            _ if issuers.is_empty() => Some(Aside::BadSignature),
            _ if !proved() => Some(Aside::BadProof),
            _ => None,
        }
    }

    /// Notes what a record is about.
    fn note(&mut self, graph: &Graph, place: usize) {
        let action = graph.record(place).action();
        if let Some((_, card)) = action.introduces() {
            self.introductions.entry(card.device).or_default().push(place);
        }
        match action {
            Action::Found { member, .. } => {
                self.founders.entry(*member).or_default().push(place);
                self.roles.entry(*member).or_default().push(place);
            }
            Action::Join { invite, member, .. } => {
                self.joins.entry(*invite).or_default().push(place);
                if self.granted(graph, place).is_some() {
                    self.founders.entry(*member).or_default().push(place);
                    self.roles.entry(*member).or_default().push(place);
                }
            }
            Action::Invite { .. } => self.invites.push(place),
            Action::Revoke { invite } => self.revocations.entry(*invite).or_default().push(place),
            Action::SetRole { member, .. } => self.roles.entry(*member).or_default().push(place),
            Action::RemoveMember { member, .. } => self.member_removals.entry(*member).or_default().push(place),
            Action::RemoveDevice { device, .. } => self.device_removals.entry(*device).or_default().push(place),
            Action::SetRecovery { member, .. } => self.recoveries.entry(*member).or_default().push(place),
            Action::Adopt { device, .. } => self.adoptions.entry(*device).or_default().push(place),
            Action::NewKey { key, .. } | Action::HandKey { key, .. } => {
                self.keys.entry(*key).or_default().push(place);
            }
            Action::AddDevice { .. } | Action::Recover { .. } | Action::Unknown => {}
        }
    }

    /// The role with which a Join makes a new member; `None` for another device of one.
    fn granted(&self, graph: &Graph, place: usize) -> Option<Role> {
        let grounds = self.grounds.get(place).map(|grounds| grounds.as_slice());
        let ground = grounds.and_then(|grounds| grounds.first())?;
        match graph.record(*ground).action() {
            Action::Invite { grant: Grant::Member(role), .. } => Some(*role),
            _ => None,
        }
    }

    /// The role that a record gives, if it gives one.
    pub(super) fn role(&self, graph: &Graph, place: usize) -> Option<Role> {
        match graph.record(place).action() {
            Action::Found { .. } => Some(Role::Owner),
            Action::SetRole { role, .. } => Some(*role),
            Action::Join { .. } => self.granted(graph, place),
            _ => None,
        }
    }

    /// The member to whom the issuer of a record belongs, by the first record that introduced it.
    pub(super) fn issuing_member(&self, graph: &Graph, place: usize) -> Option<MemberId> {
        let introduction = self.issuers.get(place)?.first()?;
        graph.record(*introduction).action().introduces().map(|(member, _)| member)
    }

    /// Whether two introductions are of the same device of the same member: then the second changes nothing.
    pub(super) fn same(graph: &Graph, a: usize, b: usize) -> bool {
        graph.record(a).action().introduces() == graph.record(b).action().introduces()
    }
}
