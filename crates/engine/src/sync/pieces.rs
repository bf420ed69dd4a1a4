//! Pieces of photos, recordings and files: sealing one, taking one in, and making the whole of them.

use floorbook_domain::{AnyRecord, AttachmentId, Hash as Name, Instant, RecordRef};
use floorbook_port::Event;
use floorbook_seal::{
    KeyId,
    chunk::{AttachmentTag, Chunk, MAX_PIECE, seal},
    keys::ContentKey,
};
use rusqlite::{OptionalExtension, params};

use super::{
    Line,
    bytes::{Content, Wanted},
    marks::mark_content,
    work::Work,
};
use crate::{Engine, attached, commands::put_thumbnail, fail::Result, store::content, store::record};

impl Engine {
    /// One piece of bytes that are here; `None` if they are not.
    pub(super) fn piece(&self, content: Content, piece: u32) -> Result<Option<Vec<u8>>> {
        if content.1 == attached::Role::Thumbnail as i64 {
            let bytes: Option<Vec<u8>> = self
                .store
                .main
                .prepare_cached("SELECT bytes FROM thumbnail WHERE hash = ?1")?
                .query_row(params![content.0.0], |row| row.get(0))
                .optional()?;
            let at = piece as usize * MAX_PIECE;
            return Ok(bytes.and_then(|bytes| bytes.get(at..).map(|rest| rest[..rest.len().min(MAX_PIECE)].to_vec())));
        }
        content::piece(&self.store.content, content.0, piece)
    }

    /// How many pieces bytes that are here have.
    pub(super) fn count_pieces(&self, content: Content) -> Result<u32> {
        let size: Option<i64> = if content.1 == attached::Role::Thumbnail as i64 {
            self.store
                .main
                .prepare_cached("SELECT length(bytes) FROM thumbnail WHERE hash = ?1")?
                .query_row(params![content.0.0], |row| row.get(0))
                .optional()?
        } else {
            content::size(&self.store.content, content.0)?
        };
        let pieces = size.unwrap_or(0).unsigned_abs().div_ceil(MAX_PIECE as u64).max(1);
        Ok(u32::try_from(pieces).unwrap_or(u32::MAX))
    }

    /// A piece, sealed; always to the same bytes.
    pub(super) fn sealed_piece(
        &mut self,
        now: Instant,
        notebook: i64,
        content: Content,
        piece: u32,
        key: KeyId,
    ) -> Result<Option<Chunk>> {
        let Some(bytes) = self.piece(content, piece)? else { return Ok(None) };
        let work = Work::new(&self.store.main, notebook, now, self.entropy.as_mut())?;
        let Some(key) = work.keys()?.remove(&key) else { return Ok(None) };
        Ok(seal(work.workspace, &content.0.0, piece, &bytes, &key, &mut fixed(&key, content.0, piece)).ok())
    }

    pub(super) fn got(&mut self, now: Instant, line: Line, wanted: &Wanted, body: &[u8]) -> Result<()> {
        let work = Work::new(&self.store.main, line.notebook, now, self.entropy.as_mut())?;
        let (workspace, key) = (work.workspace, work.keys()?.remove(&wanted.key));
        let opened = key.and_then(|key| {
            let chunk = Chunk::read(body).ok()?;
            chunk.open(workspace, &wanted.content.0.0, wanted.piece, &key).ok()
        });
        let Some(opened) = opened else { return self.try_other_name(now, line, wanted) };
        content::arrive(&self.store.content, wanted.content.0, wanted.piece, &opened)?;
        let bytes = &mut self.sync.book(line).bytes;
        let left = bytes.unfetched.get_mut(&wanted.content).map(|pieces| {
            pieces.remove(&wanted.piece);
            pieces.len()
        });
        if left == Some(0) {
            bytes.unfetched.remove(&wanted.content);
            self.assemble(now, line.notebook, Some(line), wanted.content)?;
        }
        Ok(())
    }

