//! Two people, each with a browser of their own, and the real hub between them.

use crate::steps::{open_visit, photos_of, run_a_visit, start_a_notebook, texts_of, write_a_note};
use floorbook_domain::VisitId;
use floorbook_port::{InvitationView, Query, View};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::door;
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::wait;

/// Connects the open notebook to the hub that serves the app.
pub async fn connect(page: &Page, hub: &Hub) {
    page.open(&hub.url("/sync")).await;
    page.button("Connect to a hub").click().await;
    page.sees("Everything here is on the hub").await;
}

/// Invites somebody, and answers the link as it is shown.
pub async fn invite(page: &Page, hub: &Hub) -> String {
    page.open(&hub.url("/team")).await;
    page.button("Invite").click().await;
    page.button("Make the link").click().await;
    page.button("Copy link").shows().await;
    wait::until("the hub has the invitation", async || {
        invitations(page).await.iter().all(|invitation| invitation.at_hub)
    })
    .await;
    let link = invitations(page).await.into_iter().find_map(|invitation| invitation.link).expect("a link");
    page.sees(&link).await;
    page.escapes().await;
    link
}

async fn invitations(page: &Page) -> Vec<InvitationView> {
    match door::ask(page, Query::Team).await {
        Ok(View::Team(team)) => team.invitations,
        other => panic!("the team cannot be read: {other:?}"),
    }
}

/// Opens the link as somebody new.
pub async fn join(page: &Page, link: &str, name: &str) {
    page.open(link).await;
    page.field("Your name").fill(name).await;
    page.button("Join").click().await;
    page.heading("Today").shows().await;
}

async fn shows_all(page: &Page, visit: VisitId, wanted: &[&str]) {
    wait::until(&format!("all of {wanted:?} have come"), async || {
        let texts = texts_of(page, visit).await;
        wanted.iter().all(|text| texts.iter().any(|found| found == text))
    })
    .await;
}

#[test]
fn two_people_share_a_notebook_and_see_what_the_other_writes() {
    walk("sync-two-people", async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let (laptop, phone) =
            (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone).with("--disable-features=BackForwardCache")).await);
        let (lena, minh) = (laptop.page(), phone.page());
        start_a_notebook(&lena, &hub).await;
        let visit = run_a_visit(&lena).await;
        write_a_note(&lena, "Needle 7 is worn").await;
        connect(&lena, &hub).await;
        let link = invite(&lena, &hub).await;
        join(&minh, &link, "Minh").await;
        open_visit(&minh, &hub, visit).await;
        minh.button("Needle 7 is worn").anywhere().shows().await;
        open_visit(&lena, &hub, visit).await;

        // What one writes the other sees, without a reload.
        write_a_note(&minh, "The exit is blocked").await;
        lena.button("The exit is blocked").anywhere().shows().await;
        write_a_note(&lena, "It is free again").await;
        minh.button("It is free again").anywhere().shows().await;
        assert_eq!(photos_of(&lena, visit).await, 0);
        shows_all(&minh, visit, &["Needle 7 is worn", "The exit is blocked", "It is free again"]).await;
    });
}
