//! Something that one should know, at the head of a page; it pushes nothing while one types.

use icondata_core::Icon as Shape;
use leptos::prelude::*;

use super::{Icon, IconButton};
use crate::t;

/// How grave it is; always told by words too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grave {
    /// Good to know.
    #[default]
    News,
    /// Do something soon.
    Warning,
    /// Something does not work.
    Trouble,
}

/// A notice with what can be done about it.
#[component]
pub fn Banner(
    /// Its icon.
    icon: Shape,
    /// How grave it is.
    #[prop(optional)]
    grave: Grave,
    /// What it is about, in a few words.
    #[prop(into)]
    title: Signal<String>,
    /// What happened, what was kept, what to do.
    #[prop(default = Signal::stored(String::new()), into)]
    text: Signal<String>,
    /// The person has read it; without this, it stays.
    #[prop(optional, into)]
    on_dismiss: Option<Callback<()>>,
    /// Buttons, or more words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let colour = match grave {
        Grave::News => "text-primary",
        Grave::Warning => "text-warning",
        Grave::Trouble => "text-error",
    };
    view! {
        <section class="mt-3 rounded-box border border-base-300 bg-base-200 py-3 pr-2 pl-4" role="status">
            <div class="flex gap-3">
                <span class=colour>
                    <Icon shape=icon class="mt-0.5 size-5" />
                </span>
                <div class="min-w-0 flex-1 pr-2">
                    <p class="font-semibold">{move || title.get()}</p>
                    <p class="empty:hidden">{move || text.get()}</p>
                </div>
                {on_dismiss.map(|dismiss| view! {
                    <IconButton class="-mt-2" label=t!("close") icon=icondata_lu::LuX on_press=move |_| dismiss.run(()) />
                })}
            </div>
            {children.map(|children| view! { <div class="mt-2 flex flex-wrap gap-2 pr-2">{children()}</div> })}
        </section>
    }
}
