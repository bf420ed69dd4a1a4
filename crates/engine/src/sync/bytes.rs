//! Bytes of attachments: small pictures first, then photos, recordings and files, piece by piece, a few at a time.
//!
//! What the hub has is asked by tags. Pieces that are there are not sent again, and pieces that have come are kept,
//! so both ways go on where they stopped.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use floorbook_domain::{Hash as Name, Instant};
use floorbook_port::{PhotoChoice, SyncPhase, SyncTrouble};
use floorbook_seal::{Hash, KeyId, chunk::AttachmentTag};
use floorbook_wire::{Pieces, Reason, Refusal, Tags};
use rusqlite::params;

use super::{
    Answered, Exchange, Line, machine,
    marks::{mark_content, unsent_contents},
    status,
    work::Work,
};
use crate::{Engine, attached, fail::Result, store::content};

/// How many pieces are under way at a time: more would not be quicker, and text would wait behind them.
const LANES: usize = 3;
/// How many attachments are asked for at a time.
const BATCH: usize = 32;
/// How long what the hub did not have is not asked for again, in milliseconds; a notice ends it earlier.
const ABSENT: i64 = 60_000;

/// Bytes that an attachment names: their hash, and what they are to it.
pub(super) type Content = (Name, i64);

/// What of a notebook's bytes is under way in this session.
#[derive(Default)]
pub(super) struct Bytes {
    /// How many chunks the hub has, as it last said.
    chunks: u64,
    /// Up to which row it was looked whether the bytes are here.
    looked: i64,
    to_send: VecDeque<(Content, u32, KeyId)>,
    /// Of what is being sent, the pieces that are not there yet.
    unsent: BTreeMap<Content, BTreeSet<u32>>,
    pub(super) to_fetch: VecDeque<Wanted>,
    /// Of what is being fetched, the pieces that are not here yet.
    pub(super) unfetched: BTreeMap<Content, BTreeSet<u32>>,
    /// What the hub did not have, or not whole.
    absent: BTreeSet<Name>,
    finding: bool,
    pub(super) done: u32,
    /// Nothing goes out in this session: the hub takes none of this device.
    pub(super) mute: bool,
    pub(super) again: Option<Instant>,
}

/// A piece to be fetched, under one of its names.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) content: Content,
    pub(super) piece: u32,
    pub(super) key: KeyId,
    pub(super) names: Vec<Hash>,
}

/// What was asked about bytes.
#[derive(Clone, Debug)]
pub(super) enum Ask {
    Find { send: Vec<Content>, fetch: Vec<Content>, tags: Vec<(AttachmentTag, KeyId, Content)> },
    Put(Content, u32),
    Get(Wanted),
}

impl Bytes {
    /// The hub has so many chunks now.
    pub(super) fn heard(&mut self, chunks: u64) {
        if chunks != self.chunks {
            self.chunks = chunks;
            self.absent.clear();
            self.again = None;
        }
    }

    /// Forgets what is under way: it is found out again.
    pub(super) fn start_again(&mut self) {
        self.to_send.clear();
        self.unsent.clear();
        self.to_fetch.clear();
        self.unfetched.clear();
        self.finding = false;
    }

    /// Asks anew also for what the hub did not have.
    pub(super) fn ask_again(&mut self) {
        self.start_again();
        self.absent.clear();
        (self.again, self.mute) = (None, false);
    }

    /// Everything was derived anew: it is to be found out again what is here.
    pub(super) fn look_again(&mut self) {
        self.looked = 0;
    }
}

/// Which bytes of others come to this device by themselves, and whether bytes go out.
#[derive(Clone, Copy)]
struct Rules {
    fetch: bool,
    send: bool,
}

impl Engine {
    fn rules(&self, line: Line) -> Result<Rules> {
        let metered = self.sync.around.and_then(|around| around.metered);
        let rules = match (status::photo_choice(&self.store.main)?, metered) {
            _ if self.sync.photos_now => Rules { fetch: true, send: true },
            (PhotoChoice::Always, _) | (PhotoChoice::OnWifi, Some(false)) => Rules { fetch: true, send: true },
            (PhotoChoice::OnWifi, Some(true)) => Rules { fetch: false, send: false },
            (PhotoChoice::OnDemand, _) | (PhotoChoice::OnWifi, None) => Rules { fetch: false, send: true },
        };
        // Who may write no more still sends what belongs to records of before: they count, and lack it.
        let mute = self.sync.books.get(&line).is_some_and(|book| book.bytes.mute);
        Ok(Rules { send: rules.send && !mute, ..rules })
    }

