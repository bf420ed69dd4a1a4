//! Time zones by their IANA names, as a visit or a person has them.

use chrono::{LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::Instant;

/// The zone of an IANA name such as `Asia/Ho_Chi_Minh`; `None` if there is no such zone.
pub fn zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// What a clock on the wall at `zone` shows at `moment`; `None` for an unknown zone.
pub fn wall_clock(moment: Instant, zone_name: &str) -> Option<NaiveDateTime> {
    Some(moment.utc()?.with_timezone(&zone(zone_name)?).naive_local())
}

/// The moment at which a clock on the wall at `zone` shows `local`.
///
/// An hour that occurs twice (summer time ends) is read as its first occurrence; one that does not
/// occur (summer time begins) is read as if the clock had not been moved. `None` for an unknown zone.
pub fn at_wall_clock(local: NaiveDateTime, zone_name: &str) -> Option<Instant> {
    let zone = zone(zone_name)?;
    let moment = match zone.from_local_datetime(&local) {
        LocalResult::Single(moment) => moment,
        LocalResult::Ambiguous(first, _) => first,
        LocalResult::None => {
            let before = local - chrono::Duration::hours(1);
            zone.from_local_datetime(&before).earliest()? + chrono::Duration::hours(1)
        }
    };
    Some(Instant(moment.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_camera_clock_is_read_in_the_zone_of_the_visit() {
        let moment = at_wall_clock(local("2026-03-04 09:30"), "Asia/Ho_Chi_Minh").unwrap();
        assert_eq!(moment.utc().unwrap().to_rfc3339(), "2026-03-04T02:30:00+00:00");
        assert_eq!(wall_clock(moment, "Asia/Ho_Chi_Minh").unwrap(), local("2026-03-04 09:30"));
    }

    #[test]
    fn the_hours_of_a_clock_change_have_a_meaning() {
        let twice = at_wall_clock(local("2026-10-25 02:30"), "Europe/Berlin").unwrap();
        assert_eq!(twice.utc().unwrap().to_rfc3339(), "2026-10-25T00:30:00+00:00");
        let never = at_wall_clock(local("2026-03-29 02:30"), "Europe/Berlin").unwrap();
        assert_eq!(never.utc().unwrap().to_rfc3339(), "2026-03-29T01:30:00+00:00");
    }

    #[test]
    fn an_unknown_zone_is_no_zone() {
        assert!(zone("Asia/Saigonville").is_none());
        assert!(at_wall_clock(local("2026-01-01 00:00"), "").is_none());
    }
}
