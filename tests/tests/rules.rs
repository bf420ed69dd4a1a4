//! The rules of accessibility, on every screen, at both sizes, in both themes.

use crate::steps::called;
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::{axe, screens};
use std::collections::BTreeMap;

#[test]
fn no_screen_breaks_a_rule_of_accessibility_on_a_phone() {
    no_screen_breaks_a_rule(Size::Phone);
}

#[test]
fn no_screen_breaks_a_rule_of_accessibility_on_a_laptop() {
    no_screen_breaks_a_rule(Size::Laptop);
}

fn no_screen_breaks_a_rule(size: Size) {
    walk(&called("rules", size), async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let browser = world.browser(Launch::on(size).with_camera_and_microphone()).await;
        let page = browser.page();
        let mut broken = Broken::new();
        page.open(&hub.url("/")).await;
        page.calms().await;
        page.field("Your name").fill("Lena Vogt").await;
        look(&page, "first-start", &mut broken).await;
        page.button("Try with sample data").click().await;
        page.heading("Today").shows().await;
        screens::each(&page, &hub, async |name| look(&page, name, &mut broken).await).await;
        let lines: Vec<String> = broken.iter().map(|(rule, where_)| format!("{rule}\n  on {where_:?}")).collect();
        assert!(lines.is_empty(), "{} rules are broken:\n{}", lines.len(), lines.join("\n"));
    });
}

/// What is wrong, and on which screens.
type Broken = BTreeMap<String, Vec<String>>;

const DRAW_ALL: &str = "for (const one of document.querySelectorAll('*')) {
    if (getComputedStyle(one).contentVisibility === 'auto') one.style.contentVisibility = 'visible';
}";

async fn look(page: &Page, name: &str, broken: &mut Broken) {
    for theme in screens::THEMES {
        page.wears(theme).await;
        page.rests().await;
        // What is out of view is not drawn, and would be judged by the colours of the theme before.
        page.execute(DRAW_ALL, vec![]).await.expect("the page runs scripts");
        page.rests().await;
        for violation in axe::violations(page).await {
            broken.entry(violation).or_default().push(format!("{name}, {theme}"));
        }
    }
}
