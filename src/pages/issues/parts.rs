//! The parts of an issue's page: what it is about, why it happened, what is to be done, and what was done so far.

use floorbook_domain::IssueId;
use floorbook_port::{CommitmentView, IssueView, StepView};
use leptos::prelude::*;
use leptos_router::components::A;

use super::rows::age;
use crate::{
    components::{Button, Facts, For, Icon, Show, Time},
    engine::Live,
    frame::writers::Writers,
    host::{clock, zones},
    pages::{
        answered::part,
        paths,
        promises::{PromiseOrigin, PromiseRow, QuickPromise, moving, promise_key},
    },
    reactive::memo,
    t,
    text::Label,
};

/// All its words, where it was, what it touches, who looks after it.
#[component]
pub(super) fn About(issue: Live<IssueView>) -> impl IntoView {
    // The first line is the page's name already.
    let rest = part(issue, |view| {
        view.found.record.text.trim().split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
    });
    let facts = Signal::derive(move || issue.with(facts).unwrap_or_default());
    let note = memo(move || issue.with(|view| view.found.record.observation).flatten());
    let visit = memo(move || issue.with(|view| view.found.record.visit).flatten());
    let link =
        |href: String, words: String| view! { <A href attr:class="link inline-flex min-h-6 items-center">{words}</A> };
    view! {
        <p class="wrap-break-word whitespace-pre-line empty:hidden">{rest}</p>
        <Facts facts />
        <p class="flex flex-wrap gap-x-4 empty:hidden">
            {move || note.get().map(|id| link(paths::note(id), t!("from-note")))}
            {move || visit.get().map(|id| link(paths::visit(id), t!("from-visit")))}
        </p>
    }
}

fn facts(view: &IssueView) -> Vec<(String, String)> {
    let issue = &view.found.record;
    let now = clock::now();
    let noticed = zones::moment(issue.noticed, &view.summary.zone, now);
    let until_raised =
        issue.raised().map(|raised| t!("for-days", "count" => zones::days_between(issue.noticed, raised, "").max(0)));
    let until_closed =
        issue.closed().map(|closed| t!("for-days", "count" => zones::days_between(issue.noticed, closed, "").max(0)));
    let open = if issue.is_open() { age(issue.noticed, now) } else { String::new() };
    vec![
        (t!("area"), issue.area.clone()),
        (t!("order"), issue.order.clone()),
        (t!("product"), issue.product.clone()),
        (t!("production-line"), issue.line.clone()),
        (t!("noticed-at"), noticed),
        (t!("until-raised"), until_raised.unwrap_or_default()),
        (t!("until-closed"), until_closed.unwrap_or_default()),
        (t!("open-for"), open),
        (t!("owner-ours"), view.summary.ours.clone()),
        (t!("owner-theirs"), view.summary.theirs.clone()),
    ]
}

/// The whys, one below the other.
#[component]
pub(super) fn Causes(id: IssueId, issue: Live<IssueView>) -> impl IntoView {
    let whys = part(issue, |view| view.found.record.whys().into_iter().map(str::to_owned).collect::<Vec<_>>());
    view! {
        <section class="mt-4">
            <h2 class="text-lg font-semibold">{t!("causes")}</h2>
            <Show
                when=move || whys.with(|whys| !whys.is_empty())
                fallback=move || view! {
                    <p class="text-muted">
                        {t!("no-causes")} " "
                        <Writers>
                            <A href=format!("/issues/{id}/edit") attr:class="link">{t!("write-it-down")}</A>
                        </Writers>
                    </p>
                }
            >
                <ol class="list-decimal pl-6">
                    <For each=move || whys.get().into_iter().enumerate() key=|why| why.clone() let:why>
                        <li class="py-1 wrap-break-word">{why.1}</li>
                    </For>
                </ol>
            </Show>
        </section>
    }
}

