//! Recordings that are still open: kept piece by piece, so that a crash costs seconds at most.

use floorbook_domain::{AttachmentField, AttachmentId, Field, Instant, Media};
use floorbook_port::{Command, ErrorCode, RecordingId, Recovered, TabId, Write};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    author::Author,
    fail::{Result, fail},
    store::{Store, content},
};

/// What an open recording becomes.
#[derive(Serialize, Deserialize)]
struct Body {
    attachment: AttachmentId,
    fields: Vec<Field>,
    writes: Vec<Write>,
}

pub(crate) fn exists(db: &Connection, recording: RecordingId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM recording WHERE id = ?1")?.exists(params![recording.0.as_bytes()])?)
}

/// Opens a recording.
pub(crate) fn start(db: &Connection, now: Instant, command: &Command) -> Result<()> {
    let Command::StartRecording { recording, tab, attachment, fields, writes } = command else {
        return fail(ErrorCode::Refused, "not the start of a recording");
    };
    let body = Body { attachment: *attachment, fields: fields.clone(), writes: writes.clone() };
    db.execute(
        "INSERT OR IGNORE INTO recording (id, tab, at, duration, body) VALUES (?1, ?2, ?3, 0, ?4)",
        params![recording.0.as_bytes(), tab.0.as_bytes(), now.0, serde_json::to_string(&body)?],
    )?;
    Ok(())
}

/// Notes how long a recording is by now.
pub(crate) fn grow(db: &Connection, recording: RecordingId, now: Instant, duration: u32) -> Result<()> {
    db.prepare_cached("UPDATE recording SET at = ?2, duration = max(duration, ?3) WHERE id = ?1")?.execute(params![
        recording.0.as_bytes(),
        now.0,
        duration
    ])?;
    Ok(())
}

/// Throws a recording away.
pub(crate) fn drop(db: &Connection, recording: RecordingId) -> Result<()> {
    db.execute("DELETE FROM recording WHERE id = ?1", params![recording.0.as_bytes()])?;
    Ok(())
}

/// Forgets pieces whose recording is not open any more: it became content, or was thrown away.
pub(crate) fn sweep(store: &Store) -> Result<()> {
    let mut pieces = store.content.prepare("SELECT DISTINCT recording FROM recording_piece")?;
    let ids = pieces.query_map([], |row| row.get::<_, [u8; 16]>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    for id in ids.into_iter().map(|id| RecordingId(Uuid::from_bytes(id))) {
        if !exists(&store.main, id)? {
            content::forget(&store.content, id)?;
        }
    }
    Ok(())
}

/// What is left to do once the command's transaction is on disk.
pub(crate) fn after(store: &Store, command: &Command) -> Result<()> {
    match command {
        Command::FinishRecording { recording, .. } | Command::DropRecording(recording) => {
            content::forget(&store.content, *recording)
        }
        Command::Recover { .. } => sweep(store),
        _ => Ok(()),
    }
}

impl Author<'_> {
    /// Ends a recording: its pieces become content, and an attachment names it.
    pub(crate) fn finish_recording(
        &mut self,
        recording: RecordingId,
        duration: u32,
        bytes: &mut Connection,
    ) -> Result<bool> {
        let found: Option<(String, u32)> = self
            .db
            .query_row("SELECT body, duration FROM recording WHERE id = ?1", params![recording.0.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let Some((body, known)) = found else { return fail(ErrorCode::NotFound, "this recording is not open") };
        let Body { attachment, mut fields, mut writes } = serde_json::from_str(&body)?;
        let sound = content::recorded(bytes, recording)?;
        drop(self.db, recording)?;
        if sound.is_empty() {
            return Ok(false);
        }
        let mime = fields.iter().find_map(|field| match field {
            Field::Attachment(AttachmentField::Mime(mime)) => Some(mime.clone()),
            _ => None,
        });
        let hash = content::put(bytes, &mime.unwrap_or_default(), &sound)?;
        fields.push(AttachmentField::Media(Media::Voice).into());
        fields.push(AttachmentField::Size(sound.len() as u64).into());
        fields.push(AttachmentField::Hash(Some(hash)).into());
        fields.push(AttachmentField::Duration(duration.max(known)).into());
        writes.push(Write::new(attachment, fields));
        self.write(&writes)?;
        Ok(true)
    }

    /// Ends the recordings of tabs that are gone.
    pub(crate) fn recover_recordings(&mut self, alive: &[TabId], bytes: &mut Connection) -> Result<Vec<Recovered>> {
        let mut rows = self.db.prepare_cached("SELECT id, tab, at, body FROM recording ORDER BY at")?;
        let open = rows
            .query_map([], |row| {
                let (id, tab): ([u8; 16], [u8; 16]) = (row.get(0)?, row.get(1)?);
                Ok((RecordingId(Uuid::from_bytes(id)), TabId(Uuid::from_bytes(tab)), row.get(2)?, row.get(3)?))
            })?
            .collect::<rusqlite::Result<Vec<(RecordingId, TabId, i64, String)>>>()?;
        let mut recovered = Vec::new();
        for (id, _, at, body) in open.into_iter().filter(|(_, tab, _, _)| !alive.contains(tab)) {
            let body: Body = serde_json::from_str(&body)?;
            if self.finish_recording(id, 0, bytes)? {
                let record = body.attachment.into();
                recovered.push(Recovered { record, text: String::new(), written: Instant(at), recording: true });
            }
        }
        Ok(recovered)
    }
}
