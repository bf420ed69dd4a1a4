//! A list by name with a field that filters it as one types.

use floorbook_port::{Page, PageRequest, Query};
use leptos::prelude::*;

use crate::{
    components::{Button, For, SearchField, Show, Trouble, Waiting},
    engine::{LivePages, Shown, live_pages},
    host::words,
    reactive::memo,
    t,
};

/// How many rows come at a time.
const STEP: usize = 100;
/// How many rows are looked through while one filters: all that a notebook may ever have.
const ALL: usize = 20_000;
/// How many of those that match are shown: nobody reads more, one types another letter.
const SHOWN: usize = 100;

/// How the rows of a list are drawn. All of it is plain functions, so that it can be passed on.
pub struct Rows<T: 'static> {
    /// What tells a row from others, and from itself as it was before a change.
    pub key: fn(&T) -> String,
    /// The words by which it is found.
    pub words: fn(&T) -> String,
    /// Draws it: a `<li>`.
    pub row: fn(T) -> AnyView,
}

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<T> {}

/// A list by name. While there are words in its field, it shows what they match.
#[component]
pub fn Listing<T>(
    /// What is asked for.
    query: impl Fn(PageRequest) -> Query + Copy + Send + Sync + 'static,
    /// How its rows are drawn.
    rows: Rows<T>,
    /// The name of the list.
    #[prop(into)]
    label: String,
    /// The name of the field that filters it.
    #[prop(into)]
    filter: String,
    /// What stands there while there is nothing: what belongs there, and the first step.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Page<T>: Shown,
{
    let typed = RwSignal::new(String::new());
    let wanted = memo(move || typed.with(|typed| words::fold(typed.trim())));
    let all = live_pages::<T>(STEP, query);
    let is_filtered = memo(move || wanted.with(|wanted| !wanted.is_empty()));
    let (label, filter) = (StoredValue::new(label), StoredValue::new(filter));
    view! {
        <Show when=move || !all.is_empty() fallback=move || empty.run()>
            <SearchField label=filter.get_value() value=typed on_input=move |words| typed.set(words) />
            <Show
                when=move || is_filtered.get()
                fallback=move || view! { <AllRows list=all rows label=label.get_value() /> }
            >
                <MatchingRows query rows wanted label=label.get_value() />
            </Show>
        </Show>
    }
}

#[component]
fn AllRows<T>(list: LivePages<T>, rows: Rows<T>, label: String) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Page<T>: Shown,
{
    let is_there = memo(move || list.rows().with(Option::is_some));
    let waiting = move || match list.failure() {
        Some(failure) => view! { <Trouble failure on_again=move || list.again() /> }.into_any(),
        None => view! { <Waiting rows=6 /> }.into_any(),
    };
    let label = StoredValue::new(label);
    view! {
        <Show when=move || is_there.get() fallback=waiting>
            <ul class="-mx-3 py-2" aria-label=label.get_value()>
                <For each=move || list.rows().get().unwrap_or_default() key=rows.key children=rows.row />
            </ul>
            <Show when=move || list.has_more()>
                <Button label=t!("more") class="w-full" on_press=move |_| list.more() />
            </Show>
        </Show>
    }
}

#[component]
fn MatchingRows<T>(
    query: impl Fn(PageRequest) -> Query + Copy + Send + Sync + 'static,
    rows: Rows<T>,
    wanted: Memo<String>,
    label: String,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Page<T>: Shown,
{
    let all = live_pages::<T>(ALL, query).rows();
    // Folding is the slow part, and is done once for each answer.
    let folded = memo(move || {
        all.with(|all| {
            all.as_ref().map(|all| all.iter().map(|row| words::fold(&(rows.words)(row))).collect::<Vec<_>>())
        })
    });
    let matching = memo(move || {
        let wanted = wanted.get();
        let (all, folded) = (all.read(), folded.read());
        let (Some(all), Some(folded)) = (all.as_ref(), folded.as_ref()) else { return None };
        let matching = all.iter().zip(folded).filter(|(_, text)| words::matches(text, &wanted)).map(|(row, _)| row);
        Some(matching.take(SHOWN).cloned().collect::<Vec<T>>())
    });
    let is_none = memo(move || matching.with(|rows| rows.as_ref().is_some_and(Vec::is_empty)));
    view! {
        <ul class="-mx-3 py-2" aria-label=label>
            <For each=move || matching.get().unwrap_or_default() key=rows.key children=rows.row />
        </ul>
        <p class="py-4 text-muted" role="status" class:hidden=move || !is_none.get()>
            {move || is_none.get().then(|| t!("nothing-matches"))}
        </p>
    }
}
