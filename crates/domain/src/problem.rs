//! What is wrong with a record, in words.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Something that a person should put right. A problem never keeps a note from being saved: it is
/// shown beside the field. `Display` is the English text; a host with a message catalogue
/// translates by variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
pub enum Problem {
    /// A name is blank.
    #[error("Give it a name, so that it can be found again.")]
    NameMissing,
    /// Nothing says what it is.
    #[error("Say what it is, so that others know.")]
    WordsMissing,
    /// A country that ISO 3166 does not know.
    #[error("A country is two letters, such as VN or CN.")]
    CountryUnknown,
    /// A zone that is not written like one of the IANA database.
    #[error("This time zone is not known. Zones look like Asia/Shanghai.")]
    ZoneUnknown,
    /// A currency that is not three capital letters.
    #[error("A currency is three letters, such as USD.")]
    CurrencyUnknown,
    /// An e-mail address without its @.
    #[error("An e-mail address has a name, an @ and a domain.")]
    EmailMalformed,
    /// A position off the earth.
    #[error("Latitude runs from −90 to 90, longitude from −180 to 180.")]
    PositionOutOfRange,
    /// An end before its start.
    #[error("The end lies before the start.")]
    EndsBeforeStart,
    /// More defects found than pieces inspected.
    #[error("More defective pieces than inspected ones.")]
    MoreDefectsThanInspected,
    /// A shift at a time that no clock shows.
    #[error("A shift starts and ends between 0:00 and 23:59.")]
    ShiftOutOfRange,
    /// A text that is too long for its field.
    #[error("This is longer than the field holds. Put it into the notes.")]
    TooLong,
}
