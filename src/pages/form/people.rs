//! People of a record: known ones as chips, others by a bare name.

use floorbook_domain::{Attendee, PartnerId};
use floorbook_port::{ContactView, Query, Scope};
use leptos::prelude::*;

use super::Lens;
use crate::{
    components::{ChipPicker, ChipSet},
    draft::{Form, Formed},
    engine::live_pages,
    frame::start_view::use_start,
    reactive::memo,
};

/// People with their names.
pub type Known = Vec<(Attendee, String)>;

/// The people of a partner; of none, everybody in the notebook.
pub fn people_of(partner: impl Fn() -> Option<PartnerId> + Copy + Send + Sync + 'static) -> Memo<Known> {
    let people =
        live_pages::<ContactView>(100, move |page| Query::Contacts(partner().map_or(Scope::All, Scope::Partner), page));
    memo(move || {
        let named = |row: &ContactView| {
            let contact = &row.found.record;
            let name = if contact.name.trim().is_empty() { &contact.local_name } else { &contact.name };
            (Attendee::Contact(row.found.id), name.clone())
        };
        people.rows().with(|rows| rows.iter().flatten().map(named).collect::<Vec<_>>())
    })
}

/// Oneself, as one of our side.
pub fn myself() -> Memo<Known> {
    let start = use_start();
    memo(move || {
        let me = start.with(|start| start.me.as_ref().map(|me| (Attendee::Member(me.id), me.record.name.clone())));
        me.flatten().into_iter().collect::<Vec<_>>()
    })
}

/// What somebody is called; nothing for somebody who is not known by now.
fn called(who: &Attendee, known: &Known) -> Option<String> {
    match who {
        Attendee::Name(name) => Some(name.clone()),
        other => known.iter().find(|(known, _)| known == other).map(|(_, name)| name.clone()),
    }
}

/// Who is called so: somebody known, else a bare name; nobody for no word.
fn named(word: &str, known: &Known) -> Option<Attendee> {
    let found = known.iter().find(|(_, name)| name == word).map(|(who, _)| who.clone());
    (!word.trim().is_empty()).then(|| found.unwrap_or_else(|| Attendee::Name(word.to_owned())))
}

fn names(known: &Known) -> Vec<String> {
    known.iter().map(|(_, name)| name.clone()).collect()
}

/// One of some people, or somebody else by name, or nobody.
#[component]
pub fn WhoPicker(
    /// Who is offered.
    known: Memo<Known>,
    /// Who is chosen.
    #[prop(into)]
    chosen: Signal<Option<Attendee>>,
    /// Somebody else was chosen, or nobody.
    on_choose: impl Fn(Option<Attendee>) + Copy + Send + Sync + 'static,
    /// What they are chosen for: the name of the group.
    #[prop(into)]
    legend: String,
    /// What stands in the field for another name.
    #[prop(into)]
    another: String,
) -> impl IntoView {
    let words = Signal::derive(move || known.with(names));
    let chosen = Signal::derive(move || {
        chosen.with(|who| who.as_ref().and_then(|who| known.with(|known| called(who, known)))).unwrap_or_default()
    });
    let on_choose = move |word: String| on_choose(known.with_untracked(|known| named(&word, known)));
    view! { <ChipPicker legend words chosen on_choose another /> }
}

/// One person, tied to a field.
#[component]
pub fn Someone<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, Option<Attendee>>,
    /// Who is offered.
    known: Memo<Known>,
    /// What they are chosen for: the name of the group.
    #[prop(into)]
    legend: String,
    /// What stands in the field for another name.
    #[prop(into)]
    another: String,
) -> impl IntoView {
    let chosen = form.read(move |record| (field.get)(record).clone());
    let on_choose = move |who| form.edit(move |record| *(field.reach)(record) = who);
    view! { <WhoPicker known chosen on_choose legend another /> }
}

/// Any number of people, tied to a field.
#[component]
pub fn Several<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, Vec<Attendee>>,
    /// Who can be chosen.
    known: Memo<Known>,
    /// Those of them who stand there as chips.
    #[prop(into)]
    offered: Signal<Known>,
    /// What they are chosen for: the name of the group.
    #[prop(into)]
    legend: String,
    /// What stands in the field for another name.
    #[prop(into)]
    another: String,
) -> impl IntoView {
    let chosen = form.read(move |record| (field.get)(record).clone());
    let chosen = Signal::derive(move || {
        let words_of = |who: &Attendee| known.with(|known| called(who, known));
        chosen.with(|all| all.iter().filter_map(words_of).collect::<Vec<_>>())
    });
    let words = Signal::derive(move || offered.with(names));
    let offers = Signal::derive(move || known.with(names));
    let on_choose = move |word: String, is_chosen: bool| {
        let Some(who) = known.with_untracked(|known| named(&word, known)) else { return };
        form.edit(move |record| {
            let all = (field.reach)(record);
            all.retain(|other| *other != who && *other != Attendee::Name(word.clone()));
            if is_chosen {
                all.push(who);
            }
        });
    };
    view! { <ChipSet legend words offers chosen on_choose another /> }
}
