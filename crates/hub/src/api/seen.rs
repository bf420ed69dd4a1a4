//! Which device asked last when, for whoever shows who is near. Only of members, so it stays small; a hub for many
//! remembers nothing.

use super::now;
use floorbook_seal::{DeviceId, WorkspaceId};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// When each device asked last, in milliseconds since 1970.
#[derive(Debug)]
pub(crate) struct Seen(Option<Mutex<BTreeMap<(WorkspaceId, DeviceId), u64>>>);

impl Seen {
    pub(super) fn new(remembers: bool) -> Seen {
        Seen(remembers.then(Mutex::default))
    }

    /// A member asked.
    pub(super) fn note(&self, workspace: WorkspaceId, device: DeviceId) {
        if let Some(seen) = &self.0 {
            seen.lock().unwrap_or_else(PoisonError::into_inner).insert((workspace, device), now());
        }
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<((WorkspaceId, DeviceId), u64)> {
        let seen = self.0.as_ref().map(|seen| seen.lock().unwrap_or_else(PoisonError::into_inner));
        seen.iter().flat_map(|seen| seen.iter()).map(|(who, at)| (*who, *at)).collect()
    }
}
