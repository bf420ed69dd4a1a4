//! One note by its address, as search and other pages lead to it.

use std::sync::Arc;

use floorbook_domain::{ObservationId, RecordRef};
use floorbook_port::{ObservationView, Query};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::{
    NotFound,
    answered::part,
    capture::Place,
    history::HistoryLink,
    removal::Removal,
    timeline::{Entry, Opened, OpenedNote},
    visits::words,
};
use crate::{
    components::{PageHeader, Trouble, Waiting},
    engine::{Live, live},
    reactive::{drawn, memo},
    t,
};

/// The note that the address names, with the way to its visit.
#[component]
pub fn NotePage() -> impl IntoView {
    let params = use_params_map();
    let id = memo(move || params.with(|params| params.get("id").and_then(|id| id.parse::<ObservationId>().ok())));
    drawn(move || match id.get() {
        Some(id) => view! { <OneNote id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn OneNote(id: ObservationId) -> impl IntoView {
    let note: Live<ObservationView> = live(move || Query::Observation(id));
    let visit = memo(move || note.with(|note| note.found.record.visit).flatten());
    let place = Place::new(visit.into());
    let (opened, record) = (Opened::new(), RecordRef::from(id));
    let of = move || match visit.get() {
        Some(id) => {
            let name = place.view().with(|view| words::title(&view.summary)).unwrap_or_default();
            view! { <A href=format!("/visits/{id}") attr:class="link">{name}</A> }.into_any()
        }
        None => view! { <A href="/unsorted" attr:class="link">{t!("unsorted")}</A> }.into_any(),
    };
    let entry = move || match (note.view(), note.failure()) {
        (Some(note), _) => {
            let note = Arc::new(note);
            view! { <ul><Entry note zone=place.zone() on_open=move |note| opened.edit(note) selection=None /></ul> }
                .into_any()
        }
        (None, Some(failure)) => view! { <Trouble failure on_again=move || note.again() /> }.into_any(),
        (None, None) => view! { <Waiting rows=2 /> }.into_any(),
    };
    view! {
        <PageHeader title=t!("record-note") back="/visits" below=of />
        <Removal
            record
            is_deleted=part(note, |view| view.found.deleted)
            came_back=part(note, |view| view.found.came_back)
        />
        {move || entry()}
        <div class="flex py-4"><HistoryLink record /></div>
        <OpenedNote opened place />
    }
}
