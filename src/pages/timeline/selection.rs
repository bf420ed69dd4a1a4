//! Several notes at once: which ones, and what becomes of them. All of it can be undone.

use std::collections::BTreeSet;

use floorbook_domain::{AttachmentField, ObservationField, ObservationId, RecordRef, VisitId};
use floorbook_port::{AttachmentView, Command, ObservationView, Write};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    engine::{self, LivePages},
    frame::notices::{Notices, use_notices},
    t,
};

const HOUR_MS: i64 = 3_600_000;

/// The notes that are selected. `Copy`; one for a timeline.
#[derive(Clone, Copy)]
pub struct Selection {
    notes: LivePages<ObservationView>,
    chosen: RwSignal<Option<BTreeSet<ObservationId>>>,
    notices: Notices,
}

impl Selection {
    /// Nothing is selected.
    pub(super) fn new(notes: LivePages<ObservationView>) -> Selection {
        Selection { notes, chosen: RwSignal::new(None), notices: use_notices() }
    }

    /// Whether notes are being selected.
    pub(super) fn is_on(self) -> bool {
        self.chosen.with(Option::is_some)
    }

    /// Begins to select.
    pub(super) fn start(self) {
        self.chosen.set(Some(BTreeSet::new()));
    }

    /// Ends selecting.
    pub(super) fn end(self) {
        self.chosen.set(None);
    }

    /// Whether a note is selected.
    pub(super) fn holds(self, id: ObservationId) -> bool {
        self.chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.contains(&id)))
    }

    /// Selects a note, or no longer.
    pub(super) fn toggle(self, id: ObservationId) {
        self.chosen.update(|chosen| {
            if let Some(chosen) = chosen
                && !chosen.remove(&id)
            {
                chosen.insert(id);
            }
        });
    }

    /// Selects all notes that are shown.
    pub(super) fn all(self) {
        let all = self.notes.rows().with_untracked(|rows| rows.iter().flatten().map(|note| note.found.id).collect());
        self.chosen.set(Some(all));
    }

    /// How many are selected.
    pub(super) fn count(self) -> usize {
        self.chosen.with(|chosen| chosen.as_ref().map_or(0, BTreeSet::len))
    }

    fn notes(self) -> Vec<ObservationView> {
        let chosen = self.chosen.get_untracked().unwrap_or_default();
        self.notes.rows().with_untracked(|rows| {
            rows.iter().flatten().filter(|note| chosen.contains(&note.found.id)).cloned().collect()
        })
    }

    /// Writes a field of each.
    fn put(self, field: impl Fn() -> ObservationField, words: String) {
        let writes =
            self.notes().into_iter().map(|note| Write::edit(note.found.id, note.found.seen, vec![field().into()]));
        self.send(Command::Write(writes.collect()), words);
    }

    /// Moves them to a visit, or out of any.
    pub(super) fn move_to(self, visit: Option<VisitId>, name: &str) {
        self.put(|| ObservationField::Visit(visit), t!("notes-moved", "count" => self.count(), "visit" => name));
    }

    /// Gives them an area.
    pub(super) fn set_area(self, area: &str) {
        self.put(|| ObservationField::Area(area.to_owned()), t!("notes-area", "count" => self.count(), "area" => area));
    }

    /// Gives them a tag.
    pub(super) fn add_tag(self, tag: &str) {
        self.put(|| ObservationField::Tags(tag.to_owned()), t!("notes-tagged", "count" => self.count(), "tag" => tag));
    }

    /// Deletes them, with what hangs on them.
    pub(super) fn delete(self) {
        let records: Vec<RecordRef> = self.notes().into_iter().map(|note| note.found.id.into()).collect();
        self.send(Command::Delete(records), t!("notes-deleted", "count" => self.count()));
    }

    /// Shifts the times of their photos, whose camera's clock was wrong.
    pub(super) fn shift(self, hours: i64) {
        let notes = self.notes();
        let photos: Vec<AttachmentView> = notes.iter().flat_map(|note| note.attachments.clone()).collect();
        let mut writes = shift_writes(&photos, hours);
        // A note that took its time from its first photo moves with it.
        writes.extend(notes.iter().filter_map(|note| {
            let first = note.attachments.iter().filter_map(|photo| photo.found.record.taken).min()?;
            let when = note.found.record.when;
            let moved = ObservationField::When(when.plus_millis(hours * HOUR_MS));
            (first == when).then(|| Write::edit(note.found.id, note.found.seen, vec![moved.into()]))
        }));
        self.send(Command::Write(writes), t!("photos-shifted", "count" => photos.len(), "hours" => hours_words(hours)));
    }

    fn send(self, command: Command, words: String) {
        let id = engine::command_id();
        let notices = self.notices;
        self.end();
        spawn_local(async move {
            let done = engine::call_as(id, command, Vec::new()).await;
            notices.done_or_trouble(id, words, done);
        });
    }
}

/// Hours with their sign: `+7`, `−2`.
pub fn hours_words(hours: i64) -> String {
    if hours < 0 { format!("−{}", hours.abs()) } else { format!("+{hours}") }
}

/// What shifts the times of photos by hours.
pub fn shift_writes(photos: &[AttachmentView], hours: i64) -> Vec<Write> {
    let shift = |photo: &AttachmentView| {
        let taken = photo.found.record.taken?.plus_millis(hours * HOUR_MS);
        Some(Write::edit(photo.found.id, photo.found.seen, vec![AttachmentField::Taken(Some(taken)).into()]))
    };
    photos.iter().filter_map(shift).collect()
}
