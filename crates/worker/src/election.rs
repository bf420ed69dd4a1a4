//! Who of several tabs owns the notebook: a machine without I/O. What happens goes in, what is to be
//! done comes out.
//!
//! The browser's lock `floorbook-owner` decides; every tab queues for it, so that it passes on by
//! itself when its holder closes or crashes. What is decided here is when the owner lets go although
//! it lives, what the page is told meanwhile, and where requests go:
//!
//! - An owner that cannot be seen gives way to a tab that can, since browsers slow hidden pages down.
//! - Of two builds that can both be seen, or both not, the one that started later gets the notebook: a
//!   page that loads now is at least as new as one that loaded before. The older one is told to reload.
//!   Both rules together are one order of the tabs, so that they can never chase each other in a ring.
//! - An owner that does not answer for three ticks is named to the person; it cannot be forced.
//! - A tab that cannot open the notebook lets go and does not queue again by itself.
//! - Where a passphrase locks the notebook, the tab that has the lock keeps it and waits for the passphrase. Every
//!   tab asks for it; the one in which it is typed asks for the lock, as often as it takes, and tries it there.
//!   So a passphrase never leaves the tab in which it was typed.
//!
//! It promises that requests are run or sent on at every change of owner. It leaves to others to keep
//! them until they are answered, and to open and close the notebook.

use floorbook_port::{HostState, Refusal, TabId};

use crate::word::{Reign, Word};

/// How many ticks an owner may be silent while somebody waits for it.
const PATIENCE: u8 = 3;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The tab is ready to take part.
    Start,
    /// The page was shown or hidden.
    Visible(bool),
    /// The person asks that this tab own the notebook.
    TakeOver,
    /// The lock is ours.
    Granted,
    /// The notebook is open here.
    Opened {
        /// A number that no earlier reign of this tab had.
        term: u64,
    },
    /// The files are still held by another, although the lock is ours.
    Held,
    /// A passphrase locks the notebook, and the one that was typed here does not open it, or none was.
    Locked {
        /// One was typed, and it is not the right one.
        wrong: bool,
    },
    /// The person typed a passphrase, which waits to be tried here.
    Unlock,
    /// The notebook that is open here was found damaged, and was closed.
    Damaged,
    /// The notebook cannot be opened here.
    Refused {
        /// Why.
        reason: Refusal,
        /// Technical detail.
        detail: String,
    },
    /// Another tab's worker said something.
    Heard(TabId, Word),
    /// A second passed. `waiting`: requests of this tab have not been answered.
    Tick {
        /// Whether requests wait.
        waiting: bool,
    },
}

/// Something to be done, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Queue for the lock.
    Queue,
    /// Open the notebook: the lock is ours.
    Open,
    /// Close the notebook if it is open, and let the lock go.
    Release,
    /// Say this to one, or to all.
    Say(Option<TabId>, Word),
    /// Tell the page how things are.
    Show(HostState),
    /// Tell the page that every view is to ask again.
    Refresh,
    /// Run all requests that wait, here.
    Run,
    /// Send all requests that wait to the owner.
    Forward(TabId),
    /// Answer all requests that wait: they cannot be done here.
    Fail(Refusal),
}

/// Where a request goes now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// This worker runs it.
    Here,
    /// That tab's worker runs it.
    Owner(TabId),
    /// It waits until there is an owner.
    Later,
    /// It cannot be done.
    Nowhere(Refusal),
}

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    New,
    /// In the queue for the lock, with the owner where one is known.
    Queued(Option<(TabId, Reign)>),
    Opening,
    /// The lock is ours, and the notebook waits for its passphrase.
    Locked,
    Owning {
        term: u64,
    },
    Refused(Refusal),
}

/// This tab's part in choosing the owner.
#[derive(Debug)]
pub struct Election {
    tab: TabId,
    build: String,
    started: u64,
    visible: bool,
    phase: Phase,
    /// A visible tab waits for the notebook: pass the lock on once rather than open for nobody.
    wanted: bool,
    /// Whoever has the lock waits for the passphrase of the notebook.
    locked: bool,
    /// A passphrase waits to be tried here.
    unlocking: bool,
    /// It could not be opened here: do not ask for it, only take it when nobody else does.
    barred: bool,
    /// The reign that the page last heard of.
    seen: Option<(TabId, u64)>,
    /// Ticks since the owner was asked for a sign of life.
    asked: Option<u8>,
    /// The page was told that the owner is silent.
    silent: bool,
}

