//! A running visit: the one large action of the day.

use floorbook_domain::{Instant, VisitId};
use floorbook_port::VisitSummary;
use leptos::prelude::*;
use leptos_router::components::A;

use super::words;
use crate::{
    components::{Button, Icon, Show},
    host::{clock, zones},
    pages::visits::steps::use_steps,
    reactive::{drawn, memo},
    t,
};

/// Where one is, what time it is there and at home, how long it has run; **Continue visit**. One
/// that was left running overnight asks whether it is over, and never ends by itself.
#[component]
pub(super) fn RunningVisit(id: VisitId, running: Memo<Vec<VisitSummary>>) -> impl IntoView {
    let visit = memo(move || running.with(|all| all.iter().find(|visit| visit.id == id).cloned()));
    drawn(move || visit.get().map(|visit| view! { <Card visit /> }))
}

#[component]
fn Card(visit: VisitSummary) -> impl IntoView {
    let minute = clock::minute();
    let zone = words::zone(&visit);
    let since = visit.visit.started.unwrap_or_else(clock::now);
    let overnight = Memo::new({
        let zone = zone.clone();
        move |_| words::is_overnight(since, minute.get(), &zone)
    });
    let steps = use_steps();
    let (href, purpose, captured) = (format!("/visits/{}", visit.id), words::purpose(&visit), words::captured(&visit));
    let finished = StoredValue::new(visit.clone());
    view! {
        <section class="flex flex-col gap-3 rounded-box border-2 border-primary bg-base-100 p-4 rail:p-6" aria-label=words::place(&visit)>
            <p class="flex items-center gap-2 text-sm font-semibold text-primary">
                <span class="size-2.5 rounded-full bg-primary" aria-hidden="true"></span>
                {t!("visit-state-running")}
                <span class="font-normal text-muted">{move || words::length(since, minute.get())}</span>
            </p>
            <div>
                <h2 class="text-lg font-semibold wrap-break-word">{words::place(&visit)}</h2>
                {purpose.map(|purpose| view! { <p class="wrap-break-word">{purpose}</p> })}
            </div>
            <Clocks zone=zone.clone() />
            <p class="text-sm text-muted">{captured}</p>
            <Show when=move || overnight.get()>
                <p class="flex gap-2 rounded-field bg-base-200 p-3">
                    <Icon shape=icondata_lu::LuMoon class="mt-0.5 size-5 shrink-0 text-warning" />
                    <span>{
                        let zone = zone.clone();
                        move || t!("visit-overnight", "since" => zones::moment(since, &zone, minute.get()))
                    }</span>
                </p>
            </Show>
            <A href=href attr:class="btn btn-primary touch-large w-full text-base">
                <Icon shape=icondata_lu::LuPlay />
                {t!("visit-continue")}
            </A>
            <Show when=move || overnight.get()>
                <Button
                    label=t!("visit-finish")
                    class="w-full"
                    on_press=move |_| steps.finish_at_last_note(finished.get_value())
                />
            </Show>
        </section>
    }
}

/// The time at the place, and at home where clocks differ.
#[component]
pub(super) fn Clocks(zone: String) -> impl IntoView {
    let minute = clock::minute();
    let home = zones::home();
    let differ = move |now: Instant, zone: &str, home: &str| zones::differ(now, zone, home);
    let (there_zone, shown_zone) = (zone.clone(), zone.clone());
    view! {
        <p class="flex flex-wrap items-baseline gap-x-4 tabular">
            <span>
                <span class="text-xl font-semibold">{move || zones::time(minute.get(), &there_zone)}</span>
                " "
                <span class="text-muted">{t!("time-in", "city" => zones::city(&shown_zone))}</span>
            </span>
            {move || {
                let now = minute.get();
                differ(now, &zone, &home).then(|| view! {
                    <span class="text-muted">{t!("time-home", "time" => zones::time(now, &home))}</span>
                })
            }}
        </p>
    }
}
