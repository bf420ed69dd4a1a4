//! When the sync machine gets the engine, and how long a request may take: pure.
//!
//! One turn is one call of the engine; between two turns the host lets requests of pages be served. So
//! the machine is asked again and again, a call at a time, until it has nothing to send.
//!
//! - What is to go out goes first: nothing stands between a commit and its way out but one turn.
//! - Answers are taken in one a turn, in the order in which they came.
//! - After a failure of storage everything rests for a minute. Answers are kept meanwhile.
//! - A clock that jumps back delays nothing for longer than [`LONGEST_REST`].

use std::collections::VecDeque;

use floorbook_domain::Instant;

/// How long everything rests after storage failed, in milliseconds.
const PAUSE: i64 = 60_000;

/// How soon the machine may be called again by its own clock: it must not spin.
const SHORTEST_REST: i64 = 100;

/// The longest rest without a look at the clock, in milliseconds.
pub const LONGEST_REST: i64 = 600_000;

/// How many bytes of an answer are taken in. More than that is none of a hub's answers.
pub const LARGEST_ANSWER: usize = 20 * 1024 * 1024;

/// How long a live connection may be silent, in milliseconds. A hub says something every 15 seconds.
pub const SILENCE: f64 = 45_000.0;

/// How long to wait for an exchange of so many bytes there and back, in milliseconds.
pub fn patience(bytes: usize) -> f64 {
    // A second for each 50 KB, which is one for a mobile network that hardly works.
    #[allow(clippy::cast_precision_loss, reason = "some megabytes")]
    let bytes = bytes as f64;
    30_000.0 + bytes / 50.0
}

/// What the next turn is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn<A> {
    /// Ask the machine what is to be sent; if nothing, say so with [`Rhythm::waits`].
    Ask,
    /// Take this answer in.
    Take(A),
    /// Open the live connections that should be open.
    Live,
    /// Nothing, for so many milliseconds; `None` until something happens.
    Rest(Option<i64>),
}

/// What waits for a turn. `A` is an answer.
#[derive(Clone, Debug)]
pub struct Rhythm<A> {
    ask: bool,
    answers: VecDeque<A>,
    live: bool,
    alarm: Option<Instant>,
    pause: Option<Instant>,
}

impl<A> Default for Rhythm<A> {
    /// Nothing is known yet, so the machine is asked.
    fn default() -> Rhythm<A> {
        Rhythm { ask: true, answers: VecDeque::new(), live: false, alarm: None, pause: None }
    }
}

impl<A> Rhythm<A> {
    /// Something happened after which there may be something to send.
    pub fn stir(&mut self) {
        self.ask = true;
    }

    /// The person asks that it be tried now.
    pub fn hurry(&mut self) {
        self.pause = None;
        self.ask = true;
    }

    /// An answer came.
    pub fn bring(&mut self, answer: A) {
        self.answers.push_back(answer);
    }

    /// The machine has nothing to send now, and wants to be asked again at `alarm`.
    pub fn waits(&mut self, now: Instant, alarm: Option<Instant>) {
        self.ask = false;
        self.live = true;
        self.alarm = alarm.map(|at| at.max(now.plus_millis(SHORTEST_REST)));
    }

    /// Storage failed in this turn.
    pub fn failed(&mut self, now: Instant) {
        self.ask = true;
        self.pause = Some(now.plus_millis(PAUSE));
    }

