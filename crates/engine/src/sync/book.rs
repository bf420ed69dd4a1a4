//! What is known of one connected notebook in this session.

use std::rc::Rc;

use floorbook_domain::Instant;
use floorbook_port::{SyncPhase, SyncTrouble};
use floorbook_seal::membership::Membership;

use super::bytes;

/// The first wait after a failure, in milliseconds; it doubles up to [`LONGEST`].
const FIRST: i64 = 1_000;
/// The longest wait between two tries.
const LONGEST: i64 = 60_000;

/// A connected notebook in this session.
#[derive(Default)]
pub(super) struct Book {
    /// Whether the hub was asked what it has, since it was last heard of.
    pub(super) greeted: bool,
    /// Whether its membership records are read from the first one on, which is done once in each session.
    pub(super) reads_anew: bool,
    /// The hub does not know this device yet: first it gets the records.
    pub(super) stranger: bool,
    /// How many envelopes and records the hub has, as far as is known.
    pub(super) end: u64,
    pub(super) records: u64,
    /// A request about text is under way.
    pub(super) busy: bool,
    /// Not before this time.
    pub(super) again: Option<Instant>,
    pub(super) fails: u32,
    pub(super) trouble: Option<SyncTrouble>,
    /// How often what the hub sent was not what its log says, one after the other.
    pub(super) altered: u32,
    /// How often the hub lacked what comes before what was sent, one after the other.
    pub(super) gaps: u32,
    /// This device leaves, and the hub does not know it yet: it still takes what was written before.
    pub(super) leaving: bool,
    /// The hub's time less ours, in milliseconds; and whether it was taken over already.
    pub(super) offset: i64,
    pub(super) clock_tried: bool,
    pub(super) live: bool,
    pub(super) live_again: Option<Instant>,
    pub(super) live_fails: u32,
    pub(super) membership: Option<((i64, i64), Rc<Membership>)>,
    /// How many envelopes were to be fetched when fetching began, and how many changes to be sent.
    pub(super) from: u64,
    pub(super) sending: (u32, u32),
    /// Something came with a notice, so that there was nothing to fetch.
    pub(super) arrived: bool,
    pub(super) phase: SyncPhase,
    pub(super) bytes: bytes::Bytes,
}

/// When to try again after so many failures, one after the other: later each time, and never at the same moment as
/// others who failed together.
fn after(now: Instant, fails: u32, chance: u8) -> Instant {
    let wait = FIRST.saturating_mul(1 << fails.min(6)).min(LONGEST);
    now.plus_millis(wait / 2 + wait * i64::from(chance) / 256)
}

impl Book {
    /// Waits after a failure.
    pub(super) fn wait(&mut self, now: Instant, trouble: SyncTrouble, chance: u8) {
        self.again = Some(after(now, self.fails, chance));
        self.fails = self.fails.saturating_add(1);
        self.trouble = Some(trouble);
        self.greeted = false;
        self.phase = SyncPhase::Idle;
    }

    /// The live connection ended, or could not be opened (`opened` is false).
    pub(super) fn live_ended(&mut self, now: Instant, opened: bool, chance: u8) {
        self.live = false;
        self.live_fails = if opened { 0 } else { self.live_fails.saturating_add(1) };
        self.live_again = Some(after(now, self.live_fails, chance));
        // What happened meanwhile was not told.
        self.greeted = false;
    }

    /// What the hub sent is not what its log says: it is asked again, later each time.
    pub(super) fn is_altered(&mut self, now: Instant, chance: u8) {
        self.fails = self.altered;
        self.altered = self.altered.saturating_add(1);
        self.wait(now, SyncTrouble::Altered, chance);
    }

    /// Whether text is done, so that bytes may go.
    pub(super) fn is_at_rest(&self) -> bool {
        self.greeted && !self.busy
    }

    /// Forgets what was heard of the hub: it is asked at once.
    pub(super) fn ask_again(&mut self) {
        (self.greeted, self.stranger) = (false, false);
        (self.again, self.fails, self.trouble) = (None, 0, None);
        (self.live_again, self.live_fails) = (None, 0);
        self.bytes.ask_again();
    }

    pub(super) fn heard(&mut self) {
        (self.again, self.fails) = (None, 0);
        self.trouble = (self.altered > 0).then_some(SyncTrouble::Altered);
    }
}
