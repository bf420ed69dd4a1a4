//! What this crate says of public holidays, against facts compiled by others (`fixtures/README.md`).
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use chrono::{Datelike, Days, NaiveDate};
use floorbook_domain::{
    Day,
    holidays::{COUNTRIES, Certainty, FIRST_YEAR, Holiday, HolidayError, LAST_YEAR, holidays, made_up_days},
};

/// One fact of the fixture.
struct Fact {
    country: &'static str,
    day: NaiveDate,
    name: String,
    estimated: bool,
}

fn facts() -> Vec<Fact> {
    let lines = include_str!("fixtures/public-holidays-2024-2027.csv").lines().skip(1);
    let others = include_str!("fixtures/public-holidays-others-2024-2027.csv").lines().skip(1);
    let fact = |line: &'static str| {
        let (rest, estimated) = line.rsplit_once(',').unwrap();
        let mut parts = rest.splitn(3, ',');
        let (country, day) = (parts.next().unwrap(), parts.next().unwrap().parse().unwrap());
        let name = parts.next().unwrap().trim_matches('"').to_owned();
        Fact { country, day, name, estimated: estimated == "yes" }
    };
    lines.chain(others).map(fact).collect()
}

/// Days off that we name and the fixture does not have, and why.
const MORE_THAN_THE_FIXTURE: &[(&str, &str, &str)] = &[
    ("BD", "Buddha Purnima", "a general holiday of the Ministry of Public Administration"),
    ("BD", "Janmashtami", "a general holiday of the Ministry of Public Administration"),
    ("BD", "Vijaya Dashami", "a general holiday of the Ministry of Public Administration"),
    ("HK", "Good Friday", "a general holiday, not yet a statutory one in these years"),
    ("HK", "Easter Monday", "a general holiday, not yet a statutory one before 2026"),
    ("MY", "Deepavali", "a federal holiday everywhere but in Sarawak"),
    ("MG", "Eid al-", "days off since 2019 by a decree of each year"),
    ("TN", "Revolution Day", "kept on 17 December by decree 2021-223"),
];

/// Days of the fixture that we name no days off, and why.
const LESS_THAN_THE_FIXTURE: &[(&str, &str, &str)] = &[
    ("TN", "Revolution and Youth Day", "no longer kept on 14 January by decree 2021-223"),
    ("TN", "Day of Arafah", "not in decree 2021-223"),
    ("TN", "Eid al-Fitr Holiday", "two days by decree 2021-223, not three"),
    ("TN", "Eid al-Adha Holiday", "two days by decree 2021-223, not three"),
    ("JO", "Isra' and Mi'raj", "kept without a day off"),
];

fn named(list: &[(&str, &str, &str)], country: &str, name: &str) -> bool {
    list.iter().any(|(of, part, _)| *of == country && name.contains(part))
}

/// Why a day is one that no calendar gives: the words of its name in the fixture.
fn decided_each_year(name: &str) -> bool {
    [
        "substituted",
        "Bridge",
        "pecial",
        "Temporary",
        "Election",
        "Public Holiday",
        "Change of",
        "(observed)",
        "dditional",
    ]
    .iter()
    .any(|word| name.contains(word))
}

fn of(country: &str, year: i32) -> Vec<Holiday> {
    holidays(country, year).unwrap()
}

fn around(day: NaiveDate) -> [NaiveDate; 3] {
    [day, day + Days::new(1), day - Days::new(1)]
}

