//! The machine: what is asked of a hub next, and what follows from its answers.
//!
//! It keeps little in memory, and nothing that cannot be found out again: what is to be sent is what has no mark
//! that the hub has it. Text goes one request at a time; bytes of attachments go beside it (`bytes`).

use std::{collections::BTreeMap, rc::Rc};

use floorbook_domain::Instant;
use floorbook_port::{Event, SyncPhase, SyncStatus, SyncTrouble};
use floorbook_seal::{Hash, WorkspaceId, membership::Membership};
use floorbook_wire::{
    Ack, Cursor, Found, Heads, Notice, Outcome, Pulled, Push, Pushed, Reason, Records, RecordsHeld, Refusal,
    signed::{Request, Signed, hex},
};
use minicbor::{Decode, bytes::ByteVec};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{
    Answered, Exchange, Live, Next, Surroundings, bytes,
    envelopes::News,
    joining, status,
    work::{Work, without},
};
use crate::{Engine, fail::Result, rebuild::rebuild_in};

/// The most bytes of envelopes in one request or answer: so much is taken in between two turns of the app.
const MOST: usize = 256 << 10;
/// The most membership records in one request.
const RECORDS: i64 = 256;
/// The first wait after a failure, in milliseconds; it doubles up to [`LONGEST`].
const FIRST: i64 = 1_000;
/// The longest wait between two tries.
const LONGEST: i64 = 60_000;

/// What the machine knows beside the database; lost with the process, and found out again.
#[derive(Default)]
pub(crate) struct State {
    number: u64,
    /// What is under way, by its number.
    under_way: BTreeMap<u64, (i64, Ask)>,
    pub(super) books: BTreeMap<i64, Book>,
    pub(super) joining: joining::Joining,
    /// Requests that follow at once from an answer.
    pub(super) ready: std::collections::VecDeque<Exchange>,
    pub(super) around: Option<Surroundings>,
    /// What was last said of the open notebook.
    said: Option<SyncStatus>,
    /// Fetch all photos whatever was chosen.
    pub(super) photos_now: bool,
    /// Photos that somebody wants to see.
    pub(super) wanted: std::collections::BTreeSet<[u8; 32]>,
    /// The file that was written last.
    pub(super) file: Vec<u8>,
}

