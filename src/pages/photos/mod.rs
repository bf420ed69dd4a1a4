//! The photos of a visit: a grid, and one of them at full size.

mod viewer;

use std::collections::BTreeSet;

use floorbook_domain::{AttachmentId, Hash, Media, VisitId};
use floorbook_port::{AttachmentView, Command, Query, TeamCommand};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_params_map};

pub use viewer::Viewer;

use super::{
    NotFound,
    capture::Place,
    timeline::{ShiftSheet, Thumb, hours_words, shift_writes},
    visits::words,
};
use crate::{
    components::{Button, EmptyState, For, Look, More, PageHeader, Show, Trouble, Waiting},
    engine::{self, LivePages, live_pages},
    frame::{notices::use_notices, writers::Fields},
    reactive::{drawn, memo},
    t,
};

/// Asks for a photo, a voice memo or a file that is not on this device. It comes as soon as it can.
pub fn fetch(hash: Hash) {
    spawn_local(async move {
        // Without a hub there is nobody to ask; what is shown says that it is not here.
        let _ = engine::call(Command::Team(TeamCommand::Fetch(hash))).await;
    });
}

/// How many photos are asked for at a time.
const STEP: usize = 60;

/// The photos of the visit that the address names.
#[component]
pub fn Photos() -> impl IntoView {
    let params = use_params_map();
    let id = memo(move || params.with(|params| params.get("id").and_then(|id| id.parse::<VisitId>().ok())));
    drawn(move || match id.get() {
        Some(id) => view! { <PhotosOf id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn PhotosOf(id: VisitId) -> impl IntoView {
    let place = Place::new(Signal::stored(Some(id)));
    let all = live_pages::<AttachmentView>(STEP, move |page| Query::Attachments(id.into(), page));
    let photos = memo(move || {
        all.rows().with(|rows| {
            let rows = rows.iter().flatten();
            rows.filter(|row| row.found.record.media == Media::Photo).cloned().collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(None::<BTreeSet<AttachmentId>>);
    let title = Signal::derive(move || {
        let visit = place.view().with(|view| words::title(&view.summary)).unwrap_or_default();
        t!("photos-of", "visit" => visit)
    });
    let back = format!("/visits/{id}");
    let link = StoredValue::new(back.clone());
    let is_known_empty = move || !all.has_more() && photos.with(Vec::is_empty);
    view! {
        <PageHeader title document=t!("photos-page") back />
        {move || all.failure().map(|failure| view! { <Trouble failure on_again=move || all.again() /> })}
        <Show when=move || all.rows().with(Option::is_some) fallback=|| view! { <Waiting rows=4 /> }>
            <Show when=is_known_empty fallback=move || view! { <Grid all photos place chosen /> }>
                <EmptyState icon=icondata_lu::LuImages title=t!("photos-empty") text=t!("photos-empty-text")>
                    <A href=link.get_value() attr:class="btn btn-primary touch">{t!("to-the-visit")}</A>
                </EmptyState>
            </Show>
        </Show>
    }
}

#[component]
fn Grid(
    all: LivePages<AttachmentView>,
    photos: Memo<Vec<AttachmentView>>,
    place: Place,
    chosen: RwSignal<Option<BTreeSet<AttachmentId>>>,
) -> impl IntoView {
    let viewed = RwSignal::new(None::<usize>);
    let is_selecting = move || chosen.with(Option::is_some);
    let press = move |id: AttachmentId| match chosen.get_untracked() {
        Some(_) => chosen.update(|chosen| {
            if let Some(chosen) = chosen
                && !chosen.remove(&id)
            {
                chosen.insert(id);
            }
        }),
        None => viewed.set(photos.with_untracked(|photos| photos.iter().position(|photo| photo.found.id == id))),
    };
    let tile = move |photo: AttachmentView| {
        let id = photo.found.id;
        let is_chosen = memo(move || chosen.with(|chosen| chosen.as_ref().is_some_and(|all| all.contains(&id))));
        let tick = move || {
            view! {
                <input
                    type="checkbox"
                    class="checkbox checkbox-primary absolute top-1 left-1 size-8 bg-base-100"
                    aria-label=t!("select-photo")
                    prop:checked=is_chosen
                    on:change=move |_| press(id)
                />
            }
        };
        view! {
            <li class="relative [content-visibility:auto]" class:opacity-70=is_chosen>
                <Thumb photo zone=place.zone() on_press=move || press(id) class="aspect-square w-full rounded-field" />
                <Show when=is_selecting>{tick()}</Show>
            </li>
        }
    };
    view! {
        <Tools photos chosen />
        <ul class="grid grid-cols-3 gap-1.5 pb-24 rail:grid-cols-6">
            <For each=move || photos.get() key=|photo| (photo.found.id, photo.found.seen, photo.here) children=tile />
        </ul>
        <More
            has_more=Signal::derive(move || all.has_more())
            rows=Signal::derive(move || all.rows().with(|rows| rows.as_ref().map_or(0, Vec::len)))
            on_more=move || all.more()
        />
        {move || viewed.get().map(|at| view! { <Viewer photos at zone=place.zone() on_close=move || viewed.set(None) /> })}
    }
}

/// Selecting photos, and what can be done with them.
#[component]
fn Tools(photos: Memo<Vec<AttachmentView>>, chosen: RwSignal<Option<BTreeSet<AttachmentId>>>) -> impl IntoView {
    let (shifting, notices) = (RwSignal::new(false), use_notices());
    let count = move || chosen.with(|chosen| chosen.as_ref().map_or(0, BTreeSet::len));
    let none = Signal::derive(move || count() == 0);
    let those = move || {
        let ids = chosen.get_untracked().unwrap_or_default();
        photos
            .with_untracked(|all| all.iter().filter(|photo| ids.contains(&photo.found.id)).cloned().collect::<Vec<_>>())
    };
    let send = move |command: Command, words: String| {
        chosen.set(None);
        let id = engine::command_id();
        spawn_local(async move {
            let done = engine::call_as(id, command, Vec::new()).await;
            notices.done_or_trouble(id, words, done);
        });
    };
    let delete = move |_| {
        let those = those();
        let words = t!("photos-deleted", "count" => those.len());
        send(Command::Delete(those.iter().map(|photo| photo.found.id.into()).collect()), words);
    };
    let shift = move |hours: i64| {
        let those = those();
        let words = t!("photos-shifted", "count" => those.len(), "hours" => hours_words(hours));
        send(Command::Write(shift_writes(&those, hours)), words);
    };
    let start = move |_| chosen.set(Some(BTreeSet::new()));
    let select = move || {
        view! {
            <Fields>
                <Button label=t!("select") icon=icondata_lu::LuListChecks look=Look::Plain on_press=start />
            </Fields>
        }
    };
    view! {
        <div class="flex flex-wrap items-center justify-end gap-2 pb-2">
            <Show when=move || chosen.with(Option::is_some) fallback=select>
                <p role="status" class="tabular flex-1 font-semibold">{move || t!("selected", "count" => count())}</p>
                <Button label=t!("shift-times") disabled=none on_press=move |_| shifting.set(true) />
                <Button label=t!("delete") look=Look::Danger disabled=none on_press=delete />
                <Button label=t!("end-selecting") look=Look::Primary on_press=move |_| chosen.set(None) />
            </Show>
        </div>
        <Show when=move || shifting.get()>
            <ShiftSheet on_shift=shift close=move || shifting.set(false) />
        </Show>
    }
}
