//! A passphrase that locks a device: without it nothing opens, with it everything is there.

use crate::steps::{called, start_a_notebook};
use floorbook_tests::browser::{Browser, Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::origin::{InShell, Origin};
use floorbook_tests::page::Page;

const FIRST: &str = "correct horse battery";
const SECOND: &str = "two looms and a kettle";

#[test]
fn a_locked_device_opens_by_its_passphrase_alone() {
    for size in Size::ALL {
        // Once its last tab is loaded anew, nobody knows the key any more.
        let again = async |browser: &Browser, _: &Hub| {
            browser.page().reload().await;
            browser.page()
        };
        opens_by_its_passphrase_alone(&called("lock", size), Launch::on(size), &Hub::start(), again);
    }
}

#[test]
fn a_locked_desktop_app_opens_by_its_passphrase_alone() {
    // The app asks when it is started.
    let again = async |app: &Browser, at: &InShell| {
        app.quit().await;
        app.relaunch().await;
        app.page().open(&at.url("/settings")).await;
        app.page()
    };
    opens_by_its_passphrase_alone("lock-shell", Launch::shell(), &InShell, again);
}

fn opens_by_its_passphrase_alone<At: Origin>(
    name: &str,
    launch: Launch,
    at: &At,
    again: impl AsyncFn(&Browser, &At) -> Page,
) {
    walk(name, async |world| {
        let browser = world.browser(launch).await;
        let page = browser.page();
        start_a_notebook(&page, at).await;
        page.open(&at.url("/settings")).await;
        page.button("Lock with a passphrase").click().await;
        page.field("New passphrase").fill("short").await;
        page.sees("At least 8 characters.").await;
        page.field("New passphrase").fill(FIRST).await;
        page.button("Lock").click().await;
        page.sees("Locked. Floorbook asks for the passphrase when it is started next.").await;

        let page = again(&browser, at).await;
        page.heading("Locked").shows().await;
        page.field("Passphrase").fill("correct horse butter").await;
        page.button("Unlock").click().await;
        page.sees("This is not the passphrase.").await;
        unlock(&page, FIRST).await;
        page.field("Your name").holds("Lena Vogt").await;

        // It asks after a crash, too, and the passphrase can be changed.
        browser.kill();
        browser.relaunch().await;
        let page = browser.page();
        page.open(&at.url("/settings")).await;
        unlock(&page, FIRST).await;
        page.button("Change the passphrase").click().await;
        page.field("New passphrase").fill(SECOND).await;
        page.button("Lock").click().await;
        page.sees("Locked. Floorbook asks for the passphrase when it is started next.").await;

        browser.quit().await;
        browser.relaunch().await;
        let page = browser.page();
        page.open(&at.url("/settings")).await;
        page.field("Passphrase").fill(FIRST).await;
        page.button("Unlock").click().await;
        page.sees("This is not the passphrase.").await;
        unlock(&page, SECOND).await;
        page.button("Remove the lock").click().await;
        page.button("Remove the lock").within("dialog", "Remove the lock?").click().await;
        page.sees("The lock was removed.").await;

        let page = again(&browser, at).await;
        page.field("Your name").holds("Lena Vogt").await;
        page.sees_no("Unlock").await;
    });
}

#[test]
fn one_tab_is_told_the_passphrase_and_all_go_on() {
    walk("lock-tabs", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Laptop)).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        page.open(&hub.url("/settings")).await;
        page.button("Lock with a passphrase").click().await;
        page.field("New passphrase").fill(FIRST).await;
        page.button("Lock").click().await;
        page.sees("Locked. Floorbook asks for the passphrase when it is started next.").await;
        browser.quit().await;
        browser.relaunch().await;

        // Both ask; the second one is told.
        let first = browser.page();
        first.open(&hub.url("/")).await;
        first.heading("Locked").shows().await;
        let second = browser.new_page().await;
        second.open(&hub.url("/")).await;
        second.heading("Locked").shows().await;
        unlock(&second, FIRST).await;
        second.heading("Today").shows().await;
        first.heading("Today").shows().await;

        // A third one is not asked, nor is the one that goes on when the tab that was told is gone.
        let third = browser.new_page().await;
        third.open(&hub.url("/")).await;
        third.heading("Today").shows().await;
        second.close().await;
        third.link("Settings").click().await;
        third.field("Your name").holds("Lena Vogt").await;
        first.link("Settings").click().await;
        first.field("Your name").holds("Lena Vogt").await;

        // The last tab takes the key with it.
        third.close().await;
        first.reload().await;
        first.heading("Locked").shows().await;
        unlock(&first, FIRST).await;
        first.field("Your name").holds("Lena Vogt").await;
    });
}

async fn unlock(page: &Page, passphrase: &str) {
    page.field("Passphrase").fill(passphrase).await;
    page.button("Unlock").click().await;
    page.heading("Locked").goes().await;
}
