//! Ids and hashes as this package and the sealing know them: the same bytes under two names.

use floorbook_domain as domain;
use floorbook_port::Role;
use floorbook_seal::{self as seal, membership};

use crate::Entropy;

/// The workspace of a notebook: a notebook is one.
pub(crate) fn workspace(id: domain::NotebookId) -> seal::WorkspaceId {
    seal::WorkspaceId(id.to_bytes())
}

pub(crate) fn device(id: domain::DeviceId) -> seal::DeviceId {
    seal::DeviceId(id.to_bytes())
}

pub(crate) fn our_device(id: seal::DeviceId) -> domain::DeviceId {
    domain::DeviceId::from_bytes(id.0)
}

pub(crate) fn member(id: domain::MemberId) -> seal::MemberId {
    seal::MemberId(id.to_bytes())
}

pub(crate) fn our_member(id: seal::MemberId) -> domain::MemberId {
    domain::MemberId::from_bytes(id.0)
}

pub(crate) fn role(role: Role) -> membership::Role {
    match role {
        Role::Viewer => membership::Role::Viewer,
        Role::Editor => membership::Role::Editor,
        Role::Owner => membership::Role::Owner,
    }
}

pub(crate) fn our_role(role: membership::Role) -> Role {
    match role {
        membership::Role::Viewer => Role::Viewer,
        membership::Role::Editor => Role::Editor,
        membership::Role::Owner => Role::Owner,
    }
}

/// The host's randomness, as the sealing wants it.
pub(crate) struct Random<'a>(pub(crate) &'a mut dyn Entropy);

impl seal::Entropy for Random<'_> {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}
