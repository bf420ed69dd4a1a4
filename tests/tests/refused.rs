//! Where nothing can be kept the app says why and what to do, and pretends nothing.

use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;

#[test]
fn an_address_that_is_not_secure_is_named() {
    walk("refused-insecure", async |world| {
        let hub = Hub::start();
        let launch = Launch::on(Size::Phone).with("--host-resolver-rules=MAP floorbook.test 127.0.0.1");
        let browser = world.browser(launch).await;
        let page = browser.page();
        page.open(&format!("http://floorbook.test:{}/", hub.port)).await;
        page.heading("This address is not secure, so the browser does not let Floorbook store anything").shows().await;
        page.sees("Open Floorbook by its https address").await;
        page.sees("Nothing was stored here, so nothing is lost.").await;
        assert!(!page.field("Your name").is_there().await, "a notebook is offered that could not be kept");
    });
}

#[test]
fn storage_that_is_denied_is_named() {
    walk("refused-denied", async |world| {
        let hub = Hub::start();
        let deny = Launch::on(Size::Phone).preferring("profile.default_content_setting_values.cookies", 2);
        let browser = world.browser(deny).await;
        let page = browser.page();
        page.open(&hub.url("/")).await;
        page.heading("The browser denies Floorbook its storage").shows().await;
        page.sees("allow this site to store data").await;
        assert!(!page.field("Your name").is_there().await, "a notebook is offered that could not be kept");
        page.button("Load the page again").click().await;
        page.heading("The browser denies Floorbook its storage").shows().await;
    });
}

#[test]
fn a_browser_without_files_of_its_own_is_named() {
    walk("refused-no-opfs", async |world| {
        let hub = Hub::start();
        let without = Launch::on(Size::Laptop).with("--disable-blink-features=FileSystemAccessOriginPrivate");
        let browser = world.browser(without).await;
        let page = browser.page();
        page.open(&hub.url("/")).await;
        page.heading("This browser is too old to keep a notebook").shows().await;
    });
}
