//! Who takes part in a visit: people who are known, or bare names.

use floorbook_domain::{Attendee, Visit};
use floorbook_port::{ContactView, Query, Scope};
use leptos::prelude::*;

use crate::{
    components::ChipSet, draft::Form, engine::live_pages, frame::start_view::use_start, pages::form::Lens,
    reactive::memo, t,
};

/// Those who receive us, and those who come along.
#[component]
pub(super) fn Attendees(
    /// The visit.
    form: Form<Visit>,
) -> impl IntoView {
    let partner = form.read(|visit| visit.partner);
    let people = live_pages::<ContactView>(100, move |page| {
        Query::Contacts(partner.get().map_or(Scope::All, Scope::Partner), page)
    });
    let start = use_start();
    let known = memo(move || {
        let named = |row: &ContactView| (Attendee::Contact(row.found.id), name(row));
        people.rows().with(|rows| rows.iter().flatten().map(named).collect::<Vec<_>>())
    });
    let myself = memo(move || {
        let me = start.with(|start| start.me.as_ref().map(|me| (Attendee::Member(me.id), me.record.name.clone())));
        me.flatten().into_iter().collect::<Vec<_>>()
    });
    // Of everybody in the notebook only those who fit are offered while one types.
    let offered = Signal::derive(move || if partner.get().is_some() { known.get() } else { Vec::new() });
    view! {
        <Side form field=Lens { get: |visit| &visit.theirs, reach: |visit| &mut visit.theirs } known offered legend=t!("visit-theirs") another=t!("visit-another-name") />
        <Side form field=Lens { get: |visit| &visit.ours, reach: |visit| &mut visit.ours } known=myself offered=myself legend=t!("visit-ours") another=t!("visit-another-name") />
    }
}

fn name(row: &ContactView) -> String {
    let contact = &row.found.record;
    if contact.name.trim().is_empty() { contact.local_name.clone() } else { contact.name.clone() }
}

#[component]
fn Side(
    form: Form<Visit>,
    field: Lens<Visit, Vec<Attendee>>,
    known: Memo<Vec<(Attendee, String)>>,
    #[prop(into)] offered: Signal<Vec<(Attendee, String)>>,
    legend: String,
    another: String,
) -> impl IntoView {
    let chosen = form.read(move |visit| (field.get)(visit).clone());
    let words_of = move |attendee: &Attendee| match attendee {
        Attendee::Name(name) => Some(name.clone()),
        other => known.with(|known| known.iter().find(|(known, _)| known == other).map(|(_, name)| name.clone())),
    };
    let names = Signal::derive(move || chosen.with(|all| all.iter().filter_map(words_of).collect::<Vec<_>>()));
    let words =
        Signal::derive(move || offered.with(|all| all.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>()));
    let offers = Signal::derive(move || known.with(|all| all.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>()));
    let on_choose = move |word: String, is_chosen: bool| {
        let find =
            |all: &Vec<(Attendee, String)>| all.iter().find(|(_, name)| *name == word).map(|(who, _)| who.clone());
        let attendee = known.with_untracked(find).unwrap_or_else(|| Attendee::Name(word.clone()));
        form.edit(move |visit| {
            let side = (field.reach)(visit);
            side.retain(|other| *other != attendee && *other != Attendee::Name(word.clone()));
            if is_chosen {
                side.push(attendee);
            }
        });
    };
    view! { <ChipSet legend words offers chosen=names on_choose another /> }
}
