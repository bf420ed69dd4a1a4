//! One partner: who they are, what is next, and their visits, people, sites and details.

use floorbook_domain::{PartnerId, Record, RecordRef};
use floorbook_port::{PartnerView, Query, Scope};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};

use super::{
    details::PartnerDetails,
    list::place_words,
    parts::{PeopleOf, SitesOf},
    shared::{IssuesOf, PromisesOf},
};
use crate::{
    components::{EmptyState, Icon, PageHeader, Show, Tabs, Time, TimeThere},
    engine::{Live, live},
    frame::writers::Writers,
    pages::{
        NotFound,
        answered::{Answered, part},
        conflicts::Conflicts,
        merge::MergedBanner,
        paths,
        removal::Removal,
        visit_rows::VisitRows,
    },
    reactive::{drawn, memo},
    t,
};

/// The partner in the page's address.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let id = paths::id_in_path::<PartnerId>();
    drawn(move || match id.get() {
        Some(id) => view! { <OnePartner id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn OnePartner(id: PartnerId) -> impl IntoView {
    let partner: Live<PartnerView> = live(move || Query::Partner(id));
    view! {
        <Answered live=partner>
            <Head id partner />
            <Removal
                record=RecordRef::from(id)
                is_deleted=part(partner, |view| view.found.deleted)
                came_back=part(partner, |view| view.found.came_back)
            />
            <MergedBanner
                record=RecordRef::from(id)
                seen=part(partner, |view| view.found.seen)
                into=part(partner, |view| view.found.same_as)
            />
            <Conflicts
                record=RecordRef::from(id)
                seen=part(partner, |view| view.found.seen)
                conflicts=part(partner, |view| view.found.conflicts.clone())
            />
            <Next id partner />
            <Parts id partner />
        </Answered>
    }
}

#[component]
fn Head(id: PartnerId, partner: Live<PartnerView>) -> impl IntoView {
    let title = part(partner, |view| view.found.record.title());
    let title = Signal::derive(move || {
        Some(title.get()).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| t!("unnamed"))
    });
    let place = part(partner, |view| place_words(&view.found.record));
    let zone = part(partner, |view| view.found.record.zone.clone());
    let below = move || {
        view! {
            <p>{place}</p>
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
                <A href=format!("/partners/{id}/edit") attr:class="btn touch">
                    <Icon shape=icondata_lu::LuPencil />
                    {t!("edit")}
                </A>
            </Writers>
        }
    };
    view! { <PageHeader title document=t!("partner") back="/partners" beside_list=true below actions /> }
}

/// What comes next with them.
#[component]
fn Next(id: PartnerId, partner: Live<PartnerView>) -> impl IntoView {
    let next = part(partner, |view| view.next_visit);
    let last = part(partner, |view| view.last_visit);
    let zone = part(partner, |view| view.found.record.zone.clone());
    let moment = move |at: Memo<Option<floorbook_domain::Instant>>, none: fn() -> String| {
        move || match at.get() {
            Some(at) => view! { <Time at=Signal::stored(at) zone /> }.into_any(),
            None => view! { <span class="text-muted">{none()}</span> }.into_any(),
        }
    };
    view! {
        <section class="my-2 flex flex-wrap items-center gap-x-8 gap-y-2 rounded-box bg-base-200 px-4 py-3" aria-label=t!("what-is-next")>
            <p class="flex flex-col">
                <span class="text-sm text-muted">{t!("next-visit")}</span>
                {moment(next, || t!("none-planned"))}
            </p>
            <p class="flex min-w-40 flex-1 flex-col">
                <span class="text-sm text-muted">{t!("last-visit")}</span>
                {moment(last, || t!("none-yet"))}
            </p>
            <Writers>
                <A href=paths::plan_visit(Some(id), None) attr:class="btn btn-primary touch">
                    {t!("visit-plan")}
                </A>
            </Writers>
        </section>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Visits,
    People,
    Sites,
    Issues,
    Promises,
    Details,
}

impl Tab {
    fn name(self) -> &'static str {
        match self {
            Tab::Visits => "visits",
            Tab::People => "people",
            Tab::Sites => "sites",
            Tab::Issues => "issues",
            Tab::Promises => "promises",
            Tab::Details => "details",
        }
    }

    fn words(self) -> String {
        match self {
            Tab::Visits => t!("visits"),
            Tab::People => t!("people"),
            Tab::Sites => t!("sites"),
            Tab::Issues => t!("issues"),
            Tab::Promises => t!("promises"),
            Tab::Details => t!("details"),
        }
    }
}

const TABS: [Tab; 6] = [Tab::Visits, Tab::People, Tab::Issues, Tab::Promises, Tab::Sites, Tab::Details];

/// The tab stands in the address, so that back and a link lead to it.
#[component]
fn Parts(id: PartnerId, partner: Live<PartnerView>) -> impl IntoView {
    let (query, navigate) = (use_query_map(), use_navigate());
    let chosen = memo(move || {
        let named = query.with(|query| query.get("tab"));
        TABS.into_iter().find(|tab| named.as_deref() == Some(tab.name())).unwrap_or(Tab::Visits)
    });
    let choose = move |tab: Tab| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("/partners/{id}?tab={}", tab.name()), options);
    };
    let tabs = TABS.map(|tab| (tab, tab.words())).to_vec();
    let plan = move || {
        view! {
            <EmptyState icon=icondata_lu::LuClipboardList title=t!("no-visits") text=t!("no-visits-text")>
                <Writers>
                    <A href=paths::plan_visit(Some(id), None) attr:class="btn touch">
                        {t!("visit-plan")}
                    </A>
                </Writers>
            </EmptyState>
        }
    };
    let panel = move || match chosen.get() {
        Tab::Visits => view! { <VisitRows scope=Scope::Partner(id) empty=plan /> }.into_any(),
        Tab::People => view! { <PeopleOf partner=id /> }.into_any(),
        Tab::Sites => view! { <SitesOf partner=id /> }.into_any(),
        Tab::Issues => view! { <IssuesOf partner=id /> }.into_any(),
        Tab::Promises => view! { <PromisesOf partner=id /> }.into_any(),
        Tab::Details => view! { <PartnerDetails id partner /> }.into_any(),
    };
    view! {
        <Tabs label=t!("about-partner") tabs chosen on_choose=choose />
        <div role="tabpanel" aria-label=move || chosen.get().words() class="py-2">{move || panel()}</div>
    }
}
