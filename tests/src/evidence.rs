//! What a failed journey leaves to be looked at: of each tab a picture, the page, the console.

use crate::page::Session;
use crate::place;
use crate::world::World;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;
use thirtyfour::error::WebDriverResult;
use tokio::time::timeout;

/// How long is waited for each piece of it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Saves what all browsers of the world show now, and says where.
pub(crate) async fn keep(name: &str, world: &World) {
    let folder = place::target().join("e2e-failures").join(name);
    // What an earlier run left would mislead.
    let _ = std::fs::remove_dir_all(&folder);
    if let Err(error) = std::fs::create_dir_all(&folder) {
        return eprintln!("{name}: nothing of the failure can be kept: {error}");
    }
    for (number, browser) in world.browsers().iter().enumerate() {
        let Some(session) = browser.session_if_running() else { continue };
        let start = folder.join(format!("browser-{number}"));
        write(&start.with_extension("steps.txt"), session.steps().join("\n"));
        if let Err(error) = keep_session(&session, &start).await {
            write(&start.with_extension("unreadable.txt"), error.to_string());
        }
    }
    eprintln!("{name}: what was on the screens is in {}", folder.display());
}

async fn keep_session(session: &Session, start: &Path) -> WebDriverResult<()> {
    let driver = session.driver();
    for (number, window) in driver.windows().await?.into_iter().enumerate() {
        // One tab may have crashed: the others can still tell.
        if driver.switch_to_window(window).await.is_err() {
            continue;
        }
        let tab = |ending: &str| start.with_extension(format!("tab-{number}.{ending}"));
        // A browser that hangs must not take the evidence of the others with it.
        if let Ok(Ok(source)) = timeout(PATIENCE, driver.source()).await {
            write(&tab("html"), source);
        }
        if let Ok(Ok(picture)) = timeout(PATIENCE, driver.screenshot_as_png()).await {
            write(&tab("png"), picture);
        }
    }
    let mut console = String::new();
    // WebKit's driver has no such log; what its page says is in the output of the test.
    for entry in driver.browser_log().await.into_iter().flatten() {
        let _ = writeln!(console, "{} {}", entry.level, entry.message); // Writing to a string cannot fail.
    }
    write(&start.with_extension("console.txt"), console);
    Ok(())
}

fn write(path: &Path, content: impl AsRef<[u8]>) {
    if let Err(error) = std::fs::write(path, content) {
        eprintln!("{} cannot be written: {error}", path.display());
    }
}
