//! Civil days, without a time: of a consent, a certificate, a figure.

use floorbook_domain::{Day, Instant};

use super::{clock, zones};

/// The day it is now at `zone`; of an empty zone, on this device.
pub fn today(zone: &str) -> Option<Day> {
    Day::parse(zones::to_input(clock::now(), zone).get(..10)?)
}

/// A day as people say it: `today`, `Tue 3 Feb`.
pub fn words(day: Day, now: Instant) -> String {
    // "Now" is read on this device's clock, the day is read in UTC: both become noon of their day.
    let today = today_at(now).unwrap_or(day);
    zones::day(noon(day), "UTC", noon(today))
}

/// A day as people say it at `zone`, where it may be another day already.
pub fn words_there(day: Day, zone: &str) -> String {
    zones::day(noon(day), "UTC", noon(today(zone).unwrap_or(day)))
}

/// How many days at `zone` until `day`; negative when it has passed there.
pub fn until_there(day: Day, zone: &str) -> i64 {
    today(zone).map_or(0, |today| (noon(day).0 - noon(today).0) / 86_400_000)
}

/// How many days from `now` on this device until `day`; negative when it has passed.
pub fn until(day: Day, now: Instant) -> i64 {
    today_at(now).map_or(0, |today| (noon(day).0 - noon(today).0) / 86_400_000)
}

fn today_at(now: Instant) -> Option<Day> {
    Day::parse(zones::to_input(now, "").get(..10)?)
}

fn noon(day: Day) -> Instant {
    let noon = day.0.and_hms_opt(12, 0, 0).unwrap_or_default();
    Instant(noon.and_utc().timestamp_millis())
}
