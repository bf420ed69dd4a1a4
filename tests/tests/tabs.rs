//! Several tabs, one notebook: what one writes the others show, and when the tab that holds it is
//! gone, another goes on and nothing is lost.

use crate::steps::{open_visit, run_a_visit, start_a_notebook, texts_of, write_a_note};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::wait;

#[test]
fn two_tabs_write_side_by_side_and_show_what_the_other_wrote() {
    walk("tabs-side-by-side", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Laptop)).await;
        let first = browser.page();
        start_a_notebook(&first, &hub).await;
        let visit = run_a_visit(&first).await;
        let second = browser.new_page().await;
        open_visit(&second, &hub, visit).await;

        write_a_note(&first, "Written in the first tab").await;
        second.button("Written in the first tab").anywhere().shows().await;
        write_a_note(&second, "Written in the second tab").await;
        first.button("Written in the second tab").anywhere().shows().await;

        // Both open the same note, and both write into it.
        first.button("Written in the first tab").anywhere().click().await;
        second.button("Written in the first tab").anywhere().click().await;
        first.field("What you noticed").holds("Written in the first tab").await;
        second.field("What you noticed").types(", and on in the second").await;
        second.button("Done").click().await;
        first.field("What you noticed").types(", and on in the first").await;
        first.button("Done").click().await;
        first.dialog("Edit note").goes().await;
        for page in [&first, &second] {
            page.sees("and on in the first").await;
            page.sees("and on in the second").await;
        }
    });
}

#[test]
fn when_the_tab_that_holds_the_notebook_is_closed_another_goes_on() {
    walk("tabs-closed", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let first = browser.page();
        start_a_notebook(&first, &hub).await;
        let visit = run_a_visit(&first).await;
        let second = browser.new_page().await;
        open_visit(&second, &hub, visit).await;
        write_a_note(&first, "Before the first tab was closed").await;

        // Typed, not done: closing keeps it.
        first.button("Note").click().await;
        first.field("What you noticed").types("Typed as the first tab was closed").await;
        first.sees("Saved on this device").await;
        first.close().await;

        write_a_note(&second, "After the first tab was closed").await;
        second.button("Before the first tab was closed").anywhere().shows().await;
        let third = browser.new_page().await;
        open_visit(&third, &hub, visit).await;
        all_are_there(&third, visit, &["Typed as the first", "Before the first", "After the first"]).await;
    });
}

#[test]
fn when_the_tab_that_holds_the_notebook_crashes_another_goes_on() {
    walk("tabs-crashed", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Laptop)).await;
        let first = browser.page();
        start_a_notebook(&first, &hub).await;
        let visit = run_a_visit(&first).await;
        let second = browser.new_page().await;
        open_visit(&second, &hub, visit).await;

        first.button("Note").click().await;
        first.field("What you noticed").types("Typed as the first tab crashed").await;
        first.sees("Saved on this device").await;
        second.button("Note").click().await;
        second.field("What you noticed").types("Typed before, ").await;
        first.crash().await;
        second.field("What you noticed").types("and after the other tab crashed").await;
        second.sees("Saved on this device").await;
        second.button("Done").click().await;
        second.dialog("Note").goes().await;
        second.button("Typed before, and after the other tab crashed").anywhere().shows().await;

        browser.kill();
        browser.relaunch().await;
        let page = browser.page();
        open_visit(&page, &hub, visit).await;
        let all = ["Typed as the first tab crashed", "Typed before, and after the other tab crashed"];
        all_are_there(&page, visit, &all).await;
    });
}

async fn all_are_there(page: &Page, visit: floorbook_domain::VisitId, wanted: &[&str]) {
    wait::until(&format!("all of {wanted:?} are there"), async || {
        let texts = texts_of(page, visit).await;
        wanted.iter().all(|start| texts.iter().filter(|text| text.starts_with(start)).count() == 1)
    })
    .await;
}
