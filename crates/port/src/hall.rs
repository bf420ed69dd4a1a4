//! A hub for the hall: one that the shell shares on the local network, and those that others share there.

use floorbook_domain::{DeviceId, Instant};
use serde::{Deserialize, Serialize};

use crate::{Failure, SyncTrouble};

/// What a page wants of the hall. Each is answered by [`FromShell::Hall`](crate::FromShell::Hall).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HallCommand {
    /// How it stands; from now on also whenever that changes.
    Look,
    /// Shares a hub on the local network, until it is stopped or the app ends.
    Share,
    /// Shares none any more.
    Stop,
    /// Syncs with the hub at this address, as another shell shows it.
    Dial(String),
    /// Syncs with the hub at that address no more.
    HangUp,
}

/// How it stands with the hall.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HallView {
    /// The name of this computer.
    pub computer: String,
    /// The hub that is shared here.
    pub sharing: Option<Sharing>,
    /// The hubs of this team that others share.
    pub near: Vec<NearHub>,
    /// Why others are not found by themselves, nor find this one; technical. They still can by address.
    pub deaf: Option<String>,
    /// What the last command could not do.
    pub failed: Option<Failure>,
}

/// A hub that is shared here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sharing {
    /// Where others reach it, such as `192.168.1.5:7430`; the likeliest first.
    pub addresses: Vec<String>,
    /// The devices that asked since it is shared, those that are there now first.
    pub devices: Vec<NearDevice>,
}

/// A device that synced with the hub shared here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearDevice {
    /// Which.
    pub device: DeviceId,
    /// When it asked last.
    pub at: Instant,
    /// Whether it is there now.
    pub here: bool,
}

/// A hub that somebody shares on the same network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearHub {
    /// The computer that shares it; empty for one that was dialled.
    pub computer: String,
    /// Where it is.
    pub address: String,
    /// Whether the person typed the address.
    pub dialled: bool,
    /// Whether it is the one that this device syncs with.
    pub used: bool,
    /// When everything here was last there, and everything there was here.
    pub synced: Option<Instant>,
    /// Changes that are not there yet.
    pub waiting: u32,
    /// What keeps it from going on.
    pub trouble: Option<SyncTrouble>,
}
