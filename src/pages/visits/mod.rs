//! Visits: their list, planning one, and one visit's page.

mod about;
mod attendees;
mod choose;
mod fields;
mod finished;
mod head;
mod list;
mod page;
mod place;
mod plan;
pub mod steps;
mod times;
pub mod words;

use icondata_lu::LuClipboardList;
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_navigate},
};

pub use list::VisitRow;
pub use page::VisitPage;
pub use plan::PlanVisit;

use self::{list::VisitList, steps::use_steps};
use crate::{
    components::{EmptyState, PageHeader, Show},
    host::screen,
    reactive::memo,
    t,
};

/// The list of visits; from the width of a laptop on with what was chosen in it at its side.
#[component]
pub fn Visits() -> impl IntoView {
    let (location, wide, steps) = (use_location(), screen::is_wide(), use_steps());
    let is_alone = memo(move || location.pathname.with(|path| path.trim_end_matches('/') == "/visits"));
    let navigate = StoredValue::new_local(use_navigate());
    let on_started = move |visit| navigate.with_value(|go| go(&format!("/visits/{visit}"), Default::default()));
    let list = move || {
        view! {
            <Show
                when=move || is_alone.get()
                fallback=|| view! { <p class="px-3 pt-5 pb-3 text-lg font-semibold">{t!("visits")}</p> }
            >
                <PageHeader title=t!("visits") />
            </Show>
            <VisitList steps on_started />
        }
    };
    view! {
        <div class="rail:grid rail:grid-cols-[19rem_minmax(0,1fr)] rail:gap-8">
            <Show when=move || wide.get() || is_alone.get()>
                <section
                    class="min-w-0 rail:sticky rail:top-0 rail:h-dvh rail:overflow-y-auto rail:border-r rail:border-base-300 rail:pr-4"
                    aria-label=t!("visits")
                >
                    {list()}
                </section>
            </Show>
            <div class="min-w-0">
                <Outlet />
            </div>
        </div>
    }
}

/// What stands beside the list while nothing is chosen in it.
#[component]
pub fn NoVisitChosen() -> impl IntoView {
    view! {
        <Show when=move || screen::is_wide().get()>
            <EmptyState icon=LuClipboardList title=t!("visit-none-chosen") text=t!("visit-none-chosen-text") />
        </Show>
    }
}
