//! What is being typed: the life of a keystroke until it is a record.
//!
//! 1. [`Keeping::typed`] writes it to the journal in the same event (`journal`: the browser's own
//!    store, synchronous), so that even a closed tab keeps it.
//! 2. At least every 300 ms while someone types it goes to the engine's row of this draft. Only when
//!    the answer to the newest revision is there, [`Keeping::state`] says [`SaveState::Saved`].
//! 3. On **Done**, when the composer is left, when the page is hidden, or after ten seconds of rest
//!    the draft becomes its records, as one change.
//! 4. At the next start, what dead tabs left behind is given to the engine, made into records, and
//!    named to the person ([`recovered`]).
//!
//! A composer calls [`use_draft`] once, builds the writes that its fields stand for, and hands them
//! over at each input event. It never waits, and it never has to think about closing. A form over all
//! fields of a record uses [`use_form`], which builds the writes by itself.

mod form;
mod journal;
mod keeper;
mod keeping;
mod made;
mod merge;
mod open;
mod recovery;

pub use form::{Form, Formed, use_form, use_new_form};
pub use keeper::{SaveState, Stored};
pub use keeping::{Keeping, use_draft};
pub use merge::{merge, moved};
pub use open::{finish_all, start, unsaved};
pub use recovery::{dismiss_recovered, recovered};
