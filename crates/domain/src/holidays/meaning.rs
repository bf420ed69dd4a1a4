//! What a day means at one partner: whose word counts, and whether anybody is there.
//!
//! The partner's own announcements come first; then the working days that the government exchanged; then the
//! holidays of the country; then its long shutdowns, whose days are an estimate; then the weekly rest.

use std::ops::RangeInclusive;

use chrono::{Datelike, Weekday};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{
    Day, Effect, Holiday, HolidayError, holidays, made_up_days,
    shutdown::{Occasion, Phase, Shutdown, shutdowns, shutdowns_among},
    weekly_rest,
};

/// Days that a partner announced: closed, or worked although others rest.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Announced {
    /// The first day.
    #[n(0)]
    pub from: Day,
    /// The last day; the same for a single one.
    #[n(1)]
    pub until: Day,
    /// Whether they work; otherwise they are closed.
    #[n(2)]
    pub works: bool,
    /// What they said, in their words; may be empty.
    #[n(3)]
    pub reason: String,
}

/// What a day means at a partner.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Meaning {
    /// They said that they are closed; the text is theirs.
    TheyClose(String),
    /// They said that they work; the text is theirs.
    TheyWork(String),
    /// A day of rest that the country works, in exchange for another.
    MadeUp,
    /// A public holiday. [`Effect::Slow`] ones are worked by many factories.
    Holiday(Holiday),
    /// In a long shutdown, or near one.
    Shutdown(Occasion, Phase),
    /// The weekly rest of offices.
    Rest,
    /// A working day.
    Work,
}

impl Meaning {
    /// Whether somebody can be expected to be there.
    pub fn works(&self) -> bool {
        match self {
            Meaning::TheyWork(_) | Meaning::MadeUp | Meaning::Work => true,
            Meaning::Holiday(holiday) => holiday.effect == Effect::Slow,
            Meaning::Shutdown(_, phase) => *phase != Phase::Closed,
            Meaning::TheyClose(_) | Meaning::Rest => false,
        }
    }
}

/// The calendar of one partner over some years, asked for many days. Making one costs much more than copying
/// one: make one for each country, and copy it for each partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerCalendar {
    /// What they announced; of announcements that contradict each other the last one counts.
    pub announced: Vec<Announced>,
    made_up: Vec<Day>,
    holidays: Vec<Holiday>,
    /// The long shutdowns, with their estimates; change them as you know better.
    pub shutdowns: Vec<Shutdown>,
    /// The weekdays on which they rest; those of offices in the country, unless they say otherwise.
    pub rest: Vec<Weekday>,
}

impl PartnerCalendar {
    /// The calendar of a partner in `country` for `years`, with what they announced. Shutdowns that reach into
    /// these years from the one before or after are part of it, where those are covered.
    ///
    /// # Errors
    /// [`HolidayError`] where the country or one of the years is not covered.
    pub fn new(
        country: &str,
        years: RangeInclusive<i32>,
        announced: Vec<Announced>,
    ) -> Result<PartnerCalendar, HolidayError> {
        let (before, after) = (years.start() - 1, years.end() + 1);
        let rest = weekly_rest(country).to_vec();
        let mut calendar =
            PartnerCalendar { announced, made_up: Vec::new(), holidays: Vec::new(), shutdowns: Vec::new(), rest };
        for year in years {
            let off = holidays(country, year)?;
            calendar.made_up.extend(made_up_days(country, year)?);
            calendar.shutdowns.extend(shutdowns_among(country, year, &off));
            calendar.holidays.extend(off);
        }
        for year in [before, after] {
            calendar.shutdowns.extend(shutdowns(country, year).unwrap_or_default());
        }
        Ok(calendar)
    }

    /// What `day` means there.
    pub fn meaning(&self, day: Day) -> Meaning {
        if let Some(said) = self.announced.iter().rfind(|said| (said.from..=said.until).contains(&day)) {
            return if said.works {
                Meaning::TheyWork(said.reason.clone())
            } else {
                Meaning::TheyClose(said.reason.clone())
            };
        }
        if self.made_up.binary_search(&day).is_ok() {
            return Meaning::MadeUp;
        }
        if let Ok(at) = self.holidays.binary_search_by_key(&day, |holiday| holiday.day) {
            return Meaning::Holiday(self.holidays[at].clone());
        }
        let phase = |phase: Phase| {
            self.shutdowns.iter().find(|s| s.phase(day) == Some(phase)).map(|s| Meaning::Shutdown(s.occasion, phase))
        };
        if let Some(closed) = phase(Phase::Closed) {
            return closed;
        }
        if self.rest.contains(&day.0.weekday()) {
            return Meaning::Rest;
        }
        phase(Phase::Before).or_else(|| phase(Phase::After)).unwrap_or(Meaning::Work)
    }

    /// Whether nobody can be expected to be there on `day`: what a check-in moves off.
    pub fn is_off(&self, day: Day) -> bool {
        !self.meaning(day).works()
    }

