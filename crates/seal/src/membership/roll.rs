//! What the records make together, and what can be asked of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Action, Aside, Invitation, Recipient, Role, SharedKey, Standing,
    envelopes::Limits,
    evidence::{Evidence, all},
    graph::Graph,
    hearing::Label,
    invitations::invitations,
    key_log::KeyLog,
};
use crate::{
    id::{DeviceId, Hash, KeyId, MemberId, WorkspaceId},
    keys::{DeviceCard, ReceivingKey},
    recovery::RecoveryCard,
};

/// A member, removed or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What they may do, or might when they were removed.
    pub role: Role,
    /// Whether they were removed.
    pub removed: bool,
    /// Their current recovery key.
    pub recovery: Option<RecoveryCard>,
}

/// A device, removed or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Whose it is.
    pub member: MemberId,
    /// Its public keys.
    pub card: DeviceCard,
    /// Whether it was removed, by itself or with its member.
    pub removed: bool,
    pub(super) limits: Limits,
}

/// Who belongs to a workspace, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    workspace: WorkspaceId,
    founding: Hash,
    members: BTreeMap<MemberId, Member>,
    devices: BTreeMap<DeviceId, Device>,
    invitations: BTreeMap<Hash, Invitation>,
    keys: KeyLog,
    standings: BTreeMap<Hash, Standing>,
    heads: Vec<Hash>,
    missing: BTreeSet<Hash>,
}

impl Membership {
    pub(super) fn new(
        workspace: WorkspaceId,
        founding: Hash,
        graph: &Graph,
        evidence: &Evidence,
        labels: &[Label],
    ) -> Membership {
        let stands = |place: &usize| labels[*place] == Label::Stands;
        let standing: Vec<usize> = (0..graph.len()).filter(stands).collect();
        let mut members = BTreeMap::new();
        for member in evidence.founders.keys() {
            let roles: Vec<usize> = all(&evidence.roles, *member).iter().copied().filter(stands).collect();
            let newest = graph.newest(&roles);
            let Some(role) = newest.iter().filter_map(|place| evidence.role(graph, *place)).min() else { continue };
            let removed = all(&evidence.member_removals, *member).iter().any(stands);
            let recovery = all(&evidence.recoveries, *member).iter().copied().rfind(stands);
            let recovery = recovery.and_then(|place| match graph.record(place).action() {
                Action::SetRecovery { card, .. } => Some(*card),
                _ => None,
            });
            members.insert(*member, Member { role, removed, recovery });
        }
        let mut devices = BTreeMap::new();
        for place in &standing {
            let Some((member, card)) = graph.record(*place).action().introduces() else { continue };
            let gone = members.get(&member).is_none_or(|member| member.removed);
            let removed = gone || all(&evidence.device_removals, card.device).iter().any(stands);
            let limits = Limits::new(graph, evidence, labels, card.device, member);
            devices.insert(card.device, Device { member, card: *card, removed, limits });
        }
        let standings = graph.places().iter().map(|(name, place)| (*name, standing_of(labels[*place])));
        let waiting = graph.waiting.iter().map(|name| (*name, Standing::Waits));
        Membership {
            workspace,
            founding,
            members,
            devices,
            invitations: invitations(graph, evidence, labels).collect(),
            keys: KeyLog::new(graph, evidence, labels),
            standings: standings.chain(waiting).collect(),
            heads: graph.newest(&standing).into_iter().map(|place| graph.name(place)).collect(),
            missing: graph.missing.clone(),
        }
    }

    /// The workspace.
    pub fn workspace(&self) -> WorkspaceId {
        self.workspace
    }

    /// The record with which it began.
    pub fn founding(&self) -> Hash {
        self.founding
    }

    /// The newest records that stand: the parents of the next record, and what an envelope names. (A record
    /// takes at most [`MAX_HEADS`](super::MAX_HEADS) of them; whatever it leaves out is beside it.)
    pub fn heads(&self) -> &[Hash] {
        &self.heads
    }

