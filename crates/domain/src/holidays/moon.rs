//! New and full moons, for the calendars that no library of ours holds: the Vietnamese months and the Poya
//! days of Sri Lanka.
//!
//! The series is that of Jean Meeus, *Astronomical Algorithms* (2nd edition), chapter 49, with its periodic
//! terms down to a thousandth of a day: within three minutes in the years that are covered here.

use chrono::{Duration, NaiveDate};

/// A phase of the moon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    New,
    Full,
}

/// The mean length of a month in days.
const MONTH: f64 = 29.530_588_861;

/// The civil day, `offset` minutes east of UTC, of the phase that is nearest to `day`.
pub(super) fn day_of_phase(day: NaiveDate, phase: Phase, offset: i64) -> NaiveDate {
    J2000 + Duration::days((minute_of_phase(day, phase) + offset).div_euclid(1_440))
}

/// The phase that is nearest to `day`, in minutes in UTC from the first of 2000-01-01.
fn minute_of_phase(day: NaiveDate, phase: Phase) -> i64 {
    let noon = day.signed_duration_since(J2000).num_days() as f64;
    let shift = if phase == Phase::Full { 0.5 } else { 0.0 };
    let lunation = ((noon - 5.097_66) / MONTH - shift).round() + shift;
    ((days_from_noon(lunation, phase) + 0.5) * 1_440.0).round() as i64
}

/// The day on whose noon the count of days begins.
const J2000: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day of the calendar");

/// Days in UTC from noon of 2000-01-01 to the phase of `lunation`, which counts new moons from that of
/// 2000-01-06; halves are full moons.
fn days_from_noon(lunation: f64, phase: Phase) -> f64 {
    let k = lunation;
    let t = k / 1_236.85;
    let radians = |degrees: f64| degrees.rem_euclid(360.0).to_radians();
    let mean = 5.097_66 + MONTH * k + 0.000_154_37 * t * t;
    // The sun's anomaly, the moon's, the moon's argument of latitude, the node.
    let m = radians(2.5534 + 29.105_356_70 * k);
    let l = radians(201.5643 + 385.816_935_28 * k + 0.010_758_2 * t * t);
    let f = radians(160.7108 + 390.670_502_84 * k - 0.001_611_8 * t * t);
    let node = radians(124.7746 - 1.563_755_88 * k);
    // How the orbit of the earth loses its eccentricity.
    let e = 1.0 - 0.002_516 * t;
    let (sun, twice) = match phase {
        Phase::New => ((-0.407_20, 0.172_41 * e), (0.016_08, 0.010_39)),
        Phase::Full => ((-0.406_14, 0.173_02 * e), (0.016_14, 0.010_43)),
    };
    let periodic = sun.0 * l.sin()
        + sun.1 * m.sin()
        + twice.0 * (2.0 * l).sin()
        + twice.1 * (2.0 * f).sin()
        + 0.007_37 * e * (l - m).sin()
        - 0.005_14 * e * (l + m).sin()
        + 0.002_08 * e * e * (2.0 * m).sin()
        - 0.001_11 * (l - 2.0 * f).sin()
        - 0.000_57 * (l + 2.0 * f).sin()
        + 0.000_56 * e * (2.0 * l + m).sin()
        - 0.000_42 * (3.0 * l).sin()
        + 0.000_42 * e * (m + 2.0 * f).sin()
        + 0.000_38 * e * (m - 2.0 * f).sin()
        - 0.000_24 * e * (2.0 * l - m).sin()
        - 0.000_17 * node.sin();
    // The largest of the terms that the planets cause, and the clock of the earth, which is 70 seconds behind.
    let planets = 0.000_325 * radians(299.77 + 0.107_408 * k).sin() + 0.000_165 * radians(251.88 + 0.016_321 * k).sin();
    mean + periodic + planets - 70.0 / 86_400.0
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDateTime, NaiveTime};

    use super::*;

    /// Moments in UTC as almanacs print them.
    #[test]
    fn the_moon_keeps_its_appointments() {
        for (phase, near, printed) in [
            (Phase::New, "2024-04-09", "2024-04-08 18:21"),
            (Phase::New, "2026-02-14", "2026-02-17 12:01"),
            (Phase::New, "2027-08-03", "2027-08-02 10:05"),
            (Phase::New, "2030-02-03", "2030-02-02 16:07"),
            (Phase::Full, "2025-09-01", "2025-09-07 18:09"),
            (Phase::Full, "2028-12-31", "2028-12-31 16:48"),
        ] {
            let printed = NaiveDateTime::parse_from_str(printed, "%Y-%m-%d %H:%M").unwrap();
            let minutes = (printed - J2000.and_time(NaiveTime::MIN)).num_minutes();
            let found = minute_of_phase(near.parse().unwrap(), phase);
            assert!((found - minutes).abs() <= 3, "{phase:?} near {near}: {} minutes off", found - minutes);
        }
    }

    #[test]
    fn the_day_of_a_phase_is_that_of_the_place() {
        let new_moon = |offset| day_of_phase("2030-02-03".parse().unwrap(), Phase::New, offset).to_string();
        assert_eq!(new_moon(7 * 60), "2030-02-02", "23:07 in Hanoi");
        assert_eq!(new_moon(8 * 60), "2030-02-03", "0:07 in Beijing");
    }
}
