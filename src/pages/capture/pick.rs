//! Files as a way to a photo: chosen, made by the system's camera, dropped, or pasted.

use icondata_core::Icon as Shape;
use leptos::prelude::*;
use web_sys::File;

use super::{
    Holder, Place,
    darkroom::{self, Film},
};
use crate::{components::Icon, host::files, t};

/// A button that opens the system's list of files; many can be chosen.
#[component]
pub(super) fn PickFiles(
    /// Called with what was chosen.
    on_files: impl Fn(Vec<File>) + 'static,
) -> impl IntoView {
    view! { <FileButton label=t!("choose-files") icon=icondata_lu::LuImages on_files /> }
}

/// A button that opens the system's own camera.
#[component]
pub(super) fn SystemCamera(
    /// Called with the picture.
    on_files: impl Fn(Vec<File>) + 'static,
) -> impl IntoView {
    view! { <FileButton label=t!("system-camera") icon=icondata_lu::LuCamera on_files camera=true /> }
}

#[component]
fn FileButton(
    label: String,
    icon: Shape,
    on_files: impl Fn(Vec<File>) + 'static,
    #[prop(optional)] camera: bool,
) -> impl IntoView {
    view! {
        <label class="btn touch border-neutral-content/40 bg-neutral text-neutral-content has-[:focus-visible]:outline-3">
            <Icon shape=icon />
            {label}
            <input
                type="file"
                class="sr-only"
                accept=camera.then_some("image/*")
                capture=camera.then_some("environment")
                multiple=!camera
                on:change:target=move |event| on_files(files::chosen(&event.target()))
            />
        </label>
    }
}

/// Takes what is dropped on the page or pasted into it, as long as the page is open.
pub(super) fn take_handed_over(place: Place) {
    let save = move |files: Vec<File>| {
        if files.is_empty() {
            return false;
        }
        let holder = Holder::fresh(place);
        darkroom::save(files.into_iter().map(|file| Film::file(file, holder.clone())).collect());
        true
    };
    let over = window_event_listener(leptos::ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        if save(files::handed_over(event.data_transfer())) {
            event.prevent_default();
        }
    });
    let paste = window_event_listener_untyped("paste", move |event| {
        use wasm_bindgen::JsCast;
        let pasted = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data());
        if save(files::handed_over(pasted)) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
        paste.remove();
    });
}