    /// All members, also removed ones.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.members.iter().map(|(id, member)| (*id, member))
    }

    /// One member.
    pub fn member(&self, member: MemberId) -> Option<&Member> {
        self.members.get(&member)
    }

    /// What a member may do; `None` if they do not belong to the workspace, or no more.
    pub fn role(&self, member: MemberId) -> Option<Role> {
        self.members.get(&member).filter(|member| !member.removed).map(|member| member.role)
    }

    /// All devices, also removed ones.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceId, &Device)> {
        self.devices.iter().map(|(id, device)| (*id, device))
    }

    /// One device, with its card: also a removed one, whose earlier envelopes are still to be verified.
    pub fn device(&self, device: DeviceId) -> Option<&Device> {
        self.devices.get(&device)
    }

    /// What a device may do; `None` if it does not belong to the workspace, or no more.
    pub fn role_of_device(&self, device: DeviceId) -> Option<Role> {
        let device = self.devices.get(&device).filter(|device| !device.removed)?;
        self.role(device.member)
    }

    /// The invitations whose records stand, by the names of these.
    pub fn invitations(&self) -> impl Iterator<Item = (Hash, &Invitation)> {
        self.invitations.iter().map(|(name, invitation)| (*name, invitation))
    }

    /// The invitation of one record.
    pub fn invitation(&self, invite: &Hash) -> Option<&Invitation> {
        self.invitations.get(invite)
    }

    /// How a record stands.
    pub fn standing(&self, record: &Hash) -> Standing {
        self.standings.get(record).copied().unwrap_or(Standing::Unknown)
    }

    /// The records that were put aside, and why.
    pub fn asides(&self) -> impl Iterator<Item = (Hash, Aside)> {
        self.standings.iter().filter_map(|(name, standing)| match standing {
            Standing::Aside(aside) => Some((*name, *aside)),
            _ => None,
        })
    }

    /// The records that others wait for.
    pub fn missing(&self) -> impl Iterator<Item = Hash> {
        self.missing.iter().copied()
    }

    /// The content keys that there are.
    pub fn keys(&self) -> impl Iterator<Item = (KeyId, &SharedKey)> {
        self.keys.keys.iter().map(|(id, key)| (*id, key))
    }

    /// One content key.
    pub fn key(&self, key: KeyId) -> Option<&SharedKey> {
        self.keys.keys.get(&key)
    }

    /// The key to seal with; `None` before there is one.
    pub fn current_key(&self) -> Option<KeyId> {
        self.keys.current
    }

    /// Whether a new key has to be made before the next envelope: there is none yet, or someone who may know
    /// the current one was removed, or a recovery key was replaced, since it was made.
    pub fn new_key_is_due(&self) -> bool {
        self.keys.due
    }

    /// For whom a new key is wrapped: every remaining device, and every remaining member's recovery key.
    pub fn receivers(&self) -> Vec<(Recipient, ReceivingKey)> {
        let devices = self.devices.iter().filter(|(_, device)| !device.removed);
        let devices = devices.map(|(id, device)| (Recipient::Device(*id), device.card.receiving));
        let members = self.members.iter().filter(|(_, member)| !member.removed);
        let recoveries =
            members.filter_map(|(id, member)| member.recovery.map(|card| (Recipient::Recovery(*id), card.receiving)));
        devices.chain(recoveries).collect()
    }

    /// Who of them has no wrap of `key` yet. Someone who got it in a parcel is named too.
    pub fn lacking(&self, key: KeyId) -> Vec<(Recipient, ReceivingKey)> {
        let wrapped = |to: &Recipient| self.key(key).is_some_and(|key| key.wraps.contains_key(to));
        self.receivers().into_iter().filter(|(to, _)| !wrapped(to)).collect()
    }
}

fn standing_of(label: Label) -> Standing {
    match label {
        Label::Stands => Standing::Stands,
        Label::Aside(aside) => Standing::Aside(aside),
        Label::Open => Standing::Waits,
    }
}
