//! The issues and the promises of a partner: what waits, then what is done.

use std::sync::Arc;

use floorbook_domain::PartnerId;
use floorbook_port::{CommitmentView, IssueSummary, Query, Which, Whose};
use leptos::prelude::*;

use crate::{
    components::{Button, EmptyState, For, Show},
    engine::{LivePages, live_pages},
    frame::writers::Writers,
    pages::{
        issues::{IssueRow, Origin, QuickIssue, stepping},
        promises::{PromiseOrigin, PromiseRow, QuickPromise, moving, promise_key},
    },
    t,
};

/// The issues with a partner.
#[component]
pub(super) fn IssuesOf(partner: PartnerId) -> impl IntoView {
    let of =
        move |which| live_pages::<IssueSummary>(50, move |page| Query::Issues(Whose::Partner(partner), which, page));
    let (open, done) = (of(Which::Open), of(Which::Done));
    let key = |row: &IssueSummary| format!("{} {} {:?}", row.id, row.seen, row.next_due);
    let (on_step, sheet) = stepping();
    let adding = RwSignal::new(false);
    let add = move || {
        view! {
            <Writers>
                <Button label=t!("raise-issue") icon=icondata_lu::LuPlus on_press=move |_| adding.set(true) />
            </Writers>
        }
    };
    let empty = move || {
        view! {
            <EmptyState icon=icondata_lu::LuTriangleAlert title=t!("no-issues-here") text=t!("no-issues-text")>
                {add()}
            </EmptyState>
        }
    };
    view! {
        <Show when=move || !(open.is_empty() && done.is_empty()) fallback=empty>
            <Rows title=t!("which-open") list=open key row=Arc::new(move |row| view! { <IssueRow row on_step=Some(on_step) /> }.into_any()) />
            <Rows title=t!("which-closed") list=done key row=Arc::new(|row| view! { <IssueRow row /> }.into_any()) />
            {add()}
        </Show>
        {sheet}
        {move || adding.get().then(|| {
            let origin = Origin { partner: Some(partner), ..Origin::default() };
            view! { <QuickIssue origin on_close=move || adding.set(false) /> }
        })}
    }
}

/// The promises to and of a partner.
#[component]
pub(super) fn PromisesOf(partner: PartnerId) -> impl IntoView {
    let of = move |which| {
        live_pages::<CommitmentView>(50, move |page| Query::Commitments(Whose::Partner(partner), which, page))
    };
    let (open, done) = (of(Which::Open), of(Which::Done));
    let (on_move, sheet) = moving();
    let adding = RwSignal::new(false);
    let add = move || {
        view! {
            <Writers>
                <Button label=t!("add-promise") icon=icondata_lu::LuPlus on_press=move |_| adding.set(true) />
            </Writers>
        }
    };
    let empty = move || {
        view! {
            <EmptyState icon=icondata_lu::LuHandshake title=t!("no-promises-here") text=t!("no-promises-text")>
                {add()}
            </EmptyState>
        }
    };
    view! {
        <Show when=move || !(open.is_empty() && done.is_empty()) fallback=empty>
            <Rows title=t!("which-open") list=open key=promise_key row=Arc::new(move |row| view! { <PromiseRow row on_move=Some(on_move) /> }.into_any()) />
            <Rows title=t!("which-done") list=done key=promise_key row=Arc::new(|row| view! { <PromiseRow row /> }.into_any()) />
            {add()}
        </Show>
        {sheet}
        {move || adding.get().then(|| {
            let origin = PromiseOrigin { partner: Some(partner), ..PromiseOrigin::default() };
            view! { <QuickPromise origin on_close=move || adding.set(false) /> }
        })}
    }
}

/// Draws a row.
type Draw<T> = Arc<dyn Fn(T) -> AnyView + Send + Sync>;

/// A list under its heading; nothing where it is empty.
#[component]
fn Rows<T: Clone + PartialEq + Send + Sync + 'static>(
    title: String,
    list: LivePages<T>,
    key: fn(&T) -> String,
    row: Draw<T>,
) -> impl IntoView {
    let title = StoredValue::new(title);
    view! {
        <Show when=move || list.rows().with(|rows| rows.as_ref().is_some_and(|rows| !rows.is_empty()))>
            <section class="pb-2">
                <h2 class="pt-2 text-sm font-semibold text-muted">{title.get_value()}</h2>
                <ul class="-mx-3" aria-label=title.get_value()>
                    <For each=move || list.rows().get().unwrap_or_default() key=key children={
                        let row = row.clone();
                        move |one| row(one)
                    } />
                </ul>
                <Show when=move || list.has_more()>
                    <Button label=t!("more") class="w-full" on_press=move |_| list.more() />
                </Show>
            </section>
        </Show>
    }
}
