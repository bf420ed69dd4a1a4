//! Measures Floorbook in the real browser: `cargo xtask bench`.
//!
//! It fills a notebook through the same door that the UI uses, starts the browser again, and prints
//! a table on standard error and JSON on standard output. Arguments, each also as a variable of the
//! environment:
//!
//! - `--notes FILE` (`FLOORBOOK_BENCH_NOTES`): the notes as JSON lines; else they are generated
//! - `--count N` (`FLOORBOOK_BENCH_COUNT`): how many notes, 100,000 unless told; 10,000 are synced, and so many
//!   as well if more are told
//! - `--photos N` (`FLOORBOOK_BENCH_PHOTOS`): how many photos are synced, 200 unless told
//! - `--json FILE` (`FLOORBOOK_BENCH_JSON`): where the JSON goes as well
//! - `--only start,durable,search,long,sync` (`FLOORBOOK_BENCH_ONLY`): some of the parts, all unless told; of
//!   `sync` also `sync-push`, `sync-join`, `sync-edit`, `sync-bytes`, `sync-photos`, `sync-hub` alone

mod bare;
mod durable;
mod figures;
mod fill;
mod notebook;
mod notes;
mod scroll;
mod search;
mod start;
mod sync;
mod weight;

use bare::Bare;
use figures::Figures;
use floorbook_port::Command;
use floorbook_tests::browser::{Browser, Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::{door, journey, page::Page, world::World};
use notes::Note;
use start::Start;
use std::io::Write as _;
use std::path::PathBuf;

/// The parts for which one device is enough.
const ALONE: [&str; 4] = ["start", "durable", "search", "long"];
/// The visits that are long stand in front of all others.
const LATER: i64 = 1_710_000_000_000;
const OBSERVATIONS: usize = 500;
const PHOTOS: usize = 2_000;

fn main() {
    let usual = if is_any_wanted(&ALONE) { 100_000 } else { sync::USUAL };
    let count = told("count").and_then(|count| count.parse().ok()).unwrap_or(usual);
    let notes = match told("notes") {
        Some(path) => notes::read(&PathBuf::from(path), count).expect("the notes can be read"),
        None => notes::generate(count),
    };
    let mut figures = Figures::default();
    weight::measure(&mut figures);
    if is_any_wanted(&ALONE) {
        journey::walk("bench", async |world| measure(world, &notes, &mut figures).await);
    }
    if is_wanted("sync") || is_any_wanted(&sync::PARTS) {
        journey::walk("bench-sync", async |world| sync::measure(world, &notes, &mut figures).await);
    }
    eprintln!("{}", figures.table());
    let json = serde_json::to_string_pretty(&figures.json()).expect("figures become JSON");
    if let Some(path) = told("json") {
        std::fs::write(path, &json).expect("the JSON can be written");
    }
    writeln!(std::io::stdout(), "{json}").expect("standard output takes the JSON");
}

/// An argument, or the variable that stands for it.
fn told(name: &str) -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| *argument != format!("--{name}"));
    let variable = format!("FLOORBOOK_BENCH_{}", name.to_uppercase());
    arguments.nth(1).or_else(|| std::env::var(variable).ok())
}

/// Whether a part is to be measured.
fn is_wanted(part: &str) -> bool {
    told("only").is_none_or(|only| only.split(',').any(|one| one == part))
}

fn is_any_wanted(parts: &[&str]) -> bool {
    parts.iter().any(|part| is_wanted(part))
}

async fn measure(world: &World, notes: &[Note], figures: &mut Figures) {
    let (hub, bare) = (Hub::start(), Bare::start());
    let small = world.browser(Launch::on(Size::Phone)).await;
    let page = begin(&small, &hub.url("")).await;
    fill::tell(&page, "the small notebook", notebook::small(notes)).await;
    small.quit().await;

    let large = world.browser(Launch::on(Size::Phone)).await;
    let page = begin(&large, &hub.url("")).await;
    fill::tell(&page, "the large notebook", notebook::commands(notes)).await;
    large.quit().await;

    let without = world.browser(Launch::on(Size::Phone)).await;
    without.quit().await;
    if is_wanted("start") {
        let start = |browser, url| Start { browser, url };
        let (bare_page, list) = (bare.hub.url("/"), hub.url("/visits"));
        let starts = (start(&without, bare_page), start(&small, list.clone()), start(&large, list));
        start::measure(&starts.0, &starts.1, &starts.2, figures).await;
    }

    large.relaunch().await;
    let page = large.page();
    page.open(&hub.url("/settings")).await;
    page.heading("Settings").shows().await;
    let raw = large.new_page().await;
    raw.open(&bare.hub.url("/raw.html")).await;
    if is_wanted("durable") {
        durable::measure(&page, &raw, notes, figures).await;
    }
    if is_wanted("search") {
        search::measure(&page, figures).await;
    }
    raw.close().await;
    if is_wanted("long") {
        long_visits(&page, &hub, notes, figures).await;
    }
}

/// Visits that are longer than a day's.
async fn long_visits(page: &Page, hub: &Hub, notes: &[Note], figures: &mut Figures) {
    let long = &notes[..OBSERVATIONS.min(notes.len())];
    let newest = long.last().expect("there are notes").title.clone();
    fill::tell(page, "a long visit", notebook::long_visit(6_000, "Five hundred", LATER, long)).await;
    fill::tell(page, "a visit with photos", notebook::long_visit(6_001, "Two thousand", LATER + 1, &[])).await;
    fill::photos(page, 6_001, LATER, PHOTOS).await;
    for (name, link, words) in [
        ("a visit with 500 observations", "Five hundred", newest.as_str()),
        ("a visit with 2,000 photos", "Two thousand", "Ten photos, number 199"),
    ] {
        page.open(&hub.url("/visits")).await;
        page.sees(link).await;
        scroll::open(page, name, link, words, figures).await;
        scroll::through(page, name, figures).await;
    }
}

/// Begins a notebook, and waits until the app starts without the server.
async fn begin(browser: &Browser, origin: &str) -> Page {
    let page = browser.page();
    page.open(&format!("{origin}/")).await;
    page.field("Your name").shows().await;
    let begin = Command::Begin { name: "Bench".into(), sample: false };
    door::call(&page, begin).await.expect("a notebook begins");
    page.starts_offline().await;
    page.open(&format!("{origin}/settings")).await;
    page.heading("Settings").shows().await;
    page
}
