//! When the device runs out of room the app warns before, says what was kept, and loses nothing.

use crate::steps::{open_visit, photos_of, run_a_visit, start_a_notebook, texts_of, write_a_note};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::{picture, wait};
use serde_json::json;

const USED: &str = "return (await navigator.storage.estimate()).usage";
const MEGABYTE: u64 = 1_000_000;

#[test]
fn a_full_device_is_told_before_and_nothing_is_lost() {
    walk("full", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        page.starts_offline().await;
        let visit = run_a_visit(&page).await;
        write_a_note(&page, "Written while there was room").await;

        let used = page.execute(USED, vec![]).await.expect("the page may ask").as_u64().expect("a number of bytes");
        allow(&page, &hub, Some(used + 3 * MEGABYTE)).await;
        open_visit(&page, &hub, visit).await;
        page.sees("of room left").await;
        page.sees("Photos and recordings may soon not fit").await;

        let files = picture::files(world.folder(), 30, 2_000, 1_500);
        page.button("Photo").click().await;
        page.part("file", "Files").choose_files(&files).await;
        page.button("Close").click().await;
        page.sees("could not be saved: There is no room left on this device").await;
        let shown = saved(&page).await;
        assert!(shown < 30, "more was saved than there is room for");
        assert_eq!(photos_of(&page, visit).await, shown, "photos are there, or not, that were shown otherwise");
        assert_eq!(texts_of(&page, visit).await.iter().filter(|text| !text.is_empty()).count(), 1);

        allow(&page, &hub, None).await;
        page.button("Try again").click().await;
        wait::until("all photos are saved", async || photos_of(&page, visit).await == 30).await;
        write_a_note(&page, "Written when there was room again").await;
        page.reload().await;
        page.button("Written while there was room").anywhere().shows().await;
        page.button("Written when there was room again").anywhere().shows().await;
        assert_eq!(photos_of(&page, visit).await, 30);
    });
}

/// Gives the app this much room in all; or as much as there is.
async fn allow(page: &Page, hub: &Hub, bytes: Option<u64>) {
    let origin = hub.url("");
    let room = match bytes {
        Some(bytes) => json!({ "origin": origin, "quotaSize": bytes }),
        None => json!({ "origin": origin }),
    };
    page.devtools("Storage.overrideQuotaForOrigin", room).await;
}

/// How many photos the page says are saved.
async fn saved(page: &Page) -> usize {
    let text = page.text().await;
    let number = text.split(" of 30 saved").next().and_then(|before| before.rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("it is not said how many: {text}"))
}
