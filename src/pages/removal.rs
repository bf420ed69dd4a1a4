//! Deleting a partner, a site or a person, with **Undo**; and what a deleted one says of itself.

use floorbook_domain::RecordRef;
use floorbook_port::Command;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    components::{Button, Icon, Look, Show},
    engine,
    frame::{notices::use_notices, writers::Fields},
    t,
};

/// The button that deletes a record with all that belongs to it. It can be undone for ten seconds,
/// and restored from the trash.
#[component]
pub fn DeleteButton(
    /// The record.
    record: RecordRef,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// Where one is afterwards.
    #[prop(into)]
    back: Signal<String>,
) -> impl IntoView {
    let (notices, navigate) = (use_notices(), use_navigate());
    let delete = move |_| {
        let (navigate, text) = (navigate.clone(), t!("deleted-named", "name" => name.get_untracked()));
        spawn_local(async move {
            let id = engine::command_id();
            let done = engine::call_as(id, Command::Delete(vec![record]), Vec::new()).await;
            if notices.done_or_trouble(id, text, done) {
                navigate(&back.get_untracked(), NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
        });
    };
    view! {
        <Fields>
            <Button label=t!("delete") look=Look::Danger icon=icondata_lu::LuTrash2 on_press=delete />
        </Fields>
    }
}

/// Says that a record was deleted, and offers to restore it; or that it is back because somebody
/// else had edited it meanwhile.
#[component]
pub fn Removal(
    /// The record.
    record: RecordRef,
    /// Whether it is deleted.
    #[prop(into)]
    is_deleted: Signal<bool>,
    /// Whether it came back.
    #[prop(into)]
    came_back: Signal<bool>,
) -> impl IntoView {
    let notices = use_notices();
    let restore = move |_| {
        spawn_local(async move {
            let id = engine::command_id();
            let done = engine::call_as(id, Command::Restore(vec![record]), Vec::new()).await;
            notices.done_or_trouble(id, t!("restored"), done);
        });
    };
    view! {
        <Show when=move || is_deleted.get()>
            <div class="my-2 flex flex-wrap items-center gap-3 rounded-box bg-base-200 px-4 py-2">
                <p class="flex flex-1 items-center gap-2">
                    <Icon shape=icondata_lu::LuTrash2 class="size-5 shrink-0" />
                    {t!("is-deleted")}
                </p>
                <Fields>
                    <Button label=t!("restore") on_press=restore />
                </Fields>
            </div>
        </Show>
        <Show when=move || came_back.get() && !is_deleted.get()>
            <div class="my-2 flex flex-wrap items-center gap-3 rounded-box bg-base-200 px-4 py-2">
                <p class="flex flex-1 items-center gap-2">
                    <Icon shape=icondata_lu::LuUndo2 class="size-5 shrink-0" />
                    {t!("came-back")}
                </p>
                <Fields>
                    <Button label=t!("keep-it") on_press=restore />
                </Fields>
            </div>
        </Show>
    }
}
