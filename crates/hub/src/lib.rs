//! The sync hub: keeps sealed envelopes for a team's devices, blindly.
//!
//! What it acknowledges has been flushed to disk, and it never holds a content key or a word of a notebook.
//!
//! It stands alone (`program`: the program `floorbook-hub`, which serves the built app as well), or inside another
//! program (`hall`: the desktop app shares one with those around it).

mod api;
mod attachments;
#[cfg(feature = "program")]
mod backup;
mod encoding;
mod hall;
mod journal;
mod listening;
mod metrics;
mod pace;
mod policy;
#[cfg(feature = "program")]
pub mod program;
mod reply;
mod serve;
mod site;
mod storage;

pub use floorbook_seal::{DeviceId, WorkspaceId};
pub use hall::{Hall, NoHall, Seen};
