//! A visit in words.

use floorbook_domain::{Instant, Visit, VisitState};
use floorbook_port::VisitSummary;

use crate::{host::zones, t};

pub use crate::pages::today::words::{is_overnight, place as title};

/// What for, without what is in the title.
pub fn detail(summary: &VisitSummary) -> String {
    crate::pages::today::words::purpose(summary).unwrap_or_default()
}

/// The moment by which a visit stands in time.
pub fn moment(visit: &Visit) -> Option<Instant> {
    visit.started.or(visit.planned_start)
}

/// When it was or will be: `today 9:00`; for what is over, the day.
pub fn when(summary: &VisitSummary, now: Instant) -> String {
    match moment(&summary.visit) {
        Some(at) if matches!(summary.state, VisitState::Planned | VisitState::Running) => {
            zones::moment(at, &summary.zone, now)
        }
        Some(at) => zones::day(at, &summary.zone, now),
        None => t!("visit-no-time"),
    }
}

/// A length of time: `2 h 05`.
pub fn length(millis: i64) -> String {
    crate::pages::today::words::length(Instant(0), Instant(millis))
}
