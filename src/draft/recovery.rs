//! What dead tabs left behind is given to the engine, made into records, and named.

use std::collections::HashSet;

use floorbook_port::{Answer, Command, Event, HostState, Query, Recovered, TabId, View};
use futures_channel::oneshot;
use leptos::prelude::*;

use super::journal;
use crate::{
    engine,
    host::{lock, sealed},
};

const TAB: &str = "floorbook.tab.";
/// One tab at a time: otherwise a draft could be made a record twice.
const RECOVERY: &str = "floorbook.recovery";

thread_local! {
    static RECOVERED: ArcRwSignal<Vec<Recovered>> = ArcRwSignal::default();
}

/// What was brought back at this start, until it is dismissed.
pub fn recovered() -> ArcReadSignal<Vec<Recovered>> {
    RECOVERED.with(|recovered| recovered.read_only())
}

/// The person has read what was brought back.
pub fn dismiss_recovered() {
    RECOVERED.with(|recovered| recovered.set(Vec::new()));
}

/// The lock that a tab holds as long as it is alive.
pub(super) fn lock_of(tab: TabId) -> String {
    format!("{TAB}{}", tab.0)
}

/// Recovers, as soon as the notebook is open.
pub(super) async fn recover() {
    until_ready().await;
    learn_the_key().await;
    lock::exclusively(RECOVERY, async {
        let alive = alive_tabs().await;
        let left: Vec<_> = journal::all().into_iter().filter(|draft| !alive.contains(&draft.key.tab)).collect();
        let mut kept = Vec::new();
        for draft in left {
            let (key, revision) = (draft.key, draft.revision);
            if engine::call(Command::SaveDraft(draft)).await.is_ok() {
                kept.push((key, revision));
            }
        }
        let alive = alive.into_iter().collect();
        // Without an answer the journal stays as it is, for the next start.
        if let Ok(Answer::Recovered(list)) = engine::call(Command::Recover { alive }).await {
            kept.iter().for_each(|(key, revision)| journal::clear(key, *revision));
            RECOVERED.with(|recovered| recovered.update(|all| all.extend(list)));
        }
    })
    .await;
}

/// Asks for the key of what pages keep. Without it nothing of the journal can be read or written; the engine still gets
/// every draft.
async fn learn_the_key() {
    match engine::ask(Query::PageKey).await {
        Ok(View::PageKey(key)) => sealed::know(key),
        Ok(_) => {}
        Err(failure) => leptos::logging::warn!("the journal has no key: {failure:?}"),
    }
}

async fn alive_tabs() -> HashSet<TabId> {
    let held = lock::held().await;
    let ids = held.iter().filter_map(|name| name.strip_prefix(TAB)?.parse().ok());
    ids.map(TabId).chain([engine::tab()]).collect()
}

async fn until_ready() {
    if matches!(engine::host().get_untracked(), HostState::Ready { .. }) {
        return;
    }
    let (sender, ready) = oneshot::channel();
    let sender = std::cell::Cell::new(Some(sender));
    let _listening = engine::events(move |event| {
        if let (Event::Host(HostState::Ready { .. }), Some(sender)) = (event, sender.take()) {
            let _ = sender.send(());
        }
    });
    let _ = ready.await;
}