    /// What is to be sent now about bytes.
    pub(super) fn bytes_next(&mut self, now: Instant, line: Line) -> Result<Option<Exchange>> {
        if !self.sync.book(line).is_at_rest() || self.sync.bytes_under_way(line) >= LANES {
            return Ok(None);
        }
        if let Some((content, piece, key)) = self.sync.book(line).bytes.to_send.pop_front() {
            return self.put(now, line, content, piece, key);
        }
        if let Some(wanted) = self.sync.book(line).bytes.to_fetch.pop_front() {
            return self.get(now, line, wanted);
        }
        if self.sync.book(line).bytes.finding || self.sync.bytes_under_way(line) > 0 {
            return Ok(None);
        }
        self.find(now, line)
    }

    /// Asks which of the bytes that are to go out or come in the hub has.
    fn find(&mut self, now: Instant, line: Line) -> Result<Option<Exchange>> {
        self.look(line.notebook)?;
        let rules = self.rules(line)?;
        let book = self.sync.book(line);
        if book.bytes.again.is_some_and(|again| again <= now) {
            book.bytes.absent.clear();
            book.bytes.again = None;
        }
        let send = if rules.send { unsent_contents(&self.store.main, line, BATCH)? } else { Vec::new() };
        let fetch = self.missing_bytes(line, rules.fetch)?;
        // Small pictures first.
        let first = send.iter().chain(&fetch).map(|(_, role)| *role).min();
        let of_first = |content: &Content| Some(content.1) == first;
        let (send, fetch): (Vec<_>, Vec<_>) =
            (send.into_iter().filter(of_first).collect(), fetch.into_iter().filter(of_first).collect());
        if first.is_none() {
            let was_busy = matches!(self.sync.book(line).phase, SyncPhase::Photos { .. });
            if was_busy {
                let book = self.sync.book(line);
                book.phase = SyncPhase::Idle;
                book.bytes.done = 0;
                self.sync.photos_now = false;
                self.note_synced(now, line)?;
            }
            return Ok(None);
        }
        let keys = Work::new(&self.store.main, line.notebook, now, self.entropy.as_mut())?.keys()?;
        let mut tags = Vec::new();
        for content in send.iter().chain(&fetch) {
            tags.extend(keys.values().map(|key| (AttachmentTag::of(&content.0.0, key), key.id(), *content)));
        }
        tags.truncate(floorbook_wire::MAX_TAGS);
        let body = floorbook_wire::write(&Tags { tags: tags.iter().map(|(tag, ..)| *tag).collect() });
        self.show_progress(line)?;
        self.sync.book(line).bytes.finding = true;
        let ask = machine::Ask::Bytes(Ask::Find { send, fetch, tags });
        self.request(now, line, ("POST", "/chunks/find"), body, ask)
    }

    /// Finds out which bytes are here, of rows that are new since it was last looked.
    pub(super) fn look(&mut self, notebook: i64) -> Result<()> {
        let newest: i64 = self
            .store
            .main
            .prepare_cached("SELECT coalesce(max(number), 0) FROM attached")?
            .query_row([], |row| row.get(0))?;
        loop {
            let after = self.sync.book(Line::own(notebook)).bytes.looked;
            if newest <= after {
                return Ok(());
            }
            let txn = self.store.main.unchecked_transaction()?;
            let last = attached::look(&txn, &self.store.content, notebook, after, 256)?;
            txn.commit()?;
            match last {
                Some(last) => self.sync.book(Line::own(notebook)).bytes.looked = last,
                None => {
                    self.sync.book(Line::own(notebook)).bytes.looked = newest;
                    return Ok(());
                }
            }
        }
    }

