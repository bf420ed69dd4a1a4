//! Laws about holidays that fall on a day of rest, or on each other.
//!
//! Each takes the holidays of three years, in order, and adds the days off that stand in for others. What a law
//! heeds is marked on the rules ([`Moves`]).

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Duration, NaiveDate, Weekday};

use super::{Certainty, Effect, Moves, rule::Found};

const SATURDAY_AND_SUNDAY: &[Weekday] = &[Weekday::Sat, Weekday::Sun];

/// No law: a holiday on a day of rest is lost.
pub(super) fn none(_: &mut Vec<Found>) {}

/// A holiday on a Sunday moves on to the next day that is none (Malaysia, Holidays Act 1951, section 3).
pub(super) fn sunday_to_next(found: &mut Vec<Found>) {
    onto_next(found, &[Weekday::Sun], &[Weekday::Sun], false);
}

/// Hong Kong (General Holidays Ordinance, section 6): the same, and of two on one day the second one moves, too. What
/// falls on a Sunday of the lunar new year, or right after Christmas (apart), is then not named on the Sunday.
pub(super) fn hong_kong(found: &mut Vec<Found>) {
    onto_next(found, &[Weekday::Sun], &[Weekday::Sun], true);
    found.retain(|f| f.moves != Moves::Apart || f.day.weekday() != Weekday::Sun);
}

/// A holiday on a Sunday makes Monday one, unless it is one already (South Africa, Public Holidays Act 36 of
/// 1994, section 2).
pub(super) fn sunday_to_monday(found: &mut Vec<Found>) {
    let added: Vec<Found> = found
        .iter()
        .filter(|f| f.moves != Moves::Not && f.day.weekday() == Weekday::Sun)
        .map(|f| f.instead(f.day + Days::new(1)))
        .filter(|instead| !found.iter().any(|f| f.day == instead.day))
        .collect();
    found.extend(added);
}

/// A holiday on a Saturday or a Sunday is given on the next working day (China, Vietnam).
pub(super) fn weekend_to_next(found: &mut Vec<Found>) {
    onto_next(found, SATURDAY_AND_SUNDAY, SATURDAY_AND_SUNDAY, true);
}

/// A run of holidays that touches a weekend gets one working day after it (Thailand: the cabinet gives one
/// day in lieu at a time).
pub(super) fn one_after_weekend(found: &mut Vec<Found>) {
    let days: BTreeSet<NaiveDate> = found.iter().map(|f| f.day).collect();
    let mut given = BTreeSet::new();
    let mut added = Vec::new();
    for holiday in found.iter().filter(|f| f.moves != Moves::Not && rests(f.day)) {
        let mut day = holiday.day;
        while rests(day) || days.contains(&day) {
            day = day + Days::new(1);
        }
        if given.insert(day) {
            added.push(holiday.instead(day));
        }
    }
    found.extend(added);
}

/// Japan (Act on National Holidays, article 3): a holiday on a Sunday is given on the next day that is none, and
/// a day between two holidays is one.
pub(super) fn japan(found: &mut Vec<Found>) {
    let days: BTreeSet<NaiveDate> = found.iter().map(|f| f.day).collect();
    onto_next(found, &[Weekday::Sun], &[], false);
    let between = |day: &NaiveDate| *day + Days::new(1);
    let national: Vec<Found> = days
        .iter()
        .map(between)
        .filter(|day| {
            let is_between = days.contains(&(*day + Days::new(1)));
            is_between && day.weekday() != Weekday::Sun && !found.iter().any(|f| f.day == *day)
        })
        .map(|day| Found {
            day,
            name: "National Holiday".into(),
            certainty: Certainty::Computed,
            effect: Effect::Closed,
            moves: Moves::Not,
        })
        .collect();
    found.extend(national);
}

/// South Korea (Regulations on Holidays of Government Offices, article 3): most holidays on a Saturday, a Sunday or
/// another holiday are given on the next day that is neither; those of Seollal and Chuseok (apart) not for a Saturday.
pub(super) fn korea(found: &mut Vec<Found>) {
    let days: BTreeSet<NaiveDate> = found.iter().map(|f| f.day).collect();
    let mut taken = days.clone();
    let mut added = Vec::new();
    for day in days {
        let here = || found.iter().filter(|f| f.day == day);
        let meet = here().count() > 1;
        let heeded = here().find(|f| match f.moves {
            Moves::Not => false,
            Moves::Usual => rests(day) || meet,
            Moves::Apart => day.weekday() == Weekday::Sun || meet,
        });
        let Some(holiday) = heeded else { continue };
        let mut instead = day;
        while rests(instead) || taken.contains(&instead) {
            instead = instead + Days::new(1);
        }
        taken.insert(instead);
        added.push(holiday.instead(instead));
    }
    found.extend(added);
}

