//! Cards of customs: which countries have one, what it speaks of, and under which keys its words stand.
//!
//! The words themselves are text of the interface and stand in its catalogue (`customs.ftl`), so that they can be
//! translated; a test here says that every card is complete.

use serde::{Deserialize, Serialize};

/// The countries that have a card, by their two letters of ISO 3166-1.
pub const COUNTRIES: [&str; 10] = ["CN", "VN", "IN", "BD", "TR", "ID", "TH", "PK", "MX", "PT"];

/// What a card speaks of, in the order in which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// How people greet each other.
    Greeting,
    /// Which name to use, and which title.
    Names,
    /// How cards and contacts are exchanged.
    Cards,
    /// What to bring, and what not.
    Gifts,
    /// At the table.
    Meals,
    /// How a meeting goes.
    Meetings,
    /// How to say what is hard to hear.
    BadNews,
    /// How terms are found.
    Negotiating,
    /// What numbers and colours stand for.
    Numbers,
    /// Where all this comes from.
    Sources,
}

impl Topic {
    /// All of them, in the order in which they are read.
    pub const ALL: [Topic; 10] = [
        Topic::Greeting,
        Topic::Names,
        Topic::Cards,
        Topic::Gifts,
        Topic::Meals,
        Topic::Meetings,
        Topic::BadNews,
        Topic::Negotiating,
        Topic::Numbers,
        Topic::Sources,
    ];

    /// The word that it has in keys.
    fn word(self) -> &'static str {
        match self {
            Topic::Greeting => "greeting",
            Topic::Names => "names",
            Topic::Cards => "cards",
            Topic::Gifts => "gifts",
            Topic::Meals => "meals",
            Topic::Meetings => "meetings",
            Topic::BadNews => "bad-news",
            Topic::Negotiating => "negotiating",
            Topic::Numbers => "numbers",
            Topic::Sources => "sources",
        }
    }

    /// The key of its heading: `customs-topic-bad-news`.
    pub fn heading(self) -> String {
        format!("customs-topic-{}", self.word())
    }

    /// The key of what the card of `country` says of it: `customs-vn-bad-news`; `None` where there is no card.
    pub fn key(self, country: &str) -> Option<String> {
        let country = COUNTRIES.iter().find(|known| **known == country)?;
        Some(format!("customs-{}-{}", country.to_ascii_lowercase(), self.word()))
    }
}
