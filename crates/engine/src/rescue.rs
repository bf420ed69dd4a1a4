//! Rescue: bringing everything that is intact out of a damaged database into a new one.
//!
//! What counts is the log, and what lies beside it: drafts, open recordings, the bytes of
//! attachments. Changes and bytes are read straight from the pages, and checked by their names, so
//! that a damaged page costs only what stands on it; what was derived is made again.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{DeviceId, Hash, NotebookId};
use floorbook_port::Failure;
use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter, types::Value};

use crate::{
    Opening,
    change::name_of,
    fail::Result,
    rebuild::replay,
    store::{Store, content, open_damaged, pages::Pages},
};

/// What a rescue brought over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Changes that were intact.
    pub changes: u64,
    /// Pages, tables or contents that could not be read.
    pub lost: u64,
    /// The main database could not be opened at all: its first page is damaged. See [`mended`].
    pub main_closed: bool,
    /// The database of attachments could not be opened at all.
    pub content_closed: bool,
}

/// Bytes of a database page: SQLCipher's default.
const PAGE: usize = 4096;

/// A copy of a damaged database file whose first page is that of a fresh one.
///
/// A damaged first page closes a file in which everything else may be intact. It holds what all files
/// of one schema, key and salt have in common, so that of a fresh file, grown to the same size by
/// [`grow`], opens it again: to be read by [`rescue`], and for nothing else.
pub fn mended(damaged: &[u8], fresh: &[u8]) -> Vec<u8> {
    let head = fresh.len().min(PAGE);
    fresh[..head].iter().chain(damaged.get(head..).unwrap_or_default()).copied().collect()
}

/// Makes fresh databases at `opening`, whose first pages say that they have `bytes` bytes or more.
///
/// # Errors
/// Those of storage.
pub fn grow(mut opening: Opening, bytes: u64) -> std::result::Result<(), Failure> {
    let store = Store::open(&opening, new_device(&mut opening))?;
    for db in [&store.main, &store.content] {
        fill(db, bytes).map_err(Failure::from)?;
    }
    Ok(())
}

fn fill(db: &Connection, bytes: u64) -> Result<()> {
    let pieces = (bytes >> 20) + 1;
    let txn = db.unchecked_transaction()?;
    txn.execute_batch("CREATE TABLE filler (bytes BLOB);")?;
    for _ in 0..pieces {
        txn.execute("INSERT INTO filler VALUES (zeroblob(1048576))", [])?;
    }
    txn.execute_batch("DROP TABLE filler;")?;
    txn.commit()?;
    Ok(())
}

/// Reads the damaged databases of `damaged` and makes new ones at `into`. The damaged files are only
/// read. What could not be opened at all is said in the answer, and may be tried again [`mended`].
///
/// # Errors
/// Those of storage at the new place; then it holds nothing that the damaged one does not.
pub fn rescue(damaged: Opening, mut into: Opening) -> std::result::Result<Rescue, Failure> {
    let mut store = Store::open(&into, new_device(&mut into))?;
    Ok(bring_over(&damaged, &mut store)?)
}

fn new_device(opening: &mut Opening) -> DeviceId {
    let mut random = [0; 10];
    opening.entropy.fill(&mut random);
    DeviceId::new(u64::try_from(opening.now.0).unwrap_or(0), random)
}

fn bring_over(damaged: &Opening, store: &mut Store) -> Result<Rescue> {
    let mut rescue = Rescue::default();
    match open_damaged(damaged, &damaged.main, damaged.key) {
        Ok(old) => bring_main(&old, &store.main, &mut rescue)?,
        Err(_) => rescue.main_closed = true,
    }
    match open_damaged(damaged, &damaged.content, Store::content_key(&damaged.key)) {
        Ok(old) => bring_content(&old, &mut store.content, &mut rescue)?,
        Err(_) => rescue.content_closed = true,
    }
    Ok(rescue)
}

fn bring_main(old: &Connection, new: &Connection, rescue: &mut Rescue) -> Result<()> {
    let txn = new.unchecked_transaction()?;
    let mut notebooks_whole = false;
    for (table, columns) in [
        ("notebook", "number, id, kind, open"),
        ("draft", "tab, composer, revision, at, body"),
        ("recording", "id, tab, at, duration, body"),
        ("thumbnail", "hash, mime, bytes"),
    ] {
        // These are small: read as a whole, up to where they are damaged.
        let (rows, whole) = read_until_damaged(old, &format!("SELECT {columns} FROM {table}"));
        rescue.lost += u64::from(!whole);
        notebooks_whole |= table == "notebook" && whole;
        insert(&txn, table, columns, &rows)?;
    }
    // The device goes on under the new number it just got: what it wrote last may be lost, and its
    // next change must not bear a number that another one has.
    let me = old.query_row("SELECT member, hlc FROM device", [], |row| Ok((row.get(0)?, row.get(1)?))).optional();
    let (member, hlc): (Value, i64) = me.ok().flatten().unwrap_or((Value::Null, 0));
    txn.execute("UPDATE device SET member = ?1, hlc = ?2", params![member, hlc])?;
    bring_changes(old, &txn, notebooks_whole, rescue)?;
    replay(&txn)?;
    txn.commit()?;
    Ok(())
}

