//! After a crash: what was brought back, and when it was written.

use floorbook_domain::{Kind, RecordRef};
use floorbook_port::{Recovered, View};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    components::{Banner, Icon, Time},
    draft, engine,
    pages::paths,
    reactive::drawn,
    t,
    text::Label,
};

/// Names each thing that was brought back; each line opens its record.
#[component]
pub(super) fn RecoveredNotice() -> impl IntoView {
    let recovered = draft::recovered();
    drawn(move || {
        let list = recovered.get();
        (!list.is_empty()).then(|| {
            view! {
                <Banner
                    icon=icondata_lu::LuLifeBuoy
                    title=t!("recovered")
                    text=t!("recovered-text", "count" => list.len())
                    on_dismiss=Callback::new(|()| draft::dismiss_recovered())
                >
                    <ul class="w-full">{list.into_iter().map(|one| view! { <Line one /> }).collect_view()}</ul>
                </Banner>
            }
        })
    })
}

#[component]
fn Line(one: Recovered) -> impl IntoView {
    let navigate = use_navigate();
    let record = one.record;
    let open = move |_| {
        let navigate = navigate.clone();
        spawn_local(async move {
            navigate(&place_of(record).await, NavigateOptions::default());
        });
    };
    let icon = if one.recording { icondata_lu::LuMic } else { icondata_lu::LuFileText };
    let text = if one.text.trim().is_empty() { record.kind.label() } else { one.text };
    view! {
        <li>
            <button
                type="button"
                class="touch flex w-full cursor-pointer items-center gap-3 rounded-field py-1 text-left hover:bg-base-300"
                on:click=open
            >
                <span class="text-muted">
                    <Icon shape=icon />
                </span>
                <span class="min-w-0 flex-1">
                    <span class="line-clamp-2 font-medium wrap-break-word">{text}</span>
                    <span class="block text-sm text-muted">
                        {t!("recovered-written")} " " <Time at=Signal::stored(one.written) with_home=false />
                    </span>
                </span>
                <Icon shape=icondata_lu::LuChevronRight class="size-5 shrink-0 text-muted" />
            </button>
        </li>
    }
}

/// The page that shows a record: a note stands in its visit, or among the unsorted.
async fn place_of(record: RecordRef) -> String {
    let id = record.id;
    match record.kind {
        Kind::Partner => format!("/partners/{id}"),
        Kind::Site => format!("/sites/{id}"),
        Kind::Contact => format!("/people/{id}"),
        Kind::Visit => format!("/visits/{id}"),
        Kind::Member => "/settings".into(),
        Kind::Observation => of_note(record).await,
        Kind::Attachment => "/unsorted".into(),
        Kind::Issue | Kind::Commitment | Kind::SignOff => paths::record(record),
    }
}

async fn of_note(record: RecordRef) -> String {
    let asked = engine::ask(floorbook_port::Query::Observation(record.id.into())).await;
    let visit = match asked {
        Ok(View::Observation(view)) => view.found.record.visit,
        _ => None,
    };
    visit.map_or_else(|| "/unsorted".into(), |visit| format!("/visits/{visit}"))
}
