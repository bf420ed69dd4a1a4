//! Two people, each with a laptop and a phone, tour a factory apart with no connection, and come together again.

use crate::steps::{photos_of, start_a_notebook, texts_of, voices_of, write_a_note};
use crate::sync::{add_my_device, cities_of, connect, invite, join};
use crate::tour::{
    CHINESE, CONCERN, PARTNER, PERSON, VIETNAMESE, finish, plan_and_start, record_a_memo, take_photos,
    write_a_person_down, write_notes,
};
use floorbook_domain::{Kind, PartnerId, VisitId};
use floorbook_port::{ContactView, PageRequest, Query, Scope, View};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::page::Page;
use floorbook_tests::{door, readable, wait};
use thirtyfour::Key;

const REMARK: &str = "I would not buy here again";
const SEEN_BY_MINH: &str = "Fire exit behind pallets";
const PURPOSE_OF_MINH: &str = "Second look at the dye house";
const CITY_OF_LENA: &str = "Thái Nguyên";
const CITY_OF_MINH: &str = "Nam Định";
/// What a camera wrote into a photo of the tour.
const EXIF: &str = "2026:03:02 10:15:00";

#[test]
fn two_people_with_two_devices_each_tour_apart_and_all_four_show_the_same() {
    walk("together", async |world| {
        let mut hub = Hub::keeping(&world.folder().join("hub")).tapped();
        let mut browsers = Vec::new();
        for size in [Size::Laptop, Size::Phone, Size::Laptop, Size::Phone] {
            browsers.push(world.browser(Launch::on(size).with_camera_and_microphone()).await);
        }
        let pages: Vec<Page> = browsers.iter().map(|browser| browser.page()).collect();
        let [lena, her_phone, minh, his_phone] = &pages[..] else { unreachable!("there are four") };

        // At the office: everybody comes together.
        start_a_notebook(lena, &hub).await;
        connect(lena, &hub).await;
        let link = add_my_device(lena, &hub).await;
        join(her_phone, &link, "Lena Vogt").await;
        let invitation = invite(lena, &hub).await;
        join(minh, &invitation, "Trần Văn Minh").await;
        let link_of_minh = add_my_device(minh, &hub).await;
        join(his_phone, &link_of_minh, "Trần Văn Minh").await;
        lena.link("Today").within("navigation", "Main").click().await;
        plan_and_start(lena).await;
        let visit = running_visit(lena).await;
        for page in &pages[1..] {
            wait::until("the visit has come", async || visit_is_here(page, visit).await).await;
            page.open(&hub.url("/")).await;
            page.heading("Today").shows().await;
            page.starts_offline().await;
        }
        let partner = partner_of(lena).await;

        // In the halls: no hub, no connection. Each goes on by themselves.
        hub.kill();
        her_phone.link("Visits").within("navigation", "Main").click().await;
        her_phone.link(PARTNER).at_start().click().await;
        write_notes(her_phone).await;
        take_photos(her_phone, world.folder()).await;
        record_a_memo(her_phone).await;
        write_a_person_down(her_phone).await;
        remark_to_oneself(her_phone, REMARK).await;
        let other = start_another(his_phone).await;
        write_a_note(his_phone, SEEN_BY_MINH).await;
        for (page, city) in [(lena, CITY_OF_LENA), (minh, CITY_OF_MINH)] {
            name_the_city(page, city).await;
        }
        his_phone.sees("Hub not reachable").await;

        // Back at the hotel.
        hub.restart();
        for page in &pages {
            wait::until("everything is on all four devices", async || {
                let mut notes = texts_of(page, visit).await;
                // Photos and memos by themselves are notes without words.
                notes.retain(|text| text != REMARK && !text.is_empty());
                notes.sort();
                let mut wanted = vec![CONCERN.to_owned(), CHINESE.to_owned(), VIETNAMESE.to_owned()];
                wanted.sort();
                notes == wanted
                    && texts_of(page, other).await == [SEEN_BY_MINH]
                    && cities_of(page, partner).await == Some(2)
                    && missing_bytes(page, visit).await == Some(0)
                    && people_of(page).await.iter().any(|name| name == PERSON)
            })
            .await;
            assert_eq!(photos_of(page, visit).await, 5);
            assert_eq!(voices_of(page, visit).await.len(), 1);
        }
        // What somebody wrote for themselves is on their own devices, and on no other.
        for page in [lena, her_phone] {
            wait::until("the remark is on her devices", async || finds(page, "buy here").await == 1).await;
        }
        for page in [minh, his_phone] {
            assert_eq!(finds(page, "buy here").await, 0, "a private remark is with somebody else");
            assert_eq!(finds(page, "exit").await, 1);
        }
        // One tap settles what both wrote into one field; all see it.
        his_phone.open(&hub.url(&format!("/partners/{partner}"))).await;
        his_phone.part("tab", "Details").click().await;
        his_phone.sees(CITY_OF_LENA).await;
        his_phone.button(CITY_OF_LENA).at_start().click().await;
        for page in &pages {
            wait::until("one city is chosen", async || cities_of(page, partner).await == Some(0)).await;
            assert_eq!(city_of(page, partner).await, CITY_OF_LENA);
        }
        her_phone.open(&hub.url(&format!("/visits/{visit}"))).await;
        finish(her_phone).await;
        lena.open(&hub.url(&format!("/visits/{visit}"))).await;
        lena.sees("5 photos, 1 voice memo").await;
        for page in &pages {
            page.open(&hub.url("/sync")).await;
            page.sees("Everything here is on the hub").await;
        }

        // Nobody on the way, at the hub or at the disks can read a word of it.
        let secret = link_of_minh.split_once('#').expect("a link has its secret behind the sign").1;
        let mut words = vec![
            CONCERN,
            CHINESE,
            VIETNAMESE,
            PERSON,
            PARTNER,
            REMARK,
            SEEN_BY_MINH,
            PURPOSE_OF_MINH,
            CITY_OF_LENA,
            CITY_OF_MINH,
            EXIF,
            "Hall 2",
            "Lena Vogt",
            "Trần Văn Minh",
            "winter cardigan",
            "hoong",
            secret,
        ];
        let heard = hub.heard();
        let on_the_wire: Vec<String> = heard.iter().flat_map(|bytes| readable::words_in(bytes, &words)).collect();
        assert!(on_the_wire.is_empty(), "on the wire:\n{}", on_the_wire.join("\n"));
        assert!(heard.iter().map(Vec::len).sum::<usize>() > 100_000, "the wire was listened to");
        hub.kill();
        let (at_the_hub, looked) = readable::words_below(&world.folder().join("hub"), &words);
        assert!(at_the_hub.is_empty(), "at the hub:\n{}", at_the_hub.join("\n"));
        assert!(looked > 100_000, "the hub keeps something");
        // The browser itself keeps one's own name, to fill it into forms, and the link by which one came, which lets
        // nobody in a second time; and the app, whose sample notebook has a hall of that name.
        words.retain(|word| ![secret, "Lena Vogt", "Trần Văn Minh", "Hall 2"].contains(word));
        let mut on_disks = Vec::new();
        for browser in &browsers {
            browser.quit().await;
            let (found, looked) = readable::words_below(&browser.profile(), &words);
            assert!(looked > 100_000, "a device keeps something");
            on_disks.extend(found);
        }
        assert!(on_disks.is_empty(), "on the disks of the devices:\n{}", on_disks.join("\n"));
    });
}

