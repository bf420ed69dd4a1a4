//! The courier: goes between the engine's sync machine and the network, for as long as the notebook is
//! open here.
//!
//! The engine says what is to be sent; the courier sends it, brings the answers back, and keeps the live
//! connections. [`floorbook_host::rhythm`] decides whose turn it is. Each turn is one call of the engine, and between
//! two of them the worker's queue is served: what a page asks goes first. A turn costs far less than a
//! millisecond, so what was written goes out at once.
//!
//! Whether the page can be seen makes no difference: a hidden owner syncs until the browser stops it or
//! another tab takes the notebook over. Then all connections are cut off here and begun anew there; every
//! request can be sent twice.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use floorbook_domain::Instant;
use floorbook_engine::{Answered, Engine, Exchange, Live, Next, Surroundings};
use floorbook_host::rhythm::{Rhythm, Turn};
use floorbook_port::{Event, Failure};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, EventTarget};

use super::desk::Desk;
use super::timer::{self, After, Turns};
use super::{js, live, net};
use crate::around::metered;

/// What a call of the sync machine led to.
#[derive(Default)]
pub(crate) struct Synced {
    /// What happened.
    pub(crate) events: Vec<Event>,
    /// Whether something may have been written.
    pub(crate) wrote: bool,
    /// How it failed, if it did.
    pub(crate) failure: Option<Failure>,
}

/// An answer with the number of its request.
type Brought = (u64, Answered);

/// Requests under way, by their number.
type Lines = RefCell<BTreeMap<u64, AbortController>>;

/// The courier.
pub(crate) struct Courier {
    desk: Rc<Desk>,
    /// Who is told what came of each call.
    tell: Box<dyn Fn(Synced)>,
    rhythm: RefCell<Rhythm<Brought>>,
    turns: OnceCell<Turns>,
    /// Whether a turn is on its way.
    coming: Cell<bool>,
    alarm: RefCell<Option<After>>,
    exchanges: Lines,
    lives: Lines,
}

impl Courier {
    /// A courier that rests until the desk is open. `tell` hears what came of each call.
    pub(crate) fn new(desk: Rc<Desk>, tell: impl Fn(Synced) + 'static) -> Rc<Courier> {
        let courier = Rc::new(Courier {
            desk,
            tell: Box::new(tell),
            rhythm: RefCell::default(),
            turns: OnceCell::new(),
            coming: Cell::default(),
            alarm: RefCell::default(),
            exchanges: Lines::default(),
            lives: Lines::default(),
        });
        let own = Rc::clone(&courier);
        match Turns::new(move || own.turn()) {
            Ok(turns) => drop(courier.turns.set(turns)),
            Err(error) => js::warn(&js::words(&error)),
        }
        courier.listen(&js::scope(), "online");
        courier.listen(&js::scope(), "offline");
        if let Ok(connection) = connection().dyn_into::<EventTarget>() {
            courier.listen(&connection, "change");
        }
        courier
    }

    /// The notebook is open here: all is begun anew.
    pub(crate) fn open(self: &Rc<Self>) {
        self.close();
        self.go_on();
    }

    /// The notebook is not open here any more: everything under way is cut off.
    pub(crate) fn close(&self) {
        *self.rhythm.borrow_mut() = Rhythm::default();
        self.alarm.take();
        cut_off(&self.exchanges);
        cut_off(&self.lives);
    }

    /// Something happened after which there may be something to send. `hurry`: the person asks for it.
    pub(crate) fn stir(self: &Rc<Self>, hurry: bool) {
        let mut rhythm = self.rhythm.borrow_mut();
        if hurry {
            rhythm.hurry()
        } else {
            rhythm.stir()
        }
        drop(rhythm);
        self.go_on();
    }

