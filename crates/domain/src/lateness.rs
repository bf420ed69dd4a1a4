//! Whether something was in time: a due day is a civil day at a place.
//!
//! "Ship on Friday" means Friday where the goods are. The day ends there at midnight, whatever the
//! clocks of those who read it show. So each question takes the zone of the place, as the rules that a
//! host has for it (see [`zone`](crate::zone)).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    Day, Instant,
    zone::{at_wall_clock, wall_clock},
};

/// How something with a due day stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lateness {
    /// Not done, and the due day is that many days away; at least 1.
    Ahead(u32),
    /// Not done, and it is due today.
    Today,
    /// Not done, and the due day is that many days past; at least 1.
    Overdue(u32),
    /// Done that many days before the due day, or on it: 0.
    InTime(u32),
    /// Done, but that many days after the due day; at least 1.
    Late(u32),
}

impl Lateness {
    /// Whether the due day was missed, be it done by now or not.
    pub fn is_late(self) -> bool {
        matches!(self, Lateness::Overdue(_) | Lateness::Late(_))
    }
}

/// The civil day at `moment` where `offset` tells how many minutes east of UTC the place is; `None` where
/// `offset` is, or beyond the years of the calendar.
pub fn day_at(moment: Instant, offset: impl Fn(Instant) -> Option<i32>) -> Option<Day> {
    wall_clock(moment, offset(moment)?).map(|clock| Day(clock.date()))
}

/// The moment at which `due` is over at the place: the first that is late. `None` where `offset` is.
pub fn over_at(due: Day, offset: impl Fn(Instant) -> Option<i32>) -> Option<Instant> {
    at_wall_clock(NaiveDateTime::from(due.0.succ_opt()?), offset)
}

/// How something due on `due` stands at `now`, where `done` is when it was done, if it was.
///
/// All three are read on the calendar of the place of `offset`. `None` where `offset` is.
pub fn lateness(
    due: Day,
    done: Option<Instant>,
    now: Instant,
    offset: impl Fn(Instant) -> Option<i32>,
) -> Option<Lateness> {
    let day = day_at(done.unwrap_or(now), offset)?;
    Some(match done {
        Some(_) => kept_on(due, day),
        None => open_on(due, day),
    })
}

/// How something due on `due` stands that was done on the civil day `done` of the same place.
pub fn kept_on(due: Day, done: Day) -> Lateness {
    match apart(due, done) {
        (days, true) => Lateness::Late(days),
        (days, false) => Lateness::InTime(days),
    }
}

/// How something due on `due` that is not done stands on the civil day `today` of the same place.
pub fn open_on(due: Day, today: Day) -> Lateness {
    match apart(due, today) {
        (0, _) => Lateness::Today,
        (days, true) => Lateness::Overdue(days),
        (days, false) => Lateness::Ahead(days),
    }
}

