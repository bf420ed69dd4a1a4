//! The index: an FTS5 table that keeps which tokens stand in which record, and nothing else.
//!
//! - Its rows are numbered by time (`record.found`), so that FTS5, which walks its lists by row,
//!   gives the newest first and can stop after a page.
//! - A token begins with a letter that stands for its notebook and for whether it stands in a name:
//!   one list for each, so that nothing has to be read to be passed over.
//! - Positions are not kept (`detail=none`): they would double what a note costs to write, and
//!   what is found is compared with its text anyway where the tokens alone do not decide.
//! - FTS5's own lists of starts (`prefix`) would make the index four times as large. What a start
//!   may become is looked up in the vocabulary instead, which knows every word once. Only starts of
//!   a letter or two stand for too many words: those of names, which are few, have lists of their
//!   own; how those of text are found, `find` says.

use std::collections::{BTreeSet, HashSet};

use floorbook_domain::{AnyRecord, Kind};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    letters::{Script, script},
    tokens::tokens,
};
use crate::{fail::Result, store::record::RecordRow};

/// With pages of half the size of the database's, a note costs four of them instead of seven.
const SCHEMA: &str = "
    BEGIN;
    CREATE VIRTUAL TABLE search USING fts5(
        tokens, content='', contentless_delete=1, detail=none, tokenize='ascii'
    );
    INSERT INTO search (search, rank) VALUES ('pgsz', 2000);
    CREATE TABLE vocabulary (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    COMMIT;";

/// Letters of a start of a name that has its own list, at most.
pub(crate) const SHORT: usize = 2;

/// Bits of a row's number below its milliseconds: they tell records of the same moment apart.
const BITS: u32 = 12;
/// Where more records have one moment than there are numbers for it, so many milliseconds after it
/// take the others.
const SPILL: i64 = 1_024;

/// Where a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// In a name.
    Name,
    /// Anywhere: in a name or in prose.
    Text,
}

/// What the letter before a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// It stands in a name.
    Name,
    /// It stands anywhere.
    Text,
    /// A word of a name starts so.
    NameStart,
}

/// The letter before a token: from a private area of Unicode, so that no token has it.
pub(crate) fn mark(notebook: i64, lane: Lane) -> char {
    // More notebooks than this area has letters share them; what is found is asked for its own.
    let place = u32::try_from(notebook.rem_euclid(2_000)).unwrap_or(0) * 3 + lane as u32;
    char::from_u32(0xe000 + place).unwrap_or('\u{e000}')
}

/// Makes the index where there is none.
pub(crate) fn create(db: &Connection) -> Result<()> {
    let there = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'vocabulary'")?.exists([])?;
    if !there {
        db.execute_batch(SCHEMA)?;
    }
    Ok(())
}

/// Puts what a record says now into the index, in place of what it said before, and notes its place
/// there in `row`. What says nothing is not in the index, and neither are people on our side.
pub(crate) fn put(
    db: &Connection,
    row: &mut RecordRow,
    before: Option<&AnyRecord>,
    record: &AnyRecord,
    lately: &mut Lately,
) -> Result<()> {
    if record.kind() == Kind::Member {
        return Ok(());
    }
    let at = moment(row, record);
    let words = Words::of(record);
    let same_words = before.is_some_and(|before| Words::of(before) == words);
    let stays = row.found.filter(|found| {
        let late = (found >> BITS) - at;
        let same_moment = before.is_some_and(|before| before.common().moment() == record.common().moment());
        late == 0 || (same_moment && (1..=SPILL).contains(&late))
    });
    if stays.is_some() && same_words {
        return Ok(());
    }
    if let Some(found) = row.found.take() {
        db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute(params![found])?;
    }
    if words.text.is_empty() {
        return Ok(());
    }
    let found = stays.map_or_else(|| free(db, at, row), Ok)?;
    db.prepare_cached("INSERT INTO search (rowid, tokens) VALUES (?1, ?2)")?
        .execute(params![found, words.feed(row.notebook)])?;
    row.found = Some(found);
    let mut vocabulary = db.prepare_cached("INSERT OR IGNORE INTO vocabulary (word) VALUES (?1)")?;
    for word in words.text {
        if is_spaced(&word) && !lately.words.contains(&word) {
            vocabulary.execute(params![word])?;
            lately.keep(word);
        }
    }
    Ok(())
}

