//! Days of other calendars, on the Gregorian one.
//!
//! China, Korea, Umm al-Qura and Ethiopia come from `icu_calendar`: its tables are those of the Hong Kong Observatory,
//! of the Korea Astronomy and Space Science Institute, and of the King Abdulaziz City for Science and
//! Technology. The Vietnamese calendar has the months of the Chinese one, each begun on the day of the
//! new moon in Hanoi (UTC+7) instead of Beijing (UTC+8); that its leap months are the same from 2024 to 2035
//! was compared with the tables of Hồ Ngọc Đức, *Âm lịch Việt Nam*.

use chrono::{Datelike, Days, NaiveDate};
use icu_calendar::{
    Calendar, Date,
    cal::{ChineseTraditional, Ethiopian, Hijri, KoreanTraditional},
    types::Month,
};

use super::moon::{Phase, day_of_phase};

/// A calendar that is not the Gregorian one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reckoning {
    Chinese,
    Korean,
    Vietnamese,
    UmmAlQura,
    Ethiopian,
}

/// The days of the Gregorian `year` that are day `day` of month `month` there; leap months are passed over.
///
/// Of a calendar that follows the sun there is one at most, of the Hijri one there can be two.
pub(super) fn days_in(year: i32, calendar: Reckoning, month: u8, day: u8) -> Vec<NaiveDate> {
    let firsts = match calendar {
        Reckoning::Chinese => firsts(year, ChineseTraditional::new(), month),
        Reckoning::Korean => firsts(year, KoreanTraditional::new(), month),
        Reckoning::UmmAlQura => firsts(year, Hijri::new_umm_al_qura(), month),
        Reckoning::Ethiopian => firsts(year, Ethiopian::new(), month),
        Reckoning::Vietnamese => {
            let in_hanoi = |first| day_of_phase(first, Phase::New, 7 * 60);
            firsts(year, ChineseTraditional::new(), month).into_iter().map(in_hanoi).collect()
        }
    };
    let days = firsts.into_iter().map(|first| first + Days::new(u64::from(day.max(1)) - 1));
    days.filter(|day| day.year() == year).collect()
}

/// The first days of the month `month`, no leap month, in those years of the calendar that the Gregorian `year`
/// touches.
fn firsts<C: Calendar + Clone>(year: i32, calendar: C, month: u8) -> Vec<NaiveDate> {
    let Ok(new_year) = Date::try_new_iso(year, 1, 1) else { return Vec::new() };
    let touched = new_year.to_calendar(calendar.clone()).year().extended_year();
    // Three years of the moon can touch one of the sun.
    let first = |year: i32| {
        let date = Date::try_new(year.into(), Month::new(month), 1, calendar.clone()).ok()?;
        NaiveDate::from_num_days_from_ce_opt(i32::try_from(date.to_rata_die().to_i64_date()).ok()?)
    };
    (touched..=touched + 2).filter_map(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(year: i32, calendar: Reckoning, month: u8, day: u8) -> String {
        let days = days_in(year, calendar, month, day);
        let [day] = days[..] else { panic!("{days:?}") };
        day.to_string()
    }

    /// Tết as the almanacs of Vietnam have it; that of 2030 is a day before the Chinese new year.
    #[test]
    fn tet_is_that_of_hanoi() {
        for (year, tet) in [
            (2024, "02-10"),
            (2025, "01-29"),
            (2026, "02-17"),
            (2027, "02-06"),
            (2028, "01-26"),
            (2029, "02-13"),
            (2030, "02-02"),
            (2031, "01-23"),
            (2032, "02-11"),
            (2033, "01-31"),
            (2034, "02-19"),
            (2035, "02-08"),
        ] {
            assert_eq!(one(year, Reckoning::Vietnamese, 1, 1), format!("{year}-{tet}"));
            let chinese = if year == 2030 { "02-03" } else { tet };
            assert_eq!(one(year, Reckoning::Chinese, 1, 1), format!("{year}-{chinese}"));
        }
    }

    /// The calendars' months agree with the moon itself.
    #[test]
    fn months_begin_at_the_new_moon_of_beijing_and_seoul() {
        for year in 2024..=2035 {
            for month in 1..=12 {
                for (calendar, offset) in [(Reckoning::Chinese, 480), (Reckoning::Korean, 540)] {
                    for first in days_in(year, calendar, month, 1) {
                        assert_eq!(first, day_of_phase(first, Phase::New, offset), "{calendar:?} {year} {month}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_hijri_day_can_come_twice_in_a_year() {
        let eid: Vec<_> = days_in(2033, Reckoning::UmmAlQura, 10, 1).iter().map(NaiveDate::to_string).collect();
        assert_eq!(eid, ["2033-01-03", "2033-12-23"]);
        assert_eq!(one(2025, Reckoning::UmmAlQura, 10, 1), "2025-03-30");
        assert_eq!(one(2026, Reckoning::UmmAlQura, 12, 10), "2026-05-27");
    }

    #[test]
    fn leap_months_are_passed_over() {
        // 2025 has two sixth months, and 2033 two eleventh ones.
        assert_eq!(one(2025, Reckoning::Chinese, 6, 1), "2025-06-25");
        assert_eq!(one(2025, Reckoning::Chinese, 8, 15), "2025-10-06");
        assert_eq!(one(2034, Reckoning::Chinese, 1, 1), "2034-02-19");
    }
}
