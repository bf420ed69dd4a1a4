//! The composer: a sheet over the visit, the cursor in it at once. Whichever way it is closed, what
//! was entered is kept; a note in which nothing was entered leaves nothing.

mod attached;
mod chips;
mod details;
mod outcome;
mod shared;

use floorbook_domain::{Observation, ObservationId, RecordRef};
use floorbook_port::{Answer, Command, Failure, ObservationView, Query};
use leptos::{prelude::*, task::spawn_local};

use self::{attached::Attached, chips::NoteChips, details::Details, outcome::OutcomeFields, shared::MakeOfIt};
use super::{Holder, Place};
use crate::{
    components::{Button, Look, SavedState, Sheet, TextArea},
    draft::{Form, use_form, use_new_form},
    engine::{self, Live, live},
    frame::{notices::use_notices, writers::Fields},
    ids,
    pages::{answered::part, conflicts::Conflicts, history::HistoryLink},
    reactive::effect,
    t,
};

/// What the composer is opened on.
#[derive(Clone, Debug, PartialEq)]
pub enum Composing {
    /// A new note.
    New,
    /// A note that is there.
    Edit(Box<ObservationView>),
}

/// The note in the composer. `Copy`; lives as long as the composer.
#[derive(Clone, Copy)]
pub(super) struct Note {
    id: ObservationId,
    form: Form<Observation>,
    stored: Live<ObservationView>,
    /// Whether it was there before the composer was opened.
    was_there: bool,
    only_me: RwSignal<bool>,
}

/// Whether nothing was entered that is worth keeping: chips alone say nothing.
fn is_blank(note: &Observation) -> bool {
    let Observation { text, people, tags, position, reference, defects, .. } = note;
    let says_nothing = text.trim().is_empty() && reference.trim().is_empty();
    says_nothing && people.is_empty() && tags.is_empty() && position.is_none() && defects.is_none()
}

impl Note {
    fn new(what: Composing, place: Place) -> Note {
        let (id, form, was_there, only_me) = match what {
            Composing::New => {
                let id: ObservationId = ids::new();
                (id, use_new_form(id, place.observation(), Vec::new()), false, false)
            }
            Composing::Edit(view) => {
                let found = view.found;
                (found.id, use_form(found.id, found.seen, found.record), true, found.only_me)
            }
        };
        let stored: Live<ObservationView> = live(move || Query::Observation(id));
        effect(move || {
            if let Some((seen, record)) = stored.with(|view| (view.found.seen, view.found.record.clone())) {
                form.take(seen, record);
            }
        });
        Note { id, form, stored, was_there, only_me: RwSignal::new(only_me) }
    }

    /// Something was chosen. While the note says nothing it is only remembered.
    fn change(self, change: impl FnOnce(&mut Observation)) {
        let mut after = self.form.peek(Observation::clone);
        change(&mut after);
        if is_blank(&after) && !self.form.is_record() {
            self.form.fill_in(move |note| *note = after);
        } else {
            self.form.edit(move |note| *note = after);
        }
    }

    /// What holds the photos and voice memos of this note.
    fn holder(self, place: Place) -> Holder {
        let start = (!self.form.is_record()).then(|| self.form.peek(Observation::clone));
        Holder::of_note(self.id, start, self.only_me.get_untracked(), place)
    }

    /// Whether nothing is to be left of it.
    fn leaves_nothing(self) -> bool {
        let holds_something =
            |view: &Option<ObservationView>| view.as_ref().is_some_and(|view| !view.attachments.is_empty());
        !self.was_there && self.form.peek(is_blank) && !self.stored.signal().with_untracked(holds_something)
    }

    /// Keeps the note, or leaves nothing of one that says nothing.
    async fn settle(self) -> Result<(), Failure> {
        if !self.leaves_nothing() {
            return self.form.finish().await;
        }
        // A rest of ten seconds had made it a record, and then its words were taken out.
        let (id, is_record) = (self.id, self.form.is_record());
        self.form.discard().await;
        if is_record {
            engine::call(Command::Delete(vec![id.into()])).await?;
        }
        Ok(())
    }
}

/// The sheet for a note.
#[component]
pub fn Composer(
    /// What it is opened on.
    what: Composing,
    /// Where a new note belongs.
    place: Place,
    /// The composer was closed.
    on_close: impl Fn() + Clone + Send + Sync + 'static,
    /// The note moved into or out of the personal notebook, where it has another id: show that one.
    on_moved: impl Fn(ObservationView) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let title = if what == Composing::New { t!("note") } else { t!("edit-note") };
    let note = Note::new(what, place);
    let notices = use_notices();
    let close = StoredValue::new(on_close);
    // The sheet stays until the disk has it: a failure is said where the words are.
    let done = move || {
        spawn_local(async move {
            if note.settle().await.is_ok() {
                close.try_with_value(|close| close());
            }
        });
    };
    // What was entered is finished by itself when the composer is gone.
    let leave = move || {
        if !note.leaves_nothing() {
            return close.with_value(|close| close());
        }
        spawn_local(async move {
            if let Err(failure) = note.settle().await {
                notices.trouble(&failure);
            }
            close.try_with_value(|close| close());
        });
    };
    let on_only_me = move |only_me: bool| {
        note.only_me.set(only_me);
        if note.form.is_record() {
            spawn_local(async move {
                match move_note(note, only_me).await {
                    Ok(Some(view)) => on_moved(view),
                    Ok(None) => {}
                    Err(failure) => notices.trouble(&failure),
                }
            });
        } else {
            note.form.set_only_me(only_me);
        }
    };
    let foot = move || {
        view! {
            <div class="flex items-center gap-3 px-4 py-3">
                <div class="min-w-0 flex-1">
                    <SavedState state=note.form.state() />
                </div>
                <Button label=t!("done") look=Look::Primary on_press=move |_| done() />
            </div>
        }
    };
    let text = note.form.read(|note| note.text.clone());
    view! {
        <Sheet title=title open=Signal::stored(true) on_close=leave foot>
            <Fields class="flex flex-col gap-4">
                <Conflicts
                    record=RecordRef::from(note.id)
                    seen=part(note.stored, |view| view.found.seen)
                    conflicts=part(note.stored, |view| view.found.conflicts.clone())
                />
                <TextArea
                    label=t!("note-text")
                    hide_label=true
                    placeholder=t!("note-placeholder")
                    class="min-h-28 text-lg"
                    autofocus=true
                    value=text
                    on_input=move |typed| note.form.edit(move |note| note.text = typed)
                />
                <MakeOfIt note place />
                <OutcomeFields note />
                <NoteChips note place />
                <Attached note place />
                <Details note place only_me=note.only_me on_only_me />
            </Fields>
            {note.was_there.then(|| view! { <div class="mt-4 flex"><HistoryLink record=note.id /></div> })}
        </Sheet>
    }
}

/// Moves a note into or out of the personal notebook; answers it under its new id.
async fn move_note(note: Note, only_me: bool) -> Result<Option<ObservationView>, Failure> {
    note.form.finish().await?;
    let answer = engine::call(Command::SetOnlyMe { observation: note.id, only_me }).await?;
    let Answer::Done { records, .. } = answer else { return Ok(None) };
    let is_new = |record: &&floorbook_domain::RecordRef| {
        record.kind == floorbook_domain::Kind::Observation && **record != note.id.into()
    };
    let Some(moved) = records.iter().find(is_new) else { return Ok(None) };
    match engine::ask(Query::Observation(moved.id.into())).await? {
        floorbook_port::View::Observation(view) => Ok(Some(view)),
        _ => Ok(None),
    }
}
