//! Two people, each with a browser of their own, and the real hub between them.

use crate::steps::{open_visit, photos_of, run_a_visit, start_a_notebook, texts_of, write_a_note};
use floorbook_domain::{PartnerField, PartnerId, VisitId};
use floorbook_port::{Command, InvitationView, PageRequest, Query, Role, TeamCommand, View, Write};
use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::door;
use floorbook_tests::hub::Hub;
use floorbook_tests::journey::walk;
use floorbook_tests::origin::{InShell, Origin};
use floorbook_tests::page::Page;
use floorbook_tests::{picture, wait};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Connects the open notebook to the hub that serves the app.
pub async fn connect(page: &Page, hub: &Hub) {
    page.open(&hub.url("/sync")).await;
    page.button("Connect to a hub").click().await;
    page.sees("Everything here is on the hub").await;
}

/// Invites somebody, and answers the link as it is shown.
pub async fn invite(page: &Page, at: &impl Origin) -> String {
    invite_as(page, at, "Writes").await
}

/// Invites somebody who may do so much, and answers the link as it is shown.
async fn invite_as(page: &Page, at: &impl Origin, role: &str) -> String {
    page.open(&at.url("/team")).await;
    page.button("Invite").click().await;
    page.choice(role).click().await;
    page.button("Make the link").click().await;
    page.button("Copy link").shows().await;
    wait::until("the hub has the invitation", async || {
        invitations(page).await.iter().all(|invitation| invitation.at_hub)
    })
    .await;
    let others = |invitation: &InvitationView| invitation.role.is_some();
    let link =
        invitations(page).await.into_iter().filter(others).find_map(|invitation| invitation.link).expect("a link");
    page.sees(&link).await;
    page.escapes().await;
    link
}

/// Lets another device of one's own in, and answers the link.
pub async fn add_my_device(page: &Page, hub: &Hub) -> String {
    page.open(&hub.url("/team")).await;
    page.button("Add my other device").click().await;
    page.button("Copy link").shows().await;
    let mut link = None;
    wait::until("the hub has the invitation", async || {
        let own = invitations(page).await.into_iter().find(|invitation| invitation.role.is_none());
        link = own.as_ref().and_then(|invitation| invitation.link.clone());
        own.is_some_and(|invitation| invitation.at_hub)
    })
    .await;
    let link = link.expect("a link");
    page.sees(&link).await;
    page.escapes().await;
    link
}

async fn invitations(page: &Page) -> Vec<InvitationView> {
    match door::ask(page, Query::Team).await {
        Ok(View::Team(team)) => team.invitations,
        other => panic!("the team cannot be read: {other:?}"),
    }
}

/// Opens the link as somebody new.
pub async fn join(page: &Page, link: &str, name: &str) {
    page.open(link).await;
    page.field("Your name").fill(name).await;
    page.button("Join").click().await;
    page.heading("Today").shows().await;
}

/// Joins as somebody new in the desktop app, which is given the link.
pub async fn join_in_app(page: &Page, link: &str, name: &str) {
    page.open(&InShell.url("/")).await;
    page.button("Join a team").click().await;
    page.field("Invitation link").fill(link).await;
    page.field("Your name").fill(name).await;
    page.button("Join").click().await;
    page.heading("Today").shows().await;
}

async fn shows_all(page: &Page, visit: VisitId, wanted: &[&str]) {
    wait::until(&format!("all of {wanted:?} have come"), async || {
        let texts = texts_of(page, visit).await;
        wanted.iter().all(|text| texts.iter().any(|found| found.contains(text)))
    })
    .await;
}

/// Lena starts a notebook with a visit and a note and invites Minh, who joins; both look at the visit.
async fn come_together(lena: &Page, minh: &Page, hub: &Hub) -> VisitId {
    start_a_notebook(lena, hub).await;
    let visit = run_a_visit(lena).await;
    write_a_note(lena, "Needle 7 is worn").await;
    connect(lena, hub).await;
    let link = invite(lena, hub).await;
    join(minh, &link, "Minh").await;
    wait::until("the visit has come", async || texts_of(minh, visit).await.len() == 1).await;
    open_visit(minh, hub, visit).await;
    open_visit(lena, hub, visit).await;
    visit
}

