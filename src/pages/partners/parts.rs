//! The people and the sites of a partner.

use floorbook_domain::{PartnerId, Record};
use floorbook_port::{ContactView, Query, Scope, SiteView};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    components::{EmptyState, For, Icon, ListRow, Show, SyncMarks},
    engine::live_pages,
    frame::writers::Writers,
    pages::{listing::Listing, paths, people::person_rows},
    t,
};

/// The people of a partner.
#[component]
pub fn PeopleOf(
    /// Whose.
    partner: PartnerId,
) -> impl IntoView {
    let href = format!("/people/new?partner={partner}");
    let href = StoredValue::new(href);
    let add = move || {
        view! {
            <Writers>
                <A href=href.get_value() attr:class="btn touch">
                    <Icon shape=icondata_lu::LuPlus />
                    {t!("add-person")}
                </A>
            </Writers>
        }
    };
    let people = live_pages::<ContactView>(1, move |page| Query::Contacts(Scope::Partner(partner), page));
    let empty = move || {
        view! {
            <EmptyState icon=icondata_lu::LuUsers title=t!("no-people-here") text=t!("no-people-here-text")>
                {add()}
            </EmptyState>
        }
    };
    view! {
        <Listing
            query=move |page| Query::Contacts(Scope::Partner(partner), page)
            rows=person_rows()
            label=t!("people")
            filter=t!("filter-people")
            empty
        />
        <Show when=move || !people.is_empty()>{move || add()}</Show>
    }
}

/// The sites of a partner.
#[component]
pub fn SitesOf(
    /// Whose.
    partner: PartnerId,
) -> impl IntoView {
    let add = move || {
        view! {
            <Writers>
                <A href=format!("/sites/new?partner={partner}") attr:class="btn touch">
                    <Icon shape=icondata_lu::LuPlus />
                    {t!("add-site")}
                </A>
            </Writers>
        }
    };
    let sites = live_pages::<SiteView>(100, move |page| Query::Sites(Scope::Partner(partner), page));
    let empty = move || {
        view! {
            <EmptyState icon=icondata_lu::LuMapPin title=t!("no-sites") text=t!("no-sites-text")>
                {add()}
            </EmptyState>
        }
    };
    view! {
        <Show when=move || !sites.is_empty() fallback=empty>
            <ul class="-mx-3 py-2" aria-label=t!("sites")>
                <For
                    each=move || sites.rows().get().unwrap_or_default()
                    key=|site| format!("{} {}", site.found.id, site.found.seen)
                    children=site_row
                />
            </ul>
            {move || add()}
        </Show>
    }
}

fn site_row(view: SiteView) -> AnyView {
    let name = view.found.record.title();
    let title = if name.trim().is_empty() { t!("unnamed") } else { name };
    let visits = t!("count-visits", "count" => view.visits);
    let (came_back, in_conflict) = (view.found.came_back, !view.found.conflicts.is_empty());
    let trail = move || {
        let visits = visits.clone();
        view! {
            <SyncMarks came_back in_conflict />
            " "
            {visits}
        }
    };
    view! { <ListRow href=paths::site(view.found.id) title detail=view.found.record.address.clone() trail /> }
        .into_any()
}