impl Election {
    /// A tab that does not take part yet. `started` is when its worker started, in milliseconds of UTC.
    pub fn new(tab: TabId, build: String, started: u64, visible: bool) -> Election {
        let phase = Phase::New;
        Election {
            tab,
            build,
            started,
            visible,
            phase,
            wanted: false,
            locked: false,
            unlocking: false,
            barred: false,
            seen: None,
            asked: None,
            silent: false,
        }
    }

    /// Where a request goes now.
    pub fn place(&self) -> Place {
        match &self.phase {
            Phase::Owning { .. } => Place::Here,
            Phase::Queued(Some((owner, _))) => Place::Owner(*owner),
            Phase::New | Phase::Queued(None) | Phase::Opening | Phase::Locked => Place::Later,
            Phase::Refused(reason) => Place::Nowhere(*reason),
        }
    }

    /// Whether ticks are needed: somebody waits for an owner. `waiting`: requests were not answered.
    pub fn is_restless(&self, waiting: bool) -> bool {
        match &self.phase {
            Phase::Queued(owner) => waiting || owner.is_none() || self.silent,
            _ => false,
        }
    }

    /// Whether the page was told that a passphrase is needed, so that one can be tried.
    pub fn asks_for_passphrase(&self) -> bool {
        match self.phase {
            Phase::Locked => true,
            Phase::Queued(_) => self.locked,
            _ => false,
        }
    }

