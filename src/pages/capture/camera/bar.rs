//! The shutter, in reach of the thumb, and what stands beside it.

use leptos::prelude::*;

use super::{Film, IconButton, PickFiles, Session, SystemCamera, darkroom};
use crate::{components::Show, reactive::memo, t};

/// The shutter with the other ways to a picture.
#[component]
pub(super) fn ShutterBar(session: Session) -> impl IntoView {
    let forbidden = session.forbidden();
    let can_shoot = memo(move || session.is_open.get() && forbidden.get().is_none());
    let take = move |files: Vec<web_sys::File>| {
        let holder = session.holder.get_value();
        darkroom::save(files.into_iter().map(|file| Film::file(file, holder.clone())).collect());
    };
    view! {
        <div class="grid grid-cols-[1fr_auto_1fr] items-center gap-3 p-3">
            <div class="flex flex-wrap justify-start gap-1">
                <PickFiles on_files=take />
                <Show when=move || session.denied.get().is_some() && forbidden.get().is_none()>
                    <SystemCamera on_files=take />
                </Show>
            </div>
            <button
                type="button"
                class="size-20 cursor-pointer rounded-full border-4 border-neutral-content bg-neutral-content/90 outline-offset-4 active:bg-primary disabled:cursor-default disabled:opacity-30"
                aria-label=t!("take-photo")
                title=t!("take-photo")
                disabled=move || !can_shoot.get()
                on:click=move |_| session.shoot()
            ></button>
            <div class="flex justify-end gap-1">
                <Show when=move || session.has_torch.get()>
                    {move || {
                        let (label, icon) = if session.torch.get() {
                            (t!("torch-off"), icondata_lu::LuFlashlightOff)
                        } else {
                            (t!("torch-on"), icondata_lu::LuFlashlight)
                        };
                        view! { <IconButton label icon on_press=move |_| session.switch_torch() /> }
                    }}
                </Show>
                <Show when=move || session.cameras.with(|all| all.len() > 1)>
                    <IconButton
                        label=t!("switch-camera")
                        icon=icondata_lu::LuSwitchCamera
                        on_press=move |_| session.switch()
                    />
                </Show>
            </div>
        </div>
    }
}
