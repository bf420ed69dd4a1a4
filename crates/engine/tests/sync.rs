//! What syncing promises: with a hub, with a file, and when either lies or forgets.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "sync/common.rs"]
mod common;
#[path = "sync/files.rs"]
mod files;
#[path = "sync/hubs.rs"]
mod hubs;
#[path = "sync/joining.rs"]
mod joining;
#[path = "sync/leaving.rs"]
mod leaving;
#[path = "sync/near.rs"]
mod near;
#[path = "sync/strangers.rs"]
mod strangers;
