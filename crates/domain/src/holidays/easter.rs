//! Easter Sunday, of the Western and of the Orthodox churches.

use chrono::{Days, NaiveDate};

/// Easter of the Western churches in `year`: the Gregorian computus (Meeus, *Astronomical Algorithms*, chapter 8).
pub(super) fn western(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let m = (a + 11 * h) / 319;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4 + m) % 7;
    let month = (h + l - m + 90) / 25;
    let day = (h + l - m + month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Easter of the Orthodox churches in `year`, on the Gregorian calendar: the Julian computus, and 13 days
/// between the calendars, as it is from 1900 to 2099.
pub(super) fn orthodox(year: i32) -> Option<NaiveDate> {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let julian = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    julian.checked_add_days(Days::new(13))
}

#[cfg(test)]
mod tests {
    #[test]
    fn easter_falls_where_the_churches_keep_it() {
        for (year, west, east) in [
            (2024, "2024-03-31", "2024-05-05"),
            (2025, "2025-04-20", "2025-04-20"),
            (2026, "2026-04-05", "2026-04-12"),
            (2027, "2027-03-28", "2027-05-02"),
            (2028, "2028-04-16", "2028-04-16"),
            (2029, "2029-04-01", "2029-04-08"),
            (2030, "2030-04-21", "2030-04-28"),
            (2031, "2031-04-13", "2031-04-13"),
            (2032, "2032-03-28", "2032-05-02"),
            (2033, "2033-04-17", "2033-04-24"),
            (2034, "2034-04-09", "2034-04-09"),
            (2035, "2035-03-25", "2035-04-29"),
        ] {
            assert_eq!(super::western(year).unwrap().to_string(), west);
            assert_eq!(super::orthodox(year).unwrap().to_string(), east);
        }
    }
}
