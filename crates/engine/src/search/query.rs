//! What is looked for: the words of a query, where they stand in a text, and the tokens they stand for.

use rusqlite::{Connection, params};

use super::{
    index::{Lane, Part, SHORT, mark},
    letters::{Letter, Script, letters},
    tokens::{GRAM, LONGEST, plain, runs, starts},
};
use crate::fail::Result;

/// Words of a query at most; the rest is not looked at.
const MOST_TERMS: usize = 12;
/// Words that a start may stand for and still be looked up one by one.
const FEW_WORDS: usize = 32;

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

    /// For each word what it stands for in this notebook.
    pub(super) fn tokens(&self, db: &Connection) -> Result<Vec<Tokens>> {
        self.terms.iter().map(|term| term.tokens(db)).collect()
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
    pub(super) fn is_in(&self, texts: &[&str]) -> bool {
        let mut missing = vec![true; self.terms.len()];
        for hit in texts.iter().flat_map(|text| self.hits(text)) {
            missing[hit.term] = false;
        }
        !missing.contains(&true)
    }

    /// Whether having the tokens is having the terms.
    pub(super) fn tokens_decide(&self) -> bool {
        self.terms.iter().all(|term| !term.accented && term.letters.len() <= if term.spaced { LONGEST } else { GRAM })
    }
}

/// The tokens that a term stands for.
#[derive(Clone)]
pub(super) enum Tokens {
    /// Any of these.
    Any(Vec<String>),
    /// All of these.
    All(Vec<String>),
    /// Whatever starts so.
    Start(String),
}

impl Tokens {
    pub(super) fn expression(&self, notebook: i64, part: Part) -> String {
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
    pub(super) fn are_few(&self, part: Part) -> bool {
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
