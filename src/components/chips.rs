//! Chips: one of a few with a tap.

use leptos::prelude::*;

use super::{For, Icon, Show};
use crate::{ids, reactive::memo, t};

/// The classes of a chip; `chosen` fills it.
pub(super) fn chip_class(chosen: bool) -> &'static str {
    if chosen {
        "btn btn-primary touch rounded-full px-4 font-normal"
    } else {
        "btn touch rounded-full border-base-300 bg-base-100 px-4 font-normal"
    }
}

/// One of a closed list, as radio buttons that look like chips.
#[component]
pub fn ChipChoice<T>(
    /// What is chosen, in words: the name of the group.
    #[prop(into)]
    legend: String,
    /// What can be chosen, with its words.
    choices: Vec<(T, String)>,
    /// What is chosen now.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with another choice.
    on_choose: impl Fn(T) + Clone + 'static,
    /// Whether the legend is only for screen readers.
    #[prop(optional)]
    hide_legend: bool,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = ids::uuid().to_string();
    let legend_class = if hide_legend { "sr-only" } else { "mb-1 text-sm text-muted" };
    let chips = choices.into_iter().map(|(value, label)| {
        let on_choose = on_choose.clone();
        let picked = value.clone();
        let is_chosen = memo(move || chosen.with(|chosen| *chosen == value));
        view! {
            <label class=move || format!("{} has-[:focus-visible]:outline-3 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-primary", chip_class(is_chosen.get()))>
                <input
                    type="radio"
                    class="sr-only"
                    name=name.clone()
                    prop:checked=is_chosen
                    on:change=move |_| on_choose(picked.clone())
                />
                <Show when=move || is_chosen.get()>
                    <Icon shape=icondata_lu::LuCheck class="size-4" />
                </Show>
                {label}
            </label>
        }
    });
    view! {
        <fieldset class="min-w-0">
            <legend class=legend_class>{legend}</legend>
            <div class="flex flex-wrap gap-2">{chips.collect_view()}</div>
        </fieldset>
    }
}

/// One of a growing list, or none: chips, and a field for a word that is not there yet.
#[component]
pub fn ChipPicker(
    /// What is chosen, in words: the name of the group.
    #[prop(into)]
    legend: String,
    /// The words so far.
    #[prop(into)]
    words: Signal<Vec<String>>,
    /// What is chosen now; empty for none.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with another choice; pressing the chosen chip chooses none.
    on_choose: impl Fn(String) + Clone + Send + Sync + 'static,
    /// What stands in the field: `Another area`.
    #[prop(into)]
    another: String,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    // A word that is chosen and not in the list yet stands at its end.
    let all = memo(move || {
        let mut all = words.get();
        let chosen = chosen.get();
        if !chosen.is_empty() && !all.contains(&chosen) {
            all.push(chosen);
        }
        all
    });
    let add = {
        let on_choose = on_choose.clone();
        move || {
            let word = typed.get_untracked().trim().to_owned();
            if !word.is_empty() {
                on_choose(word);
                typed.set(String::new());
            }
        }
    };
    let (on_key, on_leave, on_add) = (add.clone(), add.clone(), add);
    let chip = move |word: String| {
        let (on_choose, label, own) = (on_choose.clone(), word.clone(), word.clone());
        let is_chosen = memo(move || chosen.with(|chosen| *chosen == own));
        let press = move |_| on_choose(if is_chosen.get_untracked() { String::new() } else { word.clone() });
        view! {
            <button
                type="button"
                class=move || chip_class(is_chosen.get())
                aria-pressed=move || is_chosen.get().to_string()
                on:click=press
            >
                <Show when=move || is_chosen.get()>
                    <Icon shape=icondata_lu::LuCheck class="size-4" />
                </Show>
                {label}
            </button>
        }
    };
    view! {
        <fieldset class="min-w-0">
            <legend class="mb-1 text-sm text-muted">{legend}</legend>
            <div class="flex flex-wrap items-center gap-2">
                <For each=move || all.get() key=|word| word.clone() children=chip />
                <div class="flex min-w-40 flex-1 gap-1">
                    <input
                        class="input touch w-full rounded-full"
                        aria-label=another.clone()
                        placeholder=another
                        autocomplete="off"
                        enterkeyhint="done"
                        prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())
                        on:keydown=move |event| {
                            if event.key() == "Enter" && !event.is_composing() {
                                event.prevent_default();
                                on_key();
                            }
                        }
                        on:blur=move |_| on_leave()
                    />
                    <Show when=move || typed.with(|typed| !typed.trim().is_empty())>
                        <button type="button" class="btn touch rounded-full" on:click={
                            let on_add = on_add.clone();
                            move |_| on_add()
                        }>
                            {t!("add")}
                        </button>
                    </Show>
                </div>
            </div>
        </fieldset>
    }
}
