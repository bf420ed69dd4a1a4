//! The one large action when nothing is running: the next visit, or the first.

use floorbook_port::VisitSummary;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

use super::words;
use crate::{
    components::{Button, Icon, Look, Time},
    frame::writers::Writers,
    pages::visits::steps::{AskAboutRunning, use_steps},
    t,
};

/// Where a visit is planned.
const PLAN: &str = "/visits/new";

/// The next planned visit; **Start visit**.
#[component]
pub(super) fn NextVisit(visit: VisitSummary) -> impl IntoView {
    let (steps, navigate) = (use_steps(), StoredValue::new_local(use_navigate()));
    let open = move |id| {
        navigate.try_with_value(|go| go(&format!("/visits/{id}"), NavigateOptions::default()));
    };
    let (zone, href, purpose) = (words::zone(&visit), format!("/visits/{}", visit.id), words::purpose(&visit));
    let planned = visit.visit.planned_start;
    let place = words::place(&visit);
    let named = place.clone();
    let visit = StoredValue::new(visit);
    view! {
        <section class="flex flex-col gap-3 rounded-box border border-base-300 bg-base-200 p-4 rail:p-6" aria-label=named>
            <p class="flex items-center gap-2 text-sm font-semibold text-muted">
                <Icon shape=icondata_lu::LuCalendarDays class="size-4" />
                {t!("visit-next")}
            </p>
            <div>
                <h2 class="text-lg font-semibold wrap-break-word">
                    <A href=href attr:class="hover:underline">
                        {place}
                    </A>
                </h2>
                {purpose.map(|purpose| view! { <p class="wrap-break-word">{purpose}</p> })}
                {planned.map(|at| view! { <p class="text-muted"><Time at=Signal::stored(at) zone=zone.clone() /></p> })}
            </div>
            <Writers>
                <Button
                    label=t!("visit-start")
                    look=Look::Primary
                    icon=icondata_lu::LuPlay
                    class="touch-large w-full text-base"
                    on_press=move |_| visit.with_value(|visit| steps.begin(visit, open))
                />
            </Writers>
        </section>
        <AskAboutRunning steps />
        <Writers>
            <A href=PLAN attr:class="btn btn-ghost touch -ml-4 self-start">
                <Icon shape=icondata_lu::LuCalendarPlus />
                {t!("visit-plan")}
            </A>
        </Writers>
    }
}

/// Nothing runs and nothing is planned: the first step.
#[component]
pub(super) fn PlanFirst(paused: bool) -> impl IntoView {
    let text = if paused { t!("today-nothing-planned") } else { t!("today-empty-text") };
    view! {
        <section class="flex flex-col gap-3 rounded-box border border-base-300 bg-base-200 p-4 rail:p-6">
            <h2 class="text-lg font-semibold">{t!("today-empty")}</h2>
            <p>{text}</p>
            <Writers>
                <A href=PLAN attr:class="btn btn-primary touch-large w-full text-base">
                    <Icon shape=icondata_lu::LuCalendarPlus />
                    {t!("visit-plan")}
                </A>
            </Writers>
        </section>
    }
}
