//! `.floorbook` files: handing over to a member, backing up, and taking in what somebody handed over.
//!
//! A file is frames: the membership, parcels of open invitations, the envelopes, pieces of attachments. A backup
//! begins with a lock and a parcel of keys, for each notebook in it. A file proves nothing but what is sealed in
//! it, so it is taken in exactly as what a hub sends, twice or in any order.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{Hash as Name, Instant, RecordRef, VisitId};
use floorbook_port::{Answer, ErrorCode, Failure, TakenIn};
use floorbook_seal::{
    KeyId, WorkspaceId,
    chunk::{AttachmentTag, Chunk, MAX_PIECE},
    envelope::Sealed,
    frame::{Frame, FrameError, FrameWriter, Frames, Kind},
    invitation::InvitationSecret,
    lock::{Cost, LockError, lock, unlock},
    membership::Record,
    parcel::{Parcel, ParcelKey},
};
use minicbor::bytes::ByteVec;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    envelopes::Arrival,
    ids::Random,
    joining::{Newcomer, Pass},
    note::{Contents, Note},
    work::Work,
};
use crate::{
    Engine, attached,
    fail::{Result, fail},
    notebooks,
    store::{content, record},
};

/// Bytes of a part of a file that is handed out: what a message carries well.
const PART: usize = 4 << 20;
/// The most bytes of a file that is written or taken in here: it lies in memory as a whole.
pub(crate) const MOST: usize = 1 << 30;
/// The fewest letters of a passphrase.
const FEWEST: usize = 8;

fn writing(error: std::io::Error) -> Failure {
    Failure::new(ErrorCode::Storage, error.to_string())
}

