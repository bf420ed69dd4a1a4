//! All that a journey starts: servers, browsers, files. It ends with the journey.

use crate::browser::{Browser, Launch};
use crate::driver::Driver;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use tempfile::TempDir;

/// The world of one journey.
#[derive(Default)]
pub struct World {
    driver: OnceCell<Rc<Driver>>,
    browsers: RefCell<Vec<Rc<Browser>>>,
    folder: OnceCell<TempDir>,
}

impl World {
    /// Starts a browser, or the desktop app, with a new profile.
    pub async fn browser(&self, launch: Launch) -> Rc<Browser> {
        let shared = || self.driver.get_or_init(|| Rc::new(Driver::start())).clone();
        let driver = if launch.is_shell() { None } else { Some(shared()) };
        let browser = Rc::new(Browser::start(driver, launch).await);
        self.browsers.borrow_mut().push(browser.clone());
        browser
    }

    /// A folder for files that a person has on their device.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.get_or_init(|| tempfile::tempdir().expect("a temporary folder")).path()
    }

    pub(crate) fn browsers(&self) -> Vec<Rc<Browser>> {
        self.browsers.borrow().clone()
    }
}
