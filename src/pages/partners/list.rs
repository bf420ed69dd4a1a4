//! The list of partners, and the frame that keeps it beside a partner or a site.

use floorbook_domain::Record;
use floorbook_port::{PartnerView, Query};
use leptos::prelude::*;
use leptos_router::{
    components::{A, Outlet},
    hooks::use_location,
};

use crate::{
    components::{EmptyState, Icon, ListRow, PageHeader, Split, SyncMarks, TimeThere},
    frame::writers::Writers,
    host::names,
    pages::{
        listing::{Listing, Rows},
        paths,
    },
    reactive::memo,
    t,
};

/// Partners on the left, one of them or one of their sites on the right; on a phone one of both.
#[component]
pub fn PartnersBesideDetail() -> impl IntoView {
    let path = use_location().pathname;
    let is_open = memo(move || path.with(|path| path.trim_end_matches('/') != "/partners"));
    view! {
        <Split is_open list=move || view! { <PartnerList is_beside=is_open /> }>
            <Outlet />
        </Split>
    }
}

/// What stands beside the list while no partner is chosen.
#[component]
pub fn ChoosePartner() -> impl IntoView {
    view! { <p class="px-4 py-24 text-center text-muted">{t!("choose-partner")}</p> }
}

#[component]
fn PartnerList(is_beside: Memo<bool>) -> impl IntoView {
    let add = move || {
        view! {
            <Writers>
                <A href="/partners/new" attr:class="btn btn-primary touch">
                    <Icon shape=icondata_lu::LuPlus />
                    {t!("add-partner")}
                </A>
            </Writers>
        }
    };
    let head = move || {
        if is_beside.get() {
            view! {
                <div class="flex items-center gap-2 pt-3 pb-2">
                    <h2 class="flex-1 py-2 text-xl font-semibold">{t!("partners")}</h2>
                    {add()}
                </div>
            }
            .into_any()
        } else {
            view! { <PageHeader title=t!("partners") actions=add /> }.into_any()
        }
    };
    let empty = move || {
        view! {
            <EmptyState icon=icondata_lu::LuFactory title=t!("no-partners") text=t!("no-partners-text")>
                {add()}
            </EmptyState>
        }
    };
    let rows = Rows { key, words, row };
    view! {
        {move || head()}
        <Listing query=Query::Partners rows label=t!("partners") filter=t!("filter-partners") empty />
    }
}

fn key(view: &PartnerView) -> String {
    format!("{} {}", view.found.id, view.found.seen)
}

fn words(view: &PartnerView) -> String {
    let partner = &view.found.record;
    let mut words =
        vec![partner.name.clone(), partner.local_name.clone(), partner.city.clone(), names::country(&partner.country)];
    words.extend(partner.products.iter().chain(&partner.tags).cloned());
    words.join(" ")
}

fn row(view: PartnerView) -> AnyView {
    let (came_back, in_conflict) = (view.found.came_back, !view.found.conflicts.is_empty());
    let partner = view.found.record;
    let name = partner.title();
    let title = if name.trim().is_empty() { t!("unnamed") } else { name };
    let zone = partner.zone.clone();
    let trail = move || {
        view! {
            <SyncMarks came_back in_conflict />
            <TimeThere zone=Signal::stored(zone.clone()) />
        }
    };
    view! { <ListRow href=paths::partner(view.found.id) title detail=place_words(&partner) trail /> }.into_any()
}

/// Where a partner is, after the name in its own script: `松江毛衫 · Shanghai, China`.
pub fn place_words(partner: &floorbook_domain::Partner) -> String {
    let country = if partner.country.is_empty() { String::new() } else { names::country(&partner.country) };
    let place =
        [partner.city.clone(), country].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let parts = [partner.local_name.clone(), place].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
