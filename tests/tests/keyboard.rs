//! The keyboard does everything that a finger does.

use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::screens;
use serde_json::json;
use thirtyfour::Key;

/// What can be used with a pointer, each group of radio buttons once. Answers how often Tab is to be
/// pressed to pass all of it: a field of days or times has a stop for each of its parts.
const EXPECT: &str = "const modal = [...document.querySelectorAll('dialog:modal')].pop() ?? document;
    const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"]';
    const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length
        && !one.disabled && !one.closest('[inert]') && one.tabIndex >= 0;
    const first = (one, at, all) => one.type !== 'radio' || all.findIndex((other) => other.name === one.name) === at;
    globalThis.expected = [...modal.querySelectorAll(usable)].filter(seen).filter(first);
    globalThis.reached = new Set();
    globalThis.unmarked = new Set();
    document.activeElement?.blur();
    const parts = { date: 4, time: 4, 'datetime-local': 7 };
    return expected.reduce((stops, one) => stops + (parts[one.type] ?? 1), 0);";

/// Notes where the focus is.
const NOTE: &str = "const one = document.activeElement;
    const of = one?.type === 'radio' ? expected.find((other) => other.type === 'radio' && other.name === one.name) : one;
    reached.add(of);
    const ring = (of) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(of);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    // A field may be marked at the frame around it; what is too small to be seen is, at its label.
    const seen = one && one.offsetWidth > 1 ? [one, one.parentElement] : [...(one?.labels ?? [])];
    if (one && one !== document.body && !seen.some(ring)) unmarked.add(one);";

/// What was never reached, and what did not show that it has the focus.
const REST: &str = "const name = (one) => `${one.localName} ${(one.ariaLabel || one.labels?.[0]?.textContent || one.textContent || one.title).trim()}`;
    return [expected.filter((one) => !reached.has(one) && one.isConnected).map(name), [...unmarked].map(name)];";

#[test]
fn tab_reaches_everything_and_the_focus_is_seen() {
    walk("keyboard", async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let browser = world.browser(Launch::on(Size::Laptop).with_camera_and_microphone()).await;
        let page = browser.page();
        page.open(&hub.url("/")).await;
        page.calms().await;
        let mut wrong = Vec::new();
        tab_through(&page, "first-start", &mut wrong).await;
        page.field("Your name").fill("Lena Vogt").await;
        page.button("Try with sample data").click().await;
        page.heading("Today").shows().await;
        screens::each(&page, &hub, async |name| tab_through(&page, name, &mut wrong).await).await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

async fn tab_through(page: &Page, name: &str, wrong: &mut Vec<String>) {
    let stops = page.execute(EXPECT, vec![]).await.expect("the page runs scripts").as_u64().unwrap_or(0);
    let tab = char::from(Key::Tab).to_string();
    // A few more than there are: what lies around the page takes its turn as well.
    for _ in 0..(stops + 4).min(120) {
        page.presses(tab.as_str()).await;
        page.execute(NOTE, vec![]).await.expect("the page runs scripts");
    }
    let rest = page.execute(REST, vec![]).await.expect("the page runs scripts");
    if stops <= 116 && rest[0] != json!([]) {
        wrong.push(format!("{name}: never reached: {}", rest[0]));
    }
    if rest[1] != json!([]) {
        wrong.push(format!("{name}: has the focus and does not show it: {}", rest[1]));
    }
}

#[test]
fn a_question_mark_opens_the_overview_of_shortcuts() {
    walk("shortcuts", async |world| {
        let hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Laptop)).await;
        let page = browser.page();
        crate::steps::start_a_notebook(&page, &hub).await;
        page.presses("?").await;
        page.dialog("Keyboard shortcuts").shows().await;
        page.escapes().await;
        page.dialog("Keyboard shortcuts").goes().await;
    });
}
