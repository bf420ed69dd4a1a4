//! The memberships that were resolved, so that it is done once for each change of one.

use super::{Api, Refused};
use crate::storage::Held;
use floorbook_seal::WorkspaceId;
use floorbook_seal::membership::{Membership, Record, resolve};
use floorbook_wire::Reason;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The memberships in memory.
#[derive(Debug, Default)]
pub(super) struct Known {
    resolved: Mutex<HashMap<WorkspaceId, Arc<Membership>>>,
    /// Held while records are judged and stored, so that each is judged by all before it.
    pub(super) one_at_a_time: tokio::sync::Mutex<()>,
}

impl Known {
    /// The membership of a workspace; `None` if there is no such workspace.
    pub(super) async fn membership(&self, api: &Api, id: WorkspaceId) -> Result<Option<Arc<Membership>>, Refused> {
        if let Some(known) = self.resolved.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(held) = api.storage.membership(id).await? else { return Ok(None) };
        let membership = Arc::new(resolved(id, &held)?);
        let mut known = self.resolved.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have set a newer one meanwhile.
        Ok(Some(Arc::clone(known.entry(id).or_insert(membership))))
    }

    /// Takes a membership whose records have been stored.
    pub(super) fn set(&self, id: WorkspaceId, membership: Membership) -> Arc<Membership> {
        let membership = Arc::new(membership);
        self.resolved.lock().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&membership));
        membership
    }
}

/// What these records make.
pub(super) fn resolved(id: WorkspaceId, held: &Held) -> Result<Membership, Reason> {
    let records: Result<Vec<Record>, _> = held.records.iter().map(|bytes| Record::read(bytes)).collect();
    resolve(id, held.founding, records.map_err(|_| Reason::Unreadable)?).map_err(|_| Reason::TooLarge)
}
