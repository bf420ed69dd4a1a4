//! What the forms of partners, sites and people are made of: controls that are tied to a field of
//! a [`Form`](crate::draft::Form) by a [`Lens`].

mod choice;
mod consent;
mod lens;
mod line;
mod prose;
mod words;

pub use choice::Choice;
pub use consent::{Consents, consent_words};
pub use lens::Lens;
pub use line::Line;
pub use prose::Prose;
pub use words::Words;
