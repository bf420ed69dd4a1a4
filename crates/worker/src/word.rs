//! What the workers of several tabs say to each other.

use floorbook_port::TabId;
use serde::{Deserialize, Serialize};

/// The version of this talk. What carries another one is not listened to.
pub const VERSION: u32 = 1;

/// A word from one worker to another, or to all. What it carries (a request, a reply, an event, as
/// JSON, with its buffers) travels beside it and is not looked at on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Word {
    /// I am here and do not own the notebook. A hidden owner then hands it to a visible tab.
    Hello {
        /// The build of my page.
        build: String,
        /// When I started, in milliseconds of UTC.
        started: u64,
        /// Whether my page can be seen.
        visible: bool,
    },
    /// I have the lock and open the notebook.
    Opening,
    /// To all: I own the notebook.
    Owner(Reign),
    /// To one, in answer to `Hello` or `Ping`: I own the notebook.
    Welcome(Reign),
    /// I have the lock, and the notebook asks for its passphrase. The term is none yet.
    Locked(Reign),
    /// The notebook's key is beside this: whoever owns it next need not ask the person again.
    Key,
    /// Is the one who has the lock alive?
    Ping,
    /// I have the lock, and am alive.
    Pong,
    /// The person asks that the sender owns the notebook.
    TakeOver,
    /// A request of my page is beside this.
    Request {
        /// Its number in that page.
        number: u32,
    },
    /// The reply to your page is beside this.
    Reply {
        /// The number of the request.
        number: u32,
    },
    /// Something happened; it is beside this.
    Event,
}

/// One tab's time as the owner, from opening to closing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reign {
    /// Tells this reign from others of the same tab.
    pub term: u64,
    /// The build of the owner's page.
    pub build: String,
    /// When the owner's worker started, in milliseconds of UTC.
    pub started: u64,
    /// Whether the owner's page can be seen.
    pub visible: bool,
}

/// A word on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Which talk this is.
    pub version: u32,
    /// Who says it.
    pub from: TabId,
    /// To whom; `None` to all.
    pub to: Option<TabId>,
    /// What.
    pub word: Word,
}

impl Letter {
    /// Reads a letter to `me`; `None` if it is to another, of another version, or no letter at all.
    pub fn read(json: &str, me: TabId) -> Option<Letter> {
        let letter: Letter = serde_json::from_str(json).ok()?;
        let to_me = letter.to.is_none_or(|to| to == me);
        (letter.version == VERSION && to_me && letter.from != me).then_some(letter)
    }

    /// The letter as JSON.
    pub fn json(&self) -> String {
        // Words are made of numbers, texts and ids: they have no way to fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn tab(n: u128) -> TabId {
        TabId(Uuid::from_u128(n))
    }

    fn letter(to: Option<TabId>, version: u32) -> String {
        Letter { version, from: tab(1), to, word: Word::Request { number: 7 } }.json()
    }

    #[test]
    fn a_letter_reaches_the_one_it_is_for() {
        let read = Letter::read(&letter(Some(tab(2)), VERSION), tab(2)).unwrap();
        assert_eq!(read.word, Word::Request { number: 7 });
        assert!(Letter::read(&letter(None, VERSION), tab(2)).is_some());
        assert!(Letter::read(&letter(Some(tab(3)), VERSION), tab(2)).is_none());
        assert!(Letter::read(&letter(None, VERSION), tab(1)).is_none(), "one's own");
    }

    #[test]
    fn what_is_not_a_letter_of_this_version_is_not_listened_to() {
        assert!(Letter::read(&letter(None, VERSION + 1), tab(2)).is_none());
        for text in ["", "{}", "[1]", "{\"version\":1,\"from\":\"x\"}"] {
            assert!(Letter::read(text, tab(2)).is_none());
        }
    }
}
