//! The listening end of a live connection, and what the hub has told it.

use floorbook_engine::Live;
use floorbook_seal::{DeviceId, WorkspaceId};
use floorbook_wire::{News, Notice, signed::Signed};

use crate::hub::Hub;

/// A live connection that is open.
#[derive(Clone, Debug)]
pub struct Ear {
    /// Where it listens.
    pub url: String,
    /// What it listens to.
    workspace: WorkspaceId,
    /// Which device listens; it is told nothing that it wrote.
    device: Option<DeviceId>,
    /// What it was told last.
    said: Option<Notice>,
}

impl Ear {
    /// The connection that this request opens.
    pub fn new(live: &Live) -> Ear {
        let Live { notebook, exchange, .. } = live;
        let workspace = WorkspaceId(notebook.to_bytes());
        let field = exchange.headers.iter().find(|(name, _)| *name == "authorization");
        let device = field.and_then(|(_, value)| Signed::parse(value)).map(|signed| signed.device);
        Ear { url: exchange.url.clone(), workspace, device, said: None }
    }

    /// What a hub has to tell, if that is new.
    pub fn news(&self, hub: &Hub) -> Option<News> {
        let news = hub.news(self.workspace, self.said.map(|said| said.envelopes), self.device)?;
        (Some(news.notice) != self.said).then_some(news)
    }

    /// It was told.
    pub fn told(&mut self, notice: Notice) {
        self.said = Some(notice);
    }
}
