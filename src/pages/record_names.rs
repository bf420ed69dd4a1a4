//! The names of records that other records mention.

use std::collections::HashMap;

use floorbook_domain::{Kind, Record, RecordRef};
use floorbook_port::{Query, View};
use leptos::{prelude::*, task::spawn_local};

use crate::{engine, reactive::effect};

/// The names of `records`, as far as they are known by now; asked for when others are mentioned.
pub fn record_names(records: Signal<Vec<RecordRef>>) -> ReadSignal<HashMap<RecordRef, String>> {
    let names = RwSignal::new(HashMap::new());
    effect(move || {
        for record in records.get() {
            if names.with_untracked(|names: &HashMap<_, _>| names.contains_key(&record)) {
                continue;
            }
            spawn_local(async move {
                let name = name_of(record).await.unwrap_or_default();
                names.try_update(|names| names.insert(record, name));
            });
        }
    });
    names.read_only()
}

async fn name_of(record: RecordRef) -> Option<String> {
    let id = record.id;
    let query = match record.kind {
        Kind::Partner => Query::Partner(id.into()),
        Kind::Site => Query::Site(id.into()),
        Kind::Contact => Query::Contact(id.into()),
        Kind::Visit => Query::Visit(id.into()),
        Kind::Observation => Query::Observation(id.into()),
        Kind::Issue => Query::Issue(id.into()),
        Kind::Commitment => Query::Commitment(id.into()),
        Kind::Attachment | Kind::Member | Kind::SignOff => return None,
    };
    match engine::ask(query).await.ok()? {
        View::Partner(view) => Some(view.found.record.title()),
        View::Site(view) => Some(view.found.record.title()),
        View::Contact(view) => Some(view.found.record.title()),
        View::Visit(view) => Some(super::visit_rows::visit_title(&view.summary)),
        View::Issue(view) => Some(view.found.record.title()),
        View::Commitment(view) => Some(view.found.record.title()),
        View::Observation(view) => Some(super::timeline::words_of(&view)),
        _ => None,
    }
}
