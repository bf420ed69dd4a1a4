//! Consent to notes, photos and voice: one tap each, the day sets itself.

use floorbook_domain::{Consent, ConsentAnswer, Contact};
use leptos::prelude::*;

use super::Lens;
use crate::{
    components::ChipChoice,
    draft::Form,
    host::{clock, days},
    lens, t,
    text::Label,
};

/// What was answered, and when: `Agreed, Tue 3 Feb`.
pub fn consent_words(consent: Consent) -> String {
    match consent.day.filter(|_| consent.answer != ConsentAnswer::NotAsked) {
        Some(day) => {
            let day = days::words(day, clock::minute().get());
            t!("consent-on-day", "answer" => consent.answer.label(), "day" => day)
        }
        None => consent.answer.label(),
    }
}

/// The three consents of a person.
#[component]
pub fn Consents(
    /// The form.
    form: Form<Contact>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col gap-3" role="group" aria-label=t!("consent")>
            <ConsentChoice form field=lens!(Contact, consent_notes) legend=t!("consent-notes") />
            <ConsentChoice form field=lens!(Contact, consent_photo) legend=t!("consent-photo") />
            <ConsentChoice form field=lens!(Contact, consent_voice) legend=t!("consent-voice") />
        </div>
    }
}

#[component]
fn ConsentChoice(form: Form<Contact>, field: Lens<Contact, Consent>, legend: String) -> impl IntoView {
    let consent = form.read(move |contact| *(field.get)(contact));
    let answers = [ConsentAnswer::NotAsked, ConsentAnswer::Agreed, ConsentAnswer::Declined];
    let choices = answers.into_iter().map(|answer| (answer, answer.label())).collect();
    let on_choose = move |answer: ConsentAnswer| {
        let day = days::today("").filter(|_| answer != ConsentAnswer::NotAsked);
        form.edit(move |contact| *(field.reach)(contact) = Consent { answer, day });
    };
    let given = move || {
        let consent = consent.get();
        consent.day.map(|_| consent_words(consent))
    };
    view! {
        <div>
            <ChipChoice legend choices chosen=Signal::derive(move || consent.get().answer) on_choose />
            <p class="mt-1 text-sm text-muted empty:hidden">{move || given()}</p>
        </div>
    }
}
