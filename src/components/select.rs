//! One of many, in the browser's own list.

use leptos::prelude::*;

use super::For;

use crate::ids;

/// A labelled list to choose from.
#[component]
pub fn Select(
    /// Its label: its accessible name.
    #[prop(into)]
    label: String,
    /// Values with their words.
    #[prop(into)]
    choices: Signal<Vec<(String, String)>>,
    /// The chosen value.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with another value.
    on_choose: impl Fn(String) + 'static,
) -> impl IntoView {
    list(label, choices, chosen, Box::new(on_choose))
}

/// What is the same whatever becomes of the choice, so that it is compiled once.
fn list(
    label: String,
    choices: Signal<Vec<(String, String)>>,
    chosen: Signal<String>,
    on_choose: Box<dyn Fn(String)>,
) -> AnyView {
    let id = format!("select-{}", ids::uuid());
    let option = move |(value, words): (String, String)| {
        let own = value.clone();
        view! { <option value=value selected=move || chosen.with(|chosen| *chosen == own)>{words}</option> }
    };
    view! {
        <div class="flex flex-col gap-1">
            <label for=id.clone() class="text-sm text-muted">{label}</label>
            <select id=id class="select w-full touch text-base" on:change:target=move |event| on_choose(event.target().value())>
                <For each=move || choices.get() key=|choice| choice.clone() children=option />
            </select>
        </div>
    }
    .into_any()
}
