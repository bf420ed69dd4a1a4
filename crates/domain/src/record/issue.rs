//! A problem that both sides work on.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{LONGEST_LINE, Record, signed_bytes, zone_problem};
use crate::{
    Attendee, Channel, Instant, MemberId, ObservationId, PartnerId, Problem, RecordRef, Severity, StepId, VisitId,
    field::{record, words},
    text::first_line,
};

words! {
    /// How far an issue is.
    IssueState:
    /// Somebody on our side wrote it down.
    #[default] 0 Noticed,
    /// A named person on their side was told.
    1 Raised,
    /// Both sides agreed on what is to be done.
    2 Agreed,
    /// It is being done.
    3 InHand,
    /// Somebody looked, and it holds.
    4 Verified,
    /// Nothing more is to be done.
    5 Closed,
    /// It came back.
    6 Reopened,
}

/// Something that brought an issue further, with its moment. **Frozen.** It is never changed: what was wrong is
/// taken out, and another one put in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Step {
    /// Tells it from others.
    #[n(0)]
    pub id: StepId,
    /// How far the issue is with it.
    #[n(1)]
    pub state: IssueState,
    /// When it happened.
    #[n(2)]
    pub when: Instant,
    /// Who of our side wrote it down.
    #[n(3)]
    pub by: Option<MemberId>,
    /// Who of their side was told.
    #[n(4)]
    pub told: Option<Attendee>,
    /// How they were told.
    #[n(5)]
    pub channel: Channel,
    /// What is to be said of it.
    #[n(6)]
    pub note: String,
    /// The steps that stood last when it was made. One that does not name another was made beside it.
    #[n(7)]
    pub follows: Vec<StepId>,
}

impl Step {
    /// How far the issue is with it: nobody is told by a record alone.
    pub fn means(&self) -> IssueState {
        match self.state {
            IssueState::Raised if self.told.is_none() => IssueState::Noticed,
            state => state,
        }
    }
}

record! {
    /// A problem that both sides work on: what it is, whom it touches, why it happened, what was agreed. What is
    /// to be done about it are [`Commitment`](crate::Commitment)s that name it. How far it is, is never written:
    /// it follows from its steps.
    Issue, IssueField:
    /// Whom it concerns.
    1 one partner Partner: Option<PartnerId>;
    /// The visit on which it was noticed.
    2 one visit Visit: Option<VisitId>;
    /// The note that it was made of.
    3 one observation Observation: Option<ObservationId>;
    /// What it is.
    4 text text Text: String;
    /// How much it matters.
    5 one severity Severity: Severity;
    /// Where: the area of the factory.
    6 one area Area: String;
    /// When it was noticed.
    7 one noticed Noticed: Instant;
    /// IANA zone of the place.
    8 one zone Zone: String;
    /// The order that it touches.
    9 one order Order: String;
    /// The product that it touches.
    10 one product Product: String;
    /// The line that it touches.
    11 one line Line: String;
    /// Who looks after it on our side.
    12 one ours Ours: Option<Attendee>;
    /// Who looks after it on their side.
    13 one theirs Theirs: Option<Attendee>;
    /// Why it happened.
    14 one why_1 Why1: String;
    /// Why that happened.
    15 one why_2 Why2: String;
    /// Why that happened.
    16 one why_3 Why3: String;
    /// Why that happened.
    17 one why_4 Why4: String;
    /// Why that happened: the root.
    18 one why_5 Why5: String;
    /// What was agreed.
    19 text agreed Agreed: String;
    /// Who was present when it was agreed.
    20 set present Present: Attendee;
    /// What brought it further.
    21 set steps Steps: Step;
}

/// The fields that a sign-off binds to: those that both sides read when they sign.
const SIGNED: [u16; 17] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];

