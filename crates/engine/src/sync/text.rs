//! What is asked of a hub next about changes and members: one request at a time.

use floorbook_domain::Instant;
use floorbook_port::SyncPhase;
use floorbook_seal::Hash;
use floorbook_wire::{Push, Records, signed::hex};
use minicbor::bytes::ByteVec;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Exchange, Line,
    hub::{hub_of, keep_synced},
    machine::Ask,
    marks::notice_new,
    status,
    work::Work,
};
use crate::{Engine, fail::Result};

/// The most bytes of envelopes in one request or answer: so much is taken in between two turns of the app.
const MOST: usize = 256 << 10;
/// The most membership records in one request.
const RECORDS: i64 = 256;
/// The most that a hub takes of a device that it does not know.
const NEWCOMER: i64 = 64;

impl Engine {
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

    pub(super) fn text(&mut self, now: Instant, line: Line) -> Result<Option<Exchange>> {
        self.heal_identity(now, line.notebook)?;
        let Some(hub) = hub_of(&self.store.main, line)? else { return Ok(None) };
        let book = self.sync.book(line);
        if !book.greeted && !book.stranger {
            book.phase = SyncPhase::Asking;
            return self.request(now, line, ("GET", ""), Vec::new(), Ask::Heads);
        }
        if book.records > hub.records && !book.stranger {
            book.phase = SyncPhase::Asking;
            let rest = format!("/membership?after={}", hub.records);
            return self.request(now, line, ("GET", &rest), Vec::new(), Ask::PullRecords(hub.records));
        }
        self.make_ready(now, line.notebook)?;
        notice_new(&self.store.main, line)?;
        let stranger = self.sync.book(line).stranger;
        let mut records = unsent_records(&self.store.main, line, stranger)?;
        let leaves = self.leaves(now, line.notebook, &records)?;
        self.sync.book(line).leaving = leaves.is_some();
        if let Some(at) = leaves
            && !stranger
        {
            // Once the hub knows that this device has left, it takes nothing of it any more.
            if at > 0 || !status::is_all_there(&self.store.main, line)? {
                records.truncate(at);
            }
        }
        if !records.is_empty() {
            let (names, records) = records.into_iter().map(|(name, bytes)| (name, ByteVec::from(bytes))).unzip();
            let body = floorbook_wire::write(&Records { records });
            return self.request(now, line, ("POST", "/membership"), body, Ask::PushRecords(names));
        }
        if self.sync.book(line).stranger {
            // The hub has all records, and may know us now.
            let book = self.sync.book(line);
            (book.stranger, book.greeted) = (false, false);
            return self.text(now, line);
        }
        let envelopes = unsent_envelopes(&self.store.main, line)?;
        if !envelopes.is_empty() {
            let left = status::waiting_changes(&self.store.main, line)?;
            let book = self.sync.book(line);
            if book.sending.1 < left {
                book.sending = (0, left);
            }
            let (_, of) = book.sending;
            book.phase = SyncPhase::Sending { done: of.saturating_sub(left), of };
            let body = floorbook_wire::write(&Push { envelopes });
            return self.request(now, line, ("POST", "/envelopes"), body, Ask::Push);
        }
        let book = self.sync.book(line);
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
            return self.request(now, line, ("GET", &rest), Vec::new(), Ask::Pull(cursor));
        }
        book.from = u64::MAX;
        // Who is invited goes to the hub that the link names.
        if !line.is_near()
            && let Some((id, bytes)) = unsent_parcel(&self.store.main, line.notebook)?
        {
            let rest = format!("/parcels/{}", hex(&id));
            return self.request(now, line, ("PUT", &rest), bytes, Ask::Parcel(id));
        }
        let book = self.sync.book(line);
        // All that the hub says that it has has come, and is what it says.
        if std::mem::take(&mut book.altered) > 0 {
            book.trouble = None;
        }
        let arrived = std::mem::take(&mut book.arrived);
        let is_at_rest = matches!(book.phase, SyncPhase::Idle | SyncPhase::Photos { .. });
        if !is_at_rest {
            book.phase = SyncPhase::Idle;
        }
        if arrived || !is_at_rest {
            self.note_synced(now, line)?;
        }
        Ok(None)
    }

    /// Where among these records this device leaves.
    pub(super) fn leaves(&mut self, now: Instant, notebook: i64, records: &[(Hash, Vec<u8>)]) -> Result<Option<usize>> {
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
    pub(super) fn note_synced(&mut self, now: Instant, line: Line) -> Result<()> {
        if status::is_all_there(&self.store.main, line)? {
            keep_synced(&self.store.main, line, now.0)?;
        }
        Ok(())
    }
}

/// The next membership records to be sent; all of them at once by whom the hub does not know yet, so that the one
/// that introduces it is among them.
pub(super) fn unsent_records(db: &Connection, line: Line, stranger: bool) -> Result<Vec<(Hash, Vec<u8>)>> {
    let (most, limit) = match (stranger, line.is_near()) {
        (false, _) => (4 * MOST, RECORDS),
        (true, false) => (64 * MOST, floorbook_wire::MAX_ITEMS as i64),
        // One nearby knows the team but for what is newest, and hears no more than this of a stranger.
        (true, true) => (64 * MOST, NEWCOMER),
    };
    let mut rows = db.prepare_cached(line.sql(
        "SELECT name, bytes FROM membership WHERE notebook = ?1 AND at_hub = 0 ORDER BY number LIMIT ?2",
        if stranger {
            "SELECT name, bytes FROM (
                SELECT r.name, r.bytes, m.number FROM temp.near_membership m JOIN membership r ON r.number = m.number
                WHERE m.notebook = ?1 AND m.mark = 0 ORDER BY m.number DESC LIMIT ?2) ORDER BY number"
        } else {
            "SELECT r.name, r.bytes FROM temp.near_membership m JOIN membership r ON r.number = m.number
             WHERE m.notebook = ?1 AND m.mark = 0 ORDER BY m.number LIMIT ?2"
        },
    ))?;
    let mut found = rows.query(params![line.notebook, limit])?;
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
fn unsent_envelopes(db: &Connection, line: Line) -> Result<Vec<ByteVec>> {
    let mut rows = db.prepare_cached(line.sql(
        "SELECT bytes FROM envelope WHERE notebook = ?1 AND at_hub = 0 AND length(device) = 16 ORDER BY device, first",
        "SELECT e.bytes FROM temp.near_envelope m CROSS JOIN envelope e ON e.number = m.number
         WHERE m.notebook = ?1 AND m.mark = 0 ORDER BY m.device, m.first",
    ))?;
    let mut found = rows.query(params![line.notebook])?;
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

pub(super) fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
