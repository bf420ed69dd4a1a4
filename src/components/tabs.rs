//! Parts of a page beside each other.

use leptos::{html, prelude::*};

use crate::reactive::memo;
use wasm_bindgen::JsCast;

/// The heads of tabs. What belongs to the chosen one is shown by who uses this, in an element with
/// `role="tabpanel"`.
#[component]
pub fn Tabs<T>(
    /// What the tabs are about: the name of the list.
    #[prop(into)]
    label: String,
    /// The tabs with their words.
    tabs: Vec<(T, String)>,
    /// The chosen one.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with another one.
    on_choose: impl Fn(T) + Clone + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let list = NodeRef::<html::Div>::new();
    let heads = tabs.into_iter().map(|(tab, words)| {
        let (own, on_choose) = (tab.clone(), on_choose.clone());
        let is_chosen = memo(move || chosen.with(|chosen| *chosen == own));
        view! {
            <button
                type="button"
                role="tab"
                class="touch -mb-px shrink-0 cursor-pointer border-b-2 px-4 whitespace-nowrap"
                class=("border-primary", is_chosen)
                class=("font-semibold", is_chosen)
                class=("border-transparent", move || !is_chosen.get())
                class=("text-muted", move || !is_chosen.get())
                aria-selected=move || is_chosen.get().to_string()
                tabindex=move || if is_chosen.get() { "0" } else { "-1" }
                on:click=move |_| on_choose(tab.clone())
            >
                {words}
            </button>
        }
    });
    view! {
        <div
            node_ref=list
            role="tablist"
            aria-label=label
            class="flex overflow-x-auto overflow-y-hidden border-b border-base-300"
            on:keydown=move |event| move_focus(&event)
        >
            {heads.collect_view()}
        </div>
    }
}

/// Left and right go to the neighbouring tab, and choose it.
fn move_focus(event: &leptos::ev::KeyboardEvent) {
    let Some(tab) = document().active_element() else { return };
    let next = match event.key().as_str() {
        "ArrowRight" => tab.next_element_sibling(),
        "ArrowLeft" => tab.previous_element_sibling(),
        _ => return,
    };
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = next.focus();
        next.click();
    }
}
