//! One note as it stands in the timeline.

use std::sync::Arc;

use floorbook_domain::Media;
use floorbook_port::ObservationView;
use leptos::prelude::*;

use super::{Marks, Strip, marks::side_colour, selection::Selection};
use crate::{
    components::{Icon, Show, SyncMarks, Time},
    pages::captured_words::outcome_words,
    t,
};

/// What a note says; of one without words, what hangs on it.
pub fn words_of(note: &ObservationView) -> String {
    let text = note.found.record.text.trim();
    if !text.is_empty() {
        return text.to_owned();
    }
    let count = |media: Media| note.attachments.iter().filter(|one| one.found.record.media == media).count();
    let (photos, voices, files) = (count(Media::Photo), count(Media::Voice), count(Media::File));
    match (photos, voices, files) {
        (0, 0, 0) => t!("note-without-words"),
        (photos, 0, 0) => t!("note-of-photos", "count" => photos),
        (0, voices, 0) => t!("note-of-voices", "count" => voices),
        (photos, voices, files) => t!("note-of-many", "count" => photos + voices + files),
    }
}

/// A note with its photos and voice memos. Pressing it opens it; while notes are selected, ticks it.
#[component]
pub fn Entry(
    /// The note.
    note: Arc<ObservationView>,
    /// The zone of the visit; the note's own wins.
    zone: Signal<String>,
    /// Called when the note is pressed.
    on_open: impl Fn(ObservationView) + Send + Sync + 'static,
    /// Where it can be selected, if it can.
    selection: Option<Selection>,
) -> impl IntoView {
    let record = &note.found.record;
    let (id, when, own_zone) = (note.found.id, record.when, record.zone.clone());
    let zone = Signal::derive(move || match zone.get() {
        visit if visit.is_empty() => own_zone.clone(),
        visit => visit,
    });
    let words = words_of(&note);
    let words_class = if record.text.trim().is_empty() { "text-muted" } else { "whitespace-pre-line" };
    let colour = side_colour(record.severity);
    let (kind, severity, only_me) = (record.kind, record.severity, note.found.only_me);
    let (came_back, in_conflict) = (note.found.came_back, !note.found.conflicts.is_empty());
    let attachments = Signal::stored(note.attachments.clone());
    let more = more_words(&note);
    let label = words.clone();
    let is_selecting = move || selection.is_some_and(Selection::is_on);
    let tick = move || {
        selection.map(|selection| {
            view! {
                <label class="touch flex shrink-0 cursor-pointer items-center justify-center">
                    <input
                        type="checkbox"
                        class="checkbox checkbox-primary"
                        aria-label=label.clone()
                        prop:checked=move || selection.holds(id)
                        on:change=move |_| selection.toggle(id)
                    />
                </label>
            }
        })
    };
    let press = move |_| match selection {
        Some(selection) if selection.is_on() => selection.toggle(id),
        _ => on_open((*note).clone()),
    };
    view! {
        <li class=format!("flex gap-1 border-l-4 py-1 pl-2 [contain-intrinsic-size:auto_7rem] [content-visibility:auto] {colour}")>
            <Show when=is_selecting>{tick()}</Show>
            <div class="min-w-0 flex-1">
                <button
                    type="button"
                    class="touch block w-full cursor-pointer rounded-field px-2 py-1 text-left hover:bg-base-200"
                    on:click=press
                >
                    <span class="flex flex-wrap items-center gap-2 text-sm text-muted">
                        <Time at=Signal::stored(when) zone with_home=false />
                        <Marks kind severity />
                        <SyncMarks came_back in_conflict />
                        {only_me.then(|| view! {
                            <span class="inline-flex items-center gap-1">
                                <Icon shape=icondata_lu::LuLock class="size-4" />
                                {t!("only-me")}
                            </span>
                        })}
                    </span>
                    <span class=format!("block wrap-break-word {words_class}")>{words}</span>
                    <span class="block text-sm text-muted empty:hidden">{more}</span>
                </button>
                <div class="px-2">
                    <Strip attachments zone />
                </div>
            </div>
        </li>
    }
}

/// Whom it concerns, what it refers to, and its tags, in one line.
fn more_words(note: &ObservationView) -> String {
    let record = &note.found.record;
    let mut words: Vec<String> = note.people.iter().filter(|name| !name.is_empty()).cloned().collect();
    if !record.reference.trim().is_empty() {
        words.push(record.reference.clone());
    }
    if let Some(defects) = record.defects {
        words.push(t!("defects-of", "found" => defects.found, "inspected" => defects.inspected));
    }
    if record.outcome != floorbook_domain::Outcome::default() {
        words.push(outcome_words(&record.outcome));
    }
    words.extend(record.tags.iter().map(|tag| format!("#{tag}")));
    words.join(" · ")
}
