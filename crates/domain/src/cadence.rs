//! How often one means to be in touch with a partner, and when the next check-in is due.
//!
//! The next one is derived from what happened, never stored: whoever called a day early or two days late
//! finds the rhythm where it was. It keeps to the weekday and the hour that were agreed, on the clocks of
//! the partner, and moves off days on which nobody works there.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{Day, Instant, field::words, zone::at_wall_clock};

words! {
    /// How often.
    Rhythm:
    /// Every week.
    #[default] 0 Weekly,
    /// Every two weeks.
    1 EveryTwoWeeks,
    /// Every month.
    2 Monthly,
    /// Every so many days.
    3 EveryDays,
}

/// The rhythm of contact with a partner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Cadence {
    /// How often.
    #[n(0)]
    pub rhythm: Rhythm,
    /// Of [`Rhythm::EveryDays`], how many days; at least 1. Otherwise 0.
    #[n(1)]
    pub days: u16,
    /// The weekday, 1 Monday to 7 Sunday. A rhythm of less than a week keeps none.
    #[n(2)]
    pub weekday: Option<u8>,
    /// The time of day in the partner's zone, in minutes since midnight, 0 to 1,439.
    #[n(3)]
    pub at: Option<u16>,
}

/// When a check-in is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Due {
    /// The civil day in the partner's zone.
    pub day: Day,
    /// The day that the rhythm would have asked for, where nobody works on it there.
    pub moved_from: Option<Day>,
}

/// A time without contact that is longer than the rhythm allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gap {
    /// The last time that there was contact.
    pub since: Day,
    /// When there will be, or the day of asking where nothing is planned.
    pub until: Day,
    /// How many days lie between.
    pub days: u32,
    /// How many days the rhythm allows this time, holidays heeded.
    pub allowed: u32,
}

/// How far a check-in is moved to find a working day before the rhythm's own day is kept after all.
const FARTHEST: u16 = 31;

impl Cadence {
    /// When the next check-in is due after one on `last`, where `off` tells on which days nobody works there.
    ///
    /// Always later than `last`. Of the days of the agreed weekday it is the one nearest to a full period after
    /// `last`; if nobody works there then, the nearest day on which somebody does, of two equally near the
    /// earlier. `None` beyond the years of the calendar.
    pub fn next(&self, last: Day, off: impl Fn(Day) -> bool) -> Option<Due> {
        let asked = self.asked(last.0)?;
        let around = (0..=FARTHEST).flat_map(|by| {
            let before = asked.checked_sub_days(Days::new(by.into())).filter(|day| *day > last.0);
            [before, asked.checked_add_days(Days::new(by.into()))]
        });
        let day = around.flatten().map(Day).find(|day| !off(*day)).unwrap_or(Day(asked));
        Some(Due { day, moved_from: (day.0 != asked).then_some(Day(asked)) })
    }

