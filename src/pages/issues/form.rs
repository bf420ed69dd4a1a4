//! The form of an issue.

use floorbook_domain::{Issue, IssueId, Problem};
use floorbook_port::{IssueView, Query};
use leptos::prelude::*;

use super::quick::{SEVERITIES, WithWhom};
use crate::{
    draft::{Form, use_form},
    engine::{Live, live},
    lens,
    pages::{
        NotFound,
        answered::Answered,
        form::{Choice, FormPage, Known, Line, Prose, Section, Several, Someone, myself, people_of, problem},
        paths,
    },
    reactive::{drawn, memo},
    t,
};

/// The issue in the page's address.
#[component]
pub fn EditIssue() -> impl IntoView {
    let id = paths::id_in_path::<IssueId>();
    drawn(move || match id.get() {
        Some(id) => {
            let issue: Live<IssueView> = live(move || Query::Issue(id));
            view! {
                <Answered live=issue>
                    <EditOne id issue />
                </Answered>
            }
            .into_any()
        }
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn EditOne(id: IssueId, issue: Live<IssueView>) -> impl IntoView {
    let (seen, stored) =
        untrack(|| issue.with(|view| (view.found.seen, view.found.record.clone()))).unwrap_or_default();
    let form = use_form(id, seen, stored);
    form.follow(move || issue.with(|view| (view.found.seen, view.found.record.clone())));
    view! {
        <FormPage form title=t!("edit-issue") document=t!("issue") back=paths::issue(id) done=paths::issue(id)>
            <IssueFields form />
        </FormPage>
    }
}

#[component]
fn IssueFields(form: Form<Issue>) -> impl IntoView {
    let partner = form.read(|issue| issue.partner);
    let people = people_of(move || partner.get());
    let known = memo(move || if partner.get().is_some() { people.get() } else { Known::new() });
    let wrong = problem(form, &[Problem::WordsMissing, Problem::TooLong]);
    view! {
        <Prose form field=lens!(Issue, text) label=t!("issue-text") />
        <p class="text-sm text-error empty:hidden">{move || wrong.get()}</p>
        <Choice form field=lens!(Issue, severity) legend=t!("severity") all=&SEVERITIES />
        <WithWhom form field=lens!(Issue, partner) is_known=false />
        <div class="grid gap-4 rail:grid-cols-2">
            <Line form field=lens!(Issue, area) label=t!("area") />
            <Line form field=lens!(Issue, order) label=t!("order") />
            <Line form field=lens!(Issue, product) label=t!("product") />
            <Line form field=lens!(Issue, line) label=t!("production-line") />
        </div>
        <Section heading=t!("who-looks-after-it")>
            <Someone form field=lens!(Issue, ours) known=myself() legend=t!("owner-ours") another=t!("another-name") />
            <Someone form field=lens!(Issue, theirs) known legend=t!("owner-theirs") another=t!("another-name") />
        </Section>
        <Section heading=t!("causes")>
            <p class="text-sm text-muted">{t!("causes-hint")}</p>
            <Line form field=lens!(Issue, why_1) label=t!("why-first") />
            <Line form field=lens!(Issue, why_2) label=t!("why-number", "number" => 2) />
            <Line form field=lens!(Issue, why_3) label=t!("why-number", "number" => 3) />
            <Line form field=lens!(Issue, why_4) label=t!("why-number", "number" => 4) />
            <Line form field=lens!(Issue, why_5) label=t!("why-number", "number" => 5) />
        </Section>
        <Section heading=t!("agreed")>
            <Prose form field=lens!(Issue, agreed) label=t!("agreed-words") />
            <Several form field=lens!(Issue, present) known offered=known legend=t!("present") another=t!("another-name") />
        </Section>
    }
}
