//! What is looked for, and finding it.

use floorbook_domain::AnyRecord;
use rusqlite::{Connection, params};

use super::{
    index::{Part, SHORT, mark},
    letters::{Letter, Script, letters},
    tokens::{GRAM, LONGEST, plain, runs, starts},
};
use crate::{fail::Result, store::record::RecordRow};

/// Words of a query at most; the rest is not looked at.
const MOST_TERMS: usize = 12;
/// Words that one start may stand for; where it stands for more, FTS5 gathers them itself.
const MOST_WORDS: usize = 48;
/// Records compared with the query for one page at most: where hardly any fits, the page stays
/// short and says where the next one starts.
const MOST_COMPARED: usize = 2_000;

/// The records that have a token, newest first. `CROSS JOIN` keeps SQLite from starting at `record`.
const FIND: &str = "SELECT r.number, r.kind, r.id, r.notebook, r.hidden, r.found, r.state
    FROM search CROSS JOIN record r ON r.found = search.rowid
    WHERE search MATCH ?1 AND search.rowid < ?2
        AND r.hidden = 0 AND r.merged IS NULL AND r.notebook IN (?3, ?4)
    ORDER BY search.rowid DESC";

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

    /// The query to the index; `None` if nothing can be found.
    fn expression(&self, db: &Connection, notebooks: &[i64], part: Part) -> Result<Option<String>> {
        if self.terms.is_empty() {
            return Ok(None);
        }
        let mut tokens = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            match term.tokens(db)? {
                Tokens::Any(words) if words.is_empty() => return Ok(None),
                found => tokens.push(found),
            }
        }
        let in_notebook = |notebook: &i64, part: Part| {
            let terms: Vec<String> = tokens.iter().map(|tokens| tokens.expression(mark(*notebook, part))).collect();
            format!("({})", terms.join(" AND "))
        };
        let of_part = |part| {
            let notebooks: Vec<String> = notebooks.iter().map(|notebook| in_notebook(notebook, part)).collect();
            format!("({})", notebooks.join(" OR "))
        };
        Ok(Some(match part {
            Part::Text if self.tokens_decide() => format!("{} NOT {}", of_part(Part::Text), of_part(Part::Name)),
            part => of_part(part),
        }))
    }
}

/// The tokens that a term stands for.
enum Tokens {
    /// What starts so.
    Start(String),
    /// Any of these.
    Any(Vec<String>),
    /// All of these.
    All(Vec<String>),
}

impl Tokens {
    fn expression(&self, mark: char) -> String {
        let join = |tokens: &[String], with: &str| {
            let quoted: Vec<String> = tokens.iter().map(|token| format!("\"{mark}{token}\"")).collect();
            format!("({})", quoted.join(with))
        };
        match self {
            Tokens::Start(start) => format!("\"{mark}{start}\" *"),
            Tokens::Any(tokens) => join(tokens, " OR "),
            Tokens::All(tokens) => join(tokens, " AND "),
        }
    }
}

impl Term {
    fn tokens(&self, db: &Connection) -> Result<Tokens> {
        let letters = &self.letters;
        if !self.spaced {
            return Ok(if letters.len() < GRAM {
                Tokens::Start(plain(letters, GRAM))
            } else {
                Tokens::All(letters.windows(GRAM).take(MOST_TERMS).map(|gram| plain(gram, GRAM)).collect())
            });
        }
        let start = plain(letters, LONGEST);
        if letters.len() <= SHORT {
            return Ok(Tokens::Start(start));
        }
        let mut words = db.prepare_cached("SELECT word FROM vocabulary WHERE word >= ?1 AND word < ?2 LIMIT ?3")?;
        let beyond = format!("{start}{}", char::MAX);
        let limit = i64::try_from(MOST_WORDS + 1).unwrap_or(i64::MAX);
        let found = words.query_map(params![start, beyond, limit], |row| row.get(0))?;
        let found: Vec<String> = found.collect::<rusqlite::Result<_>>()?;
        Ok(if found.len() > MOST_WORDS { Tokens::Start(start) } else { Tokens::Any(found) })
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

/// Finds up to `limit` records after a place, and the place of the last one if there are more.
pub(crate) fn find(
    db: &Connection,
    notebooks: &[i64],
    sought: &Sought,
    after: Option<Place>,
    limit: usize,
) -> Result<(Vec<(RecordRow, AnyRecord)>, Option<Place>)> {
    let mut found = Vec::new();
    let mut last = after;
    let mut compared = 0;
    let (open, personal) = (notebooks.first(), notebooks.last());
    let decided = sought.tokens_decide();
    for part in [Part::Name, Part::Text] {
        let below = match after {
            Some(place) if place.part > part => continue,
            Some(place) if place.part == part => place.found,
            _ => i64::MAX,
        };
        let Some(expression) = sought.expression(db, notebooks, part)? else { return Ok((found, None)) };
        let mut statement = db.prepare_cached(FIND)?;
        let mut rows = statement.query(params![expression, below, open, personal])?;
        while let Some(row) = rows.next()? {
            if found.len() == limit || compared == MOST_COMPARED {
                return Ok((found, last));
            }
            compared += 1;
            let row = RecordRow::read(row, 0)?;
            let record = row.record();
            last = row.found.map(|found| Place { part, found });
            if decided || is_hit(sought, &record, part) {
                found.push((row, record));
            }
        }
    }
    Ok((found, None))
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
