//! The trash: what was deleted, each with the way back.

use floorbook_domain::Kind;
use floorbook_port::{Command, Query, TrashEntry};
use icondata_core::Icon as Shape;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use crate::{
    components::{Button, EmptyState, For, Icon, PageHeader, Show, Trouble, Waiting},
    engine::{self, live_pages},
    frame::{notices::use_notices, writers::Fields},
    host::{clock, zones},
    t,
    text::Label,
};

/// The icon of a kind of record.
fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::Partner => icondata_lu::LuFactory,
        Kind::Site => icondata_lu::LuMapPin,
        Kind::Contact | Kind::Member => icondata_lu::LuUser,
        Kind::Visit => icondata_lu::LuClipboardList,
        Kind::Observation => icondata_lu::LuFileText,
        Kind::Attachment => icondata_lu::LuImage,
        Kind::Issue => icondata_lu::LuTriangleAlert,
        Kind::Commitment => icondata_lu::LuHandshake,
        Kind::SignOff => icondata_lu::LuSignature,
    }
}

/// What was deleted, newest first.
#[component]
pub fn Trash() -> impl IntoView {
    let entries = live_pages::<TrashEntry>(50, Query::Trash);
    let rows = entries.rows();
    let any = move || rows.with(|rows| rows.as_ref().is_some_and(|rows| !rows.is_empty()));
    view! {
        <PageHeader title=t!("trash") back="/settings" />
        <div class="max-w-2xl">
            {move || entries.failure().map(|failure| view! { <Trouble failure on_again=move || entries.again() /> })}
            <Show when=move || rows.with(Option::is_none) && entries.failure().is_none()>
                <Waiting />
            </Show>
            <Show when=move || entries.is_empty()>
                <EmptyState icon=icondata_lu::LuTrash2 title=t!("trash-empty") text=t!("trash-empty-text")>
                    <A href="/" attr:class="btn touch">
                        {t!("today")}
                    </A>
                </EmptyState>
            </Show>
            <Show when=any>
                <p class="mb-2 text-muted">{t!("trash-text")}</p>
            </Show>
            <ul class="divide-y divide-base-300">
                <For
                    each=move || rows.get().unwrap_or_default()
                    key=|entry| (entry.record, entry.deleted)
                    let:entry
                >
                    <Row entry />
                </For>
            </ul>
            <Show when=move || any() && entries.has_more()>
                <Button label=t!("more") class="my-3 w-full" on_press=move |_| entries.more() />
            </Show>
        </div>
    }
}

#[component]
fn Row(entry: TrashEntry) -> impl IntoView {
    let (notices, minute) = (use_notices(), clock::minute());
    let TrashEntry { record, title, deleted, by } = entry;
    let name = if title.trim().is_empty() { record.kind.label() } else { title };
    let restore = move |_| {
        spawn_local(async move {
            let id = engine::command_id();
            let done = engine::call_as(id, Command::Restore(vec![record]), Vec::new()).await;
            notices.done_or_trouble(id, t!("trash-restored"), done);
        });
    };
    let detail = move || {
        let when = zones::moment(deleted, "", minute.get());
        let what = record.kind.label();
        match by.as_str() {
            "" => t!("trash-deleted", "kind" => what, "when" => when),
            who => t!("trash-deleted-by", "kind" => what, "when" => when, "who" => who),
        }
    };
    view! {
        <li class="flex items-center gap-3 py-2">
            <span class="text-muted">
                <Icon shape=shape(record.kind) />
            </span>
            <div class="min-w-0 flex-1">
                <p class="line-clamp-2 font-medium wrap-break-word">{name}</p>
                <p class="text-sm text-muted">{move || detail()}</p>
            </div>
            <Fields>
                <Button label=t!("restore") icon=icondata_lu::LuUndo2 on_press=restore />
            </Fields>
        </li>
    }
}
