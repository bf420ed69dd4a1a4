//! The sites of partners: one site's page, and its form.

mod figures;
mod form;
mod page;
mod position;
mod sets;

pub use form::{EditSite, NewSite};
pub use page::SitePage;
