//! The first start, and the starts after it.

use crate::steps::{called, run_a_visit, start_a_notebook, texts_of, write_a_note};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::origin::{InShell, Origin};

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
fn the_desktop_app_finds_everything_again_however_it_ended() {
    walk("start-shell", async |world| {
        let app = world.browser(Launch::shell()).await;
        start_a_notebook(&app.page(), &InShell).await;
        // No keychain answers here, and the person is told what that means.
        app.page().sees("This system has no keychain").await;
        let visit = run_a_visit(&app.page()).await;
        write_a_note(&app.page(), "Needle log is empty").await;

        app.kill();
        app.relaunch().await;
        let page = app.page();
        page.open(&InShell.url("/")).await;
        page.heading("Today").shows().await;
        assert_eq!(texts_of(&page, visit).await, ["Needle log is empty"]);

        page.link("Settings").within("navigation", "Main").click().await;
        page.field("Your name").holds("Lena Vogt").await;
        page.choice("Dark").click().await;
        page.sees("so its key lies in a file beside it").await;
        app.quit().await;
        app.relaunch().await;
        let page = app.page();
        page.open(&InShell.url("/settings")).await;
        page.field("Your name").holds("Lena Vogt").await;
        let theme = page.execute("return document.documentElement.dataset.theme", vec![]).await;
        assert_eq!(theme.expect("the page answers"), "floorbook-dark", "what was set is kept");
    });
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