    /// What to do now.
    pub fn turn(&mut self, now: Instant) -> Turn<A> {
        if let Some(left) = self.pause.map(|until| until.0 - now.0).filter(|left| (1..=PAUSE).contains(left)) {
            return Turn::Rest(Some(left));
        }
        self.pause = None;
        if self.alarm.is_some_and(|at| at <= now) {
            self.ask = true;
            self.alarm = None;
        }
        if self.ask {
            return Turn::Ask;
        }
        if let Some(answer) = self.answers.pop_front() {
            self.ask = true;
            return Turn::Take(answer);
        }
        if std::mem::take(&mut self.live) {
            return Turn::Live;
        }
        Turn::Rest(self.alarm.map(|at| at.0.saturating_sub(now.0).min(LONGEST_REST)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_000_000);

    fn later(millis: i64) -> Instant {
        NOW.plus_millis(millis)
    }

    /// A rhythm at rest: the machine was asked, and has no wish.
    fn resting() -> Rhythm<u8> {
        let mut rhythm = Rhythm::default();
        rhythm.waits(NOW, None);
        assert_eq!(rhythm.turn(NOW), Turn::Live);
        assert_eq!(rhythm.turn(NOW), Turn::Rest(None));
        rhythm
    }

    #[test]
    fn a_machine_that_sends_is_asked_until_it_waits() {
        let mut rhythm = Rhythm::<u8>::default();
        for _ in 0..3 {
            assert_eq!(rhythm.turn(NOW), Turn::Ask);
        }
        rhythm.waits(NOW, None);
        assert_eq!(rhythm.turn(NOW), Turn::Live);
        assert_eq!(rhythm.turn(NOW), Turn::Rest(None));
    }

    #[test]
    fn what_was_written_goes_out_before_anything_is_taken_in() {
        let mut rhythm = resting();
        rhythm.bring(1);
        rhythm.stir();
        assert_eq!(rhythm.turn(NOW), Turn::Ask);
        rhythm.waits(NOW, None);
        assert_eq!(rhythm.turn(NOW), Turn::Take(1));
    }

    #[test]
    fn after_each_answer_the_machine_is_asked() {
        let mut rhythm = resting();
        rhythm.bring(1);
        rhythm.bring(2);
        for answer in [1, 2] {
            assert_eq!(rhythm.turn(NOW), Turn::Take(answer));
            assert_eq!(rhythm.turn(NOW), Turn::Ask);
            rhythm.waits(NOW, None);
        }
        assert_eq!(rhythm.turn(NOW), Turn::Live);
        assert_eq!(rhythm.turn(NOW), Turn::Rest(None));
    }

    #[test]
    fn the_machine_is_asked_at_the_time_it_named() {
        let mut rhythm = resting();
        rhythm.waits(NOW, Some(later(5_000)));
        assert_eq!(rhythm.turn(NOW), Turn::Live);
        assert_eq!(rhythm.turn(later(1_000)), Turn::Rest(Some(4_000)));
        assert_eq!(rhythm.turn(later(5_000)), Turn::Ask);
        rhythm.waits(later(5_000), None);
        assert_eq!(rhythm.turn(later(5_000)), Turn::Live);
        assert_eq!(rhythm.turn(later(5_000)), Turn::Rest(None), "an alarm rings once");
    }

    #[test]
    fn a_machine_that_names_the_past_does_not_spin() {
        let mut rhythm = resting();
        rhythm.waits(NOW, Some(later(-5_000)));
        assert_eq!(rhythm.turn(NOW), Turn::Live);
        assert_eq!(rhythm.turn(NOW), Turn::Rest(Some(SHORTEST_REST)));
    }

    #[test]
    fn after_a_failure_everything_rests_for_a_minute_and_nothing_is_forgotten() {
        let mut rhythm = resting();
        rhythm.failed(NOW);
        rhythm.bring(1);
        rhythm.stir();
        assert_eq!(rhythm.turn(NOW), Turn::Rest(Some(PAUSE)));
        assert_eq!(rhythm.turn(later(59_000)), Turn::Rest(Some(1_000)));
        assert_eq!(rhythm.turn(later(60_000)), Turn::Ask);
        rhythm.waits(later(60_000), None);
        assert_eq!(rhythm.turn(later(60_000)), Turn::Take(1));
    }

    #[test]
    fn who_asks_for_it_ends_the_rest() {
        let mut rhythm = resting();
        rhythm.failed(NOW);
        rhythm.hurry();
        assert_eq!(rhythm.turn(NOW), Turn::Ask);
    }

    #[test]
    fn a_clock_that_jumps_back_delays_little() {
        let mut rhythm = resting();
        rhythm.failed(NOW);
        assert_eq!(rhythm.turn(later(-86_400_000)), Turn::Ask);
        rhythm.waits(NOW, Some(later(5_000)));
        assert_eq!(rhythm.turn(later(-86_400_000)), Turn::Live);
        assert_eq!(rhythm.turn(later(-86_400_000)), Turn::Rest(Some(LONGEST_REST)));
    }

    #[test]
    fn a_larger_body_may_take_longer() {
        assert!((patience(0) - 30_000.0).abs() < 0.1);
        assert!((patience(50_000) - 31_000.0).abs() < 0.1);
        assert!((patience(5_000_000) - 130_000.0).abs() < 0.1);
    }
}
