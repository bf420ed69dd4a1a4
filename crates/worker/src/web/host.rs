//! The worker as its page and the other tabs see it: what they say goes in, what is decided is done.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use floorbook_port::{
    ErrorCode, Event, Failure, HostState, Outcome, Passphrase, Refusal, Reply, Request, TabId, ToPage, ToWorker,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::channel::Channel;
use super::courier::{Courier, Synced};
use super::darkroom::Film;
use super::desk::{Desk, Done, Job, shows_damage};
use super::js;
use super::lab::Lab;
use super::locks::{self, Held};
use super::parcel::Parcel;
use super::store::{Opened, Refused, Shut, Store, check_browser};
use super::timer::Every;
use crate::alive;
use crate::election::{Effect, Election, Input, Place};
use crate::inbox::{self, Unreadable};
use crate::word::Word;

/// How long a second is to whoever waits for an owner.
const TICK: f64 = 1_000.0;

/// The worker.
#[derive(Default)]
pub(crate) struct Host {
    election: RefCell<Option<Election>>,
    channel: OnceCell<Channel>,
    /// This tab's lock, held until the worker ends.
    tab: OnceCell<Held>,
    /// The owner's lock, while it is held here.
    lock: RefCell<Option<Held>>,
    /// The page's requests that were not answered yet, in their order.
    waiting: RefCell<BTreeMap<u32, Parcel>>,
    ticking: RefCell<Option<Every>>,
    /// What the page was last told of how things are.
    shown: RefCell<Option<HostState>>,
    store: Store,
    /// A passphrase that the person typed, until it is tried.
    passphrase: RefCell<Option<Passphrase>>,
    desk: Rc<Desk>,
    /// Made when it is first needed, since it reports here.
    courier: OnceCell<Rc<Courier>>,
    /// Whether damage was found in use before: twice is more than a rescue can mend.
    mended: Cell<bool>,
    lab: Rc<Lab>,
    /// Whether the last write found no room.
    full: Cell<bool>,
}

impl Host {
    /// A worker that knows nothing of its page yet.
    pub(crate) fn new() -> Rc<Host> {
        Rc::default()
    }

    /// Takes in what the page posted.
    pub(crate) fn hear(self: &Rc<Self>, data: &JsValue) {
        let parcel = match Parcel::read(data) {
            Ok(parcel) => parcel,
            Err(detail) => return tell(&Unreadable { number: 0, detail: detail.into() }.reply()),
        };
        match inbox::read(&parcel.body) {
            Ok(ToWorker::Hello { tab, build, visible }) => self.hello(tab, build, visible),
            Ok(ToWorker::Request { number, request }) => self.request(number, request, parcel),
            Ok(ToWorker::Develop { number, keep_original }) => match Parcel::blob(data) {
                Some(blob) => self.lab.hand_in(Film { number, blob, keep_original }, data),
                None => {
                    let failure = Failure::new(ErrorCode::Malformed, "there is no blob beside the message");
                    tell(&ToPage::NotDeveloped { number, failure });
                }
            },
            Ok(ToWorker::Visible(visible)) => {
                self.step(Input::Visible(visible));
                // Its alarm may have been slept through.
                self.courier().stir(false);
            }
            Ok(ToWorker::Unlock { passphrase }) => {
                if self.election.borrow().as_ref().is_some_and(Election::asks_for_passphrase) {
                    self.passphrase.replace(Some(passphrase));
                    self.step(Input::Unlock);
                }
            }
            Ok(ToWorker::AskLock { number }) => {
                let host = Rc::clone(self);
                spawn_local(async move { tell(&ToPage::Lock { number, set: host.store.is_locked().await }) });
            }
            Ok(ToWorker::SetLock { number, passphrase }) => self.set_lock_somewhere(number, passphrase, parcel),
            Ok(ToWorker::TakeOver) => self.step(Input::TakeOver),
            Err(unreadable) => tell(&unreadable.reply()),
        }
    }

    fn hello(self: &Rc<Self>, tab: TabId, build: String, visible: bool) {
        if self.election.borrow().is_some() {
            return self.step(Input::Visible(visible));
        }
        let started = u64::try_from(js::now().0).unwrap_or_default();
        *self.election.borrow_mut() = Some(Election::new(tab, build, started, visible));
        if let Err(Refused { reason, detail }) = check_browser() {
            return self.step(Input::Refused { reason, detail });
        }
        let host = Rc::clone(self);
        spawn_local(async move {
            match host.join(tab).await {
                Ok(()) => host.step(Input::Start),
                Err(error) => {
                    let Refused { reason, detail } = Refused::from(error);
                    host.step(Input::Refused { reason, detail });
                }
            }
        });
    }

