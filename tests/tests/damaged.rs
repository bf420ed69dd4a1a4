//! A database that a bad disk has changed is named and set aside, and what is intact is brought over.

use crate::steps::start_a_notebook;
use floorbook_domain::{Instant, ObservationField, ObservationId};
use floorbook_port::{Command, ObservationFilter, PageRequest, Query, View, Write};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::disk::{START, damage, file_named, names};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::{door, wait};

const NOTES: u16 = 300;
const PAGE: u64 = 4096;

#[test]
fn a_damaged_database_is_set_aside_and_what_is_intact_is_rescued() {
    walk("damaged", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        for number in 0..NOTES {
            door::call(&page, note(number)).await.expect("a note is written");
        }
        settled(&browser.profile(), "main.db").await;
        browser.quit().await;

        // A page of the log amid the data (which one that is follows from the schema), then the head of what was rescued from it, then the name of the file.
        let mut kept = usize::from(NOTES);
        let mut file = "main.db".to_owned();
        for (what, offset, count) in [
            ("a page amid the data", START + 70 * PAGE, 64),
            ("the first page", START, 256),
            ("the file's name", 0, 32),
        ] {
            damage(&file_named(&browser.profile(), &file), offset, count);
            browser.relaunch().await;
            let page = browser.page();
            page.open(&hub.url("/")).await;
            page.heading("Today").shows().await;
            // What is not read is not missed. Checking the notebook reads all of it.
            door::call(&page, Command::Rebuild).await.expect("the notebook is checked");
            let there = notes(&page).await;
            if what == "the file's name" {
                assert_eq!(there, kept, "{what}: notes are gone");
                break;
            }
            page.sees("The notebook was damaged, and was rescued").await;
            let (lost, set_aside) = told(&page).await;
            assert_eq!(set_aside, file, "{what}: another file is named");
            assert!(there + lost >= kept, "{what}: {there} of {kept} notes are there, and only {lost} are told lost");
            assert!(there * 10 >= kept * 9, "{what}: only {there} of {kept} notes were rescued");
            eprintln!("{what}: {there} of {kept} notes were rescued, {lost} changes told lost");

            // It is told once, and what was rescued lasts.
            page.reload().await;
            page.heading("Today").shows().await;
            assert!(!page.says("The notebook was damaged").await, "{what}: told again");
            assert_eq!(notes(&page).await, there, "{what}: what was rescued does not last");
            kept = there;
            file = rescued_into(&browser.profile());
            settled(&browser.profile(), &file).await;
            browser.quit().await;
        }
    });
}

fn note(number: u16) -> Command {
    let mut ten = [0; 10];
    ten[8..].copy_from_slice(&number.to_be_bytes());
    let when = 1_772_413_200_000 + u64::from(number) * 1_000;
    let fields = vec![
        ObservationField::Text(format!("Note {number} of the tour, long enough to fill its page with something"))
            .into(),
        ObservationField::When(Instant(i64::try_from(when).unwrap_or_default())).into(),
    ];
    Command::Write(vec![Write::new(ObservationId::new(when, ten), fields)])
}

/// Waits until all that was written stands in the database itself, so that damage there is damage.
async fn settled(profile: &std::path::Path, file: &str) {
    let log = format!("{file}-wal");
    wait::until("nothing stands in the write-ahead log alone", async || {
        !names(profile).contains(&log)
            || std::fs::metadata(file_named(profile, &log)).is_ok_and(|about| about.len() <= START)
    })
    .await;
}

/// How many of the notes are there, each with its words.
async fn notes(page: &Page) -> usize {
    let query = Query::Observations(ObservationFilter::Unsorted, PageRequest::first(500));
    match door::ask(page, query).await {
        Ok(View::Observations(found)) => {
            let whole = |text: &str| text.ends_with("to fill its page with something");
            found.rows.iter().filter(|row| whole(&row.found.record.text)).count()
        }
        other => panic!("the notes cannot be read: {other:?}"),
    }
}

/// How many changes the banner says are lost, and what it calls the file that was set aside.
async fn told(page: &Page) -> (usize, String) {
    let text = wait::within(wait::PATIENCE, async || {
        let text = page.text().await;
        text.contains("The damaged file is kept as").then_some(text)
    });
    let text = text.await.expect("the banner names the file");
    let file = text.split("The damaged file is kept as ").nth(1).and_then(|rest| rest.split_whitespace().next());
    let file = file.unwrap_or_default().trim_end_matches('.').to_owned();
    let before = text.split(" could not be read").next().unwrap_or_default();
    let lost = match before.rsplit(' ').next() {
        Some("One") if text.contains("could not be read") => 1,
        Some(number) => number.parse().unwrap_or(0),
        None => 0,
    };
    (lost, file)
}

/// The newest main database of the profile.
fn rescued_into(profile: &std::path::Path) -> String {
    let names = names(profile).into_iter();
    let mut mains: Vec<String> = names.filter(|name| name.starts_with("main-") && name.ends_with(".db")).collect();
    mains.sort();
    mains.pop().expect("a rescue makes a new database")
}
