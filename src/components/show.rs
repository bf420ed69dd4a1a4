//! Something that is there while a condition holds.
//!
//! leptos' own component of this name is compiled once for each condition in the app; this one is
//! compiled once.

use leptos::{children::ViewFn, prelude::*};

use crate::reactive::{drawn, memo};

/// Shows its children while `when` holds, else the fallback; draws again only when that changes.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is there while it holds.
    children: ChildrenFn,
    /// What is there while it does not; nothing unless told.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let when = memo(move || when.get());
    drawn(move || if when.get() { children() } else { fallback.run() })
}
