//! The thread that has the engine: requests of the page one after the other, and between them the turns of syncing.
//!
//! What the page asks goes first: a turn is one call of the engine, and after each of them all that waits is served.
//! [`floorbook_host::rhythm`] decides what a turn is for. Requests that come while the notebook waits for its
//! passphrase are kept, in their order. A page that is loaded anew says hello again; whatever the former one asked is
//! answered to nobody.
//!
//! This thread alone touches the databases. It never waits for the network, nor for a picture, nor for the disk of
//! what is kept beside.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use floorbook_domain::NotebookId;
use floorbook_engine::{Engine, Near, NearState};
use floorbook_port::{
    Command, ErrorCode, Event, Failure, FromShell, HostState, KeyPlace, Outcome, Passphrase, Query, Reply, Request,
    TeamCommand, ToPage, ToWorker,
};

use crate::clock;
use crate::courier::{Brought, Courier};
use crate::hall::Word;
use crate::journal;
use crate::out::{Line, Out};
use crate::refused::Refused;
use crate::store::{Opened, Shut, Store};

/// How long nothing is written before what was written is put in order.
const REST: Duration = Duration::from_secs(2);

/// What reaches the desk.
pub(crate) enum Work {
    /// What the page says, with its buffers, and the way back to it.
    Page(ToWorker, Vec<Vec<u8>>, Line),
    /// What the courier brings.
    Brought(Brought),
    /// The hub nearby that each notebook is synced with.
    Near(Vec<(NotebookId, Option<Near>)>),
    /// Where is the key? Answered to whoever asks.
    AskKey(Sender<Result<Option<KeyPlace>, Failure>>),
    /// The app ends: what is under way is finished, and the databases are closed.
    Close(Sender<()>),
}

/// How it stands with the notebook.
enum State {
    Open(Engine),
    Locked { wrong: bool },
    Refused(Refused),
}

/// The desk.
pub(crate) struct Desk {
    /// The files, or why there are none.
    store: Result<Store, Refused>,
    state: State,
    out: Out,
    courier: Courier,
    hall: Sender<Word>,
    /// The hubs nearby, as they were chosen last.
    near: Vec<(NotebookId, Option<Near>)>,
    /// What the hall was told last.
    told: Vec<(NotebookId, Option<NearState>)>,
    /// What was rescued when it was opened, until a page has been told.
    rescued: Option<HostState>,
    /// Requests that wait for the passphrase.
    waiting: VecDeque<(ToWorker, Vec<Vec<u8>>, Line)>,
    /// Whether damage was found in use before: twice is more than a rescue can mend.
    mended: bool,
    /// Whether the last write found no room.
    full: bool,
    /// When what was written is put in order.
    settle: Option<Instant>,
}

