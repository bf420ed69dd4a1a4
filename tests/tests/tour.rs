//! A day at a factory with no connection: everything that a visit needs, from the first start on,
//! with the server dead after the first load.

use crate::steps::{called, start_a_notebook};
use floorbook_tests::browser::{Browser, Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::origin::{InShell, Origin};
use floorbook_tests::page::Page;
use floorbook_tests::picture;
use std::path::Path;

pub const PARTNER: &str = "Sông Hồng Knit";
pub const CONCERN: &str = "Needle log has no entries since Monday";
pub const CHINESE: &str = "现场检查发现张力不稳定";
pub const VIETNAMESE: &str = "Kiểm tra lại máy số ba";
pub const PERSON: &str = "Nguyễn Thị Hương";

#[test]
fn a_whole_tour_on_a_phone_with_the_server_dead() {
    tour(Size::Phone);
}

#[test]
fn a_whole_tour_on_a_laptop_with_the_server_dead() {
    tour(Size::Laptop);
}

fn tour(size: Size) {
    walk(&called("tour", size), async |world| {
        let mut hub = Hub::start();
        let browser = world.browser(Launch::on(size).with_camera_and_microphone()).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        page.starts_offline().await;
        hub.kill();
        a_day(&browser, &hub, world.folder()).await;
    });
}

#[test]
fn a_whole_tour_in_the_desktop_app() {
    walk("tour-shell", async |world| {
        let browser = world.browser(Launch::shell()).await;
        start_a_notebook(&browser.page(), &InShell).await;
        a_day(&browser, &InShell, world.folder()).await;
    });
}

async fn a_day(browser: &Browser, at: &impl Origin, folder: &Path) {
    let page = browser.page();
    plan_and_start(&page).await;
    write_notes(&page).await;
    take_photos(&page, folder).await;
    record_a_memo(&page).await;
    write_a_person_down(&page).await;
    finish(&page).await;
    everything_is_found(&page).await;

    page.reload().await;
    everything_is_there(&page).await;
    browser.kill();
    browser.relaunch().await;
    let page = browser.page();
    page.open(&at.url("/")).await;
    everything_is_there(&page).await;
    everything_is_found(&page).await;
}

pub async fn plan_and_start(page: &Page) {
    page.link("Plan a visit").click().await;
    page.heading("Plan a visit").shows().await;
    page.field("Partner").fill(&format!("{PARTNER}\n")).await;
    page.sees("Partner “Sông Hồng Knit” created").await;
    page.field("Site").fill("Hall 2\n").await;
    page.sees("Site “Hall 2” created").await;
    page.field("Purpose").fill("First bulk of the winter cardigan").await;
    page.field("Time zone of the place").fill("Asia/Ho_Chi_Minh").await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.heading("Sông Hồng Knit · Hall 2").shows().await;

    page.link("Today").within("navigation", "Main").click().await;
    page.sees("Next visit").await;
    page.button("Start visit").click().await;
    page.sees("Running for").await;
    page.sees("in Ho Chi Minh").await;
    page.sees("at home").await;
}

pub async fn write_notes(page: &Page) {
    page.button("Note").click().await;
    page.dialog("Note").shows().await;
    // The cursor is in it at once.
    page.presses(CONCERN).await;
    page.field("What you noticed").holds(CONCERN).await;
    page.choice("Linking").click().await;
    page.choice("Concern").click().await;
    page.choice("Major").click().await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.dialog("Note").goes().await;
    page.heading("Linking").at_start().shows().await;
    page.button(CONCERN).anywhere().shows().await;

    for text in [CHINESE, VIETNAMESE] {
        page.button("Note").click().await;
        page.field("What you noticed").types(text).await;
        // The area stays within a visit; kind and severity do not.
        assert_eq!(chosen(page).await, ["Linking", "Fact", "None"], "the chips of the next note");
        page.sees("Saved on this device").await;
        page.button("Done").click().await;
        page.dialog("Note").goes().await;
        page.sees(text).await;
    }
}

/// The chips that are chosen now: area, kind, severity.
async fn chosen(page: &Page) -> Vec<String> {
    const CHOSEN: &str = "const modal = [...document.querySelectorAll('dialog:modal')].pop();
        const pressed = [...modal.querySelectorAll('button[aria-pressed=true]')].map((one) => one.textContent);
        const checked = [...modal.querySelectorAll('input[type=radio]:checked')].map((one) => one.labels[0].textContent);
        return [...pressed, ...checked].map((text) => text.trim());";
    let chosen = page.execute(CHOSEN, vec![]).await.expect("the composer is open");
    serde_json::from_value(chosen).expect("chips are called by words")
}

pub async fn take_photos(page: &Page, folder: &Path) {
    let mut files = picture::files(folder, 2, 1_600, 1_200);
    let turned = folder.join("turned.jpg");
    std::fs::write(&turned, picture::jpeg_taken(77, 1_200, 900, "2026:03:02 10:15:00")).expect("a photo is written");
    files.push(turned);

    page.button("Photo").click().await;
    page.dialog("Photo").shows().await;
    page.part("file", "Files").choose_files(&files).await;
    page.sees("3 saved").await;
    // The camera stays open between shots.
    page.button("Take photo").click().await;
    page.sees("4 saved").await;
    page.button("Take photo").click().await;
    page.sees("5 saved").await;
    page.button("Close").click().await;
    page.dialog("Photo").goes().await;
    page.button("Photo, ").at_start().nth(4).shows().await;
}

pub async fn record_a_memo(page: &Page) {
    page.button("Voice").click().await;
    page.dialog("Voice").shows().await;
    page.sees("Recording").await;
    page.sees("0:02").await;
    page.button("Stop").click().await;
    page.dialog("Voice").goes().await;
    page.sees("Voice memo of 0:0").await;
    page.button("Play").shows().await;
}

pub async fn write_a_person_down(page: &Page) {
    page.button("Person").click().await;
    page.dialog("Person").shows().await;
    page.presses(PERSON).await;
    page.field("Name").holds(PERSON).await;
    page.choice("Supervisor").click().await;
    page.field("How to say it").fill("hoong").await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.dialog("Person").goes().await;
}

pub async fn finish(page: &Page) {
    page.button("Finish visit").click().await;
    page.part("region", "What was captured").shows().await;
    page.sees("5 photos, 1 voice memo").await;
    page.sees("To follow up").await;
}

async fn everything_is_there(page: &Page) {
    page.link("Visits").within("navigation", "Main").click().await;
    page.link(PARTNER).at_start().click().await;
    page.heading("Sông Hồng Knit · Hall 2").shows().await;
    page.sees("5 photos, 1 voice memo").await;
    for words in [CONCERN, CHINESE, VIETNAMESE] {
        page.button(words).anywhere().nth(0).shows().await;
    }
    page.button("Photo, ").at_start().nth(4).shows().await;
    page.button("Play").shows().await;

    page.link("People").within("navigation", "Main").click().await;
    page.link(PERSON).at_start().click().await;
    page.sees("hoong").await;
    page.sees("Supervisor").await;
}

pub async fn everything_is_found(page: &Page) {
    page.link("Search").within("navigation", "Main").click().await;
    for (typed, found) in [
        ("张", CHINESE),
        ("kiem tra may", VIETNAMESE),
        ("needle lo", CONCERN),
        ("huong", PERSON),
        ("song hong", PARTNER),
    ] {
        page.field("Search in everything").fill(typed).await;
        page.link(found).anywhere().nth(0).shows().await;
    }
}
