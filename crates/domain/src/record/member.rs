//! A person on our side.

use super::{Record, name_problems};
use crate::{Instant, Problem, RecordRef, field::record};

record! {
    /// A person on our side: who wrote a note, who came along.
    Member, MemberField:
    /// What colleagues call them.
    1 one name Name: String;
}

impl Record for Member {
    fn parent(&self) -> Option<RecordRef> {
        None
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.name]
    }

    fn prose(&self) -> Vec<&str> {
        Vec::new()
    }

    fn moment(&self) -> Option<Instant> {
        None
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        Vec::new()
    }

    fn problems(&self) -> Vec<Problem> {
        name_problems(&self.name)
    }
}
