//! On or off.

use leptos::prelude::*;

/// A labelled switch; the whole row can be pressed.
#[component]
pub fn Toggle(
    /// Its label: its accessible name.
    #[prop(into)]
    label: String,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with the other state.
    on_change: impl Fn(bool) + 'static,
    /// What it means, below the label; empty for nothing.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    switch(label, on, Box::new(on_change), hint)
}

/// What is the same whatever it switches, so that it is compiled once.
fn switch(label: String, on: Signal<bool>, on_change: Box<dyn Fn(bool)>, hint: String) -> AnyView {
    view! {
        <label class="touch flex cursor-pointer items-center gap-3 py-1">
            <span class="min-w-0 flex-1">
                <span class="block">{label}</span>
                <span class="block text-sm text-muted empty:hidden">{hint}</span>
            </span>
            <input
                type="checkbox"
                role="switch"
                class="toggle toggle-primary"
                prop:checked=on
                on:change:target=move |event| on_change(event.target().checked())
            />
        </label>
    }
    .into_any()
}
