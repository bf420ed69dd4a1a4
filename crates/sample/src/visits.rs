//! The four visits: three made, one planned.

use floorbook_domain::{Attendee, Field, Instant, Visit, VisitState};
use floorbook_port::Write;

use crate::{
    calendar::{Calendar, Clock, VIETNAM},
    partners::Place,
    people::Who,
    story::Story,
};

/// A visit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tour {
    /// The dye house in China, a week ago.
    DyeHouse,
    /// The mill in China, the day after.
    Mill,
    /// The hall in Vietnam, three working days later.
    Hall,
    /// The hall again, on the next working day.
    Recheck,
}

/// What was intended.
struct Plan {
    place: Place,
    /// Working days from today.
    day: i32,
    /// When it is to start and to end.
    hours: (Clock, Clock),
    /// When it was planned: working days from today, and the hour in Vietnam.
    written: (i32, Clock),
    purpose: &'static str,
    agenda: &'static str,
    ours: &'static [&'static str],
    theirs: &'static [Who],
    /// Those of them that are known by a bare name only.
    guests: &'static [&'static str],
}

/// What came of it.
struct Outcome {
    hours: (Clock, Clock),
    summary: &'static str,
    culture: &'static str,
}

impl Tour {
    pub(crate) const ALL: [Tour; 4] = [Tour::DyeHouse, Tour::Mill, Tour::Hall, Tour::Recheck];

    fn plan(self) -> Plan {
        match self {
            Tour::DyeHouse => Plan {
                place: Place::DyeHouse,
                day: -6,
                hours: ((9, 0), (12, 0)),
                written: (-12, (10, 20)),
                purpose: "Shade and lot control at the dye house",
                agenda: "1. How a lab dip becomes a recipe, and who approves it\n\
                         2. What is written down when dye is added\n\
                         3. Moisture after drying\n\
                         4. Waste water: what is measured, how often, by whom",
                ours: &["Ines Marlow (quality)"],
                theirs: &[Who::Sun, Who::Qian, Who::LinWei, Who::HeJing],
                guests: &[],
            },
            Tour::Mill => Plan {
                place: Place::Mill,
                day: -5,
                hours: ((8, 30), (16, 0)),
                written: (-12, (10, 32)),
                purpose: "Quality and hours at the mill, order PO 4490",
                agenda: "1. PO 4490, style FW-208: where it stands, what is late\n\
                         2. Tour from yarn store to packing\n\
                         3. Needle detection: a test run\n\
                         4. Hours of the last full week",
                ours: &["Ines Marlow (quality)"],
                theirs: &[Who::Shen, Who::LinWei, Who::Zhou, Who::Wu, Who::HeJing],
                guests: &["Mr Gu (packing)"],
            },
            Tour::Hall => Plan {
                place: Place::Hall,
                day: -2,
                hours: ((8, 0), (15, 30)),
                written: (-12, (10, 45)),
                purpose: "Inline inspection of PO 4471",
                agenda: "1. Figures of last month\n\
                         2. Tour; needles and exits with time to look\n\
                         3. Inspection of 80 pieces of HK-31 together with Châu\n\
                         4. What line 3 can carry until the end of the month",
                ours: &["Ines Marlow (quality)", "Tomas Brandt (sourcing)"],
                theirs: &[Who::Ha, Who::Bao, Who::Lan, Who::Khai, Who::Mai, Who::Tung, Who::Chau, Who::Truc],
                guests: &[],
            },
            Tour::Recheck => Plan {
                place: Place::Hall,
                day: 1,
                hours: ((8, 30), (12, 0)),
                written: (-2, (19, 40)),
                purpose: "Re-inspection of PO 4471",
                agenda: "1. Exit 4, the needle log, the wet pallet: look first, then talk\n\
                         2. Re-inspection of PO 4471, 80 pieces, with Châu\n\
                         3. Lens lamps and the box for needles: what came of the ideas\n\
                         4. The repeat order: only after 1 and 2",
                ours: &["Ines Marlow (quality)"],
                theirs: &[Who::Ha, Who::Lan, Who::Tung, Who::Chau],
                guests: &[],
            },
        }
    }

