//! Prose: a text field that grows with its text, and into which others may write while one types.

use leptos::{html, prelude::*};

use crate::{
    draft::{merge, moved},
    ids,
    reactive::effect,
};

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
    area(label, value, Box::new(on_input), (hide_label, placeholder, class, autofocus), node_ref)
}

/// What is the same whatever becomes of the text, so that it is compiled once.
fn area(
    label: String,
    value: Signal<String>,
    on_input: Box<dyn Fn(String)>,
    (hide_label, placeholder, class, autofocus): (bool, String, &'static str, bool),
    node_ref: NodeRef<html::Textarea>,
) -> AnyView {
    let id = format!("prose-{}", ids::uuid());
    let composing = RwSignal::new(false);
    // What the element held when it last said or was told something.
    let held = StoredValue::new(value.get_untracked());
    // Writes to the element what it does not hold already; the caret stays beside its letters.
    effect(move || {
        let wanted = value.get();
        let Some(area) = node_ref.get() else { return };
        if composing.get() {
            return;
        }
        let now = area.value();
        if now != wanted {
            let place = |place: Result<Option<u32>, _>| place.ok().flatten().map(|at| moved(&now, &wanted, at));
            let (start, end) = (place(area.selection_start()), place(area.selection_end()));
            area.set_value(&wanted);
            let _ = area.set_selection_start(start);
            let _ = area.set_selection_end(end);
        }
        held.set_value(wanted);
    });
    // What came from outside and waits for the end of a composition was not seen, and so not taken out.
    let typed = move |now: String| {
        let waiting = value.get_untracked();
        let before = held.get_value();
        held.set_value(now.clone());
        on_input(if waiting == before { now } else { merge(&before, &now, &waiting) });
    };
    let label_class = if hide_label { "sr-only" } else { "text-sm text-muted" };
    view! {
        <div class="flex flex-col gap-1">
            <label for=id.clone() class=label_class>{label}</label>
            <textarea
                id=id
                node_ref=node_ref
                class=format!("textarea field-sizing-content w-full {class}")
                placeholder=placeholder
                // Else the browser writes to its own files what is typed.
                autocomplete="off"
                autofocus=autofocus
                on:input:target=move |event| typed(event.target().value())
                on:compositionstart=move |_| composing.set(true)
                on:compositionend=move |_| composing.set(false)
            ></textarea>
        </div>
    }
    .into_any()
}
