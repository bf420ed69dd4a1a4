//! An iCalendar file (RFC 5545) with alarms, for the calendar that somebody already looks at.
//!
//! Moments are written in UTC and days as dates, so no table of a zone travels along, and a calendar shows
//! them right wherever it is. Nothing recurs: the next check-in is derived from what happened.

use chrono::Days;

use crate::{Day, Instant};

/// What an entry of a calendar is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Names it for ever: a calendar that takes the file in again replaces the entry of the same name.
    /// A record's id makes a good one.
    pub uid: String,
    /// When it was written down; of two entries with one `uid` the later one counts.
    pub stamp: Instant,
    /// When it is.
    pub time: EntryTime,
    /// What the calendar shows.
    pub summary: String,
    /// More about it; empty for nothing.
    pub description: String,
    /// Where; empty for nowhere.
    pub location: String,
    /// How long before its start a calendar reminds one.
    pub alarms: Vec<Alarm>,
}

/// When an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryTime {
    /// From a moment on, for so many minutes.
    At(Instant, u32),
    /// The whole of a civil day, wherever the calendar is.
    On(Day),
}

/// When a calendar reminds one of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// So many minutes before it starts.
    Before(u32),
    /// So many minutes after it starts: 540 is at nine on a whole day.
    After(u32),
}

/// The file, in UTF-8, to be saved as `.ics` (`text/calendar`). Entries whose time lies beyond the years of
/// the calendar are left out.
pub fn calendar<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let mut file = Lines::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Floorbook//Floorbook//EN");
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    for entry in entries {
        file.entry(entry);
    }
    file.line("END", "VCALENDAR");
    file.0
}

