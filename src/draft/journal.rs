//! The keystroke journal: the newest revision of each draft, written synchronously.
//!
//! In a browser it promises nothing about the disk (that may commit it seconds later); what it covers is a
//! tab that is closed or dies between two messages to the engine. In the shell it is flushed a moment later. A draft
//! stays here only until the engine has it, and is sealed: what was removed may lie on the disk for a while.

use floorbook_domain::RecordRef;
use floorbook_port::{Composer, Draft, DraftKey, TabId};

use crate::host::{kept, sealed};

const PREFIX: &str = "floorbook.draft.";

fn name(key: &DraftKey) -> String {
    let DraftKey { tab: TabId(tab), composer: Composer::Record(RecordRef { kind, id }) } = key;
    format!("{PREFIX}{tab}.{}-{id}", kind.number())
}

/// Writes the newest revision. A full or refused store is no reason to stop typing: the engine gets
/// the draft a moment later.
pub(super) fn write(draft: &Draft) {
    if let Err(why) = sealed::write(&name(&draft.key), draft) {
        leptos::logging::warn!("the journal takes no more: {why:?}");
    }
}

/// Removes a draft, unless a newer revision than `revision` stands there.
pub(super) fn clear(key: &DraftKey, revision: u64) {
    let name = name(key);
    match read(&name) {
        Some(newer) if newer.revision > revision => {}
        _ => kept::delete(&name),
    }
}

/// A draft of the journal; one of an earlier version of the app is not sealed.
fn read(name: &str) -> Option<Draft> {
    sealed::read(name).or_else(|| kept::get(name))
}

/// All drafts in the journal, of all tabs. What cannot be read stays where it is.
pub(super) fn all() -> Vec<Draft> {
    kept::names().iter().filter(|name| name.starts_with(PREFIX)).filter_map(|name| read(name)).collect()
}