    /// The moment of a check-in on `day`, where `offset` tells how many minutes east of UTC the partner is.
    /// `None` without an agreed hour, and where `offset` is.
    pub fn moment(&self, day: Day, offset: impl Fn(Instant) -> Option<i32>) -> Option<Instant> {
        let minutes = self.at?;
        let clock = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0)?;
        at_wall_clock(day.0.and_time(clock), offset)
    }

    /// The gap after the last contact on `last`, if it is, or is going to be, longer than the rhythm allows.
    ///
    /// `planned` is the next contact that stands in a calendar, be it a check-in or a visit; without one the gap
    /// runs until `today`. Where nobody works on the day that the rhythm asks for, it allows the first day after it
    /// on which somebody does. Days are civil days of the partner's place.
    pub fn gap(&self, last: Day, planned: Option<Day>, today: Day, off: impl Fn(Day) -> bool) -> Option<Gap> {
        let asked = self.asked(last.0)?;
        let due = asked.iter_days().take(FARTHEST.into()).map(Day).find(|day| !off(*day)).unwrap_or(Day(asked));
        // A plan that has passed unheeded is none.
        let until = planned.filter(|day| *day >= today).unwrap_or(today);
        let days = |until: Day| u32::try_from(until.0.signed_duration_since(last.0).num_days()).ok();
        (until > due).then_some(Gap { since: last, until, days: days(until)?, allowed: days(due)? })
    }

    /// The day that the rhythm asks for after `last`, whoever works then.
    fn asked(&self, last: NaiveDate) -> Option<NaiveDate> {
        let period = match self.rhythm {
            Rhythm::Weekly => last.checked_add_days(Days::new(7)),
            Rhythm::EveryTwoWeeks => last.checked_add_days(Days::new(14)),
            Rhythm::Monthly => last.checked_add_months(Months::new(1)),
            Rhythm::EveryDays => last.checked_add_days(Days::new(self.days.max(1).into())),
        }?;
        let keeps_weekday = self.rhythm != Rhythm::EveryDays || self.days >= 7;
        let Some(weekday) = self.weekday.filter(|day| keeps_weekday && (1..=7).contains(day)) else {
            return Some(period);
        };
        // Three days back to three days on hold each weekday once.
        let first = period.checked_sub_days(Days::new(3))?;
        first.iter_days().take(7).find(|day| day.weekday().number_from_monday() == u32::from(weekday))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Offset, TimeZone};
    use chrono_tz::Tz;

    use super::*;
    use Rhythm::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn cadence(rhythm: Rhythm, days: u16, weekday: Option<u8>) -> Cadence {
        Cadence { rhythm, days, weekday, at: Some(9 * 60) }
    }

    fn offset(zone: &str) -> impl Fn(Instant) -> Option<i32> {
        let zone: Tz = zone.parse().unwrap();
        move |moment| Some(zone.offset_from_utc_datetime(&moment.utc()?.naive_utc()).fix().local_minus_utc() / 60)
    }

    #[test]
    fn the_next_one_follows_from_what_happened() {
        // Rhythm, days, weekday, the last one, the next one.
        for (rhythm, days, weekday, last, next) in [
            (Weekly, 0, Some(2), "2026-03-03", "2026-03-10"), // on its Tuesday
            (Weekly, 0, Some(2), "2026-03-04", "2026-03-10"), // a day late
            (Weekly, 0, Some(2), "2026-03-02", "2026-03-10"), // a day early: not tomorrow again
            (Weekly, 0, Some(2), "2026-03-06", "2026-03-10"), // three days late
            (Weekly, 0, Some(2), "2026-03-07", "2026-03-17"), // so late that it counts for the next
            (Weekly, 0, None, "2026-03-07", "2026-03-14"),
            (EveryTwoWeeks, 0, Some(4), "2026-12-24", "2027-01-07"),
            (EveryTwoWeeks, 0, Some(4), "2026-12-22", "2027-01-07"),
            (Monthly, 0, None, "2027-01-31", "2027-02-28"),
            (Monthly, 0, None, "2028-01-31", "2028-02-29"),
            (Monthly, 0, Some(1), "2026-03-02", "2026-03-30"), // the Monday nearest to 2 April
            (Monthly, 0, Some(5), "2026-03-06", "2026-04-03"), // nearest to 6 April
            (EveryDays, 10, None, "2026-02-25", "2026-03-07"),
            (EveryDays, 10, Some(3), "2026-02-25", "2026-03-04"),
            (EveryDays, 3, Some(3), "2026-02-25", "2026-02-28"), // too often for a weekday
            (EveryDays, 0, None, "2026-02-25", "2026-02-26"),
            (Weekly, 0, Some(9), "2026-03-03", "2026-03-10"), // no such weekday
        ] {
            let due = cadence(rhythm, days, weekday).next(day(last), |_| false).unwrap();
            assert_eq!(due, Due { day: day(next), moved_from: None }, "{rhythm:?} {days} {weekday:?} after {last}");
        }
    }

    #[test]
    fn it_moves_off_days_on_which_nobody_works_there() {
        let off = |from: &str, to: &str| {
            let (from, to) = (day(from), day(to));
            move |day: Day| day >= from && day <= to
        };
        // Off from, to, the last one, the next one; weekly on Tuesday.
        for (from, to, last, next) in [
            ("2026-03-10", "2026-03-10", "2026-03-03", "2026-03-09"), // of the day before and after, the one before
            ("2026-03-09", "2026-03-10", "2026-03-03", "2026-03-11"),
            ("2026-03-08", "2026-03-14", "2026-03-03", "2026-03-07"), // near the start of a week off: before it
            ("2026-03-05", "2026-03-11", "2026-03-03", "2026-03-12"), // near its end: after it
            ("2026-03-04", "2026-03-20", "2026-03-03", "2026-03-21"), // never on the day of the last one or before
        ] {
            let due = cadence(Weekly, 0, Some(2)).next(day(last), off(from, to)).unwrap();
            assert_eq!(due, Due { day: day(next), moved_from: Some(day("2026-03-10")) }, "off {from} to {to}");
        }
        let never = cadence(Weekly, 0, Some(2)).next(day("2026-03-03"), |_| true).unwrap();
        assert_eq!(never, Due { day: day("2026-03-10"), moved_from: None }, "where nobody ever works it stays");
    }

    #[test]
    fn the_agreed_hour_stays_when_the_clocks_change() {
        // Zone, day, the moment of 9:00 there.
        for (zone, on, utc) in [
            ("Europe/Lisbon", "2026-03-24", "2026-03-24T09:00:00Z"),
            ("Europe/Lisbon", "2026-03-31", "2026-03-31T08:00:00Z"),
            ("Europe/Warsaw", "2026-10-20", "2026-10-20T07:00:00Z"),
            ("Europe/Warsaw", "2026-10-27", "2026-10-27T08:00:00Z"),
            ("Africa/Cairo", "2026-04-21", "2026-04-21T07:00:00Z"),
            ("Africa/Cairo", "2026-04-28", "2026-04-28T06:00:00Z"),
            // Morocco sets its clocks back for Ramadan.
            ("Africa/Casablanca", "2026-02-10", "2026-02-10T08:00:00Z"),
            ("Africa/Casablanca", "2026-02-24", "2026-02-24T09:00:00Z"),
            ("Asia/Shanghai", "2026-03-31", "2026-03-31T01:00:00Z"),
            ("Asia/Kolkata", "2026-10-27", "2026-10-27T03:30:00Z"),
        ] {
            let moment = cadence(Weekly, 0, Some(2)).moment(day(on), offset(zone)).unwrap();
            let expected: Instant = DateTime::parse_from_rfc3339(utc).unwrap().to_utc().into();
            assert_eq!(moment, expected, "{on} in {zone}");
        }
        let no_hour = Cadence { at: None, ..Cadence::default() };
        assert_eq!(no_hour.moment(day("2026-03-24"), offset("Europe/Lisbon")), None);
        let no_clock = Cadence { at: Some(1_440), ..Cadence::default() };
        assert_eq!(no_clock.moment(day("2026-03-24"), offset("Europe/Lisbon")), None);
    }

    #[test]
    fn a_gap_shows_before_it_hurts() {
        let weekly = cadence(Weekly, 0, Some(2));
        let gap = |planned: Option<&str>, today: &str| {
            let gap = weekly.gap(day("2026-03-03"), planned.map(day), day(today), |_| false)?;
            Some((gap.until.to_string(), gap.days, gap.allowed))
        };
        assert_eq!(gap(None, "2026-03-10"), None, "due today");
        assert_eq!(gap(Some("2026-03-10"), "2026-03-05"), None);
        let planned_late = Some(("2026-03-17".to_owned(), 14, 7));
        assert_eq!(gap(Some("2026-03-17"), "2026-03-05"), planned_late, "two weeks planned");
        assert_eq!(gap(None, "2026-03-12"), Some(("2026-03-12".to_owned(), 9, 7)), "nothing planned, two days over");
        assert_eq!(
            gap(Some("2026-03-10"), "2026-03-12"),
            Some(("2026-03-12".to_owned(), 9, 7)),
            "planned and not held"
        );
        // What is moved for a holiday is no gap.
        let off = |on: Day| on >= day("2026-03-09") && on <= day("2026-03-11");
        assert_eq!(weekly.gap(day("2026-03-03"), Some(day("2026-03-12")), day("2026-03-05"), off), None);
    }
}
