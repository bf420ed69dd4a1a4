//! A hub inside another program: the desktop app shares one with those around it.
//!
//! It is the same hub. It keeps only what is brought by who has the token, serves no app, and ends when it is closed.

use crate::api::{Api, Peers, PerMinute};
use crate::attachments::Place;
use crate::journal::Journal;
use crate::listening::Listening;
use crate::serve::{self, Hub, Rules};
use crate::site::Site;
use floorbook_seal::{DeviceId, WorkspaceId};
use floorbook_wire::USUAL_PARCEL;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How long what a stranger sends may take, and how many workspaces and requests a minute there may be.
const PATIENCE: Duration = Duration::from_secs(20);
const WORKSPACES: u64 = 64;
const PER_MINUTE: PerMinute = PerMinute { device: 6_000, stranger: 120 };
/// How long answers under way may take once it is closed.
const FAREWELL: Duration = Duration::from_secs(2);

/// A hub that runs as long as this is there.
pub struct Hall {
    address: SocketAddr,
    api: Arc<Api>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<anyhow::Result<()>>,
}

/// Why there is none.
#[derive(Debug, Error)]
pub enum NoHall {
    /// The address cannot be listened at.
    #[error("{0} cannot be listened at: {1}")]
    Address(SocketAddr, std::io::Error),
    /// Its files cannot be opened.
    #[error("the hub's files cannot be opened: {0}")]
    Files(String),
    /// It stopped by itself.
    #[error("the hub stopped: {0}")]
    Stopped(String),
}

/// A device that asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Of which workspace it is a member.
    pub workspace: WorkspaceId,
    /// Which device.
    pub device: DeviceId,
    /// When it asked last, in milliseconds since 1970.
    pub at: u64,
    /// Whether it listens now.
    pub listens: bool,
}

impl Hall {
    /// Opens one on what lies in `data`, which is made if missing. Only who shows `token` founds a workspace.
    ///
    /// # Errors
    /// The address is taken, or the files cannot be opened.
    pub async fn open(data: &Path, listen: SocketAddr, token: String) -> Result<Hall, NoHall> {
        let files = |error: anyhow::Error| NoHall::Files(format!("{error:#}"));
        let taken = |error| NoHall::Address(listen, error);
        let listener = TcpListener::bind(listen).await.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let rules = Rules {
            token: Some(token),
            peers: Peers::Direct,
            per_minute: PER_MINUTE,
            largest_parcel: USUAL_PARCEL,
            most_workspaces: WORKSPACES,
            patience: PATIENCE,
            remembers: true,
        };
        let metrics = Arc::default();
        let api = serve::open(data, &Place::usual(data), rules, &metrics).map_err(files)?;
        let hub = Hub { site: Site::default(), journal: Journal::open(Some(data)).map_err(files)?, metrics };
        hub.started(&address.to_string());
        let (stop, stopped) = oneshot::channel();
        let listening = Listening::new(listener, None, PATIENCE);
        let serving = tokio::spawn(hub.serve(Some(Arc::clone(&api)), listening, false, async move {
            // Told to, or whoever would tell is gone.
            let _ = stopped.await;
        }));
        Ok(Hall { address, api, stop, serving })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The devices that asked since it was opened.
    pub fn seen(&self) -> Vec<Seen> {
        let all = self.api.seen.all().into_iter();
        all.map(|((workspace, device), at)| {
            let listens = self.api.listens(workspace, device);
            Seen { workspace, device, at, listens }
        })
        .collect()
    }

    /// Whether it stopped by itself.
    pub fn is_over(&self) -> bool {
        self.serving.is_finished()
    }

    /// Ends it: answers under way get a moment.
    ///
    /// # Errors
    /// It had stopped before.
    pub async fn close(self) -> Result<(), NoHall> {
        let Hall { stop, mut serving, .. } = self;
        // It may be over.
        let _ = stop.send(());
        match tokio::time::timeout(FAREWELL, &mut serving).await {
            Ok(Ok(ended)) => ended.map_err(|error| NoHall::Stopped(format!("{error:#}"))),
            Ok(Err(error)) => Err(NoHall::Stopped(error.to_string())),
            Err(_) => {
                serving.abort();
                Ok(())
            }
        }
    }
}
