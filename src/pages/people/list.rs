//! The list of people, and the frame that keeps it beside a person.

use floorbook_domain::{PartnerId, Record};
use floorbook_port::{ContactView, Page, PageRequest, PartnerView, Query, Scope};
use leptos::prelude::*;
use leptos_router::{
    components::{A, Outlet},
    hooks::use_location,
};

use crate::{
    components::{Avatar, EmptyState, Icon, ListRow, PageHeader, Select, Show, Split, SyncMarks, TimeThere},
    engine::{Live, Picture, live},
    frame::writers::Writers,
    pages::{
        listing::{Listing, Rows},
        paths,
    },
    reactive::memo,
    t,
    text::Label,
};

/// People on the left, one of them on the right; on a phone one of both.
#[component]
pub fn PeopleBesideDetail() -> impl IntoView {
    let path = use_location().pathname;
    let is_open = memo(move || path.with(|path| path.trim_end_matches('/') != "/people"));
    view! {
        <Split is_open list=move || view! { <PeopleList is_beside=is_open /> }>
            <Outlet />
        </Split>
    }
}

/// What stands beside the list while nobody is chosen.
#[component]
pub fn ChoosePerson() -> impl IntoView {
    view! { <p class="px-4 py-24 text-center text-muted">{t!("choose-person")}</p> }
}

#[component]
fn PeopleList(is_beside: Memo<bool>) -> impl IntoView {
    let partner = RwSignal::new(None::<PartnerId>);
    let add = move || {
        let href = move || match partner.get() {
            Some(id) => format!("/people/new?partner={id}"),
            None => "/people/new".to_owned(),
        };
        view! {
            <Writers>
                <A href=href attr:class="btn btn-primary touch">
                    <Icon shape=icondata_lu::LuPlus />
                    {t!("add-person")}
                </A>
            </Writers>
        }
    };
    let head = move || {
        if is_beside.get() {
            view! {
                <div class="flex items-center gap-2 pt-3 pb-2">
                    <h2 class="flex-1 py-2 text-xl font-semibold">{t!("people")}</h2>
                    {add()}
                </div>
            }
            .into_any()
        } else {
            view! { <PageHeader title=t!("people") actions=add /> }.into_any()
        }
    };
    let empty = move || {
        view! {
            <EmptyState icon=icondata_lu::LuUsers title=t!("no-people") text=t!("no-people-text")>
                {add()}
            </EmptyState>
        }
    };
    let query = move |page| match partner.get() {
        None => Query::Contacts(Scope::All, page),
        Some(id) => Query::Contacts(Scope::Partner(id), page),
    };
    view! {
        {move || head()}
        <ByPartner partner />
        <Listing query rows=person_rows() label=t!("people") filter=t!("filter-people") empty />
    }
}

/// All people, or those of one partner. Nothing to choose while there are no two partners.
#[component]
fn ByPartner(partner: RwSignal<Option<PartnerId>>) -> impl IntoView {
    let partners: Live<Page<PartnerView>> = live(|| Query::Partners(PageRequest::first(500)));
    let choices = memo(move || {
        let named = |view: &PartnerView| (view.found.id.to_string(), view.found.record.name.clone());
        let mut choices = vec![(String::new(), t!("all-partners"))];
        choices.extend(partners.with(|page| page.rows.iter().map(named).collect::<Vec<_>>()).unwrap_or_default());
        choices
    });
    let chosen = Signal::derive(move || partner.get().map(|id| id.to_string()).unwrap_or_default());
    view! {
        <Show when=move || choices.with(|choices| choices.len() > 2)>
            <div class="pb-2">
                <Select label=t!("partner") choices chosen on_choose=move |id| partner.set(id.parse().ok()) />
            </div>
        </Show>
    }
}

/// How people stand in a list.
pub fn person_rows() -> Rows<ContactView> {
    Rows { key, words, row }
}

fn key(view: &ContactView) -> String {
    format!("{} {} {} {:?}", view.found.id, view.found.seen, view.partner, view.thumbnail)
}

fn words(view: &ContactView) -> String {
    let contact = &view.found.record;
    let words = [&contact.name, &contact.local_name, &contact.pronunciation, &contact.title, &view.partner, &view.site];
    let words = words.into_iter().chain(&contact.tags).map(String::as_str).collect::<Vec<_>>().join(" ");
    format!("{words} {}", contact.role.label())
}

fn row(view: ContactView) -> AnyView {
    let contact = &view.found.record;
    let name = contact.title();
    let local = Some(&contact.local_name).filter(|local| !local.is_empty() && **local != name);
    let title = match (name.trim().is_empty(), local) {
        (true, _) => t!("unnamed"),
        (false, Some(local)) => format!("{name} {local}"),
        (false, None) => name.clone(),
    };
    let work = if contact.title.is_empty() { contact.role.label() } else { contact.title.clone() };
    let detail =
        [work, view.partner.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let (zone, thumbnail) = (view.zone.clone(), view.thumbnail);
    let (came_back, in_conflict) = (view.found.came_back, !view.found.conflicts.is_empty());
    let lead = move || match thumbnail {
        Some(hash) => {
            let hash = Signal::stored(Some(hash));
            view! { <Picture hash alt=String::new() class="size-10 rounded-full object-cover" /> }.into_any()
        }
        None => view! { <Avatar name=Signal::stored(name.clone()) /> }.into_any(),
    };
    let trail = move || {
        view! {
            <SyncMarks came_back in_conflict />
            <TimeThere zone=Signal::stored(zone.clone()) />
        }
    };
    view! { <ListRow href=paths::person(view.found.id) title detail lead trail /> }.into_any()
}
