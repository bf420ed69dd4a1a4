//! A tab of the browser, and what a person sees and does in it.

use crate::locator::Locator;
use crate::wait;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Key, WebDriver, WebElement, WindowHandle};

/// What the texts on the screen are: of the topmost modal dialog, where one is open.
const TEXT: &str = "const modal = [...document.querySelectorAll('dialog:modal')].pop();
    return (modal ?? document.body)?.innerText.replace(/\\s+/g, ' ') ?? '';";

/// Whether nothing moves on the page and every picture is there. What turns for ever does not count.
const STILL: &str = "const turning = (one) => one.effect?.getComputedTiming().iterations === Infinity;
    return [...document.images].every((image) => image.complete)
        && document.getAnimations().every((one) => one.playState !== 'running' || turning(one))
        ? document.body.innerText.length + ':' + document.images.length : null;";

/// A running browser as its driver sees it. One tab at a time is spoken to.
pub(crate) struct Session {
    driver: WebDriver,
    current: RefCell<WindowHandle>,
    first: WindowHandle,
    steps: RefCell<Vec<String>>,
    over: Cell<bool>,
}

impl Session {
    pub(crate) async fn new(driver: WebDriver) -> Rc<Session> {
        let first = driver.window().await.expect("a browser starts with a tab");
        let current = RefCell::new(first.clone());
        Rc::new(Session { driver, current, first, steps: RefCell::default(), over: Cell::new(false) })
    }

    /// What was done, for whoever looks for the cause of a failure.
    pub(crate) fn steps(&self) -> Vec<String> {
        self.steps.borrow().clone()
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    pub(crate) async fn quit(&self) {
        self.over.set(true);
        // A browser that is gone already is what was wanted.
        let _ = self.driver.clone().quit().await;
    }

    /// Never speaks to the browser again.
    pub(crate) fn forget(&self) {
        self.over.set(true);
        let _ = self.driver.clone().leak(); // Only one that quit already cannot be forgotten.
    }

    async fn turn_to(&self, window: &WindowHandle) -> WebDriverResult<()> {
        if *self.current.borrow() != *window {
            self.driver.switch_to_window(window.clone()).await?;
            *self.current.borrow_mut() = window.clone();
        }
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.over.get() {
            self.forget();
        }
    }
}

/// A tab.
#[derive(Clone)]
pub struct Page {
    session: Rc<Session>,
    window: WindowHandle,
}

impl Page {
    pub(crate) fn first(session: Rc<Session>) -> Page {
        let window = session.first.clone();
        Page { session, window }
    }

    pub(crate) async fn another(session: Rc<Session>) -> Page {
        let window = session.driver.new_tab().await.expect("a new tab opens");
        Page { session, window }
    }

    /// Opens an address, as one typed into the address bar.
    pub async fn open(&self, url: &str) {
        self.note(&format!("open {url}"));
        self.turn().await;
        if let Err(error) = self.session.driver.goto(url).await {
            panic!("{url} does not open: {error}");
        }
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.note("reload");
        self.turn().await;
        self.session.driver.refresh().await.expect("the page loads again");
    }

    /// Goes back, by the browser's own button.
    pub async fn back(&self) {
        self.note("go back");
        self.turn().await;
        self.session.driver.back().await.expect("there is a page before this one");
    }

    /// Waits until the app would start with the server dead.
    pub async fn starts_offline(&self) {
        const ACTIVE: &str = "return navigator.serviceWorker?.controller?.state ?? ''";
        self.note("wait for the service worker");
        wait::until("the service worker holds the app", async || {
            self.execute(ACTIVE, vec![]).await.is_ok_and(|state| state == "activated")
        })
        .await;
    }

    /// Closes the tab.
    pub async fn close(self) {
        self.note("close the tab");
        self.turn().await;
        self.session.driver.close_window().await.expect("a tab can be closed");
    }

    /// Ends the process that runs the page, as a browser does that needs its memory.
    pub async fn crash(self) {
        self.note("crash the tab");
        self.turn().await;
        // The answer never comes, or says that the page is gone.
        let _ = self.session.driver.cdp().send_raw("Page.crash", json!({})).await;
    }

    /// The path of the address.
    pub async fn path(&self) -> String {
        self.turn().await;
        let url = self.session.driver.current_url().await.expect("a tab has an address");
        url.path().to_owned()
    }

    /// A button by its label.
    pub fn button(&self, label: &str) -> Locator {
        Locator::new(self.clone(), "button", label)
    }

