//! The five places of the app: a bar at the foot of a phone, a rail at the side of a laptop.

use icondata_core::Icon as Shape;
use leptos::prelude::*;
use leptos_router::components::A;

use super::{start_view::my_name, sync_pill::SyncPill};
use crate::{
    components::{Avatar, Icon},
    t,
};

/// The navigation, with the way to the settings in the rail; on a phone that stands in the page's head.
#[component]
pub(super) fn Navigation() -> impl IntoView {
    view! {
        <nav
            class="safe-bottom fixed inset-x-0 bottom-0 z-30 flex border-t border-base-300 bg-base-100 rail:sticky rail:top-0 rail:h-dvh rail:w-24 rail:shrink-0 rail:flex-col rail:gap-1 rail:border-t-0 rail:border-r rail:px-2 rail:py-4"
            aria-label=t!("navigation")
        >
            <Place href="/" label=t!("today") icon=icondata_lu::LuSun exact=true />
            <Place href="/visits" label=t!("visits") icon=icondata_lu::LuClipboardList />
            <Place href="/partners" label=t!("partners") icon=icondata_lu::LuFactory />
            <Place href="/people" label=t!("people") icon=icondata_lu::LuUsers />
            <Place href="/search" label=t!("search") icon=icondata_lu::LuSearch />
            <div class="hidden rail:mt-auto rail:flex rail:flex-col rail:gap-1">
                <SyncPill class="flex-col px-1 py-1 text-center" />
                <SettingsLink />
            </div>
        </nav>
    }
}

#[component]
fn Place(href: &'static str, label: String, icon: Shape, #[prop(optional)] exact: bool) -> impl IntoView {
    view! {
        <A
            href=href
            exact=exact
            attr:class="flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-field px-1 py-1.5 text-sm text-muted hover:text-base-content aria-[current=page]:font-semibold aria-[current=page]:text-primary rail:min-h-16 rail:flex-none rail:aria-[current=page]:bg-base-200"
        >
            <Icon shape=icon class="size-6" />
            <span class="max-w-full truncate">{label}</span>
        </A>
    }
}

/// The avatar that leads to the settings.
#[component]
pub fn SettingsLink() -> impl IntoView {
    view! {
        <A
            href="/settings"
            attr:class="touch mx-auto flex items-center justify-center rounded-full"
            attr:title=t!("settings")
        >
            // A name of its own would deny the initials that are seen.
            <span class="sr-only">{t!("settings")}</span>
            <Avatar name=my_name() />
        </A>
    }
}
