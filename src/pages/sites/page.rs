//! One site: what was said and what was seen, who works when, what it is certified for, its hall.

use floorbook_domain::{Certificate, Record, RecordRef, Site, SiteId};
use floorbook_port::{Query, Scope, SiteView};
use leptos::prelude::*;
use leptos_router::components::A;

use super::figures::FigureTable;
use crate::{
    components::{EmptyState, Facts, For, Icon, PageHeader, Show},
    engine::{Live, live},
    frame::writers::Writers,
    host::{clock, days, zones},
    pages::{
        NotFound,
        answered::{Answered, part},
        conflicts::Conflicts,
        field_words::{day_words, position_words, shift_words},
        history::HistoryLink,
        paths,
        removal::{DeleteButton, Removal},
        visit_rows::VisitRows,
    },
    reactive::{drawn, memo},
    t,
};

/// So many days before it ends a certificate is named as one to be renewed soon.
const SOON: i64 = 60;

/// The site in the page's address.
#[component]
pub fn SitePage() -> impl IntoView {
    let id = paths::id_in_path::<SiteId>();
    drawn(move || match id.get() {
        Some(id) => view! { <OneSite id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn OneSite(id: SiteId) -> impl IntoView {
    let site: Live<SiteView> = live(move || Query::Site(id));
    let record = RecordRef::from(id);
    let name = part(site, |view| view.found.record.title());
    let fields = part(site, |view| view.found.record.clone());
    let plan = move || {
        let href = paths::plan_visit(fields.with_untracked(|site| site.partner), Some(id));
        view! {
            <EmptyState icon=icondata_lu::LuClipboardList title=t!("no-visits") text=t!("no-visits-text")>
                <Writers>
                    <A href=href.clone() attr:class="btn touch">
                        {t!("visit-plan")}
                    </A>
                </Writers>
            </EmptyState>
        }
    };
    view! {
        <Answered live=site>
            <Head id site name />
            <Removal
                record
                is_deleted=part(site, |view| view.found.deleted)
                came_back=part(site, |view| view.found.came_back)
            />
            <Conflicts
                record
                seen=part(site, |view| view.found.seen)
                conflicts=part(site, |view| view.found.conflicts.clone())
            />
            <FigureTable site=fields />
            <Facts facts=Signal::derive(move || fields.with(facts)) />
            <Certificates site=fields />
            <Bare id site=fields />
            <h2 class="mt-6 text-lg font-semibold">{t!("visits")}</h2>
            <VisitRows scope=Scope::Site(id) empty=plan />
            <div class="mt-6 flex flex-wrap gap-2 border-t border-base-300 pt-4">
                <HistoryLink record />
                <DeleteButton record name back=Signal::derive(move || fields.with(back)) />
            </div>
        </Answered>
    }
}

#[component]
fn Head(id: SiteId, site: Live<SiteView>, name: Memo<String>) -> impl IntoView {
    let title =
        Signal::derive(move || if name.with(|name| name.trim().is_empty()) { t!("unnamed") } else { name.get() });
    let partner = part(site, |view| view.found.record.partner);
    let partner_name = part(site, |view| view.partner.clone());
    let back = untrack(|| site.with(|view| back(&view.found.record))).unwrap_or_default();
    let below = move || {
        partner.get().map(|id| {
            view! {
                <A href=paths::partner(id) attr:class="link inline-flex min-h-6 items-center">
                    {partner_name}
                </A>
            }
        })
    };
    let actions = move || {
        view! {
            <Writers>
                <A href=format!("/sites/{id}/edit") attr:class="btn touch">
                    <Icon shape=icondata_lu::LuPencil />
                    {t!("edit")}
                </A>
            </Writers>
        }
    };
    view! { <PageHeader title document=t!("site") back below actions /> }
}

/// The page of its partner, where the sites are.
fn back(site: &Site) -> String {
    site.partner.map_or_else(|| "/partners".to_owned(), |id| format!("{}?tab=sites", paths::partner(id)))
}

/// What to do where nothing but a name is known.
#[component]
fn Bare(id: SiteId, site: Memo<Site>) -> impl IntoView {
    let is_bare = move || {
        site.with(|site| {
            let named = Site { name: site.name.clone(), partner: site.partner, ..Site::default() };
            *site == named
        })
    };
    view! {
        <Show when=is_bare>
            <EmptyState icon=icondata_lu::LuFactory title=t!("bare-site") text=t!("bare-site-text")>
                <Writers>
                    <A href=format!("/sites/{id}/edit") attr:class="btn touch">
                        {t!("add-details")}
                    </A>
                </Writers>
            </EmptyState>
        </Show>
    }
}

fn facts(site: &Site) -> Vec<(String, String)> {
    let zone =
        if site.zone.is_empty() { String::new() } else { format!("{} ({})", zones::city(&site.zone), site.zone) };
    vec![
        (t!("address"), site.address.clone()),
        (t!("position"), site.position.map(position_words).unwrap_or_default()),
        (t!("zone"), zone),
        (t!("shifts"), site.shifts.iter().map(shift_words).collect::<Vec<_>>().join("\n")),
        (t!("areas"), site.areas.join(", ")),
        (t!("no-photo-areas"), site.no_photo_areas.join(", ")),
        (t!("protective-equipment"), site.protective_equipment.join(", ")),
        (t!("notes"), site.notes.clone()),
    ]
}

/// The certificates, those that end first on top; expired and soon by a word as well as a colour.
#[component]
fn Certificates(site: Memo<Site>) -> impl IntoView {
    let all = memo(move || {
        let mut all = site.with(|site| site.certificates.clone());
        all.sort_by_key(|certificate| (certificate.expires.is_none(), certificate.expires));
        all
    });
    let row = |certificate: Certificate| {
        let left = certificate.expires.map(|day| days::until(day, clock::minute().get_untracked()));
        let (mark, class) = match left {
            Some(..=-1) => (t!("certificate-expired"), "badge badge-error"),
            Some(0..=SOON) => (t!("certificate-soon"), "badge badge-warning"),
            _ => (String::new(), "hidden"),
        };
        view! {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
                <span class="min-w-0 flex-1">
                    <span class="block font-medium">{certificate.name}</span>
                    <span class="block text-sm text-muted empty:hidden">{certificate.number}</span>
                </span>
                <span class="text-sm">{certificate.expires.map(|day| t!("expires-on", "day" => day_words(day)))}</span>
                <span class=class>{mark}</span>
            </li>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <h2 class="mt-6 text-lg font-semibold">{t!("certificates")}</h2>
            <ul class="divide-y divide-base-300">
                <For each=move || all.get() key=|certificate| certificate.clone() children=row />
            </ul>
        </Show>
    }
}
