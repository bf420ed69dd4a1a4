//! The first start, and the starts after it.

use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;

#[test]
fn the_app_loads() {
    walk("the-app-loads", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let page = browser.page();
        page.open(&hub.url("/")).await;
        page.sees("Your name").await;
    });
}
