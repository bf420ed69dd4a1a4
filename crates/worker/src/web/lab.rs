//! The photo lab: a worker of its own in which pictures are developed, so that what is typed is saved
//! without waiting for them. It is the same script under another name, started with the first
//! picture, and closed when there was none for a while.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use floorbook_port::{ErrorCode, Failure, ToPage, ToWorker};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::darkroom::{Darkroom, Film};
use super::js;
use super::parcel::Parcel;
use super::timer;
use crate::inbox;

/// The name of the lab's worker.
const NAME: &str = "floorbook-lab";

/// How long the lab stays open with nothing to do.
const IDLE: f64 = 30_000.0;

/// The way to the lab.
#[derive(Default)]
pub(crate) struct Lab(RefCell<State>);

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    /// The numbers of what is being developed.
    out: BTreeSet<u32>,
    /// Counts what was handed in, so that only a lab that had nothing since is closed.
    films: u64,
}

impl Lab {
    /// Hands in a file. The page is told when it is developed. `message` is what the page said.
    pub(crate) fn hand_in(self: &Rc<Self>, film: Film, message: &JsValue) {
        let number = film.number;
        let mut state = self.0.borrow_mut();
        if state.worker.is_none() {
            state.worker = self.start().inspect_err(|error| js::warn(&js::words(error))).ok();
        }
        let Some(worker) = &state.worker else {
            // A browser that starts no worker in a worker: it is done here, if not as smoothly.
            return Darkroom::new(|_, print| print.post()).take(film);
        };
        match worker.post_message(message) {
            Ok(()) => {
                state.out.insert(number);
                state.films += 1;
            }
            Err(error) => not_developed(number, &js::words(&error)),
        }
    }

    fn start(self: &Rc<Self>) -> Result<Worker, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(NAME);
        let worker = Worker::new_with_options(&js::scope().location().href(), &options)?;
        let lab = Rc::clone(self);
        let done = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| lab.done(&event.data()));
        worker.set_onmessage(Some(done.as_ref().unchecked_ref()));
        let lab = Rc::clone(self);
        let broken = Closure::<dyn FnMut()>::new(move || lab.broken());
        worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
        // Both live as long as the worker that the browser keeps; labs are few.
        done.forget();
        broken.forget();
        Ok(worker)
    }

    fn done(self: &Rc<Self>, data: &JsValue) {
        let Ok(print) = Parcel::read(data) else {
            return;
        };
        let mut state = self.0.borrow_mut();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the lab sends back what it got")]
        let number = js::get(data, "number").as_f64().unwrap_or_default() as u32;
        if state.out.remove(&number) {
            print.post();
        }
        if state.out.is_empty() {
            let (lab, films) = (Rc::clone(self), state.films);
            spawn_local(async move {
                timer::sleep(IDLE).await;
                let mut state = lab.0.borrow_mut();
                if state.films == films
                    && let Some(worker) = state.worker.take()
                {
                    worker.terminate();
                }
            });
        }
    }

    /// The lab had a bug or ran out of memory: what was in it is reported, the next picture starts another.
    fn broken(&self) {
        let mut state = self.0.borrow_mut();
        if let Some(worker) = state.worker.take() {
            worker.terminate();
        }
        for number in std::mem::take(&mut state.out) {
            not_developed(number, "the lab broke down");
        }
    }
}

/// Whether this worker was started as a lab.
pub(crate) fn is_this() -> bool {
    js::scope().name() == NAME
}

/// What a worker that was started as a lab does with what it hears.
pub(crate) fn listener() -> impl Fn(&JsValue) {
    let darkroom = Darkroom::new(|number, print| print.post_numbered(number));
    move |data| {
        let message = js::get(data, "body").as_string().and_then(|body| inbox::read(&body).ok());
        if let (Some(ToWorker::Develop { number, keep_original }), Some(blob)) = (message, Parcel::blob(data)) {
            darkroom.take(Film { number, blob, keep_original });
        }
    }
}

fn not_developed(number: u32, detail: &str) {
    let failure = Failure::new(ErrorCode::Malformed, detail);
    Parcel::new(&ToPage::NotDeveloped { number, failure }, &[]).post();
}
