//! Public holidays of the countries that factories are visited in, from 2024 to 2035, with no connection.
//!
//! **What is counted**: days that national law, or the list that the government announces for the year, makes a day off
//! for everybody; with the days that stand in for those that fall on a weekend, where the law gives them. A
//! holiday on a weekend is listed, too. **What is not**: days of single states or provinces, of one
//! religion's civil servants, half days, days that banks alone close, and days that are marked and worked.
//!
//! **Where the days come from**: fixed days and rules ("the second Monday") from the laws that the head of each
//! country's list names; lunar and lunisolar days from `icu_calendar`; Easter, the equinoxes and Qingming are
//! computed; days that a calendar of ours does not hold (Hindu, Buddhist, Burmese, Khmer, Balinese) and days
//! that a government announces are tables, whose source stands above them.
//!
//! [`Certainty`] says how far a day can be relied on, [`Effect`] what it means for a factory, and [`meaning`]
//! what a given day means at one partner, whose own word goes before all of this.

mod country;
mod easter;
pub mod meaning;
mod moon;
mod reckoning;
mod rule;
pub mod shutdown;
mod substitute;

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Day;
use country::country;
use rule::{Found, Moves, is_near};

/// The first year that is covered.
pub const FIRST_YEAR: u16 = 2024;

/// The last year that is covered.
pub const LAST_YEAR: u16 = 2035;

/// The countries that are covered, by their two letters of ISO 3166-1.
pub const COUNTRIES: [&str; 33] = [
    "CN", "HK", "TW", "KR", "JP", "VN", "TH", "KH", "ID", "MY", "PH", "MM", "IN", "BD", "PK", "LK", "TR", "EG", "MA",
    "TN", "JO", "ET", "ZA", "MG", "MX", "BR", "PT", "IT", "PL", "RO", "CZ", "HU", "UA",
];

/// How far a day can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Certainty {
    /// The same day every year.
    Fixed,
    /// A calendar or a rule defines it.
    Computed,
    /// The government announced it for that year.
    Announced,
    /// A sighting of the moon or a decision yet to be made can move it, mostly by one day.
    Estimated,
}

impl std::fmt::Display for Certainty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Certainty::Fixed => "fixed",
            Certainty::Computed => "computed",
            Certainty::Announced => "announced",
            Certainty::Estimated => "estimated",
        })
    }
}

/// What a holiday means for a factory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Effect {
    /// It closes, and many of its people are far away with their families.
    Travelling,
    /// It closes.
    Closed,
    /// Offices close; many factories work, some with fewer people.
    Slow,
}

/// A day off.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub day: Day,
    /// What it is called, in English; more than one name where holidays meet, with ` / ` between.
    pub name: String,
    /// How far the day can be relied on.
    pub certainty: Certainty,
    /// What it means for a factory.
    pub effect: Effect,
}

/// Why there is no list of holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
pub enum HolidayError {
    /// The country is none of [`COUNTRIES`].
    #[error("Floorbook knows no holidays of this country.")]
    Country,
    /// The year lies outside [`FIRST_YEAR`] to [`LAST_YEAR`].
    #[error("Floorbook knows the holidays from {FIRST_YEAR} to {LAST_YEAR}.")]
    Year,
}

/// The days off of `country` in `year`, in order, each day once.
///
/// Empty for Ukraine until 2026, where martial law suspends them.
///
/// ```
/// use floorbook_domain::holidays::{Certainty, holidays};
///
/// let tet = &holidays("VN", 2030)?[3];
/// assert_eq!((tet.day.to_string().as_str(), tet.certainty), ("2030-02-02", Certainty::Computed));
/// # Ok::<(), floorbook_domain::holidays::HolidayError>(())
/// ```
///
/// # Errors
/// [`HolidayError`] where the country or the year is not covered.
pub fn holidays(country_code: &str, year: i32) -> Result<Vec<Holiday>, HolidayError> {
    let country = country(country_code).ok_or(HolidayError::Country)?;
    if !(i32::from(FIRST_YEAR)..=i32::from(LAST_YEAR)).contains(&year) {
        return Err(HolidayError::Year);
    }
    // A day that stands in for another can lie in the next year, or in the one before.
    let mut found: Vec<Found> =
        (year - 1..=year + 1).filter(|year| is_near(*year)).flat_map(|y| country.found(y)).collect();
    found.sort_by_key(|found| found.day);
    (country.law)(&mut found);
    found.extend(country.announced(year));
    found.retain(|found| found.day.year() == year && !country.cancelled(found.day));
    found.sort_by_key(|found| found.day);

    let mut holidays: Vec<Holiday> = Vec::with_capacity(found.len());
    for Found { day, name, certainty, effect, .. } in found {
        match holidays.last_mut().filter(|last| last.day.0 == day) {
            Some(last) => {
                if !last.name.split(" / ").any(|known| known == name) {
                    last.name = format!("{} / {name}", last.name);
                }
                // A day off for two reasons is as sure as the surer one.
                last.certainty = last.certainty.min(certainty);
                last.effect = last.effect.min(effect);
            }
            None => holidays.push(Holiday { day: Day(day), name, certainty, effect }),
        }
    }
    Ok(holidays)
}

/// The days of weekly rest on which people in `country` work in `year`, in exchange for days off that the government
/// announced; in order. Empty where nothing of the kind was announced.
///
/// # Errors
/// [`HolidayError`] where the country or the year is not covered.
pub fn made_up_days(country_code: &str, year: i32) -> Result<Vec<Day>, HolidayError> {
    let country = country(country_code).ok_or(HolidayError::Country)?;
    if !(i32::from(FIRST_YEAR)..=i32::from(LAST_YEAR)).contains(&year) {
        return Err(HolidayError::Year);
    }
    let days = country.worked.split_whitespace().filter_map(Day::parse);
    Ok(days.filter(|day| day.0.year() == year).collect())
}

/// The weekdays on which offices rest in `country`, Saturday and Sunday where it is none of [`COUNTRIES`]. Many
/// factories work on the first of two such days.
pub fn weekly_rest(country_code: &str) -> &'static [Weekday] {
    country(country_code).map_or(&[Weekday::Sat, Weekday::Sun], |country| country.rest)
}
