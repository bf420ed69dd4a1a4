//! Reading what a page says, of which nothing is taken for granted.

use floorbook_port::{ErrorCode, Failure, Outcome, Reply, ToPage, ToWorker};
use serde::Deserialize;

/// Just the number of a message that cannot be read as a whole.
#[derive(Deserialize)]
enum Loose {
    Request(Number),
    Develop(Number),
}

#[derive(Deserialize)]
struct Number {
    number: u32,
}

/// Reads a message.
///
/// # Errors
/// What to tell the page instead: a failed reply to the message's number, or to 0 if it has none.
pub fn read(body: &str) -> Result<ToWorker, ToPage> {
    serde_json::from_str(body).map_err(|error| malformed(number(body), &error.to_string()))
}

/// Tells the page that what it sent under `number` cannot be read.
pub fn malformed(number: u32, detail: &str) -> ToPage {
    let failure = Failure::new(ErrorCode::Malformed, detail);
    ToPage::Reply(Reply { number, outcome: Outcome::Failed(failure) })
}

fn number(body: &str) -> u32 {
    match serde_json::from_str(body) {
        Ok(Loose::Request(Number { number }) | Loose::Develop(Number { number })) => number,
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> u32 {
        match read(body) {
            Err(ToPage::Reply(Reply { number, outcome: Outcome::Failed(failure) })) => {
                assert_eq!(failure.code, ErrorCode::Malformed);
                number
            }
            other => panic!("{other:?}"),
        }
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
    }

    #[test]
    fn anything_else_is_answered_under_0() {
        for body in ["", "null", "{}", "{\"Request\":{\"number\":-1}}", "{\"Hello\":{}}", "[[[["] {
            assert_eq!(refused(body), 0, "{body}");
        }
    }
}
