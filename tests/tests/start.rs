//! The first start, and the starts after it.

use crate::steps::{called, start_a_notebook};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;

#[test]
fn a_notebook_once_started_opens_again_with_the_server_dead() {
    for size in Size::ALL {
        walk(&called("start", size), async |world| {
            let mut hub = Hub::start();
            let browser = world.browser(Launch::on(size)).await;
            let page = browser.page();
            start_a_notebook(&page, &hub).await;
            page.sees("No visit is planned").await;
            page.starts_offline().await;

            hub.kill();
            page.reload().await;
            page.heading("Today").shows().await;
            page.link("Settings").click().await;
            page.field("Your name").holds("Lena Vogt").await;

            browser.kill();
            browser.relaunch().await;
            let page = browser.page();
            page.open(&hub.url("/settings")).await;
            page.field("Your name").holds("Lena Vogt").await;

            browser.quit().await;
            browser.relaunch().await;
            let page = browser.page();
            page.open(&hub.url("/")).await;
            page.heading("Today").shows().await;
        });
    }
}

#[test]
fn a_name_is_asked_for_before_anything_is_begun() {
    walk("start-without-a-name", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let page = browser.page();
        page.open(&hub.url("/")).await;
        page.button("Start a notebook").click().await;
        page.sees("Write your name first.").await;
        page.presses("Lena").await;
        page.field("Your name").holds("Lena").await;
        page.sees_no("Write your name first.").await;
    });
}
