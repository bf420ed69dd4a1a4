//! Every screen of the app on the sample notebook, one after the other: for pictures of them, and for
//! the rules that hold on each.

use crate::door;
use crate::hub::Hub;
use crate::page::Page;
use floorbook_domain::{Kind, VisitState};
use floorbook_port::{PageRequest, Query, Scope, View, VisitSummary, Which, Whose};

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
    for sheet in sheets(planned, issue(page).await, promise(page).await) {
        open_sheet(page, hub, &sheet, &mut look).await;
    }
    for (name, path) in together(page, hub).await {
        page.open(&hub.url(path)).await;
        page.heading("").anywhere().nth(0).shows().await;
        page.rests().await;
        look(name).await;
    }
    for sheet in team_sheets() {
        open_sheet(page, hub, &sheet, &mut look).await;
    }
}

async fn open_sheet(page: &Page, hub: &Hub, sheet: &Sheet, look: &mut impl AsyncFnMut(&str)) {
    page.open(&hub.url(&sheet.path)).await;
    for button in sheet.buttons {
        page.button(button).click().await;
    }
    page.part("dialog", "").anywhere().shows().await;
    page.rests().await;
    look(sheet.name).await;
    page.button(sheet.close).nth(0).click().await;
    page.part("dialog", "").anywhere().goes().await;
}

/// Starts a notebook of one's own beside the sample, which is never synced, and connects it to the hub. Answers its
/// screens.
pub async fn together(page: &Page, hub: &Hub) -> [(&'static str, &'static str); 3] {
    page.open(&hub.url("/settings")).await;
    page.heading("Notebooks").shows().await;
    let begin = if page.says("Start a notebook").await { "Start a notebook" } else { "Open" };
    page.button(begin).click().await;
    page.heading("Today").shows().await;
    page.open(&hub.url("/sync")).await;
    page.button("Open a file").shows().await;
    page.rests().await;
    if !page.says("Stop syncing").await {
        page.button("Connect to a hub").click().await;
    }
    page.sees("Everything here is on the hub").await;
    [("today-empty", "/"), ("sync", "/sync"), ("team", "/team")]
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
        ("issues", "/issues"),
        ("promises", "/promises"),
        ("search", "/search"),
        ("search-found", "/search?q=needle"),
        ("settings", "/settings"),
        ("trash", "/trash"),
        ("doubles", "/same"),
        ("sync-alone", "/sync"),
        ("team-sample", "/team"),
        ("join", "/join"),
        ("new-visit", "/visits/new"),
        ("new-partner", "/partners/new"),
        ("new-person", "/people/new"),
        ("no-such-page", "/nowhere"),
    ];
    let mut all: Vec<(&str, String)> = fixed.map(|(name, path)| (name, path.to_owned())).into();
    let finished = visit(page, VisitState::Finished).await.expect("the sample has a finished visit");
    let (partner, site, person) = (partner(page).await, site(page).await, person(page).await);
    let (issue, promise) = (issue(page).await, promise(page).await);
    all.extend([
        ("photos", format!("{finished}/photos")),
        ("history", format!("/history/{}", history_of(&finished))),
        ("visit-finished", finished),
        ("visit-planned", visit(page, VisitState::Planned).await.expect("the sample has a planned visit")),
        ("partner-issues", format!("{partner}?tab=issues")),
        ("partner-promises", format!("{partner}?tab=promises")),
        ("edit-issue", format!("{issue}/edit")),
        ("issue", issue),
        ("edit-promise", format!("{promise}/edit")),
        ("promise", promise),
        ("edit-partner", format!("{partner}/edit")),
        ("partner", partner),
        ("edit-site", format!("{site}/edit")),
        ("site", site),
        ("edit-person", format!("{person}/edit")),
        ("person", person),
    ]);
    all
}

/// The end of the address of a visit's history.
fn history_of(visit: &str) -> String {
    visit.replace("/visits", &Kind::Visit.number().to_string())
}

/// A sheet: where it is, the buttons that open it one after the other, and the one that closes it.
struct Sheet {
    name: &'static str,
    path: String,
    buttons: &'static [&'static str],
    close: &'static str,
}

impl Sheet {
    fn new(name: &'static str, path: &str, buttons: &'static [&'static str], close: &'static str) -> Sheet {
        Sheet { name, path: path.to_owned(), buttons, close }
    }
}

/// The sheets of a visit.
fn sheets(visit: String, issue: String, promise: String) -> [Sheet; 10] {
    [
        Sheet::new("composer", &visit, &["Note"], "Close"),
        Sheet::new("camera", &visit, &["Photo"], "Close"),
        Sheet::new("voice", &visit, &["Voice"], "Close"),
        Sheet::new("person-met", &visit, &["Person"], "Close"),
        Sheet::new("issue-seen", &visit, &["Issue"], "Close"),
        Sheet::new("promise-made", &visit, &["Promise"], "Close"),
        Sheet::new("issue-step", &issue, &["Another step"], "Close"),
        Sheet::new("sign-together", &issue, &["Sign together"], "Close"),
        Sheet::new("promise-moved", &promise, &["Move"], "Close"),
        Sheet::new("promise-ended", &promise, &["Ended otherwise"], "Close"),
    ]
}

/// The sheets of a notebook that is at a hub.
fn team_sheets() -> [Sheet; 7] {
    [
        Sheet::new("invite", "/team", &["Invite"], "Close"),
        Sheet::new("invitation", "/team", &["Invite", "Make the link"], "Close"),
        Sheet::new("other-device", "/team", &["Add my other device"], "Close"),
        Sheet::new("recovery-key", "/team", &["Make a recovery key"], "Close"),
        Sheet::new("hand-over", "/sync", &["Hand over"], "Close"),
        Sheet::new("back-up", "/sync", &["Back up"], "Close"),
        Sheet::new("open-file", "/sync", &["Open a file"], "Close"),
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

async fn partner(page: &Page) -> String {
    match door::ask(page, Query::Partners(PageRequest::first(1))).await {
        Ok(View::Partners(partners)) => format!("/partners/{}", partners.rows.first().expect("a partner").found.id),
        other => panic!("the sample has no partners: {other:?}"),
    }
}

async fn site(page: &Page) -> String {
    match door::ask(page, Query::Sites(Scope::All, PageRequest::first(1))).await {
        Ok(View::Sites(sites)) => format!("/sites/{}", sites.rows.first().expect("a site").found.id),
        other => panic!("the sample has no sites: {other:?}"),
    }
}

async fn issue(page: &Page) -> String {
    match door::ask(page, Query::Issues(Whose::All, Which::Open, PageRequest::first(1))).await {
        Ok(View::Issues(issues)) => format!("/issues/{}", issues.rows.first().expect("an issue").id),
        other => panic!("the sample has no issues: {other:?}"),
    }
}

async fn promise(page: &Page) -> String {
    match door::ask(page, Query::Commitments(Whose::All, Which::Open, PageRequest::first(1))).await {
        Ok(View::Commitments(promises)) => format!("/promises/{}", promises.rows.first().expect("a promise").found.id),
        other => panic!("the sample has no promises: {other:?}"),
    }
}

async fn person(page: &Page) -> String {
    match door::ask(page, Query::Contacts(Scope::All, PageRequest::first(1))).await {
        Ok(View::Contacts(people)) => format!("/people/{}", people.rows.first().expect("a person").found.id),
        other => panic!("the sample has no people: {other:?}"),
    }
}
