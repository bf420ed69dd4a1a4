//! The screens. Each reads views and composes components; each file or folder is one screen.

pub mod capture;
pub mod form;
mod not_found;
mod note;
pub mod people;
pub mod photos;
mod settings;
pub mod timeline;
mod today;
mod trash;
mod unsorted;
pub mod visits;

pub use not_found::NotFound;
pub use note::NotePage;
pub use photos::Photos;
pub use settings::Settings;
pub use today::Today;
pub use trash::Trash;
pub use unsorted::Unsorted;
pub use visits::{NoVisitChosen, PlanVisit, VisitPage, Visits};
