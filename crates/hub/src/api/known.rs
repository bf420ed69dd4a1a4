//! The memberships that were resolved, so that it is done once for each change of one.

use super::{Api, Refused};
use crate::storage::Held;
use floorbook_seal::WorkspaceId;
use floorbook_seal::membership::{Membership, Record, resolve};
use floorbook_wire::Reason;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many are kept in memory. Beyond that any is dropped, and resolved again when it is needed.
const MOST: usize = 4096;

/// The memberships in memory.
#[derive(Debug, Default)]
pub(super) struct Known {
    resolved: Mutex<Kept>,
    /// Held while records are judged and stored, so that each is judged by all before it.
    pub(super) one_at_a_time: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Kept {
    memberships: HashMap<WorkspaceId, Arc<Membership>>,
    /// How often one has changed since the start.
    changes: u64,
}

impl Known {
    /// The membership of a workspace; `None` if there is no such workspace.
    pub(super) async fn membership(&self, api: &Api, id: WorkspaceId) -> Result<Option<Arc<Membership>>, Refused> {
        loop {
            let before = {
                let known = self.kept();
                if let Some(membership) = known.memberships.get(&id) {
                    return Ok(Some(Arc::clone(membership)));
                }
                known.changes
            };
            let Some(held) = api.storage.membership(id).await? else { return Ok(None) };
            let membership = Arc::new(resolved(id, &held)?);
            let mut known = self.kept();
            // What was read before a change may be older than it.
            if known.changes == before {
                known.keep(id, Arc::clone(&membership));
                return Ok(Some(membership));
            }
        }
    }

    /// Takes a membership whose records have been stored.
    pub(super) fn set(&self, id: WorkspaceId, membership: Membership) -> Arc<Membership> {
        let membership = Arc::new(membership);
        let mut known = self.kept();
        known.changes += 1;
        known.keep(id, Arc::clone(&membership));
        membership
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.resolved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn keep(&mut self, id: WorkspaceId, membership: Arc<Membership>) {
        if self.memberships.len() >= MOST
            && let Some(other) = self.memberships.keys().copied().find(|other| *other != id)
        {
            self.memberships.remove(&other);
        }
        self.memberships.insert(id, membership);
    }
}

/// What these records make.
pub(super) fn resolved(id: WorkspaceId, held: &Held) -> Result<Membership, Reason> {
    let records: Result<Vec<Record>, _> = held.records.iter().map(|bytes| Record::read(bytes)).collect();
    resolve(id, held.founding, records.map_err(|_| Reason::Unreadable)?).map_err(|_| Reason::TooLarge)
}
