//! What is true about saving, in words.

use leptos::prelude::*;

use super::{Icon, Show};
use crate::{draft::SaveState, t, text::Label};

/// "Saving…", "Saved on this device", or why not. Its place has one height, so that nothing jumps.
#[component]
pub fn SavedState(
    /// What is true.
    #[prop(into)]
    state: Signal<SaveState>,
) -> impl IntoView {
    let words = move || match state.get() {
        SaveState::Untouched => String::new(),
        SaveState::Saving => t!("saving"),
        SaveState::Saved => t!("saved"),
        SaveState::Failed(failure) => failure.label(),
    };
    let is_saved = move || matches!(state.get(), SaveState::Saved);
    let is_failed = move || matches!(state.get(), SaveState::Failed(_));
    view! {
        <p
            class="flex min-h-6 items-center gap-1 text-sm"
            class=("text-success", is_saved)
            class=("text-error", is_failed)
            class=("text-muted", move || !is_saved() && !is_failed())
            role="status"
        >
            <Show when=is_saved>
                <Icon shape=icondata_lu::LuCheck class="size-4" />
            </Show>
            <Show when=is_failed>
                <Icon shape=icondata_lu::LuTriangleAlert class="size-4" />
            </Show>
            {move || words()}
        </p>
    }
}
