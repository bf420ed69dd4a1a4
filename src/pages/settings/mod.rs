//! Settings: you, this device, notebooks, trash, shortcuts, about.

mod about;
mod device;
mod notebooks;
mod room;
mod you;

use leptos::prelude::*;

use self::{about::About, device::Device, notebooks::Notebooks, room::Room, you::You};
use crate::{
    components::{Icon, ListRow, PageHeader},
    frame::shortcuts::Overview,
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
            </Section>
            <Section title=t!("settings-notebooks")>
                <Notebooks />
            </Section>
            <Section title=t!("settings-more")>
                <ul class="-mx-3">
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

#[component]
fn Section(title: String, children: Children) -> impl IntoView {
    view! {
        <section class="flex flex-col gap-4">
            <h2 class="border-b border-base-300 pb-1 text-lg font-semibold">{title}</h2>
            {children()}
        </section>
    }
}
