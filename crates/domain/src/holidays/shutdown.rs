//! The long shutdowns: when a country's factories stand still for days, and how long output suffers around them.
//!
//! The days of a shutdown are those of its holiday; how long before and after it output suffers is an **estimate** from
//! what buyers and carriers plan with, meant to be changed by whoever knows the partner: all fields are open.

use chrono::{Datelike, Days, Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Certainty, Day, Holiday, HolidayError, easter, holidays};

/// Which shutdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Occasion {
    /// The lunar new year: Spring Festival, Seollal.
    LunarNewYear,
    /// The lunar new year in Vietnam.
    Tet,
    /// The end of the month of fasting.
    EidAlFitr,
    /// The feast of the sacrifice.
    EidAlAdha,
    /// The festival of lights.
    Diwali,
    /// The Thai new year.
    Songkran,
    /// The Khmer new year.
    KhmerNewYear,
    /// The feast of the ancestors in Cambodia.
    PchumBen,
    /// The Burmese new year.
    Thingyan,
    /// The Sinhala and Tamil new year.
    SinhalaNewYear,
    /// China's week around 1 October, Japan's around 3 May.
    GoldenWeek,
    /// The Korean harvest feast.
    Chuseok,
    /// The Japanese feast of the ancestors in August.
    Obon,
    /// The summer break of Europe's factories.
    August,
    /// From Maundy Thursday to Easter Sunday.
    HolyWeek,
    /// From Saturday to Ash Wednesday in Brazil.
    Carnival,
    /// From Christmas into the new year.
    YearEnd,
}

/// A shutdown, with an estimate of how output suffers around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shutdown {
    /// Which one.
    pub occasion: Occasion,
    /// The first day on which factories stand still.
    pub from: Day,
    /// The last one.
    pub until: Day,
    /// For how many days before that output suffers: people leave, trucks and containers run short.
    pub slow_before: u16,
    /// For how many days after that: people come back late or not at all, lines are filled anew.
    pub slow_after: u16,
    /// How far the days can be relied on; how long is always an estimate.
    pub certainty: Certainty,
}

/// Where a day lies in a shutdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// Output suffers before it.
    Before,
    /// Factories stand still.
    Closed,
    /// Output suffers after it.
    After,
}

impl Shutdown {
    /// Where `day` lies in it; `None` outside.
    pub fn phase(&self, day: Day) -> Option<Phase> {
        let before = self.from.0.checked_sub_days(Days::new(self.slow_before.into()))?;
        let after = self.until.0.checked_add_days(Days::new(self.slow_after.into()))?;
        match day.0 {
            day if day < before || day > after => None,
            day if day < self.from.0 => Some(Phase::Before),
            day if day > self.until.0 => Some(Phase::After),
            _ => Some(Phase::Closed),
        }
    }
}

/// How a shutdown is found in a country, and the estimates for it.
struct Pattern {
    occasion: Occasion,
    anchor: Anchor,
    /// How many days earlier and later than the anchor factories stand still.
    earlier: u8,
    later: u8,
    slow_before: u8,
    slow_after: u8,
}