    fn missing_bytes(&mut self, line: Line, all: bool) -> Result<Vec<Content>> {
        let mut rows = self.store.main.prepare_cached(
            "SELECT DISTINCT hash, role FROM attached WHERE notebook = ?1 AND here = 0 ORDER BY role, number DESC",
        )?;
        let mut found = rows.query(params![line.notebook])?;
        let mut missing = Vec::new();
        while let Some(row) = found.next()? {
            let content: Content = (Name(row.get(0)?), row.get(1)?);
            let wanted =
                all || content.1 == attached::Role::Thumbnail as i64 || self.sync.wanted.contains(&content.0.0);
            let absent = self.sync.books.get(&line).is_some_and(|book| book.bytes.absent.contains(&content.0));
            // What comes by another line need not come by this one.
            let comes = self.sync.books.iter().any(|(other, book)| {
                *other != line && other.notebook == line.notebook && book.bytes.unfetched.contains_key(&content)
            });
            if wanted && !absent && !comes {
                missing.push(content);
            }
            if missing.len() == BATCH {
                break;
            }
        }
        Ok(missing)
    }

    pub(super) fn show_progress(&mut self, line: Line) -> Result<()> {
        let rules = self.rules(line)?;
        let left = status::pending_bytes(&self.store.main, line, rules.send, rules.fetch)?;
        let absent = self.sync.book(line).bytes.absent.len();
        let book = self.sync.book(line);
        let left = left.saturating_sub(u32::try_from(absent).unwrap_or(0));
        book.phase = SyncPhase::Photos { done: book.bytes.done, of: book.bytes.done + left };
        Ok(())
    }

    fn put(&mut self, now: Instant, line: Line, content: Content, piece: u32, key: KeyId) -> Result<Option<Exchange>> {
        let Some(chunk) = self.sealed_piece(now, line.notebook, content, piece, key)? else {
            // It is not here after all.
            self.sync.book(line).bytes.unsent.remove(&content);
            self.store
                .main
                .prepare_cached("UPDATE attached SET here = 0 WHERE hash = ?1")?
                .execute(params![content.0.0])?;
            return Ok(None);
        };
        let rest = format!("/chunks/{}", chunk.name());
        let ask = machine::Ask::Bytes(Ask::Put(content, piece));
        self.request(now, line, ("PUT", &rest), chunk.bytes().to_vec(), ask)
    }

    fn get(&mut self, now: Instant, line: Line, wanted: Wanted) -> Result<Option<Exchange>> {
        let Some(name) = wanted.names.first() else { return Ok(None) };
        let rest = format!("/chunks/{name}");
        self.request(now, line, ("GET", &rest), Vec::new(), machine::Ask::Bytes(Ask::Get(wanted)))
    }

    pub(super) fn bytes_reply(&mut self, now: Instant, line: Line, ask: &Ask, answered: &Answered) -> Result<()> {
        match ask {
            Ask::Find { send, fetch, tags } => {
                self.sync.book(line).bytes.finding = false;
                match answered {
                    Answered::Reply { status: 200..300, body } => match floorbook_wire::read::<Pieces>(body) {
                        Ok(pieces) => self.found_pieces(now, line, send, fetch, tags, &pieces),
                        Err(_) => self.lost_bytes(now, line, SyncTrouble::NoHub),
                    },
                    other => self.bytes_refused(now, line, other),
                }
            }
            Ask::Put(content, piece) => match answered {
                Answered::Reply { status: 200..300, .. } => {
                    let book = self.sync.book(line);
                    let left = book.bytes.unsent.get_mut(content).map(|pieces| {
                        pieces.remove(piece);
                        pieces.len()
                    });
                    if left == Some(0) {
                        book.bytes.unsent.remove(content);
                        book.bytes.done += 1;
                        mark_content(&self.store.main, line, *content)?;
                        self.show_progress(line)?;
                    }
                    Ok(())
                }
                other => self.bytes_refused(now, line, other),
            },
            Ask::Get(wanted) => match answered {
                Answered::Reply { status: 200..300, body } => self.got(now, line, wanted, body),
                other => match reason_of(other) {
                    Some(Reason::NotFound) => self.try_other_name(now, line, wanted),
                    _ => self.bytes_refused(now, line, other),
                },
            },
        }
    }

    fn lost_bytes(&mut self, now: Instant, line: Line, trouble: SyncTrouble) -> Result<()> {
        self.sync.book(line).bytes.start_again();
        self.lost(now, line, trouble)
    }

