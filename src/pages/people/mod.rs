//! The people met: their list, one person's page, the form, and the sheet behind **Person**.

mod fields;
mod form;
mod list;
mod page;
mod photo;
mod quick;
mod reach;
mod words;

pub use form::{EditPerson, NewPerson};
pub use list::{ChoosePerson, PeopleBesideDetail, person_rows};
pub use page::PersonPage;
pub use quick::QuickPerson;