#[test]
fn two_people_share_a_notebook_and_see_what_the_other_writes() {
    walk("sync-two-people", async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let (laptop, phone) =
            (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone)).await);
        let (lena, minh) = (laptop.page(), phone.page());
        let visit = come_together(&lena, &minh, &hub).await;
        minh.button("Needle 7 is worn").anywhere().shows().await;

        // What one writes the other sees, without a reload.
        write_a_note(&minh, "The exit is blocked").await;
        lena.button("The exit is blocked").anywhere().shows().await;
        write_a_note(&lena, "It is free again").await;
        minh.button("It is free again").anywhere().shows().await;
        assert_eq!(photos_of(&lena, visit).await, 0);
        shows_all(&minh, visit, &["Needle 7 is worn", "The exit is blocked", "It is free again"]).await;
    });
}

#[test]
fn notes_that_are_brought_in_bring_an_offer_to_make_one_of_two() {
    walk("sync-doubles", async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let (laptop, phone) =
            (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone)).await);
        let (lena, minh) = (laptop.page(), phone.page());
        for (page, n, name) in [(&lena, 1, "Sông Hồng Knit"), (&minh, 2, "SONG HONG KNIT Co., Ltd")] {
            start_a_notebook(page, &hub).await;
            let name = PartnerField::Name(name.into());
            let write = Write::new(PartnerId::new(1, [n; 10]), vec![name.into()]);
            door::call(page, Command::Write(vec![write])).await.expect("a partner");
        }
        connect(&lena, &hub).await;
        let link = invite(&lena, &hub).await;
        minh.open(&link).await;
        minh.choice("Bring my notes in").click().await;
        minh.field("Your name").fill("Minh").await;
        minh.button("Join").click().await;
        minh.sees("One partner or person may stand here twice").await;
        minh.link("Have a look").click().await;
        minh.heading("Here twice?").shows().await;
        minh.button("Keep “Sông Hồng Knit”").click().await;
        minh.sees("Nothing stands here twice").await;
        for page in [&lena, &minh] {
            page.open(&hub.url("/partners")).await;
            page.link("Sông Hồng Knit").at_start().shows().await;
            page.link("SONG HONG KNIT").at_start().goes().await;
        }
        // The device that connected has a name.
        lena.open(&hub.url("/team")).await;
        lena.sees("Chrome on Linux").await;
    });
}

#[test]
fn who_only_reads_is_shown_everything_and_offered_nothing_to_write() {
    walk("sync-viewer", async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let (laptop, phone) =
            (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone)).await);
        let (lena, boss) = (laptop.page(), phone.page());
        start_a_notebook(&lena, &hub).await;
        let visit = run_a_visit(&lena).await;
        write_a_note(&lena, "Needle 7 is worn").await;
        let name = PartnerField::Name("Sông Hồng Knit".into());
        let write = Write::new(PartnerId::new(1, [1; 10]), vec![name.into()]);
        door::call(&lena, Command::Write(vec![write])).await.expect("a partner");
        connect(&lena, &hub).await;
        let link = invite_as(&lena, &hub, "Reads along").await;
        join(&boss, &link, "The boss").await;
        wait::until("the visit has come", async || texts_of(&boss, visit).await.len() == 1).await;
        boss.open(&hub.url(&format!("/visits/{visit}"))).await;
        boss.sees("You read along in this notebook.").await;
        for button in ["Note", "Photo", "Finish visit", "Pause"] {
            boss.button(button).goes().await;
        }
        boss.button("Needle 7 is worn").anywhere().click().await;
        boss.field("What you noticed").holds("Needle 7 is worn").await;
        let can_type = "return [...document.querySelectorAll('dialog textarea, dialog input')].some((one) => !one.matches(':disabled'))";
        assert_eq!(boss.execute(can_type, vec![]).await.expect("the page runs scripts"), json!(false));
        boss.button("Done").click().await;
        boss.dialog("Edit note").goes().await;
        boss.open(&hub.url("/partners")).await;
        boss.link("Sông Hồng Knit").at_start().click().await;
        boss.heading("Sông Hồng Knit").shows().await;
        boss.link("Edit").goes().await;
        boss.link("Plan a visit").goes().await;
        // An owner gives a reader the name that the reader cannot write.
        lena.open(&hub.url("/team")).await;
        lena.button("Name this member").click().await;
        lena.field("Name").fill("The boss").await;
        lena.button("Done").click().await;
        lena.sees("The boss").await;
        // Another role, and all of it is there, with no reload.
        let member = match door::ask(&lena, Query::Team).await {
            Ok(View::Team(team)) => team.members.into_iter().find(|member| !member.me).expect("the boss").id,
            other => panic!("the team cannot be read: {other:?}"),
        };
        let role = TeamCommand::SetRole { member, role: Role::Editor };
        door::call(&lena, Command::Team(role)).await.expect("another role");
        boss.link("Edit").shows().await;
    });
}

