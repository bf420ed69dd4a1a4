//! Today: the running or next visit as the one large action; then what waits.

mod action;
mod running;
mod waiting_list;
pub mod words;

use floorbook_port::{StartView, VisitSummary, Whose};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use self::{
    action::{NextVisit, PlanFirst},
    running::RunningVisit,
    waiting_list::{Unanswered, Unsorted, Visits},
};
use super::{
    capture::{CaptureBar, Place},
    issues::OpenIssues,
    merge::DoublesBanner,
    promises::OpenPromises,
};
use crate::{
    components::{For, PageHeader, Show},
    frame::start_view::{use_start, visit_at},
    host::{clock, zones},
    reactive::{effect, memo},
    t,
};

/// A planned visit that did not start for so long is no longer the next one, in milliseconds.
const STILL_NEXT: i64 = 24 * 60 * 60 * 1000;

/// Whether a planned visit can still be the next one.
fn is_to_come(visit: &VisitSummary, now: i64) -> bool {
    visit.visit.planned_start.is_none_or(|start| start.0 >= now - STILL_NEXT)
}

/// The planned visit that comes next, if any does.
fn next_of(start: &StartView) -> Option<VisitSummary> {
    let now = clock::now().0;
    start.planned.iter().find(|visit| is_to_come(visit, now)).cloned()
}

/// The first screen.
#[component]
pub fn Today() -> impl IntoView {
    let start = use_start();
    continue_if_asked();
    let at = visit_at();
    let all_running = memo(move || start.with(|start| start.running.clone()).unwrap_or_default());
    let is_mine = move |visit: &VisitSummary| {
        visit.led_by.is_none() || at.with(|at| at.as_ref().is_some_and(|at| at.id == visit.id))
    };
    let running = memo(move || all_running.get().into_iter().filter(is_mine).collect::<Vec<_>>());
    let others = memo(move || all_running.get().into_iter().filter(|visit| !is_mine(visit)).collect::<Vec<_>>());
    let next = memo(move || start.with(next_of).flatten());
    // The next visit stands above already, unless one is running.
    let planned = memo(move || {
        let shown = next.get().filter(|_| running.with(Vec::is_empty)).map(|visit| visit.id);
        let all = start.with(|start| start.planned.clone()).unwrap_or_default();
        all.into_iter().filter(|visit| Some(visit.id) != shown).collect::<Vec<_>>()
    });
    let paused = memo(move || start.with(|start| start.paused.clone()).unwrap_or_default());
    let finished = memo(move || {
        let all = start.with(|start| start.finished.clone()).unwrap_or_default();
        all.into_iter().take(3).collect::<Vec<_>>()
    });
    let unsorted = memo(move || start.with(|start| start.unsorted).unwrap_or(0));
    let minute = clock::minute();
    let date = move || zones::calendar(minute.get(), &zones::home());
    view! {
        <PageHeader title=t!("today") below=date />
        <DoublesBanner />
        <div class="flex flex-col gap-6 pt-1 rail:grid rail:min-h-[calc(100dvh-15rem)] rail:grid-cols-2 rail:items-start rail:gap-10">
            <div class="flex flex-col gap-4">
                <For each=move || running.get() key=|visit| visit.id let:visit>
                    <RunningVisit id=visit.id running />
                </For>
                <Show when=move || running.with(Vec::is_empty)>
                    {move || match next.get() {
                        Some(visit) => view! { <NextVisit visit /> }.into_any(),
                        None => view! { <PlanFirst paused=paused.with(|paused| !paused.is_empty()) /> }.into_any(),
                    }}
                </Show>
            </div>
            <div class="flex flex-col gap-6">
                <Visits title=t!("today-others") visits=others />
                <OpenPromises whose=Whose::All at_hand=true />
                <OpenIssues whose=Whose::All at_hand=true />
                <Unanswered />
                <Unsorted count=unsorted />
                <Visits title=t!("today-paused") visits=paused />
                <Visits title=t!("today-planned") visits=planned />
                <Visits title=t!("today-finished") visits=finished />
            </div>
        </div>
        <div class="h-20"></div>
        <CaptureBar place=Place::running() />
    }
}

/// `/?do=continue`, from the app's icon or the keyboard: the running visit is opened.
fn continue_if_asked() {
    let (start, at, query, navigate) = (use_start(), visit_at(), use_query_map(), use_navigate());
    effect(move || {
        if query.with(|query| query.get_str("do") != Some("continue")) {
            return;
        }
        if start.with(|_| ()).is_none() {
            return;
        }
        let running = at.with(|at| at.as_ref().map(|visit| visit.id));
        let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
        match running {
            Some(id) => navigate(&format!("/visits/{id}"), replace),
            // Nothing runs: Today shows what can be begun.
            None => navigate("/", replace),
        }
    });
}