enum Anchor {
    /// The holidays whose names hold this, each run of them.
    Holiday(&'static str),
    /// From a day of a month to another.
    Days((u8, u8), (u8, u8)),
    /// From so many days after Easter Sunday to so many.
    Easter(i16, i16),
}

use Anchor::{Days as Between, Easter, Holiday as Named};
use Occasion::*;

const fn pattern(occasion: Occasion, anchor: Anchor, closed: (u8, u8), slow: (u8, u8)) -> Pattern {
    Pattern { occasion, anchor, earlier: closed.0, later: closed.1, slow_before: slow.0, slow_after: slow.1 }
}

const YEAR_END: Pattern = pattern(YearEnd, Between((12, 24), (1, 1)), (0, 0), (3, 2));
const HOLY_WEEK: Pattern = pattern(HolyWeek, Easter(-3, 0), (0, 0), (2, 0));
const EID: [Pattern; 2] = [
    pattern(EidAlFitr, Named("Eid al-Fitr"), (1, 2), (7, 4)),
    pattern(EidAlAdha, Named("Eid al-Adha"), (1, 3), (4, 4)),
];

/// The shutdowns of a country. Sources of the estimates: the yearly notices of carriers and forwarders on
/// Spring Festival and Tết (factories close one to two weeks, lines are full again two to four weeks later),
/// the collective closing days that unions and chambers of Italy and Portugal publish for August, and the leave
/// around the Eids that exporters' associations of Bangladesh (BGMEA), Pakistan and Turkey agree on.
fn patterns(country: &str) -> &'static [Pattern] {
    const CN: &[Pattern] = &[
        pattern(LunarNewYear, Named("Spring Festival"), (5, 7), (14, 14)),
        pattern(GoldenWeek, Named("National Day"), (0, 4), (4, 3)),
    ];
    const HK: &[Pattern] = &[pattern(LunarNewYear, Named("Lunar New Year"), (0, 1), (7, 5))];
    const TW: &[Pattern] = &[pattern(LunarNewYear, Named("Lunar New Year"), (0, 0), (7, 5))];
    const KR: &[Pattern] =
        &[pattern(LunarNewYear, Named("Seollal"), (0, 0), (3, 2)), pattern(Chuseok, Named("Chuseok"), (0, 1), (3, 2))];
    const JP: &[Pattern] = &[
        pattern(GoldenWeek, Between((4, 29), (5, 5)), (0, 1), (2, 1)),
        pattern(Obon, Between((8, 11), (8, 16)), (0, 0), (2, 1)),
        pattern(YearEnd, Between((12, 29), (1, 3)), (0, 0), (2, 2)),
    ];
    const VN: &[Pattern] = &[pattern(Tet, Named("Tết"), (3, 3), (14, 10))];
    const TH: &[Pattern] = &[
        pattern(Songkran, Named("Songkran"), (1, 1), (3, 4)),
        pattern(YearEnd, Between((12, 31), (1, 1)), (0, 1), (2, 1)),
    ];
    const KH: &[Pattern] = &[
        pattern(KhmerNewYear, Named("Khmer New Year"), (1, 3), (4, 5)),
        pattern(PchumBen, Named("Pchum Ben"), (0, 1), (2, 3)),
    ];
    const ID: &[Pattern] = &[pattern(EidAlFitr, Named("Eid al-Fitr"), (3, 5), (7, 5)), YEAR_END];
    const MY: &[Pattern] = &[
        pattern(LunarNewYear, Named("Chinese New Year"), (0, 2), (4, 3)),
        pattern(EidAlFitr, Named("Hari Raya Aidilfitri"), (1, 3), (4, 3)),
    ];
    const PH: &[Pattern] = &[HOLY_WEEK, YEAR_END];
    const MM: &[Pattern] = &[pattern(Thingyan, Named("Thingyan"), (0, 1), (4, 5))];
    const IN: &[Pattern] = &[pattern(Diwali, Named("Diwali"), (1, 4), (5, 7))];
    const LK: &[Pattern] = &[pattern(SinhalaNewYear, Named("Sinhala and Tamil New Year"), (1, 3), (3, 4))];
    const EUROPE_SOUTH: &[Pattern] = &[pattern(August, Between((8, 5), (8, 25)), (0, 0), (7, 5)), YEAR_END];
    const EUROPE: &[Pattern] = &[YEAR_END];
    const MX: &[Pattern] = &[HOLY_WEEK, pattern(YearEnd, Between((12, 22), (1, 2)), (0, 0), (5, 3))];
    const BR: &[Pattern] = &[
        pattern(Carnival, Easter(-50, -46), (0, 0), (2, 1)),
        pattern(YearEnd, Between((12, 20), (1, 5)), (0, 0), (4, 4)),
    ];
    const ZA: &[Pattern] = &[pattern(YearEnd, Between((12, 15), (1, 5)), (0, 0), (4, 4))];
    match country {
        "CN" => CN,
        "HK" => HK,
        "TW" => TW,
        "KR" => KR,
        "JP" => JP,
        "VN" => VN,
        "TH" => TH,
        "KH" => KH,
        "ID" => ID,
        "MY" => MY,
        "PH" => PH,
        "MM" => MM,
        "IN" => IN,
        "LK" => LK,
        "BD" | "PK" | "TR" | "EG" | "MA" | "TN" | "JO" => &EID,
        "IT" | "PT" => EUROPE_SOUTH,
        "PL" | "RO" | "CZ" | "HU" => EUROPE,
        "MX" => MX,
        "BR" => BR,
        "ZA" | "MG" => ZA,
        _ => &[],
    }
}

/// The shutdowns of `country` that begin in `year`, in order, with the estimates of this module.
///
/// # Errors
/// [`HolidayError`] where the country or the year is not covered.
pub fn shutdowns(country_code: &str, year: i32) -> Result<Vec<Shutdown>, HolidayError> {
    Ok(shutdowns_among(country_code, year, &holidays(country_code, year)?))
}

/// The shutdowns of `country` that begin in `year`, whose holidays are `off`.
pub(super) fn shutdowns_among(country: &str, year: i32, off: &[Holiday]) -> Vec<Shutdown> {
    let mut found: Vec<Shutdown> = patterns(country).iter().flat_map(|pattern| pattern.found(year, off)).collect();
    found.sort_by_key(|shutdown| shutdown.from);
    found
}

