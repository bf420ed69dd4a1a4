//! What a search found, as rows to be shown.

use floorbook_domain::{AnyRecord, Instant};
use floorbook_port::{Cursor, ErrorCode, Page, PageRequest, SearchHit};

use super::{
    Reading,
    page::{self, number_of},
};
use crate::{
    fail::{Result, fail},
    search::{self, Found, Part, Place, Sought},
};

impl Reading<'_> {
    pub(super) fn hits(&self, text: &str, page: &PageRequest) -> Result<Page<SearchHit>> {
        let sought = Sought::parse(text);
        let after = match &page.after {
            None => None,
            Some(cursor) => match parse(&cursor.0) {
                Some(place) => Some(place),
                None => return fail(ErrorCode::Malformed, "this is no place in this list"),
            },
        };
        let (found, next) = search::find(self.db, &self.notebooks, &sought, after, page::limit(page))?;
        let rows = found.iter().map(|found| self.hit(&sought, found)).collect::<Result<_>>()?;
        Ok(Page { rows, next: next.map(cursor) })
    }

    fn hit(&self, sought: &Sought, found: &Found) -> Result<SearchHit> {
        let Found { row, record, said_by } = found;
        let title = search::title(sought, record);
        let excerpt = match said_by {
            None => search::excerpt(sought, record),
            // What else it is called, if that is what was looked for; else where that stands.
            Some(other) => Some(search::title(sought, other))
                .filter(|title| !title.marks.is_empty())
                .unwrap_or_else(|| search::excerpt(sought, other)),
        };
        let written: Instant = row.state.latest.instant();
        Ok(SearchHit {
            record: row.reference,
            title: title.text,
            excerpt: excerpt.text,
            title_marks: title.marks,
            excerpt_marks: excerpt.marks,
            belongs_to: self.belongs_to(record, 0)?,
            at: record.common().moment().unwrap_or(written),
        })
    }

    /// What a record belongs to, in words: of a visit its purpose and its partner, of what was
    /// captured on it the same.
    fn belongs_to(&self, record: &AnyRecord, depth: usize) -> Result<String> {
        let names = match record {
            AnyRecord::Partner(_) | AnyRecord::Member(_) => Vec::new(),
            AnyRecord::Site(site) => vec![self.name(site.partner)?],
            AnyRecord::Contact(contact) => vec![self.name(contact.partner)?],
            AnyRecord::Issue(issue) => vec![self.name(issue.partner)?],
            AnyRecord::Commitment(promise) => vec![self.name(promise.partner)?],
            AnyRecord::SignOff(sign_off) => vec![self.name(sign_off.of)?],
            AnyRecord::Visit(visit) => {
                let site = self.site_of(visit)?;
                let partner = self.name(visit.partner.or(site.as_ref().and_then(|site| site.partner)))?;
                // As the visit's title is the hit itself, its place says more.
                let site = site.map(|site| site.name).unwrap_or_default();
                if depth == 0 { vec![partner, site] } else { vec![visit.purpose.clone(), partner] }
            }
            AnyRecord::Observation(_) | AnyRecord::Attachment(_) => {
                let parent = record.common().parent();
                match parent.map_or(Ok(None), |parent| self.look_up(parent))?.as_deref() {
                    Some(parent @ (AnyRecord::Observation(_) | AnyRecord::Visit(_))) if depth < 3 => {
                        vec![self.belongs_to(parent, depth + 1)?]
                    }
                    Some(parent) => vec![parent.common().title()],
                    None => Vec::new(),
                }
            }
        };
        let names: Vec<String> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
        Ok(names.join(" · "))
    }
}

fn cursor(place: Place) -> Cursor {
    let part = match place.part {
        Part::Name => 'n',
        Part::Text => 't',
    };
    Cursor(format!("{part}{}", place.found))
}

fn parse(text: &str) -> Option<Place> {
    let part = match text.chars().next()? {
        'n' => Part::Name,
        't' => Part::Text,
        _ => return None,
    };
    Some(Place { part, found: number_of(&text[1..])? })
}
