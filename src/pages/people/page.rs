//! One person: how to say their name, the time there, how to reach them, what they struggle with,
//! what they proposed, where they were met, and what was noted about them.

use floorbook_domain::{Contact, ContactId, Record, RecordRef};
use floorbook_port::{ContactView, Query};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    photo::Photo,
    reach::Reach,
    words::{InTheirWords, NotesAbout, WhereMet},
};
use crate::{
    components::{Facts, Icon, PageHeader, Show, TimeThere},
    engine::{Live, live},
    frame::writers::Writers,
    host::zones,
    pages::{
        NotFound,
        answered::{Answered, part},
        conflicts::Conflicts,
        form::consent_words,
        history::HistoryLink,
        merge::{MergedBanner, MergedParts, SameAs},
        paths,
        removal::{DeleteButton, Removal},
    },
    reactive::drawn,
    t,
    text::Label,
};

/// The person in the page's address.
#[component]
pub fn PersonPage() -> impl IntoView {
    let id = paths::id_in_path::<ContactId>();
    drawn(move || match id.get() {
        Some(id) => view! { <OnePerson id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn OnePerson(id: ContactId) -> impl IntoView {
    let person: Live<ContactView> = live(move || Query::Contact(id));
    let record = RecordRef::from(id);
    let name = part(person, |view| view.found.record.title());
    let contact = part(person, |view| view.found.record.clone());
    let seen = part(person, |view| view.found.seen);
    view! {
        <Answered live=person>
            <Head id person />
            <Removal
                record
                is_deleted=part(person, |view| view.found.deleted)
                came_back=part(person, |view| view.found.came_back)
            />
            <MergedBanner record seen into=part(person, |view| view.found.same_as) />
            <Conflicts record seen conflicts=part(person, |view| view.found.conflicts.clone()) />
            <Photo id person />
            <Reach id contact />
            <InTheirWords id contact />
            <WhereMet contact />
            <Facts facts=Signal::derive(move || contact.with(facts)) />
            <NotesAbout id />
            <MergedParts merged=part(person, |view| view.found.merged.clone()) />
            <div class="mt-6 flex flex-wrap gap-2 border-t border-base-300 pt-4">
                <SameAs record name is_merged=part(person, |view| view.found.same_as.is_some()) />
                <HistoryLink record />
                <DeleteButton record name back=Signal::stored("/people".to_owned()) />
            </div>
        </Answered>
    }
}

/// Name, how to say it, what they do and where, the time there.
#[component]
fn Head(id: ContactId, person: Live<ContactView>) -> impl IntoView {
    let title = part(person, |view| view.found.record.title());
    let title =
        Signal::derive(move || if title.with(|name| name.trim().is_empty()) { t!("unnamed") } else { title.get() });
    let said = part(person, |view| said(&view.found.record));
    let work = part(person, |view| {
        let contact = &view.found.record;
        [contact.role.label(), contact.title.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    });
    let partner = part(person, |view| view.found.record.partner.map(|id| (id, view.partner.clone())));
    let site = part(person, |view| view.found.record.site.map(|id| (id, view.site.clone())));
    let zone = part(person, |view| view.zone.clone());
    let link =
        |href: String, name: String| view! { <A href attr:class="link inline-flex min-h-6 items-center">{name}</A> };
    let below = move || {
        view! {
            <p class="text-base-content empty:hidden">{said}</p>
            <p>{work}</p>
            <p class="flex flex-wrap gap-x-3 empty:hidden">
                {move || partner.get().map(|(id, name)| link(paths::partner(id), name))}
                {move || site.get().map(|(id, name)| link(paths::site(id), name))}
            </p>
            <Show when=move || zone.with(|zone| !zone.is_empty())>
                <p class="flex items-center gap-1">
                    <Icon shape=icondata_lu::LuClock class="size-4" />
                    <TimeThere zone />
                    " "
                    {t!("time-there-now")}
                </p>
            </Show>
        }
    };
    let actions = move || {
        view! {
            <Writers>
                <A href=format!("/people/{id}/edit") attr:class="btn touch">
                    <Icon shape=icondata_lu::LuPencil />
                    {t!("edit")}
                </A>
            </Writers>
        }
    };
    view! { <PageHeader title document=t!("person") back="/people" beside_list=true below actions /> }
}

/// The name in its own script, and how to say it.
fn said(contact: &Contact) -> String {
    let local = Some(contact.local_name.clone()).filter(|local| *local != contact.title());
    let said =
        Some(&contact.pronunciation).filter(|said| !said.is_empty()).map(|said| t!("say-it", "how" => said.as_str()));
    let parts = local.into_iter().chain(said).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

fn facts(contact: &Contact) -> Vec<(String, String)> {
    let zone = if contact.zone.is_empty() {
        String::new()
    } else {
        format!("{} ({})", zones::city(&contact.zone), contact.zone)
    };
    vec![
        (t!("languages"), contact.languages.join(", ")),
        (t!("zone"), zone),
        (t!("tags"), contact.tags.join(", ")),
        (t!("notes"), contact.notes.clone()),
        (t!("consent-notes"), consent_words(contact.consent_notes)),
        (t!("consent-photo"), consent_words(contact.consent_photo)),
        (t!("consent-voice"), consent_words(contact.consent_voice)),
    ]
}
