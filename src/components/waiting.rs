//! The place of something that is not there yet.

use leptos::prelude::*;

use crate::t;

/// Holds the place of a list until its first answer. An answer takes milliseconds: only after a
/// while one sees that something is awaited, and nothing turns or jumps.
#[component]
pub fn Waiting(
    /// How many rows of place to hold.
    #[prop(default = 3)]
    rows: usize,
) -> impl IntoView {
    let row = |_| view! { <span class="block h-12 rounded-field bg-base-200"></span> };
    view! {
        <div class="flex animate-[floorbook-appear_150ms_600ms_both] flex-col gap-2 py-2" role="status">
            <span class="sr-only">{t!("waiting")}</span>
            {(0..rows).map(row).collect_view()}
        </div>
    }
}
