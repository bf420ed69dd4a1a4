//! The listening end of a live connection, and what the hub has told it.

use floorbook_engine::Exchange;
use floorbook_seal::{DeviceId, WorkspaceId};
use floorbook_wire::{News, Notice, signed::Signed};

use crate::hub::Hub;

/// A live connection that is open.
#[derive(Clone, Debug)]
pub struct Ear {
    /// Where it listens.
    pub url: String,
    /// Which device listens; it is told nothing that it wrote.
    device: Option<DeviceId>,
    /// What it was told last.
    said: Option<Notice>,
}

impl Ear {
    /// The connection that this request opens.
    pub fn new(exchange: &Exchange) -> Ear {
        let field = exchange.headers.iter().find(|(name, _)| *name == "authorization");
        let device = field.and_then(|(_, value)| Signed::parse(value)).map(|signed| signed.device);
        Ear { url: exchange.url.clone(), device, said: None }
    }

    /// What a hub has to tell of a workspace, if that is new.
    pub fn news(&self, hub: &Hub, id: WorkspaceId) -> Option<News> {
        let news = hub.news(id, self.said.map(|said| said.envelopes), self.device)?;
        (Some(news.notice) != self.said).then_some(news)
    }

    /// It was told.
    pub fn told(&mut self, notice: Notice) {
        self.said = Some(notice);
    }
}
