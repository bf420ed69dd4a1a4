//! Keeps one draft: numbers its revisions, sends them on, and knows what is truly saved.
//!
//! It outlives the composer that types into it, until all of it is a record.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use floorbook_domain::Field;
use floorbook_port::{Answer, Command, Composer, Draft, DraftKey, ErrorCode, Failure, Write};
use leptos::{prelude::*, task::spawn_local};

use super::{journal, made::Made, open};
use crate::{
    engine,
    host::{clock, page},
};

/// How long what is typed may wait before it goes to the engine.
const SAVE_EVERY_MS: i64 = 300;
/// How long nothing is typed before it is said that all is saved.
const PAUSE_MS: i64 = 400;
/// How long a rest makes the draft a record.
const REST_MS: i64 = 10_000;
/// How long to wait after a failure before trying again.
const AGAIN_AFTER_MS: u64 = 3_000;

/// What is true about saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was typed yet.
    #[default]
    Untouched,
    /// The newest revision is on its way to the disk.
    Saving,
    /// The newest revision is on the disk.
    Saved,
    /// The disk did not take it. It is tried again; what was typed is still in the composer.
    Failed(Failure),
}

/// The draft became a record, whose prose now is `stored`: what was sent, with what was changed elsewhere
/// meanwhile. The composer shows `merge(&sent, what it holds now, &stored)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The number of the field of prose.
    pub field: u16,
    /// What was sent.
    pub sent: String,
    /// What the record holds.
    pub stored: String,
    /// The revision of the record that holds it.
    pub seen: u64,
}

pub(super) type Then = Rc<dyn Fn(Stored)>;

pub(super) struct Keeper {
    pub(super) key: DraftKey,
    /// The newest revision, until it is a record.
    draft: RefCell<Option<Draft>>,
    revision: Cell<u64>,
    saved: Cell<u64>,
    /// Whether the record is there: it was when it was opened, or a draft became it.
    is_record: Cell<bool>,
    made: Made,
    saving: Cell<bool>,
    finishing: Cell<bool>,
    finish_wanted: Cell<bool>,
    resting: Cell<bool>,
    sent_at: Cell<i64>,
    typed_at: Cell<i64>,
    pub(super) users: Cell<u32>,
    pub(super) state: ArcRwSignal<SaveState>,
    on_stored: RefCell<Option<Then>>,
}

impl Keeper {
    pub(super) fn new(key: DraftKey, seen: u64, first_revision: u64) -> Rc<Keeper> {
        Rc::new(Keeper {
            key,
            draft: RefCell::default(),
            revision: Cell::new(first_revision),
            saved: Cell::new(first_revision),
            is_record: Cell::new(seen > 0),
            made: Made::default(),
            saving: Cell::default(),
            finishing: Cell::default(),
            finish_wanted: Cell::default(),
            resting: Cell::default(),
            sent_at: Cell::new(i64::MIN / 2),
            typed_at: Cell::new(0),
            users: Cell::default(),
            state: ArcRwSignal::default(),
            on_stored: RefCell::default(),
        })
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision.get()
    }

    pub(super) fn is_record(&self) -> bool {
        self.is_record.get()
    }

    /// A composer is opened that shows the record at `seen`.
    pub(super) fn opened(&self, seen: u64) {
        self.is_record.set(self.is_record.get() || seen > 0);
        self.made.open();
    }

    pub(super) fn when_stored(&self, then: Then) {
        self.on_stored.replace(Some(then));
    }

    /// The text of the newest revision that is no record yet.
    pub(super) fn pending_text(&self) -> Option<String> {
        self.draft.borrow().as_ref().map(|draft| draft.text.clone())
    }

    /// Whether something typed is not on the disk.
    pub(super) fn is_unsaved(&self) -> bool {
        self.revision.get() > self.saved.get()
    }

    /// Whether the record may hold something that was typed here and that a composer which knows it up to
    /// `revision` does not know to be there.
    pub(super) fn is_ahead_of(&self, revision: u64) -> bool {
        self.finishing.get() || self.made.is_after(revision)
    }

    /// Whether all of it is a record.
    pub(super) fn is_finished(&self) -> bool {
        self.draft.borrow().is_none() && !self.finishing.get()
    }

    fn show(&self, state: SaveState) {
        if self.state.with_untracked(|old| *old != state) {
            self.state.set(state);
        }
        open::count_unsaved();
    }

    pub(super) fn typed(self: &Rc<Self>, text: String, writes: Vec<Write>) {
        let revision = self.revision.get() + 1;
        self.revision.set(revision);
        self.made.typed();
        let at = clock::now();
        let draft = Draft { key: self.key, revision, at, text, writes: self.told(writes) };
        journal::write(&draft);
        self.draft.replace(Some(draft));
        self.typed_at.set(at.0);
        self.show(SaveState::Saving);
        self.save_soon();
        self.finish_after_rest();
    }

    /// Forgets the draft: the person said so.
    pub(super) async fn discard(self: &Rc<Self>) {
        let revision = self.revision.get();
        self.draft.replace(None);
        self.saved.set(revision);
        if engine::call(Command::DropDraft { key: self.key, revision }).await.is_ok() {
            journal::clear(&self.key, revision);
        }
        self.show(SaveState::Untouched);
    }

    fn told(&self, writes: Vec<Write>) -> Vec<Write> {
        let Composer::Record(record) = self.key.composer;
        self.made.told(record, writes)
    }

    /// What was typed while the draft before it became a record is told of that.
    fn tell_pending(&self) {
        let Some(mut draft) = self.draft.take() else { return };
        draft.revision += 1;
        draft.writes = self.told(draft.writes);
        self.revision.set(draft.revision);
        journal::write(&draft);
        self.draft.replace(Some(draft));
    }

