//! The battery dies at a random moment: what was shown as saved is there, and what was typed is back
//! up to the last second.

use crate::rounds::{self, Worst};
use crate::steps::{open_visit, photos_of, run_a_visit, start_a_notebook, texts_of, voices_of};
use floorbook_tests::browser::{Browser, Launch, Size};
use floorbook_tests::chance::Chance;
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::origin::{InShell, Origin};
use floorbook_tests::page::Page;
use floorbook_tests::{picture, wait};
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

const WORDS: [&str; 12] = [
    "needle ",
    "log ",
    "tension ",
    "hall ",
    "line ",
    "gauge ",
    "Kiểm tra ",
    "张力 ",
    "mending ",
    "table ",
    "supervisor ",
    "says ",
];

/// What was typed within this time before the end may be lost.
const LAST: Duration = Duration::from_secs(1);
/// What was recorded within this time before the end may be lost.
const LAST_RECORDED: Duration = Duration::from_secs(3);

/// What is in the composer, and whether it says that all of it is on the disk.
const COMPOSER: &str = "const modal = [...document.querySelectorAll('dialog:modal')].pop();
    return [modal?.querySelector('textarea')?.value ?? '', modal?.innerText.includes('Saved on this device') ?? false];";

#[test]
fn what_was_typed_is_back_after_the_battery_died() {
    typed_is_back("crash-typing", Launch::on(Size::Phone), &Hub::start());
}

#[test]
fn what_was_typed_is_back_after_the_desktop_app_was_killed() {
    typed_is_back("crash-typing-shell", Launch::shell(), &InShell);
}

fn typed_is_back(name: &str, launch: Launch, at: &impl Origin) {
    walk(name, async |world| {
        let browser = world.browser(launch).await;
        start_a_notebook(&browser.page(), at).await;
        let visit = run_a_visit(&browser.page()).await;
        let mut worst = Worst::default();
        let (mut expected, mut late): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (seed, mut chance) in rounds::each() {
            open_visit(&browser.page(), at, visit).await;
            let typing = Typing::default();
            let after = chance.between(Duration::from_millis(300), Duration::from_millis(5_000));
            let page = browser.page();
            let died = browser.kill_while(after, typing.go_on(&page, &mut chance)).await;
            let page = come_back(&browser, at).await;
            // What was left behind is brought back soon after the start. Where nothing needs to, it is not waited for,
            // and may be there in a later round.
            let must = typing.must_be_back(died);
            let is_new = |text: &&String| !expected.contains(text) && !late.iter().any(|of| of.starts_with(*text));
            let back = wait::within(if must { wait::PATIENCE } else { Duration::ZERO }, async || {
                let texts = texts_of(&page, visit).await;
                texts.iter().any(|text| is_new(&text)).then_some(texts)
            });
            let back = match back.await {
                Some(back) => back,
                None => texts_of(&page, visit).await,
            };
            let found = back.iter().find(is_new).cloned().unwrap_or_default();
            let loss = typing.loss(&found, died, seed);
            worst.see(loss, seed);
            if !found.is_empty() {
                page.sees("Recovered").await;
                page.sees(found.split_whitespace().next().unwrap_or_default()).await;
                expected.push(found);
            } else {
                late.push(typing.text.into_inner());
            }
            let gone: Vec<_> = expected.iter().filter(|text| !back.contains(text)).collect();
            assert!(gone.is_empty(), "seed {seed}: of earlier rounds these are gone: {gone:?}");
        }
        worst.say("killed while typing");
    });
}

/// What was typed, and when.
#[derive(Default)]
struct Typing {
    text: RefCell<String>,
    /// How long the text was when each word had been typed.
    words: RefCell<Vec<(usize, Instant)>>,
    shown_saved: RefCell<String>,
}

impl Typing {
    async fn go_on(&self, page: &Page, chance: &mut Chance) {
        page.button("Note").click().await;
        let field = page.field("What you noticed");
        field.shows().await;
        loop {
            let word = chance.of(&WORDS);
            self.text.borrow_mut().push_str(word);
            field.types(word).await;
            self.words.borrow_mut().push((self.text.borrow().len(), Instant::now()));
            if let Ok(state) = page.execute(COMPOSER, vec![]).await
                && state[1] == true
            {
                *self.shown_saved.borrow_mut() = state[0].as_str().unwrap_or_default().to_owned();
            }
        }
    }

    /// Whether anything was typed long enough before.
    fn must_be_back(&self, died: Instant) -> bool {
        let long_ago = |when: &Instant| died.saturating_duration_since(*when) > LAST;
        !self.shown_saved.borrow().is_empty() || self.words.borrow().iter().any(|(_, when)| long_ago(when))
    }

