//! When things happened: days counted from today, at hours of the place.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use floorbook_domain::{Day, Instant, zone};

/// The zone of the Vietnamese partner.
pub(crate) const VIETNAM: &str = "Asia/Ho_Chi_Minh";
/// The zone of the Chinese partner.
pub(crate) const CHINA: &str = "Asia/Shanghai";

/// Minutes east of UTC: neither place has moved its clock for decades.
pub(crate) fn offset(zone: &str) -> i32 {
    if zone == CHINA { 8 * 60 } else { 7 * 60 }
}

/// A time of the day: hour and minute.
pub(crate) type Clock = (u32, u32);

/// Today, as the calendar in Vietnam has it; all days of the sample are counted from it.
#[derive(Clone, Copy)]
pub(crate) struct Calendar {
    today: NaiveDate,
}

impl Calendar {
    /// The calendar at `now`.
    pub(crate) fn at(now: Instant) -> Calendar {
        let today = zone::wall_clock(now, offset(VIETNAM)).map(|clock| clock.date());
        Calendar { today: today.unwrap_or_default() }
    }

    /// The working day so many working days before (negative) or after today, which is never it.
    /// Factories rest on Sundays.
    pub(crate) fn working_day(self, count: i32) -> NaiveDate {
        let mut day = self.today;
        let mut left = count.unsigned_abs();
        while left > 0 {
            day = if count < 0 { day - Days::new(1) } else { day + Days::new(1) };
            if day.weekday() != Weekday::Sun {
                left -= 1;
            }
        }
        day
    }

    /// The day so many days after today.
    pub(crate) fn later(self, days: u64) -> Day {
        Day(self.today + Days::new(days))
    }

    /// The moment at which a clock in `zone` shows `clock` on a working day.
    pub(crate) fn moment(self, count: i32, (hour, minute): Clock, zone: &str) -> Instant {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        zone::at_wall_clock(self.working_day(count).and_time(time), |_| Some(offset(zone))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(day: &str) -> Calendar {
        Calendar { today: NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap() }
    }

    #[test]
    fn nobody_is_visited_on_a_sunday() {
        let saturday = calendar("2026-01-03");
        assert_eq!(saturday.working_day(1).to_string(), "2026-01-05");
        let monday = calendar("2026-01-05");
        assert_eq!(monday.working_day(-1).to_string(), "2026-01-03");
        assert_eq!(monday.working_day(-6).to_string(), "2025-12-29");
    }
}
