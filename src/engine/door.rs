//! The page's side of the engine's host: numbers requests, matches answers, hands events out.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use floorbook_port::{ErrorCode, Event, Failure, HostState, Outcome, Refusal, Request, TabId, ToPage, ToWorker};
use futures_channel::oneshot;
use js_sys::{Array, ArrayBuffer};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::wire::{self, Line};
use crate::{host::page, ids};

/// A message from the host with its buffers.
pub(super) type Delivered = (ToPage, Vec<ArrayBuffer>);

/// How often a request is sent again when the owner of the notebook went away meanwhile.
const ATTEMPTS: u32 = 8;

/// What was brought over from a damaged database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// Changes brought over.
    pub changes: u64,
    /// Changes or pieces that could not be read.
    pub lost: u64,
    /// The name under which the damaged file is kept.
    pub kept_as: String,
}

type Listener = Rc<dyn Fn(&Event)>;

/// The page's end of the connection. It lives as long as the page.
pub(super) struct Door {
    line: Option<Line>,
    tab: TabId,
    last: Cell<u32>,
    waiting: RefCell<HashMap<u32, oneshot::Sender<Delivered>>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    host: ArcRwSignal<HostState>,
    full: ArcRwSignal<bool>,
    /// Counts up with every message that carries bytes.
    written: ArcRwSignal<u32>,
    rescued: ArcRwSignal<Option<Rescued>>,
}

thread_local! {
    static DOOR: OnceCell<Rc<Door>> = const { OnceCell::new() };
}

/// Connects to the worker and says hello. Called once, before anything is drawn.
pub fn open() {
    door();
}

/// The one door of this page.
pub(super) fn door() -> Rc<Door> {
    DOOR.with(|cell| {
        if let Some(door) = cell.get() {
            return door.clone();
        }
        let door = Rc::new(Door::new());
        let _ = cell.set(door.clone());
        door.connect();
        door
    })
}

impl Door {
    fn new() -> Door {
        Door {
            line: Line::find(),
            tab: TabId(ids::uuid()),
            last: Cell::new(0),
            waiting: RefCell::default(),
            listeners: RefCell::default(),
            host: ArcRwSignal::new(HostState::Opening),
            full: ArcRwSignal::new(false),
            written: ArcRwSignal::new(0),
            rescued: ArcRwSignal::new(None),
        }
    }

    /// Takes the host's messages over, from a worker those that the page's first script kept, and says hello.
    fn connect(self: &Rc<Self>) {
        let failed = self.clone();
        page::on_window("floorbook-worker-failed", move |_| failed.worker_failed());
        let Some(line) = &self.line else { return self.worker_failed() };
        let door = self.clone();
        line.listen(move |delivered| door.take(delivered));
        let build = page::global("floorbookBuild").and_then(|build| build.as_string()).unwrap_or_default();
        self.post(&ToWorker::Hello { tab: self.tab, build, visible: page::is_visible() });
        let door = self.clone();
        page::on_visibility(move |visible| door.post(&ToWorker::Visible(visible)));
        if let Some(Ok(early)) = page::global("floorbookEarly").map(JsCast::dyn_into::<Array>) {
            let early: Vec<JsValue> = early.splice(0, early.length(), &JsValue::UNDEFINED).iter().collect();
            early.iter().filter_map(wire::read).for_each(|delivered| self.take(delivered));
        }
        if page::global("floorbookWorkerFailed").is_some_and(|why| why.is_truthy()) {
            self.worker_failed();
        }
    }

    pub(super) fn tab(&self) -> TabId {
        self.tab
    }

    pub(super) fn host(&self) -> ArcReadSignal<HostState> {
        self.host.read_only()
    }

    pub(super) fn full(&self) -> ArcReadSignal<bool> {
        self.full.read_only()
    }

    pub(super) fn written(&self) -> ArcReadSignal<u32> {
        self.written.read_only()
    }

    pub(super) fn rescued(&self) -> ArcReadSignal<Option<Rescued>> {
        self.rescued.read_only()
    }

    pub(super) fn forget_rescued(&self) {
        self.rescued.set(None);
    }

    /// Sends a message that has no answer.
    pub(super) fn post(&self, message: &ToWorker) {
        if let Some(line) = &self.line {
            line.post(message, &[]);
        }
    }

    /// Sends a numbered message and waits for its answer.
    pub(super) async fn send(
        &self,
        message: impl FnOnce(u32) -> ToWorker,
        parts: &[ArrayBuffer],
    ) -> Result<Delivered, Failure> {
        let Some(line) = &self.line else { return Err(no_worker()) };
        let (number, answer) = self.expect();
        line.post(&message(number), parts);
        if !parts.is_empty() {
            self.written.update(|written| *written = written.wrapping_add(1));
        }
        answer.await.map_err(|_| no_worker())
    }

