//! The storage on SQLite: one thread writes, and a few read beside it.
//!
//! All writing that waits when the thread is free goes into one transaction, each piece of work in a savepoint of its
//! own; so one flush of the disk serves many writers. Only after the commit are they answered.

use super::readers::Readers;
use super::{Answer, Arrival, Held, Storage, StorageError, Told, parcel, piece, table};
use anyhow::{Context, Result};
use floorbook_seal::{Hash, WorkspaceId, chunk::AttachmentTag};
use floorbook_wire::{Cursor, Heads, Notice, Outcome, ParcelId, Piece, Pieces, Pulled};
use rusqlite::Connection;
use std::{path::Path, sync::mpsc, thread};
use tokio::sync::oneshot;

/// The most pieces of work in one transaction.
const TOGETHER: usize = 256;

/// Tells who waits, once it is known whether the commit succeeded.
type Tell = Box<dyn FnOnce(Result<(), String>)>;
type Work = Box<dyn FnOnce(&mut Connection) -> Tell + Send>;

/// The storage on SQLite.
#[derive(Debug)]
pub(crate) struct Sqlite {
    writer: mpsc::Sender<Work>,
    readers: Readers,
}

impl Sqlite {
    /// Opens `hub.db` in this folder, which exists; `fresh` names its log if it is new. Notes where attachments
    /// lie, and answers where they lay before.
    pub(crate) fn open(data: &Path, fresh: [u8; 16], attachments: &str) -> Result<(Sqlite, Option<String>)> {
        let path = data.join("hub.db");
        let connection = Connection::open(&path).with_context(|| format!("opening {}", path.display()))?;
        connection.pragma_update(None, "journal_mode", "WAL").context("setting the write-ahead log")?;
        connection.pragma_update(None, "synchronous", "FULL").context("setting full flushes")?;
        // What was deleted, a parcel whose invitation is used up, is not to be read from the file any more.
        connection.pragma_update(None, "secure_delete", "ON").context("setting that deleted is overwritten")?;
        table::make(&connection, fresh).context("making the tables")?;
        let before = table::place(&connection, attachments).context("noting where attachments lie")?;
        let (sender, work) = mpsc::channel();
        thread::Builder::new().name("storage".into()).spawn(move || run(connection, &work)).context("a thread")?;
        let readers = Readers::open(&path)?;
        Ok((Sqlite { writer: sender, readers }, before))
    }

    /// Writes.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StorageError> + Send + 'static,
    ) -> Answer<T> {
        let (tell, told) = oneshot::channel();
        let sent = self.writer.send(Box::new(move |connection| {
            let outcome = apart(connection, work);
            Box::new(move |committed| {
                let outcome = outcome.and_then(|value| committed.map(|()| value).map_err(StorageError::Failed));
                // Who asked may have gone away; what was stored stays stored.
                let _ = tell.send(outcome);
            })
        }));
        Box::pin(async move {
            let gone = || StorageError::Failed("the storage has stopped".into());
            sent.map_err(|_| gone())?;
            told.await.map_err(|_| gone())?
        })
    }
}

/// Does one piece of work whole or not at all.
fn apart<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, StorageError>,
) -> Result<T, StorageError> {
    let savepoint = connection.savepoint()?;
    let value = work(&savepoint)?;
    savepoint.commit()?;
    Ok(value)
}

fn run(mut connection: Connection, work: &mpsc::Receiver<Work>) {
    while let Ok(first) = work.recv() {
        let begun = connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| error.to_string());
        let mut waiting = Vec::new();
        let others = work.try_iter().take(TOGETHER - 1);
        for work in std::iter::once(first).chain(others) {
            waiting.push(work(&mut connection));
        }
        let committed = begun.and_then(|()| connection.execute_batch("COMMIT").map_err(|error| error.to_string()));
        if committed.is_err() && !connection.is_autocommit() {
            // What cannot be undone here is undone when the file is opened again.
            let _ = connection.execute_batch("ROLLBACK");
        }
        waiting.into_iter().for_each(|tell| tell(committed.clone()));
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        StorageError::Failed(error.to_string())
    }
}

