//! What one should know, whatever the page: the state of the host, a rescue, room, a newer build.

use floorbook_port::{HostState, KeyPlace};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use super::update;
use crate::{
    components::{Banner, Button, Grave, Look, Show},
    draft, engine,
    host::{bytes, settings, storage::StorageState},
    reactive::{drawn, effect},
    t,
    text::{Label, what_to_do},
};

/// Less room than this, and a photo or a recording may not fit soon.
const LITTLE: u64 = 200 * 1024 * 1024;

/// The notices at the head of every page.
#[component]
pub(super) fn Banners() -> impl IntoView {
    view! {
        <HostBanner />
        <RescuedBanner />
        <RoomBanner />
        <KeyBanner />
        <UpdateBanner />
    }
}

/// The notebook was open, and now it is not.
#[component]
fn HostBanner() -> impl IntoView {
    let host = engine::host();
    let other_build = {
        let host = host.clone();
        move || host.get() == HostState::OtherBuild
    };
    effect(move || {
        if other_build() {
            spawn_local(async {
                draft::finish_all().await;
                update::reload_once();
            });
        }
    });
    drawn(move || match host.get() {
        HostState::Refused { reason, .. } => view! {
            <Banner
                icon=icondata_lu::LuTriangleAlert
                grave=Grave::Trouble
                title=reason.label()
                text=what_to_do(reason)
            />
        }
        .into_any(),
        HostState::OwnerSilent => view! {
            <Banner
                icon=icondata_lu::LuCircleHelp
                grave=Grave::Warning
                title=t!("owner-silent")
                text=t!("owner-silent-what")
            >
                <Button label=t!("use-here") look=Look::Primary on_press=|_| engine::take_over() />
            </Banner>
        }
        .into_any(),
        HostState::OtherBuild => view! {
            <Banner
                icon=icondata_lu::LuRefreshCw
                grave=Grave::Warning
                title=t!("other-build")
                text=t!("other-build-what")
            >
                <Button label=t!("load-again") look=Look::Primary on_press=|_| crate::host::page::reload() />
            </Banner>
        }
        .into_any(),
        // A page of its own asks for the passphrase.
        HostState::Opening | HostState::Ready { .. } | HostState::Locked { .. } | HostState::Rescued { .. } => {
            ().into_any()
        }
    })
}

#[component]
fn RescuedBanner() -> impl IntoView {
    let rescued = engine::rescued();
    drawn(move || {
        rescued.get().map(|rescued| {
            let text = t!(
                "rescued-text",
                "changes" => rescued.changes,
                "lost" => rescued.lost,
                "file" => rescued.kept_as,
            );
            view! {
                <Banner
                    icon=icondata_lu::LuLifeBuoy
                    grave=Grave::Warning
                    title=t!("rescued")
                    text
                    on_dismiss=Callback::new(|()| engine::dismiss_rescued())
                />
            }
        })
    })
}

/// Whether a capture could fail soon.
fn is_low(room: StorageState) -> bool {
    let left = room.quota.saturating_sub(room.used);
    room.quota > 0 && (left < LITTLE || room.used > room.quota / 10 * 9)
}

#[component]
fn RoomBanner() -> impl IntoView {
    let storage = super::room::use_room();
    let dismissed = RwSignal::new(false);
    let low = move || storage.get().filter(|room| is_low(*room) && !dismissed.get());
    drawn(move || {
        low().map(|room| {
            let left = bytes::words(room.quota.saturating_sub(room.used));
            view! {
                <Banner
                    icon=icondata_lu::LuHardDrive
                    grave=Grave::Warning
                    title=t!("room-low", "left" => left)
                    text=t!("room-low-text")
                    on_dismiss=Callback::new(move |()| dismissed.set(true))
                >
                    <A href="/settings" attr:class=Look::Quiet.class()>
                        {t!("settings")}
                    </A>
                </Banner>
            }
        })
    })
}

/// In the shell, where the key lies in a file: once, until the person has read it.
#[component]
fn KeyBanner() -> impl IntoView {
    let device = super::room::use_shell_device();
    let read = RwSignal::new(settings::knows_of_key());
    let told = move || device.with(|device| device.as_ref().is_some_and(|device| device.key == KeyPlace::File));
    view! {
        <Show when=move || told() && !read.get()>
            <Banner
                icon=icondata_lu::LuKeyRound
                grave=Grave::Warning
                title=t!("key-unprotected")
                text=t!("key-unprotected-text")
                on_dismiss=Callback::new(move |()| {
                    settings::set_knows_of_key();
                    read.set(true);
                })
            >
                <A href="/settings" attr:class="btn touch">
                    {t!("settings")}
                </A>
            </Banner>
        </Show>
    }
}

#[component]
fn UpdateBanner() -> impl IntoView {
    let waiting = update::watch();
    let (later, stuck) = (RwSignal::new(false), RwSignal::new(false));
    let agree = move |_| {
        spawn_local(async move {
            stuck.set(!update::apply().await);
        });
    };
    view! {
        <Show when=move || waiting.get() && !later.get()>
            <Banner
                icon=icondata_lu::LuRefreshCw
                title=t!("update-waiting")
                text=Signal::derive(move || if stuck.get() { t!("update-unsaved") } else { t!("update-waiting-text") })
                on_dismiss=Callback::new(move |()| later.set(true))
            >
                <Button label=t!("update-now") on_press=agree />
            </Banner>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_low_before_it_is_gone() {
        let room = |used, quota| StorageState { used, quota, persisted: true };
        assert!(is_low(room(900 << 20, 1000 << 20)));
        assert!(is_low(room(950 << 30, 1000 << 30)), "nine tenths of a large disk");
        assert!(!is_low(room(1 << 30, 10 << 30)));
        assert!(!is_low(room(5, 0)), "a browser that does not tell is no reason to warn");
    }
}