impl Issue {
    /// Its steps, the first one first: each after those that it follows, whatever the time that was written for it.
    pub fn history(&self) -> Vec<&Step> {
        let mut left: Vec<&Step> = self.steps.iter().collect();
        left.sort_by_key(|step| (step.when, step.id));
        let mut steps = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let waits = |step: &Step| left.iter().any(|other| step.follows.contains(&other.id));
            // Steps that follow each other in a ring are made by no app of ours; they stand by their time.
            let next = left.iter().position(|step| !waits(step)).unwrap_or_default();
            steps.push(left.remove(next));
        }
        steps
    }

    /// The steps that no other follows, the one that happened last first. More than one: they were made side by side.
    pub fn standing(&self) -> Vec<&Step> {
        let is_followed = |step: &Step| self.steps.iter().any(|other| other.follows.contains(&step.id));
        let mut standing: Vec<&Step> = self.steps.iter().filter(|step| !is_followed(step)).collect();
        if standing.is_empty() {
            // Of a ring the last one speaks for all.
            standing.extend(self.steps.iter().max_by_key(|step| (step.when, step.id)));
        }
        standing.sort_by_key(|step| std::cmp::Reverse((step.when, step.id)));
        standing
    }

    /// How far it is; where that was changed side by side, by the change that happened last.
    pub fn state(&self) -> IssueState {
        self.standing().first().map_or(IssueState::Noticed, |step| step.means())
    }

    /// Whether it was brought into different states side by side, and nobody has said yet which one holds.
    pub fn is_torn(&self) -> bool {
        let standing = self.standing();
        standing.iter().any(|step| step.means() != standing[0].means())
    }

    /// Whether something is still to be done. Of states made side by side, one that is open is enough.
    pub fn is_open(&self) -> bool {
        let standing = self.standing();
        standing.is_empty() || standing.iter().any(|step| step.means() != IssueState::Closed)
    }

    /// When somebody of their side was first told.
    pub fn raised(&self) -> Option<Instant> {
        self.history().into_iter().find(|step| step.means() == IssueState::Raised).map(|step| step.when)
    }

    /// When it was closed, if it is.
    pub fn closed(&self) -> Option<Instant> {
        if self.is_open() { None } else { self.standing().first().map(|step| step.when) }
    }

    /// The whys that were answered, the first one first.
    pub fn whys(&self) -> Vec<&str> {
        let whys = [&self.why_1, &self.why_2, &self.why_3, &self.why_4, &self.why_5];
        whys.into_iter().map(String::as_str).filter(|why| !why.trim().is_empty()).collect()
    }

    /// A step that follows all that stand now.
    pub fn next_step(&self, id: StepId, state: IssueState, when: Instant) -> Step {
        let follows = self.standing().iter().map(|step| step.id).collect();
        Step { id, state, when, follows, ..Step::default() }
    }

    /// What a sign-off binds to, as bytes: the same for the same content, whatever the order it was written in.
    pub fn signed(&self) -> Vec<u8> {
        signed_bytes(&SIGNED, self.fields().iter().map(|field| (field.number(), field.encode())))
    }
}

impl Record for Issue {
    fn parent(&self) -> Option<RecordRef> {
        self.partner.map(RecordRef::from).or(self.visit.map(RecordRef::from))
    }

    fn title(&self) -> String {
        first_line(&self.text).to_owned()
    }

    fn names(&self) -> Vec<&str> {
        vec![first_line(&self.text), &self.order]
    }

    fn prose(&self) -> Vec<&str> {
        let lines = [&self.text, &self.area, &self.product, &self.line, &self.agreed].map(String::as_str);
        let notes = self.steps.iter().map(|step| step.note.as_str());
        lines.into_iter().chain(self.whys()).chain(notes).collect()
    }

