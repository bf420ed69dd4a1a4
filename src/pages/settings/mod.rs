//! Settings: you, this device, notebooks, trash, shortcuts, about.

mod about;
mod device;
mod lock;
mod notebooks;
mod room;
mod shell;
mod you;

use leptos::prelude::*;

pub use self::notebooks::Notebooks;
use self::{about::About, device::Device, lock::DeviceLock, room::Room, shell::ShellDevice, you::You};
use crate::{
    components::{Icon, ListRow, PageHeader},
    frame::shortcuts::Overview,
    pages::{files::Files, section::Section},
    t,
};

/// What belongs to oneself and to this device.
#[component]
pub fn Settings() -> impl IntoView {
    let Overview(overview) = expect_context();
    view! {
        <PageHeader title=t!("settings") back="/" />
        <div class="flex max-w-2xl flex-col gap-8 pb-8">
            <Section title=t!("settings-you")>
                <You />
            </Section>
            <Section title=t!("settings-device")>
                <Device />
                <Room />
                <ShellDevice />
                <DeviceLock />
            </Section>
            <Section title=t!("settings-notebooks")>
                <Notebooks />
            </Section>
            <Section title=t!("settings-team")>
                <ul class="-mx-3">
                    <ListRow
                        href="/team"
                        title=t!("team")
                        detail=t!("team-text")
                        lead=|| view! { <Icon shape=icondata_lu::LuUsers /> }
                    />
                    <ListRow
                        href="/sync"
                        title=t!("sync")
                        detail=t!("sync-text")
                        lead=|| view! { <Icon shape=icondata_lu::LuRefreshCw /> }
                    />
                </ul>
            </Section>
            <Section title=t!("settings-backup")>
                <Files />
            </Section>
            <Section title=t!("settings-more")>
                <ul class="-mx-3">
                    <ListRow
                        href="/same"
                        title=t!("doubles")
                        detail=t!("doubles-settings")
                        lead=|| view! { <Icon shape=icondata_lu::LuMerge /> }
                    />
                    <ListRow
                        href="/trash"
                        title=t!("trash")
                        detail=t!("settings-trash-text")
                        lead=|| view! { <Icon shape=icondata_lu::LuTrash2 /> }
                    />
                    <li class="hidden rail:block">
                        <button
                            type="button"
                            class="touch flex w-full cursor-pointer items-center gap-3 rounded-field px-3 py-2 text-left hover:bg-base-200"
                            on:click=move |_| overview.set(true)
                        >
                            <Icon shape=icondata_lu::LuKeyboard />
                            <span class="flex-1 font-medium">{t!("shortcuts")}</span>
                            <kbd class="kbd">"?"</kbd>
                        </button>
                    </li>
                </ul>
            </Section>
            <Section title=t!("settings-about")>
                <About />
            </Section>
        </div>
    }
}
