//! Rows read straight from the pages of a database, for rescue: without its schema and its trees, so
//! that a damaged page costs what stands on it and nothing else.
//!
//! The format is SQLite's (<https://www.sqlite.org/fileformat2.html>, sections 1.6 and 2.1): a leaf of
//! a table is a page of type 13 with cells of payload size, row number and a record; a long record
//! goes on in a chain of overflow pages. Pages come decrypted from the virtual table `sqlite_dbpage`.
//! Every number read is checked: the bytes may be anything.

use std::collections::BTreeSet;

use rusqlite::{Connection, types::Value};

/// The pages of an open database.
pub(crate) struct Pages<'a> {
    db: &'a Connection,
    /// Bytes of a page that hold data; the rest is the cipher's.
    usable: usize,
    /// How many there are.
    pub(crate) count: u32,
    /// Those that are not what was written. They are never read: SQLCipher answers with zeros then,
    /// for this page and for all that are read later.
    pub(crate) damaged: BTreeSet<u32>,
}

/// A row found on a page.
pub(crate) struct RawRow {
    /// Its number in its table.
    pub(crate) number: i64,
    /// Its columns; the number itself stands as `Null` where it is a column.
    pub(crate) values: Vec<Value>,
}

impl<'a> Pages<'a> {
    /// The pages of `db`; `None` if not even its schema can be read.
    pub(crate) fn of(db: &'a Connection) -> Option<Pages<'a>> {
        let damaged = damaged(db)?;
        let count = db.query_row("PRAGMA page_count", [], |row| row.get(0)).ok()?;
        let mut pages = Pages { db, usable: 0, count, damaged };
        let first = pages.read(1)?;
        pages.usable = first.len().checked_sub(usize::from(*first.get(20)?))?;
        (pages.usable >= 480).then_some(pages)
    }

    /// The pages on which the schema stands: the first, and those below it.
    pub(crate) fn schema(&self) -> Vec<u32> {
        let mut pages = vec![1];
        if let Some(first) = self.read(1).filter(|first| first.get(100) == Some(&5)) {
            let cells = u16_at(&first, 103).unwrap_or(0);
            let children = (0..usize::from(cells)).filter_map(|cell| {
                let at = u16_at(&first, 112 + 2 * cell)?;
                u32_at(&first, usize::from(at))
            });
            pages.extend(children.chain(u32_at(&first, 108)));
        }
        pages
    }

    fn read(&self, page: u32) -> Option<Vec<u8>> {
        if self.damaged.contains(&page) {
            return None;
        }
        let mut statement = self.db.prepare_cached("SELECT data FROM sqlite_dbpage WHERE pgno = ?1").ok()?;
        statement.query_row([page], |row| row.get(0)).ok()
    }

    /// The rows on a page; `None` if it cannot be read. A page that is no leaf of a table has none.
    pub(crate) fn rows(&self, page: u32) -> Option<Vec<RawRow>> {
        let bytes = self.read(page)?;
        let head = if page == 1 { 100 } else { 0 };
        if bytes.get(head) != Some(&13) {
            return Some(Vec::new());
        }
        let cells = u16_at(&bytes, head + 3).unwrap_or(0);
        let cells = (0..usize::from(cells)).filter_map(|cell| u16_at(&bytes, head + 8 + 2 * cell));
        Some(cells.filter_map(|at| self.row(&bytes, usize::from(at))).collect())
    }

    fn row(&self, page: &[u8], mut at: usize) -> Option<RawRow> {
        let size = usize::try_from(varint(page, &mut at)?).ok()?;
        let number = varint(page, &mut at)?;
        let payload = self.payload(page, at, size)?;
        Some(RawRow { number, values: record(&payload)? })
    }

    /// A cell's payload of `size` bytes that starts at `at`, with what lies on overflow pages.
    fn payload(&self, page: &[u8], at: usize, size: usize) -> Option<Vec<u8>> {
        // A chain of pages that leads back into itself would go on for as long as the size claims.
        if size / self.usable > usize::try_from(self.count).ok()? {
            return None;
        }
        let (most, least) = (self.usable - 35, (self.usable - 12) * 32 / 255 - 23);
        let local = if size <= most {
            size
        } else {
            let local = least + (size - least) % (self.usable - 4);
            if local <= most { local } else { least }
        };
        let mut payload = page.get(at..at.checked_add(local)?)?.to_vec();
        let mut next = if local < size { u32_at(page, at + local)? } else { 0 };
        while payload.len() < size {
            if next == 0 || next > self.count {
                return None;
            }
            let overflow = self.read(next)?;
            let take = (size - payload.len()).min(self.usable - 4);
            payload.extend_from_slice(overflow.get(4..4 + take)?);
            next = u32_at(&overflow, 0)?;
        }
        Some(payload)
    }
}

/// The pages whose authentication fails, as SQLCipher names them: by the number at the end of a line.
fn damaged(db: &Connection) -> Option<BTreeSet<u32>> {
    let mut check = db.prepare("PRAGMA cipher_integrity_check").ok()?;
    let lines = check.query_map([], |row| row.get::<_, String>(0)).ok()?.collect::<rusqlite::Result<Vec<_>>>().ok()?;
    Some(lines.iter().filter_map(|line| line.rsplit(' ').next()?.parse().ok()).collect())
}

/// The columns of a record.
fn record(payload: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let end = usize::try_from(varint(payload, &mut at)?).ok()?;
    let mut body = end;
    let mut values = Vec::new();
    while at < end {
        let (value, length) = match varint(payload, &mut at)? {
            0 => (Value::Null, 0),
            kind @ 1..=6 => {
                let length = [1, 2, 3, 4, 6, 8][usize::try_from(kind).ok()? - 1];
                (Value::Integer(integer(payload.get(body..body + length)?)), length)
            }
            7 => (Value::Real(f64::from_be_bytes(payload.get(body..body + 8)?.try_into().ok()?)), 8),
            kind @ (8 | 9) => (Value::Integer(kind - 8), 0),
            kind @ 12.. => {
                let length = usize::try_from((kind - 12) / 2).ok()?;
                let bytes = payload.get(body..body.checked_add(length)?)?.to_vec();
                let value =
                    if kind % 2 == 0 { Value::Blob(bytes) } else { Value::Text(String::from_utf8(bytes).ok()?) };
                (value, length)
            }
            _ => return None,
        };
        values.push(value);
        body += length;
    }
    Some(values)
}

/// A big-endian two's complement number of one to eight bytes.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, byte| (number << 8) | i64::from(*byte))
}

