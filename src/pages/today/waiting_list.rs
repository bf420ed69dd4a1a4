//! What waits: unsorted notes, and visits that are paused, planned or just finished.

use floorbook_domain::{Answer, VisitState};
use floorbook_port::{ObservationFilter, ObservationView, Query, VisitSummary};
use leptos::prelude::*;
use leptos_router::components::A;

use super::words;
use crate::{
    components::{Button, For, Icon, ListRow, Show},
    engine::live_pages,
    host::{clock, zones},
    pages::{paths, timeline::words_of},
    t,
};

/// How many notes have no visit yet; nothing where there are none.
#[component]
pub(super) fn Unsorted(count: Memo<u32>) -> impl IntoView {
    view! {
        <Show when=move || count.get() != 0>
            <A
                href="/unsorted"
                attr:class="touch flex items-center gap-3 rounded-box border border-base-300 px-4 py-2 hover:bg-base-200"
            >
                <Icon shape=icondata_lu::LuInbox class="size-5 shrink-0 text-primary" />
                <span class="min-w-0 flex-1">
                    <span class="block font-medium">{t!("unsorted")}</span>
                    <span class="block text-sm text-muted">{move || t!("unsorted-count", "count" => count.get())}</span>
                </span>
                <Icon shape=icondata_lu::LuChevronRight class="size-5 shrink-0 text-muted" />
            </A>
        </Show>
    }
}

/// Concerns and ideas that somebody waits to hear about; nothing where there are none.
#[component]
pub(super) fn Unanswered() -> impl IntoView {
    let notes = live_pages::<ObservationView>(5, move |page| Query::Observations(ObservationFilter::Unanswered, page));
    let minute = clock::minute();
    let row = move |view: ObservationView| {
        let (note, people) = (&view.found.record, view.people.join(", "));
        let (answer, when, zone) = (note.outcome.answer, note.when, note.zone.clone());
        let detail = Signal::derive(move || {
            let state = if answer == Answer::Open { t!("not-answered") } else { t!("not-told") };
            [people.clone(), zones::moment(when, &zone, minute.get()), state].join(" · ")
        });
        view! { <ListRow href=paths::note(view.found.id) title=words_of(&view) detail /> }
    };
    view! {
        <Show when=move || notes.rows().with(|rows| rows.as_ref().is_some_and(|rows| !rows.is_empty()))>
            <section>
                <h2 class="mb-1 text-sm font-semibold text-muted">{t!("unanswered")}</h2>
                <ul class="-mx-3 flex flex-col">
                    <For
                        each=move || notes.rows().get().unwrap_or_default()
                        key=|note| (note.found.id, note.found.seen, note.people.clone())
                        children=row
                    />
                </ul>
                <Show when=move || notes.has_more()>
                    <Button label=t!("more") class="w-full" on_press=move |_| notes.more() />
                </Show>
            </section>
        </Show>
    }
}

/// A few visits of one sort; nothing where there are none.
#[component]
pub(super) fn Visits(title: String, visits: Memo<Vec<VisitSummary>>) -> impl IntoView {
    let minute = clock::minute();
    let title = StoredValue::new(title);
    let row = move |visit: VisitSummary| {
        let (zone, place) = (words::zone(&visit), words::place(&visit));
        let (at, purpose) = (words::moment(&visit), words::purpose(&visit));
        // Of a visit that runs one asks first whose it is.
        let who = visit.led_by.clone().filter(|_| visit.state == VisitState::Running);
        let detail = Signal::derive(move || {
            let when = at.map(|at| zones::moment(at, &zone, minute.get()));
            [who.clone(), when, purpose.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        });
        view! { <ListRow href=format!("/visits/{}", visit.id) title=place detail /> }
    };
    view! {
        <Show when=move || visits.with(|visits| !visits.is_empty())>
            <section>
                <h2 class="mb-1 text-sm font-semibold text-muted">{title.get_value()}</h2>
                <ul class="-mx-3 flex flex-col">
                    // A row is made anew when what it shows changes.
                    <For
                        each=move || visits.get()
                        key=|visit| (visit.id, visit.seen, visit.partner.clone(), visit.site.clone())
                        children=row
                    />
                </ul>
            </section>
        </Show>
    }
}
