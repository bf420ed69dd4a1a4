//! Chips: any number of a growing list.

use leptos::prelude::*;

use super::{For, Icon, Show, chips::chip_class};
use crate::{ids, reactive::memo, t};

/// Any number of words from a list that grows by typing.
#[component]
pub fn ChipSet(
    /// What is chosen, in words: the name of the group.
    #[prop(into)]
    legend: String,
    /// The words that are offered as chips.
    #[prop(default = Signal::stored(Vec::new()), into)]
    words: Signal<Vec<String>>,
    /// Words that are offered while one types.
    #[prop(default = Signal::stored(Vec::new()), into)]
    offers: Signal<Vec<String>>,
    /// Those chosen now.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Called with a word that was chosen (`true`) or taken away.
    on_choose: impl Fn(String, bool) + Copy + Send + Sync + 'static,
    /// What stands in the field: `Another product`.
    #[prop(into)]
    another: String,
    /// `text`, `tel`, `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What is wrong with one of them; empty if nothing.
    #[prop(default = Signal::stored(String::new()), into)]
    problem: Signal<String>,
) -> impl IntoView {
    // What is offered keeps its place; what was typed stands after it.
    let all = memo(move || {
        let mut all = words.get();
        chosen.with(|chosen| all.extend(chosen.iter().filter(|word| !words.with(|w| w.contains(word))).cloned()));
        all
    });
    let chip = move |word: String| {
        let (label, own) = (word.clone(), word.clone());
        let is_chosen = memo(move || chosen.with(|chosen| chosen.contains(&own)));
        view! {
            <button
                type="button"
                class=move || chip_class(is_chosen.get())
                aria-pressed=move || is_chosen.get().to_string()
                on:click=move |_| on_choose(word.clone(), !is_chosen.get_untracked())
            >
                <Show when=move || is_chosen.get()>
                    <Icon shape=icondata_lu::LuCheck class="size-4" />
                </Show>
                <span class="max-w-64 truncate">{label}</span>
            </button>
        }
    };
    view! {
        <fieldset class="min-w-0">
            <legend class="mb-1 text-sm text-muted">{legend}</legend>
            <div class="flex flex-wrap items-center gap-2">
                <For each=move || all.get() key=|word| word.clone() children=chip />
                <Another label=another kind offers on_word=move |word| on_choose(word, true) />
            </div>
            <p class="mt-1 text-sm text-error empty:hidden">{move || problem.get()}</p>
        </fieldset>
    }
}

/// The field for a word that is not there yet. Enter, **Add** and leaving it all take the word.
#[component]
fn Another(
    label: String,
    kind: &'static str,
    offers: Signal<Vec<String>>,
    on_word: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let list = format!("words-{}", ids::uuid());
    let typed = RwSignal::new(String::new());
    let add = move || {
        let word = typed.get_untracked().trim().to_owned();
        if !word.is_empty() {
            typed.set(String::new());
            on_word(word);
        }
    };
    view! {
        <div class="flex min-w-40 flex-1 gap-1">
            <input
                class="input touch w-full rounded-full text-base"
                type=kind
                aria-label=label.clone()
                placeholder=label
                autocomplete="off"
                enterkeyhint="done"
                list=list.clone()
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
                on:keydown=move |event| {
                    if event.key() == "Enter" && !event.is_composing() {
                        event.prevent_default();
                        add();
                    }
                }
                on:blur=move |_| add()
            />
            <datalist id=list>
                <For each=move || offers.get() key=|word| word.clone() let:word>
                    <option value=word></option>
                </For>
            </datalist>
            <Show when=move || typed.with(|typed| !typed.trim().is_empty())>
                <button type="button" class="btn touch rounded-full" on:click=move |_| add()>
                    {t!("add")}
                </button>
            </Show>
        </div>
    }
}
