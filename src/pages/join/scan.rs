//! Scanning a link with the camera, in browsers that read QR codes themselves.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    components::{Button, FullSheet, IconButton, Show},
    host::{barcode::Reader, camera::Camera, page},
    pages::capture::camera_denied,
    t,
};

/// How long to wait between two looks, in milliseconds.
const LOOK_EVERY: u64 = 200;

/// **Scan the code**, or that this browser cannot.
#[component]
pub(super) fn Scan(
    /// Called with what the code says.
    on_found: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    if Reader::new().is_none() {
        return view! { <p class="text-sm text-muted">{t!("scan-cannot")}</p> }.into_any();
    }
    let found = move |text| {
        open.set(false);
        on_found(text);
    };
    view! {
        <div><Button label=t!("scan") icon=icondata_lu::LuQrCode on_press=move |_| open.set(true) /></div>
        <Show when=move || open.get()>
            <Scanner on_found=found on_close=move || open.set(false) />
        </Show>
    }
    .into_any()
}

#[component]
fn Scanner(
    on_found: impl Fn(String) + Copy + Send + Sync + 'static,
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let camera = StoredValue::new_local(None::<Camera>);
    let denied = RwSignal::new(None::<String>);
    video.on_load(move |video| {
        spawn_local(async move {
            match Camera::open(None, || ()).await {
                Ok(opened) => {
                    opened.show_in(&video);
                    if camera.try_set_value(Some(opened)).is_some() {
                        return; // The sheet was closed meanwhile.
                    }
                }
                Err(why) => return drop(denied.try_set(Some(camera_denied(why)))),
            }
            let Some(reader) = Reader::new() else { return };
            // As long as the sheet is there.
            while camera.try_with_value(Option::is_some) == Some(true) {
                if let Some(text) = reader.read(&video).await {
                    if camera.try_with_value(Option::is_some) == Some(true) {
                        on_found(text);
                    }
                    return;
                }
                page::sleep(LOOK_EVERY).await;
            }
        });
    });
    view! {
        <FullSheet label=t!("scan") on_close=on_close>
            <div class="flex items-center gap-2 p-2">
                <IconButton label=t!("close") icon=icondata_lu::LuX on_press=move |_| on_close() />
                <p>{t!("scan-hint")}</p>
            </div>
            <div class="relative min-h-0 flex-1">
                <video
                    node_ref=video
                    class="size-full object-contain"
                    autoplay=true
                    muted=true
                    playsinline=true
                    aria-label=t!("camera-picture")
                ></video>
                {move || denied.get().map(|why| view! {
                    <p role="alert" class="absolute inset-x-4 top-1/3 rounded-box bg-base-100 p-4 text-base-content">{why}</p>
                })}
            </div>
        </FullSheet>
    }
}
