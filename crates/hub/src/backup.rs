//! A backup in one file, and a hub made of it again.
//!
//! The file is the database with the chunks in a table of their own. It can be made while the hub runs: the
//! envelopes and records in it are those of one moment, and a chunk that came later may be missing in it, as
//! one that was never sent; replicas send it again. A hub that is restored has a new log id, by which replicas
//! know that it may lack what it acknowledged after the backup.

use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, OpenFlags, params};
use std::fs::File;
use std::path::{Path, PathBuf};

const CHUNKS: &str = "CREATE TABLE chunk (path TEXT PRIMARY KEY, bytes BLOB NOT NULL)";

/// Writes what lies in `data` to the file `to`, which must not exist.
pub(crate) fn backup(data: &Path, to: &Path) -> Result<()> {
    ensure!(!to.exists(), "{} exists already; nothing was written, choose another name", to.display());
    let path = data.join("hub.db");
    ensure!(path.is_file(), "{} holds no hub (no hub.db)", data.display());
    let part = part_of(to);
    // What is left of a backup that was cut short would stop this one.
    let _ = std::fs::remove_file(&part);
    let name = part.to_str().context("the name of the file has to be text")?;
    let db = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).context("opening the hub")?;
    db.execute("VACUUM INTO ?", [name]).context("copying the database")?;
    let mut copy = Connection::open(&part).context("opening the copy")?;
    let all = copy.transaction()?;
    all.execute_batch(CHUNKS)?;
    let root = data.join("chunks");
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root)?.to_str().context("chunks have names of digits")?;
            // A chunk that is being written has `#` in its name and another one after.
            if !name.contains('#') {
                let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
                all.execute("INSERT INTO chunk VALUES (?, ?)", params![name, bytes])?;
            }
        }
    }
    all.commit().context("writing the chunks")?;
    copy.close().map_err(|(_, error)| error).context("closing the copy")?;
    File::open(&part)?.sync_all().context("flushing the backup")?;
    std::fs::rename(&part, to).context("giving the backup its name")
}

/// Makes a hub in `data`, where none may be, of the backup `from`; `log` is the id of its log.
pub(crate) fn restore(data: &Path, from: &Path, log: [u8; 16]) -> Result<()> {
    let path = data.join("hub.db");
    ensure!(!path.exists(), "{} holds a hub already; nothing was changed, choose another folder", data.display());
    std::fs::create_dir_all(data).with_context(|| format!("making {}", data.display()))?;
    let part = part_of(&path);
    std::fs::copy(from, &part).with_context(|| format!("copying {}", from.display()))?;
    let db = Connection::open(&part).context("opening the backup")?;
    let named = db.execute("UPDATE hub SET log = ?", [log]).context("this is no backup of a hub")?;
    ensure!(named == 1, "{} is no backup of a hub", from.display());
    let mut chunks = db.prepare("SELECT path, bytes FROM chunk").context("this is no backup of a hub")?;
    let mut rows = chunks.query([])?;
    while let Some(row) = rows.next()? {
        let (name, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let is_plain = |byte: u8| byte.is_ascii_hexdigit() || byte == b'/';
        ensure!(name.bytes().all(is_plain) && !name.starts_with('/'), "the backup names a chunk that cannot be");
        let file = data.join("chunks").join(name);
        std::fs::create_dir_all(file.parent().context("a chunk lies in a folder")?)?;
        std::fs::write(&file, bytes).with_context(|| format!("writing {}", file.display()))?;
        File::open(&file)?.sync_all()?;
    }
    drop(rows);
    drop(chunks);
    db.execute_batch("DROP TABLE chunk; VACUUM;").context("making room")?;
    db.close().map_err(|(_, error)| error).context("closing the database")?;
    File::open(&part)?.sync_all()?;
    std::fs::rename(&part, &path).context("giving the database its name")
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
