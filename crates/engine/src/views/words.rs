//! Words that were used before and are offered again: areas, tags, products.

use std::collections::BTreeMap;

use floorbook_domain::{Kind, ObservationField, RecordRef, Visit, VisitId};
use floorbook_port::Found;
use rusqlite::params;

use super::Reading;
use crate::{fail::Result, store::record::parent_key};

/// Words at most.
const MOST: usize = 100;
/// So many of a site's last visits tell which areas it has.
const LAST_VISITS: usize = 10;

impl Reading<'_> {
    /// The words used in a field, most used first; areas, where a visit is named, of its site.
    pub(super) fn words(&self, kind: Kind, field: u16, visit: Option<VisitId>) -> Result<Vec<String>> {
        let is_area = kind == Kind::Observation && field == ObservationField::Area(String::new()).number();
        if let Some(visit) = visit.filter(|_| is_area) {
            let row = self.load(visit.into())?;
            let found: Found<VisitId, Visit> = self.found(&row)?;
            return self.areas(row.reference, &found.record);
        }
        let mut uses: BTreeMap<String, i64> = BTreeMap::new();
        let mut used = self.db.prepare_cached(
            "SELECT word, uses FROM word WHERE notebook = ?1 AND kind = ?2 AND field = ?3 AND uses > 0",
        )?;
        for notebook in &self.notebooks {
            let rows = used.query_map(params![notebook, kind.number(), field], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in rows {
                let (word, count): (String, i64) = row?;
                *uses.entry(word).or_default() += count;
            }
        }
        Ok(most_used_first(uses, Vec::new()))
    }

    /// The areas that may be chosen during a visit: those of its site, then those used during the
    /// last visits there, most used first.
    pub(super) fn areas(&self, visit: RecordRef, fields: &Visit) -> Result<Vec<String>> {
        let site = self.site_of(fields)?;
        let mut visits = vec![visit];
        // Without a site: the other visits to the partner that name none.
        if let Some(place) = fields.site.map(RecordRef::from).or(fields.partner.map(RecordRef::from)) {
            let mut parts = self.parts(&[place], Kind::Visit)?;
            parts.sort_unstable_by_key(|(_, at, number)| (std::cmp::Reverse(*at), *number));
            parts.truncate(LAST_VISITS);
            visits.extend(self.references(&parts, Kind::Visit)?.into_iter().filter(|other| *other != visit));
        }
        let mut used = self.db.prepare_cached(
            "SELECT area, count(*) FROM record WHERE parent = ?1 AND kind = 5 AND hidden = 0 AND phase = 0 GROUP BY area",
        )?;
        let mut uses: BTreeMap<String, i64> = BTreeMap::new();
        for visit in visits {
            let rows = used.query_map(params![parent_key(visit)], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in rows {
                let (area, count): (String, i64) = row?;
                *uses.entry(area).or_default() += count;
            }
        }
        Ok(most_used_first(uses, site.map(|site| site.areas).unwrap_or_default()))
    }
}

/// `first`, then the words by use. Words that differ only in case are offered once; accents make
/// another word (`may` is sewing, `máy` a machine).
fn most_used_first(uses: BTreeMap<String, i64>, first: Vec<String>) -> Vec<String> {
    let mut used: Vec<(String, i64)> = uses.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut seen = Vec::new();
    let mut words = Vec::new();
    for word in first.into_iter().chain(used.into_iter().map(|(word, _)| word)) {
        let folded = word.trim().to_lowercase();
        if !folded.is_empty() && !seen.contains(&folded) && words.len() < MOST {
            seen.push(folded);
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sites_own_areas_come_first_and_no_word_comes_twice() {
        let uses = BTreeMap::from([("cutting".to_owned(), 9), ("Sewing".to_owned(), 2), ("dye house".to_owned(), 5)]);
        let words = most_used_first(uses, vec!["Sewing".into(), "Cutting".into(), " ".into()]);
        assert_eq!(words, ["Sewing", "Cutting", "dye house"]);
        let uses = BTreeMap::from([("may".to_owned(), 1), ("máy".to_owned(), 2)]);
        assert_eq!(most_used_first(uses, Vec::new()), ["máy", "may"]);
    }
}
