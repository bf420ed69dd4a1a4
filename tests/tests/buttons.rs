//! No dead buttons: whatever can be pressed does something that can be seen.

use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::{screens, wait};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// The names of the buttons that can be pressed, in reading order. The tab that is open has nothing to do.
const BUTTONS: &str =
    "const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length;
    const usable = 'button:not(:disabled, [role=tab][aria-selected=true]), summary, [role=button]';
    globalThis.pressable = () => [...document.querySelectorAll(usable)].filter(seen);
    globalThis.nameOf = (one) => (one.ariaLabel || one.textContent || one.title).replace(/\\s+/g, ' ').trim();
    return pressable().map(nameOf);";

/// Presses the one of this name, having noted how everything was. It is looked for anew: what arrives by syncing may
/// have drawn its row again since it was listed, or taken it away, which is a change as well.
const PRESS: &str = "const button = pressable().find((one) => nameOf(one) === arguments[0]);
    globalThis.was = '';
    if (!button) return;
    globalThis.outside = 0;
    for (const [of, what] of [[URL, 'createObjectURL'], [navigator.clipboard, 'writeText'], [HTMLInputElement.prototype, 'click'],
                              [HTMLInputElement.prototype, 'showPicker'], [navigator, 'share'], [navigator.storage, 'persist']]) {
        const own = of?.[what];
        if (own) of[what] = function (...given) { outside++; return own.apply(this, given); };
    }
    globalThis.before = () => [location.href, document.title, document.querySelector('body').innerHTML].join();
    globalThis.was = before();
    globalThis.pressed = button;
    button.scrollIntoView({ block: 'center' });
    button.click();";

/// Whether anything is different now: the page, its address, a dialog, the focus, or something outside.
const CHANGED: &str = "return !globalThis.was || was !== before() || outside > 0
    || (document.activeElement !== document.body && document.activeElement !== pressed);";

/// Buttons whose effect lies where no page can see it, each with the reason.
const ELSEWHERE: [&str; 0] = [];

#[test]
fn every_button_does_something() {
    walk("buttons", async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let browser = world.browser(Launch::on(Size::Laptop).with_camera_and_microphone()).await;
        let page = browser.page();
        page.open(&hub.url("/")).await;
        page.calms().await;
        page.field("Your name").fill("Lena Vogt").await;
        page.button("Try with sample data").click().await;
        page.heading("Today").shows().await;
        let (mut known, mut dead) = (BTreeSet::new(), Vec::new());
        for (screen, path) in screens::addresses(&page).await {
            press_all(&page, screen, &hub.url(&path), &mut known, &mut dead).await;
        }
        for (screen, path) in screens::together(&page, &hub).await {
            press_all(&page, screen, &hub.url(path), &mut known, &mut dead).await;
        }
        eprintln!("{} buttons were pressed", known.len());
        assert!(dead.is_empty(), "these do nothing: {dead:#?}");
    });
}

/// Presses each button of a page, each time on the page as it was opened, and notes those that did nothing.
async fn press_all(page: &Page, screen: &str, url: &str, known: &mut BTreeSet<String>, dead: &mut Vec<String>) {
    let mut is_fresh = false;
    for number in 0.. {
        if !is_fresh {
            page.open(url).await;
            page.heading("").anywhere().nth(0).shows().await;
            page.rests().await;
            is_fresh = true;
        }
        let names = page.execute(BUTTONS, vec![]).await.expect("the page runs scripts");
        let Some(name) = names.get(number) else { break };
        let name = name.as_str().unwrap_or_default();
        // One of a row of alike buttons stands for all: those named by what they belong to start alike.
        let alike: String = name.chars().take(12).collect();
        if name.is_empty() || ELSEWHERE.contains(&name) || !known.insert(alike) {
            continue;
        }
        is_fresh = false;
        page.execute(PRESS, vec![json!(name)]).await.expect("a button can be pressed");
        let changed = wait::within(Duration::from_secs(5), async || {
            // A page that is being loaded again has changed.
            let changed = page.execute(CHANGED, vec![]).await.unwrap_or(Value::Bool(true));
            (changed == true).then_some(())
        });
        if changed.await.is_none() {
            dead.push(format!("“{name}” on {screen}"));
        }
    }
}
