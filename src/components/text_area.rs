//! Prose: a text field that grows with its text.

use leptos::{html, prelude::*};

use crate::{ids, reactive::effect};

/// A labelled text field that grows. While an input method composes, what comes from outside waits:
/// composition is never interrupted.
#[component]
pub fn TextArea(
    /// Its label: its accessible name.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what it holds after each keystroke, also while composing.
    on_input: impl Fn(String) + 'static,
    /// Whether the label is only for screen readers.
    #[prop(optional)]
    hide_label: bool,
    /// What stands there while it is empty.
    #[prop(optional, into)]
    placeholder: String,
    /// Classes for its least height and its size of text.
    #[prop(default = "min-h-24 text-base")]
    class: &'static str,
    /// Whether the cursor is in it from the start.
    #[prop(optional)]
    autofocus: bool,
    /// Gives access to the text field, to put the cursor into it.
    #[prop(optional)]
    node_ref: NodeRef<html::Textarea>,
) -> impl IntoView {
    let id = format!("prose-{}", ids::uuid());
    let composing = RwSignal::new(false);
    // Writes to the element what it does not hold already, so that the caret stays where it is.
    effect(move || {
        let wanted = value.get();
        let Some(area) = node_ref.get() else { return };
        if composing.get() || area.value() == wanted {
            return;
        }
        let caret = area.selection_start().ok().flatten();
        area.set_value(&wanted);
        let _ = area.set_selection_start(caret);
        let _ = area.set_selection_end(caret);
    });
    let label_class = if hide_label { "sr-only" } else { "text-sm text-muted" };
    view! {
        <div class="flex flex-col gap-1">
            <label for=id.clone() class=label_class>{label}</label>
            <textarea
                id=id
                node_ref=node_ref
                class=format!("textarea field-sizing-content w-full {class}")
                placeholder=placeholder
                autofocus=autofocus
                on:input:target=move |event| on_input(event.target().value())
                on:compositionstart=move |_| composing.set(true)
                on:compositionend=move |_| composing.set(false)
            ></textarea>
        </div>
    }
}
