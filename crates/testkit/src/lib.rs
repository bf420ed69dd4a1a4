//! For tests: replicas on temporary files with a clock and a randomness that tests control, a hub in memory, and
//! a network between them that can fail.

mod chance;
mod ear;
mod fleet;
pub mod hub;
mod net;
mod replica;
pub mod sim;
mod team;

pub use chance::Chance;
pub use ear::Ear;
pub use fleet::{exchange, fleet, shuffle};
pub use net::Net;
pub use replica::{Replica, Snapshot};