    fn moment(&self) -> Option<Instant> {
        Some(self.noticed)
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        let person = |number, who: &Attendee| match who {
            Attendee::Name(_) => None,
            Attendee::Contact(id) => Some((number, RecordRef::from(*id))),
            Attendee::Member(id) => Some((number, RecordRef::from(*id))),
        };
        let partner = self.partner.map(|id| (1, id.into()));
        let visit = self.visit.map(|id| (2, id.into()));
        let observation = self.observation.map(|id| (3, id.into()));
        let ours = self.ours.as_ref().and_then(|who| person(12, who));
        let theirs = self.theirs.as_ref().and_then(|who| person(13, who));
        let present = self.present.iter().filter_map(|who| person(20, who));
        let told = self.steps.iter().filter_map(|step| person(21, step.told.as_ref()?));
        [partner, visit, observation, ours, theirs].into_iter().flatten().chain(present).chain(told).collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.text.trim().is_empty() {
            problems.push(Problem::WordsMissing);
        }
        let lines = [&self.area, &self.order, &self.product, &self.line];
        if lines.into_iter().any(|line| line.len() > LONGEST_LINE)
            || self.whys().into_iter().any(|why| why.len() > LONGEST_LINE)
        {
            problems.push(Problem::TooLong);
        }
        problems.extend(zone_problem(&self.zone));
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IssueState::{Agreed, Closed, InHand, Noticed, Raised, Reopened, Verified};

    fn id(n: u8) -> StepId {
        StepId::new(1, [n; 10])
    }

    fn step(n: u8, state: IssueState, follows: &[u8]) -> Step {
        let told = (state == Raised).then(|| Attendee::Name("Ms Lan".into()));
        let follows = follows.iter().map(|n| id(*n)).collect();
        Step { id: id(n), state, when: Instant(i64::from(n)), told, follows, ..Step::default() }
    }

    fn with(steps: impl IntoIterator<Item = Step>) -> Issue {
        Issue { steps: steps.into_iter().collect(), ..Issue::default() }
    }

    #[test]
    fn how_far_it_is_follows_from_its_steps() {
        let told_nobody = Step { told: None, ..step(1, Raised, &[]) };
        for (steps, state, is_open, is_torn) in [
            (vec![], Noticed, true, false),
            (vec![told_nobody], Noticed, true, false),
            (vec![step(1, Raised, &[])], Raised, true, false),
            (vec![step(1, Raised, &[]), step(2, Agreed, &[1])], Agreed, true, false),
            // The order in which they arrive says nothing.
            (vec![step(2, Agreed, &[1]), step(1, Raised, &[])], Agreed, true, false),
            (vec![step(1, InHand, &[]), step(2, Verified, &[1]), step(3, Closed, &[2])], Closed, false, false),
            (vec![step(3, Closed, &[]), step(4, Reopened, &[3])], Reopened, true, false),
            // Written down later, happened earlier: it follows all the same.
            (vec![step(5, Raised, &[]), step(2, Closed, &[5])], Closed, false, false),
            // Side by side: both stand, and what is open wins.
            (vec![step(1, Raised, &[]), step(2, InHand, &[1]), step(3, Closed, &[1])], Closed, true, true),
            (vec![step(1, Raised, &[]), step(2, Closed, &[1]), step(3, Closed, &[1])], Closed, false, false),
            // And one that has seen both settles it.
            (
                vec![step(1, Raised, &[]), step(2, InHand, &[1]), step(3, Closed, &[1]), step(4, InHand, &[2, 3])],
                InHand,
                true,
                false,
            ),
            (vec![step(1, InHand, &[2]), step(2, Closed, &[1])], Closed, false, false),
        ] {
            let issue = with(steps.clone());
            assert_eq!((issue.state(), issue.is_open(), issue.is_torn()), (state, is_open, is_torn), "{steps:?}");
        }
    }

    #[test]
    fn a_step_stands_after_those_that_it_follows_whatever_its_time() {
        let issue = with([step(9, Raised, &[]), step(2, Agreed, &[9]), step(5, InHand, &[2]), step(1, Closed, &[9])]);
        let states: Vec<_> = issue.history().into_iter().map(|step| step.state).collect();
        assert_eq!(states, [Raised, Closed, Agreed, InHand]);
    }

    #[test]
    fn the_next_step_follows_all_that_stand() {
        let torn = with([step(1, Raised, &[]), step(2, InHand, &[1]), step(3, Closed, &[1])]);
        assert_eq!(torn.next_step(id(4), Verified, Instant(4)).follows, [id(3), id(2)]);
    }

    #[test]
    fn a_step_that_is_taken_out_leaves_the_one_before_it() {
        let mut issue = with([step(1, Raised, &[]), step(2, Closed, &[1])]);
        issue.steps.retain(|step| step.id != id(2));
        assert_eq!((issue.state(), issue.raised(), issue.closed()), (Raised, Some(Instant(1)), None));
    }

    #[test]
    fn what_is_signed_is_what_is_read_and_not_how_far_it_is() {
        let issue = Issue { text: "Loose cuffs".into(), ..Issue::default() };
        let further = Issue { steps: vec![step(1, Raised, &[])], ..issue.clone() };
        assert_eq!(issue.signed(), further.signed());
        let other = Issue { agreed: "New needles".into(), ..issue.clone() };
        assert_ne!(issue.signed(), other.signed());
        let names = |names: [&str; 2]| names.map(|name| Attendee::Name(name.into())).to_vec();
        let one = Issue { present: names(["A", "B"]), ..issue.clone() };
        let turned = Issue { present: names(["B", "A"]), ..issue };
        assert_eq!(one.signed(), turned.signed());
    }
}
