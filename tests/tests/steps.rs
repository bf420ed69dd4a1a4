//! Steps that many journeys share, as a person would tell them.

use floorbook_domain::{Media, VisitId};
use floorbook_port::{AttachmentView, ObservationFilter, PageRequest, Query, View};
use floorbook_tests::browser::Size;
use floorbook_tests::door;
use floorbook_tests::origin::Origin;
use floorbook_tests::page::Page;
use std::time::Duration;

/// Opens the app for the first time, and starts a notebook.
pub async fn start_a_notebook(page: &Page, at: &impl Origin) {
    page.open(&at.url("/")).await;
    page.field("Your name").fill("Lena Vogt").await;
    page.button("Start a notebook").click().await;
    page.heading("Today").shows().await;
}

/// What a journey on this size is called: `tour-phone`.
pub fn called(name: &str, size: Size) -> String {
    format!("{name}-{}", size.name())
}

/// Starts a visit, as the button does that starts one now, and answers which.
pub async fn run_a_visit(page: &Page) -> VisitId {
    page.link("Visits").within("navigation", "Main").click().await;
    page.button("Start visit").click().await;
    page.sees("Running for").await;
    let path = page.path().await;
    path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a visit has its id in its address")
}

/// Opens a visit by its address.
pub async fn open_visit(page: &Page, at: &impl Origin, visit: VisitId) {
    page.open(&at.url(&format!("/visits/{visit}"))).await;
    page.button("Note").shows().await;
}

/// Writes a note into the visit that is open.
pub async fn write_a_note(page: &Page, text: &str) {
    page.button("Note").click().await;
    page.field("What you noticed").types(text).await;
    page.button("Done").click().await;
    page.dialog("Note").goes().await;
    page.button(text).anywhere().shows().await;
}

/// The texts of a visit's notes, once nothing is being recovered any more.
pub async fn texts_of(page: &Page, visit: VisitId) -> Vec<String> {
    let query = Query::Observations(ObservationFilter::Visit(visit), PageRequest::first(500));
    match door::ask(page, query).await {
        Ok(View::Observations(notes)) => notes.rows.into_iter().map(|note| note.found.record.text).collect(),
        other => panic!("the notes cannot be read: {other:?}"),
    }
}

/// How many photos a visit has, all their bytes included.
pub async fn photos_of(page: &Page, visit: VisitId) -> usize {
    let photos = attachments_of(page, visit, Media::Photo).await;
    assert!(photos.iter().all(|photo| photo.here), "a photo without its bytes");
    photos.len()
}

/// How long the voice memos of a visit are, the first one first.
pub async fn voices_of(page: &Page, visit: VisitId) -> Vec<Duration> {
    let mut memos = attachments_of(page, visit, Media::Voice).await;
    memos.sort_by_key(|memo| memo.found.created);
    memos.iter().map(|memo| Duration::from_millis(memo.found.record.duration.into())).collect()
}

async fn attachments_of(page: &Page, visit: VisitId, media: Media) -> Vec<AttachmentView> {
    let mut found = Vec::new();
    let mut page_of_list = PageRequest::first(200);
    loop {
        match door::ask(page, Query::Attachments(visit.into(), page_of_list)).await {
            Ok(View::Attachments(rows)) => {
                found.extend(rows.rows.into_iter().filter(|row| row.found.record.media == media));
                match rows.next {
                    Some(next) => page_of_list = PageRequest { after: Some(next), limit: 200 },
                    None => return found,
                }
            }
            other => panic!("the attachments cannot be read: {other:?}"),
        }
    }
}
