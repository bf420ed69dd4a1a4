//! What a visit came to: what was captured, what has no area, what to follow up. And the question
//! that a visit asks which was left running overnight.

use floorbook_domain::{ObservationKind, Severity, VisitId, VisitState};
use floorbook_port::{ObservationFilter, ObservationView, Query, VisitView};
use leptos::prelude::*;

use super::{steps::Steps, words};
use crate::{
    components::{Button, For, Look, Show},
    engine::{Live, live_pages},
    host::{clock, zones},
    pages::timeline::{Marks, Opened, words_of},
    reactive::{effect, memo},
    t,
};

/// What was captured during a visit that is over.
#[component]
pub(super) fn Finished(
    /// The visit.
    view: Live<VisitView>,
    /// Opens a note.
    opened: Opened,
) -> impl IntoView {
    let counts = move || {
        view.with(|view| {
            let (notes, photos, voices) = (view.summary.observations, view.summary.photos, view.voices);
            t!("visit-captured-counts", "notes" => notes, "photos" => photos, "voices" => voices)
        })
    };
    let without = memo(move || view.with(|view| view.without_area).unwrap_or(0));
    let id = memo(move || view.with(|view| view.found.id));
    view! {
        <section class="mb-4 rounded-box bg-base-200 p-4" aria-label=t!("visit-captured")>
            <h2 class="font-semibold">{t!("visit-captured")}</h2>
            <p>{move || counts()}</p>
            <p class="text-warning empty:hidden">
                {move || (without.get() > 0).then(|| t!("visit-without-area", "notes" => without.get()))}
            </p>
            {move || id.get().map(|id| view! { <FollowUps id opened /> })}
        </section>
    }
}

/// Whether a note asks for more: a worry, a question, something that matters.
fn asks_for_more(note: &ObservationView) -> bool {
    let record = &note.found.record;
    matches!(record.kind, ObservationKind::Concern | ObservationKind::Question) || record.severity >= Severity::Major
}

#[component]
fn FollowUps(id: VisitId, opened: Opened) -> impl IntoView {
    let notes = live_pages::<ObservationView>(60, move |page| Query::Observations(ObservationFilter::Visit(id), page));
    effect(move || {
        notes.rows().track();
        if notes.has_more() {
            notes.more();
        }
    });
    let open_ones = memo(move || {
        notes.rows().with(|rows| rows.iter().flatten().filter(|note| asks_for_more(note)).cloned().collect::<Vec<_>>())
    });
    let row = move |note: ObservationView| {
        let (record, words) = (note.found.record.clone(), words_of(&note));
        let note = StoredValue::new(note);
        view! {
            <li>
                <button
                    type="button"
                    class="touch flex w-full cursor-pointer flex-wrap items-center gap-x-2 rounded-field px-2 py-1 text-left hover:bg-base-300"
                    on:click=move |_| opened.edit(note.get_value())
                >
                    <Marks kind=record.kind severity=record.severity />
                    <span class="line-clamp-2 min-w-56 flex-1 wrap-break-word">{words}</span>
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || open_ones.with(|all| !all.is_empty())>
            <h3 class="mt-3 text-sm font-semibold text-muted">{t!("visit-follow-up")}</h3>
            <ul class="-mx-2">
                <For each=move || open_ones.get() key=|note| (note.found.id, note.found.seen) children=row />
            </ul>
        </Show>
    }
}

/// A visit left running since another day asks what is true; it never ends by itself.
#[component]
pub(super) fn LeftRunning(
    /// The visit.
    view: Live<VisitView>,
    /// The steps.
    steps: Steps,
) -> impl IntoView {
    let dismissed = RwSignal::new(false);
    let now = clock::minute();
    let since = memo(move || {
        let now = now.get();
        view.with(|view| {
            let (summary, started) = (&view.summary, view.summary.visit.started?);
            let is_old = summary.state == VisitState::Running && words::is_overnight(started, now, &summary.zone);
            is_old.then(|| zones::moment(started, &summary.zone, now))
        })
        .flatten()
    });
    let finish = move |_| {
        if let Some(summary) = view.with(|view| view.summary.clone()) {
            steps.finish_at_last_note(summary);
        }
    };
    view! {
        <Show when=move || since.get().is_some() && !dismissed.get()>
            <section class="mb-3 rounded-box border border-warning p-3" role="status">
                <p>{move || t!("visit-overnight", "since" => since.get().unwrap_or_default())}</p>
                <div class="mt-2 flex flex-wrap gap-2">
                    <Button label=t!("visit-still-running") look=Look::Primary on_press=move |_| dismissed.set(true) />
                    <Button label=t!("visit-finish") on_press=finish />
                </div>
            </section>
        </Show>
    }
}
