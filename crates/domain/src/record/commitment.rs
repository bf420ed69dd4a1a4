//! A promise, of either side.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{Record, signed_bytes, zone_problem};
use crate::{
    Attendee, Day, Instant, IssueId, ObservationId, PartnerId, Problem, RecordRef, StepId, VisitId,
    field::{record, words},
    text::first_line,
};

words! {
    /// One of the two sides.
    Party:
    /// We, who buy.
    #[default] 0 Us,
    /// They, who make.
    1 Them,
}

words! {
    /// How a promise ended.
    Ending:
    /// It was kept.
    #[default] 0 Kept,
    /// It was not kept, and will not be.
    1 Broken,
    /// Both sides let it go.
    2 Withdrawn,
}

/// How and when a promise ended. **Frozen.**
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Ended {
    /// How.
    #[n(0)]
    pub ending: Ending,
    /// On which day.
    #[n(1)]
    pub on: Day,
    /// What is to be said of it.
    #[n(2)]
    pub note: String,
}

/// A promise got another day. **Frozen.** The day before it stays known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Move {
    /// Tells it from others.
    #[n(0)]
    pub id: StepId,
    /// The day until then.
    #[n(1)]
    pub from: Option<Day>,
    /// The day from then on.
    #[n(2)]
    pub to: Option<Day>,
    /// When that was agreed.
    #[n(3)]
    pub on: Day,
    /// Why.
    #[n(4)]
    pub why: String,
}

/// How a promise stands on a day. Derived, never stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Keeping {
    /// Its day has not passed, or it has none.
    #[default]
    Open,
    /// Its day has passed.
    Late,
    /// It was kept in time.
    Kept,
    /// It was kept after its day.
    KeptLate,
    /// It was broken.
    Broken,
    /// Both sides let it go.
    Withdrawn,
}

record! {
    /// A promise of one side to the other: what, by when, from which visit. A remedy that was agreed for an
    /// issue is a promise, too, that names the issue.
    Commitment, CommitmentField:
    /// The partner that gave it, or got it.
    1 one partner Partner: Option<PartnerId>;
    /// The visit on which it was given.
    2 one visit Visit: Option<VisitId>;
    /// The issue that it is a remedy for.
    3 one issue Issue: Option<IssueId>;
    /// Which side gave it.
    4 one party Party: Party;
    /// Who gave it.
    5 one who Who: Option<Attendee>;
    /// To whom.
    6 one to To: Option<Attendee>;
    /// What was promised.
    7 text text Text: String;
    /// By when.
    8 one due Due: Option<Day>;
    /// When it was given.
    9 one made Made: Instant;
    /// IANA zone of the place where it was given.
    10 one zone Zone: String;
    /// The days that it had before.
    11 set moves Moves: Move;
    /// How it ended.
    12 one ended Ended: Option<Ended>;
    /// The note that it was made of.
    13 one observation Observation: Option<ObservationId>;
}

/// The fields that a sign-off binds to.
const SIGNED: [u16; 5] = [4, 5, 6, 7, 8];

impl Commitment {
    /// How it stands on `today`.
    pub fn keeping(&self, today: Day) -> Keeping {
        let is_after_due = |day: Day| self.due.is_some_and(|due| day > due);
        match &self.ended {
            None if is_after_due(today) => Keeping::Late,
            None => Keeping::Open,
            Some(Ended { ending: Ending::Kept, on, .. }) if is_after_due(*on) => Keeping::KeptLate,
            Some(Ended { ending: Ending::Kept, .. }) => Keeping::Kept,
            Some(Ended { ending: Ending::Broken, .. }) => Keeping::Broken,
            Some(Ended { ending: Ending::Withdrawn, .. }) => Keeping::Withdrawn,
        }
    }

    /// Whether it is still to be kept.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// Its moves, the first one first.
    pub fn history(&self) -> Vec<&Move> {
        let mut moves: Vec<&Move> = self.moves.iter().collect();
        moves.sort_by_key(|one| (one.on, one.id));
        moves
    }

