//! Partners: their list, beside it one partner, and the form.

mod details;
mod form;
mod list;
mod page;
mod parts;
mod shared;

pub use form::{EditPartner, NewPartner};
pub use list::{ChoosePartner, PartnersBesideDetail};
pub use page::PartnerPage;