#[test]
fn a_browser_and_the_desktop_app_share_a_notebook() {
    walk("sync-shell", async |world| {
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
        open_visit(&minh, &InShell, visit).await;
        open_visit(&lena, &hub, visit).await;

        // What one writes the other sees, without a reload.
        write_a_note(&minh, "The exit is blocked").await;
        lena.button("The exit is blocked").anywhere().shows().await;
        write_a_note(&lena, "It is free again").await;
        minh.button("It is free again").anywhere().shows().await;

        // Each goes on with the hub dead, the app also through a sudden end.
        hub.kill();
        write_a_note(&minh, "Written with the hub dead").await;
        app.kill();
        app.relaunch().await;
        hub.restart();
        lena.button("Written with the hub dead").anywhere().shows().await;
    });
}

#[test]
fn what_two_people_wrote_apart_comes_together_and_nothing_is_lost() {
    walk("sync-apart", async |world| {
        let mut hub = Hub::keeping(&world.folder().join("hub"));
        let (laptop, phone) =
            (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone)).await);
        let (lena, minh) = (laptop.page(), phone.page());
        let visit = come_together(&lena, &minh, &hub).await;
        let partner = PartnerId::new(1, [1; 10]);
        let name = PartnerField::Name("Sông Hồng Knit".into());
        door::call(&lena, Command::Write(vec![Write::new(partner, vec![name.into()])])).await.expect("a partner");
        wait::until("the partner has come", async || cities_of(&minh, partner).await.is_some()).await;

        // No hub, as in a hall. Each goes on by themselves.
        hub.kill();
        for (page, city) in [(&lena, "Hà Nội"), (&minh, "Nam Định")] {
            let write = Write::edit(partner, u64::MAX, vec![PartnerField::City(city.into()).into()]);
            door::call(page, Command::Write(vec![write])).await.expect("a city");
        }
        lena.button("Needle 7 is worn").anywhere().click().await;
        lena.field("What you noticed").types(", says Lena").await;
        lena.button("Done").click().await;
        lena.dialog("Edit note").goes().await;
        minh.button("Select").click().await;
        minh.button("All").within("region", "Selection").click().await;
        minh.button("Delete").within("region", "Selection").click().await;
        minh.button("Needle 7 is worn").anywhere().goes().await;
        write_a_note(&minh, "Seen by Minh alone").await;
        minh.sees("Hub not reachable").await;

        hub.restart();
        for page in [&lena, &minh] {
            page.button("Seen by Minh alone").anywhere().shows().await;
            // A note that was deleted here and edited there is back, and says so.
            page.button("says Lena").anywhere().shows().await;
            let names = page.text().await;
            assert!(names.contains("Back"), "the note is marked: {names}");
            wait::until("both cities are there", async || cities_of(page, partner).await == Some(2)).await;
        }
        // One tap chooses.
        lena.open(&hub.url(&format!("/partners/{partner}"))).await;
        lena.part("tab", "Details").click().await;
        lena.sees("Nam Định").await;
        lena.button("Nam Định").at_start().click().await;
        for page in [&lena, &minh] {
            wait::until("one city is chosen", async || cities_of(page, partner).await == Some(0)).await;
        }
        shows_all(&minh, visit, &["says Lena", "Seen by Minh alone"]).await;
    });
}

/// How many values the city of a partner has side by side: 0 where it is one; `None` while the partner is not here.
pub async fn cities_of(page: &Page, partner: PartnerId) -> Option<usize> {
    match door::ask(page, Query::Partner(partner)).await {
        Ok(View::Partner(view)) => Some(view.found.conflicts.first().map_or(0, |field| field.sides.len())),
        _ => None,
    }
}

