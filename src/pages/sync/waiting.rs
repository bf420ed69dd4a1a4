//! What waits on this device, item by item, and why.

use floorbook_port::{SyncTrouble, SyncView, WaitingItem};
use leptos::prelude::*;

use crate::{
    components::{For, ListRow, Show, Time},
    engine::Live,
    host::bytes,
    pages::{answered::part, paths, section::Section},
    reactive::memo,
    t,
    text::Label,
};

/// Why things wait.
fn why(view: &SyncView) -> String {
    match (view.status.connected, view.status.trouble) {
        (false, _) => t!("waits-no-hub"),
        (true, None) => t!("waits-turn"),
        (true, Some(SyncTrouble::Offline)) => t!("waits-offline"),
        (true, Some(trouble)) => t!("waits-because", "why" => trouble.label()),
    }
}

/// The items that wait, the oldest first.
#[component]
pub(super) fn WaitingItems(sync: Live<SyncView>) -> impl IntoView {
    let items = part(sync, |view| view.items.clone());
    let why = memo(move || sync.with(why).unwrap_or_default());
    let all = part(sync, |view| view.status.waiting_changes + view.status.waiting_photos);
    let more = move || {
        let shown = items.with(|items| u32::try_from(items.len()).unwrap_or(u32::MAX));
        match all.get().saturating_sub(shown) {
            0 => String::new(),
            count => t!("waits-more", "count" => count),
        }
    };
    view! {
        <Show when=move || items.with(|items| !items.is_empty())>
            <Section title=t!("waits")>
                <p class="text-muted">{move || why.get()}</p>
                <ul class="-mx-3">
                    <For each=move || items.get() key=|item| format!("{item:?}") children=row />
                </ul>
                <p class="text-sm text-muted empty:hidden">{move || more()}</p>
            </Section>
        </Show>
    }
}

fn row(item: WaitingItem) -> AnyView {
    let kind = item.record.map(|record| record.kind.label()).unwrap_or_else(|| t!("waits-unknown"));
    let title = if item.title.trim().is_empty() { kind.clone() } else { item.title };
    let detail = match item.bytes {
        0 => kind,
        size => format!("{kind} · {}", bytes::words(size)),
    };
    let at = item.at;
    let trail = move || view! { <Time at=Signal::stored(at) with_home=false /> };
    match item.record.map(paths::record) {
        Some(href) => view! { <ListRow href title detail trail /> }.into_any(),
        None => view! {
            <li class="px-3 py-2">
                <p class="font-medium">{title}</p>
                <p class="text-sm text-muted">{detail}</p>
            </li>
        }
        .into_any(),
    }
}
