//! Prepared for the visit to come.

use super::{Entry, QUESTION};
use crate::{calendar::VIETNAM, people::Who};

/// Each with its working day from today and its zone.
pub(super) const ENTRIES: &[(i32, &str, Entry)] = &[
    (
        -1,
        VIETNAM,
        Entry {
            at: (20, 5),
            area: "Gangways and exits",
            text: "Is exit 4 still free? Look before the opening talk.",
            tags: &["fire safety"],
            ..QUESTION
        },
    ),
    (
        -1,
        VIETNAM,
        Entry {
            at: (20, 8),
            area: "Needle room",
            text: "What does the needle log say of the days since we were here, and who signed?",
            people: &[Who::Tung],
            tags: &["needles", "records"],
            ..QUESTION
        },
    ),
];
