//! Chance that repeats: the same seed gives the same run.

use std::time::Duration;

/// SplitMix64 (Steele, Lea, Flood 2014), as `floorbook-testkit` has it; without the engine that it brings along.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// A run of numbers named by `seed`.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit.max(1)
    }

    /// A time between the two.
    pub fn between(&mut self, least: Duration, most: Duration) -> Duration {
        let span = most.saturating_sub(least).as_millis();
        least + Duration::from_millis(self.below(u64::try_from(span).unwrap_or(u64::MAX)))
    }

    /// One of these.
    pub fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap_or(0)]
    }
}
