//! The page: what is typed, what is asked, and what the keys do.

use std::time::Duration;

use floorbook_port::{Query, SearchHit};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{hits::Hits, recent::Recent};
use crate::{
    components::{Button, PageHeader, SearchField, Show, Trouble},
    engine::live_pages,
    host::{sealed, settings},
    reactive::{effect, memo},
    t,
};

/// How long to wait for the next letter before asking.
const PAUSE: Duration = Duration::from_millis(80);
/// How many hits come at a time.
const STEP: usize = 60;

/// What was searched for last since the app was opened, so that coming back from a hit shows what was found.
#[derive(Clone, Copy)]
struct Searched(RwSignal<String>);

/// Keeps what is searched for while other pages are open; called once at the root.
pub fn provide_searched() {
    provide_context(Searched(RwSignal::new(String::new())));
}

/// The page.
#[component]
pub fn Search() -> impl IntoView {
    let Searched(wanted) = expect_context();
    // A link may bring the words along; what is typed goes into no address: browsers keep those in their history.
    let brought = use_query_map().with_untracked(|query| query.get("q")).filter(|words| !words.is_empty());
    if let Some(words) = brought {
        wanted.set(words);
    }
    let typed = RwSignal::new(wanted.get_untracked());
    let recent = RwSignal::new(Vec::new());
    effect(move || {
        if sealed::is_known() {
            recent.set(settings::recent_searches());
        }
    });
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let input = NodeRef::<html::Input>::new();
    let type_words = move |words: String| {
        typed.set(words);
        let then = move || {
            wanted.try_set(typed.try_get_untracked().unwrap_or_default());
        };
        let pending = set_timeout_with_handle(then, PAUSE).ok();
        if let Some(before) = timer.try_update_value(|timer| std::mem::replace(timer, pending)).flatten() {
            before.clear();
        }
    };
    on_cleanup(move || {
        if let Some(pending) = timer.try_get_value().flatten() {
            pending.clear();
        }
    });
    let remember = move || {
        let words = wanted.get_untracked().trim().to_owned();
        if !words.is_empty() {
            settings::remember_search(&words);
            recent.set(settings::recent_searches());
        }
    };
    let choose = move |words: String| {
        type_words(words);
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let forget = move || {
        settings::forget_searches();
        recent.set(Vec::new());
    };
    let on_key: Box<dyn Fn(KeyboardEvent)> = Box::new(move |event| {
        if event.key() == "Enter" && !event.is_composing() {
            // On a phone this also puts the keyboard away.
            remember();
            step_to(1);
        }
    });
    let is_empty = memo(move || typed.with(|typed| typed.trim().is_empty()));
    view! {
        <div class="mx-auto max-w-3xl" on:keydown=on_arrow>
            <PageHeader title=t!("search") />
            <div class="sticky top-0 z-10 -mx-1 bg-base-100 px-1 py-1">
                <SearchField
                    label=t!("search-field")
                    value=typed
                    on_input=type_words
                    on_key=StoredValue::new_local(on_key)
                    autofocus=true
                    node_ref=input
                />
            </div>
            <Show when=move || !is_empty.get() fallback=move || view! { <Recent recent on_choose=choose on_forget=forget /> }>
                <Results wanted on_open=remember />
            </Show>
        </div>
    }
}

/// What is found for the words. While one types on, the old hits stay until the new ones are there.
#[component]
fn Results(wanted: RwSignal<String>, on_open: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let found = live_pages::<SearchHit>(STEP, move |page| Query::Search(wanted.get().trim().to_owned(), page));
    let hits = Signal::derive(move || found.rows().get().unwrap_or_default());
    let said = move || {
        let count = found.rows().with(|rows| rows.as_ref().map(Vec::len));
        match count {
            None => String::new(),
            Some(0) => t!("search-nothing", "words" => wanted.get().trim()),
            Some(count) if found.has_more() => t!("search-many", "count" => count),
            Some(count) => t!("search-count", "count" => count),
        }
    };
    view! {
        {move || found.failure().map(|failure| view! { <Trouble failure on_again=move || found.again() /> })}
        <p class="pt-2 text-sm text-muted empty:hidden" role="status">{move || said()}</p>
        <Hits hits on_open />
        <Show when=move || found.rows().with(Option::is_some) && found.has_more()>
            <Button label=t!("more") class="mt-2 w-full" on_press=move |_| found.more() />
        </Show>
    }
}

/// Up and down go through the field and the hits.
fn on_arrow(event: KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    // In the middle of composing, arrows choose among candidates.
    if !event.is_composing() {
        event.prevent_default();
        step_to(step);
    }
}

/// Moves the focus by `step` among the field and the hits.
fn step_to(step: i32) {
    let Ok(stops) = document().query_selector_all("main input[inputmode=search], main [data-hit]") else { return };
    let focused = document().active_element();
    let is_focused =
        |at: &u32| stops.get(*at).is_some_and(|stop| stop.is_same_node(focused.as_ref().map(AsRef::as_ref)));
    let here = (0..stops.length()).find(is_focused).and_then(|at| i32::try_from(at).ok()).unwrap_or(0);
    let next = u32::try_from(here + step).ok().and_then(|at| stops.get(at));
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
