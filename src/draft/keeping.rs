//! The handle of a composer on its draft.

use std::rc::Rc;

use floorbook_domain::RecordRef;
use floorbook_port::{Composer, DraftKey, Failure, Write};
use leptos::prelude::*;

use super::{
    keeper::{Keeper, SaveState, Stored},
    open,
};
use crate::engine;

/// A composer's handle on its draft. `Copy`; when the component that made it is gone, the draft is
/// finished by itself.
#[derive(Clone, Copy)]
pub struct Keeping {
    keeper: StoredValue<Rc<Keeper>, LocalStorage>,
    state: Signal<SaveState>,
}

/// Keeps what is typed about `record`, which the composer shows at revision `seen` (0: a new one).
pub fn use_draft(record: impl Into<RecordRef>, seen: u64) -> Keeping {
    let key = DraftKey { tab: engine::tab(), composer: Composer::Record(record.into()) };
    let keeper = open::take(key, seen);
    let state = keeper.state.clone();
    let keeping = Keeping { keeper: StoredValue::new_local(keeper), state: Signal::derive(move || state.get()) };
    on_cleanup(move || {
        if let Some(keeper) = keeping.keeper.try_get_value() {
            open::leave(keeper);
        }
    });
    keeping
}

impl Keeping {
    /// Keeps the composer as it stands: call it in each input event. `text` is what the notice after
    /// a crash shows; `writes` is what the draft becomes. Their revision for this record is the one that
    /// the composer shows; what its drafts have made of the record since is known here.
    pub fn typed(self, text: impl Into<String>, writes: Vec<Write>) {
        self.keeper().typed(text.into(), writes);
    }

    /// What is true about saving.
    pub fn state(self) -> Signal<SaveState> {
        self.state
    }

    /// Whether the record is there: it was when the composer was opened, or what was typed became it.
    pub fn is_record(self) -> bool {
        self.keeper().is_record()
    }

    /// Whether the record may hold something that was typed here and that a composer which knows it up to
    /// `revision` does not know to be there: a draft is becoming a record, or became one after it.
    pub fn is_ahead_of(self, revision: u64) -> bool {
        self.keeper().is_ahead_of(revision)
    }

    /// The text that was typed and is no record yet, from before this composer was opened.
    pub fn pending_text(self) -> Option<String> {
        self.keeper().pending_text()
    }

    /// **Done**: makes the draft its records. When this returns `Ok`, they are on the disk.
    ///
    /// # Errors
    /// Why the disk did not take it. It is tried again; nothing typed is lost.
    pub async fn finish(self) -> Result<(), Failure> {
        self.keeper().finish().await
    }

    /// Throws the draft away: the person said so.
    pub async fn discard(self) {
        self.keeper().discard().await;
    }

    /// Calls `then` when the record's prose was changed elsewhere while it was typed here; see [`Stored`].
    pub fn when_stored(self, then: impl Fn(Stored) + 'static) {
        self.keeper().when_stored(Rc::new(then));
    }

    fn keeper(self) -> Rc<Keeper> {
        self.keeper.get_value()
    }
}
