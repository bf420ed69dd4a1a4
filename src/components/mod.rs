//! Reusable pieces: values in, callbacks out. They never call the engine and keep no state that
//! outlives them. What they say comes in as text, or from the catalogue.

pub mod avatar;
pub mod banner;
pub mod button;
pub mod chip_set;
pub mod chips;
pub mod conflict;
pub mod empty_state;
pub mod field;
pub mod icon;
pub mod list_row;
pub mod page_header;
pub mod saved_state;
pub mod select;
pub mod sheet;
pub mod tabs;
pub mod text_area;
pub mod time;
pub mod toast;
pub mod toggle;
pub mod trouble;
pub mod waiting;

pub use avatar::Avatar;
pub use banner::{Banner, Grave};
pub use button::{Button, IconButton, Look};
pub use chip_set::ChipSet;
pub use chips::{ChipChoice, ChipPicker};
pub use conflict::ConflictBadge;
pub use empty_state::EmptyState;
pub use field::Field;
pub use icon::Icon;
pub use list_row::ListRow;
pub use page_header::PageHeader;
pub use saved_state::SavedState;
pub use select::Select;
pub use sheet::Sheet;
pub use tabs::Tabs;
pub use text_area::TextArea;
pub use time::Time;
pub use toast::{ToastStack, ToastView};
pub use toggle::Toggle;
pub use trouble::Trouble;
pub use waiting::Waiting;
