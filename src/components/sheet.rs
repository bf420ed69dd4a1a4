//! A sheet over the page: from the bottom on a phone, in the middle on a laptop.
//!
//! It is the browser's own modal dialog: what lies below is inert, the focus stays inside and goes
//! back to where it came from, and Escape or the system's back closes it.

use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;
use web_sys::HtmlDialogElement;

use super::{IconButton, Show};
use crate::{ids, t};

/// A sheet. Its content is made when it opens, and gone when it is closed.
#[component]
pub fn Sheet(
    /// Its title: the name of the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The person closed it.
    on_close: impl Fn() + Clone + Send + Sync + 'static,
    /// Whether the title is only for screen readers.
    #[prop(optional)]
    hide_title: bool,
    /// What stands at its foot and stays in reach while the content scrolls.
    #[prop(optional, into)]
    foot: ViewFn,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    sheet(title, open, Callback::new(move |()| on_close()), hide_title, foot, children)
}

/// What is the same for every sheet, so that it is compiled once.
fn sheet(
    title: Signal<String>,
    open: Signal<bool>,
    on_close: Callback<()>,
    hide_title: bool,
    foot: ViewFn,
    children: ChildrenFn,
) -> AnyView {
    let children = StoredValue::new(children);
    let foot = StoredValue::new(foot);
    view! {
        <Show when=move || open.get()>
            <OpenSheet title on_close hide_title foot=foot.get_value()>
                {children.with_value(|children| children())}
            </OpenSheet>
        </Show>
    }
    .into_any()
}

#[component]
fn OpenSheet(
    title: Signal<String>,
    on_close: Callback<()>,
    hide_title: bool,
    foot: ViewFn,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let id = format!("sheet-{}", ids::uuid());
    let labelled_by = id.clone();
    let opened = StoredValue::new_local(None::<HtmlDialogElement>);
    dialog.on_load(move |dialog| {
        // It fails only for a dialog that is open already.
        let _ = dialog.show_modal();
        opened.set_value(Some(dialog));
    });
    // Closed before it is taken out, it gives the focus back to where it came from.
    on_cleanup(move || {
        if let Some(dialog) = opened.try_get_value().flatten() {
            dialog.close();
        }
    });
    // A press on the backdrop hits the dialog itself; its content lies in the box.
    let on_backdrop = move |event: leptos::ev::MouseEvent| {
        let hit = event.target().zip(dialog.get_untracked());
        if hit.is_some_and(|(target, dialog)| AsRef::<JsValue>::as_ref(&target) == AsRef::<JsValue>::as_ref(&dialog)) {
            on_close.run(());
        }
    };
    let header = if hide_title { "sr-only" } else { "flex items-center gap-2 px-4 pt-2" };
    view! {
        <dialog
            node_ref=dialog
            class="modal modal-bottom rail:modal-middle"
            aria-labelledby=labelled_by
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            // A browser may close it without asking; taken out of the page, it has closed already.
            on:close=move |_| {
                if opened.try_get_value().flatten().is_some_and(|dialog| dialog.is_connected()) {
                    on_close.run(());
                }
            }
            on:mousedown=on_backdrop
        >
            <div class="modal-box flex max-h-[92dvh] max-w-2xl flex-col p-0">
                <div class=header>
                    <h2 id=id class="flex-1 text-lg font-semibold">{move || title.get()}</h2>
                    <IconButton label=t!("close") icon=icondata_lu::LuX on_press=move |_| on_close.run(()) />
                </div>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children()}</div>
                <div class="safe-bottom border-t border-base-300 empty:hidden">{move || foot.run()}</div>
            </div>
        </dialog>
    }
}
