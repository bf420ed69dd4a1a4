//! Where requests are run: one after the other, in the order in which they came.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use floorbook_engine::Engine;
use floorbook_port::{Command, ErrorCode, Event, Failure, Outcome, Query, Request, TabId, TeamCommand};
use wasm_bindgen_futures::spawn_local;

use super::{js, timer};
use crate::alive;

/// How long nothing is written before what was written is put in order.
const REST: f64 = 2_000.0;

/// A request to be run here.
pub(crate) struct Job {
    /// The tab it is of; `None` for this one.
    pub(crate) from: Option<TabId>,
    /// Its number in that tab.
    pub(crate) number: u32,
    /// What is wanted.
    pub(crate) request: Request,
    /// The buffers beside it.
    pub(crate) parts: Vec<Vec<u8>>,
}

/// What came of a job.
pub(crate) struct Done {
    /// The tab it is of; `None` for this one.
    pub(crate) from: Option<TabId>,
    /// Its number in that tab.
    pub(crate) number: u32,
    /// What came of it.
    pub(crate) outcome: Outcome,
    /// The buffers beside the outcome.
    pub(crate) parts: Vec<Vec<u8>>,
    /// What happened meanwhile.
    pub(crate) events: Vec<Event>,
    /// Whether it showed that the database is damaged.
    pub(crate) damage: bool,
    /// Whether the person asked that it be synced now.
    pub(crate) hurry: bool,
}

/// The engine while it is open here, and the jobs that wait for it.
#[derive(Default)]
pub(crate) struct Desk {
    engine: RefCell<Option<Engine>>,
    jobs: RefCell<VecDeque<Job>>,
    /// The first job waits for the browser to name the tabs that live.
    asking: Cell<bool>,
    /// Counts openings and closings, so that an answer to an earlier one is known as such.
    round: Cell<u64>,
    /// How often something was written here.
    writes: Cell<u64>,
    /// Whether it is seen to that it is put in order.
    settling: Cell<bool>,
}

impl Desk {
    /// Opens the desk.
    pub(crate) fn open(&self, engine: Engine) {
        self.close();
        *self.engine.borrow_mut() = Some(engine);
    }

    /// Closes the desk, and the databases with it. Jobs that wait are dropped: those who sent them
    /// keep them until they are answered.
    pub(crate) fn close(&self) {
        self.round.set(self.round.get() + 1);
        self.asking.set(false);
        self.jobs.borrow_mut().clear();
        self.engine.borrow_mut().take();
    }

    /// Which opening of the desk this is.
    pub(crate) fn round(&self) -> u64 {
        self.round.get()
    }

    /// Whether the notebook is open here.
    pub(crate) fn is_open(&self) -> bool {
        self.engine.borrow().is_some()
    }

    /// Whether jobs wait.
    pub(crate) fn is_busy(&self) -> bool {
        !self.jobs.borrow().is_empty()
    }

    /// Lends the engine for one call that is no job; it is answered with what happened meanwhile. `None`
    /// if the notebook is not open here.
    pub(crate) fn lend<T>(&self, call: impl FnOnce(&mut Engine) -> T) -> Option<(T, Vec<Event>)> {
        let mut engine = self.engine.borrow_mut();
        let engine = engine.as_mut()?;
        let result = call(engine);
        Some((result, engine.events()))
    }

    /// Puts a job behind the others.
    pub(crate) fn put(&self, job: Job) {
        self.jobs.borrow_mut().push_back(job);
    }

    /// Whether the next job first needs to know which tabs live.
    pub(crate) fn needs_tabs(&self) -> bool {
        let recovers = |job: &Job| matches!(&job.request, Request::Call { command: Command::Recover { .. }, .. });
        !self.asking.get() && self.jobs.borrow().front().is_some_and(recovers) && {
            self.asking.set(true);
            true
        }
    }

    /// Names the tabs that live to the job that waits for them, and runs it. Without the names it
    /// fails: what a living tab is typing must not be taken for left behind.
    pub(crate) fn run_with_tabs(&self, tabs: Result<Vec<TabId>, String>) -> Option<Done> {
        self.asking.set(false);
        let mut job = self.jobs.borrow_mut().pop_front()?;
        match (tabs, &mut job.request) {
            (Ok(tabs), Request::Call { command: Command::Recover { alive }, .. }) => {
                alive::merge(alive, tabs);
                self.run(job)
            }
            (Ok(_), _) => self.run(job),
            (Err(detail), _) => {
                let outcome = Outcome::Failed(Failure::new(ErrorCode::Storage, detail));
                let Job { from, number, .. } = job;
                let (parts, events) = (Vec::new(), Vec::new());
                Some(Done { from, number, outcome, parts, events, damage: false, hurry: false })
            }
        }
    }

    /// Something was written. It is put in order once nothing was written for a while.
    pub(crate) fn settle_after_a_rest(self: &Rc<Self>) {
        self.writes.set(self.writes.get() + 1);
        if self.settling.replace(true) {
            return;
        }
        let desk = Rc::clone(self);
        spawn_local(async move {
            loop {
                let writes = desk.writes.get();
                timer::sleep(REST).await;
                if desk.writes.get() == writes {
                    break;
                }
            }
            desk.settling.set(false);
            if let Some(Err(failure)) = desk.engine.borrow_mut().as_mut().map(Engine::settle) {
                // Nobody waits for it; what is wrong is named when something is read or written.
                js::warn(&format!("what was written could not be put in order: {failure}"));
            }
        });
    }

    /// Runs the next job, unless there is none or it has to wait.
    pub(crate) fn run_next(&self) -> Option<Done> {
        if self.asking.get() || self.engine.borrow().is_none() {
            return None;
        }
        let job = self.jobs.borrow_mut().pop_front()?;
        self.run(job)
    }

    fn run(&self, job: Job) -> Option<Done> {
        let mut engine = self.engine.borrow_mut();
        let engine = engine.as_mut()?;
        let Job { from, number, request, parts } = job;
        // Bytes that cannot be read concern one photo; the notebook itself may be sound.
        let bytes = matches!(&request, Request::Ask(Query::Bytes(_)));
        let hurry = matches!(&request, Request::Call { command: Command::Team(TeamCommand::SyncNow { .. }), .. });
        let result = match request {
            Request::Call { id, command } => {
                engine.call(js::now(), id, command, &parts).map(|answer| (Outcome::Done(answer), Vec::new()))
            }
            Request::Ask(query) => engine.ask(js::now(), &query).map(|(view, parts)| (Outcome::View(view), parts)),
        };
        let events = engine.events();
        let (outcome, parts) = result.unwrap_or_else(|failure| (Outcome::Failed(failure), Vec::new()));
        let damage = !bytes && matches!(&outcome, Outcome::Failed(failure) if shows_damage(failure));
        Some(Done { from, number, outcome, parts, events, damage, hurry })
    }
}

/// Whether the database is damaged, going by how it failed. It was opened by this very key.
pub(crate) fn shows_damage(failure: &Failure) -> bool {
    matches!(failure.code, ErrorCode::Damaged | ErrorCode::WrongKey)
}
