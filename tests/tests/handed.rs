//! A file instead of a network: from the desktop app to a browser, and back.

use crate::steps::{open_visit, photos_of, run_a_visit, start_a_notebook, texts_of, write_a_note};
use crate::sync::{connect, floorbook_files, invite, join_in_app};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::origin::{InShell, Origin};
use floorbook_tests::page::Page;
use floorbook_tests::{picture, wait};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Writes a file for another member, and answers it once it is whole.
async fn hand_over(page: &Page, at: &impl Origin, into: &Path) -> PathBuf {
    page.open(&at.url("/sync")).await;
    page.button("Hand over").click().await;
    page.button("Write the file").click().await;
    // A browser saves it by itself; the desktop app asks where.
    let saved = async || floorbook_files(into).pop();
    let save = page.button("Save the file");
    wait::until("the file is written", async || saved().await.is_some() || save.is_there().await).await;
    if saved().await.is_none() {
        save.click().await;
    }
    let file = wait::within(wait::PATIENCE, saved).await.expect("the file is saved");
    page.escapes().await;
    file
}

async fn open_file(page: &Page, at: &impl Origin, file: &Path) {
    page.open(&at.url("/sync")).await;
    page.button("Open a file").click().await;
    page.part("file", "Floorbook file").choose_files(&[file]).await;
    page.sees("new here").await;
}

#[test]
fn a_file_carries_notes_and_photos_from_the_desktop_app_to_a_browser_and_back() {
    walk("handed-over", async |world| {
        let mut hub = Hub::keeping(&world.folder().join("hub"));
        let (phone, app) = (world.browser(Launch::on(Size::Phone)).await, world.browser(Launch::shell()).await);
        let (lena, minh) = (phone.page(), app.page());
        start_a_notebook(&lena, &hub).await;
        let visit = run_a_visit(&lena).await;
        write_a_note(&lena, "Needle 7 is worn").await;
        connect(&lena, &hub).await;
        let link = invite(&lena, &hub).await;
        join_in_app(&minh, &link, "Minh").await;
        wait::until("the visit has come", async || texts_of(&minh, visit).await.len() == 1).await;
        lena.starts_offline().await;
        hub.kill();

        open_visit(&minh, &InShell, visit).await;
        write_a_note(&minh, "The exit is blocked").await;
        minh.button("Photo").click().await;
        minh.part("file", "Files").choose_files(&picture::files(world.folder(), 1, 1_600, 1_200)).await;
        minh.sees("1 saved").await;
        let file = hand_over(&minh, &InShell, &app.saved()).await;
        open_file(&lena, &hub, &file).await;
        wait::until("the note has come", async || texts_of(&lena, visit).await.contains(&"The exit is blocked".into()))
            .await;
        assert_eq!(photos_of(&lena, visit).await, 1);

        let downloads = world.folder().join("downloads");
        std::fs::create_dir_all(&downloads).expect("a folder");
        let allow = json!({ "behavior": "allow", "downloadPath": downloads, "eventsEnabled": false });
        lena.devtools("Browser.setDownloadBehavior", allow).await;
        open_visit(&lena, &hub, visit).await;
        write_a_note(&lena, "It is free again").await;
        let file = hand_over(&lena, &hub, &downloads).await;
        open_file(&minh, &InShell, &file).await;
        wait::until("the note has come", async || texts_of(&minh, visit).await.contains(&"It is free again".into()))
            .await;
    });
}
