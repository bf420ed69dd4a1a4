//! The history of a record: who changed what, when, newest first.

use floorbook_domain::{Field, Kind, RecordRef};
use floorbook_port::{HistoryEntry, Query};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::{
    NotFound,
    field_words::{field_label, field_reference, field_value},
    paths,
    record_names::record_names,
};
use crate::{
    components::{For, Icon, More, PageHeader, Time, Trouble, Waiting},
    engine::live_pages,
    reactive::{drawn, memo},
    t,
    text::Label,
};

/// `/history/<number of the kind>/<id>`.
#[component]
pub fn History() -> impl IntoView {
    let params = use_params_map();
    let record = memo(move || {
        params.with(|params| {
            let kind = Kind::from_number(params.get_str("kind")?.parse().ok()?)?;
            Some(RecordRef { kind, id: params.get_str("id")?.parse().ok()? })
        })
    });
    drawn(move || match record.get() {
        Some(record) => view! { <OneHistory record /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

/// The way to a record's history.
#[component]
pub fn HistoryLink(
    /// The record.
    #[prop(into)]
    record: RecordRef,
) -> impl IntoView {
    view! {
        <A href=paths::history(record) attr:class="btn touch border-base-300 bg-base-300">
            <Icon shape=icondata_lu::LuHistory />
            {t!("history")}
        </A>
    }
}

#[component]
fn OneHistory(record: RecordRef) -> impl IntoView {
    let entries = live_pages::<HistoryEntry>(50, move |page| Query::History(record, page));
    let rows = entries.rows();
    let mentioned = Signal::derive(move || {
        let of = |entry: &HistoryEntry| entry.fields.iter().chain(&entry.removed).filter_map(field_reference).collect();
        rows.with(|rows| rows.iter().flatten().flat_map(|entry| -> Vec<_> { of(entry) }).collect())
    });
    let names = record_names(mentioned);
    let line = move |field: &Field, sign: &str| {
        let label = field_label(field);
        let value = match field_reference(field) {
            Some(of) => names.with(|names| names.get(&of).cloned().unwrap_or_default()),
            None => field_value(field),
        };
        let value = if value.trim().is_empty() { t!("value-empty") } else { value };
        (!label.is_empty()).then(|| (label, format!("{sign}{value}")))
    };
    let row = move |entry: HistoryEntry| {
        let author = if entry.author.is_empty() { t!("author-unknown") } else { entry.author.clone() };
        let at = entry.at;
        let what = [(entry.deleted, t!("history-deleted")), (entry.restored, t!("history-restored"))];
        let what = what.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect::<Vec<_>>().join(" ");
        let lines = move || {
            let put = entry.fields.iter().filter_map(|field| line(field, ""));
            let out = entry.removed.iter().filter_map(|field| line(field, "− "));
            let lines = put.chain(out).map(|(label, value)| {
                view! {
                    <div class="rail:grid rail:grid-cols-[12rem_minmax(0,1fr)] rail:gap-4">
                        <dt class="text-sm text-muted">{label}</dt>
                        <dd class="wrap-break-word whitespace-pre-line">{value}</dd>
                    </div>
                }
            });
            lines.collect_view()
        };
        view! {
            <li class="flex flex-col gap-1 py-3">
                <p class="text-sm"><span class="font-medium">{author}</span> " · " <Time at=Signal::stored(at) with_home=false /></p>
                <p class="empty:hidden">{what}</p>
                <dl class="flex flex-col gap-1">{drawn(lines)}</dl>
            </li>
        }
    };
    let waiting = move || match (rows.with(Option::is_some), entries.failure()) {
        (true, _) => ().into_any(),
        (false, Some(failure)) => view! { <Trouble failure on_again=move || entries.again() /> }.into_any(),
        (false, None) => view! { <Waiting /> }.into_any(),
    };
    view! {
        <PageHeader
            title=t!("history")
            back=paths::record(record)
            below=move || view! { <p>{record.kind.label()}</p> }
        />
        <div class="max-w-2xl pb-8">
            {drawn(waiting)}
            <ul class="divide-y divide-base-300">
                <For each=move || rows.get().unwrap_or_default() key=|entry| format!("{entry:?}") children=row />
            </ul>
            <More
                has_more=Signal::derive(move || entries.has_more())
                rows=Signal::derive(move || rows.with(|rows| rows.as_ref().map_or(0, Vec::len)))
                on_more=move || entries.more()
            />
        </div>
    }
}
