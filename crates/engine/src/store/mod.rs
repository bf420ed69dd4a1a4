//! The two databases: opening, keys, schema. Everything else in the engine works on [`Store`].

pub(crate) mod content;
pub(crate) mod log;
pub(crate) mod pages;
pub(crate) mod raw_file;
pub(crate) mod record;

use std::sync::Once;

use floorbook_domain::DeviceId;
use floorbook_port::{ErrorCode, PageKey};
use rusqlite::{Connection, OpenFlags, OptionalExtension, config::DbConfig, params};

use crate::{
    Opening,
    fail::{Result, fail},
    hlc::Hlc,
};

/// The version of the schema. A database with a lower one is brought up when it is opened, one with
/// a higher one is refused.
pub(crate) const SCHEMA: i64 = 3;

/// The open databases.
pub(crate) struct Store {
    /// Everything but the bytes of attachments.
    pub(crate) main: Connection,
    /// The bytes of attachments.
    pub(crate) content: Connection,
    /// What pages of this device seal with.
    pub(crate) page_key: PageKey,
}

impl Store {
    /// Opens both databases; makes what is missing.
    pub(crate) fn open(opening: &Opening, new_device: DeviceId) -> Result<Store> {
        let main = Store::open_one(opening, &opening.main, opening.key, true)?;
        let content = Store::open_one(opening, &opening.content, Store::content_key(&opening.key), false)?;
        let known: Option<Vec<u8>> = main.query_row("SELECT id FROM device", [], |row| row.get(0)).optional()?;
        if known.is_none() {
            main.execute("INSERT INTO device (id) VALUES (?1)", params![new_device.to_bytes()])?;
        }
        let page_key = PageKey::new(blake3::derive_key("floorbook page 1", &opening.key));
        Ok(Store { main, content, page_key })
    }

    /// Opens one of the databases, and makes its schema where there is none.
    pub(crate) fn open_one(opening: &Opening, path: &str, key: [u8; 32], is_main: bool) -> Result<Connection> {
        let db = connect(opening, path, key, false)?;
        if is_main {
            let steps = [include_str!("schema.sql"), include_str!("schema_2.sql"), include_str!("schema_3.sql")];
            let before = migrate(&db, steps)?;
            crate::search::create(&db)?;
            if before == 1 {
                crate::notebooks::upgrade_from_1(&db)?;
            }
            db.execute_batch(include_str!("../sync/near.sql"))?;
            crate::upgrade::derive(&db)?;
        } else {
            migrate(&db, [include_str!("content.sql"), include_str!("content_2.sql"), "-- As before.\n"])?;
        }
        Ok(db)
    }

    /// Moves what the write-ahead logs hold into the databases, so that the next opening has less to read.
    pub(crate) fn settle(&self) -> Result<()> {
        for db in [&self.main, &self.content] {
            // It answers a row that says how much was moved.
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Leaves room for so many more pages in each database.
    pub(crate) fn leave_room(&self, pages: Option<u32>) -> Result<()> {
        for db in [&self.main, &self.content] {
            let held: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            let most = pages.map_or(i64::from(u32::MAX - 1), |pages| held + i64::from(pages));
            db.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// The last reading of this device's clock.
    pub(crate) fn clock(&self) -> Result<Hlc> {
        let hlc: i64 = self.main.query_row("SELECT hlc FROM device", [], |row| row.get(0))?;
        Ok(Hlc(hlc.cast_unsigned()))
    }

    /// The key of the database of attachments: its own, so that no two files share one.
    pub(crate) fn content_key(main: &[u8; 32]) -> [u8; 32] {
        blake3::derive_key("floorbook content 1", main)
    }
}

/// Opens a damaged database to read what can be read, also one whose first page says that it is
/// larger than it is (`writable_schema` lets SQLite believe the file instead). Nothing is written.
pub(crate) fn open_damaged(opening: &Opening, path: &str, key: [u8; 32]) -> Result<Connection> {
    connect(opening, path, key, true)
}

fn connect(opening: &Opening, path: &str, key: [u8; 32], is_damaged: bool) -> Result<Connection> {
    // SQLite counts as set up before SQLCipher has set itself up: of two threads that open their first database at the
    // same time the later one would find no cipher.
    static SET_UP: Once = Once::new();
    SET_UP.call_once(|| drop(Connection::open_in_memory()));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match &opening.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    // A raw key with a salt of our own: SQLCipher derives nothing from it, and the salt is known even
    // where the first page is damaged.
    let salt = &blake3::derive_key("floorbook salt 1", &key)[..16];
    let hex: String = key.iter().chain(salt).map(|byte| format!("{byte:02x}")).collect();
    // Closing would move what the write-ahead log holds into the file; a damaged one is only read.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_damaged)?;
    // The schema of version 1 has a trigger. A statement that may fire one keeps a journal of its own, for which the
    // search index writes out what it holds: with each record, instead of once for many. `record::save` does the same.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    let believe = if is_damaged { "PRAGMA writable_schema = ON;" } else { "" };
    // In every host one process has the files, so they stay locked for it: there need be no memory that SQLite shares
    // with others, which the files of a browser do not have, and no asking for locks with every statement. A damaged
    // one is read by several connections at once, which the browser's pool grants in spite of the lock.
    let alone = if is_damaged && opening.vfs.is_none() { "" } else { "PRAGMA locking_mode = EXCLUSIVE;" };
    db.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; {alone} {believe}"))?;
    // The first read tells whether the key fits.
    db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -16000;",
    )?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Makes the schema in an empty database, brings an older one up, and refuses one of a newer version.
/// Answers the version that was found; 0 for an empty one.
fn migrate(db: &Connection, steps: [&str; SCHEMA as usize]) -> Result<i64> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > SCHEMA {
        return fail(ErrorCode::TooNew, format!("schema {version}, this version knows {SCHEMA}"));
    }
    let missing = steps[usize::try_from(version).unwrap_or(0)..].concat();
    if !missing.is_empty() {
        db.execute_batch(&format!("BEGIN IMMEDIATE; {missing} PRAGMA user_version = {SCHEMA}; COMMIT;"))?;
    }
    Ok(version)
}
