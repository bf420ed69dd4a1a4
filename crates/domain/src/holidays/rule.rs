//! One line of a country's list of holidays: what it is called, and how its day is found.

use chrono::{Datelike, Days, Duration, NaiveDate, Weekday};

use super::{
    Certainty, Effect, FIRST_YEAR, LAST_YEAR, easter,
    moon::{Phase, day_of_phase},
    reckoning::{Reckoning, days_in},
};

/// How the day of a holiday is found.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// The same day each year: month and day.
    On(u8, u8),
    /// In a month, the weekday of that number: 1 the first, -1 the last.
    Nth(u8, i8, Weekday),
    /// So many days after Easter Sunday of the Western churches.
    Easter(i16),
    /// So many days after Easter Sunday of the Orthodox churches.
    Orthodox(i16),
    /// A month and a day of another calendar, and so many days after it.
    Reckoned(Reckoning, u8, u8, i8),
    /// The same of the Hijri calendar where the moon is looked for: the days that were kept, one entry a year from
    /// [`FIRST_YEAR`] on, and after those years Umm al-Qura and so many days.
    Sighted(u8, u8, &'static str, i8),
    /// One entry a year from [`FIRST_YEAR`] on: `0508`, `0508x3` for a run of three days, `0104+1225` for two,
    /// `-` for none.
    Table(&'static str),
    /// A Poya day of Sri Lanka: the full moons of a month, and those that were gazetted, one entry a year from
    /// [`FIRST_YEAR`] on.
    Poya(u8, &'static str),
    /// Of a month, the constant of the formula for the day on which the sun reaches a point of its way, in millionths.
    Sun(u8, u32),
}

/// A holiday of a country.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    when: When,
    name: &'static str,
    since: u16,
    until: u16,
    days: u8,
    /// The last year whose days were announced.
    known: u16,
    effect: Effect,
    /// Whether the country's law of substitute days heeds it.
    pub(super) moves: Moves,
    doubtful: bool,
}

/// What a law of substitute days does with a holiday; each country reads it its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moves {
    /// It stays where it is.
    Not,
    /// The common case of the law.
    Usual,
    /// The case that the law treats apart, such as the days of a lunar new year.
    Apart,
}

/// A holiday on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub day: NaiveDate,
    pub name: String,
    pub certainty: Certainty,
    pub effect: Effect,
    pub moves: Moves,
}

impl Rule {
    const fn new(when: When, name: &'static str) -> Rule {
        let (since, until) = (0, u16::MAX);
        Rule { when, name, since, until, days: 1, known: 0, effect: Effect::Closed, moves: Moves::Not, doubtful: false }
    }

    /// A fixed day: month and day.
    pub const fn on(month: u8, day: u8, name: &'static str) -> Rule {
        Rule::new(When::On(month, day), name)
    }

    /// The first (1), second (2), … or last (-1) weekday of a month.
    pub const fn nth(month: u8, number: i8, weekday: Weekday, name: &'static str) -> Rule {
        Rule::new(When::Nth(month, number, weekday), name)
    }

    /// So many days after Easter Sunday.
    pub const fn easter(days: i16, name: &'static str) -> Rule {
        Rule::new(When::Easter(days), name)
    }

    /// So many days after Orthodox Easter Sunday.
    pub const fn orthodox(days: i16, name: &'static str) -> Rule {
        Rule::new(When::Orthodox(days), name)
    }

    /// A month and a day of the Chinese calendar.
    pub const fn chinese(month: u8, day: u8, name: &'static str) -> Rule {
        Rule::new(When::Reckoned(Reckoning::Chinese, month, day, 0), name)
    }

    /// A month and a day of the Korean calendar.
    pub const fn korean(month: u8, day: u8, name: &'static str) -> Rule {
        Rule::new(When::Reckoned(Reckoning::Korean, month, day, 0), name)
    }

    /// A month and a day of the Vietnamese calendar.
    pub const fn vietnamese(month: u8, day: u8, name: &'static str) -> Rule {
        Rule::new(When::Reckoned(Reckoning::Vietnamese, month, day, 0), name)
    }

    /// A month and a day of the Ethiopian calendar.
    pub const fn ethiopian(month: u8, day: u8, name: &'static str) -> Rule {
        Rule::new(When::Reckoned(Reckoning::Ethiopian, month, day, 0), name)
    }

    /// A month and a day of the Hijri calendar where the moon is looked for: what was kept so far, and how many
    /// days after Umm al-Qura it is to be expected later.
    pub const fn sighted(month: u8, day: u8, kept: &'static str, later: i8, name: &'static str) -> Rule {
        let mut rule = Rule::new(When::Sighted(month, day, kept, later), name);
        rule.doubtful = true;
        rule
    }

