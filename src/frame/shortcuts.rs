//! Keys for those who have a keyboard, and their overview under "?".

use floorbook_domain::Instant;
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::{components::Sheet, host::clock, t};

/// How long after `g` the second key may come.
const PAUSE_MS: i64 = 1_500;

/// Whether the overview is open. From the context; **Settings** opens it too.
#[derive(Clone, Copy)]
pub struct Overview(pub RwSignal<bool>);

/// What a key, or two, lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Go(&'static str),
    /// A note about what is on the screen, where that can be; else without a visit.
    Note,
    Overview,
}

/// What `key` does, after `g` or by itself.
fn action(key: &str, after_g: bool) -> Option<Action> {
    match (after_g, key) {
        (true, "t") => Some(Action::Go("/")),
        (true, "v") => Some(Action::Go("/visits")),
        (true, "p") => Some(Action::Go("/partners")),
        (true, "e") => Some(Action::Go("/people")),
        (_, "/") => Some(Action::Go("/search")),
        (_, "n") => Some(Action::Note),
        (_, "c") => Some(Action::Go("/?do=continue")),
        (_, "?") => Some(Action::Overview),
        _ => None,
    }
}

/// Whether a key pressed here belongs to something else: a text, a list, an open sheet.
fn is_taken(event: &KeyboardEvent) -> bool {
    let typing = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
    });
    let covered = || document().query_selector("dialog[open]").ok().flatten().is_some();
    event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() || typing || covered()
}

/// Where a new note opens: on this page, if it has a capture bar.
fn note_here() -> String {
    let captures = document().query_selector("[data-capture-bar]").ok().flatten().is_some();
    let here = window().location().pathname().ok().filter(|_| captures);
    format!("{}?do=note", here.unwrap_or_else(|| "/".to_owned()))
}

/// Listens to the keys, and holds the overview.
#[component]
pub(super) fn Shortcuts() -> impl IntoView {
    let Overview(open) = expect_context();
    let navigate = use_navigate();
    let g_at = StoredValue::new(Instant(0));
    let listening = window_event_listener(ev::keydown, move |event| {
        if is_taken(&event) || event.default_prevented() {
            return;
        }
        let now = clock::now();
        let after_g = now.0 - g_at.get_value().0 < PAUSE_MS;
        g_at.set_value(if event.key() == "g" { now } else { Instant(0) });
        match action(&event.key(), after_g) {
            Some(Action::Go(place)) => {
                event.prevent_default();
                navigate(place, NavigateOptions::default());
            }
            Some(Action::Note) => {
                event.prevent_default();
                navigate(&note_here(), NavigateOptions::default());
            }
            Some(Action::Overview) => {
                event.prevent_default();
                open.set(true);
            }
            None => {}
        }
    });
    on_cleanup(move || listening.remove());
    view! {
        <Sheet title=t!("shortcuts") open on_close=move || open.set(false)>
            <OverviewTable />
        </Sheet>
    }
}

#[component]
fn OverviewTable() -> impl IntoView {
    let rows = [
        (vec!["g", "t"], t!("today")),
        (vec!["g", "v"], t!("visits")),
        (vec!["g", "p"], t!("partners")),
        (vec!["g", "e"], t!("people")),
        (vec!["/"], t!("search")),
        (vec!["n"], t!("shortcut-note")),
        (vec!["c"], t!("shortcut-continue")),
        (vec!["Esc"], t!("close")),
        (vec!["?"], t!("shortcut-overview")),
    ];
    let row = |(keys, what): (Vec<&'static str>, String)| {
        view! {
            <div class="flex flex-row-reverse items-center gap-4 border-b border-base-300 py-2 last:border-0">
                <dt class="flex gap-1">
                    {keys.into_iter().map(|key| view! { <kbd class="kbd">{key}</kbd> }).collect_view()}
                </dt>
                <dd class="flex-1">{what}</dd>
            </div>
        }
    };
    view! {
        <p class="mb-2 text-sm text-muted">{t!("shortcuts-hint")}</p>
        <dl class="pb-2">{rows.into_iter().map(row).collect_view()}</dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_leads_somewhere_only_after_g() {
        assert_eq!(action("t", true), Some(Action::Go("/")));
        assert_eq!(action("t", false), None);
        assert_eq!(action("/", false), Some(Action::Go("/search")));
    }
}
