//! How much room there is for this origin.

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
            match measure().await {
                Ok(state) if room.told.replace(Some(state)) != Some(state) => {
                    Parcel::new(&ToPage::Event(Event::Storage(state)), &[]).post();
                }
                Ok(_) => {}
                Err(error) => js::warn(&js::words(&error)),
            }
        });
    }
}

async fn measure() -> Result<StorageState, JsValue> {
    let storage = js::scope().navigator().storage();
    let estimate: StorageEstimate = JsFuture::from(storage.estimate()?).await?.unchecked_into();
    let persisted = JsFuture::from(storage.persisted()?).await?.is_truthy();
    Ok(StorageState { used: bytes(estimate.get_usage()), quota: bytes(estimate.get_quota()), persisted })
}

fn bytes(estimate: Option<f64>) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    let bytes = estimate.unwrap_or_default() as u64;
    bytes
}
