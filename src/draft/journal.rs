//! The keystroke journal: the newest revision of each draft, written synchronously.
//!
//! In a browser it promises nothing about the disk (that may commit it seconds later); what it covers is a
//! tab that is closed or dies between two messages to the engine. In the shell it is flushed a moment later. It is not encrypted, so a draft stays
//! here only until the engine has it.

use floorbook_domain::RecordRef;
use floorbook_port::{Composer, Draft, DraftKey, TabId};

use crate::host::kept;

const PREFIX: &str = "floorbook.draft.";

fn name(key: &DraftKey) -> String {
    let DraftKey { tab: TabId(tab), composer: Composer::Record(RecordRef { kind, id }) } = key;
    format!("{PREFIX}{tab}.{}-{id}", kind.number())
}

/// Writes the newest revision. A full or refused store is no reason to stop typing: the engine gets
/// the draft a moment later.
pub(super) fn write(draft: &Draft) {
    if let Err(refused) = kept::set(&name(&draft.key), draft) {
        leptos::logging::warn!("the journal takes no more: {refused}");
    }
}

/// Removes a draft, unless a newer revision than `revision` stands there.
pub(super) fn clear(key: &DraftKey, revision: u64) {
    let name = name(key);
    match kept::get::<Draft>(&name) {
        Some(newer) if newer.revision > revision => {}
        _ => kept::delete(&name),
    }
}

/// All drafts in the journal, of all tabs. What cannot be read stays where it is.
pub(super) fn all() -> Vec<Draft> {
    kept::names().iter().filter(|name| name.starts_with(PREFIX)).filter_map(|name| kept::get(name)).collect()
}
