//! A list beside its detail: from 900 px on side by side, on a phone one of them.

use leptos::prelude::*;

/// A list and what is chosen in it. The list keeps its place while details change.
#[component]
pub fn Split(
    /// Whether something is chosen.
    #[prop(into)]
    is_open: Signal<bool>,
    /// The list.
    #[prop(into)]
    list: ViewFn,
    /// What is chosen, or what stands there while nothing is.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="rail:-mx-8 rail:grid rail:grid-cols-[21rem_minmax(0,1fr)]">
            <div
                class="rail:sticky rail:top-0 rail:block rail:h-dvh rail:overflow-y-auto rail:border-r rail:border-base-300 rail:px-4 rail:pb-6"
                class=("hidden", is_open)
            >
                {list.run()}
            </div>
            <div class="rail:block rail:px-8" class=("hidden", move || !is_open.get())>
                {children()}
            </div>
        </div>
    }
}
