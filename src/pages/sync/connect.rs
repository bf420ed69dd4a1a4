//! **Connect to a hub**: the notebook of this device becomes one that a hub keeps, too.

use floorbook_port::TeamCommand;
use leptos::prelude::*;

use crate::{
    components::{Button, Field, Look, Show},
    host::page,
    pages::told::Tell,
    t,
};

/// The address of a hub, and its token where it asks for one.
#[component]
pub(super) fn Connect(tell: Tell) -> impl IntoView {
    let (hub, token) = (RwSignal::new(page::origin()), RwSignal::new(String::new()));
    let has_token = RwSignal::new(false);
    let connect = move || {
        let hub = hub.get_untracked().trim().to_owned();
        if !hub.is_empty() {
            tell.run(TeamCommand::Connect { hub, token: token.get_untracked().trim().to_owned() });
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
