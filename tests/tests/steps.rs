//! Steps that many journeys share, as a person would tell them.

use floorbook_tests::browser::Size;
use floorbook_tests::hub::Hub;
use floorbook_tests::page::Page;

/// Opens the app for the first time, and starts a notebook.
pub async fn start_a_notebook(page: &Page, hub: &Hub) {
    page.open(&hub.url("/")).await;
    page.field("Your name").fill("Lena Vogt").await;
    page.button("Start a notebook").click().await;
    page.heading("Today").shows().await;
}

/// Opens the app for the first time, and fills the sample.
pub async fn try_the_sample(page: &Page, hub: &Hub) {
    page.open(&hub.url("/")).await;
    page.field("Your name").fill("Lena Vogt").await;
    page.button("Try with sample data").click().await;
    page.heading("Today").shows().await;
}

/// What a journey on this size is called: `tour-phone`.
pub fn called(name: &str, size: Size) -> String {
    format!("{name}-{}", size.name())
}
