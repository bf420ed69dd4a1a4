//! One photo at full size: its caption, when it was taken, the next and the previous one.

use floorbook_domain::{Attachment, Kind, ObservationId, RecordRef};
use floorbook_port::{AttachmentView, Command, ObservationView, Query};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, Field, FullSheet, IconButton, Look, SavedState, Show, Time},
    draft::use_form,
    engine::{self, Live, Picture, live_if},
    frame::{notices::use_notices, writers::Fields},
    pages::{
        conflicts::Conflicts,
        history::HistoryLink,
        issues::{Origin, QuickIssue},
        photos::fetch,
    },
    reactive::{effect, memo},
    t,
};

/// Shows photos one at a time, by buttons and by the arrow keys.
#[component]
pub fn Viewer(
    /// The photos, in their order.
    photos: Memo<Vec<AttachmentView>>,
    /// Which of them first.
    at: usize,
    /// The zone of the place.
    zone: Signal<String>,
    /// It was closed.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let at = RwSignal::new(at);
    let count = memo(move || photos.with(Vec::len));
    // A photo that was deleted makes place for the next one.
    let place = memo(move || at.get().min(count.get().saturating_sub(1)));
    let photo = memo(move || photos.with(|photos| photos.get(place.get()).cloned()));
    let step = move |by: isize| {
        let next = place.get_untracked().checked_add_signed(by);
        if let Some(next) = next.filter(|next| *next < count.get_untracked()) {
            at.set(next);
        }
    };
    effect(move || {
        if count.get() == 0 {
            on_close();
        }
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let typing = document().active_element().is_some_and(|element| element.tag_name() == "INPUT");
        match event.key().as_str() {
            "ArrowRight" if !typing => step(1),
            "ArrowLeft" if !typing => step(-1),
            _ => {}
        }
    };
    let key = memo(move || photo.with(|photo| photo.as_ref().map(|photo| photo.found.id)));
    let one = move || {
        key.get()?;
        photo.get_untracked().map(|opened| view! { <OnePhoto opened photo zone /> })
    };
    view! {
        <FullSheet label=t!("photo") on_close=on_close on_key>
            <div class="flex items-center gap-2 p-2">
                <IconButton label=t!("close") icon=icondata_lu::LuX on_press=move |_| on_close() />
                <p role="status" class="tabular flex-1 text-center text-sm">
                    {move || t!("photo-count", "at" => place.get() + 1, "all" => count.get())}
                </p>
                <IconButton label=t!("previous-photo") icon=icondata_lu::LuChevronLeft on_press=move |_| step(-1) />
                <IconButton label=t!("next-photo") icon=icondata_lu::LuChevronRight on_press=move |_| step(1) />
            </div>
            {move || one()}
        </FullSheet>
    }
}

#[component]
fn OnePhoto(
    /// The photo as it was when this was opened.
    opened: AttachmentView,
    /// The photo as it is now, or another one once this is left.
    photo: Memo<Option<AttachmentView>>,
    zone: Signal<String>,
) -> impl IntoView {
    let (id, notices) = (opened.found.id, use_notices());
    let record = opened.found.record;
    let (full, original, owner) = (record.hash, record.original, record.owner);
    let form = use_form::<Attachment>(id, opened.found.seen, record.clone());
    let now = memo(move || photo.get().filter(|photo| photo.found.id == id));
    form.follow(move || now.with(|now| now.as_ref().map(|now| (now.found.seen, now.found.record.clone()))));
    let here = memo(move || now.with(|now| now.as_ref().is_none_or(|now| now.here)));
    // What is looked at is fetched, whatever was chosen for the others.
    effect(move || {
        if let Some(hash) = full.filter(|_| !here.get()) {
            fetch(hash);
        }
    });
    let seen = Signal::derive(move || now.with(|now| now.as_ref().map_or(0, |now| now.found.seen)));
    let conflicts =
        Signal::derive(move || now.with(|now| now.as_ref().map(|now| now.found.conflicts.clone())).unwrap_or_default());
    let caption = form.read(|record| record.caption.clone());
    let wants_original = RwSignal::new(false);
    let hash = Signal::derive(move || if wants_original.get() { original } else { full });
    let delete = move |_| {
        let command = engine::command_id();
        spawn_local(async move {
            let done = engine::call_as(command, Command::Delete(vec![id.into()]), Vec::new()).await;
            notices.done_or_trouble(command, t!("photos-deleted", "count" => 1), done);
        });
    };
    let taken = record.taken;
    view! {
        <div class="min-h-0 flex-1">
            <Show when=move || here.get() fallback=|| view! { <p class="p-6 text-center" role="status">{t!("photo-elsewhere")}</p> }>
                <Picture hash alt=caption class="size-full object-contain" />
            </Show>
        </div>
        <div class="flex flex-col gap-2 bg-base-100 p-3 text-base-content">
            <div class="mx-auto flex w-full max-w-2xl flex-col gap-2">
                <Conflicts record=RecordRef::from(id) seen conflicts />
                <Fields>
                    <Field
                        label=t!("caption")
                        value=caption
                        on_input=move |typed: String| form.edit(move |record| record.caption = typed)
                    />
                </Fields>
                <div class="flex flex-wrap items-center gap-2">
                    <div class="min-w-0 flex-1 text-sm">
                        {taken.map(|at| view! { <Time at=Signal::stored(at) zone /> })}
                        <SavedState state=form.state() />
                    </div>
                    <Show when=move || original.is_some() && !wants_original.get()>
                        <Button label=t!("show-original") look=Look::Plain on_press=move |_| wants_original.set(true) />
                    </Show>
                    <IssueOfPhoto owner />
                    <HistoryLink record=id />
                    <Fields>
                        <Button label=t!("delete-photo") look=Look::Danger icon=icondata_lu::LuTrash2 on_press=delete />
                    </Fields>
                </div>
            </div>
        </div>
    }
}

/// From a photo to an issue: what its note says is taken over. A photo of a person or of an issue makes none.
#[component]
fn IssueOfPhoto(owner: Option<RecordRef>) -> impl IntoView {
    let raising = RwSignal::new(false);
    let note = owner.filter(|owner| owner.kind == Kind::Observation).map(|owner| ObservationId::from(owner.id));
    let view: Live<ObservationView> = live_if(move || note.map(Query::Observation));
    let is_shared = memo(move || view.with(|view| !view.found.only_me).unwrap_or(false));
    let sheet = move || {
        if !raising.get() {
            return None;
        }
        let visit = untrack(|| view.with(|view| view.found.record.visit)).flatten();
        let origin = Origin { visit, observation: note, ..Origin::default() };
        Some(view! { <QuickIssue origin on_close=move || raising.set(false) /> })
    };
    view! {
        <Show when=move || is_shared.get()>
            <Fields>
                <Button label=t!("make-issue") icon=icondata_lu::LuTriangleAlert on_press=move |_| raising.set(true) />
            </Fields>
        </Show>
        {move || sheet()}
    }
}
