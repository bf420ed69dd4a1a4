//! A backup in one file, and a hub made of it again.
//!
//! The file is the database with the chunks in a table of their own. It can be made while the hub runs: the
//! envelopes and records in it are those of one moment, and a chunk that came later may be missing in it, as
//! one that was never sent; replicas send it again. A hub that is restored has a new log id, by which replicas
//! know that it may lack what it acknowledged after the backup.
//!
//! Attachments that lie in a store elsewhere are not in it, which both commands say.

use crate::attachments::Place;
use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::collections::BTreeSet;
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
    match place(&all, data)? {
        Place::Folder(folder) => {
            ensure!(folder.is_dir(), "{}, where attachments lie, is not there; nothing was written", folder.display());
            copy_chunks(&all, &folder)?;
            // They lie in the usual folder once they are restored.
            all.execute("DELETE FROM place", [])?;
        }
        Place::Elsewhere(url) => {
            eprintln!("The attachments lie in {url} and are NOT in this backup; see that they are kept there.");
        }
    }
    all.commit().context("writing the chunks")?;
    copy.close().map_err(|(_, error)| error).context("closing the copy")?;
    File::open(&part)?.sync_all().context("flushing the backup")?;
    std::fs::rename(&part, to).context("giving the backup its name")?;
    flush_folder(&folder_of(to)?)
}

/// Where the attachments lie of a hub whose data is, or was, in this folder.
fn place(db: &Connection, data: &Path) -> Result<Place> {
    let noted: Option<String> = db.query_row("SELECT attachments FROM place", [], |row| row.get(0)).optional()?;
    noted.map_or_else(|| Ok(Place::usual(data)), |noted| Place::of_note(&noted, data))
}

fn copy_chunks(all: &Connection, root: &Path) -> Result<()> {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root)?.to_str().context("chunks have names of digits")?;
            // A chunk that is being written has `#` in its name and another one after.
            if !name.contains('#') {
                let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
                all.execute("INSERT INTO chunk VALUES (?, ?)", params![name, bytes])?;
            }
        }
    }
    Ok(())
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
    restore_chunks(&db, data)?;
    if let Place::Elsewhere(url) = place(&db, data)? {
        eprintln!("The attachments are not in this backup. They lay in {url}: serve with --attachments {url}");
    }
    db.execute_batch("DROP TABLE chunk; VACUUM;").context("making room")?;
    db.close().map_err(|(_, error)| error).context("closing the database")?;
    File::open(&part)?.sync_all()?;
    std::fs::rename(&part, &path).context("giving the database its name")?;
    flush_folder(data)
}

/// Writes the chunks, and flushes them with all folders that they lie in: what the hub says it holds is on disk.
fn restore_chunks(db: &Connection, data: &Path) -> Result<()> {
    let mut chunks = db.prepare("SELECT path, bytes FROM chunk").context("this is no backup of a hub")?;
    let mut rows = chunks.query([])?;
    let (data, mut folders) = (std::path::absolute(data)?, BTreeSet::new());
    while let Some(row) = rows.next()? {
        let (name, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let is_plain = |byte: u8| byte.is_ascii_hexdigit() || byte == b'/';
        ensure!(name.bytes().all(is_plain) && !name.starts_with('/'), "the backup names a chunk that cannot be");
        let file = data.join("chunks").join(name);
        let folder = folder_of(&file)?;
        std::fs::create_dir_all(&folder)?;
        folders.extend(folder.ancestors().take_while(|folder| folder.starts_with(&data)).map(Path::to_owned));
        std::fs::write(&file, bytes).with_context(|| format!("writing {}", file.display()))?;
        File::open(&file)?.sync_all()?;
    }
    folders.iter().try_for_each(|folder| flush_folder(folder))
}

/// Flushes the names in a folder; Windows does so with the files.
fn flush_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        let flushed = File::open(folder).and_then(|folder| folder.sync_all());
        flushed.with_context(|| format!("flushing {}", folder.display()))?;
    }
    Ok(())
}

/// The folder that a file lies in.
fn folder_of(file: &Path) -> Result<PathBuf> {
    Ok(std::path::absolute(file)?.parent().context("a file lies in a folder")?.to_owned())
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