    fn save_soon(self: &Rc<Self>) {
        if self.saving.replace(true) {
            return;
        }
        let keeper = self.clone();
        spawn_local(async move {
            while keeper.is_unsaved() && !keeper.finishing.get() {
                let wait = keeper.sent_at.get() + SAVE_EVERY_MS - clock::now().0;
                if let Ok(wait @ 1..) = u64::try_from(wait) {
                    page::sleep(wait.min(SAVE_EVERY_MS as u64)).await;
                }
                // Meanwhile it may be on its way to become a record: then there is nothing to keep.
                if !keeper.finishing.get() && !keeper.save().await {
                    page::sleep(AGAIN_AFTER_MS).await;
                }
            }
            keeper.saving.set(false);
        });
    }

    /// Sends the newest revision; `false` if the disk did not take it.
    async fn save(self: &Rc<Self>) -> bool {
        let Some(draft) = self.draft.borrow().clone() else { return true };
        let revision = draft.revision;
        self.sent_at.set(clock::now().0);
        match engine::call(Command::SaveDraft(draft)).await {
            Ok(_) => {
                // The engine holds it, encrypted; the journal is in the clear.
                journal::clear(&self.key, revision);
                self.saved_up_to(revision);
                true
            }
            Err(failure) => {
                self.show(SaveState::Failed(failure));
                false
            }
        }
    }

    fn saved_up_to(self: &Rc<Self>, revision: u64) {
        self.saved.set(self.saved.get().max(revision));
        open::count_unsaved();
        // While someone types, the words would change three times a second. They wait for a pause.
        let pause = self.typed_at.get() + PAUSE_MS - clock::now().0;
        match u64::try_from(pause) {
            Ok(pause @ 1..) => {
                let keeper = self.clone();
                set_timeout(move || keeper.show_saved(), Duration::from_millis(pause));
            }
            _ => self.show_saved(),
        }
    }

    fn show_saved(&self) {
        if !self.is_unsaved() && clock::now().0 - self.typed_at.get() >= PAUSE_MS - 20 {
            self.show(SaveState::Saved);
        }
    }

    fn finish_after_rest(self: &Rc<Self>) {
        if self.resting.replace(true) {
            return;
        }
        let keeper = self.clone();
        spawn_local(async move {
            loop {
                let rest = keeper.typed_at.get() + REST_MS - clock::now().0;
                match u64::try_from(rest) {
                    Ok(rest @ 1..) => page::sleep(rest).await,
                    _ => break,
                }
            }
            keeper.resting.set(false);
            keeper.finish_soon();
        });
    }

    /// Makes the draft a record as soon as possible.
    pub(super) fn finish_soon(self: &Rc<Self>) {
        let keeper = self.clone();
        spawn_local(async move { drop(keeper.finish().await) });
    }

    /// Makes the newest revision a record. When this returns `Ok`, it is one, and on the disk.
    pub(super) async fn finish(self: &Rc<Self>) -> Result<(), Failure> {
        if self.finishing.replace(true) {
            // Another is under way; this one goes on after it, for what was typed meanwhile.
            self.finish_wanted.set(true);
            while self.finishing.get() {
                page::sleep(20).await;
            }
            return match self.state.get_untracked() {
                SaveState::Failed(failure) => Err(failure),
                _ => Ok(()),
            };
        }
        let mut done = self.finish_newest().await;
        while done.is_ok() && self.finish_wanted.replace(false) {
            done = self.finish_newest().await;
        }
        self.finishing.set(false);
        if let Err(failure) = &done {
            self.show(SaveState::Failed(failure.clone()));
            let keeper = self.clone();
            // What contradicts the rules would do so again; anything else may pass.
            if failure.code != ErrorCode::Refused {
                set_timeout(move || keeper.finish_soon(), Duration::from_millis(AGAIN_AFTER_MS));
            }
        } else if self.is_unsaved() {
            self.save_soon();
        }
        done
    }

    async fn finish_newest(self: &Rc<Self>) -> Result<(), Failure> {
        let Some(draft) = self.draft.borrow().clone() else { return Ok(()) };
        let (revision, composer) = (draft.revision, self.made.typed_into());
        let writes = self.told(draft.writes);
        let command = Command::FinishDraft { key: self.key, revision, writes: writes.clone() };
        if let Answer::Done { seen, .. } = engine::call(command).await?
            && seen > 0
        {
            self.is_record.set(true);
            self.made.add(composer, seen);
        }
        journal::clear(&self.key, revision);
        let newest = self.revision.get() == revision;
        if newest {
            self.draft.replace(None);
        } else {
            self.tell_pending();
        }
        self.saved_up_to(revision);
        self.tell_what_is_stored(&writes).await;
        Ok(())
    }

    /// Tells the composer what the record's prose is now: what comes later is brought together with that.
    async fn tell_what_is_stored(&self, writes: &[Write]) {
        let Some(then) = self.on_stored.borrow().clone() else { return };
        let Composer::Record(record) = self.key.composer;
        let sent: Vec<(u16, String)> = writes
            .iter()
            .filter(|write| write.record == record)
            .flat_map(|write| &write.put)
            .filter_map(|field| Some((field.number(), field.text()?)))
            .collect();
        if sent.is_empty() || self.users.get() == 0 {
            return;
        }
        let Ok(Some((seen, stored))) = engine::record(record).await else { return };
        let fields = stored.fields();
        for (number, sent) in sent {
            let held = fields.iter().find(|field| field.number() == number);
            let stored = held.and_then(Field::text).unwrap_or_default();
            then(Stored { field: number, sent, stored, seen });
        }
    }
}
