//! Finding: walking the index from a place on, a page at a time.

use floorbook_domain::AnyRecord;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    index::Part,
    query::{Sought, Tokens},
};
use crate::{
    fail::Result,
    merges,
    store::record::{self, RecordRow, SHOWN, from_key, parent_key},
};

/// Records read one after the other to see whether a start that stands for more words is so common
/// that a page is full by then.
const FIRST_LOOK: usize = 500;
/// Records compared with the query for one page at most: where hardly any fits, the page stays
/// short and says where the next one starts.
const MOST_COMPARED: usize = 400;
/// Records passed over for one page at most, since they are hidden: cheaper, as they are not read.
const MOST_PASSED: usize = 5_000;

/// The records that have tokens, newest first. `CROSS JOIN` keeps SQLite from starting at `record`.
const BY_TOKENS: &str = "SELECT r.number, r.kind, r.id, r.notebook, r.hidden, r.found, r.state, r.merged IS NULL
    FROM search CROSS JOIN record r ON r.found = search.rowid
    WHERE search MATCH ?1 AND search.rowid < ?2 ORDER BY search.rowid DESC";

/// All records that have any tokens, newest first.
const ALL: &str = "SELECT r.number, r.kind, r.id, r.notebook, r.hidden, r.found, r.state, r.merged IS NULL
    FROM record r WHERE r.found < ?1 ORDER BY r.found DESC";

/// A place in what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) part: Part,
    pub(crate) found: i64,
}

/// A record that was found.
pub(crate) struct Found {
    pub(crate) row: RecordRow,
    pub(crate) record: AnyRecord,
    /// The one that says what was looked for, where that is another one which turned out to be the same.
    pub(crate) said_by: Option<AnyRecord>,
}

/// Finds up to `limit` records after a place, and the place of the last one if there are more.
pub(crate) fn find(
    db: &Connection,
    notebooks: &[i64],
    sought: &Sought,
    after: Option<Place>,
    limit: usize,
) -> Result<(Vec<Found>, Option<Place>)> {
    let tokens = sought.tokens(db)?;
    let shown = notebooks;
    let notebooks = with_records(db, shown)?;
    let nothing = tokens.iter().any(|tokens| matches!(tokens, Tokens::Any(words) if words.is_empty()));
    let mut search = Search { db, shown, notebooks, sought, tokens, limit, found: Vec::new(), compared: 0 };
    if nothing || search.tokens.is_empty() || search.notebooks.is_empty() {
        return Ok((Vec::new(), None));
    }
    for part in [Part::Name, Part::Text] {
        let below = match after {
            Some(place) if place.part > part => continue,
            Some(place) if place.part == part => place.found,
            _ => i64::MAX,
        };
        if let Some(found) = search.part(part, below)? {
            return Ok((search.found, Some(Place { part, found })));
        }
    }
    Ok((search.found, None))
}

/// The notebooks in which there is anything: the personal one often is empty.
fn with_records(db: &Connection, notebooks: &[i64]) -> Result<Vec<i64>> {
    let mut any = db.prepare_cached(
        "SELECT 1 FROM record WHERE notebook = ?1 AND kind < 7 AND hidden = 0 AND merged IS NULL LIMIT 1",
    )?;
    let mut with = Vec::new();
    for notebook in notebooks {
        if any.exists(params![notebook])? {
            with.push(*notebook);
        }
    }
    Ok(with)
}

/// A search under way.
struct Search<'a> {
    db: &'a Connection,
    /// The open notebook, then the personal one.
    shown: &'a [i64],
    /// Those of them in which there is anything.
    notebooks: Vec<i64>,
    sought: &'a Sought,
    /// For each term what it stands for.
    tokens: Vec<Tokens>,
    limit: usize,
    found: Vec<Found>,
    /// Records read so far.
    compared: usize,
}

/// How a walk over records ended.
enum Walk {
    /// There are no more.
    Done,
    /// The page is full, or enough was read; the next one starts below this.
    Stopped(i64),
}

