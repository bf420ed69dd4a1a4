//! Reading beside the one that writes: who pulls does not wait for who pushes.

use super::{Answer, StorageError};
use anyhow::{Context, Result};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// How many read at once.
const AT_ONCE: usize = 4;

/// Connections that only read. Each piece of work sees one moment of the database: what was committed before it.
#[derive(Debug, Clone)]
pub(super) struct Readers {
    path: PathBuf,
    free: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    /// Reads this database, which exists and keeps a write-ahead log.
    pub(super) fn open(path: &Path) -> Result<Readers> {
        let first = connect(path).context("opening the hub for reading")?;
        let free = Arc::new(Mutex::new(vec![first]));
        Ok(Readers { path: path.to_owned(), free, turns: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Reads on a thread for that.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StorageError> + Send + 'static,
    ) -> Answer<T> {
        let readers = self.clone();
        Box::pin(async move {
            let gone = |_| StorageError::Failed("the storage has stopped".into());
            let turn = Arc::clone(&readers.turns).acquire_owned().await.map_err(|_| gone(()))?;
            let read = tokio::task::spawn_blocking(move || {
                let _turn = turn;
                readers.read(work)
            });
            read.await.map_err(|_| gone(()))?
        })
    }

    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StorageError>) -> Result<T, StorageError> {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let held = free().pop();
        let connection = match held {
            Some(connection) => connection,
            None => connect(&self.path)?,
        };
        let moment = connection.unchecked_transaction()?;
        let value = work(&moment);
        moment.finish()?;
        free().push(connection);
        value
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "query_only", "ON")?;
    Ok(connection)
}
