//! What is around every page: the navigation, notices, shortcuts, and what stands in a page's place
//! while there is no notebook to show.

mod banners;
mod first_start;
mod gate;
pub mod given;
mod host_page;
mod locked;
mod navigation;
pub mod notices;
mod recovered;
pub mod room;
pub mod shortcuts;
pub mod start_view;
mod sync_pill;
pub mod sync_state;
pub mod title;
pub mod update;
pub mod writers;

pub use gate::Gate;
pub use navigation::SettingsLink;
