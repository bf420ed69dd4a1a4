//! What the page of a record says that stepped back for another.

use floorbook_domain::RecordRef;
use floorbook_port::{Command, Write};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use super::{merged_into, path};
use crate::{
    components::{Button, Icon},
    engine,
    frame::{notices::use_notices, writers::Fields},
    pages::record_names::record_names,
    reactive::drawn,
    t,
};

/// Leads to the record that stands for this one, and offers to part them.
#[component]
pub fn MergedBanner(
    /// This record.
    record: RecordRef,
    /// The revision that is shown.
    #[prop(into)]
    seen: Signal<u64>,
    /// What it turned out to be.
    #[prop(into)]
    into: Signal<Option<RecordRef>>,
) -> impl IntoView {
    let names = record_names(Signal::derive(move || into.get().into_iter().collect()));
    let notices = use_notices();
    let part = move |_| {
        let write = Write::edit(record, seen.get_untracked(), merged_into(record, None).into_iter().collect());
        spawn_local(async move {
            let id = engine::command_id();
            let done = engine::call_as(id, Command::Write(vec![write]), Vec::new()).await;
            notices.done_or_trouble(id, t!("parted"), done);
        });
    };
    let banner = move |into: RecordRef| {
        let name = move || names.with(|names| names.get(&into).cloned()).unwrap_or_default();
        view! {
            <div class="my-2 flex flex-wrap items-center gap-3 rounded-box bg-base-200 px-4 py-2">
                <p class="flex flex-1 items-center gap-2">
                    <Icon shape=icondata_lu::LuMerge class="size-5 shrink-0" />
                    <span>
                        {t!("is-the-same-as")} " "
                        <A href=path(into) attr:class="link font-semibold">
                            {move || name()}
                        </A>
                    </span>
                </p>
                <Fields>
                    <Button label=t!("part-again") on_press=part />
                </Fields>
            </div>
        }
    };
    drawn(move || into.get().map(banner))
}
