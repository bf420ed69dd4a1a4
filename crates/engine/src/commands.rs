//! Commands: each one transaction, remembered by its id.

use floorbook_domain::{AttachmentField, Field, Hash, Instant, MemberField, MemberId, NotebookId};
use floorbook_port::{Answer, Command, CommandId, ErrorCode, Event, NewAttachment, NotebookKind, Part, Write};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::{
    Engine, Entropy,
    author::Author,
    drafts,
    fail::{Result, fail},
    notebooks, rebuild, recordings,
    store::content,
};

/// How long a command's result is remembered, in milliseconds: as long as a page may send it again.
const REMEMBERED: i64 = 7 * 86_400_000;

/// What a command did inside its transaction.
pub(crate) enum Did {
    /// It wrote records.
    Records,
    /// It made a record of a draft, which has this revision now; 0 where nothing was written to it.
    Draft(u64),
    /// It answers something else.
    Answer(Answer),
    /// It answers something else, and every view is to be asked again.
    Everything(Answer),
}

impl Engine {
    pub(crate) fn run(&mut self, now: Instant, id: CommandId, command: Command, parts: &[Vec<u8>]) -> Result<Answer> {
        if let Some(answer) = remembered(&self.store.main, id)? {
            return Ok(answer);
        }
        // Bytes are flushed before the change that names them. What a failure leaves behind here is
        // named by its hash and found again by the next try.
        let command = self.store_parts(command, parts)?;
        if let Command::Rebuild = command {
            rebuild::rebuild(&mut self.store)?;
            self.sync.look_again();
            self.events.push(Event::Everything);
            return Ok(Answer::Done { records: Vec::new(), seen: 0, at: now });
        }
        if let Command::Team(command) = command {
            return self.team(now, id, command, parts);
        }
        let hlc = self.hlc;
        let txn = self.store.main.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut author = Author::new(&txn, now, hlc, self.entropy.as_mut(), self.client);
        let did = author.execute(&command, &mut self.store.content)?;
        author.keep_clock()?;
        let Author { hlc, rows, records, concerned, .. } = author;
        let done = |seen| Answer::Done { records: records.iter().copied().collect(), seen, at: now };
        let (answer, everything) = match did {
            Did::Records => (done(rows.iter().max().copied().unwrap_or_default().cast_unsigned()), false),
            Did::Draft(seen) => (done(seen), false),
            Did::Answer(answer) => (answer, false),
            Did::Everything(answer) => (answer, true),
        };
        if is_remembered(&command) {
            remember(&txn, id, now, &answer, &rows)?;
        }
        txn.commit()?;
        self.hlc = hlc;
        recordings::after(&self.store, &command)?;
        if everything {
            self.events.push(Event::Everything);
        } else if !records.is_empty() {
            self.events.push(Event::Changed(records.union(&concerned).copied().collect()));
        }
        Ok(answer)
    }

    /// Writes the name that an upgrade found, where colleagues will read it.
    pub(crate) fn write_waiting_name(&mut self, now: Instant) -> Result<()> {
        let name: Option<String> = self
            .store
            .main
            .query_row("SELECT value FROM setting WHERE name = ?1", params![notebooks::NAME], |row| row.get(0))
            .optional()?;
        // Every start comes by here, and hardly any finds one.
        let Some(name) = name else { return Ok(()) };
        let txn = self.store.main.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(notebook) = notebooks::first_own(&txn)?
            && let Some(me) = notebooks::me(&txn, notebook)?
        {
            let mut author = Author::new(&txn, now, self.hlc, self.entropy.as_mut(), self.client);
            author.write_in(notebook, &Write::new(me, vec![MemberField::Name(name).into()]))?;
            author.keep_clock()?;
            let hlc = author.hlc;
            txn.execute("DELETE FROM setting WHERE name = ?1", params![notebooks::NAME])?;
            txn.commit()?;
            self.hlc = hlc;
        }
        Ok(())
    }

    /// Stores the bytes beside a command, and turns its attachments into plain writes.
    fn store_parts(&mut self, command: Command, parts: &[Vec<u8>]) -> Result<Command> {
        match command {
            Command::Attach { attachments, mut writes } => {
                for attachment in attachments {
                    writes.push(self.store_attachment(attachment, parts)?);
                }
                Ok(Command::Write(writes))
            }
            Command::AppendRecording { recording, number, piece, duration } => {
                if !recordings::exists(&self.store.main, recording)? {
                    return fail(ErrorCode::NotFound, "this recording is not open");
                }
                content::append(&self.store.content, recording, number, part(parts, piece)?)?;
                Ok(Command::AppendRecording { recording, number, piece, duration })
            }
            other => Ok(other),
        }
    }