#[test]
fn what_comes_in_while_somebody_types_costs_no_letter_and_leaves_the_caret_where_it_is() {
    walk("sync-typing", async |world| {
        let hub = Hub::keeping(&world.folder().join("hub"));
        let (laptop, phone) =
            (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone)).await);
        let (lena, minh) = (laptop.page(), phone.page());
        come_together(&lena, &minh, &hub).await;
        lena.button("Needle 7 is worn").anywhere().click().await;
        minh.button("Needle 7 is worn").anywhere().click().await;
        minh.field("What you noticed").holds("Needle 7 is worn").await;
        // Minh types at the end, while Lena writes before it.
        minh.field("What you noticed").types(" and").await;
        lena.field("What you noticed").shows().await;
        lena.presses(char::from(thirtyfour::Key::Home).to_string()).await;
        lena.field("What you noticed").types("!").await;
        lena.button("Done").click().await;
        minh.field("What you noticed").types(" bent").await;
        minh.sees("Saved on this device").await;
        minh.button("Done").click().await;
        for page in [&lena, &minh] {
            wait::until("all letters of both are there", async || {
                let text = page.text().await;
                text.contains("and bent") && text.contains('!') && text.contains("Needle 7 is worn")
            })
            .await;
        }
    });
}

#[test]
fn fifty_photos_arrive_whole_though_the_connection_is_cut_meanwhile() {
    walk("sync-photos", async |world| {
        let mut hub = Hub::keeping(&world.folder().join("hub"));
        let (laptop, phone) =
            (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone)).await);
        let (lena, minh) = (laptop.page(), phone.page());
        let visit = come_together(&lena, &minh, &hub).await;
        let files = picture::files(world.folder(), 50, 640, 480);
        minh.button("Photo").click().await;
        minh.part("file", "Files").choose_files(&files).await;
        for _ in 0..3 {
            let before = missing(&lena, visit).await;
            wait::until("some more have come", async || {
                let now = missing(&lena, visit).await;
                now != before || now == (0, 50)
            })
            .await;
            hub.kill();
            hub.restart();
        }
        wait::until("all photos are on both, with all their bytes", async || {
            missing(&lena, visit).await == (0, 50) && missing(&minh, visit).await == (0, 50)
        })
        .await;
        // The engine hands bytes out only if they are what their name says.
        assert_eq!((photos_of(&lena, visit).await, photos_of(&minh, visit).await), (50, 50));
    });
}

/// How many photos of a visit are known without their bytes, and how many there are.
async fn missing(page: &Page, visit: VisitId) -> (usize, usize) {
    match door::ask(page, Query::Attachments(visit.into(), PageRequest::first(200))).await {
        Ok(View::Attachments(rows)) => (rows.rows.iter().filter(|row| !row.here).count(), rows.rows.len()),
        _ => (0, 0),
    }
}

#[test]
fn a_backup_gives_everything_back_on_an_empty_device() {
    walk("sync-backup", async |world| {
        let hub = Hub::start();
        let (old, new) = (world.browser(Launch::on(Size::Laptop)).await, world.browser(Launch::on(Size::Phone)).await);
        let (page, empty) = (old.page(), new.page());
        start_a_notebook(&page, &hub).await;
        let visit = run_a_visit(&page).await;
        write_a_note(&page, "Needle 7 is worn").await;
        let downloads = world.folder().join("downloads");
        std::fs::create_dir_all(&downloads).expect("a folder");
        let allow = json!({ "behavior": "allow", "downloadPath": downloads, "eventsEnabled": false });
        page.devtools("Browser.setDownloadBehavior", allow).await;
        page.open(&hub.url("/sync")).await;
        page.button("Back up").click().await;
        page.field("Passphrase").fill("a loom in the rain").await;
        page.button("Write the file").click().await;
        wait::until("the file is written", async || !floorbook_files(&downloads).is_empty()).await;

        empty.open(&hub.url("/")).await;
        empty.button("Open a file").click().await;
        empty.part("file", "Floorbook file").choose_files(&floorbook_files(&downloads)).await;
        empty.field("Passphrase or link").fill("not this one").await;
        empty.button("Open the file").click().await;
        empty.sees("passphrase").await;
        empty.field("Passphrase or link").fill("a loom in the rain").await;
        empty.button("Open the file").click().await;
        wait::until("everything is back", async || texts_of(&empty, visit).await == ["Needle 7 is worn"]).await;
    });
}

pub fn floorbook_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "floorbook")).collect()
}