    /// Makes itself known as alive, before anything can be kept in this tab's name, and listens to the others.
    async fn join(self: &Rc<Self>, tab: TabId) -> Result<(), JsValue> {
        let held = locks::hold(&alive::lock_of(tab)).await?;
        let host = Rc::clone(self);
        let channel = Channel::open(tab, move |from, word, beside| host.hear_tab(from, word, beside))?;
        // Both are set once: a page says who it is once.
        let _ = (self.tab.set(held), self.channel.set(channel));
        Ok(())
    }

    fn request(self: &Rc<Self>, number: u32, request: Request, parcel: Parcel) {
        let place = self.election.borrow().as_ref().map_or(Place::Later, Election::place);
        match place {
            Place::Here => {
                let parts = parcel.bytes();
                self.waiting.borrow_mut().insert(number, parcel);
                self.desk.put(Job { from: None, number, request, parts });
                self.run();
            }
            Place::Owner(owner) => {
                self.say(Some(owner), Word::Request { number }, Some(&parcel));
                self.waiting.borrow_mut().insert(number, parcel);
                self.tick();
            }
            Place::Later => {
                self.waiting.borrow_mut().insert(number, parcel);
                self.tick();
            }
            Place::Nowhere(reason) => fail(number, reason),
        }
    }

    /// Has the lock set by whoever owns the notebook.
    fn set_lock_somewhere(self: &Rc<Self>, number: u32, passphrase: Option<Passphrase>, parcel: Parcel) {
        let place = self.election.borrow().as_ref().map_or(Place::Later, Election::place);
        if let Place::Nowhere(reason) = place {
            return fail(number, reason);
        }
        if let Place::Owner(owner) = place {
            self.say(Some(owner), Word::Request { number }, Some(&parcel));
        }
        self.waiting.borrow_mut().insert(number, parcel);
        if place == Place::Here {
            self.set_lock(None, number, passphrase);
        }
        self.tick();
    }

    /// Sets the lock, for this tab or another one. What other requests want waits for the passphrase to be stretched.
    fn set_lock(self: &Rc<Self>, from: Option<TabId>, number: u32, passphrase: Option<Passphrase>) {
        let host = Rc::clone(self);
        spawn_local(async move {
            let set = host.store.set_lock(passphrase.as_ref()).await;
            host.tell_key(None);
            let reply = Parcel::new(&ToPage::Lock { number, set }, &[]);
            match from {
                None => host.answer(number, &reply),
                Some(tab) => host.say(Some(tab), Word::Reply { number }, Some(&reply)),
            }
        });
    }

    /// Tells the key to another tab, or to all, where the next owner would have to ask the person for it. It passes
    /// through memory alone.
    fn tell_key(&self, to: Option<TabId>) {
        if let Some(key) = self.store.key_to_share() {
            self.say(to, Word::Key, Some(&Parcel::of_key(&key[..])));
        }
    }

    fn hear_tab(self: &Rc<Self>, from: TabId, word: Word, beside: Option<Parcel>) {
        match (&word, beside) {
            (Word::Request { number }, Some(parcel)) => self.serve(from, *number, &parcel),
            (Word::Reply { number }, Some(parcel)) => self.answer(*number, &parcel),
            (Word::Event, Some(parcel)) => parcel.post(),
            (Word::Key, Some(parcel)) => {
                if let Some(Ok(key)) = parcel.bytes().pop().map(TryInto::try_into) {
                    self.store.remember(key);
                }
            }
            _ => {}
        }
        self.step(Input::Heard(from, word));
    }

