//! All issues as a board: by age, by partner, or by how far they are. On a phone its columns stand below each other.

use floorbook_domain::{Instant, IssueState};
use floorbook_port::{IssueSummary, Query, Which, Whose};
use leptos::prelude::*;

use super::{
    Origin, QuickIssue,
    rows::{IssueRow, key},
};
use crate::{
    components::{Button, ChipChoice, EmptyState, For, Look, PageHeader, Show, Trouble, Waiting},
    engine::live_pages,
    frame::writers::Writers,
    host::{clock, zones},
    reactive::memo,
    t,
    text::Label,
};

/// By what the columns are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Age,
    Partner,
    State,
}

/// A column: its heading, and where it stands.
type Heading = (u8, String);

/// The column of an issue.
fn column(row: &IssueSummary, by: By, now: Instant) -> Heading {
    match by {
        By::Age => match zones::days_between(row.issue.noticed, now, "") {
            ..=7 => (2, t!("age-week")),
            8..=30 => (1, t!("age-month")),
            _ => (0, t!("age-older")),
        },
        By::Partner if row.partner.is_empty() => (1, t!("without-partner")),
        By::Partner => (0, row.partner.clone()),
        By::State => {
            let place = IssueState::ALL.iter().position(|state| *state == row.state).unwrap_or_default();
            (u8::try_from(place).unwrap_or(u8::MAX), row.state.label())
        }
    }
}

/// The columns in their order, each with its issues.
fn columns(rows: &[IssueSummary], by: By, now: Instant) -> Vec<(Heading, Vec<IssueSummary>)> {
    let mut columns: std::collections::BTreeMap<Heading, Vec<IssueSummary>> = Default::default();
    for row in rows {
        columns.entry(column(row, by, now)).or_default().push(row.clone());
    }
    columns.into_iter().collect()
}

/// The board.
#[component]
pub fn Issues() -> impl IntoView {
    let (which, by) = (RwSignal::new(Which::Open), RwSignal::new(By::Age));
    let adding = RwSignal::new(false);
    let issues = live_pages::<IssueSummary>(100, move |page| Query::Issues(Whose::All, which.get(), page));
    let minute = clock::minute();
    let board =
        memo(move || issues.rows().with(|rows| columns(rows.as_deref().unwrap_or_default(), by.get(), minute.get())));
    let add = move || {
        view! {
            <Writers>
                <Button label=t!("raise-issue") icon=icondata_lu::LuPlus look=Look::Primary on_press=move |_| adding.set(true) />
            </Writers>
        }
    };
    let one = move |(heading, rows): (Heading, Vec<IssueSummary>)| {
        let title = format!("{} ({})", heading.1, rows.len());
        view! {
            <section class="min-w-0 rail:rounded-box rail:bg-base-200 rail:p-3">
                <h2 class="mb-1 font-semibold">{title}</h2>
                <ul class="-mx-3">
                    <For
                        each=move || rows.clone()
                        key=key
                        children=move |row| view! { <IssueRow row with_partner=by.get_untracked() != By::Partner /> }
                    />
                </ul>
            </section>
        }
    };
    let waiting = move || match (issues.rows().with(Option::is_some), issues.failure()) {
        (true, _) => ().into_any(),
        (false, Some(failure)) => view! { <Trouble failure on_again=move || issues.again() /> }.into_any(),
        (false, None) => view! { <Waiting rows=4 /> }.into_any(),
    };
    let empty = move || match which.get() {
        Which::Open => {
            view! { <EmptyState icon=icondata_lu::LuTriangleAlert title=t!("no-issues") text=t!("no-issues-text") /> }
        }
        Which::Done => {
            view! { <EmptyState icon=icondata_lu::LuTriangleAlert title=t!("no-issues-done") text=t!("no-issues-done-text") /> }
        }
    };
    view! {
        <PageHeader title=t!("issues") back="/" actions=add />
        <div class="flex flex-wrap gap-x-8 gap-y-3 pb-4">
            <ChipChoice
                legend=t!("which")
                choices=vec![(Which::Open, t!("which-open")), (Which::Done, t!("which-closed"))]
                chosen=which
                on_choose=move |chosen| which.set(chosen)
            />
            <ChipChoice
                legend=t!("grouped-by")
                choices=vec![(By::Age, t!("by-age")), (By::Partner, t!("by-partner")), (By::State, t!("by-state"))]
                chosen=by
                on_choose=move |chosen| by.set(chosen)
            />
        </div>
        {move || waiting()}
        <Show when=move || !issues.is_empty() fallback=empty>
            <div class="flex flex-col gap-6 rail:grid rail:grid-cols-[repeat(auto-fit,minmax(20rem,1fr))] rail:items-start rail:gap-4">
                <For
                    each=move || board.get()
                    key=|(heading, rows)| format!("{heading:?} {}", rows.iter().map(key).collect::<String>())
                    children=one
                />
            </div>
        </Show>
        <Show when=move || issues.rows().with(Option::is_some) && issues.has_more()>
            <Button label=t!("more") class="my-3 w-full" on_press=move |_| issues.more() />
        </Show>
        {move || adding.get().then(|| view! { <QuickIssue origin=Origin::default() on_close=move || adding.set(false) /> })}
    }
}