/// Content lines: ended by CRLF, folded at 75 bytes.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn entry(&mut self, entry: &Entry) {
        let (Some(stamp), Some((start, end))) = (utc(entry.stamp), entry.time.properties()) else { return };
        self.line("BEGIN", "VEVENT");
        self.line("UID", &escaped(&entry.uid));
        self.line("DTSTAMP", &stamp);
        self.raw(&start);
        self.raw(&end);
        self.line("SUMMARY", &escaped(&entry.summary));
        for (name, text) in [("DESCRIPTION", &entry.description), ("LOCATION", &entry.location)] {
            if !text.is_empty() {
                self.line(name, &escaped(text));
            }
        }
        if matches!(entry.time, EntryTime::On(_)) {
            // A due day does not make anybody busy.
            self.line("TRANSP", "TRANSPARENT");
        }
        for alarm in &entry.alarms {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.line("DESCRIPTION", &escaped(&entry.summary));
            self.line("TRIGGER", &alarm.trigger());
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    fn line(&mut self, name: &str, value: &str) {
        self.raw(&format!("{name}:{value}"));
    }

    /// A line, folded: no piece is longer than 75 bytes, and none cuts a character in two.
    fn raw(&mut self, line: &str) {
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(character);
            length += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

impl EntryTime {
    fn properties(self) -> Option<(String, String)> {
        match self {
            EntryTime::At(from, minutes) => {
                let until = from.plus_millis(i64::from(minutes) * 60_000);
                Some((format!("DTSTART:{}", utc(from)?), format!("DTEND:{}", utc(until)?)))
            }
            EntryTime::On(day) => {
                // The end is the first day that is not part of it.
                let end = day.0.checked_add_days(Days::new(1))?;
                let form = "%Y%m%d";
                let date = |name: &str, day: chrono::NaiveDate| format!("{name};VALUE=DATE:{}", day.format(form));
                Some((date("DTSTART", day.0), date("DTEND", end)))
            }
        }
    }
}

impl Alarm {
    fn trigger(self) -> String {
        match self {
            Alarm::Before(0) | Alarm::After(0) => "PT0M".into(),
            Alarm::Before(minutes) => format!("-PT{minutes}M"),
            Alarm::After(minutes) => format!("PT{minutes}M"),
        }
    }
}

/// A moment as `20260304T023000Z`; `None` beyond four digits of years.
fn utc(moment: Instant) -> Option<String> {
    let text = moment.utc()?.format("%Y%m%dT%H%M%SZ").to_string();
    (text.len() == 16).then_some(text)
}

/// A text value: commas, semicolons, backslashes and line ends escaped, other control characters left out,
/// since no content line may hold them.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ',' | ';' => value.extend(['\\', character]),
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push(' '),
            control if control.is_control() => {}
            other => value.push(other),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime};
    use proptest::prelude::*;

    use super::*;

    fn check_in() -> Entry {
        Entry {
            uid: "0197c0de-0000-7000-8000-000000000001".into(),
            stamp: Instant(1_772_000_000_000),
            time: EntryTime::At(Instant(1_772_676_000_000), 30),
            summary: "Check-in: Nguyễn, Bảo & sons; line 4".into(),
            description: "They said:\n\"the dye house stands still\", C:\\notes".into(),
            location: "Call".into(),
            alarms: vec![Alarm::Before(15), Alarm::Before(1_440)],
        }
    }

    /// The entries, read back by a parser that is not ours.
    fn read(file: &str) -> Vec<icalendar::Event> {
        let calendar: Calendar = file.parse().unwrap();
        let events = calendar.components.into_iter().filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        });
        events.collect()
    }

    #[test]
    fn a_file_is_what_the_standard_says_byte_for_byte() {
        let mut entry = check_in();
        entry.summary = "Check-in: Nguyễn Văn Bảo, with the whole of the sewing floor; about line 4".into();
        let file = calendar([&entry]);
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Floorbook//Floorbook//EN\r\nCALSCALE:GREGORIAN\r\n\
            METHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:0197c0de-0000-7000-8000-000000000001\r\nDTSTAMP:20260225T061320Z\r\n\
            DTSTART:20260305T020000Z\r\nDTEND:20260305T023000Z\r\n\
            SUMMARY:Check-in: Nguyễn Văn Bảo\\, with the whole of the sewing floor\\\r\n ; about line 4\r\n\
            DESCRIPTION:They said:\\n\"the dye house stands still\"\\, C:\\\\notes\r\nLOCATION:Call\r\n\
            BEGIN:VALARM\r\nACTION:DISPLAY\r\n\
            DESCRIPTION:Check-in: Nguyễn Văn Bảo\\, with the whole of the sewing fl\r\n oor\\; about line 4\r\n\
            TRIGGER:-PT15M\r\nEND:VALARM\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n\
            DESCRIPTION:Check-in: Nguyễn Văn Bảo\\, with the whole of the sewing fl\r\n oor\\; about line 4\r\n\
            TRIGGER:-PT1440M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(file, expected);
    }

    #[test]
    fn what_was_written_is_read_back() {
        let entry = check_in();
        let file = calendar([&entry]);
        let [event] = &read(&file)[..] else { panic!("one entry: {file}") };
        assert_eq!(event.get_uid(), Some(entry.uid.as_str()));
        assert_eq!(event.get_summary(), Some(entry.summary.as_str()));
        assert_eq!(event.get_description(), Some(entry.description.as_str()));
        let starts = event.get_start().unwrap();
        let DatePerhapsTime::DateTime(CalendarDateTime::Utc(starts)) = starts else { panic!("not in UTC: {starts:?}") };
        assert_eq!(Instant::from(starts), Instant(1_772_676_000_000));
        assert_eq!(file.matches("BEGIN:VALARM").count(), 2);
    }

    #[test]
    fn a_due_day_is_a_whole_day_that_makes_nobody_busy() {
        let day = Day::parse("2026-12-31").unwrap();
        let entry = Entry { time: EntryTime::On(day), alarms: vec![Alarm::After(540)], ..check_in() };
        let file = calendar([&entry]);
        for line in ["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "TRANSP:TRANSPARENT", "TRIGGER:PT540M"]
        {
            assert!(file.lines().any(|found| found == line), "{line} in {file}");
        }
        let [event] = &read(&file)[..] else { panic!("one entry: {file}") };
        assert_eq!(event.get_start(), Some(DatePerhapsTime::Date(day.0)));
    }

    #[test]
    fn an_entry_beyond_the_calendar_is_left_out() {
        let entry = Entry { time: EntryTime::At(Instant(i64::MAX), 30), ..check_in() };
        assert!(read(&calendar([&entry, &check_in()])).len() == 1);
    }

    proptest! {
        #[test]
        fn any_text_survives_and_no_line_is_too_long(
            summary in "[^\\p{Cc}]{1,200}", description in "[^\\p{Cc}]{0,200}",
        ) {
            // The parser trims the ends of values.
            prop_assume!(summary.trim() == summary && description.trim() == description);
            let entry = Entry { summary: summary.clone(), description: description.clone(), ..check_in() };
            let file = calendar([&entry]);
            for line in file.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{}", line);
            }
            prop_assert_eq!(unfolded(&file, "SUMMARY:"), summary);
            if !description.is_empty() {
                prop_assert_eq!(unfolded(&file, "DESCRIPTION:"), description);
            }
        }
    }

    /// The first value of a text property, read as the standard says.
    fn unfolded(file: &str, name: &str) -> String {
        let whole = file.replace("\r\n ", "");
        let value = whole.split("\r\n").find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
        let mut text = String::new();
        let mut characters = value.chars();
        while let Some(character) = characters.next() {
            match (character, character == '\\') {
                (_, true) => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => {}
                },
                (other, false) => text.push(other),
            }
        }
        text
    }
}
