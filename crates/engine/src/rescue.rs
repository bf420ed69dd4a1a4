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
    store::{Store, content, open_damaged, pages::Pages, raw_file::RawFile},
};

/// What a rescue brought over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Changes that were intact.
    pub changes: u64,
    /// Pages or contents that could not be read, and databases that could not be opened at all.
    pub lost: u64,
}

/// Bytes of a database page: SQLCipher's default.
const PAGE: u64 = 4096;

/// Reads the damaged databases of `damaged`, their write-ahead logs included, and makes new ones at
/// `into`. The damaged files are only read. Where a schema is damaged, a mended copy is read instead;
/// its files lie at [`aside`] of the new paths, and may be removed afterwards.
///
/// # Errors
/// Those of storage at the new place; then it holds nothing that the damaged one does not.
pub fn rescue(damaged: &Opening, mut into: Opening) -> std::result::Result<Rescue, Failure> {
    let device = new_device(&mut into);
    let mut store = Store::open(&into, device)?;
    Ok(bring_over(damaged, &into, &mut store)?)
}

/// The paths of the files that a rescue into `path` may leave beside it.
pub fn aside(path: &str) -> [String; 2] {
    [format!("{path}-fresh"), format!("{path}-mended")]
}

fn new_device(opening: &mut Opening) -> DeviceId {
    let mut random = [0; 10];
    opening.entropy.fill(&mut random);
    DeviceId::new(u64::try_from(opening.now.0).unwrap_or(0), random)
}

fn bring_over(damaged: &Opening, into: &Opening, store: &mut Store) -> Result<Rescue> {
    let mut rescue = Rescue::default();
    let main = |path: &str| open_damaged(damaged, path, damaged.key).ok();
    let content = |path: &str| open_damaged(damaged, path, Store::content_key(&damaged.key)).ok();
    if !bring_main(&|| main(&damaged.main), &store.main, &mut rescue)? {
        let mended = mend(damaged, into, Which::Main)?;
        rescue.lost += u64::from(!bring_main(&|| main(&mended), &store.main, &mut rescue)?);
    }
    if !bring_content(&|| content(&damaged.content), &mut store.content, &mut rescue)? {
        let mended = mend(damaged, into, Which::Content)?;
        rescue.lost += u64::from(!bring_content(&|| content(&mended), &mut store.content, &mut rescue)?);
    }
    Ok(rescue)
}

/// One of the two databases.
#[derive(Clone, Copy, PartialEq)]
enum Which {
    Main,
    Content,
}

/// Makes a copy of a damaged file whose schema is that of a fresh one, and answers its path.
///
/// A damaged schema closes a file in which everything else may be intact. All files of one schema, key
/// and salt have the same bytes there, so with those of a fresh file it opens again: to be read here,
/// and for nothing else.
fn mend(damaged: &Opening, into: &Opening, which: Which) -> Result<String> {
    let (from, to, key) = match which {
        Which::Main => (&damaged.main, &into.main, damaged.key),
        Which::Content => (&damaged.content, &into.content, Store::content_key(&damaged.key)),
    };
    let [fresh, mended] = aside(to);
    let vfs = damaged.vfs.as_deref();
    let size = RawFile::open(vfs, from)?.size()?;
    let schema = make_fresh(damaged, &fresh, key, which, size)?;
    let (mut file, mut fresh, mut to) =
        (RawFile::open(vfs, from)?, RawFile::open(vfs, &fresh)?, RawFile::make(vfs, &mended)?);
    let mut page = vec![0; PAGE as usize];
    for number in 0..size / PAGE {
        let is_schema = schema.iter().any(|of_schema| u64::from(*of_schema) == number + 1);
        if is_schema {
            fresh.read(&mut page, number * PAGE)?
        } else {
            file.read(&mut page, number * PAGE)?
        }
        to.write(&page, number * PAGE)?;
    }
    // What was written last may stand in the write-ahead log alone. Where there is none, all is above.
    if let Ok(mut log) = RawFile::open(vfs, &format!("{from}-wal")) {
        let mut to = RawFile::make(vfs, &format!("{mended}-wal"))?;
        let size = log.size()?;
        for at in (0..size).step_by(PAGE as usize) {
            let part = &mut page[..usize::try_from(PAGE.min(size - at)).unwrap_or(0)];
            log.read(part, at)?;
            to.write(part, at)?;
        }
    }
    Ok(mended)
}

