//! The form of a site.

use floorbook_domain::{Kind, PartnerId, Problem, Site, SiteField, SiteId, VisitId};
use floorbook_port::{Page, PageRequest, PartnerView, Query, SiteView};
use leptos::prelude::*;

use super::{
    figures::FigureFields,
    position::PositionFields,
    sets::{Certificates, Shifts},
};
use crate::{
    components::Select,
    draft::{Form, use_form, use_new_form},
    engine::{Live, live},
    frame::start_view::use_start,
    ids, lens,
    pages::{
        NotFound,
        answered::Answered,
        capture::first_areas,
        form::{FormPage, Line, Prose, Section, Words, ZoneChoice, problem},
        paths,
    },
    reactive::{drawn, memo},
    t,
};

/// A new site, of the partner in the query of the page's address.
#[component]
pub fn NewSite() -> impl IntoView {
    let id: SiteId = ids::new();
    let partner = paths::id_in_query::<PartnerId>("partner");
    let form = use_new_form(id, Site { partner, ..Site::default() }, Vec::new());
    let back = partner.map_or_else(|| "/partners".to_owned(), |id| format!("{}?tab=sites", paths::partner(id)));
    view! {
        <FormPage form title=t!("new-site") document=t!("new-site") back done=paths::site(id)>
            <SiteFields form id is_new=true />
        </FormPage>
    }
}

/// The site in the page's address.
#[component]
pub fn EditSite() -> impl IntoView {
    let id = paths::id_in_path::<SiteId>();
    drawn(move || match id.get() {
        Some(id) => {
            let site: Live<SiteView> = live(move || Query::Site(id));
            view! {
                <Answered live=site>
                    <EditOne id site />
                </Answered>
            }
            .into_any()
        }
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn EditOne(id: SiteId, site: Live<SiteView>) -> impl IntoView {
    let (seen, stored) = untrack(|| site.with(|view| (view.found.seen, view.found.record.clone()))).unwrap_or_default();
    let form = use_form(id, seen, stored);
    form.follow(move || site.with(|view| (view.found.seen, view.found.record.clone())));
    let name = form.read(|site| site.name.clone());
    let title = Signal::derive(move || t!("edit-named", "name" => name.get()));
    view! {
        <FormPage form title document=t!("site") back=paths::site(id) done=paths::site(id)>
            <SiteFields form id />
        </FormPage>
    }
}

#[component]
fn SiteFields(form: Form<Site>, id: SiteId, #[prop(optional)] is_new: bool) -> impl IntoView {
    let start = use_start();
    let visit = Signal::derive(move || {
        let here = |view: &floorbook_port::StartView| {
            view.running.iter().find(|visit| visit.visit.site == Some(id)).map(|visit| visit.id)
        };
        start.with(here).flatten()
    });
    let name_problem = problem(form, &[Problem::NameMissing, Problem::TooLong]);
    view! {
        <Line form field=lens!(Site, name) label=t!("name") problem=name_problem autofocus=is_new />
        <PartnerOf form />
        <Line form field=lens!(Site, address) label=t!("address") hint=t!("address-hint") />
        <PositionFields form />
        <ZoneChoice form field=lens!(Site, zone) label=t!("zone") none=t!("zone-of-partner") />
        <Section heading=t!("figures")>
            <FigureFields form visit=Signal::derive(move || visit.get() as Option<VisitId>) />
        </Section>
        <Section heading=t!("working-there")>
            <Shifts form />
            <Certificates form />
        </Section>
        <Hall form />
        <Section heading=t!("notes")>
            <Prose form field=lens!(Site, notes) label=t!("notes") />
        </Section>
    }
}

/// Whose site it is.
#[component]
fn PartnerOf(form: Form<Site>) -> impl IntoView {
    let partners: Live<Page<PartnerView>> = live(|| Query::Partners(PageRequest::first(500)));
    let choices = memo(move || {
        let named = |view: &PartnerView| (view.found.id.to_string(), view.found.record.name.clone());
        let mut choices = vec![(String::new(), t!("no-partner"))];
        choices.extend(partners.with(|page| page.rows.iter().map(named).collect::<Vec<_>>()).unwrap_or_default());
        choices
    });
    let chosen = form.read(|site| site.partner.map(|id| id.to_string()).unwrap_or_default());
    let on_choose = move |id: String| form.edit(move |site| site.partner = id.parse().ok());
    view! { <Select label=t!("partner") choices chosen on_choose /> }
}

/// The hall: its areas, where no photos are taken, what one wears.
#[component]
fn Hall(form: Form<Site>) -> impl IntoView {
    let areas = offered(SiteField::Areas(String::new()), first_areas());
    let equipment = offered(SiteField::ProtectiveEquipment(String::new()), equipment());
    let own_areas = form.read(|site| site.areas.clone());
    view! {
        <Section heading=t!("the-hall")>
            <Words form field=lens!(Site, areas) legend=t!("areas") another=t!("another-area") words=areas />
            <Words
                form
                field=lens!(Site, no_photo_areas)
                legend=t!("no-photo-areas")
                another=t!("another-area")
                words=own_areas
            />
            <Words
                form
                field=lens!(Site, protective_equipment)
                legend=t!("protective-equipment")
                another=t!("another-piece")
                words=equipment
            />
        </Section>
    }
}

/// The words used before in a field, then those of a list to start from.
fn offered(field: SiteField, list: Vec<String>) -> Signal<Vec<String>> {
    let field = field.number();
    let used: Live<Vec<String>> = live(move || Query::Words { kind: Kind::Site, field, visit: None });
    Signal::derive(move || {
        let mut words: Vec<String> = used.view().unwrap_or_default().into_iter().take(12).collect();
        words.extend(list.iter().filter(|word| !words.contains(word)).cloned().collect::<Vec<_>>());
        words
    })
}

/// What one has to wear in most halls.
fn equipment() -> Vec<String> {
    t!("equipment-offered").split(", ").map(str::to_owned).collect()
}
