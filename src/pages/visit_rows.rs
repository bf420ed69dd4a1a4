//! The visits of a partner, a site or a person, as rows.

use floorbook_domain::VisitState;
use floorbook_port::{Query, Scope, VisitSummary};
use leptos::prelude::*;

use super::paths;
use crate::{
    components::{Button, For, ListRow, Show, Time, Trouble, Waiting},
    engine::live_pages,
    reactive::memo,
    t,
    text::Label,
};

/// What a visit is called in a list: its purpose, or the site, or the partner.
pub fn visit_title(visit: &VisitSummary) -> String {
    let names = [&visit.visit.purpose, &visit.site, &visit.partner];
    names.into_iter().find(|name| !name.trim().is_empty()).cloned().unwrap_or_else(|| t!("visit-unnamed"))
}

/// The visits of `scope`, those to come first.
#[component]
pub fn VisitRows(
    /// Whose.
    scope: Scope,
    /// What stands there while there are none.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let visits = live_pages::<VisitSummary>(50, move |page| Query::Visits(scope, page));
    let is_there = memo(move || visits.rows().with(Option::is_some));
    let waiting = move || match visits.failure() {
        Some(failure) => view! { <Trouble failure on_again=move || visits.again() /> }.into_any(),
        None => view! { <Waiting /> }.into_any(),
    };
    let empty = StoredValue::new(empty);
    view! {
        <Show when=move || is_there.get() fallback=waiting>
            <Show when=move || !visits.is_empty() fallback=move || empty.with_value(ViewFn::run)>
                <ul class="-mx-3 py-2" aria-label=t!("visits")>
                    <For
                        each=move || visits.rows().get().unwrap_or_default()
                        key=|visit| format!("{} {} {}", visit.id, visit.seen, visit.observations)
                        let:visit
                    >
                        <VisitRow visit />
                    </For>
                </ul>
                <Show when=move || visits.has_more()>
                    <Button label=t!("more") class="w-full" on_press=move |_| visits.more() />
                </Show>
            </Show>
        </Show>
    }
}

#[component]
fn VisitRow(visit: VisitSummary) -> impl IntoView {
    let title = visit_title(&visit);
    let site = if title == visit.site { String::new() } else { visit.site.clone() };
    let notes = t!("count-notes", "count" => visit.observations);
    let state = match visit.state {
        VisitState::Finished => String::new(),
        state => state.label(),
    };
    let parts = [state, site, notes].into_iter().filter(|part| !part.is_empty());
    let detail = parts.collect::<Vec<_>>().join(" · ");
    let at = visit.visit.started.or(visit.visit.planned_start);
    let zone = visit.zone.clone();
    let trail = move || at.map(|at| view! { <Time at=Signal::stored(at) zone=zone.clone() with_home=false /> });
    view! { <ListRow href=paths::visit(visit.id) title detail trail /> }
}
