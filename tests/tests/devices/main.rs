//! Devices without a screen against the real hub: what syncing promises, over real connections.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod hall;
mod killed;
mod sealed;
mod together;
mod words;
