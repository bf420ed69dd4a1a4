//! Rounds of something that depends on chance: a few always, many in a soak. Each says its seed.

use floorbook_tests::chance::Chance;
use floorbook_tests::place;
use std::time::Duration;

/// How many rounds are run of each kind.
pub fn count() -> u64 {
    if place::soak() { 20 } else { 2 }
}

/// The chance of each round, with the number that repeats it (`FLOORBOOK_SEED`, with the round's
/// own number added to it).
pub fn each() -> impl Iterator<Item = (u64, Chance)> {
    let seed = place::seed();
    (0..count()).map(move |round| (seed + round, Chance::new(seed + round)))
}

/// The worst loss seen.
#[derive(Debug, Default)]
pub struct Worst(Duration, u64);

impl Worst {
    /// Takes a loss in.
    pub fn see(&mut self, loss: Duration, seed: u64) {
        if loss >= self.0 {
            *self = Worst(loss, seed);
        }
    }

    /// Says it.
    pub fn say(&self, what: &str) {
        eprintln!("{what}: in {} rounds the worst loss was {} ms (seed {})", count(), self.0.as_millis(), self.1);
    }
}
