//! How much room there is for this origin.
//!
//! What a browser says of it may be made up: Chromium says that there are some gigabytes more than are
//! used, whatever there is. So a write that found no room counts for more than what is said. (Growing a
//! file of zeros to see whether it may grow tells the truth, but has made Chromium 148 crash when the page
//! was left meanwhile.)

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use floorbook_port::{Event, StorageState, ToPage};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::StorageEstimate;

use super::js;
use super::parcel::Parcel;
use super::timer::{self, Every};

/// How long writes may go on before the room is looked at again.
const AFTER_WRITES: f64 = 1_500.0;

/// How often it is looked at while the page can be seen.
const WHILE_SEEN: f64 = 60_000.0;

/// Looks at the room, and tells the page when it has changed.
#[derive(Default)]
pub(crate) struct Room {
    told: Cell<Option<StorageState>>,
    soon: Cell<bool>,
    minutes: RefCell<Option<Every>>,
    /// Whether the last write found no room.
    full: Cell<bool>,
}

impl Room {
    /// Looks now, and each minute while the page can be seen.
    pub(crate) fn watch(self: &Rc<Self>, visible: bool) {
        let every = visible.then(|| {
            self.look();
            let room = Rc::clone(self);
            Every::new(WHILE_SEEN, move || room.look())
        });
        *self.minutes.borrow_mut() = every;
    }

    /// A write found room, or none.
    pub(crate) fn found(self: &Rc<Self>, room: bool) {
        if self.full.replace(!room) == room {
            self.look();
        }
    }

    /// Looks soon: bytes were written.
    pub(crate) fn written(self: &Rc<Self>) {
        if !self.soon.replace(true) {
            let room = Rc::clone(self);
            spawn_local(async move {
                timer::sleep(AFTER_WRITES).await;
                room.soon.set(false);
                room.look();
            });
        }
    }

    /// Looks now.
    pub(crate) fn look(self: &Rc<Self>) {
        let room = Rc::clone(self);
        spawn_local(async move {
            match measure(room.full.get()).await {
                Ok(state) if room.told.replace(Some(state)) != Some(state) => {
                    Parcel::new(&ToPage::Event(Event::Storage(state)), &[]).post();
                }
                Ok(_) => {}
                Err(error) => js::warn(&js::words(&error)),
            }
        });
    }
}

async fn measure(full: bool) -> Result<StorageState, JsValue> {
    let storage = js::scope().navigator().storage();
    let estimate: StorageEstimate = JsFuture::from(storage.estimate()?).await?.unchecked_into();
    let persisted = JsFuture::from(storage.persisted()?).await?.is_truthy();
    let (used, quota) = (bytes(estimate.get_usage()), bytes(estimate.get_quota()));
    Ok(StorageState { used, quota: if full { used } else { quota }, persisted })
}

fn bytes(estimate: Option<f64>) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    let bytes = estimate.unwrap_or_default() as u64;
    bytes
}
