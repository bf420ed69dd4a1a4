//! The sync pill: one line that says where the work is, on every screen.

use leptos::prelude::*;
use leptos_router::components::A;

use super::sync_state::use_sync_words;
use crate::{components::Icon, reactive::drawn, t};

/// How it stands with syncing, and the way to what lies behind it. `class` places it.
#[component]
pub(super) fn SyncPill(class: &'static str) -> impl IntoView {
    let words = use_sync_words();
    let shape = drawn(move || {
        let (shape, colour) = words.with(|words| (words.shape, words.colour));
        view! { <span class=format!("shrink-0 {colour}")><Icon shape class="size-4" /></span> }
    });
    view! {
        <A href="/sync" attr:class=format!("touch flex items-center justify-center gap-1.5 rounded-field text-sm text-muted hover:text-base-content {class}")>
            {shape}
            // A name that begins with what it is about; what is seen follows.
            <span class="sr-only">{t!("sync-pill")} " "</span>
            <span class="tabular min-w-0">{move || words.get().words}</span>
        </A>
    }
}
