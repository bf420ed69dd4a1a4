//! The form of a partner.

use floorbook_domain::{Kind, Partner, PartnerField, PartnerId, Problem};
use floorbook_port::{PartnerView, Query};
use leptos::prelude::*;

use crate::{
    components::Select,
    draft::{Form, use_form, use_new_form},
    engine::{Live, live},
    host::names,
    ids, lens,
    pages::{
        NotFound,
        answered::Answered,
        form::{FormPage, Line, Prose, Section, Words, ZoneChoice, problem},
        paths,
    },
    reactive::{drawn, memo},
    t,
};

/// A new partner.
#[component]
pub fn NewPartner() -> impl IntoView {
    let id: PartnerId = ids::new();
    let form = use_new_form(id, Partner::default(), Vec::new());
    view! {
        <FormPage form title=t!("new-partner") document=t!("new-partner") back="/partners" done=paths::partner(id)>
            <PartnerFields form is_new=true />
        </FormPage>
    }
}

/// The partner in the page's address.
#[component]
pub fn EditPartner() -> impl IntoView {
    let id = paths::id_in_path::<PartnerId>();
    drawn(move || match id.get() {
        Some(id) => {
            let partner: Live<PartnerView> = live(move || Query::Partner(id));
            view! {
                <Answered live=partner>
                    <EditOne id partner />
                </Answered>
            }
            .into_any()
        }
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn EditOne(id: PartnerId, partner: Live<PartnerView>) -> impl IntoView {
    let (seen, stored) =
        untrack(|| partner.with(|view| (view.found.seen, view.found.record.clone()))).unwrap_or_default();
    let form = use_form(id, seen, stored);
    form.follow(move || partner.with(|view| (view.found.seen, view.found.record.clone())));
    let name = form.read(|partner| partner.name.clone());
    let title = Signal::derive(move || t!("edit-named", "name" => name.get()));
    view! {
        <FormPage form title document=t!("partner") back=paths::partner(id) done=paths::partner(id)>
            <PartnerFields form />
        </FormPage>
    }
}

#[component]
fn PartnerFields(form: Form<Partner>, #[prop(optional)] is_new: bool) -> impl IntoView {
    let name_problem = problem(form, &[Problem::NameMissing, Problem::TooLong]);
    view! {
        <Line form field=lens!(Partner, name) label=t!("name") problem=name_problem autofocus=is_new />
        <Line form field=lens!(Partner, local_name) label=t!("local-name") />
        <div class="grid gap-4 rail:grid-cols-2">
            <Country form />
            <Line form field=lens!(Partner, city) label=t!("city") />
            <ZoneChoice
                form
                field=lens!(Partner, zone)
                label=t!("zone")
                none=t!("zone-unknown")
                country=form.read(|partner| partner.country.clone())
            />
            <Currency form />
        </div>
        <Bought form />
        <Talking form />
        <Section heading=t!("notes")>
            <Prose form field=lens!(Partner, notes) label=t!("notes") />
        </Section>
    }
}

/// What is bought from them, and who answers for it.
#[component]
fn Bought(form: Form<Partner>) -> impl IntoView {
    let (products, tags) = (used(PartnerField::Products(String::new())), used(PartnerField::Tags(String::new())));
    let owners = used(PartnerField::Owner(String::new()));
    view! {
        <Section heading=t!("what-we-buy")>
            <Words form field=lens!(Partner, products) legend=t!("products") another=t!("another-product") words=products />
            <Words form field=lens!(Partner, tags) legend=t!("tags") another=t!("another-tag") words=tags />
            <Line form field=lens!(Partner, owner) label=t!("relationship-owner") offers=owners hint=t!("relationship-owner-hint") />
        </Section>
    }
}

/// In which words one talks with them.
#[component]
fn Talking(form: Form<Partner>) -> impl IntoView {
    let languages = Signal::stored(names::languages());
    let used_languages = used(PartnerField::Languages(String::new()));
    let interpreters = used(PartnerField::Interpreter(String::new()));
    view! {
        <Section heading=t!("talking-with-them")>
            <Words
                form
                field=lens!(Partner, languages)
                legend=t!("languages")
                another=t!("another-language")
                words=used_languages
                offers=languages
            />
            <Line form field=lens!(Partner, check_in_language) label=t!("check-in-language") offers=languages />
            <Line form field=lens!(Partner, interpreter) label=t!("interpreter") offers=interpreters />
        </Section>
    }
}

/// The words used before in a field.
fn used(field: PartnerField) -> Signal<Vec<String>> {
    let field = field.number();
    let words: Live<Vec<String>> = live(move || Query::Words { kind: Kind::Partner, field, visit: None });
    Signal::derive(move || words.view().unwrap_or_default().into_iter().take(12).collect())
}

/// The country. Its first zone comes with it, until somebody chooses another.
#[component]
fn Country(form: Form<Partner>) -> impl IntoView {
    let countries =
        std::iter::once((String::new(), t!("country-unknown"))).chain(names::countries()).collect::<Vec<_>>();
    let chosen = form.read(|partner| partner.country.clone());
    let on_choose = move |country: String| {
        form.edit(move |partner| {
            let zone_of = |country: &str| names::zones_of(country).into_iter().next().unwrap_or_default();
            // A zone that somebody chose by hand stays.
            if partner.zone.is_empty() || partner.zone == zone_of(&partner.country) {
                partner.zone = zone_of(&country);
            }
            partner.country = country;
        });
    };
    view! { <Select label=t!("country") choices=Signal::stored(countries) chosen on_choose /> }
}

#[component]
fn Currency(form: Form<Partner>) -> impl IntoView {
    let all = names::currencies();
    let chosen = form.read(|partner| partner.currency.clone());
    let choices = memo(move || {
        let chosen = chosen.get();
        let mut choices = vec![(String::new(), t!("currency-unknown"))];
        if !chosen.is_empty() && all.iter().all(|(code, _)| *code != chosen) {
            choices.push((chosen.clone(), chosen));
        }
        choices.extend(all.iter().map(|(code, name)| (code.clone(), format!("{name} ({code})"))));
        choices
    });
    let on_choose = move |currency: String| form.edit(move |partner| partner.currency = currency);
    view! { <Select label=t!("currency") choices chosen on_choose /> }
}