    fn store_attachment(&mut self, attachment: NewAttachment, parts: &[Vec<u8>]) -> Result<Write> {
        let NewAttachment { id, mut fields, content, thumbnail, original } = attachment;
        let mime = fields.iter().find_map(|field| match field {
            Field::Attachment(AttachmentField::Mime(mime)) => Some(mime.clone()),
            _ => None,
        });
        let mime = mime.unwrap_or_else(|| "application/octet-stream".to_owned());
        let bytes = part(parts, content)?;
        let hash = content::put(&mut self.store.content, &mime, bytes)?;
        fields.push(AttachmentField::Size(bytes.len() as u64).into());
        fields.push(AttachmentField::Hash(Some(hash)).into());
        if let Some(thumbnail) = thumbnail {
            let hash = put_thumbnail(&self.store.main, part(parts, thumbnail)?)?;
            fields.push(AttachmentField::Thumbnail(Some(hash)).into());
        }
        if let Some(original) = original {
            let hash = content::put(&mut self.store.content, &mime, part(parts, original)?)?;
            fields.push(AttachmentField::Original(Some(hash)).into());
        }
        Ok(Write::new(id, fields))
    }
}

/// A small picture, kept in the main database so that lists need only one file.
pub(crate) fn put_thumbnail(db: &Connection, bytes: &[u8]) -> Result<Hash> {
    let hash = Hash(*blake3::hash(bytes).as_bytes());
    db.prepare_cached("INSERT OR IGNORE INTO thumbnail (hash, mime, bytes) VALUES (?1, 'image/jpeg', ?2)")?
        .execute(params![hash.0, bytes])?;
    Ok(hash)
}

fn part(parts: &[Vec<u8>], part: Part) -> Result<&[u8]> {
    match parts.get(part.0) {
        Some(bytes) => Ok(bytes),
        None => fail(ErrorCode::Malformed, "a buffer that the command names is not beside it"),
    }
}