    /// The day that was promised first, where it was moved since.
    pub fn first_due(&self) -> Option<Day> {
        self.history().first().and_then(|one| one.from)
    }

    /// What a sign-off binds to, as bytes.
    pub fn signed(&self) -> Vec<u8> {
        signed_bytes(&SIGNED, self.fields().iter().map(|field| (field.number(), field.encode())))
    }
}

impl Record for Commitment {
    fn parent(&self) -> Option<RecordRef> {
        let issue = self.issue.map(RecordRef::from);
        issue.or(self.partner.map(RecordRef::from)).or(self.visit.map(RecordRef::from))
    }

    fn title(&self) -> String {
        first_line(&self.text).to_owned()
    }

    fn names(&self) -> Vec<&str> {
        vec![first_line(&self.text)]
    }

    fn prose(&self) -> Vec<&str> {
        let moved = self.moves.iter().map(|one| one.why.as_str());
        let ended = self.ended.iter().map(|ended| ended.note.as_str());
        std::iter::once(self.text.as_str()).chain(moved).chain(ended).collect()
    }

    fn moment(&self) -> Option<Instant> {
        Some(self.made)
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        let person = |number, who: &Option<Attendee>| match who {
            None | Some(Attendee::Name(_)) => None,
            Some(Attendee::Contact(id)) => Some((number, RecordRef::from(*id))),
            Some(Attendee::Member(id)) => Some((number, RecordRef::from(*id))),
        };
        let partner = self.partner.map(|id| (1, id.into()));
        let visit = self.visit.map(|id| (2, id.into()));
        let issue = self.issue.map(|id| (3, id.into()));
        let observation = self.observation.map(|id| (13, id.into()));
        let all = [partner, visit, issue, person(5, &self.who), person(6, &self.to), observation];
        all.into_iter().flatten().collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let words = self.text.trim().is_empty().then_some(Problem::WordsMissing);
        words.into_iter().chain(zone_problem(&self.zone)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn how_a_promise_stands_follows_from_its_day_and_its_end() {
        let ended = |ending, on| Some(Ended { ending, on: day(on), note: String::new() });
        for (due, end, keeping) in [
            (None, None, Keeping::Open),
            (Some("2026-03-05"), None, Keeping::Open),
            (Some("2026-03-04"), None, Keeping::Open),
            (Some("2026-03-03"), None, Keeping::Late),
            (Some("2026-03-03"), ended(Ending::Kept, "2026-03-03"), Keeping::Kept),
            (Some("2026-03-03"), ended(Ending::Kept, "2026-03-04"), Keeping::KeptLate),
            (None, ended(Ending::Kept, "2026-03-04"), Keeping::Kept),
            (Some("2026-03-09"), ended(Ending::Broken, "2026-03-04"), Keeping::Broken),
            (Some("2026-03-01"), ended(Ending::Withdrawn, "2026-03-04"), Keeping::Withdrawn),
        ] {
            let promise = Commitment { due: due.map(day), ended: end, ..Commitment::default() };
            assert_eq!(promise.keeping(day("2026-03-04")), keeping, "{promise:?}");
        }
    }

    #[test]
    fn a_promise_that_was_moved_still_knows_its_first_day() {
        let moved = |n: u8, from: &str, to: &str| Move {
            id: StepId::new(1, [n; 10]),
            from: Some(day(from)),
            to: Some(day(to)),
            on: day(from),
            why: String::new(),
        };
        let moves = vec![moved(2, "2026-03-08", "2026-03-20"), moved(1, "2026-03-01", "2026-03-08")];
        let promise = Commitment { due: Some(day("2026-03-20")), moves, ..Commitment::default() };
        assert_eq!(promise.first_due(), Some(day("2026-03-01")));
    }
}
