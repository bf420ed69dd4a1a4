//! Where a photo, a voice memo or a file is shown: at the record that it belongs to.

use floorbook_domain::{AttachmentField, AttachmentId, Field, Kind, RecordRef};
use floorbook_port::{HistoryEntry, Page, PageRequest, Query};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    components::{PageHeader, Trouble, Waiting},
    engine::{Live, live_if},
    pages::paths,
    reactive::{effect, memo},
    t,
};

/// Leads on to the record that the attachment in the address belongs to.
#[component]
pub fn AttachmentPage() -> impl IntoView {
    let id = paths::id_in_path::<AttachmentId>();
    let navigate = use_navigate();
    // An attachment has no query of its own; what it belongs to stands in the first of its changes.
    let history: Live<Page<HistoryEntry>> =
        live_if(move || id.get().map(|id| Query::History(id.into(), PageRequest::first(500))));
    let owner = memo(move || history.with(|page| page.rows.iter().find_map(owner_in)).flatten());
    effect(move || {
        if let Some(owner) = owner.get() {
            navigate(&path(owner), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let waiting = move || match history.failure() {
        Some(failure) => view! { <Trouble failure on_again=move || history.again() /> }.into_any(),
        None => view! { <Waiting /> }.into_any(),
    };
    view! {
        <PageHeader title=t!("record-attachment") back="/search" />
        {move || waiting()}
    }
}

fn owner_in(entry: &HistoryEntry) -> Option<RecordRef> {
    entry.fields.iter().find_map(|field| match field {
        Field::Attachment(AttachmentField::Owner(owner)) => *owner,
        _ => None,
    })
}

fn path(owner: RecordRef) -> String {
    match owner.kind {
        // A picture of a picture is made by no page.
        Kind::Attachment | Kind::Member => "/search".to_owned(),
        _ => paths::record(owner),
    }
}
