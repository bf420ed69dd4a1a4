//! Promises as rows: what, of which side, by when; done or moved from there.

use floorbook_domain::{Keeping, Party, Record};
use floorbook_port::{CommitmentView, Query, Which, Whose};
use leptos::prelude::*;
use leptos_router::components::A;

use super::settle::{MoveSheet, keep_today};
use crate::{
    components::{Button, For, Icon, ListRow, Look, Show, SyncMarks},
    engine::live_pages,
    frame::{notices::use_notices, writers::Writers},
    host::{clock, days},
    pages::paths,
    reactive::drawn,
    t,
    text::Label,
};

/// What tells a row from others, and from itself before a change.
pub fn promise_key(row: &CommitmentView) -> String {
    format!("{} {} {} {} {} {}", row.found.id, row.found.seen, row.partner, row.who, row.to, row.issue)
}

/// How a promise stands today, at the place where it was given.
pub(super) fn keeping(view: &CommitmentView) -> Keeping {
    days::today(&view.zone).map_or(Keeping::Open, |today| view.found.record.keeping(today))
}

/// The colour and the shape of how it stands; each has its word beside it.
pub(super) fn look(keeping: Keeping) -> (icondata_core::Icon, &'static str) {
    match keeping {
        Keeping::Open => (icondata_lu::LuCircle, "text-muted"),
        Keeping::Late => (icondata_lu::LuClockAlert, "text-late font-semibold"),
        Keeping::Kept => (icondata_lu::LuCircleCheck, "text-success"),
        Keeping::KeptLate => (icondata_lu::LuClockAlert, "text-late"),
        Keeping::Broken => (icondata_lu::LuCircleX, "text-error"),
        Keeping::Withdrawn => (icondata_lu::LuCircleMinus, "text-muted"),
    }
}

/// When it is due, or how it ended: `due Tue 3 Feb`, `3 days late`, `Kept late`.
pub(super) fn standing(view: &CommitmentView) -> String {
    let promise = &view.found.record;
    match (keeping(view), promise.due) {
        (Keeping::Open, Some(due)) => t!("due-on", "day" => days::words_there(due, &view.zone)),
        (Keeping::Open, None) => t!("no-day"),
        (Keeping::Late, Some(due)) => t!("days-late", "count" => (-days::until_there(due, &view.zone)).max(1)),
        (keeping, _) => keeping.label(),
    }
}

/// A promise in a list.
#[component]
pub fn PromiseRow(
    /// The promise.
    row: CommitmentView,
    /// Whether the partner is named.
    #[prop(optional)]
    with_partner: bool,
    /// Called to move it, where it can be kept and moved from here.
    #[prop(default = None)]
    on_move: Option<Callback<CommitmentView>>,
) -> impl IntoView {
    let promise = &row.found.record;
    let title = promise.title();
    let title = if title.trim().is_empty() { t!("unnamed") } else { title };
    // Beside the partner there is no room for who it was.
    let who = if with_partner { "" } else { row.who.as_str() };
    let side = match (promise.party, who) {
        (Party::Us, "") => t!("we-promised"),
        (Party::Them, "") => t!("they-promised"),
        (Party::Us, who) => t!("we-promised-who", "who" => who),
        (Party::Them, who) => t!("they-promised-who", "who" => who),
    };
    let partner = Some(row.partner.clone()).filter(|name| with_partner && !name.is_empty());
    let moved = promise.first_due().map(|_| t!("was-moved"));
    let detail = [Some(side), partner, moved].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (shape, colour) = look(keeping(&row));
    let (came_back, in_conflict) = (row.found.came_back, !row.found.conflicts.is_empty());
    let (minute, notices) = (clock::minute(), use_notices());
    let href = paths::promise(row.found.id);
    let is_open = promise.is_open();
    let row = StoredValue::new(row);
    let trail = move || {
        view! {
            <SyncMarks came_back in_conflict />
            <span class=format!("inline-flex items-center gap-1 text-sm {colour}")>
                <Icon shape class="size-4" />
                {move || {
                    // It is another day there some time.
                    minute.track();
                    row.with_value(standing)
                }}
            </span>
        }
    };
    let beside = move || {
        on_move.filter(|_| is_open).map(|on_move| {
            view! {
                <Writers>
                    <Button label=t!("ending-kept") on_press=move |_| row.with_value(|row| keep_today(row, notices)) />
                    <Button label=t!("move") look=Look::Plain on_press=move |_| on_move.run(row.get_value()) />
                </Writers>
            }
        })
    };
    view! { <ListRow href title detail trail beside /> }
}

/// Moves a promise: what its row calls, and the sheet, which stands outside of the list.
pub fn moving() -> (Callback<CommitmentView>, AnyView) {
    let moving = RwSignal::new(None::<CommitmentView>);
    let sheet = drawn(move || {
        let view = moving.get()?;
        Some(view! { <MoveSheet view on_close=move || moving.set(None) /> })
    });
    (Callback::new(move |row| moving.set(Some(row))), sheet)
}

/// A few promises of both sides that are to be kept, with the way to all; nothing where there are none.
#[component]
pub fn OpenPromises(
    /// Whose.
    whose: Whose,
    /// Whether the partner is named, and each can be kept and moved.
    #[prop(optional)]
    at_hand: bool,
) -> impl IntoView {
    let promises = live_pages::<CommitmentView>(6, move |page| Query::Commitments(whose, Which::Open, page));
    let (on_move, sheet) = moving();
    let row =
        move |row: CommitmentView| view! { <PromiseRow row with_partner=at_hand on_move=at_hand.then_some(on_move) /> };
    view! {
        <Show when=move || promises.rows().with(|rows| rows.as_ref().is_some_and(|rows| !rows.is_empty()))>
            <section aria-label=t!("promises-due")>
                <h2 class="mb-1 text-sm font-semibold text-muted">{t!("promises-due")}</h2>
                <ul class="-mx-3 flex flex-col">
                    <For each=move || promises.rows().get().unwrap_or_default() key=promise_key children=row />
                </ul>
                <Show when=move || at_hand || promises.has_more()>
                    <A href="/promises" attr:class="btn btn-ghost touch -ml-4">
                        <Icon shape=icondata_lu::LuHandshake />
                        {t!("all-promises")}
                    </A>
                </Show>
            </section>
        </Show>
        {sheet}
    }
}
