//! Chromium, or the desktop app in its place: launched with a profile, ended in every way a browser ends, launched
//! again.

use crate::driver::Driver;
use crate::page::{Page, Session};
use crate::{place, process, wait};
use futures_util::FutureExt;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::{Child, Command};
use std::rc::Rc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

/// What the app is used on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 390×844, touched.
    Phone,
    /// 1280×800, clicked.
    Laptop,
}

impl Size {
    /// Both, the smaller first.
    pub const ALL: [Size; 2] = [Size::Phone, Size::Laptop];

    /// A short name for files.
    pub fn name(self) -> &'static str {
        match self {
            Size::Phone => "phone",
            Size::Laptop => "laptop",
        }
    }

    fn metrics(self) -> Value {
        match self {
            Size::Phone => json!({ "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true, "mobile": true }),
            Size::Laptop => json!({ "width": 1280, "height": 800, "pixelRatio": 1.0, "touch": false, "mobile": false }),
        }
    }
}

/// What shows the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    Chromium,
    Shell,
}

/// How a browser is launched.
#[derive(Clone, Debug)]
pub struct Launch {
    host: Host,
    size: Size,
    arguments: Vec<String>,
    preferences: Value,
}

impl Launch {
    /// As on a device of this size.
    pub fn on(size: Size) -> Launch {
        Launch { host: Host::Chromium, size, arguments: Vec::new(), preferences: json!({}) }
    }

    /// The desktop app, on a laptop. Its camera and microphone are made up; its profile is the folder of its data.
    pub fn shell() -> Launch {
        Launch { host: Host::Shell, ..Launch::on(Size::Laptop) }
    }

    pub(crate) fn is_shell(&self) -> bool {
        self.host == Host::Shell
    }

    /// With a camera and a microphone that are made up, and allowed.
    #[must_use]
    pub fn with_camera_and_microphone(self) -> Launch {
        self.with("--use-fake-device-for-media-stream").with("--use-fake-ui-for-media-stream")
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, argument: impl Into<String>) -> Launch {
        self.arguments.push(argument.into());
        self
    }

    /// With a setting of the browser.
    #[must_use]
    pub fn preferring(mut self, name: &str, value: impl Into<Value>) -> Launch {
        self.preferences[name] = value.into();
        self
    }

    fn capabilities(&self, profile: &Path) -> Capabilities {
        match self.host {
            Host::Chromium => self.of_chromium(profile),
            Host::Shell => {
                let arguments = json!(["--data", profile]);
                let options = json!({ "binary": place::shell(), "args": arguments });
                capabilities(json!({ "webkitgtk:browserOptions": options }))
            }
        }
    }

    fn of_chromium(&self, profile: &Path) -> Capabilities {
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-breakpad",
            "--disable-search-engine-choice-screen",
            // Chromium 148 crashes when it ends a worker that has just written to its files because the page is
            // left for another one of the same site; a page of a few lines does it too. Only without this feature
            // does it not. People hardly leave the app for itself: inside of it no page is loaded anew.
            "--disable-features=BackForwardCache",
            "--lang=en-GB",
        ]
        .map(String::from)
        .into();
        if is_root() {
            arguments.push("--no-sandbox".into());
        }
        arguments.push(format!("--user-data-dir={}", profile.display()));
        arguments.extend(self.arguments.iter().cloned());
        let options = json!({
            "binary": place::chromium(),
            "args": arguments,
            "prefs": self.preferences,
            "mobileEmulation": { "deviceMetrics": self.size.metrics() },
        });
        capabilities(json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        }))
    }
}

fn capabilities(named: Value) -> Capabilities {
    let Value::Object(named) = named else { unreachable!("it is an object") };
    Capabilities::from(named)
}

/// A browser with its profile. It is ended with the world at the latest.
pub struct Browser {
    /// Of all browsers of a world; the desktop app has one of its own for each start.
    driver: Option<Rc<Driver>>,
    launch: RefCell<Launch>,
    profile: TempDir,
    running: RefCell<Option<Running>>,
}

struct Running {
    session: Rc<Session>,
    /// The browser's own process, or the desktop app's driver, which leads a group of all it started.
    process: u32,
    /// The desktop app's.
    driver: Option<Driver>,
    watchdog: Child,
}

impl Browser {
    pub(crate) async fn start(driver: Option<Rc<Driver>>, launch: Launch) -> Browser {
        let profile = tempfile::Builder::new().prefix("floorbook-profile-").tempdir().expect("a temporary folder");
        let launch = RefCell::new(launch);
        let browser = Browser { driver, launch, profile, running: RefCell::default() };
        browser.relaunch().await;
        browser
    }

