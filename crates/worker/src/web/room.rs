//! How much room there is for this origin.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use floorbook_port::{Event, StorageState, ToPage};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::StorageEstimate;

use super::js;
use super::parcel::Parcel;
use super::reserve::{self, Reserve};
use super::timer::{self, Every};

/// How long writes may go on before the room is looked at again.
const AFTER_WRITES: f64 = 1_500.0;

/// How long to wait for the owner before to let the reserve go, and how often.
const AGAIN: f64 = 500.0;
const ATTEMPTS: u32 = 60;

/// How often it is looked at while the page can be seen.
const WHILE_SEEN: f64 = 60_000.0;

/// Looks at the room, and tells the page when it has changed.
#[derive(Default)]
pub(crate) struct Room {
    told: Cell<Option<StorageState>>,
    soon: Cell<bool>,
    minutes: RefCell<Option<Every>>,
    looking: Cell<bool>,
    wanted: Cell<bool>,
    /// Whether the notebook is open here.
    is_owner: Cell<bool>,
    /// Counts openings and closings, so that a reserve that is opened too late is let go.
    turn: Cell<u64>,
    /// Held while the notebook is open here.
    reserve: RefCell<Option<Reserve>>,
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

    /// The notebook is open here: a reserve is kept from now on.
    pub(crate) fn keep_reserve(self: &Rc<Self>) {
        self.turn.set(self.turn.get() + 1);
        self.is_owner.set(true);
        self.look();
    }

    /// The notebook is not open here any more.
    pub(crate) fn leave_reserve(&self) {
        self.turn.set(self.turn.get() + 1);
        self.is_owner.set(false);
        self.reserve.borrow_mut().take();
    }

    /// There is no room for words: gives them the reserve. Whether there was any.
    pub(crate) fn make_room(self: &Rc<Self>) -> bool {
        let reserve = self.reserve.borrow_mut().take();
        let made = reserve.is_some();
        if let Some(reserve) = reserve {
            reserve.let_go();
        }
        self.written();
        made
    }

    /// Opens the reserve, where it is not open and there is room for it.
    async fn fill_reserve(&self) -> Result<(), JsValue> {
        let turn = self.turn.get();
        // The owner before may not have let go of it yet.
        for _ in 0..ATTEMPTS {
            if !self.is_owner.get() || self.turn.get() != turn || self.reserve.borrow().is_some() {
                return Ok(());
            }
            match Reserve::open().await {
                Ok(reserve) if self.turn.get() == turn => {
                    *self.reserve.borrow_mut() = reserve;
                    return Ok(());
                }
                Ok(_) => return Ok(()),
                Err(error) if js::name_of(&error) == "NoModificationAllowedError" => timer::sleep(AGAIN).await,
                Err(error) => return Err(error),
            }
        }
        Ok(())
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

    /// Looks now; again, if it is looking already.
    pub(crate) fn look(self: &Rc<Self>) {
        self.wanted.set(true);
        if self.looking.replace(true) {
            return;
        }
        let room = Rc::clone(self);
        spawn_local(async move {
            while room.wanted.replace(false) {
                match room.measure().await {
                    Ok(state) if room.told.replace(Some(state)) != Some(state) => {
                        Parcel::new(&ToPage::Event(Event::Storage(state)), &[]).post();
                    }
                    Ok(_) => {}
                    Err(error) => js::warn(&js::words(&error)),
                }
            }
            room.looking.set(false);
        });
    }

    async fn measure(&self) -> Result<StorageState, JsValue> {
        // Without a reserve everything works but its own purpose; so what is wrong with it is only told.
        let filled = self.fill_reserve().await;
        let left = if self.is_owner.get() { reserve::room().await } else { Ok(None) };
        for error in [filled.err(), left.as_ref().err().cloned()].into_iter().flatten() {
            js::warn(&format!("the reserve of room: {}", js::words(&error)));
        }
        let storage = js::scope().navigator().storage();
        let persisted = JsFuture::from(storage.persisted()?).await?.is_truthy();
        let estimate: StorageEstimate = JsFuture::from(storage.estimate()?).await?.unchecked_into();
        let reserved = self.reserve.borrow().as_ref().map_or(0, Reserve::size);
        let used = bytes(estimate.get_usage()).saturating_sub(reserved);
        let told = bytes(estimate.get_quota());
        let quota = left.ok().flatten().map_or(told, |left| told.min(used + left));
        Ok(StorageState { used, quota, persisted })
    }
}

fn bytes(estimate: Option<f64>) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    let bytes = estimate.unwrap_or_default() as u64;
    bytes
}
