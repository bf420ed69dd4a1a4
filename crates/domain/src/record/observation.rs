//! Something noted.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{LONGEST_LINE, Record, strs, zone_problem};
use crate::{
    ContactId, Day, Instant, Position, Problem, RecordRef, VisitId,
    field::{record, words},
    text::first_line,
};

words! {
    /// What sort of thing was noted.
    ObservationKind:
    /// Something that is so.
    #[default] 0 Fact,
    /// Something worth copying.
    1 GoodPractice,
    /// Something that worries.
    2 Concern,
    /// Something to try.
    3 Idea,
    /// Something to ask.
    4 Question,
    /// Something that was said, in their words.
    5 Quote,
}

words! {
    /// How much it matters.
    Severity:
    /// It is not a defect.
    #[default] 0 None,
    /// It does not affect use.
    1 Minor,
    /// It may fail or be returned.
    2 Major,
    /// It endangers people or breaks the law.
    3 Critical,
}

/// What an inspection found: so many defective pieces of so many inspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Defects {
    /// Defective pieces.
    #[n(0)]
    pub found: u32,
    /// Pieces inspected.
    #[n(1)]
    pub inspected: u32,
}

words! {
    /// What became of a concern or an idea.
    Answer:
    /// Nothing yet.
    #[default] 0 Open,
    /// Something was done.
    1 ActedOn,
    /// It will not be done; the reason says why.
    2 Declined,
}

/// What became of what somebody said, and whether they know. **Frozen.**
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Outcome {
    /// What became of it.
    #[n(0)]
    pub answer: Answer,
    /// What was done, or why not.
    #[n(1)]
    pub reason: String,
    /// The day on which those who said it were told.
    #[n(2)]
    pub told: Option<Day>,
}

record! {
    /// Something noted: a fact, a concern, an idea, in words and pictures. Whether it is for "only
    /// me" is not a field: such a record lies in the personal notebook.
    Observation, ObservationField:
    /// The visit during which it was noted; none while it is unsorted.
    1 one visit Visit: Option<VisitId>;
    /// What was noted.
    2 text text Text: String;
    /// What sort of thing it is.
    3 one kind Kind: ObservationKind;
    /// The area of the factory; empty if none was chosen.
    4 one area Area: String;
    /// How much it matters.
    5 one severity Severity: Severity;
    /// Whom it concerns.
    6 set people People: ContactId;
    /// Free words to group by.
    7 set tags Tags: String;
    /// When it was captured. Correcting a visit never changes it.
    8 one when When: Instant;
    /// Where it was captured, if that was allowed.
    9 one position Position: Option<Position>;
    /// An order, a style or a lot.
    10 one reference Reference: String;
    /// What an inspection found.
    11 one defects Defects: Option<Defects>;
    /// IANA zone in which it was captured.
    12 one zone Zone: String;
    /// What became of it, of a concern or an idea.
    13 one outcome Outcome: Outcome;
}

impl Observation {
    /// Whether it was said by somebody who is to hear what became of it.
    pub fn wants_answer(&self) -> bool {
        matches!(self.kind, ObservationKind::Concern | ObservationKind::Idea) && !self.people.is_empty()
    }

    /// Whether somebody still waits to hear.
    pub fn awaits_answer(&self) -> bool {
        self.wants_answer() && (self.outcome.answer == Answer::Open || self.outcome.told.is_none())
    }
}

impl Record for Observation {
    fn parent(&self) -> Option<RecordRef> {
        self.visit.map(RecordRef::from)
    }

    fn title(&self) -> String {
        first_line(&self.text).to_owned()
    }

    /// A heading that stands alone above more text is a name; a single line is not.
    fn names(&self) -> Vec<&str> {
        let heading = first_line(&self.text);
        let is_heading = heading.len() <= 120 && self.text.trim().len() > heading.len();
        if is_heading { vec![heading, &self.reference] } else { vec![&self.reference] }
    }

    fn prose(&self) -> Vec<&str> {
        [self.text.as_str(), self.area.as_str()].into_iter().chain(strs(&self.tags)).collect()
    }

    fn moment(&self) -> Option<Instant> {
        Some(self.when)
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        let visit = self.visit.map(|id| (1, id.into()));
        visit.into_iter().chain(self.people.iter().map(|id| (6, (*id).into()))).collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.area.len() > LONGEST_LINE || self.reference.len() > LONGEST_LINE {
            problems.push(Problem::TooLong);
        }
        problems.extend(zone_problem(&self.zone));
        if self.defects.is_some_and(|defects| defects.found > defects.inspected) {
            problems.push(Problem::MoreDefectsThanInspected);
        }
        if self.position.is_some_and(|position| !position.is_valid()) {
            problems.push(Problem::PositionOutOfRange);
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_defects_than_pieces_are_named() {
        let defects = Some(Defects { found: 9, inspected: 8 });
        let observation = Observation { defects, ..Observation::default() };
        assert_eq!(observation.problems(), [Problem::MoreDefectsThanInspected]);
    }

    #[test]
    fn who_said_something_waits_until_it_is_answered_and_told() {
        let day = Day::parse("2026-03-04");
        let outcome = |answer, told| Outcome { answer, reason: String::new(), told };
        for (kind, heard, outcome, awaits) in [
            (ObservationKind::Concern, true, Outcome::default(), true),
            (ObservationKind::Idea, true, outcome(Answer::ActedOn, None), true),
            (ObservationKind::Idea, true, outcome(Answer::Declined, day), false),
            (ObservationKind::Idea, true, outcome(Answer::Open, day), true),
            (ObservationKind::Concern, false, Outcome::default(), false),
            (ObservationKind::Fact, true, Outcome::default(), false),
        ] {
            let people = if heard { vec![ContactId::new(1, [0; 10])] } else { Vec::new() };
            let note = Observation { kind, people, outcome, ..Observation::default() };
            assert_eq!(note.awaits_answer(), awaits, "{note:?}");
        }
    }

    #[test]
    fn a_heading_is_a_name_and_a_single_line_is_not() {
        let heading = Observation { text: "Needle log\nNo entries since Monday".into(), ..Observation::default() };
        assert_eq!(heading.names()[0], "Needle log");
        let line = Observation { text: "Needle log is missing".into(), ..Observation::default() };
        assert_eq!(line.names(), [""]);
        assert_eq!(line.title(), "Needle log is missing");
    }
}
