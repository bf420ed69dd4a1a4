//! The screens. Each reads views and composes components; each file or folder is one screen.

pub mod form;
mod not_found;
pub mod people;
mod settings;
mod today;
mod trash;

pub use not_found::NotFound;
pub use settings::Settings;
pub use today::Today;
pub use trash::Trash;
