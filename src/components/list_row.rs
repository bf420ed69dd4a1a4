//! A row of a list that leads somewhere.

use leptos::prelude::*;
use leptos_router::components::A;

use super::Icon;

/// A row that opens a page: the whole of it can be pressed, its title is the link's name.
#[component]
pub fn ListRow(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its first line.
    #[prop(into)]
    title: Signal<String>,
    /// Its second line; empty for none.
    #[prop(default = Signal::stored(String::new()), into)]
    detail: Signal<String>,
    /// What stands before it: an avatar, a picture, an icon.
    #[prop(optional, into)]
    lead: ViewFn,
    /// What stands at its end: a count, a time, a badge.
    #[prop(optional, into)]
    trail: ViewFn,
    /// What can be done with it from here: buttons beside the link, or below it where there is no room.
    #[prop(optional, into)]
    beside: ViewFn,
) -> impl IntoView {
    view! {
        <li class="flex flex-wrap items-center">
            <A
                href=href
                attr:class="touch flex min-w-[min(100%,20rem)] flex-1 items-center gap-3 rounded-field px-3 py-2 hover:bg-base-200 aria-[current=page]:bg-base-200"
            >
                <span class="shrink-0 empty:hidden">{move || lead.run()}</span>
                <span class="min-w-0 flex-1">
                    <span class="line-clamp-2 font-medium wrap-break-word">{move || title.get()}</span>
                    <span class="block truncate text-sm text-muted empty:hidden">{move || detail.get()}</span>
                </span>
                <span class="shrink-0 text-sm text-muted empty:hidden">{move || trail.run()}</span>
                <Icon shape=icondata_lu::LuChevronRight class="size-5 shrink-0 text-muted" />
            </A>
            <div class="flex flex-wrap gap-2 px-3 pb-2 empty:hidden">{move || beside.run()}</div>
        </li>
    }
}
