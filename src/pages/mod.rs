//! The screens. Each reads views and composes components; each file or folder is one screen.

mod not_found;
mod today;

pub use not_found::NotFound;
pub use today::Today;
