//! Reading what a page says, of which nothing is taken for granted.

use floorbook_port::{ErrorCode, Failure, Outcome, Reply, ToPage, ToWorker};
use serde::Deserialize;

/// Just the number of a message that cannot be read as a whole.
#[derive(Deserialize)]
enum Loose {
    Request(Number),
    Develop(Number),
    AskLock(Number),
    SetLock(Number),
}

#[derive(Deserialize)]
struct Number {
    number: u32,
}

/// A message that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its number; 0 if it has none.
    pub number: u32,
    /// What is wrong with it.
    pub detail: String,
}

impl Unreadable {
    /// What the page is told instead of an answer.
    pub fn reply(self) -> ToPage {
        let failure = Failure::new(ErrorCode::Malformed, self.detail);
        ToPage::Reply(Reply { number: self.number, outcome: Outcome::Failed(failure) })
    }
}

/// Reads a message.
///
/// # Errors
/// [`Unreadable`], with the number under which the page waits for an answer.
pub fn read(body: &str) -> Result<ToWorker, Unreadable> {
    serde_json::from_str(body)
        .map_err(|error: serde_json::Error| Unreadable { number: number(body), detail: error.to_string() })
}

fn number(body: &str) -> u32 {
    match serde_json::from_str(body) {
        Ok(
            Loose::Request(Number { number })
            | Loose::Develop(Number { number })
            | Loose::AskLock(Number { number })
            | Loose::SetLock(Number { number }),
        ) => number,
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> u32 {
        let unreadable = read(body).unwrap_err();
        let ToPage::Reply(Reply { number, outcome: Outcome::Failed(failure) }) = unreadable.clone().reply() else {
            panic!("{unreadable:?}");
        };
        assert_eq!((number, failure.code), (unreadable.number, ErrorCode::Malformed));
        number
    }

    #[test]
    fn what_can_be_read_is_read() {
        assert_eq!(read("{\"Visible\":true}"), Ok(ToWorker::Visible(true)));
    }

    #[test]
    fn a_request_that_cannot_be_read_is_answered_under_its_number() {
        assert_eq!(refused("{\"Request\":{\"number\":7,\"request\":{\"Ask\":\"Nonsense\"}}}"), 7);
        assert_eq!(refused("{\"Request\":{\"request\":[1,{}],\"number\":8}}"), 8);
        assert_eq!(refused("{\"Develop\":{\"number\":9}}"), 9);
        assert_eq!(refused("{\"SetLock\":{\"number\":10,\"passphrase\":[]}}"), 10);
    }

    #[test]
    fn anything_else_is_answered_under_0() {
        for body in ["", "null", "{}", "{\"Request\":{\"number\":-1}}", "{\"Hello\":{}}", "[[[["] {
            assert_eq!(refused(body), 0, "{body}");
        }
    }
}