impl Engine {
    /// Writes a file for a member.
    pub(crate) fn hand_over(&mut self, now: Instant, visit: Option<VisitId>) -> Result<Answer> {
        let Some(notebook) = notebooks::opened(&self.store.main)? else {
            return fail(ErrorCode::NoNotebook, "no notebook is open");
        };
        self.seal_for_file(now, notebook)?;
        let mut writer = FrameWriter::new(Vec::new()).map_err(writing)?;
        let mut rows = self.store.main.prepare("SELECT bytes FROM parcel WHERE notebook = ?1 AND link <> ''")?;
        let parcels: Vec<Vec<u8>> =
            rows.query_map(params![notebook], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        drop(rows);
        for parcel in parcels {
            writer.add(Kind::Parcel, &parcel).map_err(writing)?;
        }
        self.write_notebook(now, notebook, visit, &mut writer)?;
        let file = writer.finish().map_err(writing)?;
        Ok(self.keep_file(now, "hand-over", file))
    }

    /// Writes a file that gives everything back to who knows the passphrase.
    pub(crate) fn back_up(&mut self, now: Instant, passphrase: &str) -> Result<Answer> {
        if passphrase.chars().count() < FEWEST {
            return fail(ErrorCode::WrongSecret, "a passphrase has at least eight characters");
        }
        let Some(notebook) = notebooks::opened(&self.store.main)? else {
            return fail(ErrorCode::NoNotebook, "no notebook is open");
        };
        let personal = notebooks::personal(&self.store.main)?;
        let key = ParcelKey::new(&mut Random(self.entropy.as_mut()));
        let locked = lock(passphrase, key.bytes(), Cost::default(), &mut Random(self.entropy.as_mut()))
            .map_err(|error| Failure::new(ErrorCode::Refused, error.to_string()))?;
        let mut writer = FrameWriter::new(Vec::new()).map_err(writing)?;
        writer.add(Kind::Lock, &locked).map_err(writing)?;
        for number in [Some(notebook), personal].into_iter().flatten() {
            self.seal_for_file(now, number)?;
        }
        let beside = personal.map(|personal| self.backup_parcel(now, personal, &key, None)).transpose()?;
        let parcel = self.backup_parcel(now, notebook, &key, beside)?;
        writer.add(Kind::Parcel, &parcel).map_err(writing)?;
        for number in [Some(notebook), personal].into_iter().flatten() {
            self.write_notebook(now, number, None, &mut writer)?;
        }
        let file = writer.finish().map_err(writing)?;
        Ok(self.keep_file(now, "backup", file))
    }

    fn backup_parcel(
        &mut self,
        now: Instant,
        notebook: i64,
        key: &ParcelKey,
        personal: Option<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let me = notebooks::me(&self.store.main, notebook)?;
        let hub: Option<Option<String>> = self
            .store
            .main
            .query_row("SELECT hub FROM workspace WHERE notebook = ?1", params![notebook], |row| row.get(0))
            .optional()?;
        let mut work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
        let Some(founding) = work.founding()? else {
            return fail(ErrorCode::Refused, "the notebook has no membership yet");
        };
        let note = Note {
            hub: hub.flatten().unwrap_or_default(),
            personal: personal.map(ByteVec::from),
            device: Some(ByteVec::from(work.device_secret()?.encode().to_vec())),
            member: me.map(|me| ByteVec::from(me.to_bytes().to_vec())),
        };
        work.parcel(founding, key, Contents { keys: true, note })
    }

    /// Makes sure that all that was written is sealed.
    fn seal_for_file(&mut self, now: Instant, notebook: i64) -> Result<()> {
        self.work(now, notebook, |work, news| {
            let is_sample: bool =
                work.db.prepare("SELECT 1 FROM notebook WHERE number = ?1 AND kind = 2")?.exists(params![notebook])?;
            if is_sample {
                return fail(ErrorCode::Refused, "sample data is never handed over");
            }
            let membership = work.ensure_founded(news)?;
            work.seal_own(&membership, news)
        })
    }

    fn write_notebook(
        &mut self,
        now: Instant,
        notebook: i64,
        visit: Option<VisitId>,
        writer: &mut FrameWriter<Vec<u8>>,
    ) -> Result<()> {
        let mut size = 0_usize;
        {
            let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
            for record in work.record_bytes()? {
                writer.add(Kind::Record, &record).map_err(writing)?;
            }
            let mut rows = work.db.prepare("SELECT bytes FROM envelope WHERE notebook = ?1 ORDER BY device, first")?;
            let mut found = rows.query(params![notebook])?;
            while let Some(row) = found.next()? {
                let bytes: Vec<u8> = row.get(0)?;
                size += bytes.len();
                writer.add(Kind::Envelope, &bytes).map_err(writing)?;
            }
        }
        let Some(current) = self.membership(now, notebook)?.and_then(|membership| membership.current_key()) else {
            return Ok(());
        };
        for content in self.contents(notebook, visit)? {
            for piece in 0.. {
                let Some(chunk) = self.sealed_piece(now, notebook, content, piece, current)? else { break };
                size += chunk.bytes().len();
                if size > MOST {
                    return fail(
                        ErrorCode::Refused,
                        "the file would be larger than one gigabyte: choose the photos of one visit",
                    );
                }
                writer.add(Kind::Chunk, chunk.bytes()).map_err(writing)?;
            }
        }
        Ok(())
    }

    /// The bytes that go into a file: small pictures of all, contents of all or of one visit.
    fn contents(&self, notebook: i64, visit: Option<VisitId>) -> Result<Vec<(Name, i64)>> {
        let db = &self.store.main;
        let mut of_visit = None;
        if let Some(visit) = visit {
            let mut records = BTreeSet::new();
            below(db, visit.into(), &mut records, 4)?;
            of_visit = Some(records);
        }
        let mut rows =
            db.prepare("SELECT record, role, hash FROM attached WHERE notebook = ?1 ORDER BY role, number")?;
        let mut found = rows.query(params![notebook])?;
        let (mut contents, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(row) = found.next()? {
            let (record, role, hash): ([u8; 16], i64, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let wanted = role == attached::Role::Thumbnail as i64
                || of_visit.as_ref().is_none_or(|records| records.contains(&record));
            if wanted && seen.insert((hash, role)) {
                contents.push((Name(hash), role));
            }
        }
        Ok(contents)
    }

    fn keep_file(&mut self, now: Instant, what: &str, file: Vec<u8>) -> Answer {
        let size = file.len() as u64;
        let parts = u32::try_from(file.len().div_ceil(PART)).unwrap_or(u32::MAX);
        self.sync.file = file;
        let days = now.0.div_euclid(86_400_000);
        let (year, month, day) = civil(days);
        Answer::File { name: format!("floorbook-{what}-{year:04}-{month:02}-{day:02}.floorbook"), parts, size }
    }

    /// A part of the file that was written last.
    pub(crate) fn file_part(&self, number: u32) -> Result<Vec<u8>> {
        let start = (number as usize).saturating_mul(PART);
        if start >= self.sync.file.len() {
            return fail(ErrorCode::NotFound, "the file has no such part");
        }
        let end = (start + PART).min(self.sync.file.len());
        Ok(self.sync.file[start..end].to_vec())
    }

    /// Takes a file in.
    pub(crate) fn take_in_file(
        &mut self,
        now: Instant,
        bytes: &[u8],
        secret: &str,
        name: &str,
        device: &str,
    ) -> Result<Answer> {
        if bytes.len() > MOST + (64 << 20) {
            return fail(ErrorCode::Refused, "the file is larger than one gigabyte");
        }
        let mut taken = TakenIn::default();
        let newcomer = Newcomer { name: name.to_owned(), device: device.to_owned(), bring: None };
        if let Some(notebook) = self.open_parcels(now, bytes, secret, &newcomer)? {
            taken.notebook = Some(notebooks::id_of(&self.store.main, notebook)?);
        }
        self.take_in_frames(now, bytes, &mut taken)?;
        if let Some(id) = taken.notebook
            && let Some((number, _)) = notebooks::find(&self.store.main, id)?
        {
            taken.provisional = !self.store.main.query_row(
                "SELECT confirmed FROM workspace WHERE notebook = ?1",
                params![number],
                |row| row.get::<_, bool>(0),
            )?;
        }
        self.sync.books.values_mut().for_each(super::book::Book::ask_again);
        Ok(Answer::TakenIn(taken))
    }

    /// Comes in by a parcel in the file, if there is one that the secret opens, or none is needed.
    fn open_parcels(&mut self, now: Instant, bytes: &[u8], secret: &str, newcomer: &Newcomer) -> Result<Option<i64>> {
        let (mut locked, mut parcels, mut known) = (None, Vec::new(), false);
        for frame in frames(bytes)?.flatten() {
            match frame.kind {
                Kind::Lock => locked = Some(frame.payload),
                Kind::Parcel => parcels.push(frame.payload),
                Kind::Record => {
                    if let Ok(record) = Record::read(&frame.payload) {
                        known |= self.notebook_of(record.workspace())?.is_some();
                    }
                }
                _ => {}
            }
        }
        // Whoever is a member already needs no key.
        if known {
            return Ok(None);
        }
        if let Some(locked) = locked {
            let key = match unlock(secret, &locked) {
                Ok(key) => ParcelKey::from_bytes(&key),
                Err(error @ LockError::WrongPassphrase) => return fail(ErrorCode::WrongSecret, error.to_string()),
                Err(error) => return fail(ErrorCode::Malformed, error.to_string()),
            };
            for sealed in parcels {
                let Ok(parcel) = Parcel::open(&sealed, &key) else { continue };
                return self.restore_by(now, &parcel, &key, newcomer).map(Some);
            }
            return fail(ErrorCode::Malformed, "the backup holds no keys that open");
        }
        let Ok(invitation) = InvitationSecret::read(secret.trim()) else {
            return fail(
                ErrorCode::WrongSecret,
                "this device is no member of the notebook in the file: it needs the link",
            );
        };
        let pass = Pass::Invitation(invitation);
        for sealed in parcels {
            if let Ok(notebook) = self.come_in(now, &pass, &sealed, "", newcomer, None)? {
                return Ok(Some(notebook));
            }
        }
        fail(ErrorCode::WrongSecret, "the link does not belong to the file")
    }

    fn restore_by(&mut self, now: Instant, parcel: &Parcel, key: &ParcelKey, newcomer: &Newcomer) -> Result<i64> {
        let pass = |parcel: &Parcel| {
            let note = Note::read(&parcel.note);
            let member: [u8; 16] = note.member.as_ref()?.to_vec().try_into().ok()?;
            let member = floorbook_domain::MemberId::from_bytes(member);
            Some(Pass::Device { secret: note.device?.into(), member })
        };
        let Some(of_team) = pass(parcel) else {
            return fail(ErrorCode::Malformed, "the backup does not say whose it is");
        };
        let note = Note::read(&parcel.note);
        match self.come_in_by(now, &of_team, parcel, &note.hub, newcomer, None, None)? {
            Ok(notebook) => {
                if let Some(personal) = note.personal.and_then(|bytes| Parcel::open(&bytes, key).ok())
                    && let Some(pass) = pass(&personal)
                {
                    self.take_personal_by(now, &pass, &personal, newcomer)?;
                }
                Ok(notebook)
            }
            Err(_) => fail(ErrorCode::Refused, "the membership in the backup does not let this device in"),
        }
    }

    fn notebook_of(&self, workspace: WorkspaceId) -> Result<Option<i64>> {
        let id = floorbook_domain::NotebookId::from_bytes(workspace.0);
        Ok(notebooks::find(&self.store.main, id)?.map(|(number, _)| number))
    }

    fn take_in_frames(&mut self, now: Instant, bytes: &[u8], taken: &mut TakenIn) -> Result<()> {
        let (mut records, mut envelopes, mut chunks) =
            (BTreeMap::<i64, Vec<Record>>::new(), BTreeMap::<i64, Vec<Vec<u8>>>::new(), Vec::new());
        for frame in frames(bytes)? {
            match frame {
                Ok(Frame { kind: Kind::Record, payload }) => {
                    let Ok(record) = Record::read(&payload) else { continue };
                    if let Some(notebook) = self.notebook_of(record.workspace())? {
                        records.entry(notebook).or_default().push(record);
                    }
                }
                Ok(Frame { kind: Kind::Envelope, payload }) => {
                    let Ok(sealed) = Sealed::read(&payload) else {
                        taken.damaged += 1;
                        continue;
                    };
                    if let Some(notebook) = self.notebook_of(sealed.header().workspace)? {
                        envelopes.entry(notebook).or_default().push(payload);
                    }
                }
                Ok(Frame { kind: Kind::Chunk, payload }) => chunks.push(payload),
                Ok(_) => {}
                Err(FrameError::Cut { .. }) => taken.cut = true,
                Err(_) => taken.damaged += 1,
            }
        }
        for (notebook, records) in records {
            let before = self.membership(now, notebook)?;
            let new = self.work(now, notebook, |work, news| {
                let mut any = false;
                for record in &records {
                    any |= work.keep_record(record)?;
                }
                if any {
                    let after = work.team()?;
                    work.follow(before.as_deref(), &after, news)?;
                }
                Ok((news.taken, news.aside))
            })?;
            taken.changes += new.0;
        }
        for (notebook, envelopes) in envelopes {
            let Some(membership) = self.membership(now, notebook)? else { continue };
            // A few at a time, so that what is here stays here whatever happens to the rest.
            for some in envelopes.chunks(16) {
                let new = self.work(now, notebook, |work, news| {
                    let mut membership = (*membership).clone();
                    let mut altered = 0;
                    for bytes in some {
                        altered += u32::from(work.take(&mut membership, bytes, None, news)? == Arrival::Altered);
                    }
                    Ok((news.taken, news.aside, altered))
                })?;
                taken.changes += new.0;
                taken.aside += new.1;
                taken.damaged += new.2;
            }
        }
        self.take_chunks(now, &chunks, taken)
    }

    /// Takes pieces of attachments in, of what is missing here.
    fn take_chunks(&mut self, now: Instant, chunks: &[Vec<u8>], taken: &mut TakenIn) -> Result<()> {
        let mut wanted: BTreeMap<[u8; 32], (i64, (Name, i64), KeyId)> = BTreeMap::new();
        let mut asked: BTreeSet<i64> = BTreeSet::new();
        let mut arrived: BTreeSet<(i64, (Name, i64))> = BTreeSet::new();
        for bytes in chunks {
            let Ok(chunk) = Chunk::read(bytes) else {
                taken.damaged += 1;
                continue;
            };
            let Some(notebook) = self.notebook_of(chunk.header().workspace)? else { continue };
            let keys = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?.keys()?;
            if asked.insert(notebook) {
                for content in self.not_here(notebook)? {
                    for key in keys.values() {
                        let tag = AttachmentTag::of(&content.0.0, key);
                        wanted.insert(tag.0, (notebook, content, key.id()));
                    }
                }
            }
            let Some((_, content, key)) = wanted.get(&chunk.header().tag.0) else { continue };
            let Some(key) = keys.get(key) else { continue };
            let piece = chunk.header().piece;
            match chunk.open(chunk.header().workspace, &content.0.0, piece, key) {
                Ok(opened) => {
                    content::arrive(&self.store.content, content.0, piece, &opened)?;
                    // The last piece is shorter than the others, or there is none after it.
                    arrived.insert((notebook, *content));
                    if opened.len() < MAX_PIECE && self.assemble(now, notebook, None, *content)? {
                        arrived.remove(&(notebook, *content));
                        taken.photos += u32::from(content.1 != attached::Role::Thumbnail as i64);
                    }
                }
                Err(_) => taken.damaged += 1,
            }
        }
        for (notebook, content) in arrived {
            if self.assemble(now, notebook, None, content)? {
                taken.photos += u32::from(content.1 != attached::Role::Thumbnail as i64);
            }
        }
        Ok(())
    }

    fn not_here(&self, notebook: i64) -> Result<Vec<(Name, i64)>> {
        let mut rows =
            self.store.main.prepare("SELECT DISTINCT role, hash FROM attached WHERE notebook = ?1 AND here = 0")?;
        let found: Vec<(i64, [u8; 32])> = rows
            .query_map(params![notebook], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut missing = Vec::new();
        for (role, hash) in found {
            if !attached::is_here(&self.store.main, &self.store.content, role, Name(hash))? {
                missing.push((Name(hash), role));
            }
        }
        Ok(missing)
    }
}

/// The frames of a file.
fn frames(bytes: &[u8]) -> Result<Frames<&[u8]>> {
    Frames::new(bytes).or_else(|error| match error {
        FrameError::UnknownVersion(_) => fail(ErrorCode::TooNew, error.to_string()),
        _ => fail(ErrorCode::Malformed, error.to_string()),
    })
}

/// The ids of all records below one.
fn below(db: &Connection, parent: RecordRef, into: &mut BTreeSet<[u8; 16]>, depth: usize) -> Result<()> {
    if depth == 0 {
        return Ok(());
    }
    for child in record::children(db, parent)? {
        into.insert(*child.reference.id.as_bytes());
        below(db, child.reference, into, depth - 1)?;
    }
    Ok(())
}

/// Year, month and day of a number of days since 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
