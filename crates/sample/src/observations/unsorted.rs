//! Noted between visits, and belonging to none.

use super::{Entry, FACT, IDEA};
use crate::{
    calendar::{CHINA, VIETNAM},
    people::Who,
};

/// Each with its working day from today and its zone.
pub(super) const ENTRIES: &[(i32, &str, Entry)] = &[
    (
        -4,
        CHINA,
        Entry {
            at: (18, 42),
            text: "At the gate, waiting: one form for the needle log for both houses, one page, two languages. Each has \
                   half of a good one.",
            tags: &["needles", "records"],
            ..IDEA
        },
    ),
    (
        -3,
        VIETNAM,
        Entry {
            at: (20, 16),
            text: "The driver says it has rained all week in Hưng Yên. Look at the gates of the packing hall and take \
                   the moisture meter along.",
            tags: &["moisture"],
            ..FACT
        },
    ),
    (
        -1,
        VIETNAM,
        Entry {
            at: (19, 28),
            text: "Lan on Zalo: cartons for PO 4471 come a day later, packing starts at noon.",
            people: &[Who::Lan],
            tags: &["packing"],
            reference: "PO 4471",
            ..FACT
        },
    ),
];
