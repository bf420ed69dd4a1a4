//! **Connect to a hub**: the notebook of this device becomes one that a hub keeps, too, and the device gets a name
//! by which its owner knows it from others.

use floorbook_port::{Query, TeamCommand, TeamView};
use leptos::prelude::*;

use crate::{
    components::{Button, Field, Look, Show},
    engine::{Live, live},
    host::{device, page},
    pages::{answered::part, told::Tell},
    t,
};

/// What this device was called.
fn own_device(team: &TeamView) -> String {
    let devices = team.members.iter().flat_map(|member| &member.devices);
    devices.filter(|device| device.this).map(|device| device.name.clone()).next().unwrap_or_default()
}

/// The address of a hub, and its token where it asks for one.
#[component]
pub(super) fn Connect(tell: Tell) -> impl IntoView {
    let (hub, token) = (RwSignal::new(page::origin()), RwSignal::new(String::new()));
    let has_token = RwSignal::new(false);
    let team: Live<TeamView> = live(|| Query::Team);
    let known = part(team, own_device);
    let typed = RwSignal::new(None::<String>);
    let device = Signal::derive(move || match (typed.get(), known.get()) {
        (Some(typed), _) => typed,
        (None, known) if known.is_empty() => device::name(),
        (None, known) => known,
    });
    let connect = move || {
        let of = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let name = device.get_untracked().trim().to_owned();
        let connect = TeamCommand::Connect { hub: of(hub), token: of(token) };
        if of(hub).is_empty() {
            return;
        }
        if name.is_empty() || name == known.get_untracked() {
            tell.run(connect);
        } else {
            tell.then(TeamCommand::NameDevice(name), move |_| tell.run(connect));
        }
    };
    view! {
        <p>{t!("connect-text")}</p>
        <form
            class="flex flex-col gap-4"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                connect();
            }
        >
            <Field
                label=t!("hub-address")
                kind="url"
                value=hub
                hint=t!("hub-address-hint")
                on_input=move |typed| hub.set(typed)
            />
            <Field
                label=t!("device-name")
                value=device
                hint=t!("device-name-hint")
                on_input=move |name| typed.set(Some(name))
            />
            <Show
                when=move || has_token.get()
                fallback=move || view! {
                    <div><Button label=t!("hub-has-token") look=Look::Plain on_press=move |_| has_token.set(true) /></div>
                }
            >
                <Field label=t!("hub-token") value=token hint=t!("hub-token-hint") on_input=move |typed| token.set(typed) />
            </Show>
            <div>
                <button type="submit" class=Look::Primary.class() disabled=tell.busy()>
                    {t!("connect")}
                </button>
            </div>
        </form>
    }
}
