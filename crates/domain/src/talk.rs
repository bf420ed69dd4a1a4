//! When both sides can talk: the hours of their working days, side by side.
//!
//! Hours are those of the clock on the wall at each place, so a week in which one side changes its clocks
//! comes out right without a word about it.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Day, Instant, zone::at_wall_clock};

/// How many sides are compared at most; more do not fit side by side on a phone.
pub const MOST_SIDES: usize = 4;

/// When people at one place work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct WorkingHours {
    /// Start, in minutes since midnight, 0 to 1,439.
    #[n(0)]
    pub starts: u16,
    /// End, 0 to 1,439; one that is not after the start lies on the next day.
    #[n(1)]
    pub ends: u16,
}

/// A stretch of time: from a moment until just before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stretch {
    /// Its first moment.
    pub from: Instant,
    /// The moment at which it is over; later than `from`.
    pub until: Instant,
}

/// One side: its hours, and what is known of its place.
pub struct Side<'a> {
    /// The hours of a working day.
    pub hours: WorkingHours,
    /// Whether people work on a civil day there: weekends, holidays, closures.
    pub works: &'a dyn Fn(Day) -> bool,
    /// How many minutes east of UTC it is at a moment; `None` where no table knows.
    pub offset: &'a dyn Fn(Instant) -> Option<i32>,
}

/// Why hours cannot be laid side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
pub enum TalkError {
    /// Nobody, or more than [`MOST_SIDES`].
    #[error("Between one and {MOST_SIDES} places can be compared.")]
    Sides,
    /// Hours that no clock shows; the number is the side, from 0.
    #[error("Working hours start and end between 0:00 and 23:59.")]
    Hours(usize),
    /// No table knows the zone; the number is the side, from 0.
    #[error("The time zone of one of the places is not known.")]
    Zone(usize),
}

/// A week, laid side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// The week itself: Monday 0:00 to the next Monday 0:00, on the clocks of the first side.
    pub span: Stretch,
    /// For each side the stretches in which people work there, in order, cut to the week.
    pub working: Vec<Vec<Stretch>>,
    /// The stretches in which all of them do, in order.
    pub together: Vec<Stretch>,
}

/// The week that holds `day`, as the clocks of the first side have it.
///
/// # Errors
/// [`TalkError`] for too many sides, hours that are none, or a zone that no table knows.
pub fn week(sides: &[Side<'_>], day: Day) -> Result<Week, TalkError> {
    let [first, ..] = sides else { return Err(TalkError::Sides) };
    if sides.len() > MOST_SIDES {
        return Err(TalkError::Sides);
    }
    let monday = day.0 - Days::new(day.0.weekday().num_days_from_monday().into());
    let midnight = |day: NaiveDate| at_wall_clock(NaiveDateTime::from(day), first.offset).ok_or(TalkError::Zone(0));
    let span = Stretch { from: midnight(monday)?, until: midnight(monday + Days::new(7))? };

    let mut working = Vec::with_capacity(sides.len());
    for (at, side) in sides.iter().enumerate() {
        working.push(side.working(at, monday, span)?);
    }
    let together = working.iter().fold(vec![span], |together, side| common(&together, side));
    Ok(Week { span, working, together })
}

impl Side<'_> {
    /// The stretches of work within `span`, which begins on `monday` or within a day of it.
    fn working(&self, at: usize, monday: NaiveDate, span: Stretch) -> Result<Vec<Stretch>, TalkError> {
        let clock = |minutes: u16| {
            NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0).ok_or(TalkError::Hours(at))
        };
        let (starts, ends) = (clock(self.hours.starts)?, clock(self.hours.ends)?);
        let nights = u64::from(self.hours.ends <= self.hours.starts);
        let mut found: Vec<Stretch> = Vec::new();
        // Places lie up to 26 hours apart, and a shift of the night before may run into the week.
        for day in (monday - Days::new(2)).iter_days().take(11).filter(|day| (self.works)(Day(*day))) {
            let from = at_wall_clock(day.and_time(starts), self.offset).ok_or(TalkError::Zone(at))?;
            let until = (day + Days::new(nights)).and_time(ends);
            let until = at_wall_clock(until, self.offset).ok_or(TalkError::Zone(at))?;
            match found.last_mut() {
                // Round the clock: one day's end is the next one's start.
                Some(last) if last.until >= from => last.until = until.max(last.until),
                _ => found.push(Stretch { from, until }),
            }
        }
        Ok(common(&found, &[span]))
    }
}

