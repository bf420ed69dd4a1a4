//! Capture first, sort later: several visits a day, notes moved and named afterwards, partners that turn
//! out to be the same. Everything can be taken back.

use crate::steps::{run_a_visit, start_a_notebook, write_a_note};
use floorbook_domain::{PartnerField, PartnerId, VisitId};
use floorbook_port::{Command, Write};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::door;
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;

#[test]
fn a_second_visit_asks_what_becomes_of_the_first() {
    walk("second-visit", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        let first = run_a_visit(&page).await;

        page.link("Visits").within("navigation", "Main").click().await;
        page.button("Start visit").click().await;
        page.dialog("Another visit is running").shows().await;
        page.button("Leave it running").click().await;
        page.dialog("Another visit is running").goes().await;
        page.link("Visits").within("navigation", "Main").click().await;
        page.sees_no("Paused").await;

        page.button("Start visit").click().await;
        page.button("Pause it, and start this one").click().await;
        page.sees("Running for").await;
        let second = page.path().await;
        assert!(!second.ends_with(&first.to_string()), "the second visit is opened");
        page.link("Visits").within("navigation", "Main").click().await;
        page.sees("Paused").await;

        // A visit that is over takes additions.
        page.open(&hub.url(&second)).await;
        page.button("Finish visit").click().await;
        page.part("region", "What was captured").shows().await;
        write_a_note(&page, "Remembered on the way to the car").await;
    });
}

#[test]
fn notes_are_sorted_afterwards_and_all_of_it_is_taken_back() {
    walk("sorting", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        let visit = run_a_visit(&page).await;
        for note in ["Needle log missing", "Exit four blocked"] {
            write_a_note(&page, note).await;
        }
        page.heading("No area").at_start().shows().await;

        select_all(&page).await;
        page.button("Area").within("region", "Selection").click().await;
        page.button("Knitting").within("dialog", "Give an area").click().await;
        page.sees("2 now in Knitting").await;
        page.heading("Knitting").at_start().shows().await;
        page.button("Undo").click().await;
        page.heading("No area").at_start().shows().await;

        select_all(&page).await;
        page.button("Delete").within("region", "Selection").click().await;
        page.sees("2 notes deleted").await;
        page.button("Needle log missing").anywhere().goes().await;
        page.button("Undo").nth(0).click().await;
        both_are_there(&page).await;

        select_all(&page).await;
        page.button("Move").within("region", "Selection").click().await;
        page.button("Unsorted").within("dialog", "Move to a visit").click().await;
        page.button("Needle log missing").anywhere().goes().await;
        page.open(&hub.url("/unsorted")).await;
        both_are_there(&page).await;
        select_all(&page).await;
        page.button("Move").within("region", "Selection").click().await;
        page.button("A visit without a name").at_start().within("dialog", "Move to a visit").click().await;
        page.sees("Nothing is unsorted").await;
        open(&page, &hub, visit).await;
        both_are_there(&page).await;
    });
}

async fn select_all(page: &Page) {
    page.button("Select").click().await;
    page.button("All").within("region", "Selection").click().await;
    page.sees("2 selected").await;
}

async fn both_are_there(page: &Page) {
    for note in ["Needle log missing", "Exit four blocked"] {
        page.button(note).anywhere().shows().await;
    }
}

async fn open(page: &Page, hub: &Hub, visit: VisitId) {
    page.open(&hub.url(&format!("/visits/{visit}"))).await;
    page.button("Note").shows().await;
}

#[test]
fn two_partners_that_are_the_same_become_one_and_part_again() {
    walk("same-partners", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Laptop)).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        let (one, other) = (PartnerId::new(1, [1; 10]), PartnerId::new(1, [2; 10]));
        for (id, name) in [(one, "Sông Hồng Knit"), (other, "Song Hong Knitting")] {
            let write = Write::new(id, vec![PartnerField::Name(name.into()).into()]);
            door::call(&page, Command::Write(vec![write])).await.expect("a partner is written");
        }
        page.open(&hub.url(&format!("/partners/{one}"))).await;
        page.part("tab", "Details").click().await;
        page.button("Same as…").click().await;
        page.field("Search").within("dialog", "Sông Hồng Knit is the same as…").types("song hong").await;
        page.button("Song Hong Knitting").at_start().within("dialog", "Sông Hồng Knit is the same as…").click().await;
        page.button("Keep “Sông Hồng Knit”").click().await;
        page.sees("They are one now").await;
        page.link("Song Hong Knitting").at_start().goes().await;
        page.open(&hub.url(&format!("/partners/{other}"))).await;
        page.sees("This is the same as").await;
        page.button("Part again").nth(0).click().await;
        page.sees("Parted again").await;
        page.open(&hub.url("/partners")).await;
        for name in ["Sông Hồng Knit", "Song Hong Knitting"] {
            page.link(name).at_start().shows().await;
        }
    });
}
