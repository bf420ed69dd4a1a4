//! The form of a person.

use floorbook_domain::{Contact, ContactField, ContactId, Kind, PartnerId, Problem, Role, SiteId};
use floorbook_port::{ContactView, Query};
use leptos::prelude::*;

use super::fields::{Place, Ways};
use crate::{
    draft::{Form, use_form, use_new_form},
    engine::{Live, live},
    host::names,
    ids, lens,
    pages::{
        NotFound,
        answered::Answered,
        form::{Choice, Consents, FormPage, Line, Prose, Section, Words, ZoneChoice, problem},
        paths,
    },
    reactive::drawn,
    t,
};

/// A new person, of the partner and the site in the query of the page's address.
#[component]
pub fn NewPerson() -> impl IntoView {
    let id: ContactId = ids::new();
    let partner = paths::id_in_query::<PartnerId>("partner");
    let site = paths::id_in_query::<SiteId>("site");
    let form = use_new_form(id, Contact { partner, site, ..Contact::default() }, Vec::new());
    let back = partner.map_or_else(|| "/people".to_owned(), |id| format!("{}?tab=people", paths::partner(id)));
    view! {
        <FormPage form title=t!("new-person") document=t!("new-person") back done=paths::person(id)>
            <PersonFields form is_new=true />
        </FormPage>
    }
}

/// The person in the page's address.
#[component]
pub fn EditPerson() -> impl IntoView {
    let id = paths::id_in_path::<ContactId>();
    drawn(move || match id.get() {
        Some(id) => {
            let person: Live<ContactView> = live(move || Query::Contact(id));
            view! {
                <Answered live=person>
                    <EditOne id person />
                </Answered>
            }
            .into_any()
        }
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn EditOne(id: ContactId, person: Live<ContactView>) -> impl IntoView {
    let (seen, stored) =
        untrack(|| person.with(|view| (view.found.seen, view.found.record.clone()))).unwrap_or_default();
    let form = use_form(id, seen, stored);
    form.follow(move || person.with(|view| (view.found.seen, view.found.record.clone())));
    let name = form.read(|contact| contact.name.clone());
    let title = Signal::derive(move || t!("edit-named", "name" => name.get()));
    view! {
        <FormPage form title document=t!("person") back=paths::person(id) done=paths::person(id)>
            <PersonFields form />
        </FormPage>
    }
}

#[component]
fn PersonFields(form: Form<Contact>, #[prop(optional)] is_new: bool) -> impl IntoView {
    let name_problem = problem(form, &[Problem::NameMissing, Problem::TooLong]);
    view! {
        <Line form field=lens!(Contact, name) label=t!("name") problem=name_problem autofocus=is_new />
        <div class="grid grid-cols-2 gap-3">
            <Line form field=lens!(Contact, local_name) label=t!("local-name") />
            <Line form field=lens!(Contact, pronunciation) label=t!("pronunciation") hint=t!("pronunciation-hint") />
        </div>
        <Place form />
        <Choice form field=lens!(Contact, role) legend=t!("role") all=Role::ALL />
        <Line form field=lens!(Contact, title) label=t!("job-title") hint=t!("job-title-hint") />
        <Section heading=t!("in-their-words")>
            <Prose form field=lens!(Contact, obstacles) label=t!("obstacles") />
            <Prose form field=lens!(Contact, concerns) label=t!("concerns") />
            <Prose form field=lens!(Contact, ideas) label=t!("ideas") />
        </Section>
        <Section heading=t!("reach")>
            <Ways form />
            <Spoken form />
        </Section>
        <Section heading=t!("consent")>
            <Consents form />
        </Section>
        <Section heading=t!("notes")>
            <Tags form />
            <Prose form field=lens!(Contact, notes) label=t!("notes") />
        </Section>
    }
}

/// The languages they speak, and the zone they live by.
#[component]
fn Spoken(form: Form<Contact>) -> impl IntoView {
    let languages = Signal::stored(names::languages());
    view! {
        <Words
            form
            field=lens!(Contact, languages)
            legend=t!("languages")
            another=t!("another-language")
            words=used(ContactField::Languages(String::new()))
            offers=languages
        />
        <ZoneChoice form field=lens!(Contact, zone) label=t!("zone") none=t!("zone-of-site") />
    }
}

#[component]
fn Tags(form: Form<Contact>) -> impl IntoView {
    let words = used(ContactField::Tags(String::new()));
    view! { <Words form field=lens!(Contact, tags) legend=t!("tags") another=t!("another-tag") words /> }
}

/// The words used before in a field.
fn used(field: ContactField) -> Signal<Vec<String>> {
    let field = field.number();
    let words: Live<Vec<String>> = live(move || Query::Words { kind: Kind::Contact, field, visit: None });
    Signal::derive(move || words.view().unwrap_or_default().into_iter().take(12).collect())
}
