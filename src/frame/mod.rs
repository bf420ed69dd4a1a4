//! What is around every page: the navigation, notices, shortcuts, and what stands in a page's place
//! while there is no notebook to show.

mod gate;
mod navigation;
pub mod notices;
pub mod start_view;
pub mod title;

pub use gate::Gate;
