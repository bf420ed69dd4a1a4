//! The lists of the countries: what is a day off there, and by which law one stands in for another.

mod africa;
mod america;
mod east_asia;
mod europe;
mod south_asia;
mod southeast_asia;
mod west_asia;

use chrono::{NaiveDate, Weekday};

use super::{
    Certainty, Effect,
    rule::{Found, Moves, Rule},
};

/// A country's holidays.
pub(super) struct Country {
    /// The weekdays on which offices rest.
    pub rest: &'static [Weekday],
    /// What comes back every year.
    rules: &'static [Rule],
    /// What happens to holidays on days of rest: adds days to those of three years.
    pub law: fn(&mut Vec<Found>),
    /// What was announced once, a line each: `2024-02-15 Its name`.
    once: &'static str,
    /// Days of [`rules`](Self::rules) that were moved or not kept, by announcement.
    cancelled: &'static str,
    /// Days of rest that were worked, by announcement.
    pub worked: &'static str,
}

const SATURDAY_SUNDAY: &[Weekday] = &[Weekday::Sat, Weekday::Sun];
const FRIDAY_SATURDAY: &[Weekday] = &[Weekday::Fri, Weekday::Sat];

/// A country whose holidays come from rules alone, and stay where they are.
const PLAIN: Country =
    Country { rest: SATURDAY_SUNDAY, rules: &[], law: super::substitute::none, once: "", cancelled: "", worked: "" };

/// The list of a country; `None` where there is none.
pub(super) fn country(code: &str) -> Option<&'static Country> {
    Some(match code {
        "CN" => &east_asia::CHINA,
        "HK" => &east_asia::HONG_KONG,
        "TW" => &east_asia::TAIWAN,
        "KR" => &east_asia::SOUTH_KOREA,
        "JP" => &east_asia::JAPAN,
        "VN" => &southeast_asia::VIETNAM,
        "TH" => &southeast_asia::THAILAND,
        "KH" => &southeast_asia::CAMBODIA,
        "ID" => &southeast_asia::INDONESIA,
        "MY" => &southeast_asia::MALAYSIA,
        "PH" => &southeast_asia::PHILIPPINES,
        "MM" => &southeast_asia::MYANMAR,
        "IN" => &south_asia::INDIA,
        "BD" => &south_asia::BANGLADESH,
        "PK" => &south_asia::PAKISTAN,
        "LK" => &south_asia::SRI_LANKA,
        "TR" => &west_asia::TURKEY,
        "JO" => &west_asia::JORDAN,
        "EG" => &africa::EGYPT,
        "MA" => &africa::MOROCCO,
        "TN" => &africa::TUNISIA,
        "ET" => &africa::ETHIOPIA,
        "ZA" => &africa::SOUTH_AFRICA,
        "MG" => &africa::MADAGASCAR,
        "MX" => &america::MEXICO,
        "BR" => &america::BRAZIL,
        "PT" => &europe::PORTUGAL,
        "IT" => &europe::ITALY,
        "PL" => &europe::POLAND,
        "RO" => &europe::ROMANIA,
        "CZ" => &europe::CZECHIA,
        "HU" => &europe::HUNGARY,
        "UA" => &europe::UKRAINE,
        _ => return None,
    })
}

impl Country {
    /// What the rules say of `year`.
    pub(super) fn found(&self, year: i32) -> Vec<Found> {
        self.rules.iter().flat_map(|rule| rule.found(year)).collect()
    }

    /// What was announced once for `year`.
    pub(super) fn announced(&self, year: i32) -> Vec<Found> {
        let line = |line: &'static str| {
            let (day, name) = line.split_once(' ')?;
            let day: NaiveDate = day.parse().ok()?;
            let (certainty, effect, moves) = (Certainty::Announced, Effect::Closed, Moves::Not);
            Some(Found { day, name: name.to_owned(), certainty, effect, moves })
        };
        let year = year.to_string();
        self.once.lines().map(str::trim).filter(|text| text.starts_with(&year)).filter_map(line).collect()
    }

    /// Whether the rules' holiday on `day` was moved or not kept.
    pub(super) fn cancelled(&self, day: NaiveDate) -> bool {
        self.cancelled.split_whitespace().any(|cancelled| cancelled == day.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::holidays::COUNTRIES;

    #[test]
    fn every_announced_line_is_a_day() {
        for code in COUNTRIES {
            let country = country(code).unwrap();
            let lines = country.once.lines().count();
            let read: usize = (2024..=2035).map(|year| country.announced(year).len()).sum();
            assert_eq!(read, lines, "{code}");
            for day in country.worked.split_whitespace().chain(country.cancelled.split_whitespace()) {
                assert!(day.parse::<NaiveDate>().is_ok(), "{code}: {day}");
            }
        }
    }

    #[test]
    fn every_table_can_be_read() {
        for code in COUNTRIES {
            for rule in country(code).unwrap().rules {
                rule.check().unwrap_or_else(|what| panic!("{code}: {what}"));
            }
        }
    }
}