    pub(super) fn try_other_name(&mut self, now: Instant, line: Line, wanted: &Wanted) -> Result<()> {
        let names = wanted.names.get(1..).unwrap_or_default().to_vec();
        if names.is_empty() {
            self.give_up(now, line, wanted.content);
        } else {
            self.sync.book(line).bytes.to_fetch.push_front(Wanted { names, ..wanted.clone() });
        }
        Ok(())
    }

    /// How many bytes the attachment says that its content has; `None` for small pictures and originals.
    pub(super) fn size_of(&self, notebook: i64, content: Content) -> Result<Option<u64>> {
        if content.1 != attached::Role::Content as i64 {
            return Ok(None);
        }
        let owner: Option<[u8; 16]> = self
            .store
            .main
            .prepare_cached("SELECT record FROM attached WHERE notebook = ?1 AND hash = ?2 AND role = 1 LIMIT 1")?
            .query_row(params![notebook, content.0.0], |row| row.get(0))
            .optional()?;
        let owner = owner.map(|owner| RecordRef::from(AttachmentId::from_bytes(owner)));
        let row = owner.map_or(Ok(None), |owner| record::load(&self.store.main, owner))?;
        Ok(row.and_then(|row| match row.record() {
            AnyRecord::Attachment(attachment) => Some(attachment.size),
            _ => None,
        }))
    }

    /// Makes bytes of the pieces that have come, if they are whole; answers whether they are here now.
    /// `from` is the line by which the last of them came, if they came by one.
    pub(super) fn assemble(
        &mut self,
        now: Instant,
        notebook: i64,
        from: Option<Line>,
        content: Content,
    ) -> Result<bool> {
        let bytes = content::assembled(&self.store.content, content.0)?;
        if *blake3::hash(&bytes).as_bytes() != content.0.0 {
            // Pieces are still missing at the hub; or one of them is not what its author attached, and all are
            // fetched again.
            if bytes.len() as u64 >= self.size_of(notebook, content)?.unwrap_or(0) {
                content::forget_arrived(&self.store.content, content.0)?;
            }
            if let Some(line) = from {
                self.give_up(now, line, content);
            }
            return Ok(false);
        }
        let mut rows =
            self.store.main.prepare_cached("SELECT record FROM attached WHERE notebook = ?1 AND hash = ?2")?;
        let owners: Vec<[u8; 16]> =
            rows.query_map(params![notebook, content.0.0], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        drop(rows);
        let mut changed = Vec::new();
        let mut mime = "application/octet-stream".to_owned();
        for owner in owners {
            let reference = RecordRef::from(AttachmentId::from_bytes(owner));
            changed.push(reference);
            if let Some(AnyRecord::Attachment(attachment)) =
                record::load(&self.store.main, reference)?.map(|row| row.record())
            {
                mime = attachment.mime;
                changed.extend(attachment.owner);
            }
        }
        if content.1 == attached::Role::Thumbnail as i64 {
            put_thumbnail(&self.store.main, &bytes)?;
        } else {
            content::put(&mut self.store.content, &mime, &bytes)?;
        }
        content::forget_arrived(&self.store.content, content.0)?;
        self.store
            .main
            .prepare_cached("UPDATE attached SET here = 1 WHERE hash = ?1")?
            .execute(params![content.0.0])?;
        if let Some(line) = from {
            mark_content(&self.store.main, line, content)?;
        }
        self.sync.wanted.remove(&content.0.0);
        self.events.push(Event::Changed(changed));
        if let Some(line) = from {
            self.sync.book(line).bytes.done += 1;
            self.show_progress(line)?;
        }
        Ok(true)
    }
}

/// The nonce of a piece is made of the key, the attachment and the piece: whoever seals it makes the same bytes, so
/// that what was sent once, by whomever, is known as sent. The same nonce is never used for other bytes, since the
/// attachment's name is the hash of them.
fn fixed(key: &ContentKey, content: Name, piece: u32) -> impl FnMut(&mut [u8]) {
    let tag = AttachmentTag::of(&content.0, key);
    let mut hasher = blake3::Hasher::new_derive_key("floorbook engine v1 nonce of a piece");
    hasher.update(&tag.0).update(&key.encode()).update(&piece.to_be_bytes());
    let mut output = hasher.finalize_xof();
    move |bytes| output.fill(bytes)
}