impl Pattern {
    fn found(&self, year: i32, off: &[Holiday]) -> Vec<Shutdown> {
        let shutdown = |from: NaiveDate, until: NaiveDate, certainty| Shutdown {
            occasion: self.occasion,
            from: Day(from - Days::new(self.earlier.into())),
            until: Day(until + Days::new(self.later.into())),
            slow_before: self.slow_before.into(),
            slow_after: self.slow_after.into(),
            certainty,
        };
        match self.anchor {
            Between((month, day), (to_month, to_day)) => {
                let last_year = if (to_month, to_day) < (month, day) { year + 1 } else { year };
                let from = NaiveDate::from_ymd_opt(year, month.into(), day.into());
                let until = NaiveDate::from_ymd_opt(last_year, to_month.into(), to_day.into());
                from.zip(until).map(|(from, until)| shutdown(from, until, Certainty::Estimated)).into_iter().collect()
            }
            Easter(from, until) => {
                let day = |days: i16| easter::western(year).map(|day| day + Duration::days(days.into()));
                let days = day(from).zip(day(until));
                days.map(|(from, until)| shutdown(from, until, Certainty::Computed)).into_iter().collect()
            }
            Named(name) => {
                let mut runs: Vec<(NaiveDate, NaiveDate, Certainty)> = Vec::new();
                for holiday in off.iter().filter(|holiday| holiday.name.contains(name)) {
                    let day = holiday.day.0;
                    match runs.last_mut() {
                        // A weekend may lie between a holiday and the day that stands in for it.
                        Some((_, until, certainty)) if day <= *until + Days::new(4) => {
                            *until = day;
                            *certainty = (*certainty).max(holiday.certainty);
                        }
                        _ => runs.push((day, day, holiday.certainty)),
                    }
                }
                runs.retain(|(from, ..)| from.year() == year);
                runs.into_iter().map(|(from, until, certainty)| shutdown(from, until, certainty)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn one(country: &str, year: i32, occasion: Occasion) -> (String, String) {
        let all = shutdowns(country, year).unwrap();
        let found: Vec<_> = all.iter().filter(|shutdown| shutdown.occasion == occasion).collect();
        let [shutdown] = found[..] else { panic!("{country} {year} {occasion:?}: {found:?}") };
        (shutdown.from.to_string(), shutdown.until.to_string())
    }

    #[test]
    fn a_shutdown_lies_around_its_holiday() {
        for (country, year, occasion, from, until) in [
            ("CN", 2026, LunarNewYear, "2026-02-11", "2026-03-02"),
            ("VN", 2027, Tet, "2027-02-01", "2027-02-13"),
            ("BD", 2026, EidAlFitr, "2026-03-20", "2026-03-25"),
            ("TH", 2026, Songkran, "2026-04-12", "2026-04-16"),
            ("IN", 2025, Diwali, "2025-10-19", "2025-10-24"),
            ("JP", 2028, GoldenWeek, "2028-04-29", "2028-05-06"),
            ("IT", 2029, August, "2029-08-05", "2029-08-25"),
            ("MX", 2026, HolyWeek, "2026-04-02", "2026-04-05"),
            ("BR", 2026, Carnival, "2026-02-14", "2026-02-18"),
            ("PL", 2030, YearEnd, "2030-12-24", "2031-01-01"),
        ] {
            assert_eq!(one(country, year, occasion), (from.to_owned(), until.to_owned()), "{country} {year}");
        }
    }

    #[test]
    fn two_feasts_in_a_year_are_two_shutdowns() {
        let eids = shutdowns("TR", 2033).unwrap();
        assert_eq!(eids.iter().filter(|shutdown| shutdown.occasion == EidAlFitr).count(), 2);
    }

    #[test]
    fn output_suffers_before_and_after_and_the_estimate_can_be_changed() {
        let mut tet = shutdowns("VN", 2026).unwrap()[0];
        assert_eq!((tet.from, tet.until), (day("2026-02-13"), day("2026-02-23")));
        tet.slow_before = 2;
        tet.slow_after = 0;
        for (on, phase) in [
            ("2026-02-10", None),
            ("2026-02-11", Some(Phase::Before)),
            ("2026-02-12", Some(Phase::Before)),
            ("2026-02-13", Some(Phase::Closed)),
            ("2026-02-23", Some(Phase::Closed)),
            ("2026-02-24", None),
        ] {
            assert_eq!(tet.phase(day(on)), phase, "{on}");
        }
    }

    #[test]
    fn every_pattern_finds_its_holiday_in_every_year() {
        for country in super::super::COUNTRIES {
            for year in 2024..=2035 {
                let found = shutdowns(country, year).unwrap();
                for pattern in patterns(country) {
                    let any = found.iter().any(|shutdown| shutdown.occasion == pattern.occasion);
                    assert!(any, "{country} {year} has no {:?}", pattern.occasion);
                }
                assert!(found.iter().all(|shutdown| shutdown.from <= shutdown.until));
            }
        }
        assert_eq!(shutdowns("FR", 2026), Err(HolidayError::Country));
        assert_eq!(shutdowns("CN", 2036), Err(HolidayError::Year));
    }
}
