//! A line of text with its label, and what is wrong with it.

use leptos::{html, prelude::*};

use super::For;

use crate::{ids, reactive::memo};

/// A labelled line. What is typed goes out at each input event.
#[component]
pub fn Field(
    /// Its label: its accessible name.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what it holds after each keystroke.
    on_input: impl Fn(String) + 'static,
    /// `text`, `tel`, `email`, `number`, `date`, `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What is wrong with it, in words; empty if nothing.
    #[prop(default = Signal::stored(String::new()), into)]
    problem: Signal<String>,
    /// What helps to fill it in; empty for nothing.
    #[prop(optional, into)]
    hint: String,
    /// The language of what is typed, such as `zh`; chooses shapes and keyboards.
    #[prop(optional, into)]
    lang: Option<String>,
    /// Words that are offered while one types.
    #[prop(default = Signal::stored(Vec::new()), into)]
    offers: Signal<Vec<String>>,
    /// How the browser may fill it in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether the cursor is in it from the start.
    #[prop(optional)]
    autofocus: bool,
    /// Gives access to the input, to put the cursor into it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let kind = Kind { kind, lang, autocomplete, autofocus };
    line(label, value, Box::new(on_input), kind, problem, hint, offers, node_ref)
}

/// What sort of line it is.
struct Kind {
    kind: &'static str,
    lang: Option<String>,
    autocomplete: &'static str,
    autofocus: bool,
}

/// What is the same whatever becomes of the text, so that it is compiled once.
#[allow(clippy::too_many_arguments, reason = "they are the properties of the component")]
fn line(
    label: String,
    value: Signal<String>,
    on_input: Box<dyn Fn(String)>,
    Kind { kind, lang, autocomplete, autofocus }: Kind,
    problem: Signal<String>,
    hint: String,
    offers: Signal<Vec<String>>,
    node_ref: NodeRef<html::Input>,
) -> AnyView {
    let id = format!("field-{}", ids::uuid());
    let (hint_id, problem_id, list_id) = (format!("{id}-hint"), format!("{id}-problem"), format!("{id}-offers"));
    let has_problem = memo(move || problem.with(|problem| !problem.is_empty()));
    let has_offers = memo(move || offers.with(|offers| !offers.is_empty()));
    let described = format!("{hint_id} {problem_id}");
    let (list, offered) = (list_id.clone(), list_id);
    view! {
        <div class="flex flex-col gap-1">
            <label for=id.clone() class="text-sm text-muted">{label}</label>
            <input
                id=id
                node_ref=node_ref
                type=kind
                class="input w-full touch text-base"
                class:input-error=has_problem
                lang=lang
                autofocus=autofocus
                autocomplete=autocomplete
                list=move || has_offers.get().then(|| list.clone())
                aria-invalid=move || has_problem.get().then_some("true")
                aria-describedby=described
                prop:value=value
                on:input:target=move |event| on_input(event.target().value())
            />
            <datalist id=offered>
                <For each=move || offers.get() key=|word| word.clone() let:word>
                    <option value=word></option>
                </For>
            </datalist>
            <p id=hint_id class="text-sm text-muted empty:hidden">{hint}</p>
            <p id=problem_id class="text-sm text-error empty:hidden">{move || problem.get()}</p>
        </div>
    }
    .into_any()
}
