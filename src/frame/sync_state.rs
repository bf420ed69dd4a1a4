//! How it stands with syncing, for the whole app: asked once at the start, then told by events.

use floorbook_domain::Instant;
use floorbook_port::{Event, HostState, Query, SyncPhase, SyncStatus, SyncTrouble, View};
use icondata_core::Icon as Shape;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    engine,
    host::{clock, zones},
    t,
    text::Label,
};

/// How it stands. From the context.
#[derive(Clone, Copy)]
struct Syncing(RwSignal<SyncStatus>);

/// Asks how it stands, and listens from then on; called once at the root.
pub fn provide_sync() {
    let status = RwSignal::new(SyncStatus::default());
    let ask = move || {
        spawn_local(async move {
            // Before there is a notebook there is nothing to tell.
            if let Ok(View::Sync(view)) = engine::ask(Query::Sync).await {
                status.try_set(view.status);
            }
        });
    };
    ask();
    let listening = engine::events(move |event| match event {
        Event::Sync(now) => drop(status.try_set(now.clone())),
        Event::Everything | Event::Host(HostState::Ready { .. }) => ask(),
        _ => {}
    });
    let listening = StoredValue::new_local(listening);
    on_cleanup(move || listening.dispose());
    provide_context(Syncing(status));
}

/// How it stands with syncing the open notebook.
pub fn use_sync() -> ReadSignal<SyncStatus> {
    expect_context::<Syncing>().0.read_only()
}

/// What the pill shows: words, always with a shape, and a colour only where it is earned.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncWords {
    /// The words.
    pub words: String,
    /// The shape before them.
    pub shape: Shape,
    /// The colour of the shape.
    pub colour: &'static str,
}

/// How it stands, in a few words. Green is only what the hub has stored.
pub fn sync_words(status: &SyncStatus, now: Instant) -> SyncWords {
    let make = |words, shape, colour| SyncWords { words, shape, colour };
    let waiting = status.waiting_changes + status.waiting_photos;
    let here = || match waiting {
        0 => t!("sync-here"),
        count => t!("sync-here-waiting", "count" => count),
    };
    if !status.connected {
        return make(here(), icondata_lu::LuHardDrive, "text-muted");
    }
    let busy = |words| make(words, icondata_lu::LuRefreshCw, "text-primary");
    match (status.phase, status.trouble) {
        (SyncPhase::Photos { done, of }, _) => busy(t!("sync-photos-of", "done" => done, "of" => of)),
        (SyncPhase::Fetching { done, of }, _) if of > MANY => {
            busy(t!("sync-percent", "percent" => u64::from(done) * 100 / u64::from(of)))
        }
        (SyncPhase::Asking | SyncPhase::Sending { .. } | SyncPhase::Fetching { .. }, _) => busy(t!("sync-busy")),
        (SyncPhase::Idle, Some(SyncTrouble::Offline)) if waiting > 0 => {
            make(here(), icondata_lu::LuWifiOff, "text-muted")
        }
        (SyncPhase::Idle, Some(SyncTrouble::Offline)) => {
            make(SyncTrouble::Offline.label(), icondata_lu::LuWifiOff, "text-muted")
        }
        (SyncPhase::Idle, Some(trouble)) => make(trouble.label(), icondata_lu::LuCloudOff, "text-warning"),
        (SyncPhase::Idle, None) => match status.synced {
            Some(at) if waiting == 0 => make(synced(at, now), icondata_lu::LuCloudCheck, "text-success"),
            _ => make(here(), icondata_lu::LuCloudUpload, "text-muted"),
        },
    }
}

/// From so many envelopes on it is said how far their coming is.
const MANY: u32 = 20;

fn synced(at: Instant, now: Instant) -> String {
    // The minute that the app shows may have begun before it was synced.
    match (now.0 - at.0).max(0) / 60_000 {
        0 => t!("sync-synced"),
        minutes @ 1..60 => t!("sync-synced-minutes", "minutes" => minutes),
        minutes @ 60..720 => t!("sync-synced-hours", "hours" => minutes / 60),
        _ => t!("sync-synced-at", "when" => zones::moment(at, "", now)),
    }
}

/// How it stands now; moves as time passes.
pub fn use_sync_words() -> Memo<SyncWords> {
    let (status, minute) = (use_sync(), clock::minute());
    crate::reactive::memo(move || status.with(|status| sync_words(status, minute.get())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(100 * 60_000);

    fn said(status: SyncStatus) -> (String, bool) {
        let words = sync_words(&status, NOW);
        (words.words, words.colour == "text-success")
    }

    fn idle() -> SyncStatus {
        SyncStatus { connected: true, ..SyncStatus::default() }
    }

    #[test]
    fn green_is_only_what_the_hub_has_stored() {
        let synced = SyncStatus { synced: Some(Instant(NOW.0 - 150_000)), ..idle() };
        assert_eq!(said(synced.clone()), ("Synced 2 min ago".into(), true));
        assert_eq!(said(SyncStatus { synced: Some(NOW), ..idle() }), ("Synced".into(), true));
        let more = SyncStatus { waiting_changes: 10, waiting_photos: 2, ..synced.clone() };
        assert_eq!(said(more), ("On this device · 12 waiting".into(), false));
        assert!(!said(idle()).1, "never synced");
        assert!(!said(SyncStatus { trouble: Some(SyncTrouble::Unreachable), ..synced }).1);
    }

    #[test]
    fn work_under_way_is_told_by_its_number() {
        let photos = SyncPhase::Photos { done: 3, of: 40 };
        assert_eq!(said(SyncStatus { phase: photos, ..idle() }).0, "Syncing 3 of 40 photos");
        let many = SyncPhase::Fetching { done: 50, of: 200 };
        assert_eq!(said(SyncStatus { phase: many, ..idle() }).0, "Syncing, 25 % here");
        assert_eq!(said(SyncStatus { phase: SyncPhase::Asking, ..idle() }).0, "Syncing…");
    }

    #[test]
    fn without_a_hub_or_a_connection_it_is_said_where_the_work_is() {
        let alone = SyncStatus { connected: false, ..idle() };
        assert_eq!(said(alone).0, "On this device");
        let offline = SyncStatus { trouble: Some(SyncTrouble::Offline), ..idle() };
        assert_eq!(said(offline.clone()).0, "No connection");
        assert_eq!(said(SyncStatus { waiting_changes: 1, ..offline }).0, "On this device · 1 waiting");
        let silent = SyncStatus { trouble: Some(SyncTrouble::Unreachable), waiting_changes: 1, ..idle() };
        assert_eq!(said(silent).0, "Hub not reachable");
    }
}
