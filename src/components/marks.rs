//! What syncing left to be seen on a record: it came back, or one of its fields has two values.

use leptos::prelude::*;

use super::Icon;
use crate::t;

/// The marks of a record in a list; nothing where there is nothing to see.
#[component]
pub fn SyncMarks(
    /// It was deleted on one device and edited on another.
    came_back: bool,
    /// A field was written on two devices side by side.
    in_conflict: bool,
) -> impl IntoView {
    let mark = |shape, words: String| {
        view! {
            <span class="inline-flex items-center gap-1 text-sm text-warning">
                <Icon shape class="size-4" />
                {words}
            </span>
        }
    };
    view! {
        {in_conflict.then(|| mark(icondata_lu::LuGitFork, t!("two-values-mark")))}
        {came_back.then(|| mark(icondata_lu::LuUndo2, t!("came-back-mark")))}
    }
}