    /// Has a picture or file developed.
    pub(super) async fn develop(&self, blob: &Blob, keep_original: bool) -> Result<Delivered, Failure> {
        let Some(line) = &self.line else { return Err(no_worker()) };
        let (number, answer) = self.expect();
        if let Err(failure) = line.hand_in(number, blob, keep_original).await {
            self.waiting.borrow_mut().remove(&number);
            return Err(failure);
        }
        answer.await.map_err(|_| no_worker())
    }

    /// A number for a message, and its answer when it comes.
    fn expect(&self) -> (u32, oneshot::Receiver<Delivered>) {
        let number = self.last.get().wrapping_add(1);
        self.last.set(number);
        let (sender, answer) = oneshot::channel();
        self.waiting.borrow_mut().insert(number, sender);
        (number, answer)
    }

    /// Takes a message of the host.
    fn take(&self, (message, parts): Delivered) {
        let number = match &message {
            ToPage::Reply(reply) => reply.number,
            ToPage::Developed { number, .. } | ToPage::NotDeveloped { number, .. } | ToPage::Lock { number, .. } => {
                *number
            }
            ToPage::Event(event) => return self.happened(event),
        };
        let waiting = self.waiting.borrow_mut().remove(&number);
        if let Some(sender) = waiting {
            let _ = sender.send((message, parts)); // Nobody waits any more: fine.
        }
    }

    fn happened(&self, event: &Event) {
        match event {
            Event::Host(HostState::Rescued { changes, lost, kept_as }) => {
                self.rescued.set(Some(Rescued { changes: *changes, lost: *lost, kept_as: kept_as.clone() }));
            }
            Event::Host(state) => self.host.set(state.clone()),
            Event::Full(full) => self.full.set(*full),
            Event::Changed(_) | Event::Everything | Event::Sync(_) => {}
        }
        // A listener may come or go while it is called.
        let listeners: Vec<_> = self.listeners.borrow().iter().map(|(_, listener)| listener.clone()).collect();
        listeners.iter().for_each(|listener| listener(event));
    }

    /// The worker could not start: everything that waits for it fails, and the host says so.
    fn worker_failed(&self) {
        if !matches!(self.host.get_untracked(), HostState::Refused { .. }) {
            let why = page::global("floorbookWorkerFailed").and_then(|why| why.as_string());
            let reason = if page::is_secure() { Refusal::Other } else { Refusal::InsecureOrigin };
            self.host.set(HostState::Refused { reason, detail: why.unwrap_or_default() });
        }
        self.waiting.borrow_mut().clear();
    }
}

/// Sends a request, again if the owner of the notebook went away before it answered.
pub(super) async fn request(request: &Request, parts: &[ArrayBuffer]) -> Result<(Outcome, Vec<ArrayBuffer>), Failure> {
    let door = door();
    let mut attempt = 0;
    loop {
        attempt += 1;
        let numbered = |number| ToWorker::Request { number, request: request.clone() };
        let (answer, parts) = door.send(numbered, parts).await?;
        let ToPage::Reply(reply) = answer else {
            return Err(Failure::new(ErrorCode::Malformed, "the answer is none to a request"));
        };
        match &reply.outcome {
            Outcome::Failed(failure) if failure.code == ErrorCode::OwnerGone && attempt < ATTEMPTS => {
                until_ready(&door).await;
            }
            _ => return Ok((reply.outcome, parts)),
        }
    }
}

/// Waits until the host says that the notebook is open, a moment if it says so already.
async fn until_ready(door: &Door) {
    if matches!(door.host.get_untracked(), HostState::Ready { .. }) {
        return page::sleep(250).await;
    }
    let (sender, ready) = oneshot::channel();
    let sender = Cell::new(Some(sender));
    let _listening = listen(move |event| {
        if let (Event::Host(HostState::Ready { .. }), Some(sender)) = (event, sender.take()) {
            let _ = sender.send(());
        }
    });
    let _ = ready.await;
}

/// Ends the listening when it is dropped.
pub struct Listening(u32);

impl Drop for Listening {
    fn drop(&mut self) {
        door().listeners.borrow_mut().retain(|(number, _)| *number != self.0);
    }
}

/// See [`events`](super::events).
pub(super) fn listen(listener: impl Fn(&Event) + 'static) -> Listening {
    let door = door();
    let number = door.last.get().wrapping_add(1);
    door.last.set(number);
    door.listeners.borrow_mut().push((number, Rc::new(listener)));
    Listening(number)
}

fn no_worker() -> Failure {
    Failure::new(ErrorCode::NoDurableStorage, "the engine's worker did not start")
}
