//! One visit: its head, what was captured, what it is about, and the capture bar in reach of the thumb.

use floorbook_domain::{RecordRef, VisitId, VisitState};
use floorbook_port::{Command, ObservationFilter, Whose};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_params_map};

use super::{
    about::About,
    finished::{Finished, LeftRunning},
    head::Head,
    steps::{AskAboutRunning, use_steps},
};
use crate::{
    components::{Button, Icon, PageHeader, Show, Tabs, Trouble, Waiting},
    engine,
    frame::notices::use_notices,
    pages::{
        NotFound,
        answered::part as part_of,
        capture::{CaptureBar, Place},
        conflicts::Conflicts,
        issues::OpenIssues,
        promises::OpenPromises,
        removal::Removal,
        timeline::{Opened, OpenedNote, Timeline},
    },
    reactive::{drawn, memo},
    t,
};

/// The visit that the address names.
#[component]
pub fn VisitPage() -> impl IntoView {
    let params = use_params_map();
    let id = memo(move || params.with(|params| params.get("id").and_then(|id| id.parse::<VisitId>().ok())));
    drawn(move || match id.get() {
        Some(id) => view! { <OneVisit id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Captured,
    About,
}

#[component]
fn OneVisit(id: VisitId) -> impl IntoView {
    let place = Place::new(Signal::stored(Some(id)));
    let (view, steps) = (place.view(), use_steps());
    let opened = Opened::new();
    let chosen = RwSignal::new(None::<Part>);
    let state = memo(move || view.with(|view| view.summary.state));
    let part = memo(move || match (chosen.get(), state.get()) {
        (Some(part), _) => part,
        (None, Some(VisitState::Planned | VisitState::Cancelled)) => Part::About,
        (None, _) => Part::Captured,
    });
    let is_here = memo(move || view.with(|view| !view.found.deleted));
    let takes_captures = move || !matches!(state.get(), None | Some(VisitState::Planned | VisitState::Cancelled));
    let about = move || view.signal().get_untracked().map(|opened| view! { <About opened view steps /> });
    let content = move || {
        view! {
            <Head view steps />
            <LeftRunning view steps />
            <Removal record=RecordRef::from(id) is_deleted=Signal::stored(false) came_back=part_of(view, |view| view.found.came_back) />
            <Conflicts
                record=RecordRef::from(id)
                seen=part_of(view, |view| view.found.seen)
                conflicts=part_of(view, |view| view.found.conflicts.clone())
            />
            <Show when=move || state.get() == Some(VisitState::Finished)>
                <Finished view opened />
            </Show>
            <Tabs
                label=t!("visit-parts")
                tabs=vec![(Part::Captured, t!("visit-captured-tab")), (Part::About, t!("visit-about-tab"))]
                chosen=part
                on_choose=move |part| chosen.set(Some(part))
            />
            <div role="tabpanel" class="pt-3 pb-24">
                <Show when=move || part.get() == Part::Captured fallback=about>
                    <div class="flex flex-col gap-4 empty:hidden">
                        <OpenIssues whose=Whose::Visit(id) />
                        <OpenPromises whose=Whose::Visit(id) />
                    </div>
                    <PhotosLink place />
                    <Timeline filter=ObservationFilter::Visit(id) place opened />
                </Show>
            </div>
            <Show when=takes_captures>
                <CaptureBar place />
            </Show>
            <OpenedNote opened place />
            <AskAboutRunning steps />
        }
    };
    view! {
        {move || match is_here.get() {
            Some(true) => content().into_any(),
            Some(false) => view! { <Deleted id /> }.into_any(),
            None => view! { <Missing place /> }.into_any(),
        }}
    }
}

/// The way to all photos of the visit, where there are some.
#[component]
fn PhotosLink(place: Place) -> impl IntoView {
    let photos = memo(move || place.view().with(|view| view.summary.photos).unwrap_or(0));
    let href = move || format!("/visits/{}/photos", place.visit().map(|id| id.to_string()).unwrap_or_default());
    view! {
        <Show when=move || photos.get() != 0>
            <A href=href attr:class="btn btn-ghost touch float-left">
                <Icon shape=icondata_lu::LuImages />
                {move || t!("all-photos", "count" => photos.get())}
            </A>
        </Show>
    }
}

/// The answer is not there yet, or there is none.
#[component]
fn Missing(place: Place) -> impl IntoView {
    let view = place.view();
    drawn(move || match view.failure() {
        Some(failure) => view! {
            <PageHeader title=t!("visits") back="/visits" />
            <Trouble failure on_again=move || view.again() />
        }
        .into_any(),
        None => view! { <Waiting rows=6 /> }.into_any(),
    })
}

/// A visit that was deleted can be brought back from here.
#[component]
fn Deleted(id: VisitId) -> impl IntoView {
    let notices = use_notices();
    let restore = move |_| {
        let command = engine::command_id();
        spawn_local(async move {
            let done = engine::call_as(command, Command::Restore(vec![id.into()]), Vec::new()).await;
            notices.done_or_trouble(command, t!("visit-restored"), done);
        });
    };
    view! {
        <PageHeader title=t!("visit-is-deleted") back="/visits" />
        <p class="mb-4">{t!("visit-is-deleted-text")}</p>
        <Button label=t!("restore") on_press=restore />
    }
}