/// The log, page by page. Pages that were given free may still hold changes of a notebook that was
/// removed: they are left where the notebooks are known.
fn bring_changes(old: &Connection, new: &Connection, notebooks_whole: bool, rescue: &mut Rescue) -> Result<()> {
    let Some(pages) = Pages::of(old) else {
        rescue.main_closed = true;
        return Ok(());
    };
    let known: BTreeSet<i64> =
        new.prepare("SELECT number FROM notebook")?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for page in 1..=pages.count {
        let Some(rows) = pages.rows(page) else {
            rescue.lost += 1;
            continue;
        };
        for row in rows {
            let [Value::Null, Value::Integer(notebook), Value::Blob(device), Value::Integer(_), Value::Blob(hash), Value::Blob(body)] =
                row.values.as_slice()
            else {
                continue;
            };
            if hash.as_slice() != name_of(body).0 || device.len() != 16 || (notebooks_whole && !known.contains(notebook)) {
                continue;
            }
            if !known.contains(notebook) {
                // Its notebook's row is lost: it goes on under a new id.
                let id = NotebookId::from_bytes(new.query_row("SELECT randomblob(16)", [], |row| row.get(0))?);
                new.execute(
                    "INSERT OR IGNORE INTO notebook (number, id, kind, open) VALUES (?1, ?2, 0, 1)",
                    params![notebook, id.to_bytes()],
                )?;
            }
            let mut values = row.values.clone();
            values[0] = Value::Integer(row.number);
            rescue.changes += insert(new, "change", "row, notebook, device, seq, hash, body", &[values])?;
        }
    }
    Ok(())
}

/// The bytes of attachments: where each piece lies first, then content by content, each checked by
/// its name.
fn bring_content(old: &Connection, new: &mut Connection, rescue: &mut Rescue) -> Result<()> {
    let Some(pages) = Pages::of(old) else {
        rescue.content_closed = true;
        return Ok(());
    };
    let mut contents: BTreeMap<i64, (Hash, String)> = BTreeMap::new();
    let mut pieces: BTreeMap<(i64, i64), (u32, i64)> = BTreeMap::new();
    for page in 1..=pages.count {
        let Some(rows) = pages.rows(page) else {
            rescue.lost += 1;
            continue;
        };
        for row in rows {
            match row.values.as_slice() {
                [Value::Null, Value::Blob(hash), Value::Integer(_), Value::Text(mime)] => {
                    if let Ok(hash) = <[u8; 32]>::try_from(hash.as_slice()) {
                        contents.insert(row.number, (Hash(hash), mime.clone()));
                    }
                }
                [Value::Integer(content), Value::Integer(number), Value::Blob(_)] => {
                    pieces.insert((*content, *number), (page, row.number));
                }
                [Value::Blob(_), Value::Integer(_), Value::Blob(_)] => {
                    insert(new, "recording_piece", "recording, number, bytes", &[row.values])?;
                }
                _ => {}
            }
        }
    }
    for (number, (hash, mime)) in contents {
        let mut bytes = Vec::new();
        for (_, (page, row)) in pieces.range((number, 0)..(number + 1, 0)) {
            let found = pages.rows(*page).into_iter().flatten().find(|found| found.number == *row);
            if let Some([_, _, Value::Blob(piece)]) = found.as_ref().map(|found| found.values.as_slice()) {
                bytes.extend_from_slice(piece);
            }
        }
        if *blake3::hash(&bytes).as_bytes() == hash.0 {
            content::put(new, &mime, &bytes)?;
        } else {
            rescue.lost += 1;
        }
    }
    Ok(())
}

/// The rows of a query up to the first that cannot be read, and whether that was all of them.
fn read_until_damaged(db: &Connection, sql: &str) -> (Vec<Vec<Value>>, bool) {
    let mut found = Vec::new();
    let Ok(mut statement) = db.prepare(sql) else { return (found, false) };
    let width = statement.column_count();
    let Ok(mut rows) = statement.query([]) else { return (found, false) };
    loop {
        match rows.next() {
            Ok(Some(row)) => match (0..width).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>() {
                Ok(values) => found.push(values),
                Err(_) => return (found, false),
            },
            Ok(None) => return (found, true),
            Err(_) => return (found, false),
        }
    }
}

/// Inserts rows that are not there yet; answers how many were new.
fn insert(db: &Connection, table: &str, columns: &str, rows: &[Vec<Value>]) -> Result<u64> {
    let mut new = 0;
    for values in rows {
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})");
        let added =
            db.prepare_cached(&sql)?.execute(params_from_iter(values.iter().map(|value| value as &dyn ToSql)))?;
        new += added as u64;
    }
    Ok(new)
}
