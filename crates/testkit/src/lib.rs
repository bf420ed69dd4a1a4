//! For tests: replicas on temporary files with a clock and a randomness that tests control.

mod chance;
mod fleet;
mod replica;

pub use chance::Chance;
pub use fleet::{exchange, fleet, shuffle};
pub use replica::Replica;
