//! Pictures and files on their way to the disk: one after the other, developed by the worker. It goes
//! on when the sheet that handed them over is closed, and says how far it is.

use std::{cell::RefCell, collections::VecDeque};

use floorbook_domain::{AttachmentField, AttachmentId, Field, Instant, Media};
use floorbook_port::{Command, Failure, NewAttachment, Part};
use leptos::{prelude::*, task::spawn_local};
use web_sys::{Blob, File};

use super::{Holder, taken};
use crate::{
    engine::{self, Developed},
    host::{clock, files},
    ids,
};

/// Something to be saved.
#[derive(Clone)]
pub struct Film {
    blob: Blob,
    name: String,
    /// Its time where the picture itself tells none.
    at: Instant,
    holder: Holder,
}

impl Film {
    /// What the camera in the app saw just now.
    pub fn shot(blob: Blob, holder: Holder) -> Film {
        Film { blob, name: String::new(), at: clock::now(), holder }
    }

    /// A file that was chosen, dropped or pasted.
    pub fn file(file: File, holder: Holder) -> Film {
        Film { name: file.name(), at: files::modified(&file), blob: file.into(), holder }
    }
}

/// How far the darkroom is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// How many were handed over since it last had nothing to do.
    pub wanted: u32,
    /// How many of them are on the disk.
    pub saved: u32,
    /// How many could not be saved, and why the last of them could not.
    pub failed: u32,
    /// Why.
    pub failure: Option<Failure>,
}

impl Progress {
    /// Whether something is still on its way.
    pub fn is_busy(&self) -> bool {
        self.saved + self.failed < self.wanted
    }
}

#[derive(Default)]
struct Darkroom {
    waiting: VecDeque<Film>,
    failed: Vec<Film>,
    busy: bool,
}

thread_local! {
    static ROOM: RefCell<Darkroom> = RefCell::default();
    static PROGRESS: ArcRwSignal<Progress> = ArcRwSignal::default();
}

/// How far it is.
pub fn progress() -> ArcReadSignal<Progress> {
    PROGRESS.with(ArcRwSignal::read_only)
}

fn tell(change: impl FnOnce(&mut Progress)) {
    PROGRESS.with(|progress| progress.update(change));
}

/// Saves these, after those that wait already.
pub fn save(films: Vec<Film>) {
    let count = u32::try_from(films.len()).unwrap_or(u32::MAX);
    tell(|progress| {
        if !progress.is_busy() && progress.failed == 0 {
            *progress = Progress::default();
        }
        progress.wanted += count;
    });
    ROOM.with_borrow_mut(|room| room.waiting.extend(films));
    go_on();
}

/// Tries those again that could not be saved.
pub fn try_again() {
    let films = ROOM.with_borrow_mut(|room| std::mem::take(&mut room.failed));
    tell(|progress| {
        progress.failed = 0;
        progress.failure = None;
    });
    ROOM.with_borrow_mut(|room| room.waiting.extend(films));
    go_on();
}

/// The person has read how it ended.
pub fn dismiss() {
    ROOM.with_borrow_mut(|room| room.failed.clear());
    tell(|progress| {
        if !progress.is_busy() {
            *progress = Progress::default();
        }
    });
}

fn go_on() {
    if ROOM.with_borrow_mut(|room| std::mem::replace(&mut room.busy, true)) {
        return;
    }
    spawn_local(async {
        while let Some(film) = ROOM.with_borrow_mut(|room| room.waiting.pop_front()) {
            match keep(&film).await {
                Ok(()) => tell(|progress| progress.saved += 1),
                Err(failure) => {
                    ROOM.with_borrow_mut(|room| room.failed.push(film));
                    tell(|progress| {
                        progress.failed += 1;
                        progress.failure = Some(failure);
                    });
                }
            }
        }
        ROOM.with_borrow_mut(|room| room.busy = false);
    });
}

/// Develops one and attaches it; when this returns `Ok`, it is on the disk.
async fn keep(film: &Film) -> Result<(), Failure> {
    let holder = &film.holder;
    let developed = engine::develop(&film.blob, holder.keeps_originals()).await?;
    let told = taken::moment(developed.taken_local.as_deref(), developed.taken_offset, holder.zone());
    let when = told.unwrap_or(film.at);
    let (attachment, parts) = attachment(film, developed, when);
    let command = Command::Attach { attachments: vec![attachment], writes: holder.writes(Some(when)) };
    let answer = engine::call_with(command, parts).await?;
    holder.kept(&answer);
    Ok(())
}

fn attachment(film: &Film, developed: Developed, when: Instant) -> (NewAttachment, Vec<js_sys::Uint8Array>) {
    let Developed { mime, size, content, thumbnail, original, .. } = developed;
    let media = if size.is_some() { Media::Photo } else { Media::File };
    let mut fields: Vec<Field> = vec![
        AttachmentField::Owner(Some(film.holder.id().into())).into(),
        AttachmentField::Media(media).into(),
        AttachmentField::Mime(mime).into(),
        AttachmentField::Taken(Some(when)).into(),
    ];
    if !film.name.is_empty() {
        fields.push(AttachmentField::Name(film.name.clone()).into());
    }
    if let Some((width, height)) = size {
        fields.push(AttachmentField::Width(width).into());
        fields.push(AttachmentField::Height(height).into());
    }
    let mut parts = vec![content];
    let mut part = |bytes: Option<js_sys::Uint8Array>| {
        let bytes = bytes?;
        parts.push(bytes);
        Some(Part(parts.len() - 1))
    };
    let (thumbnail, original) = (part(thumbnail), part(original));
    let id: AttachmentId = ids::new();
    (NewAttachment { id, fields, content: Part(0), thumbnail, original }, parts)
}
