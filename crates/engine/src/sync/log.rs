//! Envelopes: what follows from a hub's answers about its log.

use floorbook_domain::Instant;
use floorbook_port::SyncTrouble;
use floorbook_seal::{Hash, membership::Membership};
use floorbook_wire::{Ack, Cursor, Heads, Outcome, Pulled, Reason};
use rusqlite::params;

use super::{
    Line,
    hub::{hub_of, keep_cursor, keep_records_read},
    marks::{
        catch_up, compare, follows_refused, forget_device_of, forget_records, has_lost, is_current, mark_envelope,
    },
};
use crate::{Engine, fail::Result};

impl Engine {
    /// The hub says what it has.
    pub(super) fn greet(&mut self, now: Instant, line: Line, heads: &Heads) -> Result<()> {
        let Some(hub) = hub_of(&self.store.main, line)? else { return Ok(()) };
        let is_our_log = hub.cursor.is_some_and(|cursor| {
            cursor.log == heads.end.log
                && (cursor.position < heads.end.position
                    || (cursor.position == heads.end.position && cursor.running == heads.end.running))
        });
        if !is_our_log || heads.records < hub.records || has_lost(&self.store.main, line, heads)? {
            let before = self.membership(now, line.notebook)?;
            self.work(now, line.notebook, |work, news| {
                compare(work, line, heads)?;
                // What another hub refused may count at this one.
                let after = work.team()?;
                work.follow(before.as_deref(), &after, news)
            })?;
        } else {
            self.work(now, line.notebook, |work, _| catch_up(work.db, line, heads))?;
        }
        // A hub that was put back to an earlier state may have got as many records since as it lost, and nothing in its
        // heads says which. They are few and small: once in each session all are read, and what lacks goes out again.
        if !std::mem::replace(&mut self.sync.book(line).reads_anew, true) {
            self.work(now, line.notebook, |work, _| {
                forget_records(work.db, line, false)?;
                keep_records_read(work.db, line, 0)
            })?;
        }
        if !line.is_near() {
            self.store.main.execute(
                "UPDATE workspace SET confirmed = 1 WHERE notebook = ?1 AND confirmed = 0",
                params![line.notebook],
            )?;
        }
        let book = self.sync.book(line);
        book.heard();
        (book.greeted, book.stranger, book.clock_tried) = (true, false, false);
        book.end = heads.end.position;
        book.records = heads.records;
        Ok(())
    }

    pub(super) fn pushed(&mut self, now: Instant, line: Line, acks: &[Ack]) -> Result<()> {
        let Some(hub) = hub_of(&self.store.main, line)? else { return Ok(()) };
        let membership = self.membership(now, line.notebook)?;
        let mut cursor = hub.cursor;
        let mut end = 0;
        let (mut again, mut full) = (false, false);
        self.work(now, line.notebook, |work, news| {
            for Ack { name, outcome } in acks {
                let place = match outcome {
                    Outcome::Stored(place) | Outcome::Branch(place) => {
                        mark_envelope(work.db, line, name, 1)?;
                        *place
                    }
                    Outcome::Refused(Reason::Gap) => {
                        if follows_refused(work, line, name)? {
                            mark_envelope(work.db, line, name, 2)?;
                            continue;
                        }
                        // It has lost what it had.
                        again = true;
                        forget_device_of(work.db, line, name)?;
                        continue;
                    }
                    Outcome::Refused(Reason::NotStored) => {
                        full = true;
                        continue;
                    }
                    Outcome::Refused(_) => {
                        mark_envelope(work.db, line, name, 2)?;
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
                // One nearby may say what it likes; if somebody else writes as this device, what they wrote proves it.
                if !line.is_near()
                    && matches!(outcome, Outcome::Branch(_))
                    && let Some(membership) = membership.as_deref()
                    && is_current(work, name)?
                {
                    work.renew(&mut membership.clone(), news)?;
                }
            }
            cursor.map_or(Ok(()), |cursor| keep_cursor(work.db, line, Some(&cursor)))
        })?;
        let chance = self.chance();
        let book = self.sync.book(line);
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

    pub(super) fn pulled(&mut self, now: Instant, line: Line, after: &Cursor, pulled: &Pulled) -> Result<()> {
        let Some(membership) = self.membership(now, line.notebook)? else { return Ok(()) };
        let names = pulled.envelopes.iter().map(|bytes| Hash::of(bytes));
        let running = names.fold(after.running, floorbook_wire::next);
        let position = after.position + pulled.envelopes.len() as u64;
        let altered_log =
            pulled.end.log != after.log || pulled.end.position != position || pulled.end.running != running;
        let altered = self.work(now, line.notebook, |work, news| {
            let mut membership = (*membership).clone();
            let mut altered = altered_log;
            for bytes in &pulled.envelopes {
                // Of what may have been altered only that is kept which its device is known to have signed.
                if altered_log && !is_of_known(&membership, bytes) {
                    continue;
                }
                let arrival = work.take(&mut membership, bytes, Some(line), news)?;
                altered |= arrival == super::envelopes::Arrival::Altered;
            }
            // Each envelope proves itself, and those that do are kept. But something may have been left out, so what
            // does not fit is named, and the log is read anew.
            if altered {
                keep_cursor(work.db, line, None)?;
            } else {
                keep_cursor(work.db, line, Some(&pulled.end))?;
            }
            Ok(altered)
        })?;
        let chance = self.chance();
        let book = self.sync.book(line);
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
}

/// Whether an envelope says that it is of a device that is known.
pub(super) fn is_of_known(membership: &Membership, bytes: &[u8]) -> bool {
    let sealed = floorbook_seal::envelope::Sealed::read(bytes);
    sealed.is_ok_and(|sealed| membership.device(sealed.header().device).is_some())
}