impl Search<'_> {
    /// Finds what belongs to a part of the list; answers where the page ends, if it ends here.
    ///
    /// A short start may stand for too many words to walk all their lists side by side. Then the other
    /// terms alone lead, or if there are none all records do, and each is compared. If the start is
    /// common, the page is full after a few. If it is not, its lists are short, and gathering them is
    /// cheap after all.
    fn part(&mut self, part: Part, below: i64) -> Result<Option<i64>> {
        let few: Vec<Tokens> = self.tokens.iter().filter(|tokens| tokens.are_few(part)).cloned().collect();
        let mut below = below;
        if few.len() < self.tokens.len() {
            let most = self.compared + FIRST_LOOK;
            let leading = (!few.is_empty()).then(|| self.of_part(&few, part));
            match self.walk(leading, part, below, most, false)? {
                Walk::Done => return Ok(None),
                Walk::Stopped(place) if self.found.len() == self.limit => return Ok(Some(place)),
                Walk::Stopped(place) => below = place,
            }
        }
        let decided = self.sought.tokens_decide();
        let mut expression = self.of_part(&self.tokens, part);
        if part == Part::Text && decided {
            expression = format!("{expression} NOT {}", self.of_part(&self.tokens, Part::Name));
        }
        let most = self.compared + if decided { MOST_PASSED } else { MOST_COMPARED };
        match self.walk(Some(expression), part, below, most, decided)? {
            Walk::Done => Ok(None),
            Walk::Stopped(place) => Ok(Some(place)),
        }
    }

    /// The query to FTS5 for all of these tokens in one of the notebooks.
    fn of_part(&self, tokens: &[Tokens], part: Part) -> String {
        let in_notebook = |notebook: &i64| {
            let terms: Vec<String> = tokens.iter().map(|tokens| tokens.expression(*notebook, part)).collect();
            format!("({})", terms.join(" AND "))
        };
        let notebooks: Vec<String> = self.notebooks.iter().map(in_notebook).collect();
        format!("({})", notebooks.join(" OR "))
    }

    /// Walks over the records that the index gives, or over all, and keeps those that are hits.
    fn walk(&mut self, expression: Option<String>, part: Part, below: i64, most: usize, decided: bool) -> Result<Walk> {
        let mut statement;
        let mut rows = match expression {
            Some(expression) => {
                statement = self.db.prepare_cached(BY_TOKENS)?;
                statement.query(params![expression, below])?
            }
            None => {
                statement = self.db.prepare_cached(ALL)?;
                statement.query(params![below])?
            }
        };
        let mut last = below;
        while let Some(row) = rows.next()? {
            if self.found.len() == self.limit || self.compared >= most {
                return Ok(Walk::Stopped(last));
            }
            self.compared += 1;
            last = row.get(5)?;
            let (notebook, hidden, remains): (i64, i64, bool) = (row.get(3)?, row.get(4)?, row.get(7)?);
            if hidden != SHOWN || !self.notebooks.contains(&notebook) {
                continue;
            }
            let row = RecordRow::read(row, 0)?;
            let record = row.record();
            if !remains {
                self.found.extend(self.standing_for(&row, record, part)?);
            } else if (decided || is_hit(self.sought, &record, part)) && self.belongs_here(&row, &record)? {
                self.found.push(Found { row, record, said_by: None });
            }
        }
        Ok(Walk::Done)
    }

    /// The record that stands for one which turned out to be the same and says what is looked for. Nothing
    /// where it is found by itself, or by another one that comes before this in the list.
    fn standing_for(&self, row: &RecordRow, record: AnyRecord, part: Part) -> Result<Option<Found>> {
        if !is_hit(self.sought, &record, part) {
            return Ok(None);
        }
        let end = merges::end(self.db, row.reference)?;
        for other in merges::group(self.db, end)?.into_iter().filter(|other| *other != row.reference) {
            let Some(other) = record::load(self.db, other)?.filter(|other| other.hidden == SHOWN) else { continue };
            let said = other.record();
            let stands = other.reference == end;
            let is_first = |other_part| (part, -row.found.unwrap_or(0)) > (other_part, -other.found.unwrap_or(0));
            let before = |other_part| is_hit(self.sought, &said, other_part) && (stands || is_first(other_part));
            if before(Part::Name) || before(Part::Text) {
                return Ok(None);
            }
        }
        let found = record::load(self.db, end)?.filter(|end| self.notebooks.contains(&end.notebook));
        Ok(found.map(|row| Found { record: row.record(), row, said_by: Some(record) }))
    }

    /// Whether a record belongs to what is open: a private remark on a visit of another notebook, or
    /// a photo on such a remark, does not.
    fn belongs_here(&self, row: &RecordRow, record: &AnyRecord) -> Result<bool> {
        if self.shown.first() == Some(&row.notebook) {
            return Ok(true);
        }
        let mut parent = record.common().parent().map(parent_key);
        let mut above = self.db.prepare_cached("SELECT notebook, parent FROM record WHERE kind = ?1 AND id = ?2")?;
        // A photo, a remark, a visit: nothing private lies deeper.
        for _ in 0..3 {
            let Some(reference) = parent.as_deref().and_then(from_key) else { break };
            let found: Option<(i64, Option<Vec<u8>>)> = above
                .query_row(params![reference.kind.number(), reference.id.as_bytes()], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            match found {
                Some((notebook, _)) if !self.shown.contains(&notebook) => return Ok(false),
                Some((_, next)) => parent = next,
                None => break,
            }
        }
        Ok(true)
    }
}

/// Whether a record is to be shown in this part of the list.
fn is_hit(sought: &Sought, record: &AnyRecord, part: Part) -> bool {
    let names = record.common().names();
    let in_names = sought.is_in(&names);
    match part {
        Part::Name => in_names,
        Part::Text => {
            let all: Vec<&str> = names.into_iter().chain(record.common().prose()).collect();
            !in_names && sought.is_in(&all)
        }
    }
}
