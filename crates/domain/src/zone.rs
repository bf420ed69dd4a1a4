//! Time zones: from a moment to the clock on the wall of a place, and back.
//!
//! The rules of a zone are an argument: every host has its own tables (the browser's `Intl`, the
//! system's), newer than any that could be carried along, and none weighs on the app.

use chrono::{DateTime, Duration, NaiveDateTime};

use crate::Instant;

/// Whether `name` has the form of an IANA zone, such as `Asia/Ho_Chi_Minh`, `Etc/GMT+7` or `UTC`.
/// Whether there is such a zone only the host's tables know.
pub fn looks_like_zone(name: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || "_+-".contains(letter))
    };
    !name.is_empty() && name.split('/').count() <= 3 && name.split('/').all(part)
}

/// What a clock on the wall shows at `moment`, `offset` minutes east of UTC; `None` beyond the years
/// of the calendar.
pub fn wall_clock(moment: Instant, offset: i32) -> Option<NaiveDateTime> {
    let local = moment.0.checked_add(i64::from(offset) * 60_000)?;
    Some(DateTime::from_timestamp_millis(local)?.naive_utc())
}

/// The moment at which a clock on the wall shows `local`, where `offset` tells how many minutes east of
/// UTC the place is at a moment.
///
/// An hour that occurs twice (summer time ends) is read as its first occurrence; one that does not
/// occur (summer time begins) is read as if the clock had not been moved. `None` where `offset` is.
pub fn at_wall_clock(local: NaiveDateTime, offset: impl Fn(Instant) -> Option<i32>) -> Option<Instant> {
    let as_if_utc = Instant(local.and_utc().timestamp_millis());
    let day = Duration::days(1).num_milliseconds();
    // No zone is a day away from UTC, and none moves its clock twice in two days.
    let before = offset(as_if_utc.plus_millis(-day))?;
    let after = offset(as_if_utc.plus_millis(day))?;
    let moment = |offset: i32| as_if_utc.plus_millis(-i64::from(offset) * 60_000);
    let earliest = moment(before).min(moment(after));
    let shows = |moment: Instant| Some(wall_clock(moment, offset(moment)?)? == local);
    Some(match (shows(earliest)?, shows(moment(before))?, shows(moment(after))?) {
        (true, _, _) => earliest,
        (_, true, _) => moment(before),
        (_, _, true) => moment(after),
        // The hour does not occur.
        _ => moment(before),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Offset, TimeZone};
    use chrono_tz::Tz;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    /// The tables of the IANA database, as a host would have them.
    fn offset(zone: &str) -> impl Fn(Instant) -> Option<i32> {
        let zone: Tz = zone.parse().unwrap();
        move |moment| {
            let utc = moment.utc()?.naive_utc();
            Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc() / 60)
        }
    }

    #[test]
    fn a_camera_clock_is_read_in_the_zone_of_the_visit() {
        let vietnam = offset("Asia/Ho_Chi_Minh");
        let moment = at_wall_clock(local("2026-03-04 09:30"), &vietnam).unwrap();
        assert_eq!(moment.utc().unwrap().to_rfc3339(), "2026-03-04T02:30:00+00:00");
        assert_eq!(wall_clock(moment, vietnam(moment).unwrap()).unwrap(), local("2026-03-04 09:30"));
    }

    #[test]
    fn the_hours_of_a_clock_change_have_a_meaning() {
        for (zone, clock, utc) in [
            ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00+00:00"),
            ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:30:00+00:00"),
            ("Europe/Berlin", "2026-03-29 03:30", "2026-03-29T01:30:00+00:00"),
            ("America/Sao_Paulo", "2026-06-01 12:00", "2026-06-01T15:00:00+00:00"),
            ("Asia/Kathmandu", "2026-06-01 12:00", "2026-06-01T06:15:00+00:00"),
            ("Pacific/Apia", "2011-12-31 00:30", "2011-12-30T10:30:00+00:00"),
            ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00+00:00"),
        ] {
            let moment = at_wall_clock(local(clock), offset(zone)).unwrap();
            assert_eq!(moment.utc().unwrap().to_rfc3339(), utc, "{clock} in {zone}");
        }
    }

    #[test]
    fn what_no_table_knows_has_no_moment() {
        assert_eq!(at_wall_clock(local("2026-01-01 00:00"), |_| None), None);
    }

    #[test]
    fn the_form_of_a_zone_is_checked() {
        for good in ["Asia/Ho_Chi_Minh", "UTC", "Etc/GMT+7", "America/Argentina/Buenos_Aires"] {
            assert!(looks_like_zone(good), "{good}");
        }
        for bad in ["", "Hanoi time", "+07:00", "Asia/", "/Asia", "a/b/c/d"] {
            assert!(!looks_like_zone(bad), "{bad}");
        }
    }
}
