//! The head of a page: its one h1, the way back, and what can be done with all of it.

use leptos::{html, prelude::*};
use leptos_router::components::A;

use super::Icon;
use crate::{
    frame::{SettingsLink, title},
    t,
};

/// The head of a page. It names the document (never by what somebody wrote: browsers keep the names of pages in their
/// history, and some send it on), and takes the focus when the page is opened, so that
/// a screen reader begins there.
#[component]
pub fn PageHeader(
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
    /// What the document is called where the page's name is what somebody wrote.
    #[prop(optional, into)]
    document: Option<String>,
    /// Where back leads; nothing for the pages of the navigation.
    #[prop(optional, into)]
    back: Option<String>,
    /// Whether the way back is for phones only: beside a list nobody has to go back to it.
    #[prop(optional)]
    beside_list: bool,
    /// What stands below the name: partner, place, time.
    #[prop(optional, into)]
    below: ViewFn,
    /// What can be done with all of it: buttons.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let is_place = back.is_none();
    let way_back = if beside_list {
        "btn btn-ghost btn-circle touch -ml-3 rail:hidden"
    } else {
        "btn btn-ghost btn-circle touch -ml-3"
    };
    title::name_document(document.map_or(title, Signal::stored));
    heading.on_load(|heading| title::arrive_at(&heading));
    view! {
        <header class="flex flex-wrap items-start gap-x-2 gap-y-1 pt-3 pb-2">
            {back.map(|back| view! {
                <A href=back attr:class=way_back attr:aria-label=t!("back") attr:title=t!("back")>
                    <Icon shape=icondata_lu::LuArrowLeft class="size-6" />
                </A>
            })}
            <div class="min-w-0 flex-1 py-2">
                <h1 node_ref=heading tabindex="-1" class="text-xl font-semibold wrap-break-word outline-none">
                    {move || title.get()}
                </h1>
                <div class="text-muted empty:hidden">{move || below.run()}</div>
            </div>
            <div class="flex items-center gap-2 empty:hidden">{move || actions.run()}</div>
            // In the rail of a laptop it has its place already.
            {is_place.then(|| view! {
                <div class="-mr-1 rail:hidden">
                    <SettingsLink />
                </div>
            })}
        </header>
    }
}
