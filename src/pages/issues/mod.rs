//! Issues: what went wrong, who was told, what was agreed, and what becomes of it.

mod form;
mod list;
mod page;
mod parts;
mod quick;
mod rows;
mod sign;
mod signed;
mod statement;
mod step;

pub use form::EditIssue;
pub use list::Issues;
pub use page::IssuePage;
pub use quick::{Origin, QuickIssue, WithWhom};
pub use rows::{IssueRow, OpenIssues, stepping};
