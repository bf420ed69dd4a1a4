//! An answer of a hub, read.

use floorbook_port::SyncTrouble;
use floorbook_wire::Refusal;
use minicbor::Decode;

use super::Answered;

/// An answer that was read, or why not.
pub(super) enum Answer<T> {
    Yes(T),
    No(Refusal),
    /// No connection, or nobody at its other end who speaks as a hub does.
    Lost(SyncTrouble),
}

/// Reads an answer whose body is a message.
pub(super) fn read<T: for<'b> Decode<'b, ()>>(answered: &Answered) -> Answer<T> {
    match answered {
        Answered::Nothing => Answer::Lost(SyncTrouble::Unreachable),
        Answered::Reply { status, body } if (200..300).contains(status) => {
            floorbook_wire::read(body).map_or(Answer::Lost(SyncTrouble::NoHub), Answer::Yes)
        }
        Answered::Reply { status, body } => match floorbook_wire::read::<Refusal>(body) {
            Ok(refusal) => Answer::No(refusal),
            Err(_) if *status >= 500 => Answer::Lost(SyncTrouble::Unreachable),
            Err(_) => Answer::Lost(SyncTrouble::NoHub),
        },
    }
}
