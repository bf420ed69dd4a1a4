//! Issues as rows: what, how far, since when, and the next step in one tap.

use floorbook_port::{IssueSummary, Query, Which, Whose};
use leptos::prelude::*;
use leptos_router::components::A;

use super::step::{StepSheet, deed, next};
use crate::{
    components::{Button, For, Icon, ListRow, Show, SyncMarks},
    engine::live_pages,
    frame::writers::Writers,
    host::{clock, days, zones},
    pages::{paths, timeline::Marks},
    reactive::drawn,
    t,
    text::Label,
};

/// What tells a row from others, and from itself before a change.
pub(super) fn key(row: &IssueSummary) -> String {
    format!("{} {} {} {:?} {}", row.id, row.seen, row.partner, row.next_due, row.theirs)
}

/// How many days ago something was, in words.
pub(super) fn age(since: floorbook_domain::Instant, now: floorbook_domain::Instant) -> String {
    t!("for-days", "count" => zones::days_between(since, now, "").max(0))
}

/// An issue in a list; with the button that takes its next step, if that is wanted.
#[component]
pub fn IssueRow(
    /// The issue.
    row: IssueSummary,
    /// Whether the partner is named.
    #[prop(optional)]
    with_partner: bool,
    /// Called for its next step, where that can be taken from here.
    #[prop(default = None)]
    on_step: Option<Callback<IssueSummary>>,
) -> impl IntoView {
    let title = floorbook_domain::Record::title(&row.issue);
    let title = if title.trim().is_empty() { t!("unnamed") } else { title };
    let (minute, state, noticed, severity) = (clock::minute(), row.state, row.issue.noticed, row.issue.severity);
    let partner = Some(row.partner.clone()).filter(|name| with_partner && !name.is_empty());
    let is_open = row.issue.is_open();
    let (due, torn) = (row.next_due, row.is_torn);
    let detail = Signal::derive(move || {
        let now = minute.get();
        let due = due.map(|day| t!("next-remedy", "day" => days::words(day, now)));
        let state = if torn { t!("two-states") } else { state.label() };
        let open = is_open.then(|| age(noticed, now));
        [partner.clone(), Some(state), open, due].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let (came_back, in_conflict) = (row.came_back, row.in_conflict || row.is_torn);
    let trail = move || {
        view! {
            <SyncMarks came_back in_conflict />
            <Marks kind=floorbook_domain::ObservationKind::Fact severity />
        }
    };
    let href = paths::issue(row.id);
    let row = StoredValue::new(row);
    let beside = move || {
        on_step.map(|on_step| {
            view! {
                <Writers>
                    <Button label=deed(next(state)) on_press=move |_| on_step.run(row.get_value()) />
                </Writers>
            }
        })
    };
    view! { <ListRow href title detail trail beside /> }
}

/// Takes the next step of an issue: what its row calls, and the sheet, which stands outside of the list, since a row
/// is drawn anew when what is written in the sheet reaches the record.
pub fn stepping() -> (Callback<IssueSummary>, AnyView) {
    let taking = RwSignal::new(None::<IssueSummary>);
    let sheet = drawn(move || {
        let issue = taking.get()?;
        let to = next(issue.state);
        Some(view! { <StepSheet issue to on_close=move || taking.set(None) /> })
    });
    (Callback::new(move |row| taking.set(Some(row))), sheet)
}

/// A few issues that wait, with the way to all; nothing where there are none.
#[component]
pub fn OpenIssues(
    /// Whose.
    whose: Whose,
    /// Whether the partner is named, and the next step can be taken.
    #[prop(optional)]
    at_hand: bool,
) -> impl IntoView {
    let issues = live_pages::<IssueSummary>(5, move |page| Query::Issues(whose, Which::Open, page));
    let (on_step, sheet) = stepping();
    let row = move |row: IssueSummary| {
        view! { <IssueRow row with_partner=at_hand on_step=at_hand.then_some(on_step) /> }
    };
    view! {
        <Show when=move || issues.rows().with(|rows| rows.as_ref().is_some_and(|rows| !rows.is_empty()))>
            <section aria-label=t!("issues-waiting")>
                <h2 class="mb-1 text-sm font-semibold text-muted">{t!("issues-waiting")}</h2>
                <ul class="-mx-3 flex flex-col">
                    <For each=move || issues.rows().get().unwrap_or_default() key=key children=row />
                </ul>
                <Show when=move || at_hand || issues.has_more()>
                    <A href="/issues" attr:class="btn btn-ghost touch -ml-4">
                        <Icon shape=icondata_lu::LuTriangleAlert />
                        {t!("all-issues")}
                    </A>
                </Show>
            </section>
        </Show>
        {sheet}
    }
}
