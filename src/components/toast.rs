//! Short notices at the foot of the page, some of them with **Undo**.

use leptos::prelude::*;

use super::{Button, For, IconButton, Look};
use crate::t;

/// A notice as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToastView {
    /// Tells it from others.
    pub number: u32,
    /// What it says.
    pub text: String,
    /// Whether it can be undone.
    pub can_undo: bool,
    /// Whether it tells of something that went wrong.
    pub is_trouble: bool,
}

/// The notices that are shown now. Who holds them lets them go after their time; while a pointer or
/// the focus is on them, `on_hold(true)` asks to wait.
#[component]
pub fn ToastStack(
    /// The notices, oldest first.
    #[prop(into)]
    toasts: Signal<Vec<ToastView>>,
    /// **Undo** was pressed.
    on_undo: impl Fn(u32) + Copy + Send + Sync + 'static,
    /// One was closed.
    on_close: impl Fn(u32) + Copy + Send + Sync + 'static,
    /// Whether their time stands still.
    on_hold: impl Fn(bool) + Copy + 'static,
) -> impl IntoView {
    let toast = move |toast: ToastView| {
        let number = toast.number;
        let colour = if toast.is_trouble { "bg-error text-error-content" } else { "bg-neutral text-neutral-content" };
        view! {
            <div class=format!("notice pointer-events-auto flex w-full max-w-xl items-center gap-2 rounded-box py-1 pr-1 pl-4 shadow-lg {colour}")>
                <p class="min-w-0 flex-1 py-2 whitespace-pre-line">{toast.text}</p>
                {toast.can_undo.then(|| view! {
                    <Button label=t!("undo") look=Look::Plain class="font-semibold underline" on_press=move |_| on_undo(number) />
                })}
                <IconButton label=t!("close") icon=icondata_lu::LuX on_press=move |_| on_close(number) />
            </div>
        }
    };
    view! {
        <div
            class="pointer-events-none fixed inset-x-0 bottom-20 z-40 flex [:root:has([data-capture-bar])_&]:bottom-40 rail:[:root:has([data-capture-bar])_&]:bottom-24 flex-col items-center gap-2 px-4 rail:bottom-6"
            role="status"
            aria-live="polite"
            on:pointerenter=move |_| on_hold(true)
            on:pointerleave=move |_| on_hold(false)
            on:focusin=move |_| on_hold(true)
            on:focusout=move |_| on_hold(false)
        >
            <For each=move || toasts.get() key=|toast| toast.number children=toast />
        </div>
    }
}
