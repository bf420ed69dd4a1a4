//! One issue: what it is, how far it is, why it happened, what was agreed, who put their name to it.

use floorbook_domain::{IssueId, IssueState, ObservationKind, Record, RecordRef};
use floorbook_port::{IssueView, Query};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    parts::{About, Causes, Remedies, Steps},
    signed::SignOffs,
    step::{StepSheet, deed, next},
};
use crate::{
    components::{Button, Icon, Look, PageHeader, Show, Time},
    engine::{Live, live},
    frame::writers::Writers,
    pages::{
        NotFound,
        answered::{Answered, part},
        conflicts::Conflicts,
        evidence::Evidence,
        history::HistoryLink,
        paths,
        removal::{DeleteButton, Removal},
        timeline::Marks,
    },
    reactive::{drawn, memo},
    t,
    text::Label,
};

/// The issue in the page's address.
#[component]
pub fn IssuePage() -> impl IntoView {
    let id = paths::id_in_path::<IssueId>();
    drawn(move || match id.get() {
        Some(id) => view! { <OneIssue id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn OneIssue(id: IssueId) -> impl IntoView {
    let issue: Live<IssueView> = live(move || Query::Issue(id));
    let record = RecordRef::from(id);
    let name = part(issue, |view| view.found.record.title());
    let zone = part(issue, |view| view.summary.zone.clone());
    let note = memo(move || issue.with(|view| view.found.record.observation).flatten());
    let back = part(issue, |view| match view.found.record.partner {
        Some(id) => format!("{}?tab=issues", paths::partner(id)),
        None => "/issues".to_owned(),
    });
    view! {
        <Answered live=issue>
            <Head id issue />
            <Removal
                record
                is_deleted=part(issue, |view| view.found.deleted)
                came_back=part(issue, |view| view.found.came_back)
            />
            <Conflicts
                record
                seen=part(issue, |view| view.found.seen)
                conflicts=part(issue, |view| view.found.conflicts.clone())
            />
            <HowFar issue />
            <About issue />
            <section class="mt-4">
                <h2 class="text-lg font-semibold">{t!("evidence")}</h2>
                {move || note.get().map(|note| view! { <Evidence record=note.into() zone=zone.into() can_add=false /> })}
                <Evidence record zone=zone.into() />
            </section>
            <Causes id issue />
            <Remedies id issue />
            <SignOffs id issue />
            <Steps issue />
            <div class="mt-6 flex flex-wrap gap-2 border-t border-base-300 pt-4">
                <HistoryLink record />
                <DeleteButton record name back />
            </div>
        </Answered>
    }
}

#[component]
fn Head(id: IssueId, issue: Live<IssueView>) -> impl IntoView {
    let title = part(issue, |view| view.found.record.title());
    let title =
        Signal::derive(move || Some(title.get()).filter(|name| !name.is_empty()).unwrap_or_else(|| t!("unnamed")));
    let partner =
        memo(move || issue.with(|view| Some((view.found.record.partner?, view.summary.partner.clone()))).flatten());
    let severity = part(issue, |view| view.found.record.severity);
    let below = move || {
        view! {
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
                {move || view! { <Marks kind=ObservationKind::Fact severity=severity.get() /> }}
                {move || partner.get().map(|(id, name)| view! {
                    <A href=paths::partner(id) attr:class="link inline-flex min-h-6 items-center">{name}</A>
                })}
            </p>
        }
    };
    let actions = move || {
        view! {
            <Writers>
                <A href=format!("/issues/{id}/edit") attr:class="btn touch">
                    <Icon shape=icondata_lu::LuPencil />
                    {t!("edit")}
                </A>
            </Writers>
        }
    };
    view! { <PageHeader title document=t!("issue") back="/issues" below actions /> }
}

/// How far it is, since when, and what comes next. What was decided side by side stands there until one says what holds.
#[component]
fn HowFar(issue: Live<IssueView>) -> impl IntoView {
    let state = part(issue, |view| view.summary.state);
    let since = part(issue, |view| view.summary.since);
    let zone = part(issue, |view| view.summary.zone.clone());
    let torn = memo(move || {
        issue
            .with(|view| {
                let standing = view.steps.iter().filter(|step| step.stands);
                let words = |step: &floorbook_port::StepView| {
                    if step.by.is_empty() {
                        step.step.means().label()
                    } else {
                        format!("{} ({})", step.step.means().label(), step.by)
                    }
                };
                view.summary.is_torn.then(|| standing.map(words).collect::<Vec<_>>().join(", "))
            })
            .flatten()
    });
    let taking = RwSignal::new(None::<IssueState>);
    let sheet = move || {
        let to = taking.get()?;
        let issue = issue.signal().get_untracked()?.summary;
        Some(view! { <StepSheet issue to on_close=move || taking.set(None) /> })
    };
    view! {
        <section class="my-2 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-box bg-base-200 px-4 py-3" aria-label=t!("how-far")>
            <p class="flex min-w-40 flex-1 flex-col">
                <span class="text-lg font-semibold">{move || state.get().label()}</span>
                <span class="text-sm text-muted">
                    {t!("since")} " "
                    <Time at=since zone />
                </span>
            </p>
            <Writers>
                <Button
                    label=Signal::derive(move || deed(next(state.get())))
                    look=Look::Primary
                    on_press=move |_| taking.set(Some(next(state.get_untracked())))
                />
                <Button label=t!("other-step") on_press=move |_| taking.set(Some(state.get_untracked())) />
            </Writers>
        </section>
        <Show when=move || torn.with(Option::is_some)>
            <p class="my-2 flex items-start gap-2 rounded-box bg-base-200 px-4 py-3 text-warning">
                <Icon shape=icondata_lu::LuGitFork class="mt-1 size-4 shrink-0" />
                {move || t!("torn", "states" => torn.get().unwrap_or_default())}
            </p>
        </Show>
        {move || sheet()}
    }
}