impl Storage for Sqlite {
    fn create_workspace(&self, id: WorkspaceId, founding: Hash, records: Vec<Vec<u8>>, most: u64) -> Answer<bool> {
        self.ask(move |db| table::create_workspace(db, id, founding, &records, most))
    }

    fn membership(&self, id: WorkspaceId) -> Answer<Option<Held>> {
        self.readers.ask(move |db| table::membership(db, id))
    }

    fn append_membership(&self, id: WorkspaceId, records: Vec<Vec<u8>>) -> Answer<Vec<u64>> {
        self.ask(move |db| records.iter().map(|record| table::append_record(db, id, record)).collect())
    }

    fn append_envelopes(&self, id: WorkspaceId, arrivals: Vec<Arrival>) -> Answer<Vec<Outcome>> {
        self.ask(move |db| arrivals.iter().map(|arrival| table::append_envelope(db, id, arrival)).collect())
    }

    fn pull_after(&self, id: WorkspaceId, after: Option<Cursor>, limit: u64) -> Answer<Pulled> {
        self.readers.ask(move |db| table::pull_after(db, id, after, limit))
    }

    fn put_parcel(&self, id: WorkspaceId, parcel: ParcelId, bytes: Vec<u8>) -> Answer<()> {
        self.ask(move |db| parcel::put(db, id, parcel, &bytes))
    }

    fn parcels(&self, parcel: ParcelId) -> Answer<Vec<(WorkspaceId, Vec<u8>)>> {
        self.readers.ask(move |db| parcel::all(db, parcel))
    }

    fn with_parcels(&self) -> Answer<Vec<WorkspaceId>> {
        self.readers.ask(parcel::workspaces)
    }

    fn keep_parcels(&self, id: WorkspaceId, kept: Vec<ParcelId>) -> Answer<()> {
        self.ask(move |db| parcel::keep(db, id, &kept))
    }

    fn add_piece(&self, id: WorkspaceId, piece: Piece) -> Answer<bool> {
        self.ask(move |db| piece::add(db, id, &piece))
    }

    fn forget_piece(&self, id: WorkspaceId, name: Hash) -> Answer<()> {
        self.ask(move |db| piece::forget(db, id, name))
    }

    fn held_pieces(&self, id: WorkspaceId, names: Vec<Hash>) -> Answer<Vec<Hash>> {
        self.readers.ask(move |db| piece::held(db, id, &names))
    }

    fn find_pieces(&self, id: WorkspaceId, tags: Vec<AttachmentTag>) -> Answer<Pieces> {
        self.readers.ask(move |db| piece::find(db, id, &tags))
    }

    fn news(&self, id: WorkspaceId) -> Answer<Notice> {
        self.readers.ask(move |db| table::news(db, id))
    }

    fn news_after(&self, id: WorkspaceId, position: u64) -> Answer<Told> {
        self.readers.ask(move |db| table::news_after(db, id, position))
    }

    fn heads(&self, id: WorkspaceId) -> Answer<Heads> {
        self.readers.ask(move |db| table::heads(db, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_reads_does_not_wait_for_who_writes() {
        let folder = tempfile::tempdir().unwrap();
        let (storage, before) = Sqlite::open(folder.path(), [1; 16], "chunks").unwrap();
        assert_eq!(before, None);
        let id = WorkspaceId([2; 16]);
        assert!(storage.create_workspace(id, Hash([3; 32]), vec![b"record".to_vec()], 1).await.unwrap());
        let (go_on, wait) = mpsc::channel::<()>();
        let (begun, begins) = oneshot::channel();
        let writing = storage.ask(move |db| {
            table::append_record(db, id, b"another")?;
            let _ = begun.send(());
            wait.recv().map_err(|_| StorageError::Failed("nobody let it go on".into()))
        });
        begins.await.unwrap();
        assert_eq!(storage.news(id).await.unwrap().records, 1, "what is not committed is not there");
        assert_eq!(storage.heads(id).await.unwrap().records, 1);
        go_on.send(()).unwrap();
        writing.await.unwrap();
        assert_eq!(storage.news(id).await.unwrap().records, 2);
    }
}
