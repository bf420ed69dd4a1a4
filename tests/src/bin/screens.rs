//! Pictures of every screen with the sample notebook, at both sizes and in both themes, in
//! `target/screens/`.

use floorbook_tests::browser::{Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::page::Page;
use floorbook_tests::{journey, place, screens};
use std::path::Path;

fn main() {
    let folder = place::target().join("screens");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    for size in Size::ALL {
        journey::walk(&format!("screens-{}", size.name()), async |world| {
            let hub = Hub::keeping(&world.folder().join("hub"));
            let browser = world.browser(Launch::on(size).with_camera_and_microphone()).await;
            let page = browser.page();
            page.open(&hub.url("/")).await;
            page.calms().await;
            page.field("Your name").fill("Lena Vogt").await;
            page.rests().await;
            take(&page, &folder, "first-start", size).await;
            page.button("Try with sample data").click().await;
            page.heading("Today").shows().await;
            screens::each(&page, &hub, async |name| take(&page, &folder, name, size).await).await;
        });
    }
    eprintln!("the screens are in {}", folder.display());
}

async fn take(page: &Page, folder: &Path, name: &str, size: Size) {
    for theme in screens::THEMES {
        page.wears(theme).await;
        page.rests().await;
        let file = folder.join(format!("{name}-{}-{theme}.png", size.name()));
        std::fs::write(file, page.screenshot().await).expect("a picture can be written");
    }
}
