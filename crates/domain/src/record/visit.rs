//! A visit to a site, planned or made.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{LONGEST_LINE, Record, zone_problem};
use crate::{
    ContactId, Instant, MemberId, PartnerId, Problem, RecordRef, SiteId,
    field::{record, words},
};

words! {
    /// How far a visit is.
    VisitState:
    /// It will be.
    #[default] 0 Planned,
    /// It is going on.
    1 Running,
    /// It was interrupted and will go on.
    2 Paused,
    /// It is over; additions are still taken.
    3 Finished,
    /// It will not be.
    4 Cancelled,
}

/// Somebody who comes along: known, or just a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
pub enum Attendee {
    /// A bare name.
    #[n(0)]
    Name(#[n(0)] String),
    /// A person at a partner.
    #[n(1)]
    Contact(#[n(0)] ContactId),
    /// A person on our side.
    #[n(2)]
    Member(#[n(0)] MemberId),
}

record! {
    /// A visit to a site.
    Visit, VisitField:
    /// Where.
    1 one site Site: Option<SiteId>;
    /// Whom; kept beside the site, since a visit may start before a site was written down.
    2 one partner Partner: Option<PartnerId>;
    /// What for.
    3 one purpose Purpose: String;
    /// When it is to start.
    4 one planned_start PlannedStart: Option<Instant>;
    /// When it is to end.
    5 one planned_end PlannedEnd: Option<Instant>;
    /// When it started.
    6 one started Started: Option<Instant>;
    /// When it was finished.
    7 one finished Finished: Option<Instant>;
    /// IANA zone of the place.
    8 one zone Zone: String;
    /// Who comes from our side.
    9 set ours Ours: Attendee;
    /// Who receives us.
    10 set theirs Theirs: Attendee;
    /// What is to be talked about.
    11 text agenda Agenda: String;
    /// What came of it.
    12 text summary Summary: String;
    /// The culture and mindset of the house, as it showed.
    13 text culture Culture: String;
    /// How far it is.
    14 one state State: VisitState;
    /// Whether photos of this visit are kept in their full size too.
    15 one keep_originals KeepOriginals: bool;
}

impl Record for Visit {
    fn parent(&self) -> Option<RecordRef> {
        self.site.map(RecordRef::from).or(self.partner.map(RecordRef::from))
    }

    fn title(&self) -> String {
        self.purpose.clone()
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.purpose]
    }

    fn prose(&self) -> Vec<&str> {
        let names = self.ours.iter().chain(&self.theirs).filter_map(|attendee| match attendee {
            Attendee::Name(name) => Some(name.as_str()),
            Attendee::Contact(_) | Attendee::Member(_) => None,
        });
        [&self.agenda, &self.summary, &self.culture].map(String::as_str).into_iter().chain(names).collect()
    }

    fn moment(&self) -> Option<Instant> {
        self.started.or(self.planned_start)
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        let site = self.site.map(|id| (1, RecordRef::from(id)));
        let partner = self.partner.map(|id| (2, RecordRef::from(id)));
        let sides = [(9, &self.ours), (10, &self.theirs)];
        let people = sides.into_iter().flat_map(|(number, side)| {
            side.iter().filter_map(move |attendee| match attendee {
                Attendee::Name(_) => None,
                Attendee::Contact(id) => Some((number, RecordRef::from(*id))),
                Attendee::Member(id) => Some((number, RecordRef::from(*id))),
            })
        });
        site.into_iter().chain(partner).chain(people).collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.purpose.len() > LONGEST_LINE {
            problems.push(Problem::TooLong);
        }
        problems.extend(zone_problem(&self.zone));
        let backwards =
            |start: Option<Instant>, end: Option<Instant>| matches!((start, end), (Some(s), Some(e)) if e < s);
        if backwards(self.planned_start, self.planned_end) || backwards(self.started, self.finished) {
            problems.push(Problem::EndsBeforeStart);
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_that_ends_before_it_starts_is_named() {
        let visit = Visit { started: Some(Instant(2)), finished: Some(Instant(1)), ..Visit::default() };
        assert_eq!(visit.problems(), [Problem::EndsBeforeStart]);
    }

    #[test]
    fn attendees_that_are_known_are_linked() {
        let contact = ContactId::new(1, [0; 10]);
        let theirs = vec![Attendee::Name("the driver".into()), Attendee::Contact(contact)];
        let visit = Visit { theirs, ..Visit::default() };
        assert_eq!(visit.links(), [(10, contact.into())]);
    }
}
