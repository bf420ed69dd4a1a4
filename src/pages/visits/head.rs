//! The head of a visit: whom, where, the time there and at home, how long it has run, what is saved.

use floorbook_domain::{Instant, VisitState};
use floorbook_port::{VisitSummary, VisitView};
use leptos::prelude::*;

use super::{
    steps::{Step, Steps},
    words,
};
use crate::{
    components::{Button, Look, PageHeader, SavedState},
    draft::{self, SaveState},
    engine::Live,
    frame::writers::Writers,
    host::{clock, zones},
    reactive::memo,
    t,
    text::Label,
};

/// The head, with the steps that can be taken.
#[component]
pub(super) fn Head(
    /// The visit.
    view: Live<VisitView>,
    /// The steps.
    steps: Steps,
) -> impl IntoView {
    let summary = memo(move || view.with(|view| view.summary.clone()));
    let title = Signal::derive(move || summary.with(|summary| summary.as_ref().map(words::title)).unwrap_or_default());
    let below = move || view! { <Below summary /> };
    view! {
        <PageHeader title document=t!("record-visit") back="/visits" below />
        <StepButtons summary steps />
    }
}

#[component]
fn Below(summary: Memo<Option<VisitSummary>>) -> impl IntoView {
    let now = clock::minute();
    let unsaved = draft::unsaved();
    let of = move |words: &dyn Fn(&VisitSummary) -> String| {
        summary.with(|summary| summary.as_ref().map(words)).unwrap_or_default()
    };
    let place = move || of(&words::detail);
    let clock = move || of(&|summary| clock_words(&summary.zone, now.get()));
    let time = move || of(&|summary| time_words(summary, now.get()));
    // Everything that is not in a draft was flushed before it was shown.
    let saved = Signal::derive(move || if unsaved.get() { SaveState::Saving } else { SaveState::Saved });
    view! {
        <p class="empty:hidden">{move || place()}</p>
        <p class="tabular">{move || clock()}</p>
        <div class="flex flex-wrap items-center gap-x-3">
            <p class="tabular font-medium text-base-content">{move || time()}</p>
            <SavedState state=saved />
        </div>
    }
}

/// The time at the place, and at home where it is another.
fn clock_words(zone: &str, now: Instant) -> String {
    let home = zones::home();
    let there = if zone.is_empty() { &home } else { zone };
    let local = t!("time-there", "time" => zones::time(now, there), "place" => zones::city(there));
    if zones::differ(now, there, &home) {
        format!("{local} · {}", t!("time-home", "time" => zones::time(now, &home)))
    } else {
        local
    }
}

/// How far it is, and how long that has taken.
fn time_words(summary: &VisitSummary, now: Instant) -> String {
    let visit = &summary.visit;
    let state = summary.state.label();
    match (summary.state, visit.started, visit.finished) {
        (VisitState::Running, Some(started), _) => {
            t!("visit-running-for", "length" => words::length(now.0 - started.0))
        }
        (VisitState::Finished, Some(started), Some(finished)) => {
            let from = zones::moment(started, &summary.zone, now);
            t!("visit-lasted", "from" => from, "length" => words::length(finished.0 - started.0))
        }
        (VisitState::Planned, ..) => format!("{state} · {}", words::when(summary, now)),
        _ => state,
    }
}

#[component]
fn StepButtons(summary: Memo<Option<VisitSummary>>, steps: Steps) -> impl IntoView {
    let state = memo(move || summary.with(|summary| summary.as_ref().map(|summary| summary.state)));
    let take = move |step: Step| {
        if let Some(summary) = summary.get_untracked() {
            steps.take(step, &summary);
        }
    };
    let button = move |label: String, look: Look, step: fn() -> Step| {
        view! { <Button label look on_press=move |_| take(step()) /> }.into_any()
    };
    let finish = || Step::Finish(clock::now());
    let buttons = move || match state.get()? {
        VisitState::Planned => Some(vec![button(t!("visit-start"), Look::Primary, || Step::Run)]),
        VisitState::Running => Some(vec![
            button(t!("visit-finish"), Look::Quiet, finish),
            button(t!("pause-visit"), Look::Quiet, || Step::Pause),
        ]),
        VisitState::Paused => Some(vec![
            button(t!("visit-continue"), Look::Primary, || Step::Run),
            button(t!("visit-finish"), Look::Quiet, finish),
        ]),
        VisitState::Finished => Some(vec![button(t!("visit-continue"), Look::Quiet, || Step::Run)]),
        VisitState::Cancelled => Some(vec![button(t!("plan-again"), Look::Quiet, || Step::Plan)]),
    };
    view! {
        <Writers>
            <div class="flex flex-wrap gap-2 pb-3">{move || buttons()}</div>
        </Writers>
    }
}
