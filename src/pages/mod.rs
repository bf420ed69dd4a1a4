//! The screens. Each reads views and composes components; each file or folder is one screen.

pub mod form;
mod not_found;
pub mod people;
mod today;

pub use not_found::NotFound;
pub use today::Today;
