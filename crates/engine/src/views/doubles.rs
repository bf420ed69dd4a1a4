//! Partners and people that may stand in the notebook twice, as after the notes of two people came together.

use std::collections::BTreeMap;

use floorbook_domain::{AnyRecord, Kind, RecordRef};
use floorbook_port::{Double, Named};
use rusqlite::params;

use super::{Reading, alike::sorted_words};
use crate::{fail::Result, store::record};

/// Pairs answered at most: who has merged these asks again.
const ANSWERS: usize = 100;

impl Reading<'_> {
    /// Pairs whose names have the same words, in whatever order: the one that was made first with each of the others.
    /// People of two partners that are not alike themselves are two people.
    pub(super) fn doubles(&self) -> Result<Vec<Double>> {
        let mut doubles = Vec::new();
        for kind in [Kind::Partner, Kind::Contact] {
            for group in self.of_one_name(kind)?.into_values().filter(|group| group.len() > 1) {
                let mut all = Vec::new();
                for reference in group {
                    if let Some(row) = record::load(self.db, reference)? {
                        all.push((row.state.made, reference, row.record()));
                    }
                }
                all.sort_by_key(|(made, reference, _)| (*made, *reference));
                let Some(((_, first, shown), others)) = all.split_first() else { continue };
                for (_, other, fields) in others {
                    if self.may_be_one(shown, fields)? {
                        doubles.push(Double { one: self.named(*first, shown)?, other: self.named(*other, fields)? });
                    }
                    if doubles.len() == ANSWERS {
                        return Ok(doubles);
                    }
                }
            }
        }
        Ok(doubles)
    }

    /// The records of a kind, by the words of their names.
    fn of_one_name(&self, kind: Kind) -> Result<BTreeMap<Vec<String>, Vec<RecordRef>>> {
        let mut rows = self.db.prepare_cached(
            "SELECT r.id, r.name FROM record r WHERE r.notebook = ?1 AND r.kind = ?2 AND r.hidden = 0
                AND r.merged IS NULL AND r.kind <= 3",
        )?;
        let mut groups: BTreeMap<Vec<String>, Vec<RecordRef>> = BTreeMap::new();
        // The open notebook comes first. What lies in the personal one is nobody's double.
        let Some(open) = self.notebooks.first() else { return Ok(groups) };
        let mut rows = rows.query(params![open, kind.number()])?;
        while let Some(row) = rows.next()? {
            let id = row.get::<_, [u8; 16]>(0)?;
            let words = sorted_words(&row.get::<_, String>(1)?);
            if !words.is_empty() {
                groups.entry(words).or_default().push(RecordRef { kind, id: uuid::Uuid::from_bytes(id) });
            }
        }
        Ok(groups)
    }

    fn may_be_one(&self, one: &AnyRecord, other: &AnyRecord) -> Result<bool> {
        let (AnyRecord::Contact(one), AnyRecord::Contact(other)) = (one, other) else { return Ok(true) };
        match (one.partner, other.partner) {
            (Some(one), Some(other)) if one != other => {
                Ok(sorted_words(&self.name(Some(one))?) == sorted_words(&self.name(Some(other))?))
            }
            _ => Ok(true),
        }
    }

    fn named(&self, record: RecordRef, fields: &AnyRecord) -> Result<Named> {
        let belongs_to = match fields {
            AnyRecord::Partner(partner) => [partner.city.trim(), partner.country.trim()]
                .iter()
                .filter(|words| !words.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(", "),
            AnyRecord::Contact(contact) => self.name(contact.partner)?,
            _ => String::new(),
        };
        Ok(Named { record, name: fields.common().title(), belongs_to })
    }
}
