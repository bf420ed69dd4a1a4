//! How it stands, in a sentence: what is safe and where, and what can be done about it.

use floorbook_port::{SyncPhase, SyncView, TeamCommand};
use leptos::prelude::*;

use crate::{
    components::{Button, Icon, Look, Show, Time},
    engine::Live,
    frame::{notices::use_notices, sync_state::use_sync_words},
    pages::{
        answered::part,
        told::{Asked, Asking, Question, Tell},
    },
    reactive::{drawn, memo},
    t,
    text::about_trouble,
};

/// The sentence: what is safe, and where.
fn sentence(view: &SyncView) -> String {
    let status = &view.status;
    if !status.connected {
        return t!("sync-safe-here");
    }
    let (changes, photos) = (status.waiting_changes, status.waiting_photos);
    match (status.trouble, status.phase) {
        (Some(trouble), SyncPhase::Idle) => about_trouble(trouble),
        _ if changes + photos > 0 => t!("sync-safe-waiting", "changes" => changes, "photos" => photos),
        (_, SyncPhase::Idle) if status.synced.is_some() => t!("sync-safe-both"),
        _ => t!("sync-safe-busy"),
    }
}

/// How it stands, with **Sync now** and **Photos now**.
#[component]
pub(super) fn State(sync: Live<SyncView>, tell: Tell) -> impl IntoView {
    let words = use_sync_words();
    let connected = part(sync, |view| view.status.connected);
    let hub = part(sync, |view| view.hub.clone().unwrap_or_default());
    let again = part(sync, |view| view.again);
    let missing = part(sync, |view| view.missing_photos);
    let sentence = memo(move || sync.with(sentence).unwrap_or_default());
    let shape = drawn(move || {
        let (shape, colour) = words.with(|words| (words.shape, words.colour));
        view! { <span class=colour><Icon shape class="mt-0.5 size-6 shrink-0" /></span> }
    });
    let asked: Asked = RwSignal::new(None);
    let leave = move |_| {
        asked.set(Some(Question {
            title: t!("disconnect-question"),
            text: t!("disconnect-text"),
            action: t!("disconnect"),
            command: TeamCommand::Disconnect,
        }));
    };
    let notices = use_notices();
    // Where nothing is new all of it is over before it can be seen.
    let ask = move |photos: bool| {
        let said = if photos { t!("photos-asked") } else { t!("sync-asked") };
        tell.then(TeamCommand::SyncNow { photos }, move |_| notices.say(said));
    };
    let again = move || {
        again.get().map(|at| view! { " " {t!("sync-again")} " " <Time at=Signal::stored(at) with_home=false /> })
    };
    view! {
        <section class="flex flex-col gap-4">
            <div class="flex gap-3 rounded-box bg-base-200 p-4" role="status">
                {shape}
                <div class="min-w-0 flex-1">
                    <p class="font-semibold">{move || words.get().words}</p>
                    <p>{move || sentence.get()} {move || again()}</p>
                    <p class="text-muted empty:hidden">{move || match missing.get() {
                        0 => String::new(),
                        count => t!("sync-missing", "count" => count),
                    }}</p>
                </div>
            </div>
            <Show when=move || connected.get()>
                <p class="text-sm text-muted">{t!("hub-address")} " " <span class="break-all text-base-content select-all">{move || hub.get()}</span></p>
                <div class="flex flex-wrap gap-2">
                    <Button
                        label=t!("sync-now")
                        look=Look::Primary
                        icon=icondata_lu::LuRefreshCw
                        on_press=move |_| ask(false)
                    />
                    <Button
                        label=t!("photos-now")
                        icon=icondata_lu::LuImageDown
                        on_press=move |_| ask(true)
                    />
                    <Button label=t!("disconnect") look=Look::Plain on_press=leave />
                </div>
            </Show>
            <Asking asked tell />
        </section>
    }
}

#[cfg(test)]
mod tests {
    use floorbook_domain::Instant;
    use floorbook_port::{PhotoChoice, SyncStatus, SyncTrouble};

    use super::*;

    fn view(status: SyncStatus) -> SyncView {
        SyncView {
            status,
            hub: None,
            again: None,
            items: vec![],
            missing_photos: 0,
            photos: PhotoChoice::Always,
            aside: vec![],
            joining: vec![],
        }
    }

    #[test]
    fn the_sentence_says_where_the_work_is_safe() {
        let idle = SyncStatus { connected: true, ..SyncStatus::default() };
        assert!(sentence(&view(SyncStatus::default())).contains("this device"));
        let waiting = SyncStatus { waiting_changes: 1, waiting_photos: 3, ..idle.clone() };
        assert_eq!(
            sentence(&view(waiting)),
            "One change and 3 photos or recordings are safe on this device, and wait to go to the hub."
        );
        let both = SyncStatus { synced: Some(Instant(1)), ..idle.clone() };
        assert_eq!(sentence(&view(both)), "Everything here is on the hub, and everything there is here.");
        let removed = SyncStatus { trouble: Some(SyncTrouble::Removed), ..idle };
        assert!(sentence(&view(removed)).contains("stays here"));
    }
}
