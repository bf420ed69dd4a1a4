//! What somebody said, where they were met, and the notes that concern them.

use floorbook_domain::{Contact, ContactId, ObservationKind, Record};
use floorbook_port::{ObservationFilter, ObservationView, Query, VisitView};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    components::{Button, For, ListRow, Show, Time},
    engine::{Live, live_if, live_pages},
    frame::writers::Writers,
    pages::{paths, visit_rows::visit_title},
    reactive::memo,
    t,
    text::Label,
};

/// What they struggle with, what worries them, what they proposed: in their words.
#[component]
pub fn InTheirWords(
    /// Whose.
    id: ContactId,
    /// The person.
    contact: Memo<Contact>,
) -> impl IntoView {
    let said = memo(move || {
        contact.with(|contact| {
            let all = [
                (t!("obstacles"), &contact.obstacles),
                (t!("concerns"), &contact.concerns),
                (t!("ideas"), &contact.ideas),
            ];
            let said = all.into_iter().filter(|(_, words)| !words.trim().is_empty());
            said.map(|(what, words)| (what, words.clone())).collect::<Vec<_>>()
        })
    });
    let none = move || {
        view! {
            <p class="mt-4 text-muted">
                {t!("nothing-said")} " "
                <Writers>
                    <A href=format!("/people/{id}/edit") attr:class="link">
                        {t!("write-it-down")}
                    </A>
                </Writers>
            </p>
        }
    };
    view! {
        <Show when=move || said.with(|said| !said.is_empty()) fallback=none>
            <For each=move || said.get() key=|said| said.clone() let:said>
                <section class="mt-4">
                    <h2 class="text-lg font-semibold">{said.0}</h2>
                    <p class="wrap-break-word whitespace-pre-line">{said.1}</p>
                </section>
            </For>
        </Show>
    }
}

/// The visit on which they were first written down.
#[component]
pub fn WhereMet(
    /// The person.
    contact: Memo<Contact>,
) -> impl IntoView {
    let visit = memo(move || contact.with(|contact| contact.met_at));
    let met: Live<VisitView> = live_if(move || visit.get().map(Query::Visit));
    let row = move || {
        met.view().map(|view| {
            let summary = view.summary;
            let at = summary.visit.started.or(summary.visit.planned_start);
            let zone = summary.zone.clone();
            let trail = move || at.map(|at| view! { <Time at=Signal::stored(at) zone=zone.clone() with_home=false /> });
            let place = [summary.site.clone(), summary.partner.clone()];
            let detail = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            view! { <ListRow href=paths::visit(summary.id) title=visit_title(&summary) detail trail /> }
        })
    };
    view! {
        <Show when=move || visit.get().is_some()>
            <section class="mt-4">
                <h2 class="text-lg font-semibold">{t!("met-at")}</h2>
                <ul class="-mx-3">{move || row()}</ul>
            </section>
        </Show>
    }
}

/// The notes that concern them, newest first.
#[component]
pub fn NotesAbout(
    /// Whom.
    id: ContactId,
) -> impl IntoView {
    let notes =
        live_pages::<ObservationView>(30, move |page| Query::Observations(ObservationFilter::Contact(id), page));
    let row = |view: ObservationView| {
        let note = &view.found.record;
        let kind = if note.kind == ObservationKind::Fact { String::new() } else { note.kind.label() };
        let parts = [kind, note.area.clone()].into_iter().filter(|part| !part.is_empty());
        let detail = parts.collect::<Vec<_>>().join(" · ");
        let title = note.title();
        let title = if title.trim().is_empty() { t!("note-without-words") } else { title };
        let (at, zone) = (note.when, note.zone.clone());
        let trail = move || view! { <Time at=Signal::stored(at) zone=zone.clone() with_home=false /> };
        view! { <ListRow href=paths::note(view.found.id) title detail trail /> }
    };
    view! {
        <section class="mt-4">
            <h2 class="text-lg font-semibold">{t!("notes-about")}</h2>
            <Show
                when=move || !notes.is_empty()
                fallback=|| view! { <p class="py-1 text-muted">{t!("no-notes-about")}</p> }
            >
                <ul class="-mx-3" aria-label=t!("notes-about")>
                    <For
                        each=move || notes.rows().get().unwrap_or_default()
                        key=|note| format!("{} {}", note.found.id, note.found.seen)
                        children=row
                    />
                </ul>
            </Show>
            <Show when=move || notes.rows().with(Option::is_some) && notes.has_more()>
                <Button label=t!("more") class="w-full" on_press=move |_| notes.more() />
            </Show>
        </section>
    }
}
