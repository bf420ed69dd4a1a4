//! What every host of the engine decides in the same way, whether it is a worker in a browser or an app of its own:
//! whose turn it is while syncing, what a live connection says, what a picture is reduced to, what the files of a
//! notebook are called.
//!
//! All of it is pure. A host brings clock, network and storage; none of them is known here.

pub mod names;
pub mod picture;
pub mod rhythm;
pub mod sse;
pub mod taken;
