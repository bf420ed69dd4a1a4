//! Every screen of the app on the sample notebook, one after the other: for pictures of them, and for
//! the rules that hold on each.

use crate::door;
use crate::hub::Hub;
use crate::page::Page;
use floorbook_domain::VisitState;
use floorbook_port::{PageRequest, Query, Scope, View, VisitSummary};

/// Light and dark.
pub const THEMES: [&str; 2] = ["light", "dark"];

/// Opens each screen of the notebook in turn, and calls `look` with its name.
pub async fn each(page: &Page, hub: &Hub, mut look: impl AsyncFnMut(&str)) {
    for (name, path) in addresses(page).await {
        page.open(&hub.url(&path)).await;
        page.heading("").anywhere().nth(0).shows().await;
        page.rests().await;
        look(name).await;
    }
    // The sample's next visit is planned: it starts, as its visitor would start it.
    let planned = visit(page, VisitState::Planned).await.expect("the sample has a planned visit");
    page.open(&hub.url("/")).await;
    page.button("Start visit").click().await;
    page.sees("Running for").await;
    for (name, path) in [("today-running", "/".to_owned()), ("visit-running", planned.clone())] {
        page.open(&hub.url(&path)).await;
        page.sees(if path == "/" { "Continue visit" } else { "Finish visit" }).await;
        page.rests().await;
        look(name).await;
    }
    for (name, path, button, close) in sheets(planned) {
        page.open(&hub.url(&path)).await;
        page.button(button).click().await;
        page.part("dialog", "").anywhere().shows().await;
        page.rests().await;
        look(name).await;
        page.button(close).nth(0).click().await;
        page.part("dialog", "").anywhere().goes().await;
    }
}

/// The screens that have an address.
pub async fn addresses(page: &Page) -> Vec<(&'static str, String)> {
    let fixed = [
        ("today", "/"),
        ("visits", "/visits"),
        ("plan-a-visit", "/visits?do=plan"),
        ("unsorted", "/unsorted"),
        ("partners", "/partners"),
        ("people", "/people"),
        ("search", "/search"),
        ("search-found", "/search?q=needle"),
        ("settings", "/settings"),
        ("trash", "/trash"),
        ("no-such-page", "/nowhere"),
    ];
    let mut all: Vec<(&str, String)> = fixed.map(|(name, path)| (name, path.to_owned())).into();
    for (name, path) in [
        ("visit-finished", visit(page, VisitState::Finished).await),
        ("visit-planned", visit(page, VisitState::Planned).await),
        ("partner", partner(page).await),
        ("site", site(page).await),
        ("person", person(page).await),
    ] {
        all.extend(path.map(|path| (name, path)));
    }
    all
}

/// The sheets: where they are, the button that opens each, and the one that closes it.
fn sheets(visit: String) -> Vec<(&'static str, String, &'static str, &'static str)> {
    vec![
        ("composer", visit.clone(), "Note", "Close"),
        ("camera", visit.clone(), "Photo", "Close"),
        ("voice", visit.clone(), "Voice", "Close"),
        ("person-met", visit, "Person", "Close"),
    ]
}

async fn visit(page: &Page, state: VisitState) -> Option<String> {
    let Ok(View::Visits(visits)) = door::ask(page, Query::Visits(Scope::All, PageRequest::first(50))).await else {
        return None;
    };
    let newest = visits.rows.into_iter().filter(|visit: &VisitSummary| visit.state == state);
    let fullest = newest.max_by_key(|visit| visit.observations)?;
    Some(format!("/visits/{}", fullest.id))
}

async fn partner(page: &Page) -> Option<String> {
    match door::ask(page, Query::Partners(PageRequest::first(1))).await {
        Ok(View::Partners(partners)) => partners.rows.first().map(|row| format!("/partners/{}", row.found.id)),
        _ => None,
    }
}

async fn site(page: &Page) -> Option<String> {
    match door::ask(page, Query::Sites(Scope::All, PageRequest::first(1))).await {
        Ok(View::Sites(sites)) => sites.rows.first().map(|row| format!("/sites/{}", row.found.id)),
        _ => None,
    }
}

async fn person(page: &Page) -> Option<String> {
    match door::ask(page, Query::Contacts(Scope::All, PageRequest::first(1))).await {
        Ok(View::Contacts(people)) => people.rows.first().map(|row| format!("/people/{}", row.found.id)),
        _ => None,
    }
}