    /// Launches it again, with the same profile, after it ended.
    pub async fn relaunch(&self) {
        assert!(self.running.borrow().is_none(), "the browser still runs");
        let capabilities = self.launch.borrow().capabilities(self.profile.path());
        let own = if self.driver.is_none() { Some(Driver::start_for_shell(&self.saved()).await) } else { None };
        // From here on, whatever happens, the app is ended with its driver's group.
        let early = own.as_ref().map(|driver| process::watchdog(driver.process()).expect("a shell"));
        let url = own.as_ref().or(self.driver.as_deref()).expect("there is one").url.clone();
        let builder = WebDriver::builder(url.as_str(), capabilities);
        let driver = builder.request_timeout(Duration::from_secs(180)).connect().await.expect("the browser starts");
        let process = own.as_ref().map_or_else(|| self.process(), Driver::process);
        let watchdog = early.unwrap_or_else(|| process::watchdog(process).expect("a shell"));
        let session = Session::new(driver).await;
        *self.running.borrow_mut() = Some(Running { session, process, driver: own, watchdog });
    }

    /// Launches it again in another way, with the same profile.
    pub async fn relaunch_as(&self, launch: Launch) {
        *self.launch.borrow_mut() = launch;
        self.relaunch().await;
    }

    /// The tab that it was launched with.
    pub fn page(&self) -> Page {
        Page::first(self.session())
    }

    /// A new tab.
    pub async fn new_page(&self) -> Page {
        Page::another(self.session()).await
    }

    /// Closes it, as a person does.
    pub async fn quit(&self) {
        let running = self.running.borrow_mut().take();
        let Some(running) = running else { return };
        let mut processes = self.processes(running.process);
        // The desktop app's driver stays.
        processes.retain(|process| running.driver.as_ref().is_none_or(|driver| driver.process() != *process));
        running.session.quit().await;
        wait::until("the browser closes", async || process::alive(&processes).is_ok_and(|alive| alive.is_empty()))
            .await;
        running.leave();
    }

    /// Ends all its processes at once, as a battery that is empty; answers when.
    pub fn kill(&self) -> Instant {
        let running = self.running.borrow_mut().take();
        let Some(running) = running else { return Instant::now() };
        running.session.forget();
        process::kill(running.process, &[]).expect("the browser can be killed");
        let died = Instant::now();
        // A process that was just being started, or has left the group, may have been missed.
        loop {
            let processes = self.processes(running.process);
            if process::alive(&processes).expect("ps lists processes").is_empty() {
                break;
            }
            process::kill(running.process, &processes).expect("the browser can be killed");
            std::thread::yield_now();
        }
        running.leave();
        died
    }

    /// Does something, and ends the browser after some time, whatever is being done; answers when.
    pub async fn kill_while(&self, after: Duration, doing: impl Future<Output = ()>) -> Instant {
        let mut doing = pin!(doing.fuse());
        let mut moment = pin!(tokio::time::sleep(after).fuse());
        futures_util::future::select(&mut doing, &mut moment).await;
        self.kill()
    }

    /// The folder of its profile.
    pub fn profile(&self) -> PathBuf {
        self.profile.path().to_owned()
    }

    /// Where the desktop app puts files that a person saves.
    pub fn saved(&self) -> PathBuf {
        let folder = self.profile.path().join("saved");
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    pub(crate) fn session_if_running(&self) -> Option<Rc<Session>> {
        self.running.borrow().as_ref().map(|running| running.session.clone())
    }

    fn session(&self) -> Rc<Session> {
        self.session_if_running().expect("the browser runs")
    }

    fn process(&self) -> u32 {
        let ours = process::naming(self.profile.path()).expect("ps lists processes");
        let driver = self.driver.as_ref().expect("the world's chromedriver");
        let started = process::tree(driver.process()).expect("ps lists processes");
        // The tree names the eldest first.
        *started.iter().find(|process| ours.contains(process)).expect("chromedriver has started Chromium")
    }

    fn processes(&self, root: u32) -> Vec<u32> {
        let mut processes = process::tree(root).expect("ps lists processes");
        processes.extend(process::naming(self.profile.path()).expect("ps lists processes"));
        processes
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Running {
    fn leave(mut self) {
        // Nothing is left that the watchdog could end.
        let _ = self.watchdog.kill();
        let _ = self.watchdog.wait();
    }
}

/// Chromium refuses its sandbox to root.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0"))
}