#[test]
fn every_day_off_of_the_fixture_is_one_and_we_name_no_other() {
    let facts = facts();
    let mut covered: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for fact in &facts {
        covered.entry(fact.country).or_default().insert(fact.day.year());
    }
    let mut wrong = Vec::new();
    let mut report = String::from("\npublic holidays against the fixture, 2024 to 2027\n");
    for (country, years) in &covered {
        let ours: BTreeMap<NaiveDate, Holiday> =
            years.iter().flat_map(|year| of(country, *year)).map(|holiday| (holiday.day.0, holiday)).collect();
        let theirs: Vec<&Fact> = facts.iter().filter(|fact| fact.country == *country).collect();
        let (mut exact, mut near, mut differs) = (0, 0, Vec::new());
        let (mut decided, mut tabulated) = (BTreeSet::new(), BTreeSet::new());
        for fact in &theirs {
            match ours.get(&fact.day) {
                Some(holiday) => {
                    exact += 1;
                    if holiday.certainty == Certainty::Announced {
                        let list = if decided_each_year(&fact.name) { &mut decided } else { &mut tabulated };
                        list.insert(fact.name.as_str());
                    }
                }
                None if fact.estimated && around(fact.day).iter().any(|day| ours.contains_key(day)) => near += 1,
                None if named(LESS_THAN_THE_FIXTURE, country, &fact.name) => differs.push(&fact.name),
                None => wrong.push(format!("{country}: {} {} is missing", fact.day, fact.name)),
            }
        }
        for (day, holiday) in &ours {
            let known = theirs.iter().any(|fact| fact.day == *day);
            let estimated = theirs.iter().any(|fact| fact.estimated && around(fact.day).contains(day));
            let explained =
                MORE_THAN_THE_FIXTURE.iter().any(|(c, name, _)| c == country && holiday.name.contains(name));
            if !(known || estimated || explained) {
                wrong.push(format!("{country}: {day} {} is no day off there", holiday.name));
            }
        }
        let (all, differ) = (theirs.len(), differs.len());
        report +=
            &format!("{country}: {exact} of {all} on the day, {near} estimated a day apart, {differ} explained\n");
        for (names, why) in [
            (decided, "decided by the government each year"),
            (tabulated, "of a calendar that no library of ours holds, or of a moon that was looked for"),
        ] {
            if !names.is_empty() {
                report += &format!("    not computed, {why}: {}\n", names.into_iter().collect::<Vec<_>>().join(" · "));
            }
        }
    }
    for (country, name, why) in MORE_THAN_THE_FIXTURE {
        report += &format!("{country}: {name} is ours alone: {why}\n");
    }
    for (country, name, why) in LESS_THAN_THE_FIXTURE {
        report += &format!("{country}: {name} is the fixture's alone: {why}\n");
    }
    // Past the capture of the test runner, so that it is seen in every run.
    std::io::stderr().write_all(report.as_bytes()).unwrap();
    assert_eq!(covered.len(), COUNTRIES.len() - 1, "all but Ukraine");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn days_that_calendars_compute_are_not_taken_from_tables() {
    use Certainty::{Announced, Computed, Estimated, Fixed};
    for (country, day, name, certainty) in [
        ("CN", "2029-02-13", "Spring Festival", Computed),
        ("KR", "2029-09-22", "Chuseok", Computed),
        ("VN", "2029-02-13", "Tết", Computed),
        ("VN", "2029-02-16", "Tết", Estimated),
        ("VN", "2031-04-01", "Hung Kings", Computed),
        ("JP", "2030-09-23", "Autumnal Equinox", Computed),
        ("RO", "2032-05-02", "Easter Sunday", Computed),
        ("ET", "2031-09-12", "Enkutatash", Computed),
        ("MX", "2033-02-07", "Constitution Day", Computed),
        ("BR", "2035-11-20", "Zumbi", Fixed),
        ("IN", "2030-10-26", "Diwali", Estimated),
        ("EG", "2030-02-04", "Eid al-Fitr", Estimated),
        ("CN", "2026-10-07", "National Day", Announced),
        ("TR", "2031-04-02", "Kurban", Announced),
    ] {
        let day = Day::parse(day).unwrap();
        let all = of(country, day.0.year());
        let holiday = all.iter().find(|holiday| holiday.day == day).unwrap_or_else(|| panic!("{country} {day}"));
        assert!(holiday.name.contains(name), "{country} {day}: {}", holiday.name);
        assert_eq!(holiday.certainty, certainty, "{country} {day}");
    }
}

/// Days of the later years, from the laws and almanacs that the lists name.
#[test]
fn laws_about_substitute_days_hold_in_later_years() {
    for (country, day, off) in [
        ("JP", "2032-09-21", true),  // between Respect for the Aged Day and the equinox
        ("JP", "2030-05-06", true),  // Children's Day is a Sunday
        ("JP", "2028-02-12", false), // Foundation Day is a Friday
        ("KR", "2030-05-06", true),  // Children's Day is a Sunday
        ("KR", "2028-10-05", true),  // Chuseok meets National Foundation Day
        ("KR", "2028-01-03", false), // New Year's Day on a Saturday is lost
        ("TW", "2031-10-24", true),  // 25 October is a Saturday
        ("TW", "2027-12-31", true),  // for the first of 2028, a Saturday
        ("TW", "2029-04-03", true),  // Children's Day on that of Tomb-Sweeping
        ("HK", "2026-04-07", true),  // Ching Ming on a Sunday, Easter Monday after it
        ("HK", "2033-12-27", true),  // Christmas Day is a Sunday
        ("HK", "2030-02-06", true),  // the new year's day is a Sunday
        ("ZA", "2033-12-27", false), // Monday is the Day of Goodwill already
        ("ZA", "2030-04-22", true),  // Family Day
        ("TH", "2029-01-02", true),  // New Year's Eve is a Sunday
        ("MY", "2031-09-01", true),  // National Day is a Sunday
        ("VN", "2030-02-02", true),  // Tết, a day before the Chinese new year
        ("CN", "2028-10-04", true),  // 1 October is a Sunday
        ("MX", "2030-10-01", true),  // the federal executive changes
        ("PT", "2029-12-08", true),  // lies on a Saturday, and is one all the same
        ("UA", "2025-08-24", false), // martial law
        ("TN", "2028-01-14", false), // moved to 17 December
        ("ID", "2027-12-26", true),  // the Ascension comes twice
        ("BD", "2033-12-24", true),  // so does the Eid
    ] {
        let day = Day::parse(day).unwrap();
        let found = of(country, day.0.year()).into_iter().find(|holiday| holiday.day == day);
        assert_eq!(found.is_some(), off, "{country} {day}: {found:?}");
    }
}

#[test]
fn every_list_is_in_order_and_can_be_printed() {
    for country in COUNTRIES {
        for year in FIRST_YEAR..=LAST_YEAR {
            let all = of(country, year.into());
            assert!(all.windows(2).all(|pair| pair[0].day < pair[1].day), "{country} {year}");
            assert!(all.iter().all(|holiday| holiday.day.0.year() == i32::from(year)), "{country} {year}");
            assert!(all.iter().all(|holiday| !holiday.name.contains([',', '\n'])), "{country} {year}");
            let suspended = country == "UA" && year < 2027;
            assert!(suspended || (7..=42).contains(&all.len()), "{country} {year} has {} days off", all.len());
        }
    }
}

#[test]
fn what_is_not_covered_is_said() {
    assert_eq!(holidays("FR", 2026), Err(HolidayError::Country));
    assert_eq!(holidays("cn", 2026), Err(HolidayError::Country));
    assert_eq!(holidays("CN", 2023), Err(HolidayError::Year));
    assert_eq!(holidays("CN", 2036), Err(HolidayError::Year));
    assert_eq!(made_up_days("CN", 2036), Err(HolidayError::Year));
}

#[test]
fn a_made_up_day_is_a_weekend_that_is_worked() {
    let made_up: Vec<String> = made_up_days("CN", 2026).unwrap().iter().map(Day::to_string).collect();
    assert_eq!(made_up, ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]);
    for country in COUNTRIES {
        for year in FIRST_YEAR..=LAST_YEAR {
            let days = made_up_days(country, year.into()).unwrap();
            assert!(days.is_sorted(), "{country} {year}");
            for day in days {
                assert!(day.0.weekday().number_from_monday() >= 6, "{country} {day} is no weekend");
                assert!(of(country, year.into()).iter().all(|holiday| holiday.day != day), "{country} {day} is off");
            }
        }
    }
    assert!(made_up_days("CN", 2030).unwrap().is_empty(), "nobody knows yet");
}