/// What lies in a stretch of both; each is in order and without overlap.
fn common(left: &[Stretch], right: &[Stretch]) -> Vec<Stretch> {
    let (mut l, mut r) = (0, 0);
    let mut found = Vec::new();
    while let (Some(a), Some(b)) = (left.get(l), right.get(r)) {
        let (from, until) = (a.from.max(b.from), a.until.min(b.until));
        if from < until {
            found.push(Stretch { from, until });
        }
        if a.until <= b.until { l += 1 } else { r += 1 }
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Offset, TimeZone, Weekday};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn offset(zone: &str) -> impl Fn(Instant) -> Option<i32> {
        let zone: Tz = zone.parse().unwrap();
        move |moment| Some(zone.offset_from_utc_datetime(&moment.utc()?.naive_utc()).fix().local_minus_utc() / 60)
    }

    fn monday_to_friday(day: Day) -> bool {
        !matches!(day.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    fn sunday_to_thursday(day: Day) -> bool {
        !matches!(day.0.weekday(), Weekday::Fri | Weekday::Sat)
    }

    const OFFICE: WorkingHours = WorkingHours { starts: 540, ends: 1_080 };

    /// A zone, the hours there, and the days.
    type Place = (&'static str, WorkingHours, fn(Day) -> bool);

    /// The common hours of a week as "weekday hour–hour" in the first zone.
    fn together(zones: &[Place], on: &str) -> Vec<String> {
        let offsets: Vec<_> = zones.iter().map(|(zone, ..)| offset(zone)).collect();
        let sides: Vec<_> = zones
            .iter()
            .zip(&offsets)
            .map(|((_, hours, works), offset)| Side { hours: *hours, works, offset })
            .collect();
        let week = week(&sides, day(on)).unwrap();
        let home: Tz = zones[0].0.parse().unwrap();
        let clock = |moment: Instant, form: &str| {
            home.from_utc_datetime(&moment.utc().unwrap().naive_utc()).format(form).to_string()
        };
        week.together.iter().map(|s| format!("{}–{}", clock(s.from, "%a %H:%M"), clock(s.until, "%H:%M"))).collect()
    }

    #[test]
    fn the_week_of_a_clock_change_is_read_by_each_wall() {
        let berlin_and_hanoi: [Place; 2] = [
            ("Europe/Berlin", OFFICE, monday_to_friday),
            ("Asia/Ho_Chi_Minh", WorkingHours { starts: 450, ends: 990 }, |day| day.0.weekday() != Weekday::Sun),
        ];
        let days = |hours: &str| ["Mon", "Tue", "Wed", "Thu", "Fri"].map(|day| format!("{day} {hours}")).to_vec();
        // 16:30 in Hanoi is 10:30 in a Berlin winter, and 11:30 in its summer.
        assert_eq!(together(&berlin_and_hanoi, "2026-03-25"), days("09:00–10:30"));
        assert_eq!(together(&berlin_and_hanoi, "2026-03-30"), days("09:00–11:30"));
        assert_eq!(together(&berlin_and_hanoi, "2026-10-23"), days("09:00–11:30"));
        assert_eq!(together(&berlin_and_hanoi, "2026-10-26"), days("09:00–10:30"));
    }

    #[test]
    fn weekends_differ() {
        let hours = together(
            &[("Europe/Paris", OFFICE, monday_to_friday), ("Asia/Amman", OFFICE, sunday_to_thursday)],
            "2026-06-10",
        );
        assert_eq!(hours, ["Mon 09:00–17:00", "Tue 09:00–17:00", "Wed 09:00–17:00", "Thu 09:00–17:00"]);
    }

    #[test]
    fn four_places_find_what_little_there_is_and_two_far_ones_nothing() {
        let long = WorkingHours { starts: 420, ends: 1_380 };
        let hours = together(
            &[
                ("Europe/Lisbon", OFFICE, monday_to_friday),
                ("Asia/Karachi", long, monday_to_friday),
                ("Asia/Shanghai", long, monday_to_friday),
                ("America/Mexico_City", long, monday_to_friday),
            ],
            "2026-02-04",
        );
        assert_eq!(hours.first().map(String::as_str), Some("Mon 13:00–15:00"));
        assert_eq!(hours.len(), 5);
        let none = together(
            &[("America/Los_Angeles", OFFICE, monday_to_friday), ("Asia/Kolkata", OFFICE, monday_to_friday)],
            "2026-02-04",
        );
        assert!(none.is_empty(), "{none:?}");
    }

    #[test]
    fn a_night_shift_runs_into_the_week_and_a_full_day_has_no_seam() {
        let night = WorkingHours { starts: 1_320, ends: 360 };
        let all: fn(Day) -> bool = |_| true;
        let hours = together(&[("Asia/Dhaka", night, all)], "2026-02-04");
        assert_eq!(hours.len(), 8);
        assert_eq!((hours[0].as_str(), hours[7].as_str()), ("Mon 00:00–06:00", "Sun 22:00–00:00"));
        let round = WorkingHours { starts: 360, ends: 360 };
        assert_eq!(together(&[("Asia/Dhaka", round, all)], "2026-02-04"), ["Mon 00:00–00:00"]);
    }

    #[test]
    fn what_cannot_be_compared_is_named() {
        let utc = |_: Instant| Some(0);
        let nowhere = |_: Instant| None;
        let side = |hours, offset| Side { hours, works: &|_| true, offset };
        let on = day("2026-02-04");
        assert_eq!(week(&[], on), Err(TalkError::Sides));
        let many: Vec<_> = (0..5).map(|_| side(OFFICE, &utc)).collect();
        assert_eq!(week(&many, on), Err(TalkError::Sides));
        assert_eq!(week(&[side(OFFICE, &utc), side(OFFICE, &nowhere)], on), Err(TalkError::Zone(1)));
        let no_clock = WorkingHours { starts: 540, ends: 1_440 };
        assert_eq!(week(&[side(OFFICE, &utc), side(no_clock, &utc)], on), Err(TalkError::Hours(1)));
    }

    proptest! {
        /// Asked minute by minute, the answer is the same.
        #[test]
        fn a_moment_is_common_when_every_side_works(
            first in 0usize..6, second in 0usize..6, starts in 0u16..1_440, ends in 0u16..1_440,
            week_of in 0u64..600, minute in 0i64..10_080,
        ) {
            let zones =
                ["Europe/Berlin", "Africa/Cairo", "Asia/Tehran", "America/New_York", "Asia/Kolkata", "Pacific/Apia"];
            let offsets = [offset(zones[first]), offset(zones[second])];
            let hours = [OFFICE, WorkingHours { starts, ends }];
            let works: [&dyn Fn(Day) -> bool; 2] = [&monday_to_friday, &sunday_to_thursday];
            let sides: Vec<_> =
                (0..2).map(|at| Side { hours: hours[at], works: works[at], offset: &offsets[at] }).collect();
            let on = Day(day("2024-01-01").0 + Days::new(week_of * 7));
            let week = week(&sides, on).unwrap();
            let asked = week.span.from.plus_millis(minute * 60_000);
            prop_assume!(asked < week.span.until);
            let in_any = |stretches: &[Stretch]| stretches.iter().any(|s| s.from <= asked && asked < s.until);
            let all = week.working.iter().all(|side| in_any(side));
            prop_assert_eq!(in_any(&week.together), all);
            // And a side works when its wall says so.
            for (at, side) in sides.iter().enumerate() {
                let local = DateTime::from_timestamp_millis(asked.0 + i64::from((side.offset)(asked).unwrap()) * 60_000);
                let local = local.unwrap().naive_utc();
                let clock = (local - local.date().and_time(NaiveTime::MIN)).num_minutes() as u16;
                let hours = side.hours;
                let (today, yesterday) = (Day(local.date()), Day(local.date().pred_opt().unwrap()));
                let expected = if hours.starts < hours.ends {
                    (side.works)(today) && hours.starts <= clock && clock < hours.ends
                } else {
                    (side.works)(today) && clock >= hours.starts || (side.works)(yesterday) && clock < hours.ends
                };
                let offset_at = |hours: i64| (side.offset)(asked.plus_millis(hours * 3_600_000)).unwrap();
                // In the hours around a clock change a wall shows an hour twice, or not at all.
                prop_assume!(offset_at(-2) == offset_at(2));
                prop_assert_eq!(in_any(&week.working[at]), expected, "{} at {}", zones[[first, second][at]], local);
            }
        }
    }
}