/// SQLite's variable-length number: seven bits a byte, high ones first, nine bytes at most.
fn varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut number = 0_u64;
    for nth in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if nth == 8 {
            return Some(((number << 8) | u64::from(byte)).cast_signed());
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some(number.cast_signed());
        }
    }
    None
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_short_and_long_are_read_as_sql_reads_them() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE t (number INTEGER PRIMARY KEY, a INTEGER, b BLOB, c TEXT)").unwrap();
        let numbers = [0, 1, -1, 127, -128, 40_000, -8_388_608, 2_000_000_000, 1 << 40, i64::MIN];
        for (n, number) in numbers.iter().enumerate() {
            let long = vec![u8::try_from(n).unwrap(); n * 3_000];
            db.execute("INSERT INTO t (a, b, c) VALUES (?1, ?2, 'đường')", rusqlite::params![number, long]).unwrap();
        }
        let pages = Pages::of(&db).unwrap();
        assert_eq!(pages.schema(), [1]);
        let mut found: Vec<RawRow> = (2..=pages.count).flat_map(|page| pages.rows(page).unwrap()).collect();
        found.sort_by_key(|row| row.number);
        for (n, number) in numbers.iter().enumerate() {
            let long = vec![u8::try_from(n).unwrap(); n * 3_000];
            let values = [Value::Null, Value::Integer(*number), Value::Blob(long), Value::Text("đường".into())];
            assert_eq!(found[n].values, values);
        }
        assert_eq!(found.len(), numbers.len());
    }

    #[test]
    fn pages_of_any_bytes_are_read_without_harm() {
        let mut seed = 7_u64;
        for _ in 0..2_000 {
            let noise: Vec<u8> = (0..200)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (seed >> 56) as u8
                })
                .collect();
            // Whatever it is, it is answered.
            let _anything = record(&noise);
        }
    }
}
