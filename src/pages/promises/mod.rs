//! Promises of both sides: what, by when, kept, kept late, moved or broken. Ours are shown as plainly as theirs.

mod form;
mod list;
mod page;
mod quick;
mod rows;
mod settle;

pub use form::EditPromise;
pub use list::Promises;
pub use page::PromisePage;
pub use quick::{PromiseOrigin, QuickPromise};
pub use rows::{OpenPromises, PromiseRow, moving, promise_key};
