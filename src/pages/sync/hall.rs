//! **On this network**: where there is no internet, laptops of a team sync with each other through the one that
//! shares. Only where Floorbook is an app of its own: a browser reaches no such hub.

use std::collections::BTreeMap;

use floorbook_domain::DeviceId;
use floorbook_port::{HallCommand, HallView, NearHub, TeamView};
use leptos::prelude::*;
use leptos_router::components::A;

use super::shared::Shared;
use crate::{
    components::{Banner, Button, Field, For, Grave, Icon, Look, Show},
    engine::Live,
    frame::given::given_hub,
    host::hall,
    pages::{answered::part, files::HandOverButton, section::Section},
    reactive::{effect, memo},
    t,
    text::Label,
};

/// The devices of the notebook by what they are called: `Mei’s laptop · Mei`.
pub(super) type Names = BTreeMap<DeviceId, String>;

fn names(team: &TeamView) -> Names {
    let devices = team.members.iter().flat_map(|member| member.devices.iter().map(move |device| (member, device)));
    let named = devices.filter(|(_, device)| !device.this).map(|(member, device)| {
        let words = [device.name.trim(), member.name.trim()];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        (device.id, words.join(" · "))
    });
    named.collect()
}

/// Sharing here, what others share, and an address where they are not found.
#[component]
pub(super) fn Hall(team: Live<TeamView>) -> impl IntoView {
    let view = hall::watch();
    let names = part(team, names);
    let is_alone = memo(move || team.with(|team| names_of(team) == 0).unwrap_or_default());
    let sharing = memo(move || view.with(|view| view.sharing.clone()));
    let is_shared = memo(move || sharing.with(Option::is_some));
    let deaf = memo(move || view.with(|view| view.deaf.clone().unwrap_or_default()));
    let failed = memo(move || {
        let label = |view: &HallView| view.failed.as_ref().map(|failure| failure.label());
        view.with(|view| label(view).unwrap_or_default())
    });
    view! {
        <Section title=t!("hall")>
            <p>{t!("hall-text")}</p>
            <Show when=move || is_alone.get() && !is_shared.get()>
                <p class="text-muted">{t!("hall-alone")}</p>
                <div><A href="/team" attr:class=Look::Quiet.class()>{t!("team")}</A></div>
            </Show>
            <Show when=move || !is_shared.get() && !is_alone.get()>
                <div>
                    <Button
                        label=t!("hall-share")
                        icon=icondata_lu::LuRadioTower
                        look=Look::Primary
                        on_press=|_| hall::tell(HallCommand::Share)
                    />
                </div>
            </Show>
            <Show when=move || is_shared.get()>
                <Shared sharing names />
            </Show>
            <p role="alert" class="text-error empty:hidden">{move || failed.get()}</p>
            <Others view />
            <Show when=move || !deaf.with(String::is_empty)>
                <Banner
                    icon=icondata_lu::LuEarOff
                    grave=Grave::Warning
                    title=t!("hall-deaf")
                    text=Signal::derive(move || t!("hall-deaf-text", "why" => deaf.get()))
                />
            </Show>
            <div class="flex flex-col gap-3 rounded-box bg-base-200 p-4">
                <p>{t!("hall-phones")}</p>
                <div><HandOverButton /></div>
            </div>
        </Section>
    }
}

/// How many other devices there are.
fn names_of(team: &TeamView) -> usize {
    team.members.iter().flat_map(|member| &member.devices).filter(|device| !device.this && !device.removed).count()
}

/// What others share, with how it stands; and a line for an address.
#[component]
fn Others(view: ReadSignal<HallView>) -> impl IntoView {
    let near = memo(move || view.with(|view| view.near.clone()));
    let is_dialled = memo(move || near.with(|near| near.iter().any(|hub| hub.dialled)));
    let row = |hub: NearHub| {
        let title = if hub.computer.is_empty() { hub.address.clone() } else { hub.computer.clone() };
        let (state, colour) = state(&hub);
        view! {
            <li class="flex flex-wrap items-center gap-3 py-2">
                <span class=colour><Icon shape=icondata_lu::LuLaptop /></span>
                <div class="min-w-0 flex-1">
                    <p class="font-medium wrap-anywhere">{title}</p>
                    <p class="text-sm text-muted">{state}</p>
                </div>
                {hub.dialled.then(|| view! {
                    <Button label=t!("hall-hang-up") look=Look::Plain on_press=|_| hall::tell(HallCommand::HangUp) />
                })}
            </li>
        }
    };
    view! {
        <Show when=move || near.with(|near| !near.is_empty())>
            <h3 class="font-semibold">{t!("hall-others")}</h3>
            <ul class="divide-y divide-base-300" role="status">
                <For each=move || near.get() key=|hub| format!("{hub:?}") children=row />
            </ul>
        </Show>
        <Show when=move || !is_dialled.get()>
            <Dial />
        </Show>
    }
}

/// How it stands with a hub of somebody else, and in which colour: green only once everything is there.
fn state(hub: &NearHub) -> (String, &'static str) {
    match (hub.used, hub.trouble, hub.synced) {
        (false, ..) => (t!("hall-not-used"), "text-muted"),
        (true, Some(trouble), _) => (trouble.label(), "text-warning"),
        (true, None, _) if hub.waiting > 0 => (t!("hall-waiting", "count" => hub.waiting), "text-primary"),
        (true, None, Some(_)) => (t!("hall-synced"), "text-success"),
        (true, None, None) => (t!("hall-busy"), "text-primary"),
    }
}

/// The address of a hub that was not found by itself.
#[component]
fn Dial() -> impl IntoView {
    let given = given_hub();
    let typed = RwSignal::new(String::new());
    // A link brought it; the person still says whether.
    effect(move || {
        if let Some(address) = given.0.get() {
            typed.set(address);
            given.0.set(None);
        }
    });
    view! {
        <form
            class="flex flex-col gap-3"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                if !typed.with_untracked(|typed| typed.trim().is_empty()) {
                    hall::tell(HallCommand::Dial(typed.get_untracked()));
                }
            }
        >
            <Field
                label=t!("hall-address-other")
                value=typed
                hint=t!("hall-address-hint")
                on_input=move |address| typed.set(address)
            />
            <div><button type="submit" class=Look::Quiet.class()>{t!("hall-dial")}</button></div>
        </form>
    }
}
