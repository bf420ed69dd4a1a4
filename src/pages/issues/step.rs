//! Bringing an issue further: the sheet that asks what happened, when, and who knows.

use floorbook_domain::{Attendee, Channel, Issue, IssueState, Step};
use floorbook_port::IssueSummary;
use leptos::{prelude::*, task::spawn_local};

use super::quick::{CHANNELS, member};
use crate::{
    components::{Button, ChipChoice, Field, Look, SavedState, Sheet, Show, TextArea},
    draft::use_form,
    host::{clock, zones},
    ids, lens,
    pages::form::{Prose, Several, WhoPicker, myself, people_of},
    t,
    text::Label,
};

/// What comes after a state.
pub(super) fn next(state: IssueState) -> IssueState {
    match state {
        IssueState::Noticed => IssueState::Raised,
        IssueState::Raised | IssueState::Reopened => IssueState::Agreed,
        IssueState::Agreed => IssueState::InHand,
        IssueState::InHand => IssueState::Verified,
        IssueState::Verified => IssueState::Closed,
        IssueState::Closed => IssueState::Reopened,
    }
}

/// What the button says that leads there.
pub(super) fn deed(state: IssueState) -> String {
    match state {
        IssueState::Noticed => t!("do-note"),
        IssueState::Raised => t!("do-raise"),
        IssueState::Agreed => t!("do-agree"),
        IssueState::InHand => t!("do-start"),
        IssueState::Verified => t!("do-verify"),
        IssueState::Closed => t!("do-close"),
        IssueState::Reopened => t!("do-reopen"),
    }
}

/// The states that a step can lead to.
const STATES: [IssueState; 6] = [
    IssueState::Raised,
    IssueState::Agreed,
    IssueState::InHand,
    IssueState::Verified,
    IssueState::Closed,
    IssueState::Reopened,
];

/// A step of an issue. **Done** takes it; closed otherwise, the issue stays where it is.
#[component]
pub(super) fn StepSheet(
    /// The issue as it is shown.
    issue: IssueSummary,
    /// Where the step leads, unless another state is chosen.
    to: IssueState,
    /// The sheet was closed.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let zone = StoredValue::new(issue.zone.clone());
    let partner = issue.issue.partner;
    let form = use_form::<Issue>(issue.id, issue.seen, issue.issue);
    let state = RwSignal::new(to);
    let told = RwSignal::new(None::<Attendee>);
    let channel = RwSignal::new(Channel::InPerson);
    let note = RwSignal::new(String::new());
    let opened = zones::to_input(clock::now(), &zone.get_value());
    let when = RwSignal::new(opened.clone());
    let opened = StoredValue::new(opened);
    let people = people_of(move || partner);
    let offered = Signal::derive(move || if partner.is_some() { people.get() } else { Vec::new() });
    let known = crate::reactive::memo(move || offered.get());
    let me = myself();
    let lacks_somebody = Signal::derive(move || state.get() == IssueState::Raised && told.with(Option::is_none));
    let done = move || {
        let by = me.with_untracked(|me| me.iter().find_map(|(who, _)| member(who)));
        // The field holds minutes; what was not set is now.
        let set = Some(when.get_untracked()).filter(|when| *when != opened.get_value());
        let at = set.and_then(|when| zones::from_input(&when, &zone.get_value())).unwrap_or_else(clock::now);
        form.edit(move |issue| {
            let step = issue.next_step(ids::new(), state.get_untracked(), at);
            let is_raised = step.state == IssueState::Raised;
            issue.steps.push(Step {
                by,
                told: told.get_untracked().filter(|_| is_raised),
                channel: if is_raised { channel.get_untracked() } else { Channel::Unknown },
                note: note.get_untracked().trim().to_owned(),
                ..step
            });
        });
        spawn_local(async move {
            // What failed stands at the foot, and what was entered stays here.
            if form.finish().await.is_ok() {
                on_close();
            }
        });
    };
    let foot = move || {
        view! {
            <div class="flex items-center gap-3 px-4 py-3">
                <div class="min-w-0 flex-1 text-sm">
                    <p class="text-muted" class:hidden=move || !lacks_somebody.get()>{t!("told-nobody")}</p>
                    <SavedState state=form.state() />
                </div>
                <Button label=t!("done") look=Look::Primary disabled=lacks_somebody on_press=move |_| done() />
            </div>
        }
    };
    view! {
        <Sheet title=t!("next-step") open=Signal::stored(true) on_close foot>
            <div class="flex flex-col gap-4">
                <ChipChoice
                    legend=t!("how-far")
                    choices=STATES.map(|state| (state, state.label())).to_vec()
                    chosen=state
                    on_choose=move |chosen| state.set(chosen)
                />
                <Show when=move || state.get() == IssueState::Raised>
                    <WhoPicker known chosen=told on_choose=move |who| told.set(who) legend=t!("who-was-told") another=t!("another-name") />
                    <ChipChoice
                        legend=t!("channel")
                        choices=CHANNELS.map(|channel| (channel, channel.label())).to_vec()
                        chosen=channel
                        on_choose=move |chosen| channel.set(chosen)
                    />
                </Show>
                <Show when=move || state.get() == IssueState::Agreed>
                    <Prose form field=lens!(Issue, agreed) label=t!("agreed") />
                    <Several form field=lens!(Issue, present) known offered legend=t!("present") another=t!("another-name") />
                </Show>
                <TextArea label=t!("step-note") value=note on_input=move |typed| note.set(typed) class="min-h-16 text-base" />
                <Field label=t!("field-when") kind="datetime-local" value=when on_input=move |typed| when.set(typed) />
            </div>
        </Sheet>
    }
}
