//! How much room there is, and whether the browser promised to keep what is stored.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, Icon},
    frame::room::use_room,
    host::{
        bytes, shell,
        storage::{self, StorageState},
    },
    reactive::drawn,
    t,
};

/// Storage used, of how much, and how safe it is from the browser itself.
#[component]
pub(super) fn Room() -> impl IntoView {
    let state = use_room();
    // The browser's answer to a question asked here; the host tells it only later.
    let granted = RwSignal::new(None::<bool>);
    drawn(move || {
        let room = state.get()?;
        let persisted = granted.get().unwrap_or(room.persisted);
        Some(view! {
            <div class="flex flex-col gap-2">
                <Used room />
                <p class="flex gap-2" class:hidden=shell::is_here()>
                    {if persisted {
                        view! { <span class="text-success"><Icon shape=icondata_lu::LuShieldCheck class="mt-0.5 size-5 shrink-0" /></span> }
                    } else {
                        view! { <span class="text-warning"><Icon shape=icondata_lu::LuShieldAlert class="mt-0.5 size-5 shrink-0" /></span> }
                    }}
                    {if persisted { t!("settings-persisted") } else { t!("settings-not-persisted") }}
                </p>
                {(!persisted).then(|| view! { <Ask granted /> })}
            </div>
        })
    })
}

#[component]
fn Used(room: StorageState) -> impl IntoView {
    let words = match room.quota {
        _ if shell::is_here() => {
            let free = bytes::words(room.quota.saturating_sub(room.used));
            t!("settings-used-disk", "used" => bytes::words(room.used), "free" => free)
        }
        0 => t!("settings-used", "used" => bytes::words(room.used)),
        quota => t!("settings-used-of", "used" => bytes::words(room.used), "quota" => bytes::words(quota)),
    };
    view! {
        <p class="text-sm text-muted">{t!("settings-room")}</p>
        <p>{words}</p>
        {(room.quota > 0).then(|| view! {
            <progress
                class="progress progress-primary w-full"
                aria-label=t!("settings-room")
                max=room.quota.to_string()
                value=room.used.to_string()
            ></progress>
        })}
    }
}

#[component]
fn Ask(granted: RwSignal<Option<bool>>) -> impl IntoView {
    let declined = move || (granted.get() == Some(false)).then(|| t!("settings-persist-declined"));
    let ask = move |_| {
        spawn_local(async move {
            let answer = storage::persist().await;
            granted.try_set(Some(answer));
        });
    };
    view! {
        <div class="flex flex-wrap items-center gap-3">
            <Button label=t!("settings-persist") on_press=ask />
            <p class="text-sm text-muted" role="status">{move || declined()}</p>
        </div>
    }
}