/// How many days lie between the two, and whether `day` is the later one.
fn apart(due: Day, day: Day) -> (u32, bool) {
    let days = day.0.signed_duration_since(due.0).num_days();
    (u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX), days > 0)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Offset, TimeZone};
    use chrono_tz::Tz;

    use super::*;

    fn offset(zone: &str) -> impl Fn(Instant) -> Option<i32> {
        let zone: Tz = zone.parse().unwrap();
        move |moment| Some(zone.offset_from_utc_datetime(&moment.utc()?.naive_utc()).fix().local_minus_utc() / 60)
    }

    fn moment(text: &str) -> Instant {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    #[test]
    fn a_due_day_ends_at_midnight_where_the_goods_are() {
        use Lateness::*;
        // Place, due day, done at (UTC; empty: not yet), now (UTC), how it stands.
        for (zone, due, done, now, stands) in [
            // 23:30 on Friday in Vietnam is in time; half an hour later it is not, though Europe still has Friday.
            ("Asia/Ho_Chi_Minh", "2026-03-06", "2026-03-06T16:30:00Z", "2026-03-09T00:00:00Z", InTime(0)),
            ("Asia/Ho_Chi_Minh", "2026-03-06", "2026-03-06T17:00:00Z", "2026-03-09T00:00:00Z", Late(1)),
            // The same moment is in time in Mexico, where it is still Friday morning.
            ("America/Mexico_City", "2026-03-06", "2026-03-06T17:00:00Z", "2026-03-09T00:00:00Z", InTime(0)),
            ("America/Mexico_City", "2026-03-06", "2026-03-07T05:59:00Z", "2026-03-09T00:00:00Z", InTime(0)),
            ("America/Mexico_City", "2026-03-06", "2026-03-07T06:00:00Z", "2026-03-09T00:00:00Z", Late(1)),
            // Not done: what "today" is follows the place, too.
            ("Asia/Shanghai", "2026-03-06", "", "2026-03-05T15:59:59Z", Ahead(1)),
            ("Asia/Shanghai", "2026-03-06", "", "2026-03-05T16:00:00Z", Today),
            ("Asia/Shanghai", "2026-03-06", "", "2026-03-06T16:00:00Z", Overdue(1)),
            ("Europe/Lisbon", "2026-03-06", "", "2026-03-06T16:00:00Z", Today),
            // The night in which the clocks go back is an hour longer, and the one in which they go on is shorter.
            ("Europe/Rome", "2026-10-25", "2026-10-25T22:59:00Z", "2026-10-26T09:00:00Z", InTime(0)),
            ("Europe/Rome", "2026-10-25", "2026-10-25T23:00:00Z", "2026-10-26T09:00:00Z", Late(1)),
            ("Europe/Rome", "2026-03-29", "2026-03-29T21:59:00Z", "2026-03-30T09:00:00Z", InTime(0)),
            ("Europe/Rome", "2026-03-29", "2026-03-29T22:00:00Z", "2026-03-30T09:00:00Z", Late(1)),
            // Cairo sets its clocks on at midnight: 24 April 2026 begins there at 1:00.
            ("Africa/Cairo", "2026-04-23", "2026-04-23T21:59:00Z", "2026-04-30T00:00:00Z", InTime(0)),
            ("Africa/Cairo", "2026-04-23", "2026-04-23T22:00:00Z", "2026-04-30T00:00:00Z", Late(1)),
            // Early and very late count days of the calendar, also over a leap day and a year's end.
            ("Asia/Dhaka", "2028-03-01", "2028-02-28T03:00:00Z", "2028-03-09T00:00:00Z", InTime(2)),
            ("Asia/Dhaka", "2027-12-31", "", "2028-03-01T03:00:00Z", Overdue(61)),
        ] {
            let done = (!done.is_empty()).then(|| moment(done));
            let due = Day::parse(due).unwrap();
            assert_eq!(lateness(due, done, moment(now), offset(zone)), Some(stands), "{due} in {zone}");
        }
    }

    #[test]
    fn the_first_late_moment_is_the_next_midnight_there() {
        for (zone, due, over) in [
            ("Asia/Kolkata", "2026-03-06", "2026-03-06T18:30:00Z"),
            ("Europe/Warsaw", "2026-10-25", "2026-10-25T23:00:00Z"),
            ("America/Sao_Paulo", "2026-12-31", "2027-01-01T03:00:00Z"),
        ] {
            let over = moment(over);
            let due = Day::parse(due).unwrap();
            assert_eq!(over_at(due, offset(zone)), Some(over), "{zone}");
            assert_eq!(lateness(due, Some(over), over, offset(zone)), Some(Lateness::Late(1)));
            assert_eq!(lateness(due, Some(over.plus_millis(-1)), over, offset(zone)), Some(Lateness::InTime(0)));
        }
    }

    #[test]
    fn what_no_table_knows_is_neither_late_nor_in_time() {
        let due = Day::parse("2026-03-06").unwrap();
        assert_eq!(lateness(due, None, Instant(0), |_| None), None);
        assert_eq!(over_at(due, |_| None), None);
    }
}
