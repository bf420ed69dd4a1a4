//! Where the shell keeps everything, and where the key to it is.

use floorbook_port::KeyPlace;
use leptos::prelude::*;

use crate::{components::Icon, frame::room::use_shell_device, reactive::drawn, t};

/// The folder, and whether the system's keychain holds the key. Nothing in a browser.
#[component]
pub(super) fn ShellDevice() -> impl IntoView {
    let device = use_shell_device();
    drawn(move || {
        let device = device.get()?;
        let (safe, words) = match device.key {
            KeyPlace::Keychain => (true, t!("key-in-keychain")),
            KeyPlace::File => (false, t!("key-in-file")),
        };
        Some(view! {
            <div class="flex flex-col gap-2">
                <p class="flex gap-2">
                    {if safe {
                        view! { <span class="text-success"><Icon shape=icondata_lu::LuShieldCheck class="mt-0.5 size-5 shrink-0" /></span> }
                    } else {
                        view! { <span class="text-warning"><Icon shape=icondata_lu::LuShieldAlert class="mt-0.5 size-5 shrink-0" /></span> }
                    }}
                    {words}
                </p>
                <p class="text-sm text-muted">{t!("shell-folder")} " " <span class="font-mono wrap-anywhere select-all">{device.folder}</span></p>
            </div>
        })
    })
}
