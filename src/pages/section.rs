//! A part of a page under its heading.

use leptos::prelude::*;

/// What belongs together, under a heading.
#[component]
pub fn Section(
    /// What it is about.
    #[prop(into)]
    title: String,
    /// Its content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="flex flex-col gap-4">
            <h2 class="border-b border-base-300 pb-1 text-lg font-semibold">{title}</h2>
            {children()}
        </section>
    }
}
