//! What both sides share, from end to end: a note becomes an issue that somebody was told of, a remedy is agreed and
//! signed by both on the glass, and it is closed; a promise is made, moved, and kept late.

use crate::steps::{start_a_notebook, write_a_note};
use crate::tour::{PARTNER, PERSON, plan_and_start, write_a_person_down};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use serde_json::json;

const SEEN: &str = "Every third cuff is loose";
const AGREED: &str = "New springs in all machines, and a log for each shift";
const REMEDY: &str = "Springs ordered for twelve machines";
const PROMISE: &str = "Shade cards by courier";

#[test]
fn a_problem_is_raised_agreed_on_signed_and_closed_and_a_promise_is_kept_late() {
    walk("shared", async |world| {
        let mut hub = Hub::start();
        let browser = world.browser(Launch::on(Size::Phone)).await;
        let page = browser.page();
        start_a_notebook(&page, &hub).await;
        page.starts_offline().await;
        hub.kill();
        plan_and_start(&page).await;
        write_a_person_down(&page).await;
        write_a_note(&page, SEEN).await;

        raise(&page).await;
        agree(&page).await;
        sign(&page).await;
        close(&page).await;
        promise(&page).await;
        keep_late(&page).await;
        everything_is_there(&page).await;
    });
}

/// Three taps: the note, **Make it an issue**, and who was told.
async fn raise(page: &Page) {
    page.button(SEEN).anywhere().click().await;
    page.button("Make it an issue").click().await;
    page.dialog("Issue").shows().await;
    page.field("What is wrong").holds(SEEN).await;
    page.choice(PERSON).click().await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.dialog("Issue").goes().await;
    page.button("Close").click().await;
    page.dialog("Edit note").goes().await;
    page.link(SEEN).at_start().within("region", "Issues that wait").click().await;
    page.heading(SEEN).shows().await;
    page.sees("Raised").await;
    page.sees(&format!("Told to {PERSON}, In person")).await;
    page.sees(PARTNER).await;
}

async fn agree(page: &Page) {
    page.link("Edit").click().await;
    page.field("Why did it happen?").fill("The springs are worn").await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.sees("The springs are worn").await;
    page.button("Agree on a remedy").click().await;
    page.dialog("Next step").shows().await;
    page.field("What was agreed").fill(AGREED).await;
    page.choice(PERSON).click().await;
    page.button("Done").click().await;
    page.dialog("Next step").goes().await;
    page.sees(&format!("Present: {PERSON}")).await;

    page.button("Add a remedy").click().await;
    page.dialog("Remedy").shows().await;
    page.field("What was promised").types(REMEDY).await;
    page.choice("In a week").click().await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.dialog("Remedy").goes().await;
    page.link(REMEDY).at_start().shows().await;
}

/// Both on the same device: one draws, the other, who cannot, types their name.
async fn sign(page: &Page) {
    page.button("Sign together").click().await;
    page.dialog("Sign together").shows().await;
    page.sees(AGREED).await;
    page.sees(REMEDY).await;
    page.field("The same in their language, if somebody types it").types("Lò xo mới cho mọi máy").await;
    page.field("Name").holds("Lena Vogt").await;
    draw(page).await;
    page.button("Sign").click().await;
    page.sees("Signed. Now hand it over.").await;
    page.field("Name").holds(PERSON).await;
    page.button("Sign").click().await;
    page.dialog("Sign together").goes().await;
    page.part("img", "Signature of Lena Vogt").shows().await;
    page.sees("name typed").await;
    for _ in 0..2 {
        page.button("Close").nth(0).click().await;
    }
    page.sees_no("Changed since signing").await;
}

/// Draws a stroke on the glass, as a finger does.
async fn draw(page: &Page) {
    const PLACE: &str = "const glass = [...document.querySelectorAll('dialog:modal [role=img]')].pop();
        glass.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { x, y, width, height } = glass.getBoundingClientRect();
        return [x, y, width, height];";
    let place = page.execute(PLACE, vec![]).await.expect("the glass is there");
    let [x, y, width, height]: [f64; 4] = serde_json::from_value(place).expect("a rectangle");
    for (kind, across, down) in
        [("mousePressed", 0.2, 0.6), ("mouseMoved", 0.4, 0.3), ("mouseMoved", 0.6, 0.7), ("mouseReleased", 0.6, 0.7)]
    {
        let at = json!({ "type": kind, "x": x + width * across, "y": y + height * down, "button": "left", "buttons": 1,
            "clickCount": 1 });
        page.devtools("Input.dispatchMouseEvent", at).await;
    }
}

async fn close(page: &Page) {
    for (deed, state) in [("Start on it", "In hand"), ("Verify it", "Verified"), ("Close it", "Closed")] {
        page.button(deed).click().await;
        page.dialog("Next step").shows().await;
        page.button("Done").click().await;
        page.dialog("Next step").goes().await;
        page.sees(state).await;
    }
    page.button("Reopen it").shows().await;
    // What changes now is seen against what was signed.
    page.link("Edit").click().await;
    page.field("Line").fill("3").await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.sees("Changed since signing").await;
}

async fn promise(page: &Page) {
    page.link("Today").within("navigation", "Main").click().await;
    page.button("Promise").click().await;
    page.dialog("Promise").shows().await;
    page.presses(PROMISE).await;
    page.field("What was promised").holds(PROMISE).await;
    page.choice("Us").click().await;
    page.choice("Tomorrow").click().await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.dialog("Promise").goes().await;
    page.link(PROMISE).at_start().within("region", "Promises to keep").shows().await;
}

/// From Today, where it stands first, since its day comes first.
async fn keep_late(page: &Page) {
    page.button("Move").nth(0).click().await;
    page.dialog("Move to another day").shows().await;
    page.sees(PROMISE).await;
    page.field("New day").set("2026-01-02").await;
    page.field("Why").fill("The courier was early").await;
    page.button("Done").click().await;
    page.dialog("Move to another day").goes().await;
    page.sees("days late").await;
    page.button("Kept").nth(0).click().await;
    page.sees("Kept late").await;
}

async fn everything_is_there(page: &Page) {
    page.reload().await;
    page.link("All promises").click().await;
    page.heading("Promises").shows().await;
    page.choice("Done").click().await;
    page.link(PROMISE).at_start().click().await;
    page.heading(PROMISE).shows().await;
    page.sees("Kept late").await;
    page.sees("The courier was early").await;
    page.link("Partners").within("navigation", "Main").click().await;
    page.link(PARTNER).at_start().click().await;
    page.choice("Issues").click().await;
    page.link(SEEN).at_start().click().await;
    page.sees("Changed since signing").await;
    page.part("img", "Signature of Lena Vogt").shows().await;
}
