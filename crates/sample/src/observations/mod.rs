//! The sixty observations: a file for each visit, and one for what belongs to none.

mod dye_house;
mod hall;
mod mill;
mod recheck;
mod unsorted;

use floorbook_domain::{Defects, Field, Instant, Observation, ObservationKind, Severity};
use floorbook_port::Write;

use crate::{Step, calendar::Clock, people::Who, photos::Scene, story::Story, visits::Tour};

/// A remark as it was noted.
#[derive(Clone, Copy)]
struct Entry {
    at: Clock,
    area: &'static str,
    text: &'static str,
    kind: ObservationKind,
    severity: Severity,
    people: &'static [Who],
    tags: &'static [&'static str],
    reference: &'static str,
    /// Found, of inspected.
    defects: Option<(u32, u32)>,
    photos: &'static [(Scene, &'static str)],
    only_me: bool,
}

const FACT: Entry = Entry {
    at: (0, 0),
    area: "",
    text: "",
    kind: ObservationKind::Fact,
    severity: Severity::None,
    people: &[],
    tags: &[],
    reference: "",
    defects: None,
    photos: &[],
    only_me: false,
};
const GOOD: Entry = Entry { kind: ObservationKind::GoodPractice, ..FACT };
const IDEA: Entry = Entry { kind: ObservationKind::Idea, ..FACT };
const QUESTION: Entry = Entry { kind: ObservationKind::Question, ..FACT };
const QUOTE: Entry = Entry { kind: ObservationKind::Quote, ..FACT };
const MINOR: Entry = Entry { kind: ObservationKind::Concern, severity: Severity::Minor, ..FACT };
const MAJOR: Entry = Entry { severity: Severity::Major, ..MINOR };
const CRITICAL: Entry = Entry { severity: Severity::Critical, ..MINOR };

/// Tells of everything that was noted.
pub(crate) fn tell(story: &mut Story<'_>) {
    let calendar = story.calendar;
    let on_tour = [(Tour::DyeHouse, dye_house::ENTRIES), (Tour::Mill, mill::ENTRIES), (Tour::Hall, hall::ENTRIES)];
    for (tour, entries) in on_tour {
        for entry in entries {
            note(story, Some(tour), tour.moment(calendar, entry.at), tour.place().zone(), entry);
        }
    }
    // Prepared the evening before, for the visit to come.
    for (day, zone, entry) in recheck::ENTRIES {
        note(story, Some(Tour::Recheck), calendar.moment(*day, entry.at, zone), zone, entry);
    }
    for (day, zone, entry) in unsorted::ENTRIES {
        note(story, None, calendar.moment(*day, entry.at, zone), zone, entry);
    }
}

fn note(story: &mut Story<'_>, tour: Option<Tour>, at: Instant, zone: &str, entry: &Entry) {
    let id = story.remark(at);
    let photos = entry.photos.iter().filter_map(|(scene, caption)| story.photo(at, id, *scene, caption)).collect();
    let observation = Observation {
        visit: tour.map(|tour| story.tour(tour)),
        text: entry.text.into(),
        kind: entry.kind,
        area: entry.area.into(),
        severity: entry.severity,
        people: entry.people.iter().map(|who| story.who(*who)).collect(),
        tags: entry.tags.iter().map(|tag| String::from(*tag)).collect(),
        when: at,
        reference: entry.reference.into(),
        defects: entry.defects.map(|(found, inspected)| Defects { found, inspected }),
        zone: zone.into(),
        ..Observation::default()
    };
    let put = observation.fields().into_iter().map(Field::from).collect();
    let write = Write { only_me: entry.only_me, ..Write::new(id, put) };
    story.steps.push(Step { at, writes: vec![write], photos });
}
