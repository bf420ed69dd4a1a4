//! What a note can say besides: whom it concerns, tags, a reference, defects, where, and for whom.

use floorbook_domain::{ConsentAnswer, ContactId, Defects, Kind, ObservationField, Problem};
use floorbook_port::{ContactView, Query};
use leptos::{prelude::*, task::spawn_local};

use super::{Note, Place};
use crate::{
    components::{Button, ChipSet, Field, For, Icon, Look, Show, Toggle},
    engine::{Live, live},
    frame::notices::use_notices,
    host::position,
    t,
    text::Label,
};

/// The rest of a note, below its chips.
#[component]
pub(super) fn Details(
    note: Note,
    place: Place,
    #[prop(into)] only_me: Signal<bool>,
    on_only_me: impl Fn(bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let tags = note.form.read(|note| note.tags.clone());
    let number = ObservationField::Tags(String::new()).number();
    let used: Live<Vec<String>> = live(move || Query::Words { kind: Kind::Observation, field: number, visit: None });
    let used = Signal::derive(move || used.with(Clone::clone).unwrap_or_default());
    let often = Signal::derive(move || used.with(|used| used.iter().take(6).cloned().collect::<Vec<_>>()));
    let choose_tag = move |word: String, is_chosen: bool| {
        note.change(move |note| {
            note.tags.retain(|other| *other != word);
            if is_chosen {
                note.tags.push(word);
            }
        });
    };
    let reference = note.form.read(|note| note.reference.clone());
    view! {
        <Concerned note place />
        <ChipSet legend=t!("tags") words=often offers=used chosen=tags on_choose=choose_tag another=t!("another-tag") />
        <Field
            label=t!("reference")
            hint=t!("reference-hint")
            value=reference
            on_input=move |typed: String| note.change(move |note| note.reference = typed)
        />
        <DefectFields note />
        <Toggle label=t!("only-me") hint=t!("only-me-hint") on=only_me on_change=on_only_me />
        <Whereabouts note />
    }
}

/// The people a note concerns, and what they said about being recorded.
#[component]
fn Concerned(note: Note, place: Place) -> impl IntoView {
    let people = place.people();
    let chosen = note.form.read(|note| note.people.clone());
    let name = move |id: ContactId| {
        people.with(|all| all.iter().find(|(other, _)| *other == id).map(|(_, name)| name.clone()))
    };
    let names = Signal::derive(move || chosen.with(|all| all.iter().filter_map(|id| name(*id)).collect::<Vec<_>>()));
    let words = Signal::derive(move || people.with(|all| all.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>()));
    let choose = move |word: String, is_chosen: bool| {
        let known = people.with_untracked(|all| all.iter().find(|(_, name)| *name == word).map(|(id, _)| *id));
        // Somebody new is written down by **Person**; here only who is known can be named.
        let Some(id) = known else { return };
        note.change(move |note| {
            note.people.retain(|other| *other != id);
            if is_chosen {
                note.people.push(id);
            }
        });
    };
    let is_there = move || people.with(|all| !all.is_empty());
    view! {
        <Show when=is_there>
            <ChipSet legend=t!("people-concerned") words offers=words chosen=names on_choose=choose another=t!("another-person") />
            <For each=move || chosen.get() key=|id| *id children=|id| view! { <Consents id /> } />
        </Show>
    }
}

/// Says what somebody declined.
#[component]
fn Consents(id: ContactId) -> impl IntoView {
    let person: Live<ContactView> = live(move || Query::Contact(id));
    let words = move || {
        person
            .with(|person| {
                let record = &person.found.record;
                let declined = |answer: ConsentAnswer| answer == ConsentAnswer::Declined;
                let name = record.name.clone();
                match (declined(record.consent_photo.answer), declined(record.consent_voice.answer)) {
                    (true, true) => Some(t!("declined-photo-and-voice", "name" => name)),
                    (true, false) => Some(t!("declined-photo", "name" => name)),
                    (false, true) => Some(t!("declined-voice", "name" => name)),
                    (false, false) if declined(record.consent_notes.answer) => {
                        Some(t!("declined-notes", "name" => name))
                    }
                    (false, false) => None,
                }
            })
            .flatten()
    };
    view! { <p class="text-sm text-warning empty:hidden">{move || words()}</p> }
}

/// So many defective pieces of so many inspected.
#[component]
fn DefectFields(note: Note) -> impl IntoView {
    let defects = note.form.read(|note| note.defects);
    let text =
        |number: Option<u32>| number.filter(|number| *number > 0).map(|number| number.to_string()).unwrap_or_default();
    let change = move |change: &dyn Fn(&mut Defects)| {
        let mut now = defects.get_untracked().unwrap_or(Defects { found: 0, inspected: 0 });
        change(&mut now);
        let now = (now != Defects { found: 0, inspected: 0 }).then_some(now);
        note.change(move |note| note.defects = now);
    };
    let problem = Signal::derive(move || {
        let wrong = defects.get().is_some_and(|defects| defects.inspected > 0 && defects.found > defects.inspected);
        if wrong { Problem::MoreDefectsThanInspected.label() } else { String::new() }
    });
    view! {
        <div class="grid grid-cols-2 gap-3">
            <Field
                label=t!("defects-found")
                kind="number"
                value=Signal::derive(move || text(defects.get().map(|defects| defects.found)))
                on_input=move |typed| change(&|defects| defects.found = typed.parse().unwrap_or(0))
                problem
            />
            <Field
                label=t!("defects-inspected")
                kind="number"
                value=Signal::derive(move || text(defects.get().map(|defects| defects.inspected)))
                on_input=move |typed| change(&|defects| defects.inspected = typed.parse().unwrap_or(0))
            />
        </div>
    }
}

/// The position, asked for only by a tap.
#[component]
fn Whereabouts(note: Note) -> impl IntoView {
    let place = note.form.read(|note| note.position);
    let (asking, notices) = (RwSignal::new(false), use_notices());
    let ask = move |_| {
        asking.set(true);
        spawn_local(async move {
            let found = position::ask().await;
            asking.try_set(false);
            match found {
                Ok(found) => note.change(move |note| note.position = Some(found)),
                Err(why) => notices.say(super::super::denied::position(why)),
            }
        });
    };
    let words = move || {
        let place = place.get()?;
        let degrees = |millionths: i32| format!("{:.5}", f64::from(millionths) / 1e6);
        Some(format!("{}, {}", degrees(place.latitude), degrees(place.longitude)))
    };
    view! {
        <Show
            when=move || place.get().is_some()
            fallback=move || view! {
                <div>
                    <Button label=t!("add-position") icon=icondata_lu::LuMapPin disabled=asking on_press=ask />
                </div>
            }
        >
            <p class="flex flex-wrap items-center gap-2">
                <Icon shape=icondata_lu::LuMapPin />
                <span class="tabular">{move || words()}</span>
                <Button label=t!("remove-position") look=Look::Plain on_press=move |_| note.change(|note| note.position = None) />
            </p>
        </Show>
    }
}
