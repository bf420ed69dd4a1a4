//! **Same as…**: says that two records are one partner or one person.

use floorbook_domain::RecordRef;
use floorbook_port::{Page, PageRequest, Query, SearchHit};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{make_one, path};
use crate::{
    components::{Button, For, SearchField, Sheet, Show},
    engine::{Live, live, live_if},
    frame::{notices::use_notices, start_view::reads_only},
    reactive::memo,
    t,
};

/// How many search results are looked through for records of the same kind.
const LOOKED_THROUGH: u32 = 200;

/// The button, and the sheet behind it.
#[component]
pub fn SameAs(
    /// This record.
    record: RecordRef,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// Whether it stepped back for another already.
    #[prop(into)]
    is_merged: Signal<bool>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let reads_only = reads_only();
    view! {
        <Show when=move || !is_merged.get() && !reads_only.get()>
            <Button label=t!("same-as") icon=icondata_lu::LuMerge on_press=move |_| is_open.set(true) />
        </Show>
        <Sheet title=Signal::derive(move || t!("same-as-title", "name" => name.get())) open=is_open on_close=move || is_open.set(false)>
            <Choosing record name on_done=move || is_open.set(false) />
        </Sheet>
    }
}

/// First which other record, then which of the two stays.
#[component]
fn Choosing(
    record: RecordRef,
    name: Signal<String>,
    on_done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let other = RwSignal::new(None::<(RecordRef, String)>);
    move || match other.get() {
        Some(other) => view! { <WhichStays record name other on_done /> }.into_any(),
        None => view! { <WhichOther record on_choose=move |chosen| other.set(Some(chosen)) /> }.into_any(),
    }
}

/// Those that look alike, and a search for any other.
#[component]
fn WhichOther(
    record: RecordRef,
    on_choose: impl Fn((RecordRef, String)) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let words = memo(move || typed.with(|typed| typed.trim().to_owned()));
    let alike: Live<Vec<(RecordRef, String)>> = live(move || Query::Alike(record));
    let found: Live<Page<SearchHit>> = live_if(move || {
        words
            .with(|words| (!words.is_empty()).then(|| Query::Search(words.clone(), PageRequest::first(LOOKED_THROUGH))))
    });
    let offered = memo(move || {
        if words.with(String::is_empty) {
            let alike = alike.view().unwrap_or_default();
            return alike.into_iter().map(|(record, name)| (record, name, String::new())).collect::<Vec<_>>();
        }
        let hits = found.with(|page| page.rows.clone()).unwrap_or_default();
        let same_kind = hits.into_iter().filter(|hit| hit.record.kind == record.kind && hit.record != record);
        same_kind.map(|hit| (hit.record, hit.title, hit.belongs_to)).collect()
    });
    let hint = move || match (words.with(String::is_empty), offered.with(Vec::is_empty)) {
        (true, true) => t!("nothing-alike"),
        (true, false) => t!("these-look-alike"),
        (false, true) => t!("nothing-matches"),
        (false, false) => String::new(),
    };
    let choice = move |(record, name, belongs_to): (RecordRef, String, String)| {
        let title = if name.trim().is_empty() { t!("unnamed") } else { name.clone() };
        view! {
            <li>
                <button
                    type="button"
                    class="touch w-full cursor-pointer rounded-field px-3 py-2 text-left hover:bg-base-200"
                    on:click=move |_| on_choose((record, name.clone()))
                >
                    <span class="block font-medium">{title}</span>
                    <span class="block text-sm text-muted empty:hidden">{belongs_to}</span>
                </button>
            </li>
        }
    };
    view! {
        <p class="mb-3 text-muted">{t!("same-as-text")}</p>
        <SearchField label=t!("search") value=typed on_input=move |words| typed.set(words) />
        <p class="pt-3 text-sm text-muted empty:hidden" role="status">{move || hint()}</p>
        <ul class="-mx-3 min-h-48 py-2">
            <For each=move || offered.get() key=|offered| offered.clone() children=choice />
        </ul>
    }
}

/// Which of the two names stays. Pressing one merges.
#[component]
fn WhichStays(
    record: RecordRef,
    name: Signal<String>,
    other: (RecordRef, String),
    on_done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (notices, navigate) = (use_notices(), use_navigate());
    let (other, other_name) = other;
    let merge = move |from: RecordRef, into: RecordRef| {
        let navigate = navigate.clone();
        spawn_local(async move {
            if make_one(from, into, notices).await {
                on_done();
                // The page of the one that stepped back is no place to stay.
                if from == record {
                    navigate(&path(into), NavigateOptions { replace: true, ..NavigateOptions::default() });
                }
            }
        });
    };
    let own = if name.with_untracked(|name| name.trim().is_empty()) { t!("unnamed") } else { name.get_untracked() };
    let other_name = if other_name.trim().is_empty() { t!("unnamed") } else { other_name };
    let (keep_this, keep_other) = (merge.clone(), merge);
    view! {
        <p class="mb-3">{t!("which-stays")}</p>
        <div class="flex flex-col gap-2">
            <Button label=t!("keep-named", "name" => own) class="h-auto justify-start py-2 text-left" on_press=move |_| keep_this(other, record) />
            <Button label=t!("keep-named", "name" => other_name) class="h-auto justify-start py-2 text-left" on_press=move |_| keep_other(record, other) />
        </div>
        <p class="mt-3 text-sm text-muted">{t!("merge-is-reversible")}</p>
    }
}