/// Makes a fresh database of `bytes` bytes or more, so that what its first page says of its size fits
/// the damaged one; answers the pages on which its schema stands.
fn make_fresh(opening: &Opening, path: &str, key: [u8; 32], which: Which, bytes: u64) -> Result<Vec<u32>> {
    let db = Store::open_one(opening, path, key, which == Which::Main)?;
    let (insert, empty) = match which {
        Which::Main => {
            ("INSERT INTO thumbnail (hash, mime, bytes) VALUES (?1, '', zeroblob(1048576))", "DELETE FROM thumbnail")
        }
        Which::Content => (
            "INSERT INTO recording_piece (recording, number, bytes) VALUES (?1, 0, zeroblob(1048576))",
            "DELETE FROM recording_piece",
        ),
    };
    for piece in 0..=(bytes >> 20) {
        db.execute(insert, params![piece.to_be_bytes()])?;
    }
    db.execute_batch(empty)?;
    drop(db);
    let db = open_damaged(opening, path, key)?;
    Ok(Pages::of(&db).map(|pages| pages.schema()).unwrap_or_default())
}

type Open<'a> = &'a dyn Fn() -> Option<Connection>;

/// Brings the main database over; `false` if its schema cannot be read.
fn bring_main(old: Open<'_>, new: &Connection, rescue: &mut Rescue) -> Result<bool> {
    let db = old();
    let Some(pages) = db.as_ref().and_then(Pages::of) else {
        return Ok(false);
    };
    rescue.lost += pages.damaged.len() as u64;
    let txn = new.unchecked_transaction()?;
    let mut notebooks_whole = false;
    for (table, columns) in [
        ("notebook", "number, id, kind, open"),
        ("draft", "tab, composer, revision, at, body"),
        ("recording", "id, tab, at, duration, body"),
        ("thumbnail", "hash, mime, bytes"),
        ("workspace", "notebook, member, founding, hub, token, confirmed, writes"),
        // They write no more: what was written last may be lost, so this device goes on under a new id.
        ("identity", "notebook, device, secret, 2, sealed, tail, heads"),
        ("membership", "number, notebook, name, bytes, at_hub"),
        ("content_key", "notebook, id, secret"),
        ("envelope", "number, notebook, name, device, first, last, previous, state, at_hub, bytes"),
        ("parcel", "notebook, id, bytes, link, at_hub"),
        ("joining", "id, hub, secret, restores, name, device, bring, trouble"),
        ("setting", "name, value"),
    ] {
        // These are small: read as a whole, up to where they are damaged.
        let (rows, whole) = read_until_damaged(old, &format!("SELECT {columns} FROM {table}"));
        notebooks_whole |= table == "notebook" && whole;
        insert(&txn, table, &columns.replace(", 2,", ", current,"), &rows)?;
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
    Ok(true)
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
                // Its notebook's row is lost: it goes on under the id that its membership names, else a new one.
                let record: Option<Vec<u8>> = new
                    .query_row("SELECT bytes FROM membership WHERE notebook = ?1 LIMIT 1", params![notebook], |row| {
                        row.get(0)
                    })
                    .optional()?;
                let named = record.and_then(|bytes| floorbook_seal::membership::Record::read(&bytes).ok());
                let id = match named {
                    Some(record) => record.workspace().0,
                    None => new.query_row("SELECT randomblob(16)", [], |row| row.get(0))?,
                };
                let id = NotebookId::from_bytes(id);
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
/// its name. `false` if the schema cannot be read.
fn bring_content(old: Open<'_>, new: &mut Connection, rescue: &mut Rescue) -> Result<bool> {
    let db = old();
    let Some(pages) = db.as_ref().and_then(Pages::of) else {
        return Ok(false);
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
    Ok(true)
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
