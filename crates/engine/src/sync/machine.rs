//! The machine: what is asked of a hub next, and what follows from its answers.
//!
//! It keeps little in memory, and nothing that cannot be found out again: what is to be sent is what has no mark
//! that the hub has it. Text goes one request at a time; bytes of attachments go beside it (`bytes`).

use std::{collections::BTreeMap, rc::Rc};

use floorbook_domain::Instant;
use floorbook_port::{Event, SyncPhase, SyncTrouble};
use floorbook_seal::{Hash, membership::Membership};
use floorbook_wire::{
    Cursor, Heads, Pulled, Pushed, Reason, RecordsHeld, Refusal,
    signed::{Request, Signed},
};
use rusqlite::{TransactionBehavior, params};

use super::{
    Answered, Exchange, Line, Next, Surroundings,
    answer::{Answer, read},
    book::Book,
    bytes,
    envelopes::News,
    hub::{connected, hub_of, keep_cursor},
    joining,
    marks::mark_records,
    said::Said,
    work::Work,
};
use crate::{Engine, fail::Result, rebuild::rebuild_in};

/// What the machine knows beside the database; lost with the process, and found out again.
#[derive(Default)]
pub(crate) struct State {
    pub(super) number: u64,
    /// What is under way, by its number.
    pub(super) under_way: BTreeMap<u64, (Line, Ask)>,
    pub(super) books: BTreeMap<Line, Book>,
    pub(super) joining: joining::Joining,
    /// Requests that follow at once from an answer.
    pub(super) ready: std::collections::VecDeque<Exchange>,
    pub(super) around: Option<Surroundings>,
    /// What was last said of the open notebook.
    pub(super) said: Said,
    /// Fetch all photos whatever was chosen.
    pub(super) photos_now: bool,
    /// Photos that somebody wants to see.
    pub(super) wanted: std::collections::BTreeSet<[u8; 32]>,
    /// The file that was written last.
    pub(super) file: Vec<u8>,
}

/// What was asked.
#[derive(Clone, Debug)]
pub(super) enum Ask {
    Heads,
    Found(Vec<Hash>),
    PullRecords(u64),
    PushRecords(Vec<Hash>),
    Push,
    Pull(Cursor),
    Parcel([u8; 16]),
    Bytes(bytes::Ask),
    Join(i64),
}

impl State {
    /// The session of a line.
    pub(super) fn book(&mut self, line: Line) -> &mut Book {
        self.books.entry(line).or_default()
    }

    /// A new exchange.
    pub(super) fn exchange(
        &mut self,
        method: &'static str,
        url: String,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
        about: (Line, Ask),
    ) -> Exchange {
        self.number += 1;
        self.under_way.insert(self.number, about);
        Exchange { number: self.number, method, url, headers, body }
    }

    /// Forgets the session of a notebook with its hub: it has another one now. Answers of the one before mean nothing.
    pub(super) fn forget(&mut self, notebook: i64) {
        self.forget_lines(|line| line == Line::own(notebook));
    }

    /// The same of hubs nearby.
    pub(super) fn forget_near(&mut self, notebook: i64) {
        self.forget_lines(|line| line.notebook == notebook && line.is_near());
    }

    fn forget_lines(&mut self, gone: impl Fn(Line) -> bool) {
        self.under_way.retain(|_, (of, ask)| !gone(*of) || matches!(ask, Ask::Join(_)));
        self.books.retain(|line, _| !gone(*line));
    }

    /// Everything was derived anew.
    pub(crate) fn look_again(&mut self) {
        self.books.values_mut().for_each(|book| book.bytes.look_again());
    }

    /// How many requests about bytes are under way on a line.
    pub(super) fn bytes_under_way(&self, line: Line) -> usize {
        self.under_way.values().filter(|(of, ask)| *of == line && matches!(ask, Ask::Bytes(_))).count()
    }
}