    /// Its public holidays from `from` to `until`, in order: occasions to send a word.
    pub fn occasions(&self, from: Day, until: Day) -> impl Iterator<Item = &Holiday> {
        self.holidays.iter().filter(move |holiday| (from..=until).contains(&holiday.day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cadence::{Cadence, Rhythm};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn said(from: &str, until: &str, works: bool) -> Announced {
        Announced { from: day(from), until: day(until), works, reason: "they wrote".into() }
    }

    #[test]
    fn the_partner_goes_before_the_state_and_the_state_before_an_estimate() {
        let announced = vec![
            said("2026-02-10", "2026-03-08", false),
            said("2026-02-12", "2026-02-12", true),
            said("2026-10-01", "2026-10-02", true),
        ];
        let calendar = PartnerCalendar::new("CN", 2026..=2026, announced).unwrap();
        let meaning = |on: &str| calendar.meaning(day(on));
        assert_eq!(meaning("2026-02-17"), Meaning::TheyClose("they wrote".into()), "on the holiday itself");
        assert_eq!(meaning("2026-02-12"), Meaning::TheyWork("they wrote".into()), "the later word");
        assert_eq!(meaning("2026-10-01"), Meaning::TheyWork("they wrote".into()), "on a national holiday");
        assert_eq!(meaning("2026-09-20"), Meaning::MadeUp, "a Sunday that the country works");
        assert!(matches!(meaning("2026-10-03"), Meaning::Holiday(holiday) if holiday.name == "National Day"));
        assert_eq!(meaning("2026-10-11"), Meaning::Shutdown(Occasion::GoldenWeek, Phase::Closed));
        assert_eq!(meaning("2026-09-29"), Meaning::Shutdown(Occasion::GoldenWeek, Phase::Before));
        assert_eq!(meaning("2026-11-07"), Meaning::Rest);
        assert_eq!(meaning("2026-11-06"), Meaning::Work);
    }

    #[test]
    fn a_slow_day_is_worked_and_a_closed_one_is_not() {
        let india = PartnerCalendar::new("IN", 2026..=2026, Vec::new()).unwrap();
        assert!(!india.is_off(day("2026-04-14")), "Ambedkar's birthday");
        assert!(india.is_off(day("2026-08-15")));
        assert!(!india.is_off(day("2026-11-16")), "after Diwali, with fewer people");
    }

    #[test]
    fn rest_is_that_of_the_country_and_can_be_changed() {
        let mut dhaka = PartnerCalendar::new("BD", 2026..=2026, Vec::new()).unwrap();
        assert!(dhaka.is_off(day("2026-11-06")) && dhaka.is_off(day("2026-11-07")), "Friday and Saturday");
        assert!(!dhaka.is_off(day("2026-11-08")), "Sunday");
        dhaka.rest = vec![Weekday::Fri];
        assert!(!dhaka.is_off(day("2026-11-07")));
    }

    #[test]
    fn a_shutdown_reaches_into_the_next_year() {
        let poland = PartnerCalendar::new("PL", 2027..=2027, Vec::new()).unwrap();
        assert_eq!(poland.meaning(day("2027-01-04")), Meaning::Work);
        assert_eq!(poland.meaning(day("2027-01-02")), Meaning::Rest);
        let turkey = PartnerCalendar::new("TR", 2032..=2032, Vec::new()).unwrap();
        assert_eq!(turkey.meaning(day("2032-12-29")), Meaning::Shutdown(Occasion::EidAlFitr, Phase::Before));
        let mexico = PartnerCalendar::new("MX", 2027..=2027, Vec::new()).unwrap();
        assert_eq!(mexico.meaning(day("2027-01-02")), Meaning::Shutdown(Occasion::YearEnd, Phase::Closed));
    }

    #[test]
    fn a_check_in_moves_off_what_is_closed_there() {
        let calendar = PartnerCalendar::new("VN", 2026..=2026, Vec::new()).unwrap();
        let weekly = Cadence { rhythm: Rhythm::Weekly, days: 0, weekday: Some(3), at: Some(600) };
        // National Day, Wednesday 2 September 2026, lies in a rest of five days.
        let due = weekly.next(day("2026-08-26"), |on| calendar.is_off(on)).unwrap();
        assert_eq!((due.day, due.moved_from), (day("2026-09-03"), Some(day("2026-09-02"))));
        // Tết closes from 13 to 23 February 2026: the call comes before it.
        let due = weekly.next(day("2026-02-11"), |on| calendar.is_off(on)).unwrap();
        assert_eq!((due.day, due.moved_from), (day("2026-02-12"), Some(day("2026-02-18"))));
    }

    #[test]
    fn occasions_of_the_next_days_are_found() {
        let calendar = PartnerCalendar::new("TR", 2026..=2026, Vec::new()).unwrap();
        let names: Vec<_> =
            calendar.occasions(day("2026-10-20"), day("2026-11-02")).map(|holiday| holiday.name.as_str()).collect();
        assert_eq!(names, ["Republic Day"]);
    }

    #[test]
    fn what_is_not_covered_is_said() {
        assert_eq!(PartnerCalendar::new("FR", 2026..=2026, Vec::new()).unwrap_err(), HolidayError::Country);
        assert_eq!(PartnerCalendar::new("CN", 2035..=2036, Vec::new()).unwrap_err(), HolidayError::Year);
    }
}