impl Desk {
    /// Opens the notebook, and serves until it is closed.
    pub(crate) fn run(
        store: Result<Store, Refused>,
        out: Out,
        courier: Courier,
        hall: Sender<Word>,
        work: &Receiver<Work>,
    ) {
        let state = State::Locked { wrong: false };
        let mut desk = Desk {
            store,
            state,
            out,
            courier,
            hall,
            near: Vec::new(),
            told: Vec::new(),
            rescued: None,
            waiting: VecDeque::new(),
            mended: false,
            full: false,
            settle: None,
        };
        desk.open(None, false);
        // Nothing to wait for, unless the notebook is open: then the first turn is at once.
        let mut patience = Some(Duration::ZERO);
        loop {
            let first = match patience {
                Some(patience) => work.recv_timeout(patience),
                None => work.recv().map_err(RecvTimeoutError::from),
            };
            match first {
                Ok(first) => {
                    for next in std::iter::once(first).chain(work.try_iter()) {
                        if let Work::Close(closed) = next {
                            drop(desk);
                            // Whoever asked may have lost its patience.
                            let _ = closed.send(());
                            return;
                        }
                        desk.take(next);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            patience = desk.turn();
        }
    }

    fn take(&mut self, work: Work) {
        match work {
            Work::Page(message, parts, line) => self.hear(message, parts, line),
            Work::Brought(brought) => {
                let State::Open(engine) = &mut self.state else { return };
                let done = self.courier.take(brought, engine);
                self.happened(done);
            }
            Work::Near(near) => {
                self.near = near;
                self.bring_near();
            }
            Work::AskKey(asked) => {
                // Nobody waits any more: fine.
                let _ = asked.send(self.store().and_then(|store| store.key_place()));
            }
            Work::Close(_) => {}
        }
    }

    fn hear(&mut self, message: ToWorker, parts: Vec<Vec<u8>>, line: Line) {
        match message {
            ToWorker::Hello { .. } => {
                // What waits was asked by the page that was here before.
                self.waiting.clear();
                // The person may have unlocked the keychain, or made room, and loads the page again.
                if matches!(self.state, State::Refused(_)) {
                    self.open(None, false);
                } else {
                    self.show();
                }
                if let Some(rescued) = self.rescued.take() {
                    self.event(Event::Host(rescued));
                }
                self.courier.stir(false);
            }
            ToWorker::Request { number, request } => match &self.state {
                State::Open(_) => self.request(number, request, &parts, line),
                State::Locked { .. } => self.waiting.push_back((ToWorker::Request { number, request }, parts, line)),
                State::Refused(refused) => {
                    let failure = Failure::new(refused.reason.code(), "the notebook is not open");
                    reply(&line, number, Outcome::Failed(failure), &[]);
                }
            },
            ToWorker::Visible(_) => self.courier.stir(false),
            // There is no other tab, and no owner but this one.
            ToWorker::TakeOver => self.show(),
            ToWorker::Unlock { passphrase } => {
                if matches!(self.state, State::Locked { .. }) {
                    self.event(Event::Host(HostState::Opening));
                    self.open(Some(&passphrase), false);
                }
            }
            ToWorker::AskLock { number } => {
                let set = self.store().and_then(|store| store.is_locked());
                page(&line, ToPage::Lock { number, set }, &[]);
            }
            ToWorker::SetLock { number, passphrase } => {
                let set = self.store().and_then(|store| store.set_lock(passphrase.as_ref()));
                page(&line, ToPage::Lock { number, set }, &[]);
            }
            // The page hands it in with its media type, and it never comes here.
            ToWorker::Develop { number, .. } => {
                let failure = Failure::new(ErrorCode::Malformed, "there is no file beside the message");
                page(&line, ToPage::NotDeveloped { number, failure }, &[]);
            }
        }
    }

    fn store(&self) -> Result<&Store, Failure> {
        self.store.as_ref().map_err(|refused| Failure::new(refused.reason.code(), refused.detail.clone()))
    }

    fn open(&mut self, passphrase: Option<&Passphrase>, damaged: bool) {
        // Before the files are opened again.
        self.state = State::Locked { wrong: false };
        self.courier.close();
        let opened = match &mut self.store {
            Ok(store) => store.open(passphrase, damaged),
            Err(refused) => Err(Shut::Refused(refused.clone())),
        };
        match opened {
            Ok(Opened { engine, rescued }) => {
                self.state = State::Open(engine);
                if let Some(rescued) = rescued {
                    let (changes, lost, kept_as) = (rescued.changes, rescued.lost, rescued.kept_as);
                    self.rescued = Some(HostState::Rescued { changes, lost, kept_as });
                }
                self.courier.open();
                self.bring_near();
            }
            Err(Shut::Locked { wrong }) => self.state = State::Locked { wrong },
            Err(Shut::Refused(refused)) => {
                journal::note(&format!("the notebook is not opened: {:?}, {}", refused.reason, refused.detail));
                self.state = State::Refused(refused);
            }
        }
        self.show();
        if !matches!(self.state, State::Locked { .. }) {
            for (message, parts, line) in std::mem::take(&mut self.waiting) {
                self.hear(message, parts, line);
            }
        }
    }

    fn request(&mut self, number: u32, request: Request, parts: &[Vec<u8>], line: Line) {
        let State::Open(engine) = &mut self.state else { return };
        // Bytes that cannot be read concern one photo; the notebook itself may be sound.
        let bytes = matches!(&request, Request::Ask(Query::Bytes(_)));
        let hurry = matches!(&request, Request::Call { command: Command::Team(TeamCommand::SyncNow { .. }), .. });
        let again = request.clone();
        let result = match request {
            Request::Call { id, command } => {
                engine.call(clock::now(), id, command, parts).map(|answer| (Outcome::Done(answer), Vec::new()))
            }
            Request::Ask(query) => engine.ask(clock::now(), &query).map(|(view, parts)| (Outcome::View(view), parts)),
        };
        let events = engine.events();
        let (outcome, beside) = result.unwrap_or_else(|failure| (Outcome::Failed(failure), Vec::new()));
        if let Outcome::Failed(failure) = &outcome
            && !bytes
            && shows_damage(failure)
            && !self.mended
        {
            // It is not answered: it runs again on what is rescued.
            self.mended = true;
            self.open(None, true);
            return self.hear(ToWorker::Request { number, request: again }, parts.to_vec(), line);
        }
        let is_done = matches!(outcome, Outcome::Done(_));
        let is_full = matches!(&outcome, Outcome::Failed(failure) if failure.code == ErrorCode::StorageFull);
        reply(&line, number, outcome, &beside);
        events.into_iter().for_each(|event| self.event(event));
        if is_done || is_full {
            self.found(!is_full);
        }
        if is_done {
            self.tell_hall();
            self.settle = Some(Instant::now() + REST);
            self.courier.stir(hurry);
        }
    }

    /// One turn of syncing, or a moment of order; answers how long there is nothing to do, `None` for ever.
    fn turn(&mut self) -> Option<Duration> {
        let State::Open(engine) = &mut self.state else { return None };
        let now = Instant::now();
        if self.settle.is_some_and(|at| at <= now) {
            self.settle = None;
            if let Err(failure) = engine.settle() {
                // Nobody waits for it; what is wrong is named when something is read or written.
                journal::note(&format!("what was written could not be put in order: {failure}"));
            }
        }
        let turn = self.courier.turn(engine);
        let rest = turn.rest;
        self.happened(turn.done);
        let settle = self.settle.map(|at| at.saturating_duration_since(now));
        [rest, settle].into_iter().flatten().min()
    }

    /// Takes in what a call of the sync machine led to.
    fn happened(&mut self, done: Option<(Vec<Event>, Option<Failure>)>) {
        let Some((events, failure)) = done else { return };
        let wrote = !events.is_empty();
        events.into_iter().for_each(|event| self.event(event));
        self.tell_hall();
        if let Some(failure) = failure {
            if shows_damage(&failure) && !std::mem::replace(&mut self.mended, true) {
                return self.open(None, true);
            }
            if failure.code == ErrorCode::StorageFull {
                self.found(false);
            }
            journal::note(&format!("syncing rests for a minute: {failure}"));
        } else if wrote {
            self.settle = Some(Instant::now() + REST);
        }
    }

    /// Has the engine sync with the hubs nearby.
    fn bring_near(&mut self) {
        let State::Open(engine) = &mut self.state else { return };
        let brought = self.near.iter().try_for_each(|(notebook, near)| engine.sync_near(*notebook, near.as_ref()));
        if let Err(failure) = brought {
            journal::note(&format!("a hub nearby is not synced with: {failure}"));
        }
        self.courier.stir(false);
        self.tell_hall();
    }

    /// Tells the hall which notebooks there are and how they stand with their hubs nearby, if that is new.
    fn tell_hall(&mut self) {
        let State::Open(engine) = &self.state else { return };
        let stands = engine.sync_workspaces().and_then(|all| {
            let each = all.into_iter().map(|notebook| Ok((notebook, engine.sync_near_state(notebook)?)));
            each.collect::<Result<Vec<_>, Failure>>()
        });
        match stands {
            Ok(stands) if stands != self.told => {
                self.told.clone_from(&stands);
                // Without a hall the app ends.
                let _ = self.hall.send(Word::Notebooks(stands));
            }
            Ok(_) => {}
            Err(failure) => journal::note(&format!("the hall does not hear how it stands: {failure}")),
        }
    }

    /// A write found room, or none.
    fn found(&mut self, room: bool) {
        if std::mem::replace(&mut self.full, !room) == room {
            self.event(Event::Full(!room));
        }
    }

    /// Tells the page how it stands.
    fn show(&self) {
        let state = match &self.state {
            State::Open(_) => HostState::Ready { owner: true },
            State::Locked { wrong } => HostState::Locked { wrong: *wrong },
            State::Refused(Refused { reason, detail }) => {
                HostState::Refused { reason: *reason, detail: detail.clone() }
            }
        };
        self.event(Event::Host(state));
    }

    fn event(&self, event: Event) {
        page(&self.out.line(), ToPage::Event(event), &[]);
    }
}

fn reply(line: &Line, number: u32, outcome: Outcome, parts: &[Vec<u8>]) {
    page(line, ToPage::Reply(Reply { number, outcome }), parts);
}

fn page(line: &Line, message: ToPage, parts: &[Vec<u8>]) {
    line.tell(&FromShell::Page(message), parts);
}

/// Whether the database is damaged, going by how it failed. It was opened by this very key.
fn shows_damage(failure: &Failure) -> bool {
    matches!(failure.code, ErrorCode::Damaged | ErrorCode::WrongKey)
}