    /// Takes in what happened and answers what is to be done.
    pub fn step(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Start => self.start(),
            Input::Visible(visible) => self.show(visible),
            Input::TakeOver => self.take_over(),
            Input::Granted => self.granted(),
            Input::Opened { term } => self.opened(term),
            Input::Held => self.held(),
            Input::Locked { wrong } => self.lock(wrong),
            Input::Unlock => self.unlock(),
            Input::Damaged => self.damaged(),
            Input::Refused { reason, detail } => self.refused(reason, detail),
            Input::Heard(from, word) => self.heard(from, word),
            Input::Tick { waiting } => self.tick(waiting),
        }
    }

    fn start(&mut self) -> Vec<Effect> {
        if self.phase != Phase::New {
            return Vec::new();
        }
        self.phase = Phase::Queued(None);
        vec![Effect::Show(HostState::Opening), Effect::Queue, Effect::Say(None, self.hello())]
    }

    fn show(&mut self, visible: bool) -> Vec<Effect> {
        if std::mem::replace(&mut self.visible, visible) == visible {
            return Vec::new();
        }
        match self.phase {
            Phase::Queued(_) if visible && !self.barred => vec![Effect::Say(None, self.hello())],
            // Whoever can be seen may now ask for the notebook.
            Phase::Owning { term } => vec![Effect::Say(None, Word::Owner(self.reign(term)))],
            Phase::Locked => vec![Effect::Say(None, Word::Locked(self.reign(0)))],
            _ => Vec::new(),
        }
    }

    fn take_over(&mut self) -> Vec<Effect> {
        self.barred = false;
        match self.phase {
            Phase::Queued(_) => vec![Effect::Say(None, Word::TakeOver)],
            Phase::Refused(_) => {
                self.phase = Phase::Queued(None);
                vec![Effect::Show(HostState::Opening), Effect::Queue, Effect::Say(None, Word::TakeOver)]
            }
            Phase::New | Phase::Opening | Phase::Locked | Phase::Owning { .. } => Vec::new(),
        }
    }

    fn granted(&mut self) -> Vec<Effect> {
        if !matches!(self.phase, Phase::Queued(_)) {
            return vec![Effect::Release];
        }
        // A passphrase that waits is tried first; otherwise two tabs that wait could pass the lock on for ever.
        if std::mem::take(&mut self.wanted) && !self.visible && !self.unlocking {
            return vec![Effect::Release, Effect::Queue];
        }
        self.open()
    }

    fn open(&mut self) -> Vec<Effect> {
        self.phase = Phase::Opening;
        (self.asked, self.silent) = (None, false);
        (self.locked, self.unlocking) = (false, false);
        vec![Effect::Say(None, Word::Opening), Effect::Show(HostState::Opening), Effect::Open]
    }

    fn opened(&mut self, term: u64) -> Vec<Effect> {
        self.phase = Phase::Owning { term };
        self.barred = false;
        let mut effects =
            vec![Effect::Say(None, Word::Owner(self.reign(term))), Effect::Show(HostState::Ready { owner: true })];
        effects.extend(self.meet(self.tab, term));
        effects.push(Effect::Run);
        effects
    }

    fn held(&mut self) -> Vec<Effect> {
        match self.phase {
            Phase::Opening => vec![Effect::Show(HostState::OwnerSilent)],
            _ => Vec::new(),
        }
    }

    fn lock(&mut self, wrong: bool) -> Vec<Effect> {
        if self.phase != Phase::Opening {
            return Vec::new();
        }
        self.phase = Phase::Locked;
        vec![Effect::Say(None, Word::Locked(self.reign(0))), Effect::Show(HostState::Locked { wrong })]
    }

    fn unlock(&mut self) -> Vec<Effect> {
        match self.phase {
            Phase::Locked => self.open(),
            Phase::Queued(_) if self.locked => {
                (self.unlocking, self.barred) = (true, false);
                vec![Effect::Show(HostState::Opening), Effect::Say(None, Word::TakeOver)]
            }
            _ => Vec::new(),
        }
    }

    fn damaged(&mut self) -> Vec<Effect> {
        if !matches!(self.phase, Phase::Owning { .. }) {
            return Vec::new();
        }
        self.open()
    }

    fn refused(&mut self, reason: Refusal, detail: String) -> Vec<Effect> {
        self.phase = Phase::Refused(reason);
        self.barred = true;
        vec![Effect::Release, Effect::Show(HostState::Refused { reason, detail }), Effect::Fail(reason)]
    }

    fn heard(&mut self, from: TabId, word: Word) -> Vec<Effect> {
        match word {
            Word::Hello { build, started, visible } => self.hear_hello(from, &build, started, visible),
            Word::Opening => self.hear_opening(),
            Word::Owner(reign) => {
                // An older build that keeps it hears by this that it is one.
                let ask = self.visible && !reign.visible || self.newer_than(from, &reign.build, reign.started);
                let mut effects = self.hear_owner(from, reign);
                if ask && !self.barred && matches!(self.phase, Phase::Queued(_)) {
                    effects.push(Effect::Say(Some(from), self.hello()));
                }
                effects
            }
            Word::Welcome(reign) => self.hear_owner(from, reign),
            Word::Locked(reign) => self.hear_locked(from, &reign),
            Word::Ping => self.answer(from).into_iter().collect(),
            Word::TakeOver => self.give_way(),
            Word::Pong | Word::Reply { .. } | Word::Event => self.sign_of_life(),
            Word::Request { .. } | Word::Key => Vec::new(),
        }
    }

    fn hear_hello(&mut self, from: TabId, build: &str, started: u64, visible: bool) -> Vec<Effect> {
        let older = build != self.build && (started, from.0) > (self.started, self.tab.0);
        let asks = if visible == self.visible { older } else { visible };
        match self.phase {
            Phase::Owning { .. } | Phase::Locked if asks => self.give_way(),
            Phase::Locked => self.answer(from).into_iter().collect(),
            Phase::Owning { .. } => {
                let told = older.then_some(Effect::Show(HostState::OtherBuild));
                told.into_iter().chain(self.answer(from)).collect()
            }
            _ => {
                self.wanted |= visible;
                Vec::new()
            }
        }
    }

    /// Whether that tab is of another build, and this one's is the newer as far as one can tell.
    fn newer_than(&self, tab: TabId, build: &str, started: u64) -> bool {
        build != self.build && (self.started, self.tab.0) > (started, tab.0)
    }

    fn give_way(&mut self) -> Vec<Effect> {
        self.wanted = true;
        let (Phase::Owning { .. } | Phase::Locked) = self.phase else {
            return Vec::new();
        };
        self.phase = Phase::Queued(None);
        vec![Effect::Show(HostState::Opening), Effect::Release, Effect::Queue]
    }

    fn hear_opening(&mut self) -> Vec<Effect> {
        let Phase::Queued(owner) = &mut self.phase else {
            return Vec::new();
        };
        *owner = None;
        (self.asked, self.silent, self.locked) = (None, false, false);
        vec![Effect::Show(HostState::Opening)]
    }

    fn hear_locked(&mut self, from: TabId, reign: &Reign) -> Vec<Effect> {
        let Phase::Queued(owner) = &mut self.phase else {
            return Vec::new();
        };
        *owner = None;
        (self.wanted, self.asked, self.silent, self.locked) = (false, None, false, true);
        if self.unlocking {
            // Another one got the lock first.
            return vec![Effect::Say(None, Word::TakeOver)];
        }
        // As the other one decides: asked in vain it answers with this very word.
        let newer = self.newer_than(from, &reign.build, reign.started);
        let ask = if self.visible == reign.visible { newer } else { self.visible };
        let hello = (ask && !self.barred).then(|| Effect::Say(Some(from), self.hello()));
        [Effect::Show(HostState::Locked { wrong: false })].into_iter().chain(hello).collect()
    }

    fn hear_owner(&mut self, from: TabId, reign: Reign) -> Vec<Effect> {
        let queue = match self.phase {
            Phase::Queued(_) => None,
            Phase::Refused(_) => Some(Effect::Queue),
            // A word from before we had the lock.
            Phase::New | Phase::Opening | Phase::Locked | Phase::Owning { .. } => return Vec::new(),
        };
        (self.wanted, self.asked) = (false, None);
        (self.locked, self.unlocking) = (false, false);
        let term = reign.term;
        let known = matches!(&self.phase, Phase::Queued(Some((owner, known))) if *owner == from && known.term == term);
        let silent = std::mem::take(&mut self.silent);
        self.phase = Phase::Queued(Some((from, reign)));
        let mut effects: Vec<Effect> = queue.into_iter().collect();
        if !known || silent {
            effects.push(Effect::Show(self.state()));
        }
        if !known {
            effects.extend(self.meet(from, term));
            effects.push(Effect::Forward(from));
        }
        effects
    }

    /// Remembers a reign. What the page shows was told by another one before: it asks again.
    fn meet(&mut self, tab: TabId, term: u64) -> Option<Effect> {
        let before = self.seen.replace((tab, term));
        before.is_some_and(|before| before != (tab, term)).then_some(Effect::Refresh)
    }

    fn answer(&self, to: TabId) -> Option<Effect> {
        match self.phase {
            Phase::Owning { term } => Some(Effect::Say(Some(to), Word::Welcome(self.reign(term)))),
            Phase::Opening => Some(Effect::Say(Some(to), Word::Pong)),
            Phase::Locked => Some(Effect::Say(Some(to), Word::Locked(self.reign(0)))),
            Phase::New | Phase::Queued(_) | Phase::Refused(_) => None,
        }
    }

    fn sign_of_life(&mut self) -> Vec<Effect> {
        self.asked = None;
        let was_silent = std::mem::take(&mut self.silent);
        if was_silent { vec![Effect::Show(self.state())] } else { Vec::new() }
    }

    fn tick(&mut self, waiting: bool) -> Vec<Effect> {
        if !self.is_restless(waiting) {
            self.asked = None;
            return Vec::new();
        }
        match self.asked {
            None => {
                self.asked = Some(0);
                vec![Effect::Say(None, Word::Ping)]
            }
            Some(ticks) => {
                let ticks = ticks.saturating_add(1);
                self.asked = Some(ticks);
                if ticks < PATIENCE || std::mem::replace(&mut self.silent, true) {
                    return Vec::new();
                }
                vec![Effect::Show(HostState::OwnerSilent)]
            }
        }
    }

    /// What the page is to know when another tab holds the lock.
    fn state(&self) -> HostState {
        match &self.phase {
            Phase::Queued(Some((tab, reign))) => {
                let same = reign.build == self.build;
                let fits = same || self.newer_than(*tab, &reign.build, reign.started);
                if fits { HostState::Ready { owner: false } } else { HostState::OtherBuild }
            }
            _ if self.locked && !self.unlocking => HostState::Locked { wrong: false },
            _ => HostState::Opening,
        }
    }

    fn hello(&self) -> Word {
        Word::Hello { build: self.build.clone(), started: self.started, visible: self.visible }
    }

    fn reign(&self, term: u64) -> Reign {
        Reign { term, build: self.build.clone(), started: self.started, visible: self.visible }
    }
}

#[cfg(test)]
mod tests;
