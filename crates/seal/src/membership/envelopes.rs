//! Whose envelopes count.

use thiserror::Error;

use super::{
    Action, Membership, Role,
    evidence::{Evidence, all},
    graph::Graph,
    hearing::Label,
};
use crate::id::{DeviceId, MemberId, Tail};

/// Why an envelope does not count. It is kept all the same: an owner may adopt it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Its device does not belong to the workspace, as far as is known here.
    #[error("its device does not belong to the workspace")]
    NotAMember,
    /// Its device was removed, and this came after the last envelope that was accepted.
    #[error("its device was removed after change {accepted}")]
    Removed {
        /// The last change that was accepted; 0 for none.
        accepted: u64,
    },
    /// Its member only reads.
    #[error("its author only reads")]
    OnlyReads,
    /// A removal or a new role names another envelope at its place: the device's history has two branches.
    #[error("another envelope was accepted at its place")]
    OtherBranch,
}

/// What a device may write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    /// After which change which role holds, in rising order.
    roles: Vec<(u64, Role)>,
    /// Up to which change envelopes count, if the device was removed.
    removed: Option<u64>,
    /// Up to which change an owner adopted.
    adopted: u64,
    /// Envelopes that were named.
    named: Vec<Tail>,
}

impl Limits {
    pub(super) fn new(
        graph: &Graph,
        evidence: &Evidence,
        labels: &[Label],
        device: DeviceId,
        member: MemberId,
    ) -> Self {
        let stands = |place: &usize| labels[*place] == Label::Stands;
        let mut limits = Limits::default();
        let members = all(&evidence.member_removals, member).iter().copied();
        let devices = all(&evidence.device_removals, device).iter().copied();
        for place in members.chain(devices).filter(stands) {
            let accepted = limits.name(tail_in(graph, place, device));
            limits.removed = limits.removed.max(Some(accepted));
        }
        for place in all(&evidence.adoptions, device).iter().copied().filter(stands) {
            let adopted = limits.name(tail_in(graph, place, device));
            limits.adopted = limits.adopted.max(adopted);
        }
        let roles: Vec<usize> = all(&evidence.roles, member).iter().copied().filter(stands).collect();
        let after: Vec<u64> = roles.iter().map(|place| limits.name(tail_in(graph, *place, device))).collect();
        let mut starts = after.clone();
        starts.sort_unstable();
        starts.dedup();
        for start in starts {
            let begun = roles.iter().zip(&after).filter(|(_, after)| **after <= start).map(|(place, _)| *place);
            let newest = graph.newest(&begun.collect::<Vec<_>>());
            let role = newest.iter().filter_map(|place| evidence.role(graph, *place)).min();
            limits.roles.extend(role.map(|role| (start, role)));
        }
        limits
    }

    /// Remembers an envelope that was named, and returns the number of its last change.
    fn name(&mut self, tail: Option<Tail>) -> u64 {
        self.named.extend(tail);
        tail.map_or(0, |tail| tail.seq)
    }

    fn role_at(&self, seq: u64) -> Option<Role> {
        self.roles.iter().rev().find(|(after, _)| *after < seq).map(|(_, role)| *role)
    }

    fn accept(&self, first: u64, tail: &Tail) -> Result<(), Refusal> {
        let conflicts = |named: &Tail| (first..=tail.seq).contains(&named.seq);
        if !self.named.contains(tail) && self.named.iter().any(conflicts) {
            return Err(Refusal::OtherBranch);
        }
        if tail.seq <= self.adopted {
            return Ok(());
        }
        match self.removed {
            Some(accepted) if tail.seq > accepted => return Err(Refusal::Removed { accepted }),
            _ => {}
        }
        let role = self.role_at(first).min(self.role_at(tail.seq));
        if role >= Some(Role::Editor) { Ok(()) } else { Err(Refusal::OnlyReads) }
    }
}

/// The envelope of `device` that a record names.
fn tail_in(graph: &Graph, place: usize, device: DeviceId) -> Option<Tail> {
    match graph.record(place).action() {
        Action::SetRole { tails, .. } | Action::RemoveMember { tails, .. } => {
            tails.iter().filter(|(of, _)| *of == device).map(|(_, tail)| *tail).max()
        }
        Action::RemoveDevice { tail, .. } => *tail,
        Action::Adopt { tail, .. } => Some(*tail),
        _ => None,
    }
}

impl Membership {
    /// Whether the envelope of `device` that begins with change `first` and ends the chain with `tail` counts;
    /// returns the member who must be the author of its changes.
    ///
    /// A removal names only the last envelope accepted; those before it count if they are in the chain that
    /// ends with it, which the caller sees by their hashes ([`follows`](crate::envelope::Sealed::follows)).
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn accepts(&self, device: DeviceId, first: u64, tail: &Tail) -> Result<MemberId, Refusal> {
        let known = self.device(device).ok_or(Refusal::NotAMember)?;
        known.limits.accept(first, tail).map(|()| known.member)
    }

    /// The envelopes of `device` that removals, new roles and adoptions name. Of two histories of one device, up to
    /// the last of these only the one counts in which they lie.
    pub fn named(&self, device: DeviceId) -> &[Tail] {
        self.device(device).map_or(&[], |known| &known.limits.named)
    }
}
