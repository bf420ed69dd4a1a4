//! What is being typed and is not a record yet.

use floorbook_domain::{Instant, RecordRef};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Write;

/// Names an open tab or window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TabId(pub Uuid);

/// What a draft is typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Composer {
    /// A sheet for a note, or a form: it makes or changes this record.
    Record(RecordRef),
}

/// Names a draft: the tab and the composer in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DraftKey {
    /// The tab.
    pub tab: TabId,
    /// The composer.
    pub composer: Composer,
}

/// What is being typed, as the records it would become now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Which one.
    pub key: DraftKey,
    /// Counts up with every change to it, from 1.
    pub revision: u64,
    /// When it was typed.
    pub at: Instant,
    /// The text as it stands, for the notice after a crash.
    pub text: String,
    /// What it becomes if nobody comes back to it.
    pub writes: Vec<Write>,
}
