//! The fields of a visit: for planning one, and for correcting it afterwards.

use floorbook_domain::{Visit, zone::looks_like_zone};
use leptos::prelude::*;

use super::{
    attendees::Attendees,
    place::{PlaceFields, zone_of},
    times::{ActualTimes, PlannedTimes},
};
use crate::{
    components::{Field, Show, Toggle},
    draft::Form,
    frame::room::use_room,
    host::{bytes, zones},
    lens,
    pages::form::{Line, Prose},
    t,
};

/// What the originals of photos take more than the reduced ones, each, in megabytes.
const ORIGINAL_MB: u32 = 4;

/// All fields of a visit that a person fills in. Each keystroke is kept.
#[component]
pub(super) fn VisitFields(
    /// The visit.
    form: Form<Visit>,
) -> impl IntoView {
    let zone = zone_of(form);
    let has_started = form.read(|visit| visit.started.is_some());
    view! {
        <div class="flex flex-col gap-4">
            <Show when=move || has_started.get()>
                <Prose form field=lens!(Visit, summary) label=t!("visit-summary") placeholder=t!("visit-summary-hint") />
                <Prose form field=lens!(Visit, culture) label=t!("visit-culture") placeholder=t!("visit-culture-hint") />
            </Show>
            <PlaceFields form />
            <Line form field=lens!(Visit, purpose) label=t!("visit-purpose") />
            <Show when=move || has_started.get() fallback=move || view! { <PlannedTimes form zone /> }>
                <ActualTimes form zone />
            </Show>
            <ZoneField form zone />
            <Attendees form />
            <Prose form field=lens!(Visit, agenda) label=t!("visit-agenda") placeholder=t!("visit-agenda-hint") />
            <KeepOriginals form />
        </div>
    }
}

#[component]
fn ZoneField(form: Form<Visit>, #[prop(into)] zone: Signal<String>) -> impl IntoView {
    let own = form.read(|visit| visit.zone.clone());
    let all = StoredValue::new(zones::all());
    let problem = Signal::derive(move || {
        // Not by the browser's list: it has each zone under one name only, and knows more of them.
        let is_known = own.with(|own| own.is_empty() || looks_like_zone(own));
        if is_known { String::new() } else { t!("problem-zone-unknown") }
    });
    // What stands here while no zone of its own was given.
    let implied = move || {
        let zone = zone.get();
        let zone = if zone.is_empty() { zones::device() } else { zone };
        own.with(String::is_empty).then(|| t!("visit-zone-implied", "zone" => zones::city(&zone)))
    };
    view! {
        <div>
            <Field
                label=t!("visit-zone")
                value=own
                offers=Signal::derive(move || all.get_value())
                on_input=move |typed: String| form.edit(move |visit| visit.zone = typed)
                problem
            />
            <p class="mt-1 text-sm text-muted empty:hidden">{move || implied()}</p>
        </div>
    }
}

#[component]
fn KeepOriginals(form: Form<Visit>) -> impl IntoView {
    let on = form.read(|visit| visit.keep_originals);
    let storage = use_room();
    let room = move || {
        let free = storage.get().filter(|storage| storage.quota > 0);
        free.map(|storage| t!("storage-free", "size" => bytes::words(storage.quota.saturating_sub(storage.used))))
    };
    view! {
        <div>
            <Toggle
                label=t!("visit-keep-originals")
                hint=t!("visit-keep-originals-hint", "size" => ORIGINAL_MB)
                on
                on_change=move |on| form.edit(move |visit| visit.keep_originals = on)
            />
            <p class="text-sm text-muted empty:hidden">{move || room()}</p>
        </div>
    }
}
