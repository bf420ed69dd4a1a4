//! The courier: goes between the engine's sync machine and the network, for as long as the notebook is open.
//!
//! The engine says what is to be sent; the courier sends it, brings the answers back to the desk, and keeps the live
//! connections. When the notebook is closed everything under way is cut off and begun anew later: every request can be
//! sent twice.

use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::time::Duration;

use floorbook_domain::Instant;
use floorbook_engine::{Answered, Engine, Exchange, Line, Live, Next, Surroundings};
use floorbook_host::rhythm::{Rhythm, Turn};
use floorbook_port::{Event, Failure};
use tauri::async_runtime::{self, JoinHandle};

use crate::clock;
use crate::desk::Work;
use crate::net::Net;

/// What comes back from the network. `round` is the opening of the notebook that it belongs to.
pub(crate) struct Brought {
    round: u64,
    what: What,
}

enum What {
    /// The answer to a request.
    Answer(u64, Answered),
    /// A live connection told something.
    Notice(Line, String),
    /// A live connection ended; whether it was open at all.
    Ended(u64, Line, bool),
}

/// What a call of the sync machine led to: what happened, and how it failed if it did. `None` where it was not called.
pub(crate) type Done = Option<(Vec<Event>, Option<Failure>)>;

/// A turn.
pub(crate) struct Taken {
    /// What the call led to.
    pub(crate) done: Done,
    /// How long there is nothing to do; `None` until something happens.
    pub(crate) rest: Option<Duration>,
}

/// The courier.
pub(crate) struct Courier {
    net: Net,
    /// The way back to the desk.
    desk: Sender<Work>,
    rhythm: Rhythm<(u64, Answered)>,
    /// Counts openings.
    round: u64,
    exchanges: BTreeMap<u64, JoinHandle<()>>,
    lives: BTreeMap<u64, JoinHandle<()>>,
}

impl Courier {
    /// A courier that rests until the notebook is open.
    pub(crate) fn new(net: Net, desk: Sender<Work>) -> Courier {
        let (exchanges, lives) = (BTreeMap::new(), BTreeMap::new());
        Courier { net, desk, rhythm: Rhythm::default(), round: 0, exchanges, lives }
    }

    /// The notebook is open: all is begun anew.
    pub(crate) fn open(&mut self) {
        self.close();
    }

    /// The notebook is not open any more: everything under way is cut off.
    pub(crate) fn close(&mut self) {
        self.round += 1;
        self.rhythm = Rhythm::default();
        let lines =
            std::mem::take(&mut self.exchanges).into_values().chain(std::mem::take(&mut self.lives).into_values());
        lines.for_each(|line| line.abort());
    }

    /// Something happened after which there may be something to send. `hurry`: the person asks for it.
    pub(crate) fn stir(&mut self, hurry: bool) {
        if hurry {
            self.rhythm.hurry();
        } else {
            self.rhythm.stir();
        }
    }

    /// Takes in what came back.
    pub(crate) fn take(&mut self, brought: Brought, engine: &mut Engine) -> Done {
        if brought.round != self.round {
            return None;
        }
        match brought.what {
            What::Answer(number, answered) => {
                self.exchanges.remove(&number);
                self.rhythm.bring((number, answered));
                return None;
            }
            What::Notice(line, data) => engine.sync_notice(clock::now(), line, &data),
            What::Ended(number, line, opened) => {
                self.lives.remove(&number);
                engine.sync_live_ended(clock::now(), line, opened);
            }
        }
        self.rhythm.stir();
        Some((engine.events(), None))
    }

    /// One turn: one call of the engine at the most.
    pub(crate) fn turn(&mut self, engine: &mut Engine) -> Taken {
        let now = clock::now();
        let at_once = |done| Taken { done, rest: Some(Duration::ZERO) };
        match self.rhythm.turn(now) {
            Turn::Ask => {
                let (next, done) = self.call(now, engine, |engine| engine.sync_next(now, around()));
                match next {
                    Some(Next::Send(exchange)) => self.send(exchange),
                    Some(Next::Wait(alarm)) => self.rhythm.waits(now, alarm),
                    None => {}
                }
                at_once(done)
            }
            Turn::Take((number, answered)) => {
                at_once(self.call(now, engine, |engine| engine.sync_reply(now, number, answered)).1)
            }
            Turn::Live => {
                let (lives, done) = self.call(now, engine, |engine| engine.sync_live(now, around()));
                lives.into_iter().flatten().for_each(|live| self.open_live(live));
                at_once(done)
            }
            Turn::Rest(millis) => {
                let rest = millis.map(|millis| Duration::from_millis(u64::try_from(millis).unwrap_or(0)));
                Taken { done: None, rest }
            }
        }
    }

    fn call<T>(
        &mut self,
        now: Instant,
        engine: &mut Engine,
        call: impl FnOnce(&mut Engine) -> Result<T, Failure>,
    ) -> (Option<T>, Done) {
        match call(engine) {
            Ok(result) => (Some(result), Some((engine.events(), None))),
            Err(failure) => {
                self.rhythm.failed(now);
                (None, Some((engine.events(), Some(failure))))
            }
        }
    }

    fn send(&mut self, exchange: Exchange) {
        let (net, bring, number) = (self.net.clone(), self.bring(), exchange.number);
        let line = async_runtime::spawn(async move {
            let answered = net.exchange(&exchange).await;
            bring(What::Answer(number, answered));
        });
        self.exchanges.insert(number, line);
    }

    fn open_live(&mut self, live: Live) {
        let Live { line: of, exchange, .. } = live;
        let (net, bring, number) = (self.net.clone(), self.bring(), exchange.number);
        let line = async_runtime::spawn(async move {
            let opened = net.listen(&exchange, |data| bring(What::Notice(of, data))).await;
            bring(What::Ended(number, of, opened));
        });
        self.lives.insert(number, line);
    }

    /// The way back to the desk, of this opening.
    fn bring(&self) -> impl Fn(What) + Send + Sync + use<> {
        let (desk, round) = (self.desk.clone(), self.round);
        move |what| {
            // Without a desk the app ends.
            let _ = desk.send(Work::Brought(Brought { round, what }));
        }
    }
}

/// What is known of the connection. No desktop tells in one way whether it is metered, and a request that finds no
/// network fails at once.
fn around() -> Surroundings {
    Surroundings { online: true, metered: None }
}
