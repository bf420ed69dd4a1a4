//! A problem was seen: the sheet behind **Issue** in the capture bar, on a note and on a photo.

use floorbook_domain::{
    Attendee, Channel, Issue, IssueField, IssueId, IssueState, ObservationId, PartnerId, Record, Severity, VisitId,
};
use floorbook_port::{Command, ObservationView, Page, PageRequest, PartnerView, Query, VisitView, Write};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, ChipChoice, Look, SavedState, Select, Sheet, Show, TextArea},
    draft::{Form, SaveState, use_new_form},
    engine::{self, Live, live, live_if},
    frame::notices::use_notices,
    host::{clock, zones},
    ids, lens,
    pages::form::{Choice, Known, WhoPicker, myself, people_of},
    reactive::{effect, memo},
    t,
    text::Label,
};

/// What something that is shared was made of, or on which occasion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// With whom; where it is not known, it can be chosen.
    pub partner: Option<PartnerId>,
    /// On which visit.
    pub visit: Option<VisitId>,
    /// Of which note: what it says is taken over.
    pub observation: Option<ObservationId>,
}

impl Origin {
    /// On a visit, or on none.
    pub fn visit(visit: Option<VisitId>) -> Origin {
        Origin { visit, ..Origin::default() }
    }
}

/// A sheet for a problem. The cursor is in its words at once, and one more tap tells whom it was told to. Whichever
/// way it is closed, what was entered is kept.
#[component]
pub fn QuickIssue(
    /// What it is made of.
    origin: Origin,
    /// The sheet was closed.
    on_close: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let Origin { partner, visit, observation } = origin;
    let id: IssueId = ids::new();
    let start = Issue {
        partner,
        visit,
        observation,
        severity: Severity::Major,
        noticed: clock::now(),
        zone: zones::device(),
        ..Issue::default()
    };
    let form = use_new_form(id, start, Vec::new());
    fill_in(form, visit, observation);
    let (notices, me) = (use_notices(), myself());
    effect(move || {
        let me = me.with(|me| me.first().map(|(who, _)| who.clone()));
        form.fill_in(|issue| issue.ours = issue.ours.clone().or(me));
    });
    let done = {
        let on_close = on_close.clone();
        move || {
            let on_close = on_close.clone();
            spawn_local(async move {
                // What was taken over from a note is as good as typed.
                if form.state().get_untracked() == SaveState::Untouched && form.peek(|issue| !issue.title().is_empty())
                {
                    let fields = form.peek(|issue| issue.fields().into_iter().map(IssueField::into).collect());
                    let command = engine::command_id();
                    let written = Command::Write(vec![Write::new(id, fields)]);
                    let written = engine::call_as(command, written, Vec::new()).await;
                    if notices.done_or_trouble(command, t!("issue-kept"), written) {
                        on_close();
                    }
                } else if form.finish().await.is_ok() {
                    if form.is_record() {
                        notices.say(t!("issue-kept"));
                    }
                    on_close();
                }
            });
        }
    };
    let foot = move || {
        let done = done.clone();
        view! {
            <div class="flex items-center gap-3 px-4 py-3">
                <div class="min-w-0 flex-1">
                    <SavedState state=form.state() />
                </div>
                <Button label=t!("done") look=Look::Primary on_press=move |_| done() />
            </div>
        }
    };
    let text = form.read(|issue| issue.text.clone());
    view! {
        <Sheet title=t!("issue") open=Signal::stored(true) on_close foot>
            <div class="flex flex-col gap-4">
                <TextArea
                    label=t!("issue-text")
                    hide_label=true
                    placeholder=t!("issue-placeholder")
                    class="min-h-24 text-lg"
                    autofocus=observation.is_none()
                    value=text
                    on_input=move |typed| form.edit(move |issue| issue.text = typed)
                />
                <Choice form field=lens!(Issue, severity) legend=t!("severity") all=&SEVERITIES />
                <WithWhom form field=lens!(Issue, partner) is_known=partner.is_some() || visit.is_some() />
                <Told form />
            </div>
        </Sheet>
    }
}

/// How much an issue can matter: one that does not matter is none.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Minor, Severity::Major, Severity::Critical];

