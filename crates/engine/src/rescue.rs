//! Rescue: bringing everything that is intact out of a damaged database into a new one.
//!
//! What counts is the log, and what lies beside it: drafts, open recordings, the bytes of
//! attachments. Changes and bytes are read straight from the pages, and checked by their names, so
//! that a damaged page costs only what stands on it; what was derived is made again.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{DeviceId, Hash, NotebookId};
use floorbook_port::Failure;
use rusqlite::{Connection, ToSql, params, params_from_iter, types::Value};

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

/// The pages that all files of one schema, key and salt have in common: what stands where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Those of the main database, from 1.
    pub main: Vec<u32>,
    /// Those of the database of attachments.
    pub content: Vec<u32>,
}

/// A copy of a damaged database file whose schema is that of a fresh one, made by [`grow`].
///
/// A damaged schema closes a file in which everything else may be intact. With that of a fresh file it
/// opens again: to be read by [`rescue`], and for nothing else.
pub fn mended(damaged: &[u8], fresh: &[u8], schema: &[u32]) -> Vec<u8> {
    let mut mended = damaged.to_vec();
    for page in schema {
        let start = (*page as usize - 1) * PAGE;
        if let (Some(into), Some(from)) = (mended.get_mut(start..start + PAGE), fresh.get(start..start + PAGE)) {
            into.copy_from_slice(from);
        }
    }
    mended
}

/// Makes fresh databases at `opening` that say of themselves that they have `bytes` bytes or more, so
/// that their schema fits a damaged one of that size.
///
/// # Errors
/// Those of storage.
pub fn grow(mut opening: Opening, bytes: u64) -> std::result::Result<Schema, Failure> {
    let device = new_device(&mut opening);
    let store = Store::open(&opening, device)?;
    fill(&store.main, "INSERT INTO thumbnail (hash, mime, bytes) VALUES (?1, '', zeroblob(1048576))", bytes)?;
    fill(
        &store.content,
        "INSERT INTO recording_piece (recording, number, bytes) VALUES (?1, 0, zeroblob(1048576))",
        bytes,
    )?;
    drop(store);
    let pages = |path: &str, key| {
        let db = open_damaged(&opening, path, key).ok();
        db.as_ref().and_then(Pages::of).map(|pages| pages.schema()).unwrap_or_default()
    };
    let content = Store::content_key(&opening.key);
    Ok(Schema { main: pages(&opening.main, opening.key), content: pages(&opening.content, content) })
}

/// Makes a database grow, and leaves its new pages free.
fn fill(db: &Connection, insert: &str, bytes: u64) -> std::result::Result<(), Failure> {
    let run = || -> Result<()> {
        let txn = db.unchecked_transaction()?;
        for piece in 0..=(bytes >> 20) {
            txn.execute(insert, params![piece.to_be_bytes()])?;
        }
        txn.commit()?;
        db.execute_batch(if insert.contains("thumbnail") {
            "DELETE FROM thumbnail"
        } else {
            "DELETE FROM recording_piece"
        })?;
        Ok(())
    };
    Ok(run()?)
}

/// Reads the damaged databases of `damaged` and makes new ones at `into`. The damaged files are only
/// read. What could not be opened at all is said in the answer, and may be tried again [`mended`].
///
/// # Errors
/// Those of storage at the new place; then it holds nothing that the damaged one does not.
pub fn rescue(damaged: Opening, mut into: Opening) -> std::result::Result<Rescue, Failure> {
    let device = new_device(&mut into);
    let mut store = Store::open(&into, device)?;
    Ok(bring_over(&damaged, &mut store)?)
}

fn new_device(opening: &mut Opening) -> DeviceId {
    let mut random = [0; 10];
    opening.entropy.fill(&mut random);
    DeviceId::new(u64::try_from(opening.now.0).unwrap_or(0), random)
}

fn bring_over(damaged: &Opening, store: &mut Store) -> Result<Rescue> {
    let mut rescue = Rescue::default();
    let main = || open_damaged(damaged, &damaged.main, damaged.key).ok();
    bring_main(&main, &store.main, &mut rescue)?;
    let content = || open_damaged(damaged, &damaged.content, Store::content_key(&damaged.key)).ok();
    bring_content(&content, &mut store.content, &mut rescue)?;
    Ok(rescue)
}

type Open<'a> = &'a dyn Fn() -> Option<Connection>;

fn bring_main(old: Open<'_>, new: &Connection, rescue: &mut Rescue) -> Result<()> {
    let db = old();
    let Some(pages) = db.as_ref().and_then(Pages::of) else {
        rescue.main_closed = true;
        return Ok(());
    };
    rescue.lost += pages.damaged.len() as u64;
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
        notebooks_whole |= table == "notebook" && whole;
        insert(&txn, table, columns, &rows)?;
    }
    // The device goes on under the new number it just got: what it wrote last may be lost, and its
    // next change must not bear a number that another one has.
    if let Some([member, hlc]) = read_until_damaged(old, "SELECT member, hlc FROM device").0.first().map(Vec::as_slice)
    {
        txn.execute("UPDATE device SET member = ?1, hlc = ?2", params![member, hlc])?;
    }
    bring_changes(&pages, &txn, notebooks_whole, rescue)?;
    replay(&txn)?;
    txn.commit()?;
    Ok(())
}

/// The log, page by page. Pages that were given free may still hold changes of a notebook that was
/// removed: they are left where the notebooks are known.
fn bring_changes(pages: &Pages<'_>, new: &Connection, notebooks_whole: bool, rescue: &mut Rescue) -> Result<()> {
    let known: BTreeSet<i64> = new
        .prepare("SELECT number FROM notebook")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for page in 1..=pages.count {
        for row in pages.rows(page).into_iter().flatten() {
            let [
                Value::Null,
                Value::Integer(notebook),
                Value::Blob(device),
                Value::Integer(_),
                Value::Blob(hash),
                Value::Blob(body),
            ] = row.values.as_slice()
            else {
                continue;
            };
            if hash.as_slice() != name_of(body).0
                || device.len() != 16
                || (notebooks_whole && !known.contains(notebook))
            {
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
fn bring_content(old: Open<'_>, new: &mut Connection, rescue: &mut Rescue) -> Result<()> {
    let db = old();
    let Some(pages) = db.as_ref().and_then(Pages::of) else {
        rescue.content_closed = true;
        return Ok(());
    };
    rescue.lost += pages.damaged.len() as u64;
    let mut contents: BTreeMap<i64, (Hash, String)> = BTreeMap::new();
    let mut pieces: BTreeMap<(i64, i64), (u32, i64)> = BTreeMap::new();
    for page in 1..=pages.count {
        for row in pages.rows(page).into_iter().flatten() {
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
fn read_until_damaged(open: Open<'_>, sql: &str) -> (Vec<Vec<Value>>, bool) {
    let mut found = Vec::new();
    let Some(db) = open() else { return (found, false) };
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