    /// Listens to the browser's words about the connection, for as long as the worker lives.
    fn listen(self: &Rc<Self>, target: &EventTarget, event: &str) {
        let courier = Rc::clone(self);
        let heard = Closure::<dyn FnMut()>::new(move || {
            if !around().online {
                cut_off(&courier.lives);
            }
            courier.stir(false);
        });
        if let Err(error) = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()) {
            js::warn(&js::words(&error));
        }
        heard.forget();
    }

    /// Sees to it that there is a turn, after what waits in the worker's queue.
    pub(crate) fn go_on(self: &Rc<Self>) {
        if !self.desk.is_open() || self.coming.replace(true) {
            return;
        }
        if self.turns.get().is_none_or(|turns| turns.ask().is_err()) {
            let courier = Rc::clone(self);
            spawn_local(async move {
                timer::sleep(0.0).await;
                courier.turn();
            });
        }
    }

    fn turn(self: &Rc<Self>) {
        self.coming.set(false);
        // Jobs wait: whoever runs them lets it go on.
        if !self.desk.is_open() || self.desk.is_busy() {
            return;
        }
        let now = js::now();
        let turn = self.rhythm.borrow_mut().turn(now);
        match turn {
            Turn::Ask => self.ask(now),
            Turn::Take((number, answered)) => {
                let brought = matches!(answered, Answered::Reply { .. });
                self.call(now, brought, |engine| engine.sync_reply(now, number, answered));
            }
            Turn::Live => {
                for live in self.call(now, false, |engine| engine.sync_live(now, around())).unwrap_or_default() {
                    self.open_live(live);
                }
            }
            Turn::Rest(millis) => {
                let courier = Rc::clone(self);
                #[allow(clippy::cast_precision_loss, reason = "a few minutes")]
                let alarm = millis.map(|millis| After::new(millis as f64, move || courier.go_on()));
                self.alarm.replace(alarm);
                return;
            }
        }
        self.go_on();
    }

    fn ask(self: &Rc<Self>, now: Instant) {
        match self.call(now, false, |engine| engine.sync_next(now, around())) {
            Some(Next::Send(exchange)) => self.send(exchange),
            Some(Next::Wait(alarm)) => self.rhythm.borrow_mut().waits(now, alarm),
            None => {}
        }
    }

    /// One call of the machine. `None` if it failed.
    fn call<T>(&self, now: Instant, wrote: bool, call: impl FnOnce(&mut Engine) -> Result<T, Failure>) -> Option<T> {
        let (result, events) = self.desk.lend(call)?;
        let wrote = wrote || !events.is_empty();
        let (result, failure) = match result {
            Ok(result) => (Some(result), None),
            Err(failure) => {
                self.rhythm.borrow_mut().failed(now);
                (None, Some(failure))
            }
        };
        (self.tell)(Synced { events, wrote, failure });
        result
    }

    fn send(self: &Rc<Self>, exchange: Exchange) {
        let Some(abort) = start(&self.exchanges, exchange.number) else {
            return self.rhythm.borrow_mut().bring((exchange.number, Answered::Nothing));
        };
        let (courier, round) = (Rc::clone(self), self.desk.round());
        spawn_local(async move {
            let answered = net::exchange(&exchange, &abort).await;
            if courier.desk.round() == round {
                courier.exchanges.borrow_mut().remove(&exchange.number);
                courier.rhythm.borrow_mut().bring((exchange.number, answered));
                courier.go_on();
            }
        });
    }

    fn open_live(self: &Rc<Self>, live: Live) {
        let Live { line, exchange, .. } = live;
        let (courier, round) = (Rc::clone(self), self.desk.round());
        let abort = start(&self.lives, exchange.number);
        spawn_local(async move {
            let opened = match &abort {
                Some(abort) => {
                    let hear = |data: &str| {
                        if courier.desk.round() == round {
                            courier.tell_machine(|engine| engine.sync_notice(js::now(), line, data));
                        }
                    };
                    live::listen(&exchange, abort, hear).await
                }
                None => false,
            };
            if courier.desk.round() == round {
                courier.lives.borrow_mut().remove(&exchange.number);
                courier.tell_machine(|engine| engine.sync_live_ended(js::now(), line, opened));
            }
        });
    }

    /// Tells the machine something it does no more than note, and has it asked what follows.
    fn tell_machine(self: &Rc<Self>, tell: impl FnOnce(&mut Engine)) {
        self.call(js::now(), false, |engine| {
            tell(engine);
            Ok(())
        });
        self.stir(false);
    }
}

/// What the browser knows of the connection.
fn around() -> Surroundings {
    let connection = connection();
    let kind = js::get(&connection, "type").as_string();
    let saves_data = js::get(&connection, "saveData").is_truthy();
    Surroundings { online: js::scope().navigator().on_line(), metered: metered(kind.as_deref(), saves_data) }
}

/// `undefined` in most browsers.
fn connection() -> JsValue {
    js::get(&js::scope().navigator(), "connection")
}

fn start(lines: &Lines, number: u64) -> Option<AbortController> {
    let abort = AbortController::new().inspect_err(|error| js::warn(&js::words(error))).ok()?;
    lines.borrow_mut().insert(number, abort.clone());
    Some(abort)
}

fn cut_off(lines: &Lines) {
    for abort in lines.take().into_values() {
        abort.abort();
    }
}
