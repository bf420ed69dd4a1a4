//! What waits: unsorted notes, and visits that are paused, planned or just finished.

use floorbook_domain::VisitState;
use floorbook_port::VisitSummary;
use leptos::prelude::*;
use leptos_router::components::A;

use super::words;
use crate::{
    components::{For, Icon, ListRow, Show},
    host::{clock, zones},
    t,
};

/// How many notes have no visit yet; nothing where there are none.
#[component]
pub(super) fn Unsorted(count: Memo<u32>) -> impl IntoView {
    view! {
        <Show when=move || count.get() != 0>
            <A
                href="/unsorted"
                attr:class="touch flex items-center gap-3 rounded-box border border-base-300 px-4 py-2 hover:bg-base-200"
            >
                <Icon shape=icondata_lu::LuInbox class="size-5 shrink-0 text-primary" />
                <span class="min-w-0 flex-1">
                    <span class="block font-medium">{t!("unsorted")}</span>
                    <span class="block text-sm text-muted">{move || t!("unsorted-count", "count" => count.get())}</span>
                </span>
                <Icon shape=icondata_lu::LuChevronRight class="size-5 shrink-0 text-muted" />
            </A>
        </Show>
    }
}

/// A few visits of one sort; nothing where there are none.
#[component]
pub(super) fn Visits(title: String, visits: Memo<Vec<VisitSummary>>) -> impl IntoView {
    let minute = clock::minute();
    let title = StoredValue::new(title);
    let row = move |visit: VisitSummary| {
        let (zone, place) = (words::zone(&visit), words::place(&visit));
        let (at, purpose) = (words::moment(&visit), words::purpose(&visit));
        // Of a visit that runs one asks first whose it is.
        let who = visit.led_by.clone().filter(|_| visit.state == VisitState::Running);
        let detail = Signal::derive(move || {
            let when = at.map(|at| zones::moment(at, &zone, minute.get()));
            [who.clone(), when, purpose.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        });
        view! { <ListRow href=format!("/visits/{}", visit.id) title=place detail /> }
    };
    view! {
        <Show when=move || visits.with(|visits| !visits.is_empty())>
            <section>
                <h2 class="mb-1 text-sm font-semibold text-muted">{title.get_value()}</h2>
                <ul class="-mx-3 flex flex-col">
                    // A row is made anew when what it shows changes.
                    <For
                        each=move || visits.get()
                        key=|visit| (visit.id, visit.seen, visit.partner.clone(), visit.site.clone())
                        children=row
                    />
                </ul>
            </section>
        </Show>
    }
}
