//! **I have a recovery key**: everything back from the hub, on an empty device.

use floorbook_port::TeamCommand;
use leptos::prelude::*;

use crate::{
    components::{Field, Look},
    host::{device, page},
    pages::told::use_tell,
    t,
};

/// The hub, the key as it was printed, and what this device is called.
#[component]
pub fn RestoreForm(
    /// The engine has taken the key.
    #[prop(into)]
    on_sent: Callback<()>,
) -> impl IntoView {
    let tell = use_tell();
    let (hub, key) = (RwSignal::new(page::origin()), RwSignal::new(String::new()));
    let (device, tried) = (RwSignal::new(device::name()), RwSignal::new(false));
    let problem = Signal::derive(move || {
        let is_missing = tried.get() && key.with(|key| key.trim().is_empty());
        if is_missing { t!("recovery-key-missing") } else { String::new() }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let of = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        if of(key).is_empty() || of(hub).is_empty() || tell.busy().get_untracked() {
            return;
        }
        let command = TeamCommand::Restore { hub: of(hub), key: of(key), device: of(device) };
        tell.then(command, move |_| on_sent.run(()));
    };
    view! {
        <form class="flex flex-col gap-4" novalidate on:submit=submit>
            <p>{t!("recovery-how")}</p>
            <Field label=t!("hub-address") kind="url" value=hub hint=t!("hub-address-hint") on_input=move |typed| hub.set(typed) />
            <Field label=t!("recovery-key") value=key hint=t!("recovery-key-hint") problem on_input=move |typed| key.set(typed) />
            <Field label=t!("device-name") value=device hint=t!("device-name-hint") on_input=move |typed| device.set(typed) />
            <div>
                <button type="submit" class=Look::Primary.class() disabled=tell.busy()>
                    {t!("recovery-go")}
                </button>
            </div>
        </form>
    }
}
