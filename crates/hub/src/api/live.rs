//! The live connections: who listens to which workspace, and what wakes them.

use super::{Api, Refused};
use floorbook_seal::{DeviceId, WorkspaceId};
use floorbook_wire::{Notice, Reason};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// The most live connections of one device. It needs one; an old one may not know yet that its peer is gone.
const MOST: usize = 8;

/// All live connections.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// What was last said to those who listen; a workspace that nobody listens to is not in it.
    said: Mutex<HashMap<WorkspaceId, watch::Sender<Notice>>>,
    /// How many connections each device has; one that has none is not in it.
    devices: Mutex<HashMap<(WorkspaceId, DeviceId), usize>>,
    /// Whether the hub is about to stop.
    stops: watch::Sender<bool>,
}

/// One live connection; it is counted as long as this is there.
pub(super) struct Listener {
    pub(super) id: WorkspaceId,
    pub(super) device: DeviceId,
    api: Arc<Api>,
    said: watch::Receiver<Notice>,
    stops: watch::Receiver<bool>,
}

impl Api {
    /// Wakes those who listen to a workspace, and asks once for all of them what there is.
    pub(super) async fn tell(&self, id: WorkspaceId) -> Result<(), Refused> {
        if !self.live.is_heard(id) {
            return Ok(());
        }
        let news = self.storage.news(id).await?;
        if let Some(said) = self.live.said().get(&id) {
            // Another telling may have overtaken this one. It wakes also where there is nothing new: who was
            // removed is to notice.
            said.send_modify(|said| *said = later(*said, news));
        }
        Ok(())
    }

    /// Ends all live connections, and lets no new one begin.
    pub(crate) fn stop(&self) {
        self.live.stops.send_replace(true);
    }
}

impl Live {
    fn said(&self) -> std::sync::MutexGuard<'_, HashMap<WorkspaceId, watch::Sender<Notice>>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_heard(&self, id: WorkspaceId) -> bool {
        let mut said = self.said();
        let is_heard = said.get(&id).is_some_and(|sender| sender.receiver_count() > 0);
        if !is_heard {
            said.remove(&id);
        }
        is_heard
    }
}

impl Listener {
    /// Begins to listen.
    pub(super) fn new(api: Arc<Api>, id: WorkspaceId, device: DeviceId) -> Result<Listener, Reason> {
        {
            let mut devices = api.live.devices.lock().unwrap_or_else(PoisonError::into_inner);
            let count = devices.entry((id, device)).or_default();
            if *count >= MOST {
                return Err(Reason::TooOften);
            }
            *count += 1;
        }
        api.metrics.connected();
        let said = api.live.said().entry(id).or_default().subscribe();
        let stops = api.live.stops.subscribe();
        Ok(Listener { id, device, api, said, stops })
    }

    /// What there is now.
    pub(super) async fn now(&mut self) -> Option<Notice> {
        let news = self.api.storage.news(self.id).await.ok()?;
        Some(later(news, *self.said.borrow_and_update()))
    }

    /// What there is once there is something new; `None` once the device was removed or the hub stops.
    pub(super) async fn next(&mut self) -> Option<Notice> {
        tokio::select! {
            biased;
            _ = self.stops.wait_for(|stops| *stops) => return None,
            changed = self.said.changed() => changed.ok()?,
        }
        let membership = self.api.known.membership(&self.api, self.id).await.ok()??;
        membership.role_of_device(self.device)?;
        Some(*self.said.borrow_and_update())
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let Listener { id, device, api, .. } = self;
        api.metrics.disconnected();
        let mut devices = api.live.devices.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = devices.get_mut(&(*id, *device)) {
            *count -= 1;
            if *count == 0 {
                devices.remove(&(*id, *device));
            }
        }
    }
}

/// Of each number the greater one: none of them ever falls.
fn later(one: Notice, other: Notice) -> Notice {
    let (Notice { envelopes, records, chunks }, other) = (one, other);
    let (envelopes, records) = (envelopes.max(other.envelopes), records.max(other.records));
    Notice { envelopes, records, chunks: chunks.max(other.chunks) }
}
