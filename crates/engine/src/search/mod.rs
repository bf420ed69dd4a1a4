//! Full-text search over everything.
//!
//! What is looked for is typed letter by letter, so each word of a query is taken as the start of a
//! word. Records whose names have all of them come first, then those that have them anywhere, each
//! newest first. Nothing is ranked or sorted: the index gives its rows in this order, and a page
//! reads no more of them than it shows.
//!
//! - `letters`: text as folded letters that know their places and accents.
//! - `tokens`: the words by which a text is found.
//! - `index`: the index, an FTS5 table that keeps neither text nor positions.
//! - `query`: what is looked for.
//! - `find`: finding it.
//! - `excerpt`: the words around a hit, and the hits marked.

mod excerpt;
mod find;
mod index;
mod letters;
mod query;
mod tokens;

pub(crate) use excerpt::{excerpt, title};
pub(crate) use find::{Found, Place, find};
pub(crate) use index::{Lately, Part, clear, create, forget_notebook, put};
pub(crate) use query::Sought;