    fn outcome(self) -> Option<Outcome> {
        match self {
            Tour::DyeHouse => Some(Outcome {
                hours: ((9, 1), (12, 8)),
                summary: "Laboratory in very good order; the floor writes less down than it does. Lot L-318 was \
                          topped up twice, and the second addition is on no card. Moisture is measured, and a cone \
                          that fails goes back.\n\
                          Next: a cone from the middle and one from the outside of each load, as Qian Yutong proposed.",
                culture: "Proud of the laboratory, shy about the floor. Questions to the floor are answered by the \
                          head first; asked once more, politely and standing at the machine, people explain gladly. \
                          Nobody minded when we read a card twice.",
            }),
            Tour::Mill => Some(Outcome {
                hours: ((8, 41), (16, 4)),
                summary: "PO 4490 is nine days late, and Mr Shen said so before we asked. Main reason: shade. L-318 \
                          exists in two shades and both lay on one shelf; bands in the panels follow from it. From \
                          today the lot is split into A and B.\n\
                          Needle detection works; what happens to a stopped piece is not yet safe.\n\
                          Overtime is above the house's own rule. Mr Shen asked for a week to answer in writing.",
                culture: "A family house: the owner knows everyone by name, and everyone looks at the owner before \
                          they speak. Bad news is told early, in a low voice and with tea. A plan that fits their \
                          colours is worth more to them than a price.",
            }),
            Tour::Hall => Some(Outcome {
                hours: ((7, 58), (15, 22)),
                summary: "Not accepted at AQL 2.5: 6 defective of 80, 5 allowed. Châu and I agree on all six. \
                          Re-inspection on our next visit.\n\
                          Exit 4 was blocked, and cleared within six minutes. The needle log has a gap of four days.\n\
                          Line 3 changes style without trims: that is where the hours go, not at the dials.",
                culture: "Open with numbers, quick to act, a little ashamed of the exit. Supervisors speak freely when \
                          one stands beside them, not in the meeting room. Praise the training at line 3 in front of \
                          others: it was earned.",
            }),
            Tour::Recheck => None,
        }
    }

    /// Where it goes.
    pub(crate) fn place(self) -> Place {
        self.plan().place
    }

    /// Working days from today.
    pub(crate) fn day(self) -> i32 {
        self.plan().day
    }

    /// A time of the day of this visit, on the clock of the place.
    pub(crate) fn moment(self, calendar: Calendar, clock: Clock) -> Instant {
        let plan = self.plan();
        calendar.moment(plan.day, clock, plan.place.zone())
    }

    /// When it was planned.
    pub(crate) fn written(self, calendar: Calendar) -> Instant {
        let (day, clock) = self.plan().written;
        calendar.moment(day, clock, VIETNAM)
    }

    /// When it was finished; of the planned one, when it was planned.
    pub(crate) fn finished(self, calendar: Calendar) -> Instant {
        match self.outcome() {
            Some(outcome) => self.moment(calendar, outcome.hours.1),
            None => self.written(calendar),
        }
    }
}

/// Tells of each visit: planned, started, finished.
pub(crate) fn tell(story: &mut Story<'_>) {
    let calendar = story.calendar;
    for tour in Tour::ALL {
        let (plan, id) = (tour.plan(), story.tour(tour));
        let names = |names: &[&str]| names.iter().map(|name| Attendee::Name(String::from(*name))).collect::<Vec<_>>();
        let mut theirs: Vec<_> = plan.theirs.iter().map(|who| Attendee::Contact(story.who(*who))).collect();
        theirs.extend(names(plan.guests));
        let outcome = tour.outcome();
        let planned = Visit {
            site: Some(story.place(plan.place)),
            partner: Some(story.house(plan.place.house())),
            purpose: plan.purpose.into(),
            planned_start: Some(tour.moment(calendar, plan.hours.0)),
            planned_end: Some(tour.moment(calendar, plan.hours.1)),
            zone: plan.place.zone().into(),
            ours: names(plan.ours),
            // Whom one will have met is known afterwards; whom one is to meet again, before.
            theirs: if outcome.is_none() { theirs.clone() } else { Vec::new() },
            agenda: plan.agenda.into(),
            ..Visit::default()
        };
        write(story, tour.written(calendar), id, &planned);
        let Some(outcome) = outcome else { continue };
        let started = tour.moment(calendar, outcome.hours.0);
        write(story, started, id, &Visit { started: Some(started), ..Visit::default() });
        let finished = tour.finished(calendar);
        let ended = Visit {
            finished: Some(finished),
            theirs,
            summary: outcome.summary.into(),
            culture: outcome.culture.into(),
            state: VisitState::Finished,
            ..Visit::default()
        };
        write(story, finished, id, &ended);
    }
}

fn write(story: &mut Story<'_>, at: Instant, id: floorbook_domain::VisitId, visit: &Visit) {
    let put = visit.fields().into_iter().map(Field::from).collect();
    story.write(at, vec![Write::new(id, put)]);
}