    /// How old the oldest word was that is not there any more.
    fn loss(&self, found: &str, died: Instant, seed: u64) -> Duration {
        let typed = self.text.borrow();
        assert!(typed.starts_with(found), "seed {seed}: {found:?} was never typed; it was {typed:?}");
        let saved = self.shown_saved.borrow();
        assert!(found.starts_with(saved.as_str()), "seed {seed}: {saved:?} was shown as saved, and {found:?} is there");
        let words = self.words.borrow();
        let first_lost = words.iter().find(|(length, _)| *length > found.len());
        let loss = first_lost.map_or(Duration::ZERO, |(_, when)| died.saturating_duration_since(*when));
        eprintln!("seed {seed}: {} of {} bytes are back, {} ms lost", found.len(), typed.len(), loss.as_millis());
        assert!(loss <= LAST, "seed {seed}: {loss:?} of typing are lost: {found:?} of {typed:?}");
        loss
    }
}

#[test]
fn photos_that_were_shown_as_saved_are_there_after_the_battery_died() {
    photos_are_there("crash-photos", Launch::on(Size::Phone), &Hub::start());
}

#[test]
fn photos_that_were_shown_as_saved_are_there_after_the_desktop_app_was_killed() {
    photos_are_there("crash-photos-shell", Launch::shell(), &InShell);
}

fn photos_are_there(name: &str, launch: Launch, at: &impl Origin) {
    walk(name, async |world| {
        let browser = world.browser(launch).await;
        start_a_notebook(&browser.page(), at).await;
        let visit = run_a_visit(&browser.page()).await;
        let files = picture::files(world.folder(), 30, 1_600, 1_200);
        let mut before = 0;
        for (seed, mut chance) in rounds::each() {
            open_visit(&browser.page(), at, visit).await;
            let shown = Cell::new(0);
            let after = chance.between(Duration::from_millis(500), Duration::from_millis(9_000));
            let page = browser.page();
            browser.kill_while(after, add_photos(&page, &files, &shown)).await;
            let page = come_back(&browser, at).await;
            let there = photos_of(&page, visit).await;
            eprintln!("seed {seed}: {} photos were shown as saved, {} are there", shown.get(), there - before);
            assert!(there >= before + shown.get(), "seed {seed}: photos are gone that were shown as saved");
            before = there;
        }
    });
}

async fn add_photos(page: &Page, files: &[std::path::PathBuf], shown: &Cell<usize>) {
    page.button("Photo").click().await;
    page.part("file", "Files").choose_files(files).await;
    loop {
        let text = page.text().await;
        let number = text.split(" saved").next().and_then(|before| before.rsplit(' ').next());
        shown.set(number.and_then(|number| number.parse().ok()).unwrap_or(shown.get()));
        wait::pause().await;
    }
}

#[test]
fn a_recording_is_back_after_the_battery_died() {
    let launch = Launch::on(Size::Phone).with_camera_and_microphone();
    recording_is_back("crash-recording", launch, &Hub::start());
}

#[test]
fn a_recording_is_back_after_the_desktop_app_was_killed() {
    recording_is_back("crash-recording-shell", Launch::shell(), &InShell);
}

fn recording_is_back(name: &str, launch: Launch, at: &impl Origin) {
    walk(name, async |world| {
        let browser = world.browser(launch).await;
        start_a_notebook(&browser.page(), at).await;
        let visit = run_a_visit(&browser.page()).await;
        let mut worst = Worst::default();
        let mut before = 0;
        for (seed, mut chance) in rounds::each() {
            open_visit(&browser.page(), at, visit).await;
            let shown = Cell::new(Duration::ZERO);
            let after = chance.between(Duration::from_millis(3_000), Duration::from_millis(10_000));
            let page = browser.page();
            browser.kill_while(after, record(&page, &shown)).await;
            let page = come_back(&browser, at).await;
            let must = shown.get() > LAST_RECORDED;
            let memos = wait::within(if must { wait::PATIENCE } else { Duration::ZERO }, async || {
                let memos = voices_of(&page, visit).await;
                (memos.len() > before).then_some(memos)
            });
            let memos = match memos.await {
                Some(memos) => memos,
                None => voices_of(&page, visit).await,
            };
            let longest = memos.get(before).copied().unwrap_or_default();
            let loss = shown.get().saturating_sub(longest);
            eprintln!("seed {seed}: {:?} were shown, {longest:?} are there", shown.get());
            worst.see(loss, seed);
            assert!(loss <= LAST_RECORDED, "seed {seed}: {loss:?} of the recording are lost");
            if memos.len() > before {
                page.sees("Recovered").await;
            }
            before = memos.len();
        }
        worst.say("killed while recording");
    });
}

async fn record(page: &Page, shown: &Cell<Duration>) {
    page.button("Voice").click().await;
    page.sees("Recording").await;
    loop {
        let text = page.text().await;
        let time = text.split(' ').find_map(|word| {
            let (minutes, seconds) = word.split_once(':')?;
            Some(minutes.parse::<u64>().ok()? * 60 + seconds.parse::<u64>().ok()?)
        });
        shown.set(time.map_or(shown.get(), Duration::from_secs));
        wait::pause().await;
    }
}

async fn come_back(browser: &Browser, at: &impl Origin) -> Page {
    browser.relaunch().await;
    let page = browser.page();
    page.open(&at.url("/")).await;
    page.heading("Today").shows().await;
    page
}
