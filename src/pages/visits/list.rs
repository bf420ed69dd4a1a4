//! The list of visits: running, paused, planned, past.

use floorbook_domain::{VisitId, VisitState};
use floorbook_port::{Query, Scope, VisitSummary};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    steps::{AskAboutRunning, Steps},
    words,
};
use crate::{
    components::{Button, EmptyState, For, Icon, ListRow, More, Show, SyncMarks, Trouble, Waiting},
    engine::{LivePages, live_pages},
    frame::writers::Writers,
    host::clock,
    reactive::memo,
    t,
    text::Label,
};

/// The parts of the list, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Running,
    Paused,
    Planned,
    Past,
}

impl Part {
    const ALL: [Part; 4] = [Part::Running, Part::Paused, Part::Planned, Part::Past];

    fn of(state: VisitState) -> Part {
        match state {
            VisitState::Running => Part::Running,
            VisitState::Paused => Part::Paused,
            VisitState::Planned => Part::Planned,
            VisitState::Finished | VisitState::Cancelled => Part::Past,
        }
    }

    fn label(self) -> String {
        match self {
            Part::Running => t!("visits-running"),
            Part::Paused => t!("visits-paused"),
            Part::Planned => t!("visits-planned"),
            Part::Past => t!("visits-past"),
        }
    }
}

/// All visits, with the ways to begin one.
#[component]
pub(super) fn VisitList(
    /// The steps, for **Start visit**.
    steps: Steps,
    /// Called with a visit that was started from here.
    on_started: impl Fn(VisitId) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let visits = live_pages::<VisitSummary>(50, |page| Query::Visits(Scope::All, page));
    let start = move || steps.start_now(Default::default(), on_started);
    let first_steps = move || {
        view! {
            <Writers>
                <A href="/visits/new" attr:class="btn btn-primary touch">
                    <Icon shape=icondata_lu::LuCalendarPlus />
                    {t!("visit-plan")}
                </A>
            </Writers>
            <Writers>
                <Button label=t!("visit-start") icon=icondata_lu::LuPlay on_press=move |_| start() />
            </Writers>
        }
    };
    view! {
        {move || visits.failure().map(|failure| view! { <Trouble failure on_again=move || visits.again() /> })}
        <Show when=move || visits.rows().with(Option::is_some) fallback=|| view! { <Waiting rows=5 /> }>
            <Show
                when=move || !visits.is_empty()
                fallback=move || view! {
                    <EmptyState icon=icondata_lu::LuClipboardList title=t!("visits-empty") text=t!("visits-empty-text")>
                        {first_steps()}
                    </EmptyState>
                }
            >
                <div class="flex flex-wrap gap-2 pb-2">{first_steps()}</div>
                {Part::ALL.map(|part| view! { <PartOfList visits part /> })}
                <More
                    has_more=Signal::derive(move || visits.has_more())
                    rows=Signal::derive(move || visits.rows().with(|rows| rows.as_ref().map_or(0, Vec::len)))
                    on_more=move || visits.more()
                />
            </Show>
        </Show>
        <AskAboutRunning steps />
    }
}

#[component]
fn PartOfList(visits: LivePages<VisitSummary>, part: Part) -> impl IntoView {
    let rows = memo(move || {
        visits.rows().with(|rows| {
            let all = rows.iter().flatten();
            all.filter(|row| Part::of(row.state) == part).cloned().collect::<Vec<_>>()
        })
    });
    let key = |row: &VisitSummary| {
        (row.id, row.seen, row.observations, row.photos, row.partner.clone(), row.site.clone(), row.zone.clone())
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="pb-3">
                <h2 class="px-3 py-1 text-sm font-semibold text-muted">{part.label()}</h2>
                <ul>
                    <For each=move || rows.get() key=key children=|row| view! { <VisitRow row /> } />
                </ul>
            </section>
        </Show>
    }
}

/// A visit in a list.
#[component]
pub fn VisitRow(
    /// The visit.
    row: VisitSummary,
) -> impl IntoView {
    let now = clock::minute();
    let (title, href) = (words::title(&row), format!("/visits/{}", row.id));
    let row = StoredValue::new(row);
    let state = row.with_value(|row| row.state);
    // The count stands before what may be cut off at the end of the line.
    let detail = Signal::derive(move || {
        row.with_value(|row| {
            let parts = [words::when(row, now.get()), counts(row), words::detail(row)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        })
    });
    let lead = move || {
        let (shape, colour) = match state {
            VisitState::Running => (icondata_lu::LuCirclePlay, "text-primary"),
            VisitState::Paused => (icondata_lu::LuCirclePause, "text-primary"),
            VisitState::Planned => (icondata_lu::LuCalendar, "text-muted"),
            VisitState::Finished => (icondata_lu::LuCircleCheck, "text-muted"),
            VisitState::Cancelled => (icondata_lu::LuBan, "text-muted"),
        };
        view! { <span class=colour><Icon shape class="size-6" /></span> }
    };
    let (came_back, in_conflict) = row.with_value(|row| (row.came_back, row.in_conflict));
    let trail = move || view! { <SyncMarks came_back in_conflict /> };
    view! { <ListRow href title detail lead trail /> }
}

/// How much was captured; of a visit that was called off, that it was.
fn counts(row: &VisitSummary) -> String {
    match row.state {
        VisitState::Cancelled => row.state.label(),
        _ if row.observations == 0 && row.photos == 0 => String::new(),
        _ => t!("visit-counts-short", "notes" => row.observations, "photos" => row.photos),
    }
}
