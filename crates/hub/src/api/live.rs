//! The live connections: who listens to which workspace, and what wakes them.

use super::{Api, Refused};
use crate::storage::Told;
use floorbook_seal::{DeviceId, WorkspaceId};
use floorbook_wire::{News, Notice, Reason};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// The most live connections of one device. It needs one; an old one may not know yet that its peer is gone.
const MOST: usize = 8;

/// All live connections.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// What was last said to those who listen; a workspace that nobody listens to is not in it.
    said: Mutex<HashMap<WorkspaceId, watch::Sender<Told>>>,
    /// How many connections each device has; one that has none is not in it.
    devices: Mutex<HashMap<(WorkspaceId, DeviceId), usize>>,
    /// Whether the hub is about to stop.
    stops: watch::Sender<bool>,
}

/// One live connection; it is counted as long as this is there.
pub(super) struct Listener {
    pub(super) id: WorkspaceId,
    pub(super) device: DeviceId,
    /// How many envelopes it was told of.
    told: u64,
    api: Arc<Api>,
    said: watch::Receiver<Told>,
    stops: watch::Receiver<bool>,
}

impl Api {
    /// Wakes those who listen to a workspace, and asks once for all of them what there is.
    pub(super) async fn tell(&self, id: WorkspaceId) -> Result<(), Refused> {
        let Some(before) = self.live.said_of(id) else { return Ok(()) };
        let told = self.storage.news_after(id, before.envelopes).await?;
        if let Some(said) = self.live.said().get(&id) {
            // It wakes also where there is nothing new: who was removed is to notice.
            said.send_modify(|said| said.go_on(told));
        }
        Ok(())
    }

    /// Whether a device listens.
    pub(crate) fn listens(&self, id: WorkspaceId, device: DeviceId) -> bool {
        self.live.devices.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&(id, device))
    }

    /// Ends all live connections, and lets no new one begin.
    pub(crate) fn stop(&self) {
        self.live.stops.send_replace(true);
    }
}

impl Live {
    fn said(&self) -> std::sync::MutexGuard<'_, HashMap<WorkspaceId, watch::Sender<Told>>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was last said of a workspace; `None` if nobody listens to it.
    fn said_of(&self, id: WorkspaceId) -> Option<Notice> {
        let mut said = self.said();
        let last = said.get(&id).filter(|sender| sender.receiver_count() > 0).map(|said| said.borrow().news.notice);
        if last.is_none() {
            said.remove(&id);
        }
        last
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
        Ok(Listener { id, device, told: 0, api, said, stops })
    }

    /// What there is now.
    pub(super) async fn now(&mut self) -> Option<News> {
        let told = Told { news: self.api.storage.news(self.id).await.ok()?.into(), only: None };
        if let Some(said) = self.api.live.said().get(&self.id) {
            // What comes next is told from here on. Nobody is woken for it.
            said.send_if_modified(|said| {
                said.go_on(told.clone());
                false
            });
        }
        let notice = later(told.news.notice, self.said.borrow_and_update().news.notice);
        self.told = notice.envelopes;
        Some(notice.into())
    }

    /// What there is once there is something new; `None` once the device was removed or the hub stops.
    pub(super) async fn next(&mut self) -> Option<News> {
        tokio::select! {
            biased;
            _ = self.stops.wait_for(|stops| *stops) => return None,
            changed = self.said.changed() => changed.ok()?,
        }
        let membership = self.api.known.membership(&self.api, self.id).await.ok()??;
        membership.role_of_device(self.device)?;
        let Told { mut news, only } = self.said.borrow_and_update().clone();
        // Nothing is carried to who does not stand just before it, nor to who wrote it.
        let fits = |first: u64| first == self.told && only != Some(self.device);
        news.carried = news.carried.filter(|carried| fits(carried.end.position - carried.envelopes.len() as u64));
        self.told = news.notice.envelopes;
        Some(news)
    }
}

impl Default for Told {
    fn default() -> Told {
        Told { news: Notice::default().into(), only: None }
    }
}

impl Told {
    /// Goes on to what is told now; another telling may have overtaken it.
    fn go_on(&mut self, told: Told) {
        let notice = later(self.news.notice, told.news.notice);
        let is_newer = told.news.notice.envelopes > self.news.notice.envelopes;
        if is_newer {
            *self = told;
        }
        self.news.notice = notice;
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
