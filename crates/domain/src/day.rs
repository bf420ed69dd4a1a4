//! A civil day, without a time or a zone: a certificate's expiry, the day of a consent.

use chrono::{Datelike, NaiveDate};
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use serde::{Deserialize, Serialize};

use crate::Instant;

/// A civil day of the Gregorian calendar; stored as days since 0001-01-01 (which is day 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub NaiveDate);

impl Day {
    /// The day written as `YYYY-MM-DD`; `None` if it is not a day.
    pub fn parse(text: &str) -> Option<Day> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Day)
    }

    /// Its first moment in UTC, by which days are put in order.
    pub fn start(self) -> Instant {
        self.0.and_time(chrono::NaiveTime::MIN).and_utc().into()
    }

    /// The day so many days later, or earlier; `None` outside the calendar.
    pub fn plus_days(self, days: i64) -> Option<Day> {
        self.0.checked_add_signed(chrono::TimeDelta::try_days(days)?).map(Day)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl<C> Encode<C> for Day {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.i32(self.0.num_days_from_ce())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Day {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        NaiveDate::from_num_days_from_ce_opt(d.i32()?)
            .map(Day)
            .ok_or_else(|| decode::Error::message("a day outside the calendar"))
    }
}