impl Author<'_> {
    fn execute(&mut self, command: &Command, bytes: &mut Connection) -> Result<Did> {
        match command {
            Command::Begin { name, sample } => return self.begin(name, *sample, bytes),
            Command::OpenNotebook(id) => {
                notebooks::open(self.db, *id)?;
                return Ok(Did::Everything(Answer::Notebook(*id)));
            }
            Command::RemoveSample(id) => return self.remove_sample(*id, bytes),
            Command::Write(writes) => self.write(writes)?,
            Command::SetOnlyMe { observation, only_me } => self.set_only_me(*observation, *only_me)?,
            Command::Delete(records) => self.delete(records)?,
            Command::Restore(records) => self.restore(records)?,
            Command::Undo(id) => {
                let Some((first, last)) = rows_of(self.db, *id)? else {
                    return fail(ErrorCode::NotFound, "that command is not remembered any more");
                };
                self.undo(first, last)?;
            }
            Command::SaveDraft(draft) => drafts::save(self.db, draft)?,
            Command::FinishDraft { key, revision, writes } => {
                return Ok(Did::Draft(self.finish_draft(*key, *revision, writes)?));
            }
            Command::DropDraft { key, revision } => self.drop_draft(*key, *revision)?,
            Command::Recover { alive } => {
                let mut recovered = self.recover_drafts(alive)?;
                recovered.extend(self.recover_recordings(alive, bytes)?);
                return Ok(Did::Answer(Answer::Recovered(recovered)));
            }
            Command::StartRecording { .. } => recordings::start(self.db, self.now, command)?,
            Command::AppendRecording { recording, duration, .. } => {
                recordings::grow(self.db, *recording, self.now, *duration)?;
            }
            Command::FinishRecording { recording, duration } => {
                self.finish_recording(*recording, *duration, bytes)?;
            }
            Command::DropRecording(recording) => recordings::drop(self.db, *recording)?,
            Command::Attach { .. } | Command::Rebuild | Command::Team(_) => {
                return fail(ErrorCode::Refused, "this command is done before the transaction");
            }
        }
        Ok(Did::Records)
    }

    /// Starts a notebook, and with the first one the personal notebook.
    fn begin(&mut self, name: &str, sample: bool, bytes: &mut Connection) -> Result<Did> {
        let name = name.trim();
        if name.is_empty() {
            return fail(ErrorCode::Refused, "a name is needed to sign notes with");
        }
        let id = NotebookId::new(self.millis(), self.random());
        let kind = if sample { NotebookKind::Sample } else { NotebookKind::Own };
        let number = notebooks::add(self.db, id, kind)?;
        notebooks::open(self.db, id)?;
        self.begin_personal()?;
        // Somebody else in each notebook: a hub that keeps two of them cannot tell that they are one person's.
        let member = MemberId::new(self.millis(), self.random());
        notebooks::set_me(self.db, number, member)?;
        self.write(&[Write::new(member, vec![MemberField::Name(name.to_owned()).into()])])?;
        if sample {
            self.fill_with_sample(number, bytes)?;
        }
        Ok(Did::Everything(Answer::Notebook(id)))
    }

    /// Starts the personal notebook where there is none.
    pub(crate) fn begin_personal(&mut self) -> Result<()> {
        if notebooks::personal(self.db)?.is_none() {
            let personal = NotebookId::new(self.millis(), self.random());
            let number = notebooks::add(self.db, personal, NotebookKind::Personal)?;
            let member = MemberId::new(self.millis(), self.random());
            notebooks::set_me(self.db, number, member)?;
        }
        Ok(())
    }

    fn remove_sample(&mut self, id: NotebookId, bytes: &mut Connection) -> Result<Did> {
        match notebooks::find(self.db, id)? {
            None => return fail(ErrorCode::NotFound, "no such notebook on this device"),
            Some((_, NotebookKind::Own | NotebookKind::Personal)) => {
                return fail(ErrorCode::Refused, "only the sample notebook can be removed");
            }
            Some((number, NotebookKind::Sample)) => {
                // Private remarks on the sample's visits lie in the personal notebook.
                let remarks = notebooks::private_remarks(self.db, number)?;
                self.delete(&remarks)?;
                self.forget_sample_bytes(number, bytes)?;
                notebooks::remove(self.db, number)?;
            }
        }
        if notebooks::opened(self.db)?.is_none()
            && let Some(next) = notebooks::all(self.db)?.first()
        {
            notebooks::open(self.db, next.id)?;
        }
        Ok(Did::Everything(Answer::Notebook(id)))
    }
}

/// Whether the result is worth a row: drafts and recordings are numbered and idempotent by themselves.
fn is_remembered(command: &Command) -> bool {
    !matches!(
        command,
        Command::SaveDraft(_) | Command::DropDraft { .. } | Command::AppendRecording { .. } | Command::OpenNotebook(_)
    )
}

fn remembered(db: &Connection, id: CommandId) -> Result<Option<Answer>> {
    let answer: Option<String> = db
        .prepare_cached("SELECT answer FROM command WHERE id = ?1")?
        .query_row(params![id.0.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(answer.map(|answer| serde_json::from_str(&answer)).transpose()?)
}

pub(crate) fn remember(db: &Connection, id: CommandId, now: Instant, answer: &Answer, rows: &[i64]) -> Result<()> {
    let (first, last) = (rows.iter().min().copied().unwrap_or(1), rows.iter().max().copied().unwrap_or(0));
    db.prepare_cached("INSERT INTO command (id, at, answer, first, last) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id.0.as_bytes(), now.0, serde_json::to_string(answer)?, first, last])?;
    // A few at a time, so that no single command pays for all.
    db.prepare_cached("DELETE FROM command WHERE id IN (SELECT id FROM command WHERE at < ?1 ORDER BY at LIMIT 8)")?
        .execute(params![now.0 - REMEMBERED])?;
    Ok(())
}

fn rows_of(db: &Connection, id: CommandId) -> Result<Option<(i64, i64)>> {
    let rows = db
        .query_row("SELECT first, last FROM command WHERE id = ?1", params![id.0.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(rows)
}

/// A source of randomness as the sample data wants it.
pub(crate) fn filler(entropy: &mut dyn Entropy) -> impl FnMut(&mut [u8]) + '_ {
    |bytes| entropy.fill(bytes)
}
