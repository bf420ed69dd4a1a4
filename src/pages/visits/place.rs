//! Where a visit leads: partner and site, chosen or created on the spot.

use floorbook_domain::{PartnerField, PartnerId, SiteField, SiteId, Visit};
use floorbook_port::{Command, PartnerView, Query, Scope, SiteView, Write};
use leptos::{prelude::*, task::spawn_local};

use super::choose::{Choice, Choose, Chosen};
use crate::{
    draft::Form,
    engine::{self, Live, LivePages, live_if, live_pages},
    frame::notices::{Notices, use_notices},
    host::zones,
    ids,
    reactive::{effect, memo},
    t,
};

/// The partner and the site of a visit. A site that is chosen brings its partner along.
#[component]
pub(super) fn PlaceFields(
    /// The visit.
    form: Form<Visit>,
) -> impl IntoView {
    let notices = use_notices();
    let partner = form.read(|visit| visit.partner);
    let site = form.read(|visit| visit.site);
    let partners = whole(live_pages::<PartnerView>(100, Query::Partners));
    let sites = whole(live_pages::<SiteView>(100, move |page| {
        Query::Sites(partner.get().map_or(Scope::All, Scope::Partner), page)
    }));
    let partner_choices = Signal::derive(move || {
        partners.rows().with(|rows| rows.iter().flatten().map(partner_choice).collect::<Vec<_>>())
    });
    let site_choices =
        Signal::derive(move || sites.rows().with(|rows| rows.iter().flatten().map(site_choice).collect::<Vec<_>>()));
    let name_of = |choices: Signal<Vec<Choice>>, id: Option<String>| {
        let id = id?;
        choices.with(|choices| choices.iter().find(|choice| choice.id == id).map(|choice| choice.name.clone()))
    };
    let partner_name =
        Signal::derive(move || name_of(partner_choices, partner.get().map(|id| id.to_string())).unwrap_or_default());
    let site_name =
        Signal::derive(move || name_of(site_choices, site.get().map(|id| id.to_string())).unwrap_or_default());
    let set_partner = move |id: Option<PartnerId>| {
        form.edit(move |visit| {
            if visit.partner != id {
                visit.site = None;
            }
            visit.partner = id;
        });
    };
    let on_partner = move |chosen: Chosen| match chosen {
        Chosen::Known(id) => set_partner(id.parse().ok()),
        Chosen::Nothing => set_partner(None),
        Chosen::New(name) => {
            let id: PartnerId = ids::new();
            let words = t!("partner-created", "name" => name.clone());
            create(notices, Write::new(id, vec![PartnerField::Name(name).into()]), words);
            set_partner(Some(id));
        }
    };
    let on_site = move |chosen: Chosen| match chosen {
        Chosen::Known(id) => {
            let id: Option<SiteId> = id.parse().ok();
            let of = sites.rows().with_untracked(|rows| {
                let site = rows.iter().flatten().find(|row| Some(row.found.id) == id)?;
                site.found.record.partner
            });
            form.edit(move |visit| {
                visit.site = id;
                visit.partner = of.or(visit.partner);
            });
        }
        Chosen::Nothing => form.edit(|visit| visit.site = None),
        Chosen::New(name) => {
            let id: SiteId = ids::new();
            let words = t!("site-created", "name" => name.clone());
            let of = SiteField::Partner(partner.get_untracked());
            create(notices, Write::new(id, vec![SiteField::Name(name).into(), of.into()]), words);
            form.edit(move |visit| visit.site = Some(id));
        }
    };
    view! {
        <Choose label=t!("record-partner") value=partner_name choices=partner_choices on_choose=on_partner />
        <Choose label=t!("record-site") value=site_name choices=site_choices on_choose=on_site />
    }
}

fn partner_choice(row: &PartnerView) -> Choice {
    let record = &row.found.record;
    Choice { id: row.found.id.to_string(), name: record.name.clone(), detail: record.city.clone() }
}

fn site_choice(row: &SiteView) -> Choice {
    Choice { id: row.found.id.to_string(), name: row.found.record.name.clone(), detail: row.partner.clone() }
}

/// Lets a list grow to its end: it is searched by typing.
fn whole<T: Clone + Send + Sync + 'static>(list: LivePages<T>) -> LivePages<T> {
    effect(move || {
        list.rows().track();
        if list.has_more() {
            list.more();
        }
    });
    list
}

/// Creates a record by its name.
fn create(notices: Notices, write: Write, words: String) {
    let command = engine::command_id();
    spawn_local(async move {
        let done = engine::call_as(command, Command::Write(vec![write]), Vec::new()).await;
        notices.done_or_trouble(command, words, done);
    });
}

/// The zone of the place: the visit's own, else its site's, else its partner's; empty if unknown.
pub(super) fn zone_of(form: Form<Visit>) -> Memo<String> {
    let own = form.read(|visit| visit.zone.clone());
    let (site, partner) = (form.read(|visit| visit.site), form.read(|visit| visit.partner));
    let site: Live<SiteView> = live_if(move || site.get().map(Query::Site));
    let partner: Live<PartnerView> = live_if(move || partner.get().map(Query::Partner));
    memo(move || {
        let known = zones::all();
        let own = own.get();
        let of_site = site.with(|view| view.found.record.zone.clone()).unwrap_or_default();
        let of_partner = partner.with(|view| view.found.record.zone.clone()).unwrap_or_default();
        [own, of_site, of_partner].into_iter().find(|zone| known.contains(zone)).unwrap_or_default()
    })
}
