//! Rescue: bringing everything that is intact out of a damaged database into a new one.
//!
//! What counts is the log, and what lies beside it: drafts, open recordings, the bytes of
//! attachments. Each row is read by itself, so that a damaged page costs only what stands on it;
//! what was derived is made again.

use floorbook_domain::Hash;
use floorbook_port::Failure;
use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter, types::Value};

use crate::{
    Opening,
    change::name_of,
    fail::Result,
    rebuild::replay,
    store::{Store, content, open_damaged},
};

/// What a rescue brought over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Changes that were intact.
    pub changes: u64,
    /// Rows that could not be read, or were not what their name says.
    pub lost: u64,
}

/// Reads the damaged databases of `damaged` and makes new ones at `into`. The damaged files are only
/// read. A database that cannot be opened at all counts as one lost row.
///
/// # Errors
/// Those of storage at the new place; then it holds nothing that the damaged one does not.
pub fn rescue(damaged: Opening, mut into: Opening) -> std::result::Result<Rescue, Failure> {
    let mut random = [0; 10];
    into.entropy.fill(&mut random);
    let millis = u64::try_from(into.now.0).unwrap_or(0);
    let mut store = Store::open(&into, floorbook_domain::DeviceId::new(millis, random))?;
    Ok(bring_over(&damaged, &mut store)?)
}

fn bring_over(damaged: &Opening, store: &mut Store) -> Result<Rescue> {
    let mut rescue = Rescue::default();
    match open_damaged(damaged, &damaged.main, damaged.key) {
        Ok(old) => bring_main(&old, &store.main, &mut rescue)?,
        Err(_) => rescue.lost += 1,
    }
    match open_damaged(damaged, &damaged.content, Store::content_key(&damaged.key)) {
        Ok(old) => bring_content(&old, &mut store.content, &mut rescue)?,
        Err(_) => rescue.lost += 1,
    }
    Ok(rescue)
}

fn bring_main(old: &Connection, new: &Connection, rescue: &mut Rescue) -> Result<()> {
    let txn = new.unchecked_transaction()?;
    txn.execute_batch("DELETE FROM device;")?;
    for (table, columns) in [
        ("notebook", "number, id, kind, open"),
        ("draft", "tab, composer, revision, at, body"),
        ("recording", "id, tab, at, duration, body"),
        ("command", "id, at, answer, first, last"),
        ("thumbnail", "hash, mime, bytes"),
    ] {
        // These are small: read as a whole, up to where it is damaged.
        let (rows, whole) = read_until_damaged(old, &format!("SELECT {columns} FROM {table}"));
        rescue.lost += u64::from(!whole);
        insert(&txn, table, columns, &rows)?;
    }
    // The device comes back under a new number: what it wrote last may be lost, and its next change
    // must not bear a number that another one has.
    let device: Option<Vec<Value>> = old
        .query_row("SELECT member, hlc FROM device", [], |row| Ok(vec![row.get(0)?, row.get(1)?]))
        .optional()
        .unwrap_or(None);
    let new_id = floorbook_domain::DeviceId::new(0, random_of(old));
    let mut values = vec![Value::Blob(new_id.to_bytes().to_vec())];
    values.extend(device.unwrap_or_else(|| vec![Value::Null, Value::Integer(0)]));
    insert(&txn, "device", "id, member, hlc", &[values])?;
    bring_changes(old, &txn, rescue)?;
    replay(&txn)?;
    txn.commit()?;
    Ok(())
}

/// Ten bytes that no other rescue of this device has: SQLite's own randomness.
fn random_of(db: &Connection) -> [u8; 10] {
    db.query_row("SELECT randomblob(10)", [], |row| row.get(0)).unwrap_or_default()
}

/// The log row by row; a damaged page costs the rows that stand on it.
fn bring_changes(old: &Connection, new: &Connection, rescue: &mut Rescue) -> Result<()> {
    let columns = "row, notebook, device, seq, hash, body";
    let last = highest_row(old, "change", "row");
    let mut row = 1;
    while row <= last {
        let sql = format!("SELECT {columns} FROM change WHERE row = ?1");
        match old
            .query_row(&sql, [row], |found| (0..6).map(|at| found.get(at)).collect::<rusqlite::Result<Vec<Value>>>())
        {
            Ok(values) => match (&values[4], &values[5]) {
                (Value::Blob(hash), Value::Blob(body)) if hash.as_slice() == name_of(body).0 => {
                    insert(new, "change", columns, &[values])?;
                    rescue.changes += 1;
                }
                _ => rescue.lost += 1,
            },
            Err(rusqlite::Error::QueryReturnedNoRows) => {}
            Err(_) => rescue.lost += 1,
        }
        row += 1;
    }
    Ok(())
}

/// The highest number of a table, or the highest that can still be reached by doubling where its end
/// is damaged.
fn highest_row(db: &Connection, table: &str, column: &str) -> i64 {
    if let Ok(last) =
        db.query_row(&format!("SELECT max({column}) FROM {table}"), [], |row| row.get::<_, Option<i64>>(0))
    {
        return last.unwrap_or(0);
    }
    let mut reach = 1_024_i64;
    let probe = format!(
        "SELECT max({column}) FROM (SELECT {column} FROM {table} WHERE {column} < ?1 ORDER BY {column} DESC LIMIT 1)"
    );
    let mut highest = 0;
    while reach < 1_i64 << 32 {
        if let Ok(Some(found)) = db.query_row(&probe, [reach], |row| row.get::<_, Option<i64>>(0)) {
            highest = highest.max(found);
        }
        reach *= 2;
    }
    highest + 4_096
}

fn bring_content(old: &Connection, new: &mut Connection, rescue: &mut Rescue) -> Result<()> {
    let last = highest_row(old, "content", "number");
    for number in 1..=last {
        let named =
            old.query_row("SELECT hash FROM content WHERE number = ?1", [number], |row| row.get::<_, [u8; 32]>(0));
        match named {
            Ok(hash) => match content::get(old, Hash(hash)) {
                Ok(Some((mime, bytes))) => {
                    content::put(new, &mime, &bytes)?;
                }
                _ => rescue.lost += 1,
            },
            Err(rusqlite::Error::QueryReturnedNoRows) => {}
            Err(_) => rescue.lost += 1,
        }
    }
    let (pieces, whole) = read_until_damaged(old, "SELECT recording, number, bytes FROM recording_piece");
    rescue.lost += u64::from(!whole);
    insert(new, "recording_piece", "recording, number, bytes", &pieces)
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

fn insert(db: &Connection, table: &str, columns: &str, rows: &[Vec<Value>]) -> Result<()> {
    for values in rows {
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})");
        db.prepare_cached(&sql)?.execute(params_from_iter(values.iter().map(|value| value as &dyn ToSql)))?;
    }
    Ok(())
}
