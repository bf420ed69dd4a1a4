//! The photos of a note as a strip, its voice memos and its files.

use floorbook_domain::Media;
use floorbook_port::AttachmentView;
use leptos::{prelude::*, task::spawn_local};

use super::player::Player;
use crate::{
    components::{Button, For, Look, Near, Show},
    engine::{self, Picture},
    frame::notices::use_notices,
    host::{bytes, save_file, zones},
    pages::photos::Viewer,
    reactive::memo,
    t,
};

/// How many photos a strip shows; the viewer shows all.
const SHOWN: usize = 12;

/// What hangs on a note. Pictures are fetched when they come near.
#[component]
pub fn Strip(
    /// The attachments, in the order in which they were taken.
    #[prop(into)]
    attachments: Signal<Vec<AttachmentView>>,
    /// The zone of the place.
    zone: Signal<String>,
) -> impl IntoView {
    let of = move |media: Media| {
        memo(move || {
            attachments
                .with(|all| all.iter().filter(|one| one.found.record.media == media).cloned().collect::<Vec<_>>())
        })
    };
    let (photos, voices, files) = (of(Media::Photo), of(Media::Voice), of(Media::File));
    let viewed = RwSignal::new(None::<usize>);
    let key = |one: &AttachmentView| (one.found.id, one.found.seen, one.here);
    let shown = move || photos.get().into_iter().take(SHOWN).enumerate();
    let thumb = move |(at, photo): (usize, AttachmentView)| {
        view! { <li class="shrink-0"><Thumb photo zone on_press=move || viewed.set(Some(at)) /></li> }
    };
    let rest = move || photos.with(Vec::len).saturating_sub(SHOWN);
    view! {
        <Show when=move || photos.with(|photos| !photos.is_empty())>
            <ul class="flex gap-1.5 overflow-x-auto py-1">
                <For each=shown key=move |(at, photo)| (*at, key(photo)) children=thumb />
                <Show when=move || rest() != 0>
                    <li class="shrink-0">
                        <Button
                            label=Signal::derive(move || t!("more-photos", "count" => rest()))
                            class="h-20"
                            on_press=move |_| viewed.set(Some(SHOWN))
                        />
                    </li>
                </Show>
            </ul>
        </Show>
        <For each=move || voices.get() key=key children=|voice| view! { <Player voice /> } />
        <For each=move || files.get() key=key children=|file| view! { <FileLine file /> } />
        {move || viewed.get().map(|at| view! { <Viewer photos at zone on_close=move || viewed.set(None) /> })}
    }
}

/// A small picture that opens the large one.
#[component]
pub fn Thumb(
    /// The photo.
    photo: AttachmentView,
    /// The zone of the place.
    zone: Signal<String>,
    /// It was pressed.
    on_press: impl Fn() + 'static,
    /// Classes for its size.
    #[prop(default = "size-20 rounded-field")]
    class: &'static str,
) -> impl IntoView {
    let record = photo.found.record;
    let (hash, caption, taken) = (record.thumbnail.or(record.hash), record.caption.clone(), record.taken);
    let label = move || match taken.map(|at| zones::time(at, &zone.get())) {
        Some(time) if caption.is_empty() => t!("photo-at", "time" => time),
        Some(time) => t!("photo-of-at", "caption" => caption.clone(), "time" => time),
        None => t!("photo"),
    };
    let picture = move |near: Signal<bool>| {
        let hash = Signal::derive(move || hash.filter(|_| near.get()));
        view! { <Picture hash alt="" class="size-full object-cover" /> }.into_any()
    };
    view! {
        <button type="button" class="block cursor-pointer rounded-field" aria-label=label on:click=move |_| on_press()>
            <Near class children=picture />
        </button>
    }
}

/// A file that cannot be shown here, to be saved elsewhere.
#[component]
fn FileLine(file: AttachmentView) -> impl IntoView {
    let record = file.found.record;
    let name = if record.name.is_empty() { t!("media-file") } else { record.name.clone() };
    let label = t!("save-file", "name" => name.clone(), "size" => bytes::words(record.size));
    let notices = use_notices();
    let (hash, mime) = (record.hash, record.mime);
    let save = move |_| {
        let (name, mime) = (name.clone(), mime.clone());
        let Some(hash) = hash else { return };
        spawn_local(async move {
            match engine::ask_bytes(hash).await {
                Ok((_, content)) => {
                    if let Err(failure) = save_file::download(&name, &mime, &content).await {
                        notices.trouble(&failure);
                    }
                }
                Err(failure) => notices.trouble(&failure),
            }
        });
    };
    view! { <Button label icon=icondata_lu::LuFileDown look=Look::Plain on_press=save /> }
}