/// Taiwan (Implementation Act for Memorial Days and Holidays, article 6): a holiday on a Saturday is given on
/// the Friday before, one on a Sunday on the Monday after, those of the lunar new year (apart) on the working
/// days after them. Children's Day on that of Tomb-Sweeping is given the day before, after a Thursday or a day
/// of rest the day after.
pub(super) fn taiwan(found: &mut Vec<Found>) {
    let mut taken: BTreeSet<NaiveDate> = found.iter().map(|f| f.day).collect();
    let mut seen = BTreeSet::new();
    let mut added = Vec::new();
    for holiday in found.iter().filter(|f| f.moves != Moves::Not) {
        let second = !seen.insert(holiday.day);
        let back = match holiday.day.weekday() {
            Weekday::Mon | Weekday::Thu => false,
            _ if second => true,
            weekday => weekday == Weekday::Sat && holiday.moves == Moves::Usual,
        };
        if !(second || rests(holiday.day)) {
            continue;
        }
        let mut day = holiday.day;
        while rests(day) || taken.contains(&day) {
            day += Duration::days(if back { -1 } else { 1 });
        }
        taken.insert(day);
        added.push(holiday.instead(day));
    }
    found.extend(added);
}

/// Vietnam (Labour Code, articles 111 and 112): a holiday on a weekend is given on the next working day. Of the
/// five days of Tết (apart) the government says each year how many come before the new year: reckoned here is
/// what it has chosen so far, five weekdays of which the first is two days before it, or one where it falls on
/// a Monday or a Tuesday. The second day of National Day is the one that makes the longer rest.
pub(super) fn vietnam(found: &mut Vec<Found>) {
    weekend_to_next(found);
    let firsts: Vec<Found> = found.iter().filter(|f| f.moves == Moves::Apart).cloned().collect();
    for first in firsts {
        let near = |days: i64| Found { day: first.day + Duration::days(days), moves: Moves::Not, ..first.clone() };
        if first.day.month() == 9 {
            let before = matches!(first.day.weekday(), Weekday::Tue | Weekday::Wed | Weekday::Fri | Weekday::Sat);
            found.push(near(if before { -1 } else { 1 }));
            if first.day.weekday() == Weekday::Sun {
                // The Monday after is the second day, so what stands in for the first comes on the Tuesday.
                found.push(Found { name: format!("{} (observed)", first.name), ..near(2) });
            } else if first.day.weekday() == Weekday::Sat {
                found.push(Found { name: format!("{} (observed)", first.name), ..near(2) });
            }
            continue;
        }
        let start = if matches!(first.day.weekday(), Weekday::Mon | Weekday::Tue) { -1 } else { -2 };
        let mut weekdays = 0;
        for days in start.. {
            let day = near(days);
            weekdays += i64::from(!rests(day.day));
            found.push(day);
            if weekdays >= 5 && days >= 3 {
                break;
            }
        }
    }
}

/// Egypt (the prime minister's decisions of each year, since 2020): national days and the Islamic new year from
/// Sunday to Wednesday are given on the Thursday of the week.
pub(super) fn egypt(found: &mut Vec<Found>) {
    let thursday = |holiday: Found| {
        let since_sunday = holiday.day.weekday().num_days_from_sunday();
        let late = since_sunday >= Weekday::Thu.num_days_from_sunday();
        if late || holiday.moves == Moves::Not || holiday.day.year() < 2025 {
            return holiday;
        }
        holiday.instead(holiday.day + Days::new(u64::from(4 - since_sunday)))
    };
    *found = found.drain(..).map(thursday).collect();
}

impl Found {
    /// The day off that stands in for this one.
    fn instead(&self, day: NaiveDate) -> Found {
        let certainty = match self.certainty {
            // A rule gives it; of what may move, so may this.
            Certainty::Fixed => Certainty::Computed,
            other => other,
        };
        Found { day, name: format!("{} (observed)", self.name), certainty, effect: self.effect, moves: Moves::Not }
    }
}

/// Gives each holiday that the law heeds and that falls on one of `heeded` the next day that is neither a holiday
/// nor a day of `rest`; where `each` is set, the second of two on one day gets one, too.
fn onto_next(found: &mut Vec<Found>, heeded: &[Weekday], rest: &[Weekday], each: bool) {
    let mut taken: BTreeSet<NaiveDate> = found.iter().map(|f| f.day).collect();
    let mut seen = BTreeSet::new();
    let mut added = Vec::new();
    for holiday in found.iter().filter(|f| f.moves != Moves::Not) {
        let second = !seen.insert(holiday.day);
        if !(heeded.contains(&holiday.day.weekday()) || each && second) {
            continue;
        }
        let mut day = holiday.day;
        while taken.contains(&day) || rest.contains(&day.weekday()) {
            day = day + Days::new(1);
        }
        taken.insert(day);
        let mut instead = holiday.instead(day);
        if second && !heeded.contains(&holiday.day.weekday()) {
            // Custom rather than law.
            instead.certainty = Certainty::Estimated;
        }
        added.push(instead);
    }
    found.extend(added);
}

fn rests(day: NaiveDate) -> bool {
    SATURDAY_AND_SUNDAY.contains(&day.weekday())
}