/// The visit that is on the screen or running there.
async fn running_visit(page: &Page) -> VisitId {
    match door::ask(page, Query::Start).await {
        Ok(View::Start(start)) => start.running.first().expect("a running visit").id,
        other => panic!("the start cannot be read: {other:?}"),
    }
}

async fn visit_is_here(page: &Page, visit: VisitId) -> bool {
    matches!(door::ask(page, Query::Visit(visit)).await, Ok(View::Visit(_)))
}

async fn partner_of(page: &Page) -> PartnerId {
    match door::ask(page, Query::Partners(PageRequest::first(1))).await {
        Ok(View::Partners(partners)) => partners.rows.first().expect("a partner").found.id,
        other => panic!("the partners cannot be read: {other:?}"),
    }
}

/// Starts a visit beside the one that runs already, and answers which.
async fn start_another(page: &Page) -> VisitId {
    page.link("Visits").within("navigation", "Main").click().await;
    page.link("Plan a visit").click().await;
    page.field("Purpose").fill(PURPOSE_OF_MINH).await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    // A colleague's visit that runs elsewhere is no reason to ask.
    page.button("Start visit").click().await;
    page.sees("Running for").await;
    let path = page.path().await;
    path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a visit has its id in its address")
}

async fn remark_to_oneself(page: &Page, text: &str) {
    page.button("Note").click().await;
    page.field("What you noticed").types(text).await;
    page.choice("Only me").at_start().click().await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.dialog("Note").goes().await;
    page.button(text).anywhere().shows().await;
}

async fn name_the_city(page: &Page, city: &str) {
    page.link("Partners").within("navigation", "Main").click().await;
    page.link(PARTNER).at_start().click().await;
    page.link("Edit").click().await;
    page.field("City").fill(city).await;
    page.presses(char::from(Key::Tab).to_string()).await;
    page.sees("Saved on this device").await;
    page.button("Done").click().await;
    page.heading(PARTNER).shows().await;
}

async fn city_of(page: &Page, partner: PartnerId) -> String {
    match door::ask(page, Query::Partner(partner)).await {
        Ok(View::Partner(view)) => view.found.record.city,
        other => panic!("the partner cannot be read: {other:?}"),
    }
}

/// How many photos and memos of the visit have not come yet; `None` while none is known.
async fn missing_bytes(page: &Page, visit: VisitId) -> Option<usize> {
    match door::ask(page, Query::Attachments(visit.into(), PageRequest::first(200))).await {
        Ok(View::Attachments(rows)) if rows.rows.len() == 6 => Some(rows.rows.iter().filter(|row| !row.here).count()),
        _ => None,
    }
}

async fn people_of(page: &Page) -> Vec<String> {
    match door::ask(page, Query::Contacts(Scope::All, PageRequest::first(50))).await {
        Ok(View::Contacts(people)) => people.rows.into_iter().map(|view: ContactView| view.found.record.name).collect(),
        other => panic!("the people cannot be read: {other:?}"),
    }
}

/// How many notes are found for these words.
async fn finds(page: &Page, words: &str) -> usize {
    match door::ask(page, Query::Search(words.to_owned(), PageRequest::first(50))).await {
        Ok(View::Search(hits)) => hits.rows.iter().filter(|hit| hit.record.kind == Kind::Observation).count(),
        other => panic!("nothing can be searched: {other:?}"),
    }
}
