//! Live connections: which should be open, and what they tell.

use floorbook_domain::Instant;
use floorbook_seal::Hash;
use floorbook_wire::{Cursor, News, Pulled};

use super::{
    Exchange, Line, Live, Surroundings,
    hub::{connected, hub_of},
    machine::Ask,
};
use crate::{Engine, fail::Result};

impl Engine {
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
    pub fn sync_live_ended(&mut self, now: Instant, line: Line, opened: bool) {
        if !self.is_open(line) {
            return;
        }
        let chance = self.chance();
        self.sync.book(line).live_ended(now, opened, chance);
    }

    /// Takes a notice in: the `data` of an event of a live connection. Envelopes that it carries are taken in as a
    /// pull's answer is, if they are what a pull would bring now.
    pub fn sync_notice(&mut self, now: Instant, line: Line, data: &str) {
        if !self.is_open(line) {
            return;
        }
        let Some(News { notice, carried }) = News::parse(data) else { return };
        let book = self.sync.book(line);
        if notice.envelopes < book.end || notice.records < book.records {
            book.greeted = false;
        }
        book.live_fails = 0;
        book.end = notice.envelopes;
        book.records = notice.records;
        book.bytes.heard(notice.chunks);
        (book.again, book.fails) = (None, 0);
        if let Some(carried) = carried {
            // Where this fails nothing of it is kept: it is pulled, which fails as well, and is told.
            let _pulled = self.take_carried(now, line, &carried);
        }
    }

    /// Takes in what a notice carries, if this replica stands just before it and waits for no other answer that
    /// says where it stands.
    fn take_carried(&mut self, now: Instant, line: Line, carried: &Pulled) -> Result<()> {
        let waits = |ask: &Ask| !matches!(ask, Ask::Push | Ask::Parcel(_) | Ask::Bytes(_) | Ask::Join(_));
        if self.sync.under_way.values().any(|(of, ask)| *of == line && waits(ask)) {
            return Ok(());
        }
        let Some(hub) = hub_of(&self.store.main, line)? else { return Ok(()) };
        let book = self.sync.book(line);
        let (Some(cursor), true) = (hub.cursor, book.greeted && !book.stranger && book.records <= hub.records) else {
            return Ok(());
        };
        // Another place, or another log, or something left out: a pull finds out which.
        let names = carried.envelopes.iter().map(|bytes| Hash::of(bytes));
        let running = names.fold(cursor.running, floorbook_wire::next);
        let position = cursor.position + carried.envelopes.len() as u64;
        if carried.end != (Cursor { position, running, ..cursor }) {
            return Ok(());
        }
        self.pulled(now, line, &cursor, carried)?;
        self.sync.book(line).arrived = true;
        Ok(())
    }

    fn live(&mut self, now: Instant, around: Surroundings) -> Result<Vec<Live>> {
        let mut live = Vec::new();
        for line in connected(&self.store.main)? {
            if !around.online && !line.is_near() {
                continue;
            }
            let book = self.sync.book(line);
            // Before the hub knows this device there is nothing to hear.
            if book.live || !book.greeted || book.live_again.is_some_and(|again| again > now) {
                continue;
            }
            book.live = true;
            let Some(hub) = hub_of(&self.store.main, line)? else { continue };
            let (signed, target) = self.sign(now, line, "GET", "/notices", &[])?;
            self.sync.number += 1;
            let exchange = Exchange {
                number: self.sync.number,
                method: "GET",
                url: format!("{}{target}", hub.url),
                headers: vec![("authorization", signed.header()), ("accept", "text/event-stream".to_owned())],
                body: Vec::new(),
            };
            let notebook = crate::notebooks::id_of(&self.store.main, line.notebook)?;
            live.push(Live { line, notebook, exchange });
        }
        Ok(live)
    }
}