/// What was agreed, who was present, and what is to be done by whom.
#[component]
pub(super) fn Remedies(id: IssueId, issue: Live<IssueView>) -> impl IntoView {
    let agreed = part(issue, |view| view.found.record.agreed.clone());
    let present =
        part(issue, |view| view.present.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(", "));
    let (on_move, move_sheet) = moving();
    let remedies = part(issue, |view| view.remedies.clone());
    let adding = RwSignal::new(false);
    let sheet = move || {
        if !adding.get() {
            return None;
        }
        let issue = issue.signal().get_untracked()?;
        let record = &issue.found.record;
        let origin = PromiseOrigin { partner: record.partner, visit: record.visit, issue: Some(id), observation: None };
        Some(view! { <QuickPromise origin on_close=move || adding.set(false) /> })
    };
    view! {
        <section class="mt-4 flex flex-col gap-2">
            <h2 class="text-lg font-semibold">{t!("agreed")}</h2>
            <p class="wrap-break-word whitespace-pre-line empty:hidden">{agreed}</p>
            <p class="text-sm text-muted empty:hidden">
                {move || Some(present.get()).filter(|names| !names.is_empty()).map(|names| t!("present-were", "names" => names))}
            </p>
            <Show
                when=move || remedies.with(|all| !all.is_empty())
                fallback=|| view! { <p class="text-muted">{t!("no-remedies")}</p> }
            >
                <ul class="-mx-3" aria-label=t!("remedies")>
                    <For
                        each=move || remedies.get()
                        key=promise_key
                        children=move |row: CommitmentView| view! { <PromiseRow row on_move=Some(on_move) /> }
                    />
                </ul>
            </Show>
            <Writers>
                <Button label=t!("add-remedy") icon=icondata_lu::LuPlus class="self-start" on_press=move |_| adding.set(true) />
            </Writers>
            {move || sheet()}
            {move_sheet}
        </section>
    }
}

/// What brought it to where it is, the first step first; what was noticed stands before all of them.
#[component]
pub(super) fn Steps(issue: Live<IssueView>) -> impl IntoView {
    let steps = part(issue, |view| view.steps.clone());
    let noticed = part(issue, |view| view.found.record.noticed);
    let author = part(issue, |view| view.found.author.clone());
    let zone = part(issue, |view| view.summary.zone.clone());
    let torn = part(issue, |view| view.summary.is_torn);
    let step = move |StepView { step, by, told, stands }: StepView| {
        let told = (!told.is_empty()).then(|| match step.channel {
            floorbook_domain::Channel::Unknown => t!("told-to", "name" => told.clone()),
            channel => t!("told-to-by", "name" => told.clone(), "channel" => channel.label()),
        });
        let note = Some(step.note.clone()).filter(|note| !note.trim().is_empty());
        let words = told.into_iter().chain(note).collect::<Vec<_>>().join(" · ");
        view! {
            <li class="py-2">
                <p class="flex flex-wrap items-center gap-x-2">
                    <span class="font-medium">{step.means().label()}</span>
                    <span class="text-sm text-muted">
                        <Time at=Signal::stored(step.when) zone with_home=false />
                        {(!by.is_empty()).then(|| format!(" · {by}"))}
                    </span>
                    <Show when=move || stands && torn.get()>
                        <span class="inline-flex items-center gap-1 text-sm text-warning">
                            <Icon shape=icondata_lu::LuGitFork class="size-4" />
                            {t!("side-by-side")}
                        </span>
                    </Show>
                </p>
                <p class="wrap-break-word empty:hidden">{words}</p>
            </li>
        }
    };
    view! {
        <section class="mt-4">
            <h2 class="text-lg font-semibold">{t!("steps")}</h2>
            <ol class="divide-y divide-base-300" aria-label=t!("steps")>
                <li class="py-2">
                    <span class="font-medium">{floorbook_domain::IssueState::Noticed.label()}</span>
                    " "
                    <span class="text-sm text-muted">
                        <Time at=noticed zone with_home=false />
                        {move || Some(author.get()).filter(|name| !name.is_empty()).map(|name| format!(" · {name}"))}
                    </span>
                </li>
                <For each=move || steps.get() key=|step| format!("{step:?}") children=step />
            </ol>
        </section>
    }
}
