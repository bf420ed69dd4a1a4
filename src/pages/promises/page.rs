//! One promise: who gave it, by when, the days it had before, and how it ended.

use floorbook_domain::{CommitmentId, Record, RecordRef};
use floorbook_port::{CommitmentView, Query};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    rows::{keeping, look, standing},
    settle::{EndSheet, MoveSheet, keep_today, reopen},
};
use crate::{
    components::{Button, Facts, For, Icon, Look, PageHeader, Show},
    engine::{Live, live},
    frame::{notices::use_notices, writers::Writers},
    host::{clock, days, zones},
    pages::{
        NotFound,
        answered::{Answered, part},
        conflicts::Conflicts,
        evidence::Evidence,
        history::HistoryLink,
        paths,
        removal::{DeleteButton, Removal},
        shared_words::move_words,
    },
    reactive::{drawn, memo},
    t,
    text::Label,
};

/// The promise in the page's address.
#[component]
pub fn PromisePage() -> impl IntoView {
    let id = paths::id_in_path::<CommitmentId>();
    drawn(move || match id.get() {
        Some(id) => view! { <OnePromise id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn OnePromise(id: CommitmentId) -> impl IntoView {
    let promise: Live<CommitmentView> = live(move || Query::Commitment(id));
    let record = RecordRef::from(id);
    let name = part(promise, |view| view.found.record.title());
    let zone = part(promise, |view| view.zone.clone());
    let facts = Signal::derive(move || promise.with(facts).unwrap_or_default());
    let moves = part(promise, |view| view.found.record.history().into_iter().map(move_words).collect::<Vec<_>>());
    view! {
        <Answered live=promise>
            <Head id promise />
            <Removal
                record
                is_deleted=part(promise, |view| view.found.deleted)
                came_back=part(promise, |view| view.found.came_back)
            />
            <Conflicts
                record
                seen=part(promise, |view| view.found.seen)
                conflicts=part(promise, |view| view.found.conflicts.clone())
            />
            <Standing promise />
            <Facts facts />
            <Show when=move || moves.with(|moves| !moves.is_empty())>
                <section class="mt-4">
                    <h2 class="text-lg font-semibold">{t!("promise-moved")}</h2>
                    <ol class="divide-y divide-base-300">
                        <For each=move || moves.get().into_iter().enumerate() key=|one| one.clone() let:one>
                            <li class="py-2 wrap-break-word">{one.1}</li>
                        </For>
                    </ol>
                </section>
            </Show>
            <section class="mt-4">
                <h2 class="text-lg font-semibold">{t!("evidence")}</h2>
                <Evidence record zone=zone.into() />
            </section>
            <Links promise />
            <div class="mt-6 flex flex-wrap gap-2 border-t border-base-300 pt-4">
                <HistoryLink record />
                <DeleteButton record name back=Signal::stored("/promises".to_owned()) />
            </div>
        </Answered>
    }
}

#[component]
fn Head(id: CommitmentId, promise: Live<CommitmentView>) -> impl IntoView {
    let title = part(promise, |view| view.found.record.title());
    let title =
        Signal::derive(move || Some(title.get()).filter(|name| !name.is_empty()).unwrap_or_else(|| t!("unnamed")));
    let partner = memo(move || promise.with(|view| Some((view.found.record.partner?, view.partner.clone()))).flatten());
    let below = move || {
        partner.get().map(|(id, name)| {
            view! { <A href=paths::partner(id) attr:class="link inline-flex min-h-6 items-center">{name}</A> }
        })
    };
    let actions = move || {
        view! {
            <Writers>
                <A href=format!("/promises/{id}/edit") attr:class="btn touch">
                    <Icon shape=icondata_lu::LuPencil />
                    {t!("edit")}
                </A>
            </Writers>
        }
    };
    view! { <PageHeader title document=t!("promise") back="/promises" below actions /> }
}

/// How it stands, and what can be done about it.
#[component]
fn Standing(promise: Live<CommitmentView>) -> impl IntoView {
    #[derive(Clone, Copy, PartialEq)]
    enum Doing {
        Moving,
        Ending,
    }
    let (minute, notices) = (clock::minute(), use_notices());
    let doing = RwSignal::new(None::<Doing>);
    let now = move || promise.signal().get_untracked();
    let is_open = part(promise, |view| view.found.record.is_open());
    let words = move || {
        promise.with(|view| {
            let (shape, colour) = look(keeping(view));
            minute.track();
            let words = standing(view);
            view! {
                <p class=format!("flex items-center gap-2 text-lg {colour}")>
                    <Icon shape />
                    {words}
                </p>
            }
        })
    };
    let sheet = move || {
        let (doing_now, view) = (doing.get()?, now()?);
        let on_close = move || doing.set(None);
        Some(match doing_now {
            Doing::Moving => view! { <MoveSheet view on_close /> }.into_any(),
            Doing::Ending => view! { <EndSheet view on_close /> }.into_any(),
        })
    };
    let deeds = move || {
        if is_open.get() {
            view! {
                <Button
                    label=t!("kept-today")
                    look=Look::Primary
                    on_press=move |_| { now().iter().for_each(|view| keep_today(view, notices)) }
                />
                <Button label=t!("move") on_press=move |_| doing.set(Some(Doing::Moving)) />
                <Button label=t!("ended-otherwise") on_press=move |_| doing.set(Some(Doing::Ending)) />
            }
            .into_any()
        } else {
            view! { <Button label=t!("open-again") on_press=move |_| { now().iter().for_each(|view| reopen(view, notices)) } /> }
                .into_any()
        }
    };
    view! {
        <section class="my-2 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-box bg-base-200 px-4 py-3" aria-label=t!("how-it-stands")>
            <div class="min-w-40 flex-1">{move || words()}</div>
            <Writers>
                <div class="flex flex-wrap gap-2">{move || deeds()}</div>
            </Writers>
        </section>
        {move || sheet()}
    }
}

fn facts(view: &CommitmentView) -> Vec<(String, String)> {
    let promise = &view.found.record;
    let now = clock::now();
    let day =
        |day: Option<floorbook_domain::Day>| day.map(|day| days::words_there(day, &view.zone)).unwrap_or_default();
    let rest = promise.text.trim().split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let ended = promise.ended.as_ref();
    vec![
        (t!("promise-text"), rest),
        (t!("promised-by"), promise.party.label()),
        (t!("promise-who"), view.who.clone()),
        (t!("promise-to"), view.to.clone()),
        (t!("due"), day(promise.due)),
        (t!("first-due"), day(promise.first_due())),
        (t!("promise-made"), zones::moment(promise.made, &view.zone, now)),
        (t!("ended-on"), day(ended.map(|ended| ended.on))),
        (t!("step-note"), ended.map(|ended| ended.note.clone()).unwrap_or_default()),
    ]
}

/// The issue that it is a remedy for, and where it was given.
#[component]
fn Links(promise: Live<CommitmentView>) -> impl IntoView {
    let of = memo(move || {
        promise
            .with(|view| {
                let record = &view.found.record;
                let issue = record.issue.map(|id| (paths::issue(id), t!("remedy-of", "issue" => view.issue.clone())));
                let visit = record.visit.map(|id| (paths::visit(id), t!("from-visit")));
                let note = record.observation.map(|id| (paths::note(id), t!("from-note")));
                [issue, note, visit].into_iter().flatten().collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    view! {
        <p class="mt-4 flex flex-wrap gap-x-4 empty:hidden">
            <For each=move || of.get() key=|link| link.clone() let:link>
                <A href=link.0 attr:class="link inline-flex min-h-6 items-center">{link.1}</A>
            </For>
        </p>
    }
}
