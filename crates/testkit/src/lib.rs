//! For tests: replicas on temporary files with a clock and a randomness that tests control.

mod chance;
mod replica;

pub use chance::Chance;
pub use replica::Replica;