/// What is known of the place and of the note is taken over, before it is typed or after.
fn fill_in(form: Form<Issue>, visit: Option<VisitId>, observation: Option<ObservationId>) {
    let place: Live<VisitView> = live_if(move || visit.map(Query::Visit));
    effect(move || {
        let known = place.with(|view| (view.found.record.partner, view.summary.zone.clone()));
        if let Some((partner, zone)) = known {
            form.fill_in(|issue| {
                issue.partner = issue.partner.or(partner);
                if !zone.is_empty() {
                    issue.zone = zone;
                }
            });
        }
    });
    let note: Live<ObservationView> = live_if(move || observation.map(Query::Observation));
    effect(move || {
        let Some(note) = note.with(|view| view.found.record.clone()) else { return };
        form.fill_in(|issue| {
            if issue.text.is_empty() {
                issue.text = note.text.clone();
            }
            if note.severity != Severity::None {
                issue.severity = note.severity;
            }
            issue.area = note.area.clone();
            issue.order = note.reference.clone();
            issue.noticed = note.when;
        });
    });
}

/// The partner, where neither the visit nor the page says who it is.
#[component]
pub fn WithWhom<R: crate::draft::Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: crate::pages::form::Lens<R, Option<PartnerId>>,
    /// Whether it is known already.
    is_known: bool,
) -> impl IntoView {
    let partners: Live<Page<PartnerView>> = live(|| Query::Partners(PageRequest::first(500)));
    let choices = memo(move || {
        let named = |view: &PartnerView| (view.found.id.to_string(), view.found.record.title());
        let known = partners.with(|page| page.rows.iter().map(named).collect::<Vec<_>>()).unwrap_or_default();
        std::iter::once((String::new(), t!("no-partner-yet"))).chain(known).collect::<Vec<_>>()
    });
    let chosen = form.read(move |record| (field.get)(record).map(|id| id.to_string()).unwrap_or_default());
    let on_choose = move |id: String| form.edit(move |record| *(field.reach)(record) = id.parse().ok());
    view! {
        <Show when=move || !is_known && choices.with(|choices| choices.len() > 1)>
            <Select label=t!("partner") choices chosen on_choose />
        </Show>
    }
}

/// To whom it was told, and how: with that it is raised.
#[component]
fn Told(form: Form<Issue>) -> impl IntoView {
    let partner = form.read(|issue| issue.partner);
    let people = people_of(move || partner.get());
    // Of everybody in the notebook nobody is offered.
    let known = memo(move || if partner.get().is_some() { people.get() } else { Known::new() });
    let (me, is_visit) = (myself(), form.peek(|issue| issue.visit.is_some()));
    let told = form.read(|issue| issue.steps.first().and_then(|step| step.told.clone()));
    let channel = form.read(|issue| issue.steps.first().map(|step| step.channel).unwrap_or_default());
    let on_choose = move |who: Option<Attendee>| {
        let by = me.with_untracked(|me| me.iter().find_map(|(who, _)| member(who)));
        form.edit(move |issue| {
            let channel = issue
                .steps
                .first()
                .map_or(if is_visit { Channel::InPerson } else { Channel::Unknown }, |step| step.channel);
            issue.steps.clear();
            if who.is_some() {
                // Whoever was told looks after it, until somebody else is named.
                issue.theirs.clone_from(&who);
                let step = issue.next_step(ids::new(), IssueState::Raised, clock::now());
                issue.steps.push(floorbook_domain::Step { by, told: who, channel, ..step });
            }
        });
    };
    let choose_channel = move |channel: Channel| {
        form.edit(move |issue| issue.steps.iter_mut().for_each(|step| step.channel = channel));
    };
    view! {
        <WhoPicker known chosen=told on_choose legend=t!("who-was-told") another=t!("another-name") />
        <Show
            when=move || told.with(Option::is_some)
            fallback=|| view! { <p class="text-sm text-muted">{t!("told-hint")}</p> }
        >
            <ChipChoice
                legend=t!("channel")
                choices=CHANNELS.map(|channel| (channel, channel.label())).to_vec()
                chosen=channel
                on_choose=choose_channel
            />
        </Show>
    }
}

/// The ways to tell somebody something.
pub(super) const CHANNELS: [Channel; 5] =
    [Channel::InPerson, Channel::Phone, Channel::Messenger, Channel::Email, Channel::Video];

/// The member that somebody is.
pub(super) fn member(who: &Attendee) -> Option<floorbook_domain::MemberId> {
    match who {
        Attendee::Member(id) => Some(*id),
        _ => None,
    }
}
