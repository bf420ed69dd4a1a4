//! A line for a secret: hidden until one wants to see it.

use leptos::{html, prelude::*};

use super::{Button, Look};
use crate::{ids, reactive::memo, t};

/// A labelled line for a passphrase, typed once and shown on demand.
#[component]
pub fn SecretField(
    /// Its label: its accessible name.
    #[prop(into)]
    label: String,
    /// What it holds.
    value: RwSignal<String>,
    /// Whether it is a new one.
    #[prop(optional)]
    is_new: bool,
    /// Whether the cursor is in it from the start.
    #[prop(optional)]
    autofocus: bool,
    /// What helps to fill it in.
    #[prop(into)]
    hint: Signal<String>,
    /// What is wrong with it, in words; empty if nothing.
    #[prop(default = Signal::stored(String::new()), into)]
    problem: Signal<String>,
) -> impl IntoView {
    let id = format!("secret-{}", ids::uuid());
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    let has_problem = memo(move || problem.with(|problem| !problem.is_empty()));
    let shown = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    if autofocus {
        input.on_load(|input| drop(input.focus()));
    }
    let kind = move || if shown.get() { "text" } else { "password" };
    let autocomplete = if is_new { "new-password" } else { "off" };
    view! {
        <div class="flex flex-col gap-1">
            <label for=id.clone() class="text-sm text-muted">{label}</label>
            <div class="flex gap-2">
                <input
                    id=id
                    node_ref=input
                    type=kind
                    class="input touch w-full text-base"
                    class:input-error=has_problem
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=move || has_problem.get().then_some("true")
                    aria-describedby=format!("{hint_id} {problem_id}")
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                />
                <Button
                    label=Signal::derive(move || if shown.get() { t!("hide") } else { t!("show") })
                    look=Look::Quiet
                    on_press=move |_| shown.update(|shown| *shown = !*shown)
                />
            </div>
            <p id=hint_id class="text-sm text-muted empty:hidden">{move || hint.get()}</p>
            <p id=problem_id class="text-sm text-error empty:hidden" role="status">{move || problem.get()}</p>
        </div>
    }
}