impl Engine {
    /// What is to be sent now.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_next(
        &mut self,
        now: Instant,
        around: Surroundings,
    ) -> std::result::Result<Next, floorbook_port::Failure> {
        let next = self.next(now, around)?;
        self.say_status()?;
        Ok(next)
    }

    /// Takes the answer to exchange `number` in. One that is not waited for any more is ignored.
    ///
    /// # Errors
    /// Those of storage; the machine goes on from where it was.
    pub fn sync_reply(
        &mut self,
        now: Instant,
        number: u64,
        answered: Answered,
    ) -> std::result::Result<(), floorbook_port::Failure> {
        let Some((line, ask)) = self.sync.under_way.remove(&number) else { return Ok(()) };
        let took = self.reply(now, line, &ask, &answered);
        if took.is_err() {
            // What came is not taken in: it is asked for again, later.
            let chance = self.chance();
            let book = self.sync.book(line);
            book.wait(now, SyncTrouble::NoRoom, chance);
        }
        self.say_status()?;
        Ok(took?)
    }

    /// A random number to spread waits by.
    pub(super) fn chance(&mut self) -> u8 {
        let mut byte = [0];
        self.entropy.fill(&mut byte);
        byte[0]
    }

    fn next(&mut self, now: Instant, around: Surroundings) -> Result<Next> {
        let before = self.sync.around.replace(around);
        let came_back = around.online && before.is_some_and(|before| !before.online);
        let mut until: Option<Instant> = None;
        if let Some(exchange) = self.sync.ready.pop_front() {
            return Ok(Next::Send(exchange));
        }
        for line in connected(&self.store.main)? {
            let book = self.sync.book(line);
            if came_back {
                (book.again, book.fails, book.greeted) = (None, 0, false);
                (book.live_again, book.live_fails) = (None, 0);
            }
            // A hub nearby may be there where nothing else is.
            if !around.online && !line.is_near() {
                book.trouble = Some(SyncTrouble::Offline);
                book.phase = SyncPhase::Idle;
                continue;
            }
            if book.trouble == Some(SyncTrouble::Offline) {
                book.trouble = None;
            }
            if let Some(again) = book.again.filter(|again| *again > now) {
                until = Some(until.map_or(again, |until| until.min(again)));
                continue;
            }
            if !self.sync.book(line).busy
                && let Some(exchange) = self.text(now, line)?
            {
                self.sync.book(line).busy = true;
                return Ok(Next::Send(exchange));
            }
            if let Some(exchange) = self.bytes_next(now, line)? {
                return Ok(Next::Send(exchange));
            }
            let book = self.sync.book(line);
            let waits = [book.bytes.again, book.live_again.filter(|_| !book.live)];
            for at in waits.into_iter().flatten().filter(|at| *at > now) {
                until = Some(until.map_or(at, |until| until.min(at)));
            }
        }
        if around.online {
            match self.join_next(now)? {
                Next::Send(exchange) => return Ok(Next::Send(exchange)),
                Next::Wait(Some(at)) => until = Some(until.map_or(at, |until| until.min(at))),
                Next::Wait(None) => {}
            }
        }
        Ok(Next::Wait(until))
    }

    /// A signed request about a notebook.
    pub(super) fn request(
        &mut self,
        now: Instant,
        line: Line,
        (method, rest): (&'static str, &str),
        body: Vec<u8>,
        ask: Ask,
    ) -> Result<Option<Exchange>> {
        let Some(hub) = hub_of(&self.store.main, line)? else { return Ok(None) };
        let signed = self.sign(now, line, method, rest, &body)?;
        // What a body is follows from the path: no field says it.
        let mut headers = vec![("authorization", signed.0.header())];
        if matches!(ask, Ask::Found(_)) && !hub.token.is_empty() {
            headers.push(("floorbook-token", hub.token.clone()));
        }
        let url = format!("{}{}", hub.url, signed.1);
        Ok(Some(self.sync.exchange(method, url, headers, body, (line, ask))))
    }

    pub(super) fn sign(
        &mut self,
        now: Instant,
        line: Line,
        method: &'static str,
        rest: &str,
        body: &[u8],
    ) -> Result<(Signed, String)> {
        let mut nonce = [0; 16];
        self.entropy.fill(&mut nonce);
        let offset = self.sync.book(line).offset;
        let work = Work::new(&self.store.main, line.notebook, now, self.entropy.as_mut())?;
        let target = format!("/v1/workspaces/{}{rest}", work.workspace);
        let at = u64::try_from(now.0.saturating_add(offset)).unwrap_or(0);
        let secret = work.identity()?.secret;
        let request = Request { method, target: &target, body };
        Ok((Signed::new(&secret, &request, at, nonce), target))
    }

    /// The membership of a notebook, resolved once for each change of it.
    pub(super) fn membership(&mut self, now: Instant, notebook: i64) -> Result<Option<Rc<Membership>>> {
        // What is here, and what of it the hub refused.
        let state: (i64, i64) = self
            .store
            .main
            .prepare_cached(
                "SELECT coalesce(max(number), 0), coalesce(sum(CASE at_hub WHEN 2 THEN number END), 0)
                 FROM membership WHERE notebook = ?1",
            )?
            .query_row(params![notebook], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if let Some((at, known)) = &self.sync.book(Line::own(notebook)).membership
            && *at == state
        {
            return Ok(Some(Rc::clone(known)));
        }
        let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
        let Some(membership) = work.membership()?.map(Rc::new) else { return Ok(None) };
        self.sync.book(Line::own(notebook)).membership = Some((state, Rc::clone(&membership)));
        Ok(Some(membership))
    }

    /// Works on a notebook in a transaction, and tells what came of it.
    pub(super) fn work<T>(
        &mut self,
        now: Instant,
        notebook: i64,
        with: impl FnOnce(&mut Work<'_>, &mut News) -> Result<T>,
    ) -> Result<T> {
        let mut news = News { hlc: self.hlc, ..News::default() };
        let txn = self.store.main.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut work = Work::new(&txn, notebook, now, self.entropy.as_mut())?;
        let done = with(&mut work, &mut news)?;
        if news.rebuild {
            rebuild_in(&txn)?;
        }
        if news.hlc != self.hlc {
            txn.prepare_cached("UPDATE device SET hlc = ?1")?.execute(params![news.hlc.0.cast_signed()])?;
        }
        txn.commit()?;
        self.hlc = news.hlc;
        if news.rebuild {
            self.sync.look_again();
        }
        if news.rebuild || news.everything {
            self.events.push(Event::Everything);
        } else if !news.changed.is_empty() {
            self.events.push(Event::Changed(news.changed.into_iter().collect()));
        }
        Ok(done)
    }

    fn reply(&mut self, now: Instant, line: Line, ask: &Ask, answered: &Answered) -> Result<()> {
        match ask {
            Ask::Join(id) => return self.join_reply(now, *id, answered),
            Ask::Bytes(ask) => return self.bytes_reply(now, line, ask, answered),
            _ => self.sync.book(line).busy = false,
        }
        match ask {
            Ask::Heads => match read::<Heads>(answered) {
                Answer::Yes(heads) => self.greet(now, line, &heads),
                Answer::No(refusal) => match refusal.reason {
                    Reason::UnknownWorkspace => self.found(now, line),
                    Reason::Stranger => self.introduce(now, line),
                    _ => self.refused(now, line, &refusal),
                },
                Answer::Lost(trouble) => self.lost(now, line, trouble),
            },
            Ask::Found(names) => match read::<Heads>(answered) {
                Answer::Yes(heads) => {
                    mark_records(&self.store.main, line, names, 1)?;
                    self.greet(now, line, &heads)
                }
                Answer::No(refusal) => self.refused(now, line, &refusal),
                Answer::Lost(trouble) => self.lost(now, line, trouble),
            },
            Ask::PullRecords(after) => match read::<RecordsHeld>(answered) {
                Answer::Yes(held) => self.take_records(now, line, *after, &held),
                Answer::No(refusal) => self.refused(now, line, &refusal),
                Answer::Lost(trouble) => self.lost(now, line, trouble),
            },
            Ask::PushRecords(names) => match read::<Pushed>(answered) {
                Answer::Yes(pushed) => self.pushed_records(now, line, names, &pushed.acks),
                Answer::No(refusal) => self.refused(now, line, &refusal),
                Answer::Lost(trouble) => self.lost(now, line, trouble),
            },
            Ask::Push => match read::<Pushed>(answered) {
                Answer::Yes(pushed) => self.pushed(now, line, &pushed.acks),
                Answer::No(refusal) => self.refused(now, line, &refusal),
                Answer::Lost(trouble) => self.lost(now, line, trouble),
            },
            Ask::Pull(after) => match read::<Pulled>(answered) {
                Answer::Yes(pulled) => self.pulled(now, line, after, &pulled),
                Answer::No(refusal) => self.refused(now, line, &refusal),
                Answer::Lost(trouble) => self.lost(now, line, trouble),
            },
            Ask::Parcel(id) => {
                let mark = |state: i64| {
                    self.store.main.execute(
                        "UPDATE parcel SET at_hub = ?3 WHERE notebook = ?1 AND id = ?2",
                        params![line.notebook, id, state],
                    )
                };
                match answered {
                    Answered::Reply { status: 200..300, .. } => {
                        mark(1)?;
                        Ok(())
                    }
                    other => match read::<Refusal>(other) {
                        Answer::No(refusal) if matches!(refusal.reason, Reason::TooOften | Reason::NotStored) => {
                            self.refused(now, line, &refusal)
                        }
                        Answer::No(_) => {
                            // The invitation was closed, or the recovery key replaced, meanwhile.
                            mark(2)?;
                            Ok(())
                        }
                        Answer::Lost(trouble) => self.lost(now, line, trouble),
                        Answer::Yes(_) => self.lost(now, line, SyncTrouble::NoHub),
                    },
                }
            }
            Ask::Bytes(_) | Ask::Join(_) => Ok(()),
        }
    }

    pub(super) fn lost(&mut self, now: Instant, line: Line, trouble: SyncTrouble) -> Result<()> {
        let chance = self.chance();
        self.sync.book(line).wait(now, trouble, chance);
        Ok(())
    }

    /// The hub refused a request as a whole.
    pub(super) fn refused(&mut self, now: Instant, line: Line, refusal: &Refusal) -> Result<()> {
        let chance = self.chance();
        let book = self.sync.book(line);
        match refusal.reason {
            Reason::Clock => {
                book.offset = i64::try_from(refusal.now).unwrap_or(now.0).saturating_sub(now.0);
                if book.clock_tried {
                    book.wait(now, SyncTrouble::Clock, chance);
                }
                book.clock_tried = true;
            }
            // A nonce is random: the request had arrived, and its answer was lost. It is asked anew.
            Reason::Replayed => book.greeted = false,
            Reason::OtherLog => {
                book.greeted = false;
                keep_cursor(&self.store.main, line, None)?;
            }
            Reason::Gap | Reason::UnknownWorkspace => book.greeted = false,
            Reason::Stranger => {
                book.wait(now, SyncTrouble::Removed, chance);
                book.stranger = true;
            }
            reason => {
                let trouble = match reason {
                    Reason::Removed | Reason::OnlyReads | Reason::Aside => SyncTrouble::Removed,
                    Reason::TokenNeeded => SyncTrouble::TokenNeeded,
                    Reason::Taken | Reason::OtherWorkspace => SyncTrouble::Taken,
                    Reason::TooOften => SyncTrouble::TooOften,
                    Reason::NotStored | Reason::TakesNoMore => SyncTrouble::HubFull,
                    Reason::Other(_) => SyncTrouble::TooNew,
                    _ => SyncTrouble::NoHub,
                };
                book.wait(now, trouble, chance);
            }
        }
        Ok(())
    }
}
