//! Something chosen by typing its name, or created by a name that is not there yet.

use leptos::prelude::*;

use crate::{
    components::{For, Show},
    host::words::fold,
    ids,
    reactive::memo,
    t,
};

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Tells it from others.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name; empty for nothing.
    pub detail: String,
}

/// What the person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// One that is there.
    Known(String),
    /// A name that is not there yet.
    New(String),
    /// None.
    Nothing,
}

/// How many are offered at a time.
const OFFERED: usize = 6;

/// A field with what fits below it. Enter, a tap, or leaving the field takes what was typed; Escape
/// takes it back.
#[component]
pub fn Choose(
    /// Its label: its accessible name.
    #[prop(into)]
    label: String,
    /// The name of what is chosen; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Called with what was chosen.
    on_choose: impl Fn(Chosen) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let id = format!("choose-{}", ids::uuid());
    let list_id = format!("{id}-list");
    let typed = RwSignal::new(None::<String>);
    let at = RwSignal::new(None::<usize>);
    let offered = memo(move || {
        let Some(typed) = typed.get().map(|typed| fold(typed.trim())) else { return Vec::new() };
        let fits = |choice: &&Choice| fold(&choice.name).contains(&typed);
        choices.with(|choices| choices.iter().filter(fits).take(OFFERED).cloned().collect())
    });
    let is_new = memo(move || {
        let typed = typed.get().map(|typed| fold(typed.trim())).unwrap_or_default();
        !typed.is_empty() && offered.with(|offered| offered.iter().all(|choice| fold(&choice.name) != typed))
    });
    let take = move |chosen: Chosen| {
        typed.set(None);
        at.set(None);
        on_choose(chosen);
    };
    let commit = move || {
        let Some(words) = typed.get_untracked().map(|words| words.trim().to_owned()) else { return };
        let marked = at.get_untracked().and_then(|at| offered.with_untracked(|offered| offered.get(at).cloned()));
        let same =
            || offered.with_untracked(|all| all.iter().find(|choice| fold(&choice.name) == fold(&words)).cloned());
        match marked.or_else(same) {
            _ if words.is_empty() && value.with_untracked(String::is_empty) => typed.set(None),
            _ if words.is_empty() => take(Chosen::Nothing),
            Some(choice) => take(Chosen::Known(choice.id)),
            None => take(Chosen::New(words)),
        }
    };
    let move_by = move |step: isize| {
        let count = offered.with_untracked(Vec::len);
        at.update(|at| *at = at.map_or(Some(0), |at| at.checked_add_signed(step)).filter(|at| *at < count));
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            if typed.with_untracked(Option::is_none) {
                typed.set(Some(String::new()));
            }
            move_by(1);
        }
        "ArrowUp" => {
            event.prevent_default();
            move_by(-1);
        }
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            commit();
        }
        "Escape" if typed.with_untracked(Option::is_some) => {
            event.prevent_default();
            event.stop_propagation();
            typed.set(None);
        }
        _ => {}
    };
    let row = move |(place, choice): (usize, Choice)| {
        let Choice { id, name, detail } = choice;
        let is_marked = memo(move || at.get() == Some(place));
        view! {
            <li
                role="option"
                class="touch flex cursor-pointer flex-col justify-center rounded-field px-3 py-1 hover:bg-base-200"
                class=("bg-base-200", is_marked)
                aria-selected=move || is_marked.get().to_string()
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| take(Chosen::Known(id.clone()))
            >
                <span>{name}</span>
                <span class="text-sm text-muted empty:hidden">{detail}</span>
            </li>
        }
    };
    let new_row = move || {
        let words = move || typed.get().map(|typed| typed.trim().to_owned()).unwrap_or_default();
        view! {
            <li
                role="option"
                aria-selected="false"
                class="touch flex cursor-pointer items-center rounded-field px-3 py-1 font-medium text-primary hover:bg-base-200"
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| take(Chosen::New(words()))
            >
                {move || t!("create-named", "name" => words())}
            </li>
        }
    };
    let is_open = memo(move || is_new.get() || offered.with(|offered| !offered.is_empty()));
    view! {
        <div class="relative flex flex-col gap-1">
            <label for=id.clone() class="text-sm text-muted">{label.clone()}</label>
            <input
                id=id
                class="input touch w-full text-base"
                role="combobox"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=list_id.clone()
                aria-autocomplete="list"
                autocomplete="off"
                enterkeyhint="done"
                prop:value=move || typed.get().unwrap_or_else(|| value.get())
                on:input:target=move |event| {
                    at.set(None);
                    typed.set(Some(event.target().value()));
                }
                on:focus:target=move |event| event.target().select()
                on:keydown=on_key
                on:blur=move |_| commit()
            />
            <ul
                id=list_id
                role="listbox"
                aria-label=label
                class="rounded-box border border-base-300 bg-base-100 p-1 shadow-lg"
                class:hidden=move || !is_open.get()
            >
                <For
                    each=move || offered.get().into_iter().enumerate()
                    key=|(place, choice)| (*place, choice.id.clone(), choice.name.clone())
                    children=row
                />
                <Show when=move || is_new.get()>{new_row()}</Show>
            </ul>
        </div>
    }
}
