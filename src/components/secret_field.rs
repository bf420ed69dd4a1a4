//! A line for a secret: hidden until one wants to see it.

use leptos::prelude::*;

use super::{Button, Look};
use crate::{ids, t};

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
    /// What is wrong with it, or helps to fill it in.
    #[prop(into)]
    hint: Signal<String>,
) -> impl IntoView {
    let id = format!("secret-{}", ids::uuid());
    let hint_id = format!("{id}-hint");
    let shown = RwSignal::new(false);
    let kind = move || if shown.get() { "text" } else { "password" };
    let autocomplete = if is_new { "new-password" } else { "off" };
    view! {
        <div class="flex flex-col gap-1">
            <label for=id.clone() class="text-sm text-muted">{label}</label>
            <div class="flex gap-2">
                <input
                    id=id
                    type=kind
                    class="input touch w-full text-base"
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=hint_id.clone()
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
        </div>
    }
}
