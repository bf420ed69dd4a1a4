//! What an event of a live connection tells.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};

use crate::{Notice, Pulled};

/// A notice, and with it the envelopes that are new, where they are small.
///
/// As text it is the [`Notice`], then a space and the [`Pulled`] as base64 (the standard alphabet, without
/// padding), if there is one. A reader of before envelopes were carried stops at the notice's numbers; a hub of
/// before sends no more than these.
///
/// What is carried is what a pull would answer whose cursor stands just before the envelopes, and it is judged as
/// such an answer: who stands elsewhere pulls. The cursor before is not sent. Who stands at it makes the running
/// hash of the end out of their own and the names of the envelopes; who stands elsewhere makes another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// How much there is.
    pub notice: Notice,
    /// The envelopes that are new, if they are carried. Never empty, and up to the end of the log: `more` is false.
    pub carried: Option<Pulled>,
}

impl From<Notice> for News {
    fn from(notice: Notice) -> News {
        News { notice, carried: None }
    }
}

impl News {
    /// As text.
    pub fn text(&self) -> String {
        let mut text = self.notice.text();
        if let Some(carried) = &self.carried {
            text.push(' ');
            STANDARD_NO_PAD.encode_string(crate::write(carried), &mut text);
        }
        text
    }

    /// From text; any text can be given. What is carried and cannot be read is passed over: it is there to be pulled.
    pub fn parse(text: &str) -> Option<News> {
        let notice = Notice::parse(text)?;
        let carried = text.trim().split(' ').nth(3).and_then(|word| STANDARD_NO_PAD.decode(word).ok());
        let carried = carried.and_then(|bytes| crate::read::<Pulled>(&bytes).ok());
        let carried = carried.filter(|carried| {
            !carried.envelopes.is_empty() && !carried.more && carried.end.position == notice.envelopes
        });
        Some(News { notice, carried })
    }
}
