//! What stands where a list is empty: what belongs there, and the first step.

use icondata_core::Icon as Shape;
use leptos::prelude::*;

use super::Icon;

/// An empty list that teaches its first step.
#[component]
pub fn EmptyState(
    /// The icon of what belongs there.
    icon: Shape,
    /// What is empty.
    #[prop(into)]
    title: String,
    /// What belongs there, and why it is worth it.
    #[prop(into)]
    text: String,
    /// The first step: a button or a link, where it does not stand elsewhere on the page.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center gap-3 px-6 py-10 text-center">
            <span class="flex size-14 items-center justify-center rounded-full bg-base-200 text-muted">
                <Icon shape=icon class="size-7" />
            </span>
            <p class="text-lg font-semibold">{title}</p>
            <p class="max-w-prose text-muted">{text}</p>
            <div class="mt-2 flex flex-wrap justify-center gap-2">{children.map(|children| children())}</div>
        </div>
    }
}
