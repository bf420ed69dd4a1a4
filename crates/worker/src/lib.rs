//! The browser's host of the engine: a dedicated module worker that keeps the notebook in the
//! browser's origin-private file system.
//!
//! It opens the database (or says why it cannot), runs the page's requests in their order, agrees
//! with the workers of other tabs on who owns the database, carries what the owner's engine has for a
//! hub and what the hub answers, and turns pictures upright and small.
//!
//! - There is never a store in memory: what cannot be kept durably is refused by name.
//! - The key is on disk, and was read back, before the first row is written.
//! - A request is kept until it is answered, and given to the next owner when the owner changes.
//! - Nothing is deleted here but what this crate itself left half done.
//!
//! What needs no browser is in the public modules and tested natively, or in `floorbook-host` where the shell does
//! the same; `web` is the thin rest.

pub mod alive;
pub mod around;
pub mod election;
pub mod inbox;
pub mod slot;
pub mod word;

#[cfg(target_arch = "wasm32")]
mod web;