/// A connected notebook in this session.
#[derive(Default)]
pub(super) struct Book {
    /// Whether the hub was asked what it has, since it was last heard of.
    greeted: bool,
    /// The hub does not know this device yet: first it gets the records.
    stranger: bool,
    /// How many envelopes and records the hub has, as far as is known.
    pub(super) end: u64,
    pub(super) records: u64,
    /// A request about text is under way.
    busy: bool,
    /// Not before this time.
    pub(super) again: Option<Instant>,
    fails: u32,
    pub(super) trouble: Option<SyncTrouble>,
    /// How often what the hub sent was not what its log says, one after the other.
    altered: u32,
    /// How often the hub lacked what comes before what was sent, one after the other.
    gaps: u32,
    /// This device leaves, and the hub does not know it yet: it still takes what was written before.
    pub(super) leaving: bool,
    /// The hub's time less ours, in milliseconds; and whether it was taken over already.
    offset: i64,
    clock_tried: bool,
    live: bool,
    live_again: Option<Instant>,
    live_fails: u32,
    membership: Option<((i64, i64), Rc<Membership>)>,
    /// How many envelopes were to be fetched when fetching began, and how many changes to be sent.
    from: u64,
    pub(super) sending: (u32, u32),
    pub(super) phase: SyncPhase,
    pub(super) bytes: bytes::Bytes,
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

/// Where a notebook is synced.
pub(super) struct Hub {
    pub(super) url: String,
    token: String,
    cursor: Option<Cursor>,
    records: u64,
}

/// The hub of a notebook; `None` if it has none.
pub(super) fn hub_of(db: &Connection, notebook: i64) -> Result<Option<Hub>> {
    let found = db
        .prepare_cached("SELECT hub, token, cursor, records FROM workspace WHERE notebook = ?1 AND hub IS NOT NULL")?
        .query_row(params![notebook], |row| {
            let cursor: Option<Vec<u8>> = row.get(2)?;
            Ok(Hub {
                url: row.get(0)?,
                token: row.get(1)?,
                cursor: cursor.and_then(|bytes| floorbook_wire::read(&bytes).ok()),
                records: row.get::<_, i64>(3)?.cast_unsigned(),
            })
        })
        .optional()?;
    Ok(found)
}

/// The notebooks that have a hub, the open one first.
fn connected(db: &Connection) -> Result<Vec<i64>> {
    let mut rows = db.prepare_cached(
        "SELECT w.notebook FROM workspace w JOIN notebook n ON n.number = w.notebook
         WHERE w.hub IS NOT NULL ORDER BY n.open DESC, w.notebook",
    )?;
    let found = rows.query_map([], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn keep_cursor(db: &Connection, notebook: i64, cursor: &Cursor) -> Result<()> {
    db.prepare_cached("UPDATE workspace SET cursor = ?2 WHERE notebook = ?1")?
        .execute(params![notebook, floorbook_wire::write(cursor)])?;
    Ok(())
}

/// An answer that was read, or why not.
enum Answer<T> {
    Yes(T),
    No(Refusal),
    /// No connection, or nobody at its other end who speaks as a hub does.
    Lost(SyncTrouble),
}

/// Reads an answer whose body is a message.
fn read<T: for<'b> Decode<'b, ()>>(answered: &Answered) -> Answer<T> {
    match answered {
        Answered::Nothing => Answer::Lost(SyncTrouble::Unreachable),
        Answered::Reply { status, body } if (200..300).contains(status) => {
            floorbook_wire::read(body).map_or(Answer::Lost(SyncTrouble::NoHub), Answer::Yes)
        }
        Answered::Reply { status, body } => match floorbook_wire::read::<Refusal>(body) {
            Ok(refusal) => Answer::No(refusal),
            Err(_) if *status >= 500 => Answer::Lost(SyncTrouble::Unreachable),
            Err(_) => Answer::Lost(SyncTrouble::NoHub),
        },
    }
}

impl State {
    /// The session of a notebook.
    pub(super) fn book(&mut self, notebook: i64) -> &mut Book {
        self.books.entry(notebook).or_default()
    }

    /// A new exchange.
    pub(super) fn exchange(
        &mut self,
        method: &'static str,
        url: String,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
        about: (i64, Ask),
    ) -> Exchange {
        self.number += 1;
        self.under_way.insert(self.number, about);
        Exchange { number: self.number, method, url, headers, body }
    }

    /// Forgets the session of a notebook: it has another hub now. Answers of the one before mean nothing.
    pub(super) fn forget(&mut self, notebook: i64) {
        self.under_way.retain(|_, (of, ask)| *of != notebook || matches!(ask, Ask::Join(_)));
        self.books.remove(&notebook);
    }

    /// Everything was derived anew.
    pub(crate) fn look_again(&mut self) {
        self.books.values_mut().for_each(|book| book.bytes.look_again());
    }

    /// How many requests about bytes are under way for a notebook.
    pub(super) fn bytes_under_way(&self, notebook: i64) -> usize {
        self.under_way.values().filter(|(of, ask)| *of == notebook && matches!(ask, Ask::Bytes(_))).count()
    }
}

impl Book {
    /// Waits after a failure, longer each time, and never for as long as others who failed at the same moment.
    pub(super) fn wait(&mut self, now: Instant, trouble: SyncTrouble, chance: u8) {
        let wait = FIRST.saturating_mul(1 << self.fails.min(6)).min(LONGEST);
        self.fails = self.fails.saturating_add(1);
        let wait = wait / 2 + wait * i64::from(chance) / 256;
        self.again = Some(now.plus_millis(wait));
        self.trouble = Some(trouble);
        self.greeted = false;
        self.phase = SyncPhase::Idle;
    }

    /// What the hub sent is not what its log says: it is asked again, later each time.
    fn is_altered(&mut self, now: Instant, chance: u8) {
        self.fails = self.altered;
        self.altered = self.altered.saturating_add(1);
        self.wait(now, SyncTrouble::Altered, chance);
    }

    /// Whether text is done, so that bytes may go.
    pub(super) fn is_at_rest(&self) -> bool {
        self.greeted && !self.busy
    }

    /// Forgets what was heard of the hub: it is asked at once.
    pub(super) fn ask_again(&mut self) {
        (self.greeted, self.stranger) = (false, false);
        (self.again, self.fails, self.trouble) = (None, 0, None);
        (self.live_again, self.live_fails) = (None, 0);
        self.bytes.start_again();
    }

    fn heard(&mut self) {
        (self.again, self.fails) = (None, 0);
        self.trouble = (self.altered > 0).then_some(SyncTrouble::Altered);
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
        let Some((notebook, ask)) = self.sync.under_way.remove(&number) else { return Ok(()) };
        let took = self.reply(now, notebook, &ask, &answered);
        if took.is_err() {
            // What came is not taken in: it is asked for again, later.
            let chance = self.chance();
            let book = self.sync.book(notebook);
            book.wait(now, SyncTrouble::NoRoom, chance);
        }
        self.say_status()?;
        Ok(took?)
    }

    /// The live connections that should be open and are not, of all connected notebooks. One that was answered
    /// here counts as open until [`Engine::sync_live_ended`].
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_live(
        &mut self,
        now: Instant,
        around: Surroundings,
    ) -> std::result::Result<Vec<Live>, floorbook_port::Failure> {
        Ok(self.live(now, around)?)
    }

    /// A live connection ended, or could not be opened (`opened` is false).
    pub fn sync_live_ended(&mut self, now: Instant, notebook: floorbook_domain::NotebookId, opened: bool) {
        let Ok(Some((number, _))) = crate::notebooks::find(&self.store.main, notebook) else { return };
        let chance = self.chance();
        let book = self.sync.book(number);
        book.live = false;
        book.live_fails = if opened { 0 } else { book.live_fails.saturating_add(1) };
        let wait = FIRST.saturating_mul(1 << book.live_fails.min(6)).min(LONGEST);
        book.live_again = Some(now.plus_millis(wait / 2 + wait * i64::from(chance) / 256));
        // What happened meanwhile was not told.
        book.greeted = false;
    }

    /// Takes a notice in: the `data` of an event of a live connection.
    pub fn sync_notice(&mut self, _now: Instant, notebook: floorbook_domain::NotebookId, data: &str) {
        let Ok(Some((number, _))) = crate::notebooks::find(&self.store.main, notebook) else { return };
        let Some(notice) = Notice::parse(data) else { return };
        let book = self.sync.book(number);
        if notice.envelopes < book.end || notice.records < book.records {
            book.greeted = false;
        }
        book.live_fails = 0;
        book.end = notice.envelopes;
        book.records = notice.records;
        book.bytes.heard(notice.chunks);
        (book.again, book.fails) = (None, 0);
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
        for notebook in connected(&self.store.main)? {
            let book = self.sync.book(notebook);
            if came_back {
                (book.again, book.fails, book.greeted) = (None, 0, false);
                (book.live_again, book.live_fails) = (None, 0);
            }
            if !around.online {
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
            if !self.sync.book(notebook).busy
                && let Some(exchange) = self.text(now, notebook)?
            {
                self.sync.book(notebook).busy = true;
                return Ok(Next::Send(exchange));
            }
            if let Some(exchange) = self.bytes_next(now, notebook)? {
                return Ok(Next::Send(exchange));
            }
            let book = self.sync.book(notebook);
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
        notebook: i64,
        (method, rest): (&'static str, &str),
        body: Vec<u8>,
        ask: Ask,
    ) -> Result<Option<Exchange>> {
        let Some(hub) = hub_of(&self.store.main, notebook)? else { return Ok(None) };
        let signed = self.sign(now, notebook, method, rest, &body)?;
        let mut headers = vec![("authorization", signed.0.header())];
        if !body.is_empty() {
            let kind = if method == "PUT" { "application/octet-stream" } else { "application/cbor" };
            headers.push(("content-type", kind.to_owned()));
        }
        if matches!(ask, Ask::Found(_)) && !hub.token.is_empty() {
            headers.push(("floorbook-token", hub.token.clone()));
        }
        let url = format!("{}{}", hub.url, signed.1);
        Ok(Some(self.sync.exchange(method, url, headers, body, (notebook, ask))))
    }

    fn sign(
        &mut self,
        now: Instant,
        notebook: i64,
        method: &'static str,
        rest: &str,
        body: &[u8],
    ) -> Result<(Signed, String)> {
        let mut nonce = [0; 16];
        self.entropy.fill(&mut nonce);
        let offset = self.sync.book(notebook).offset;
        let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
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
        if let Some((at, known)) = &self.sync.book(notebook).membership
            && *at == state
        {
            return Ok(Some(Rc::clone(known)));
        }
        let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
        let Some(membership) = work.membership()?.map(Rc::new) else { return Ok(None) };
        self.sync.book(notebook).membership = Some((state, Rc::clone(&membership)));
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
            self.events.push(Event::Everything);
        } else if !news.changed.is_empty() {
            self.events.push(Event::Changed(news.changed.into_iter().collect()));
        }
        Ok(done)
    }

    /// Makes ready what is to be sent: a new key if one is due, envelopes of what is not sealed.
    pub(super) fn make_ready(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let Some(membership) = self.membership(now, notebook)? else { return Ok(()) };
        let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
        let device = work.identity().map(|identity| identity.secret.device());
        let may = device
            .is_ok_and(|device| membership.role_of_device(device) >= Some(floorbook_seal::membership::Role::Editor));
        let key_due = may && (membership.new_key_is_due() || work.has_orphan_key(&membership)?);
        if !key_due && work.count_unsealed()? == 0 {
            return Ok(());
        }
        self.work(now, notebook, |work, news| {
            if work.make_key_if_due(&membership)?.is_some() {
                let after = work.team()?;
                work.follow(Some(&membership), &after, news)?;
                work.seal_own(&after, news)
            } else {
                work.seal_own(&membership, news)
            }
        })
    }

    fn text(&mut self, now: Instant, notebook: i64) -> Result<Option<Exchange>> {
        self.heal_identity(now, notebook)?;
        let Some(hub) = hub_of(&self.store.main, notebook)? else { return Ok(None) };
        let book = self.sync.book(notebook);
        if !book.greeted && !book.stranger {
            book.phase = SyncPhase::Asking;
            return self.request(now, notebook, ("GET", ""), Vec::new(), Ask::Heads);
        }
        if book.records > hub.records && !book.stranger {
            book.phase = SyncPhase::Asking;
            let rest = format!("/membership?after={}", hub.records);
            return self.request(now, notebook, ("GET", &rest), Vec::new(), Ask::PullRecords(hub.records));
        }
        self.make_ready(now, notebook)?;
        let stranger = self.sync.book(notebook).stranger;
        let mut records = unsent_records(&self.store.main, notebook, stranger)?;
        let leaves = self.leaves(now, notebook, &records)?;
        self.sync.book(notebook).leaving = leaves.is_some();
        if let Some(at) = leaves
            && !stranger
        {
            // Once the hub knows that this device has left, it takes nothing of it any more.
            if at > 0 || !status::is_all_there(&self.store.main, &self.store.content, notebook)? {
                records.truncate(at);
            }
        }
        if !records.is_empty() {
            let (names, records) = records.into_iter().map(|(name, bytes)| (name, ByteVec::from(bytes))).unzip();
            let body = floorbook_wire::write(&Records { records });
            return self.request(now, notebook, ("POST", "/membership"), body, Ask::PushRecords(names));
        }
        if self.sync.book(notebook).stranger {
            // The hub has all records, and may know us now.
            let book = self.sync.book(notebook);
            (book.stranger, book.greeted) = (false, false);
            return self.text(now, notebook);
        }
        let envelopes = unsent_envelopes(&self.store.main, notebook)?;
        if !envelopes.is_empty() {
            let left = status::waiting_changes(&self.store.main, notebook)?;
            let book = self.sync.book(notebook);
            if book.sending.1 < left {
                book.sending = (0, left);
            }
            let (_, of) = book.sending;
            book.phase = SyncPhase::Sending { done: of.saturating_sub(left), of };
            let body = floorbook_wire::write(&Push { envelopes });
            return self.request(now, notebook, ("POST", "/envelopes"), body, Ask::Push);
        }
        let book = self.sync.book(notebook);
        book.sending = (0, 0);
        let at = hub.cursor.map_or(0, |cursor| cursor.position);
        if at < book.end
            && let Some(cursor) = hub.cursor
        {
            book.from = book.from.min(at);
            let (done, of) = (at - book.from, book.end - book.from);
            book.phase = SyncPhase::Fetching { done: small(done), of: small(of) };
            let (log, running) = (hex(&cursor.log.0), cursor.running);
            let rest = format!("/envelopes?log={log}&position={at}&running={running}&limit={MOST}");
            return self.request(now, notebook, ("GET", &rest), Vec::new(), Ask::Pull(cursor));
        }
        book.from = u64::MAX;
        if let Some((id, bytes)) = unsent_parcel(&self.store.main, notebook)? {
            let rest = format!("/parcels/{}", hex(&id));
            return self.request(now, notebook, ("PUT", &rest), bytes, Ask::Parcel(id));
        }
        let book = self.sync.book(notebook);
        // All that the hub says that it has has come, and is what it says.
        if std::mem::take(&mut book.altered) > 0 {
            book.trouble = None;
        }
        if !matches!(book.phase, SyncPhase::Idle | SyncPhase::Photos { .. }) {
            book.phase = SyncPhase::Idle;
            self.note_synced(now, notebook)?;
        }
        Ok(None)
    }

    /// Where among these records this device leaves.
    fn leaves(&mut self, now: Instant, notebook: i64, records: &[(Hash, Vec<u8>)]) -> Result<Option<usize>> {
        use floorbook_seal::membership::{Action, Record};
        if crate::notebooks::may_write(&self.store.main, notebook)? {
            return Ok(None);
        }
        let Some(membership) = self.membership(now, notebook)? else { return Ok(None) };
        let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
        let Ok(identity) = work.identity() else { return Ok(None) };
        let this = identity.secret.device();
        let member = membership.device(this).map(|device| device.member);
        Ok(records.iter().position(|(_, bytes)| match Record::read(bytes).as_ref().map(Record::action) {
            Ok(Action::RemoveMember { member: gone, .. }) => Some(*gone) == member,
            Ok(Action::RemoveDevice { device, .. }) => *device == this,
            _ => false,
        }))
    }

    /// Notes that everything is here and there, if it is.
    pub(super) fn note_synced(&mut self, now: Instant, notebook: i64) -> Result<()> {
        if status::is_all_there(&self.store.main, &self.store.content, notebook)? {
            self.store
                .main
                .prepare_cached("UPDATE workspace SET synced = ?2 WHERE notebook = ?1")?
                .execute(params![notebook, now.0])?;
        }
        Ok(())
    }

    fn live(&mut self, now: Instant, around: Surroundings) -> Result<Vec<Live>> {
        let mut live = Vec::new();
        if !around.online {
            return Ok(live);
        }
        for notebook in connected(&self.store.main)? {
            let book = self.sync.book(notebook);
            // Before the hub knows this device there is nothing to hear.
            if book.live || !book.greeted || book.live_again.is_some_and(|again| again > now) {
                continue;
            }
            book.live = true;
            let Some(hub) = hub_of(&self.store.main, notebook)? else { continue };
            let (signed, target) = self.sign(now, notebook, "GET", "/notices", &[])?;
            self.sync.number += 1;
            let exchange = Exchange {
                number: self.sync.number,
                method: "GET",
                url: format!("{}{target}", hub.url),
                headers: vec![("authorization", signed.header()), ("accept", "text/event-stream".to_owned())],
                body: Vec::new(),
            };
            live.push(Live { notebook: crate::notebooks::id_of(&self.store.main, notebook)?, exchange });
        }
        Ok(live)
    }

    fn reply(&mut self, now: Instant, notebook: i64, ask: &Ask, answered: &Answered) -> Result<()> {
        match ask {
            Ask::Join(id) => return self.join_reply(now, *id, answered),
            Ask::Bytes(ask) => return self.bytes_reply(now, notebook, ask, answered),
            _ => self.sync.book(notebook).busy = false,
        }
        match ask {
            Ask::Heads => match read::<Heads>(answered) {
                Answer::Yes(heads) => self.greet(now, notebook, &heads),
                Answer::No(refusal) => match refusal.reason {
                    Reason::UnknownWorkspace => self.found(now, notebook),
                    Reason::Stranger => self.introduce(now, notebook),
                    _ => self.refused(now, notebook, &refusal),
                },
                Answer::Lost(trouble) => self.lost(now, notebook, trouble),
            },
            Ask::Found(names) => match read::<Heads>(answered) {
                Answer::Yes(heads) => {
                    mark_records(&self.store.main, notebook, names, 1)?;
                    self.greet(now, notebook, &heads)
                }
                Answer::No(refusal) => self.refused(now, notebook, &refusal),
                Answer::Lost(trouble) => self.lost(now, notebook, trouble),
            },
            Ask::PullRecords(after) => match read::<RecordsHeld>(answered) {
                Answer::Yes(held) => self.take_records(now, notebook, *after, &held),
                Answer::No(refusal) => self.refused(now, notebook, &refusal),
                Answer::Lost(trouble) => self.lost(now, notebook, trouble),
            },
            Ask::PushRecords(names) => match read::<Pushed>(answered) {
                Answer::Yes(pushed) => self.pushed_records(now, notebook, names, &pushed.acks),
                Answer::No(refusal) => self.refused(now, notebook, &refusal),
                Answer::Lost(trouble) => self.lost(now, notebook, trouble),
            },
            Ask::Push => match read::<Pushed>(answered) {
                Answer::Yes(pushed) => self.pushed(now, notebook, &pushed.acks),
                Answer::No(refusal) => self.refused(now, notebook, &refusal),
                Answer::Lost(trouble) => self.lost(now, notebook, trouble),
            },
            Ask::Pull(after) => match read::<Pulled>(answered) {
                Answer::Yes(pulled) => self.pulled(now, notebook, after, &pulled),
                Answer::No(refusal) => self.refused(now, notebook, &refusal),
                Answer::Lost(trouble) => self.lost(now, notebook, trouble),
            },
            Ask::Parcel(id) => {
                let mark = |state: i64| {
                    self.store.main.execute(
                        "UPDATE parcel SET at_hub = ?3 WHERE notebook = ?1 AND id = ?2",
                        params![notebook, id, state],
                    )
                };
                match answered {
                    Answered::Reply { status: 200..300, .. } => {
                        mark(1)?;
                        Ok(())
                    }
                    other => match read::<Refusal>(other) {
                        Answer::No(refusal) if matches!(refusal.reason, Reason::TooOften | Reason::NotStored) => {
                            self.refused(now, notebook, &refusal)
                        }
                        Answer::No(_) => {
                            // The invitation was closed, or the recovery key replaced, meanwhile.
                            mark(2)?;
                            Ok(())
                        }
                        Answer::Lost(trouble) => self.lost(now, notebook, trouble),
                        Answer::Yes(_) => self.lost(now, notebook, SyncTrouble::NoHub),
                    },
                }
            }
            Ask::Bytes(_) | Ask::Join(_) => Ok(()),
        }
    }

    pub(super) fn lost(&mut self, now: Instant, notebook: i64, trouble: SyncTrouble) -> Result<()> {
        let chance = self.chance();
        self.sync.book(notebook).wait(now, trouble, chance);
        Ok(())
    }

    /// The hub refused a request as a whole.
    pub(super) fn refused(&mut self, now: Instant, notebook: i64, refusal: &Refusal) -> Result<()> {
        let chance = self.chance();
        let book = self.sync.book(notebook);
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
                self.store.main.execute("UPDATE workspace SET cursor = NULL WHERE notebook = ?1", params![notebook])?;
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
                    Reason::NotStored => SyncTrouble::HubFull,
                    Reason::Other(_) => SyncTrouble::TooNew,
                    _ => SyncTrouble::NoHub,
                };
                book.wait(now, trouble, chance);
            }
        }
        Ok(())
    }

    /// The hub says what it has.
    fn greet(&mut self, now: Instant, notebook: i64, heads: &Heads) -> Result<()> {
        let Some(hub) = hub_of(&self.store.main, notebook)? else { return Ok(()) };
        let is_our_log = hub.cursor.is_some_and(|cursor| {
            cursor.log == heads.end.log
                && (cursor.position < heads.end.position
                    || (cursor.position == heads.end.position && cursor.running == heads.end.running))
        });
        if !is_our_log || heads.records < hub.records {
            let before = self.membership(now, notebook)?;
            self.work(now, notebook, |work, news| {
                compare(work, heads)?;
                // What another hub refused may count at this one.
                let after = work.team()?;
                work.follow(before.as_deref(), &after, news)
            })?;
        }
        self.store.main.execute("UPDATE workspace SET confirmed = 1 WHERE notebook = ?1", params![notebook])?;
        let book = self.sync.book(notebook);
        book.heard();
        (book.greeted, book.stranger, book.clock_tried) = (true, false, false);
        book.end = heads.end.position;
        book.records = heads.records;
        Ok(())
    }

    /// The hub does not know the notebook: it gets all that is known of its members.
    fn found(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
        let Some(founding) = work.founding()? else { return Ok(()) };
        let records = work.record_bytes()?;
        let names: Vec<Hash> = records.iter().map(|bytes| Hash::of(bytes)).collect();
        let records = records.into_iter().map(ByteVec::from).collect();
        let body = floorbook_wire::write(&Found { founding, records });
        let exchange = self.request(now, notebook, ("POST", ""), body, Ask::Found(names))?;
        self.sync.book(notebook).busy = exchange.is_some();
        self.sync.ready.extend(exchange);
        Ok(())
    }

    /// The hub does not know this device: it gets the records that say who it is.
    fn introduce(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let unsent = unsent_records(&self.store.main, notebook, true)?;
        let chance = self.chance();
        let book = self.sync.book(notebook);
        book.stranger = true;
        if unsent.is_empty() {
            // It has them, and does not take this device for a member.
            book.wait(now, SyncTrouble::Removed, chance);
            // It may have lost them since.
            self.store.main.execute("UPDATE membership SET at_hub = 0 WHERE notebook = ?1", params![notebook])?;
        }
        Ok(())
    }

    fn take_records(&mut self, now: Instant, notebook: i64, after: u64, held: &RecordsHeld) -> Result<()> {
        let before = self.membership(now, notebook)?;
        let altered = self.work(now, notebook, |work, news| {
            let (new, mut altered) = keep_records(work, held)?;
            let mut team = work.team()?;
            for name in new.iter().filter(|name| is_no_record(team.standing(name))) {
                work.db.execute(
                    "DELETE FROM membership WHERE notebook = ?1 AND name = ?2",
                    params![work.notebook, name.0],
                )?;
                altered = true;
            }
            if altered {
                team = work.team()?;
            }
            // What does not fit may rest on records that are taken for refused here: all are read again.
            let records = if altered { 0 } else { after + held.records.len() as u64 };
            work.db.execute(
                "UPDATE workspace SET records = ?2 WHERE notebook = ?1",
                params![work.notebook, records.cast_signed()],
            )?;
            if !new.is_empty() {
                work.follow(before.as_deref(), &team, news)?;
            }
            Ok(altered)
        })?;
        let chance = self.chance();
        let book = self.sync.book(notebook);
        book.heard();
        book.records = held.count;
        if altered {
            book.is_altered(now, chance);
        }
        self.finish_restores(now, notebook)?;
        self.hand_key_on(now, notebook)
    }

    fn pushed_records(&mut self, now: Instant, notebook: i64, names: &[Hash], acks: &[Ack]) -> Result<()> {
        use floorbook_seal::membership::Standing;
        let before = self.membership(now, notebook)?;
        let (gap, full) = self.work(now, notebook, |work, news| {
            let (mut gap, mut full, mut refused) = (false, false, false);
            for name in names {
                let ack = acks.iter().find(|ack| ack.name == *name);
                let mut refuse = || {
                    refused = true;
                    mark_records(work.db, work.notebook, &[*name], 2)
                };
                match ack.map(|ack| ack.outcome) {
                    Some(Outcome::Stored(_) | Outcome::Branch(_)) => {
                        mark_records(work.db, work.notebook, &[*name], 1)?;
                    }
                    // Something before it is missing there; here as well, if it waits.
                    Some(Outcome::Refused(Reason::Gap)) => {
                        if work.team()?.standing(name) == Standing::Waits {
                            refuse()?
                        } else {
                            gap = true
                        }
                    }
                    Some(Outcome::Refused(Reason::NotStored)) | None => full = true,
                    // What the hub does not take, nobody else gets: it counts here no more either.
                    Some(Outcome::Refused(_)) => refuse()?,
                }
            }
            if gap {
                // It has lost what it had: all of them are sent, and read, again.
                forget_records(work.db, work.notebook)?;
            }
            if refused {
                let after = work.team()?;
                work.follow(before.as_deref(), &after, news)?;
            }
            Ok((gap, full))
        })?;
        let chance = self.chance();
        let book = self.sync.book(notebook);
        if gap || full {
            book.wait(now, SyncTrouble::HubFull, chance);
        } else {
            book.heard();
        }
        Ok(())
    }

    fn pushed(&mut self, now: Instant, notebook: i64, acks: &[Ack]) -> Result<()> {
        let Some(hub) = hub_of(&self.store.main, notebook)? else { return Ok(()) };
        let membership = self.membership(now, notebook)?;
        let mut cursor = hub.cursor;
        let mut end = 0;
        let (mut again, mut full) = (false, false);
        self.work(now, notebook, |work, news| {
            for Ack { name, outcome } in acks {
                let place = match outcome {
                    Outcome::Stored(place) | Outcome::Branch(place) => {
                        mark_envelope(work.db, work.notebook, name, 1)?;
                        *place
                    }
                    Outcome::Refused(Reason::Gap) => {
                        if follows_refused(work, name)? {
                            mark_envelope(work.db, work.notebook, name, 2)?;
                            continue;
                        }
                        // It has lost what it had.
                        again = true;
                        work.db.execute(
                            "UPDATE envelope SET at_hub = 0 WHERE notebook = ?1 AND device =
                                (SELECT device FROM envelope WHERE notebook = ?1 AND name = ?2)",
                            params![work.notebook, name.0],
                        )?;
                        continue;
                    }
                    Outcome::Refused(Reason::NotStored) => {
                        full = true;
                        continue;
                    }
                    Outcome::Refused(_) => {
                        mark_envelope(work.db, work.notebook, name, 2)?;
                        continue;
                    }
                };
                end = end.max(place);
                // What we sent need not come back.
                if let Some(at) = cursor.as_mut()
                    && place == at.position + 1
                {
                    at.position = place;
                    at.running = floorbook_wire::next(at.running, *name);
                }
                if matches!(outcome, Outcome::Branch(_))
                    && let Some(membership) = membership.as_deref()
                    && is_current(work, name)?
                {
                    work.renew(&mut membership.clone(), news)?;
                }
            }
            cursor.map_or(Ok(()), |cursor| keep_cursor(work.db, work.notebook, &cursor))
        })?;
        let chance = self.chance();
        let book = self.sync.book(notebook);
        book.heard();
        book.end = book.end.max(end);
        if again {
            book.greeted = false;
            book.gaps = book.gaps.saturating_add(1);
            if book.gaps > 1 {
                book.fails = book.gaps;
                book.wait(now, SyncTrouble::HubFull, chance);
            }
        } else {
            book.gaps = 0;
        }
        if full {
            book.wait(now, SyncTrouble::HubFull, chance);
        }
        Ok(())
    }

    fn pulled(&mut self, now: Instant, notebook: i64, after: &Cursor, pulled: &Pulled) -> Result<()> {
        let Some(membership) = self.membership(now, notebook)? else { return Ok(()) };
        let names = pulled.envelopes.iter().map(|bytes| Hash::of(bytes));
        let running = names.fold(after.running, floorbook_wire::next);
        let position = after.position + pulled.envelopes.len() as u64;
        let altered_log =
            pulled.end.log != after.log || pulled.end.position != position || pulled.end.running != running;
        let altered = self.work(now, notebook, |work, news| {
            let mut membership = (*membership).clone();
            let mut altered = altered_log;
            for bytes in &pulled.envelopes {
                // Of what may have been altered only that is kept which its device is known to have signed.
                if altered_log && !is_of_known(&membership, bytes) {
                    continue;
                }
                let arrival = work.take(&mut membership, bytes, true, news)?;
                altered |= arrival == super::envelopes::Arrival::Altered;
            }
            Ok(altered)
        })?;
        // Each envelope proves itself, and those that do are kept. But something may have been left out, so what
        // does not fit is named, and the log is read anew.
        if altered {
            self.store.main.execute("UPDATE workspace SET cursor = NULL WHERE notebook = ?1", params![notebook])?;
        } else {
            keep_cursor(&self.store.main, notebook, &pulled.end)?;
        }
        let chance = self.chance();
        let book = self.sync.book(notebook);
        book.heard();
        if pulled.more {
            book.end = book.end.max(position + 1);
        } else if pulled.envelopes.is_empty() || book.end < position {
            book.end = position;
        }
        if altered {
            book.is_altered(now, chance);
        } else if !pulled.more {
            book.altered = 0;
            book.trouble = None;
        }
        Ok(())
    }

    /// Hands the current key to those who came in with an older one; the first who sees them does.
    fn hand_key_on(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let Some(membership) = self.membership(now, notebook)? else { return Ok(()) };
        if membership.new_key_is_due() || without(&membership).is_empty() {
            return Ok(());
        }
        self.work(now, notebook, |work, _| work.hand_keys(&membership).map(|_| ()))
    }

    /// Goes on under a new id where this device has none that writes: after a rescue.
    fn heal_identity(&mut self, now: Instant, notebook: i64) -> Result<()> {
        let has: bool = self
            .store
            .main
            .prepare_cached("SELECT 1 FROM identity WHERE notebook = ?1 AND current = 1")?
            .exists(params![notebook])?;
        if has {
            return Ok(());
        }
        let Some(membership) = self.membership(now, notebook)? else { return Ok(()) };
        self.work(now, notebook, |work, news| {
            let mut membership = (*membership).clone();
            work.renew(&mut membership, news)?;
            let after = work.team()?;
            work.follow(Some(&membership), &after, news)
        })
    }

    /// Tells how it stands with the open notebook, if that is new.
    pub(super) fn say_status(&mut self) -> Result<()> {
        if let Some(notebook) = crate::notebooks::opened(&self.store.main)? {
            self.look(notebook)?;
        }
        let status = self.status()?;
        if self.sync.said.as_ref() != Some(&status) {
            self.sync.said = Some(status.clone());
            self.events.push(Event::Sync(status));
        }
        Ok(())
    }
}

/// Keeps records that a hub sent; answers the new ones, and whether some can be no record at all.
fn keep_records(work: &Work<'_>, held: &RecordsHeld) -> Result<(Vec<Hash>, bool)> {
    use floorbook_seal::{FormatError, membership::Record};
    let (mut new, mut altered) = (Vec::new(), false);
    for bytes in &held.records {
        match Record::read(bytes) {
            Ok(record) if record.workspace() == work.workspace => {
                if work.keep_record(&record, true)? {
                    new.push(record.name());
                }
            }
            // The hub counts what a newer version wrote, and so do we.
            Err(FormatError::UnknownVersion(_)) => {}
            Ok(_) | Err(_) => altered = true,
        }
    }
    Ok((new, altered))
}

/// Whether no hub has such a record: a hub takes only what stands, after all that is before it.
fn is_no_record(standing: floorbook_seal::membership::Standing) -> bool {
    use floorbook_seal::membership::{Aside, Standing};
    matches!(
        standing,
        Standing::Waits
            | Standing::Aside(Aside::BadSignature | Aside::BadProof | Aside::OtherFounding | Aside::OtherWorkspace)
    )
}

/// Whether an envelope says that it is of a device that is known.
fn is_of_known(membership: &Membership, bytes: &[u8]) -> bool {
    let sealed = floorbook_seal::envelope::Sealed::read(bytes);
    sealed.is_ok_and(|sealed| membership.device(sealed.header().device).is_some())
}

/// Compares what the hub says that it has with what is here: marks what it has, and where to read on.
fn compare(work: &mut Work<'_>, heads: &Heads) -> Result<()> {
    for sql in [
        "UPDATE envelope SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE membership SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE attached SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE parcel SET at_hub = 0 WHERE notebook = ?1",
        "UPDATE workspace SET records = 0 WHERE notebook = ?1",
    ] {
        work.db.execute(sql, params![work.notebook])?;
    }
    let mut all_here = true;
    let branches = heads.branches.iter().map(|branch| branch.head.envelope);
    for head in heads.heads.iter().map(|head| head.envelope).chain(branches) {
        all_here &= mark_chain(work.db, work.notebook, head)?;
    }
    let marked: i64 = work.db.query_row(
        "SELECT count(*) FROM envelope WHERE notebook = ?1 AND at_hub = 1",
        params![work.notebook],
        |row| row.get(0),
    )?;
    // Only if nothing is there that is not here, its end is ours too.
    let cursor =
        if all_here && marked.cast_unsigned() == heads.end.position { heads.end } else { start(heads, work.workspace) };
    keep_cursor(work.db, work.notebook, &cursor)
}

fn start(heads: &Heads, workspace: WorkspaceId) -> Cursor {
    Cursor { log: heads.end.log, position: 0, running: floorbook_wire::start(workspace) }
}

/// Marks an envelope and all before it as the hub's; `false` if one of them is not here.
fn mark_chain(db: &Connection, notebook: i64, head: Hash) -> Result<bool> {
    let mut link = db.prepare_cached("SELECT previous, at_hub FROM envelope WHERE notebook = ?1 AND name = ?2")?;
    let mut at = Some(head);
    while let Some(name) = at {
        let found: Option<(Option<[u8; 32]>, i64)> =
            link.query_row(params![notebook, name.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((previous, marked)) = found else { return Ok(false) };
        if marked == 1 {
            return Ok(true);
        }
        mark_envelope(db, notebook, &name, 1)?;
        at = previous.map(Hash);
    }
    Ok(true)
}

fn mark_envelope(db: &Connection, notebook: i64, name: &Hash, state: i64) -> Result<()> {
    db.prepare_cached("UPDATE envelope SET at_hub = ?3 WHERE notebook = ?1 AND name = ?2")?
        .execute(params![notebook, name.0, state])?;
    Ok(())
}

fn mark_records(db: &Connection, notebook: i64, names: &[Hash], state: i64) -> Result<()> {
    let mut mark = db.prepare_cached("UPDATE membership SET at_hub = ?3 WHERE notebook = ?1 AND name = ?2")?;
    for name in names {
        mark.execute(params![notebook, name.0, state])?;
    }
    Ok(())
}

/// Forgets which membership records the hub has. What it refused stays refused.
fn forget_records(db: &Connection, notebook: i64) -> Result<()> {
    for sql in [
        "UPDATE membership SET at_hub = 0 WHERE notebook = ?1 AND at_hub = 1",
        "UPDATE workspace SET records = 0 WHERE notebook = ?1",
    ] {
        db.execute(sql, params![notebook])?;
    }
    Ok(())
}

/// Whether the hub refused the envelope before this one for good, so that it cannot take this one either.
fn follows_refused(work: &Work<'_>, name: &Hash) -> Result<bool> {
    let does = work
        .db
        .prepare_cached(
            "SELECT 1 FROM envelope e JOIN envelope b ON b.notebook = e.notebook AND b.name = e.previous
             WHERE e.notebook = ?1 AND e.name = ?2 AND b.at_hub = 2",
        )?
        .exists(params![work.notebook, name.0])?;
    Ok(does)
}

/// Whether an envelope is of the device as which this one writes.
fn is_current(work: &Work<'_>, name: &Hash) -> Result<bool> {
    let is = work
        .db
        .prepare_cached(
            "SELECT 1 FROM envelope e JOIN identity i ON i.notebook = e.notebook AND i.device = e.device
             WHERE e.notebook = ?1 AND e.name = ?2 AND i.current = 1",
        )?
        .exists(params![work.notebook, name.0])?;
    Ok(is)
}

/// The next membership records to be sent; all of them at once by whom the hub does not know yet, so that the one
/// that introduces it is among them.
fn unsent_records(db: &Connection, notebook: i64, stranger: bool) -> Result<Vec<(Hash, Vec<u8>)>> {
    let (most, limit) = if stranger { (64 * MOST, floorbook_wire::MAX_ITEMS as i64) } else { (4 * MOST, RECORDS) };
    let mut rows = db.prepare_cached(
        "SELECT name, bytes FROM membership WHERE notebook = ?1 AND at_hub = 0 ORDER BY number LIMIT ?2",
    )?;
    let mut found = rows.query(params![notebook, limit])?;
    let (mut records, mut size) = (Vec::new(), 0);
    while let Some(row) = found.next()? {
        let bytes: Vec<u8> = row.get(1)?;
        size += bytes.len();
        if size > most && !records.is_empty() {
            break;
        }
        records.push((Hash(row.get(0)?), bytes));
    }
    Ok(records)
}

/// The next envelopes to be sent, each device's in order.
fn unsent_envelopes(db: &Connection, notebook: i64) -> Result<Vec<ByteVec>> {
    let mut rows = db.prepare_cached(
        "SELECT bytes FROM envelope WHERE notebook = ?1 AND at_hub = 0 AND length(device) = 16 ORDER BY device, first",
    )?;
    let mut found = rows.query(params![notebook])?;
    let (mut envelopes, mut size) = (Vec::new(), 0);
    while let Some(row) = found.next()? {
        let bytes: Vec<u8> = row.get(0)?;
        size += bytes.len();
        if size > 2 * MOST && !envelopes.is_empty() {
            break;
        }
        envelopes.push(ByteVec::from(bytes));
    }
    Ok(envelopes)
}

fn unsent_parcel(db: &Connection, notebook: i64) -> Result<Option<([u8; 16], Vec<u8>)>> {
    let found = db
        .prepare_cached("SELECT id, bytes FROM parcel WHERE notebook = ?1 AND at_hub = 0 LIMIT 1")?
        .query_row(params![notebook], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