    /// Runs a request of another tab, if this one owns the notebook. If not, its sender will hear of
    /// the owner and send it there.
    fn serve(self: &Rc<Self>, from: TabId, number: u32, parcel: &Parcel) {
        if !self.election.borrow().as_ref().is_some_and(|election| election.place() == Place::Here) {
            return;
        }
        match inbox::read(&parcel.body) {
            Ok(ToWorker::Request { number: own, request }) if own == number => {
                self.desk.put(Job { from: Some(from), number, request, parts: parcel.bytes() });
                self.run();
            }
            Ok(ToWorker::SetLock { number: own, passphrase }) if own == number => {
                self.set_lock(Some(from), number, passphrase);
            }
            // A build that this one does not understand.
            Ok(_) | Err(_) => {
                let detail = "the owner does not understand it".into();
                let reply = Parcel::new(&Unreadable { number, detail }.reply(), &[]);
                self.say(Some(from), Word::Reply { number }, Some(&reply));
            }
        }
    }

    /// Gives the page the answer to one of its requests, once.
    fn answer(&self, number: u32, reply: &Parcel) {
        if self.waiting.borrow_mut().remove(&number).is_some() {
            reply.post();
        }
    }

    /// Runs what can be run.
    fn run(self: &Rc<Self>) {
        loop {
            if self.desk.needs_tabs() {
                let (host, round) = (Rc::clone(self), self.desk.round());
                spawn_local(async move {
                    let tabs = locks::tabs().await.map_err(|error| js::words(&error));
                    if host.desk.round() == round {
                        if let Some(done) = host.desk.run_with_tabs(tabs) {
                            host.deliver(done);
                        }
                        host.run();
                        host.courier().go_on();
                    }
                });
            }
            match self.desk.run_next() {
                Some(done) => self.deliver(done),
                None => return,
            }
        }
    }

    fn deliver(self: &Rc<Self>, done: Done) {
        let Done { from, number, outcome, parts, events, damage, hurry } = done;
        // If it is mended it is not answered: it waits where it came from, and runs again on what is rescued.
        if damage && self.mend() {
            return;
        }
        let is_done = matches!(outcome, Outcome::Done(_));
        let is_full = matches!(&outcome, Outcome::Failed(failure) if failure.code == ErrorCode::StorageFull);
        if is_done || is_full {
            self.found(!is_full);
        }
        let reply = Parcel::new(&ToPage::Reply(Reply { number, outcome }), &parts);
        match from {
            None => self.answer(number, &reply),
            Some(tab) => self.say(Some(tab), Word::Reply { number }, Some(&reply)),
        }
        for event in events {
            self.tell_all(event);
        }
        if is_done {
            self.desk.settle_after_a_rest();
            self.courier().stir(hurry);
        }
    }

    /// Has the database rescued that was found damaged; `false` if that was tried before.
    fn mend(self: &Rc<Self>) -> bool {
        if self.mended.replace(true) {
            return false;
        }
        self.close_desk();
        self.store.mark_damaged();
        self.step(Input::Damaged);
        true
    }

    fn courier(self: &Rc<Self>) -> &Rc<Courier> {
        self.courier.get_or_init(|| {
            let host = Rc::clone(self);
            Courier::new(Rc::clone(&self.desk), move |synced| host.synced(synced))
        })
    }

    /// Takes in what a call of the sync machine led to.
    fn synced(self: &Rc<Self>, synced: Synced) {
        let Synced { events, wrote, failure } = synced;
        for event in events {
            self.tell_all(event);
        }
        if let Some(failure) = failure {
            if shows_damage(&failure) && self.mend() {
                return;
            }
            if failure.code == ErrorCode::StorageFull {
                self.found(false);
            }
            js::warn(&format!("syncing rests for a minute: {failure}"));
        } else if wrote {
            self.desk.settle_after_a_rest();
        }
    }

    fn close_desk(&self) {
        self.desk.close();
        if let Some(courier) = self.courier.get() {
            courier.close();
        }
    }

    /// A write found room, or none.
    fn found(&self, room: bool) {
        if self.full.replace(!room) == room {
            self.tell_all(Event::Full(!room));
        }
    }

    /// Tells an event to the pages of all tabs.
    fn tell_all(&self, event: Event) {
        let parcel = Parcel::new(&ToPage::Event(event), &[]);
        self.say(None, Word::Event, Some(&parcel));
        parcel.post();
    }

    fn say(&self, to: Option<TabId>, word: Word, beside: Option<&Parcel>) {
        if let Some(channel) = self.channel.get() {
            channel.say(to, word, beside);
        }
    }

