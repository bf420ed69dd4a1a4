//! How a visit is called in lists.

use floorbook_domain::Instant;
use floorbook_port::VisitSummary;

use crate::{host::zones, t};

/// Partner and site: `Sông Hồng Knit · Hall 2`; the purpose where neither is known.
pub fn place(visit: &VisitSummary) -> String {
    let parts: Vec<&str> =
        [visit.partner.as_str(), visit.site.as_str()].into_iter().filter(|p| !p.is_empty()).collect();
    match (parts.is_empty(), visit.visit.purpose.trim()) {
        (false, _) => parts.join(" · "),
        (true, "") => t!("visit-no-name"),
        (true, purpose) => purpose.to_owned(),
    }
}

/// What for, where that is not the name already.
pub fn purpose(visit: &VisitSummary) -> Option<String> {
    let named = !visit.partner.is_empty() || !visit.site.is_empty();
    let purpose = visit.visit.purpose.trim();
    (named && !purpose.is_empty()).then(|| purpose.to_owned())
}

/// How long it has run: `25 min`, `3 h 05`.
pub fn length(since: Instant, now: Instant) -> String {
    let minutes = (now.0 - since.0).max(0) / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => t!("length-minutes", "minutes" => minutes),
        (hours, minutes) => t!("length-hours", "hours" => hours, "minutes" => format!("{minutes:02}")),
    }
}

/// What was captured: `12 notes · 3 photos`.
pub fn captured(visit: &VisitSummary) -> String {
    let notes = t!("count-notes", "count" => visit.observations);
    match visit.photos {
        0 => notes,
        photos => format!("{notes} · {}", t!("count-photos", "count" => photos)),
    }
}

/// The zone to tell a visit's times in: that of the place, else home.
pub fn zone(visit: &VisitSummary) -> String {
    if visit.zone.is_empty() { zones::home() } else { visit.zone.clone() }
}

/// When it stands in a list: its start, else the plan.
pub fn moment(visit: &VisitSummary) -> Option<Instant> {
    visit.visit.started.or(visit.visit.planned_start)
}

/// Whether a visit was left running: since an earlier day of the place, and for more than a shift.
pub fn is_overnight(since: Instant, now: Instant, zone: &str) -> bool {
    const SHIFT: i64 = 8 * 60 * 60 * 1000;
    now.0 - since.0 > SHIFT && zones::days_between(since, now, zone) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_in_minutes_then_in_hours() {
        assert_eq!(length(Instant(0), Instant(25 * 60_000)), "25 min");
        assert_eq!(length(Instant(0), Instant(185 * 60_000)), "3 h 05");
        assert_eq!(length(Instant(60_000), Instant(0)), "0 min");
    }
}