    /// A Poya day of Sri Lanka: of which month, and those that were gazetted.
    pub const fn poya(month: u8, gazetted: &'static str, name: &'static str) -> Rule {
        let mut rule = Rule::new(When::Poya(month, gazetted), name);
        rule.doubtful = true;
        rule
    }

    /// A table of days, one entry a year.
    pub const fn table(days: &'static str, name: &'static str) -> Rule {
        Rule::new(When::Table(days), name)
    }

    /// The day on which the sun reaches a point of its way.
    pub const fn sun(month: u8, constant: u32, name: &'static str) -> Rule {
        Rule::new(When::Sun(month, constant), name)
    }

    /// So many days later than it says.
    pub const fn plus(mut self, days: i8) -> Rule {
        if let When::Reckoned(calendar, month, day, _) = self.when {
            self.when = When::Reckoned(calendar, month, day, days);
        }
        self
    }

    /// Only from this year on.
    pub const fn since(mut self, year: u16) -> Rule {
        self.since = year;
        self
    }

    /// Only up to this year.
    pub const fn until(mut self, year: u16) -> Rule {
        self.until = year;
        self
    }

    /// A run of so many days.
    pub const fn days(mut self, days: u8) -> Rule {
        self.days = days;
        self
    }

    /// Its days were announced up to this year; later ones may move by a day.
    pub const fn known(mut self, year: u16) -> Rule {
        self.known = year;
        self.doubtful = true;
        self
    }

    /// Its later days are those of a calendar, and were announced up to this year.
    pub const fn announced(mut self, year: u16) -> Rule {
        self.known = year;
        self
    }

    /// Whether it will be kept, or on which day, is open.
    pub const fn doubtful(mut self) -> Rule {
        self.doubtful = true;
        self
    }

    /// Offices close, and many factories work.
    pub const fn slow(mut self) -> Rule {
        self.effect = Effect::Slow;
        self
    }

    /// People are at home, far away.
    pub const fn travelling(mut self) -> Rule {
        self.effect = Effect::Travelling;
        self
    }

    /// Heeded by the law of substitute days.
    pub const fn moves(mut self) -> Rule {
        self.moves = Moves::Usual;
        self
    }

    /// Heeded by the law of substitute days as a case apart.
    pub const fn moves_apart(mut self) -> Rule {
        self.moves = Moves::Apart;
        self
    }

    /// Its days that begin in `year`.
    pub(super) fn found(&self, year: i32) -> Vec<Found> {
        if year < i32::from(self.since) || year > i32::from(self.until) {
            return Vec::new();
        }
        let certainty = self.certainty(year);
        let run = |(first, days): (NaiveDate, u8)| (0..u64::from(days)).map(move |day| first + Days::new(day));
        let found = |day| Found { day, name: self.name.to_owned(), certainty, effect: self.effect, moves: self.moves };
        self.runs(year).into_iter().flat_map(run).map(found).collect()
    }

    fn certainty(&self, year: i32) -> Certainty {
        let known = match self.when {
            When::Sighted(_, _, kept, _) | When::Poya(_, kept) => {
                i32::from(FIRST_YEAR) + kept.split_whitespace().count() as i32 - 1
            }
            _ => i32::from(self.known),
        };
        match self.when {
            _ if year <= known => Certainty::Announced,
            _ if self.doubtful => Certainty::Estimated,
            When::On(..) => Certainty::Fixed,
            _ => Certainty::Computed,
        }
    }

    /// The first days of its runs in `year`, with how long each is.
    fn runs(&self, year: i32) -> Vec<(NaiveDate, u8)> {
        let one = |day: Option<NaiveDate>| day.into_iter().map(|day| (day, self.days)).collect();
        let reckoned = |calendar, month, day, plus: i8| {
            let days = days_in(year, calendar, month, day).into_iter();
            days.map(|day| (day + Duration::days(plus.into()), self.days)).collect()
        };
        match self.when {
            When::On(month, day) => one(NaiveDate::from_ymd_opt(year, month.into(), day.into())),
            When::Nth(month, number, weekday) => one(nth(year, month.into(), number, weekday)),
            When::Easter(days) => one(easter::western(year).map(|day| day + Duration::days(days.into()))),
            When::Orthodox(days) => one(easter::orthodox(year).map(|day| day + Duration::days(days.into()))),
            When::Reckoned(calendar, month, day, plus) => reckoned(calendar, month, day, plus),
            When::Sighted(month, day, kept, later) => match entry(kept, year) {
                Some(entry) => runs_of(year, entry, 1),
                None => reckoned(Reckoning::UmmAlQura, month, day, later),
            },
            When::Poya(month, gazetted) => match entry(gazetted, year) {
                Some(entry) => runs_of(year, entry, 1),
                None => full_moons(year, month.into()).into_iter().map(|day| (day, self.days)).collect(),
            },
            When::Table(days) => entry(days, year).map(|entry| runs_of(year, entry, self.days)).unwrap_or_default(),
            When::Sun(month, constant) => one(NaiveDate::from_ymd_opt(year, month.into(), sun_day(year, constant))),
        }
    }
}

