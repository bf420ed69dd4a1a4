//! What the camera sees, or why it sees nothing.

use leptos::prelude::*;

use super::{Button, Icon, Session, denied};
use crate::{components::Show, reactive::drawn, t};

/// The picture, and over it what one has to know before a shot.
#[component]
pub(super) fn Finder(session: Session) -> impl IntoView {
    let forbidden = session.forbidden();
    let allow = move |_| {
        if let Some(area) = forbidden.get_untracked() {
            session.allowed.update(|allowed| {
                allowed.insert(area);
            });
        }
    };
    view! {
        <video
            node_ref=session.video
            class="size-full object-contain"
            class:invisible=move || !session.is_open.get()
            autoplay=true
            muted=true
            playsinline=true
            aria-label=t!("camera-picture")
        ></video>
        {move || session.denied.get().map(|why| view! {
            <p role="alert" class="absolute inset-x-4 top-1/3 flex gap-2 rounded-box bg-base-100 p-4 text-base-content">
                <Icon shape=icondata_lu::LuTriangleAlert class="mt-0.5 size-5 shrink-0" />
                {denied::camera(why)}
            </p>
        })}
        <Show when=move || forbidden.get().is_some()>
            <div role="alert" class="absolute inset-0 flex flex-col items-center justify-center gap-4 bg-neutral p-6 text-center">
                <Icon shape=icondata_lu::LuCameraOff class="size-12" />
                <p class="text-lg font-semibold">
                    {move || t!("no-photos-in", "area" => forbidden.get().unwrap_or_default())}
                </p>
                <p>{t!("no-photos-hint")}</p>
                <Button label=t!("photos-were-allowed") on_press=allow />
            </div>
        </Show>
        <Flash session />
    }
}

/// A blink, so that one sees that a shot was taken.
#[component]
fn Flash(session: Session) -> impl IntoView {
    let blink = move |shot: u32| {
        (shot > 0).then(|| view! { <span class="pointer-events-none absolute inset-0 animate-[floorbook-appear_180ms_reverse_both] bg-neutral-content"></span> })
    };
    drawn(move || blink(session.flash.get()))
}
