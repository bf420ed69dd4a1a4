//! What the forms of partners, sites and people are made of: controls that are tied to a field of
//! a [`Form`](crate::draft::Form) by a [`Lens`].

mod choice;
mod consent;
mod day;
mod lens;
mod line;
mod page;
mod people;
mod problem;
mod prose;
mod rows;
mod words;
mod zone;

pub use choice::Choice;
pub use consent::{Consents, consent_words};
pub use day::{DayLine, DayPicker};
pub use lens::Lens;
pub use line::Line;
pub use page::{FormPage, Section};
pub use people::{Known, Several, Someone, WhoPicker, myself, people_of};
pub use problem::problem;
pub use prose::Prose;
pub use rows::{Row, RowKind, RowList};
pub use words::Words;
pub use zone::ZoneChoice;
