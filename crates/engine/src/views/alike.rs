//! Records that may be the same: partners and people whose names look alike.

use floorbook_domain::{AnyRecord, Kind, RecordRef, text::fold};
use rusqlite::params;

use super::Reading;
use crate::{
    fail::Result,
    store::record::{RecordRow, parent_key},
};

/// Names compared at most: enough for any notebook of one person, and bounded in any other.
const MOST: i64 = 2_000;
/// Answers at most.
const ANSWERS: usize = 20;
/// Words that say what sort of company it is, not which.
const COMPANY: [&str; 14] =
    ["co", "ltd", "limited", "company", "corp", "corporation", "inc", "llc", "jsc", "gmbh", "plc", "pte", "sdn", "bhd"];

impl Reading<'_> {
    /// The records of the same kind whose names are the same or nearly so, by name. People only of
    /// the same partner, or with the very same name.
    pub(super) fn alike(&self, reference: RecordRef) -> Result<Vec<(RecordRef, String)>> {
        let row = self.load(reference)?;
        let record = row.record();
        let mut alike: Vec<(RecordRef, String)> = Vec::new();
        for other in self.candidates(&row, &record)? {
            let fields = other.record();
            let known = other.reference == reference || alike.iter().any(|(known, _)| *known == other.reference);
            if !known && names_alike(&record, &fields) {
                alike.push((other.reference, fields.common().title()));
            }
        }
        alike.sort_by_cached_key(|(reference, name)| (fold(name), *reference));
        alike.truncate(ANSWERS);
        Ok(alike)
    }

    fn candidates(&self, row: &RecordRow, record: &AnyRecord) -> Result<Vec<RecordRow>> {
        const COLUMNS: &str = RecordRow::COLUMNS;
        let mut candidates = Vec::new();
        match record {
            AnyRecord::Partner(_) => {
                let mut all = self.db.prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM record r WHERE r.notebook = ?1 AND r.kind = 1 AND r.hidden = 0
                        AND r.merged IS NULL AND r.kind <= 3 LIMIT ?2"
                ))?;
                let rows = all.query_map(params![row.notebook, MOST], |row| RecordRow::read(row, 0))?;
                candidates.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            AnyRecord::Contact(contact) => {
                if let Some(partner) = contact.partner {
                    let mut colleagues = self.db.prepare_cached(&format!(
                        "SELECT {COLUMNS} FROM record r WHERE r.parent = ?1 AND r.kind = 3 AND r.hidden = 0
                            AND r.merged IS NULL LIMIT ?2"
                    ))?;
                    for partner in self.group(partner.into())? {
                        let params = params![parent_key(partner), MOST];
                        let rows = colleagues.query_map(params, |row| RecordRow::read(row, 0))?;
                        candidates.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
                    }
                }
                let mut namesakes = self.db.prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM record r WHERE r.notebook = ?1 AND r.kind = 3 AND r.hidden = 0
                        AND r.merged IS NULL AND r.kind <= 3 AND r.name = ?2 LIMIT ?3"
                ))?;
                let name = fold(record.common().title().trim());
                let rows = namesakes.query_map(params![row.notebook, name, MOST], |row| RecordRow::read(row, 0))?;
                candidates.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            // Only partners and people can be merged.
            _ => {}
        }
        Ok(candidates)
    }
}

/// Whether any name of one is nearly a name of the other.
fn names_alike(one: &AnyRecord, other: &AnyRecord) -> bool {
    let names = |record: &AnyRecord| -> Vec<Vec<String>> {
        // How a name is said is no name: many are said alike.
        let names = record.common().names();
        let names = names.into_iter().take(2).map(words);
        names.filter(|words| !words.is_empty()).collect()
    };
    debug_assert!(matches!(one.kind(), Kind::Partner | Kind::Contact));
    let others = names(other);
    names(one).iter().any(|name| others.iter().any(|other| words_alike(name, other)))
}

/// The folded words of a name, without what sort of company it is, and without their order.
pub(super) fn sorted_words(name: &str) -> Vec<String> {
    let mut words = words(name);
    words.sort_unstable();
    words
}

/// The folded words of a name in its order, without what sort of company it is.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let all = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = all.clone().filter(|word| !COMPANY.contains(word)).map(str::to_owned).collect();
    if words.is_empty() {
        words = all.map(str::to_owned).collect();
    }
    words
}

/// Whether two names have the same words, in whatever order, but for one slip of the finger.
fn words_alike(one: &[String], other: &[String]) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    if sorted(one) == sorted(other) {
        return true;
    }
    let (joined, others): (Vec<char>, Vec<char>) = (one.concat().chars().collect(), other.concat().chars().collect());
    if joined == others {
        return true;
    }
    // In a short name a letter makes another name: Lan is not Lam.
    let long_enough = joined.len().min(others.len()) >= 5;
    if !long_enough {
        return false;
    }
    one_slip(&joined, &others) || (one.len() == other.len() && one_word_slipped(one, other))
}

/// Whether all words but one are the same, in whatever order, and that one differs by a slip.
fn one_word_slipped(one: &[String], other: &[String]) -> bool {
    let only = |of: &[String], than: &[String]| -> Vec<String> {
        of.iter().filter(|word| !than.contains(word)).cloned().collect()
    };
    match (only(one, other).as_slice(), only(other, one).as_slice()) {
        ([one], [other]) => {
            let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            one.len().min(other.len()) >= 4 && one_slip(&one, &other)
        }
        _ => false,
    }
}

/// Whether one letter more, less, other, or two letters swapped turn `one` into `other`.
fn one_slip(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[start..], &long[start..]);
    match (short, long) {
        ([], []) => true,
        ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c && rest == others => true,
        ([_, rest @ ..], [_, others @ ..]) if rest == others => true,
        (short, [_, others @ ..]) => short == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_are_alike_and_others_are_not() {
        let cases = [
            ("Sông Hồng Knit", "song hong knit", true),
            ("Sông Hồng Knit Co., Ltd.", "Song Hong Knit", true),
            ("Nguyễn Thị Hoa", "Hoa Nguyen Thi", true),
            ("Song Hong Knit", "Song Hong Kint", true),
            ("Song Hong Knit", "Song Hong Knitt", true),
            ("Songhong Knit", "Song Hong Knit", true),
            ("Song Hong Knit", "Song Hong Dye", false),
            ("Lan", "Lam", false),
            ("上海针织", "上海针织", true),
            ("上海针织", "上海织布", false),
            ("Co., Ltd.", "Company", false),
            ("", "", false),
        ];
        for (one, other, expected) in cases {
            let record =
                |name: &str| AnyRecord::from(floorbook_domain::Partner { name: name.into(), ..Default::default() });
            assert_eq!(names_alike(&record(one), &record(other)), expected, "{one:?} and {other:?}");
        }
    }
}
