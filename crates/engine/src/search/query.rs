//! What is looked for, and finding it.

use floorbook_domain::AnyRecord;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    index::{Lane, Part, SHORT, mark},
    letters::{Letter, Script, letters},
    tokens::{GRAM, LONGEST, plain, runs, starts},
};
use crate::{
    fail::Result,
    store::record::{RecordRow, SHOWN, from_key, parent_key},
};

/// Words of a query at most; the rest is not looked at.
const MOST_TERMS: usize = 12;
/// Words that a start may stand for and still be looked up one by one.
const FEW_WORDS: usize = 32;
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

/// What is looked for.
pub(crate) struct Sought {
    terms: Vec<Term>,
}

/// One word of a query, or one run of an unspaced script.
struct Term {
    letters: Vec<Letter>,
    spaced: bool,
    accented: bool,
}

/// Where in a text a term stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Which term.
    pub(crate) term: usize,
}

/// A place in what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) part: Part,
    pub(crate) found: i64,
}

impl Sought {
    /// Reads a query. Whatever is no letter or digit only parts words.
    pub(crate) fn parse(text: &str) -> Sought {
        let letters = letters(text);
        let terms = runs(&letters).take(MOST_TERMS).map(|run| Term {
            letters: run.to_vec(),
            spaced: run[0].script == Script::Spaced,
            accented: run.iter().any(|letter| letter.accents.any()),
        });
        Sought { terms: terms.collect() }
    }

    /// Where the terms stand in a text, in its order.
    pub(crate) fn hits(&self, text: &str) -> Vec<Hit> {
        let letters = letters(text);
        let mut hits = Vec::new();
        for run in runs(&letters) {
            for (term, sought) in self.terms.iter().enumerate() {
                hits.extend(sought.places(run).map(|(start, end)| Hit { start, end, term }));
            }
        }
        hits.sort_unstable();
        hits
    }

    /// Whether every term stands in one of the texts.
    fn is_in(&self, texts: &[&str]) -> bool {
        let mut missing = vec![true; self.terms.len()];
        for hit in texts.iter().flat_map(|text| self.hits(text)) {
            missing[hit.term] = false;
        }
        !missing.contains(&true)
    }

    /// Whether having the tokens is having the terms.
    fn tokens_decide(&self) -> bool {
        self.terms.iter().all(|term| !term.accented && term.letters.len() <= if term.spaced { LONGEST } else { GRAM })
    }
}

/// The tokens that a term stands for.
#[derive(Clone)]
enum Tokens {
    /// Any of these.
    Any(Vec<String>),
    /// All of these.
    All(Vec<String>),
    /// Whatever starts so.
    Start(String),
}

impl Tokens {
    fn expression(&self, notebook: i64, part: Part) -> String {
        let lane = if part == Part::Name { Lane::Name } else { Lane::Text };
        let quoted = |lane, token: &str| format!("\"{}{token}\"", mark(notebook, lane));
        let join = |tokens: &[String], with: &str| {
            let quoted: Vec<String> = tokens.iter().map(|token| quoted(lane, token)).collect();
            format!("({})", quoted.join(with))
        };
        match self {
            Tokens::Any(tokens) => join(tokens, " OR "),
            Tokens::All(tokens) => join(tokens, " AND "),
            Tokens::Start(start) if self.are_few(part) => quoted(Lane::NameStart, start),
            Tokens::Start(start) => format!("{} *", quoted(lane, start)),
        }
    }

    /// Whether they can be looked up one by one.
    fn are_few(&self, part: Part) -> bool {
        match self {
            Tokens::Any(_) | Tokens::All(_) => true,
            Tokens::Start(start) => part == Part::Name && start.chars().count() <= SHORT,
        }
    }
}

impl Term {
    fn tokens(&self, db: &Connection) -> Result<Tokens> {
        let letters = &self.letters;
        if !self.spaced {
            let grams = letters.windows(GRAM.min(letters.len())).take(MOST_TERMS);
            return Ok(Tokens::All(grams.map(|gram| plain(gram, GRAM)).collect()));
        }
        let start = plain(letters, LONGEST);
        let mut words = db.prepare_cached("SELECT word FROM vocabulary WHERE word >= ?1 AND word < ?2 LIMIT ?3")?;
        let beyond = format!("{start}{}", char::MAX);
        let limit = i64::try_from(FEW_WORDS + 1).unwrap_or(i64::MAX);
        let found = words.query_map(params![start, beyond, limit], |row| row.get(0))?;
        let found: Vec<String> = found.collect::<rusqlite::Result<_>>()?;
        Ok(if found.len() > FEW_WORDS { Tokens::Start(start) } else { Tokens::Any(found) })
    }

    /// Where in a run of letters the term stands.
    fn places(&self, run: &[Letter]) -> impl Iterator<Item = (usize, usize)> {
        let spaced = run[0].script == Script::Spaced;
        let hasty = run.iter().all(|letter| !letter.accents.any());
        let at: Vec<usize> = match (self.spaced, spaced) {
            (true, true) => starts(run).collect(),
            (false, false) => (0..run.len()).collect(),
            _ => Vec::new(),
        };
        at.into_iter().filter_map(move |at| {
            let there = run.get(at..at + self.letters.len())?;
            let same = self.letters.iter().zip(there).all(|(sought, there)| sought.plain == there.plain);
            // A word with accents is not another word with other ones, but it is the same word typed
            // hastily without any.
            let accents = || {
                let mut pairs = self.letters.iter().zip(there);
                !self.accented || hasty || pairs.all(|(sought, there)| sought.accents.may_become(there.accents))
            };
            (same && accents()).then(|| (there[0].start, there[there.len() - 1].end))
        })
    }
}

/// Records that were found, in order.
pub(crate) type Found = Vec<(RecordRow, AnyRecord)>;

/// Finds up to `limit` records after a place, and the place of the last one if there are more.
pub(crate) fn find(
    db: &Connection,
    notebooks: &[i64],
    sought: &Sought,
    after: Option<Place>,
    limit: usize,
) -> Result<(Found, Option<Place>)> {
    let tokens: Vec<Tokens> = sought.terms.iter().map(|term| term.tokens(db)).collect::<Result<_>>()?;
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
    found: Found,
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
            if hidden != SHOWN || !remains || !self.notebooks.contains(&notebook) {
                continue;
            }
            let row = RecordRow::read(row, 0)?;
            let record = row.record();
            if (decided || is_hit(self.sought, &record, part)) && self.belongs_here(&row, &record)? {
                self.found.push((row, record));
            }
        }
        Ok(Walk::Done)
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
