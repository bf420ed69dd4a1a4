//! **Search**: one field, results as one types, grouped by what they are, the words found marked.

mod attachment;
mod hits;
mod marked;
mod page;
mod recent;

pub use attachment::AttachmentPage;
pub use page::{Search, provide_searched};
