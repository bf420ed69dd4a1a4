//! A field to search or filter with.

use leptos::{html, prelude::*};

use super::{Icon, IconButton, Show};
use crate::t;

/// One line for words to look for, with a button that clears it. Escape clears it too.
#[component]
pub fn SearchField(
    /// Its accessible name, also shown while it is empty.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what it holds after each keystroke, also while an input method composes.
    on_input: impl Fn(String) + Copy + Send + Sync + 'static,
    /// Called with keys that are pressed in it.
    #[prop(default = StoredValue::new_local(Box::new(|_| ())))]
    on_key: StoredValue<Box<dyn Fn(web_sys::KeyboardEvent)>, LocalStorage>,
    /// Whether the cursor is in it from the start.
    #[prop(optional)]
    autofocus: bool,
    /// Gives access to the input, to put the cursor into it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    if autofocus {
        node_ref.on_load(|input| drop(input.focus()));
    }
    let clear = move || {
        on_input(String::new());
        if let Some(input) = node_ref.get_untracked() {
            let _ = input.focus();
        }
    };
    let keyed = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && value.with_untracked(|value| !value.is_empty()) {
            event.prevent_default();
            event.stop_propagation();
            clear();
        }
        on_key.with_value(|on_key| on_key(event));
    };
    view! {
        <div class="flex items-center gap-2 rounded-field border border-base-300 bg-base-100 pl-3 focus-within:outline-3 focus-within:outline-primary">
            <Icon shape=icondata_lu::LuSearch class="size-5 shrink-0 text-muted" />
            <input
                node_ref=node_ref
                type="text"
                inputmode="search"
                enterkeyhint="search"
                class="touch w-full min-w-0 bg-transparent py-2 text-base outline-none"
                aria-label=label.clone()
                placeholder=label
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=value
                on:input:target=move |event| on_input(event.target().value())
                on:keydown=keyed
            />
            <Show when=move || value.with(|value| !value.is_empty())>
                <IconButton label=t!("clear") icon=icondata_lu::LuX on_press=move |_| clear() />
            </Show>
        </div>
    }
}