    /// A link by its label.
    pub fn link(&self, label: &str) -> Locator {
        Locator::new(self.clone(), "link", label)
    }

    /// A field by its label.
    pub fn field(&self, label: &str) -> Locator {
        Locator::new(self.clone(), "field", label)
    }

    /// One of several things to choose from, by its label.
    pub fn choice(&self, label: &str) -> Locator {
        Locator::new(self.clone(), "choice", label)
    }

    /// A heading by its words.
    pub fn heading(&self, words: &str) -> Locator {
        Locator::new(self.clone(), "heading", words)
    }

    /// A dialog by its title.
    pub fn dialog(&self, title: &str) -> Locator {
        Locator::new(self.clone(), "dialog", title)
    }

    /// Anything by role and label; see `finder.js` for the roles.
    pub fn part(&self, role: &'static str, label: &str) -> Locator {
        Locator::new(self.clone(), role, label)
    }

    /// Waits until these words can be read.
    pub async fn sees(&self, words: &str) {
        self.note(&format!("see “{words}”"));
        let seen = wait::within(wait::PATIENCE, async || self.text().await.contains(words).then_some(())).await;
        if seen.is_none() {
            panic!("“{words}” is not on the page, which says: {}", self.text().await);
        }
    }

    /// Waits until these words cannot be read.
    pub async fn sees_no(&self, words: &str) {
        self.note(&format!("see no “{words}”"));
        wait::until(&format!("“{words}” goes away"), async || !self.text().await.contains(words)).await;
    }

    /// Whether these words can be read now.
    pub async fn says(&self, words: &str) -> bool {
        self.text().await.contains(words)
    }

    /// All words that can be read now; empty while a page loads.
    pub async fn text(&self) -> String {
        let text = self.execute(TEXT, vec![]).await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page has come to rest: nothing moves, and it shows the same twice.
    pub async fn rests(&self) {
        self.note("wait until the page rests");
        let mut last = Value::Null;
        wait::until("the page comes to rest", async || {
            let now = self.execute(STILL, vec![]).await.unwrap_or_default();
            let rests = !now.is_null() && now == last;
            last = now;
            rests
        })
        .await;
    }

    /// Fixes the theme, as the settings do: `light`, `dark` or `system`.
    ///
    /// # Panics
    /// When the page has not been loaded.
    pub async fn wears(&self, theme: &str) {
        const WEAR: &str = "localStorage.setItem('floorbook.theme', JSON.stringify(arguments[0]));
            floorbookApplyTheme(arguments[0]);";
        self.execute(WEAR, vec![json!(theme)]).await.expect("the page's first script has run");
    }

    /// Asks the page for no motion, as a person's system can.
    pub async fn calms(&self) {
        let calm = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        self.devtools("Emulation.setEmulatedMedia", calm).await;
    }

    /// Presses keys, wherever the focus is.
    pub async fn presses(&self, keys: impl Into<String>) {
        let keys = keys.into();
        self.note(&format!("press {keys:?}"));
        self.turn().await;
        self.session.driver.action_chain().send_keys(keys).perform().await.expect("keys can be pressed");
    }

    /// Presses Escape.
    pub async fn escapes(&self) {
        self.presses(char::from(Key::Escape).to_string()).await;
    }

    /// Tells the page's process to do something that a person cannot, such as running out of room.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.turn().await;
        match self.session.driver.cdp().send_raw(command, parameters).await {
            Ok(answer) => answer,
            Err(error) => panic!("{command}: {error}"),
        }
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// Those of the driver, and of the script.
    pub async fn execute(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.session.turn_to(&self.window).await?;
        Ok(self.session.driver.execute(script, arguments).await?.json().clone())
    }

    /// Runs a script that answers by calling its last argument.
    ///
    /// # Errors
    /// Those of the driver, and of the script.
    pub async fn execute_async(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.session.turn_to(&self.window).await?;
        Ok(self.session.driver.execute_async(script, arguments).await?.json().clone())
    }

    /// A picture of what is seen.
    ///
    /// # Panics
    /// When the browser cannot take it.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.turn().await;
        self.session.driver.screenshot_as_png().await.expect("the browser takes a screenshot")
    }

    pub(crate) fn element(&self, json: Value) -> WebDriverResult<WebElement> {
        WebElement::from_json(json, self.session.driver.handle().clone())
    }

    pub(crate) fn note(&self, step: &str) {
        self.session.steps.borrow_mut().push(step.to_owned());
    }

    async fn turn(&self) {
        self.session.turn_to(&self.window).await.expect("the tab is there");
    }
}