/// The entry of `year` in a table whose first is that of [`FIRST_YEAR`].
fn entry(table: &'static str, year: i32) -> Option<&'static str> {
    let at = usize::try_from(year - i32::from(FIRST_YEAR)).ok()?;
    table.split_whitespace().nth(at)
}

/// The runs of an entry: `0508`, `0508x3`, `0104+1225`, or none where it is no day; each of `usual` days unless
/// it says.
fn runs_of(year: i32, entry: &str, usual: u8) -> Vec<(NaiveDate, u8)> {
    let run = |text: &str| {
        let (day, length) = text.split_once('x').map_or((text, Some(usual)), |(day, days)| (day, days.parse().ok()));
        let (month, day) = (day.get(..2)?.parse().ok()?, day.get(2..)?.parse().ok()?);
        Some((NaiveDate::from_ymd_opt(year, month, day)?, length?))
    };
    entry.split('+').filter_map(run).collect()
}

/// The full moons of a month as Sri Lanka keeps them: one before three in the afternoon belongs to the day
/// before, which is what all but one of the gazetted days of 2024 to 2026 say.
fn full_moons(year: i32, month: u32) -> Vec<NaiveDate> {
    let offset = 5 * 60 + 30 - 15 * 60;
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else { return Vec::new() };
    let mut moons: Vec<NaiveDate> =
        [0, 10, 20, 30].iter().map(|days| day_of_phase(first + Days::new(*days), Phase::Full, offset)).collect();
    moons.dedup();
    moons.retain(|day| day.month() == month && day.year() == year);
    moons
}

/// The weekday of that number in a month; -1 is the last one.
fn nth(year: i32, month: u32, number: i8, weekday: Weekday) -> Option<NaiveDate> {
    match u8::try_from(number) {
        Ok(number) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, number),
        Err(_) => (1..=5).rev().find_map(|last| NaiveDate::from_weekday_of_month_opt(year, month, weekday, last)),
    }
}

/// The day of the month on which the sun reaches a point of its way: the customary formula of almanacs, right from
/// 1980 to 2099. `constant` is the moment in 1980, in millionths of a day.
fn sun_day(year: i32, constant: u32) -> u32 {
    let years = i64::from(year) - 1980;
    let millionths = i64::from(constant) + 242_194 * years;
    u32::try_from(millionths / 1_000_000 - years / 4).unwrap_or(0)
}

/// Whether `year` is one of those that are covered, or next to them.
pub(super) fn is_near(year: i32) -> bool {
    year >= i32::from(FIRST_YEAR) - 1 && year <= i32::from(LAST_YEAR) + 1
}

#[cfg(test)]
impl Rule {
    /// Whether its tables can be read, and what was kept lies near what would have been reckoned.
    pub(super) fn check(&self) -> Result<(), String> {
        let (table, whole) = match self.when {
            When::Table(table) => (table, self.until == u16::MAX && self.known < LAST_YEAR),
            When::Sighted(_, _, table, _) | When::Poya(_, table) => (table, false),
            _ => return Ok(()),
        };
        let years = table.split_whitespace().count();
        for year in (i32::from(FIRST_YEAR)..).take(years) {
            let text = entry(table, year).unwrap_or_default();
            let runs = runs_of(year, text, self.days);
            if text != "-" && runs.len() != text.split('+').count() {
                return Err(format!("{}: {text} of {year} is no day", self.name));
            }
            let reckoned = match self.when {
                When::Sighted(month, day, ..) => days_in(year, Reckoning::UmmAlQura, month, day),
                // An additional month's full moon is named after the next one.
                When::Poya(month, _) => {
                    [month.max(2) - 1, month].iter().flat_map(|m| full_moons(year, (*m).into())).collect()
                }
                _ => continue,
            };
            let near = |day: NaiveDate| reckoned.iter().any(|r| (day - *r).num_days().abs() <= 4);
            if let Some((day, _)) = runs.iter().find(|(day, _)| !near(*day)) {
                return Err(format!("{}: {day} is far from {reckoned:?}", self.name));
            }
        }
        if whole && years != usize::from(LAST_YEAR - FIRST_YEAR) + 1 && self.known == 0 {
            return Err(format!("{}: {years} entries", self.name));
        }
        Ok(())
    }
}