    fn bytes_refused(&mut self, now: Instant, line: Line, answered: &Answered) -> Result<()> {
        let refusal = match answered {
            Answered::Nothing => return self.lost_bytes(now, line, SyncTrouble::Unreachable),
            Answered::Reply { body, .. } => floorbook_wire::read::<Refusal>(body).ok(),
        };
        self.sync.book(line).bytes.start_again();
        match refusal {
            Some(refusal) if refusal.reason == Reason::OnlyReads => {
                self.sync.book(line).bytes.mute = true;
                Ok(())
            }
            Some(refusal) => self.refused(now, line, &refusal),
            None => self.lost(now, line, SyncTrouble::NoHub),
        }
    }

    fn found_pieces(
        &mut self,
        now: Instant,
        line: Line,
        send: &[Content],
        fetch: &[Content],
        tags: &[(AttachmentTag, KeyId, Content)],
        pieces: &Pieces,
    ) -> Result<()> {
        // What was not answered is asked for again.
        let answered = usize::try_from(pieces.answered).unwrap_or(usize::MAX).min(tags.len());
        let mut there: BTreeMap<(Content, KeyId), BTreeMap<u32, Vec<Hash>>> = BTreeMap::new();
        for (tag, key, content) in &tags[..answered] {
            let mut found = BTreeMap::<u32, Vec<Hash>>::new();
            for piece in pieces.pieces.iter().filter(|piece| piece.tag == *tag) {
                found.entry(piece.piece).or_default().push(piece.name);
            }
            there.insert((*content, *key), found);
        }
        let current = self.membership(now, line.notebook)?.and_then(|membership| membership.current_key());
        for content in send {
            let all: BTreeSet<u32> = (0..self.count_pieces(*content)?).collect();
            let under = there.iter().filter(|((of, _), found)| of == content && !found.is_empty());
            // Under the key of which most is there already.
            let best = under.max_by_key(|(_, found)| found.len()).map(|((_, key), found)| (*key, found));
            let (key, missing) = match best {
                Some((key, found)) => (Some(key), all.iter().copied().filter(|n| !found.contains_key(n)).collect()),
                None => (current, all),
            };
            let missing: BTreeSet<u32> = missing;
            if missing.is_empty() {
                mark_content(&self.store.main, line, *content)?;
            } else if let Some(key) = key {
                let bytes = &mut self.sync.book(line).bytes;
                bytes.to_send.extend(missing.iter().map(|piece| (*content, *piece, key)));
                bytes.unsent.insert(*content, missing);
            }
        }
        for content in fetch {
            let under = there.iter().filter(|((of, _), found)| of == content && found.contains_key(&0));
            let best = under.max_by_key(|(_, found)| found.len()).map(|((_, key), found)| (*key, found.clone()));
            let Some((key, found)) = best else {
                self.give_up(now, line, *content);
                continue;
            };
            let arrived = content::arrived(&self.store.content, content.0)?;
            let missing: BTreeSet<u32> = found.keys().copied().filter(|piece| !arrived.contains(piece)).collect();
            if missing.is_empty() {
                self.assemble(now, line.notebook, Some(line), *content)?;
                continue;
            }
            let bytes = &mut self.sync.book(line).bytes;
            bytes.to_fetch.extend(missing.iter().map(|piece| Wanted {
                content: *content,
                piece: *piece,
                key,
                names: found.get(piece).cloned().unwrap_or_default(),
            }));
            bytes.unfetched.insert(*content, missing);
        }
        self.show_progress(line)
    }

    /// The hub does not have these bytes, or not whole: they are asked for again later.
    pub(super) fn give_up(&mut self, now: Instant, line: Line, content: Content) {
        let bytes = &mut self.sync.book(line).bytes;
        bytes.absent.insert(content.0);
        bytes.unfetched.remove(&content);
        bytes.to_fetch.retain(|wanted| wanted.content != content);
        bytes.again = Some(bytes.again.unwrap_or_else(|| now.plus_millis(ABSENT)));
    }
}

fn reason_of(answered: &Answered) -> Option<Reason> {
    match answered {
        Answered::Reply { body, .. } => floorbook_wire::read::<Refusal>(body).ok().map(|refusal| refusal.reason),
        Answered::Nothing => None,
    }
}
