//! A sheet over the whole screen: the camera, a photo.

use leptos::{html, prelude::*};

/// A modal dialog that covers everything, dark in both themes. Escape or the system's back closes it.
#[component]
pub fn FullSheet(
    /// Its name for screen readers.
    #[prop(into)]
    label: String,
    /// The person closed it.
    on_close: impl Fn() + 'static,
    /// Called with each key that is pressed in it.
    #[prop(default = Callback::new(|_| ()), into)]
    on_key: Callback<leptos::ev::KeyboardEvent>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        // It fails only for a dialog that is open already.
        let _ = dialog.show_modal();
    });
    view! {
        <dialog
            node_ref=dialog
            class="fixed inset-0 m-0 h-dvh max-h-none w-dvw max-w-none bg-neutral p-0 text-neutral-content [&_.btn-ghost:not(:hover)]:text-neutral-content"
            aria-label=label
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close();
            }
            on:keydown=move |event| on_key.run(event)
        >
            <div class="safe-top safe-bottom safe-x flex h-full flex-col">{children()}</div>
        </dialog>
    }
}
