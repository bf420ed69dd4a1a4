//! Something was promised: the sheet behind **Promise** in the capture bar, and for a remedy of an issue.

use floorbook_domain::{Commitment, IssueId, ObservationId, PartnerId, Party, VisitId};
use floorbook_port::{ObservationView, Query, VisitView};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, Look, SavedState, Sheet, TextArea},
    draft::{Form, use_new_form},
    engine::{Live, live_if},
    frame::notices::use_notices,
    host::{clock, zones},
    ids, lens,
    pages::{
        form::{Choice, DayLine, Known, Someone, myself, people_of},
        issues::WithWhom,
    },
    reactive::{effect, memo},
    t,
};

/// On which occasion something was promised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PromiseOrigin {
    /// With whom; where it is not known, it can be chosen.
    pub partner: Option<PartnerId>,
    /// On which visit.
    pub visit: Option<VisitId>,
    /// As a remedy for which issue.
    pub issue: Option<IssueId>,
    /// Of which note.
    pub observation: Option<ObservationId>,
}

/// A sheet for a promise. Whichever way it is closed, what was entered is kept.
#[component]
pub fn QuickPromise(
    /// The occasion.
    origin: PromiseOrigin,
    /// The sheet was closed.
    on_close: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let PromiseOrigin { partner, visit, issue, observation } = origin;
    let start = Commitment {
        partner,
        visit,
        issue,
        observation,
        // Most of what is promised on a visit is promised to us.
        party: Party::Them,
        made: clock::now(),
        zone: zones::device(),
        ..Commitment::default()
    };
    let form = use_new_form(ids::new::<floorbook_domain::CommitmentId>(), start, Vec::new());
    fill_in(form, visit, observation);
    let notices = use_notices();
    let done = {
        let on_close = on_close.clone();
        move || {
            let on_close = on_close.clone();
            spawn_local(async move {
                if form.finish().await.is_ok() {
                    if form.is_record() {
                        notices.say(t!("promise-kept-here"));
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
    let text = form.read(|promise| promise.text.clone());
    let title = if issue.is_some() { t!("remedy") } else { t!("promise") };
    view! {
        <Sheet title open=Signal::stored(true) on_close foot>
            <div class="flex flex-col gap-4">
                <TextArea
                    label=t!("promise-text")
                    hide_label=true
                    placeholder=t!("promise-placeholder")
                    class="min-h-16 text-lg"
                    autofocus=true
                    value=text
                    on_input=move |typed| form.edit(move |promise| promise.text = typed)
                />
                <Choice form field=lens!(Commitment, party) legend=t!("promised-by") all=Party::ALL />
                <DayLine form field=lens!(Commitment, due) label=t!("due") />
                <WithWhom form field=lens!(Commitment, partner) is_known=partner.is_some() || visit.is_some() />
                <Between form />
            </div>
        </Sheet>
    }
}

/// What is known of the place and of the note is taken over.
fn fill_in(form: Form<Commitment>, visit: Option<VisitId>, observation: Option<ObservationId>) {
    let place: Live<VisitView> = live_if(move || visit.map(Query::Visit));
    effect(move || {
        let known = place.with(|view| (view.found.record.partner, view.summary.zone.clone()));
        if let Some((partner, zone)) = known {
            form.fill_in(|promise| {
                promise.partner = promise.partner.or(partner);
                if !zone.is_empty() {
                    promise.zone = zone;
                }
            });
        }
    });
    let note: Live<ObservationView> = live_if(move || observation.map(Query::Observation));
    effect(move || {
        if let Some(text) = note.with(|view| view.found.record.text.clone()) {
            form.fill_in(|promise| {
                if promise.text.is_empty() {
                    promise.text = text;
                }
            });
        }
    });
}

/// Who gave it, and to whom: of each side those who fit.
#[component]
pub(super) fn Between(form: Form<Commitment>) -> impl IntoView {
    let partner = form.read(|promise| promise.partner);
    let party = form.read(|promise| promise.party);
    let (people, me) = (people_of(move || partner.get()), myself());
    let of = move |side: Party| match side {
        Party::Us => me.get(),
        // Of everybody in the notebook nobody is offered.
        Party::Them if partner.get().is_none() => Known::new(),
        Party::Them => people.get(),
    };
    let givers = memo(move || of(party.get()));
    let takers = memo(move || of(if party.get() == Party::Us { Party::Them } else { Party::Us }));
    view! {
        <Someone form field=lens!(Commitment, who) known=givers legend=t!("promise-who") another=t!("another-name") />
        <Someone form field=lens!(Commitment, to) known=takers legend=t!("promise-to") another=t!("another-name") />
    }
}