    /// Lets something happen, and does what it leads to.
    fn step(self: &Rc<Self>, input: Input) {
        let effects = match self.election.borrow_mut().as_mut() {
            Some(election) => election.step(input),
            None => return,
        };
        for effect in effects {
            self.carry_out(effect);
        }
        self.tick();
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Queue => self.queue(),
            Effect::Open => self.open(),
            Effect::Release => {
                // Whoever is given the notebook may have come too late to have heard it.
                self.tell_key(None);
                self.close_desk();
                self.store.close();
                self.lock.borrow_mut().take();
            }
            Effect::Say(to, word) => {
                let owns = matches!(word, Word::Owner(_) | Word::Welcome(_));
                self.say(to, word, None);
                if owns {
                    self.tell_key(to);
                }
            }
            Effect::Show(state) => {
                if state != HostState::Opening {
                    // It was tried, or is not needed any more.
                    self.passphrase.take();
                }
                if self.shown.replace(Some(state.clone())).as_ref() != Some(&state) {
                    tell(&ToPage::Event(Event::Host(state)));
                }
            }
            Effect::Refresh => tell(&ToPage::Event(Event::Everything)),
            Effect::Run => {
                for (number, parcel) in &*self.waiting.borrow() {
                    match inbox::read(&parcel.body) {
                        Ok(ToWorker::Request { request, .. }) => {
                            self.desk.put(Job { from: None, number: *number, request, parts: parcel.bytes() });
                        }
                        Ok(ToWorker::SetLock { passphrase, .. }) => self.set_lock(None, *number, passphrase),
                        _ => {}
                    }
                }
                self.run();
            }
            Effect::Forward(owner) => {
                for (number, parcel) in &*self.waiting.borrow() {
                    self.say(Some(owner), Word::Request { number: *number }, Some(parcel));
                }
            }
            Effect::Fail(reason) => {
                let waiting = std::mem::take(&mut *self.waiting.borrow_mut());
                waiting.into_keys().for_each(|number| fail(number, reason));
            }
        }
    }

    fn queue(self: &Rc<Self>) {
        let host = Rc::clone(self);
        spawn_local(async move {
            match locks::hold(alive::OWNER).await {
                Ok(held) => {
                    *host.lock.borrow_mut() = Some(held);
                    host.step(Input::Granted);
                }
                Err(error) => {
                    let Refused { reason, detail } = Refused::from(error);
                    host.step(Input::Refused { reason, detail });
                }
            }
        });
    }

    fn open(self: &Rc<Self>) {
        let host = Rc::clone(self);
        let passphrase = self.passphrase.take();
        spawn_local(async move {
            match host.store.open(passphrase, || host.step(Input::Held)).await {
                Ok(Opened { engine, rescued }) => {
                    host.desk.open(engine);
                    // A notice, then how it is: a page that shows the last state shows the right one.
                    if let Some(rescued) = rescued {
                        let (changes, lost, kept_as) = (rescued.changes, rescued.lost, rescued.kept_as);
                        host.tell_all(Event::Host(HostState::Rescued { changes, lost, kept_as }));
                    }
                    let term = u64::try_from(js::now().0).unwrap_or_default();
                    host.step(Input::Opened { term });
                    host.courier().open();
                }
                Err(Shut::Locked { wrong }) => host.step(Input::Locked { wrong }),
                Err(Shut::Refused(Refused { reason, detail })) => host.step(Input::Refused { reason, detail }),
            }
        });
    }

    /// Ticks for as long as somebody waits for an owner.
    fn tick(self: &Rc<Self>) {
        let waiting = !self.waiting.borrow().is_empty();
        let restless = self.election.borrow().as_ref().is_some_and(|election| election.is_restless(waiting));
        if restless == self.ticking.borrow().is_some() {
            return;
        }
        let ticking = restless.then(|| {
            let host = Rc::clone(self);
            Every::new(TICK, move || {
                let waiting = !host.waiting.borrow().is_empty();
                host.step(Input::Tick { waiting });
            })
        });
        // Dropping a timer while it calls is put off until it has returned.
        let former = self.ticking.replace(ticking);
        spawn_local(async move { drop(former) });
    }
}

fn tell(message: &ToPage) {
    Parcel::new(message, &[]).post();
}

/// Answers a request that cannot be done in this tab.
fn fail(number: u32, reason: Refusal) {
    let outcome = Outcome::Failed(Failure::new(reason.code(), "the notebook is not open"));
    tell(&ToPage::Reply(Reply { number, outcome }));
}
