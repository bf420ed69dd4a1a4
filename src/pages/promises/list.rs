//! All promises by their day, of both sides or of one.

use floorbook_domain::Party;
use floorbook_port::{CommitmentView, Query, Which, Whose};
use leptos::prelude::*;

use super::{PromiseOrigin, PromiseRow, QuickPromise, moving, promise_key};
use crate::{
    components::{Button, ChipChoice, EmptyState, For, Look, PageHeader, Show, Trouble, Waiting},
    engine::live_pages,
    frame::writers::Writers,
    reactive::memo,
    t,
};

/// The list.
#[component]
pub fn Promises() -> impl IntoView {
    let (which, side) = (RwSignal::new(Which::Open), RwSignal::new(None::<Party>));
    let adding = RwSignal::new(false);
    let (on_move, sheet) = moving();
    let promises = live_pages::<CommitmentView>(100, move |page| Query::Commitments(Whose::All, which.get(), page));
    let shown = memo(move || {
        let all = promises.rows().get().unwrap_or_default();
        let side = side.get();
        all.into_iter().filter(|row| side.is_none_or(|side| row.found.record.party == side)).collect::<Vec<_>>()
    });
    let add = move || {
        view! {
            <Writers>
                <Button label=t!("add-promise") icon=icondata_lu::LuPlus look=Look::Primary on_press=move |_| adding.set(true) />
            </Writers>
        }
    };
    let waiting = move || match (promises.rows().with(Option::is_some), promises.failure()) {
        (true, _) => ().into_any(),
        (false, Some(failure)) => view! { <Trouble failure on_again=move || promises.again() /> }.into_any(),
        (false, None) => view! { <Waiting rows=4 /> }.into_any(),
    };
    let empty = move || match which.get() {
        Which::Open => {
            view! { <EmptyState icon=icondata_lu::LuHandshake title=t!("no-promises") text=t!("no-promises-text") /> }
        }
        Which::Done => {
            view! { <EmptyState icon=icondata_lu::LuHandshake title=t!("no-promises-done") text=t!("no-promises-done-text") /> }
        }
    };
    view! {
        <PageHeader title=t!("promises") back="/" actions=add />
        <div class="flex flex-wrap gap-x-8 gap-y-3 pb-2">
            <ChipChoice
                legend=t!("which")
                choices=vec![(Which::Open, t!("which-open")), (Which::Done, t!("which-done"))]
                chosen=which
                on_choose=move |chosen| which.set(chosen)
            />
            <ChipChoice
                legend=t!("promised-by")
                choices=vec![(None, t!("both-sides")), (Some(Party::Us), t!("party-us")), (Some(Party::Them), t!("party-them"))]
                chosen=side
                on_choose=move |chosen| side.set(chosen)
            />
        </div>
        {move || waiting()}
        <Show when=move || !promises.is_empty() fallback=empty>
            <ul class="-mx-3 max-w-3xl py-2" aria-label=t!("promises")>
                <For
                    each=move || shown.get()
                    key=promise_key
                    children=move |row| view! { <PromiseRow row with_partner=true on_move=Some(on_move) /> }
                />
            </ul>
            <p class="py-4 text-muted" role="status" class:hidden=move || !shown.with(Vec::is_empty)>
                {move || shown.with(Vec::is_empty).then(|| t!("nothing-matches"))}
            </p>
        </Show>
        <Show when=move || promises.rows().with(Option::is_some) && promises.has_more()>
            <Button label=t!("more") class="my-3 w-full" on_press=move |_| promises.more() />
        </Show>
        {sheet}
        {move || adding.get().then(|| view! { <QuickPromise origin=PromiseOrigin::default() on_close=move || adding.set(false) /> })}
    }
}