/// The words that were put into the vocabulary in one transaction: they need not be looked for again in it.
#[derive(Debug, Default)]
pub(crate) struct Lately {
    words: HashSet<String>,
}

impl Lately {
    /// How many are kept, of those that came first.
    const MOST: usize = 1 << 14;

    fn keep(&mut self, word: String) {
        if self.words.len() < Lately::MOST {
            self.words.insert(word);
        }
    }
}

/// Forgets all that the index says, before it is made again from the log.
pub(crate) fn clear(db: &Connection) -> Result<()> {
    db.execute_batch("INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM vocabulary;")?;
    Ok(())
}

/// Forgets what the index says of the records of a notebook, before they are removed.
pub(crate) fn forget_notebook(db: &Connection, notebook: i64) -> Result<()> {
    db.execute(
        "DELETE FROM search WHERE rowid IN (SELECT found FROM record WHERE notebook = ?1 AND found IS NOT NULL)",
        params![notebook],
    )?;
    Ok(())
}

/// The tokens of a record.
#[derive(PartialEq)]
struct Words {
    names: BTreeSet<String>,
    text: BTreeSet<String>,
}

impl Words {
    fn of(record: &AnyRecord) -> Words {
        let common = record.common();
        let names = tokens(common.names());
        let mut text = tokens(common.prose());
        text.extend(names.iter().cloned());
        Words { names, text }
    }

    /// As FTS5 takes them.
    fn feed(&self, notebook: i64) -> String {
        let words = self.names.iter().filter(|name| is_spaced(name));
        let starts: BTreeSet<String> =
            words.flat_map(|name| (1..=SHORT).map(|letters| name.chars().take(letters).collect())).collect();
        let mut feed = String::new();
        for (lane, tokens) in [(Lane::Name, &self.names), (Lane::Text, &self.text), (Lane::NameStart, &starts)] {
            for token in tokens {
                feed.push(mark(notebook, lane));
                feed.push_str(token);
                feed.push(' ');
            }
        }
        feed
    }
}

/// Whether a token is a word of a spaced script.
fn is_spaced(token: &str) -> bool {
    token.chars().next().is_some_and(|first| script(first) == Script::Spaced)
}

/// The moment at which a record stands in the index, in milliseconds: as in its row, but within
/// what the number of a row can hold.
fn moment(row: &RecordRow, record: &AnyRecord) -> i64 {
    let made = row.state.made.map_or(0, |(hlc, _)| hlc.instant().0);
    record.common().moment().map_or(made, |moment| moment.0).clamp(-(1 << 50), 1 << 50)
}

/// A number of that moment which no record has. It follows from the record's id, so that a rebuilt
/// index is the same; only where that number is taken it depends on who came first.
fn free(db: &Connection, at: i64, row: &RecordRow) -> Result<i64> {
    let first = at << BITS;
    let id = row.reference.id.as_u128();
    let mut taken = db.prepare_cached("SELECT 1 FROM record WHERE found = ?1")?;
    for step in 0..4 {
        let slot = (id.wrapping_add(step) % (1 << BITS)) as i64;
        if !taken.exists(params![first + slot])? {
            return Ok(first + slot);
        }
    }
    let mut last = db.prepare_cached("SELECT max(found) FROM record WHERE found >= ?1 AND found < ?2")?;
    let mut from = first;
    loop {
        let to = from + (SPILL << BITS);
        let highest: Option<i64> = last.query_row(params![from, to], |row| row.get(0)).optional()?.flatten();
        match highest {
            Some(highest) if highest + 1 >= to => from = to,
            Some(highest) => return Ok(highest + 1),
            None => return Ok(from),
        }
    }
}
