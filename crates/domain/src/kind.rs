//! The kinds of records, with the fixed numbers they are stored under.

use serde::{Deserialize, Serialize};

/// What a record is. The numbers are serialized: never change or reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Kind {
    /// A company that is bought from.
    Partner = 1,
    /// A place where a partner makes things.
    Site = 2,
    /// A person at a partner.
    Contact = 3,
    /// A visit to a site.
    Visit = 4,
    /// Something noted.
    Observation = 5,
    /// A photo, voice memo or file.
    Attachment = 6,
    /// A person on our side.
    Member = 7,
    /// A problem that both sides work on.
    Issue = 8,
    /// A promise, of either side.
    Commitment = 9,
    /// What somebody put their name to.
    SignOff = 10,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Kind; 10] = [
        Kind::Partner,
        Kind::Site,
        Kind::Contact,
        Kind::Visit,
        Kind::Observation,
        Kind::Attachment,
        Kind::Member,
        Kind::Issue,
        Kind::Commitment,
        Kind::SignOff,
    ];

    /// The number it is stored under.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The kind stored under `number`; `None` where a newer version wrote it.
    pub fn from_number(number: u8) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.number() == number)
    }
}
