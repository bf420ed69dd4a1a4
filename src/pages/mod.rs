//! The screens. Each reads views and composes components; each file or folder is one screen.

pub mod answered;
pub mod capture;
pub mod conflicts;
pub mod field_words;
pub mod form;
pub mod listing;
pub mod merge;
mod not_found;
mod note;
pub mod partners;
pub mod paths;
pub mod people;
pub mod photos;
pub mod record_names;
pub mod removal;
pub mod search;
mod settings;
pub mod sites;
pub mod timeline;
mod today;
mod trash;
mod unsorted;
pub mod visit_rows;
pub mod visits;

pub use not_found::NotFound;
pub use note::NotePage;
pub use photos::Photos;
pub use settings::Settings;
pub use today::Today;
pub use trash::Trash;
pub use unsorted::Unsorted;
pub use visits::{NoVisitChosen, PlanVisit, VisitPage, Visits};
