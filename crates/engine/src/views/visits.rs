//! Visits: running, paused and planned ones first, then the past; and one with what its head shows.

use floorbook_domain::{
    AnyRecord, Attendee, Contact, ContactId, Kind, Media, RecordRef, Site, Visit, VisitField, VisitId, VisitState,
};
use floorbook_port::{Cursor, Found, Page, PageRequest, Scope, VisitSummary, VisitView};
use rusqlite::params;

use super::{
    Reading,
    lists::Part,
    page::{self, Key, Moment, number_of},
    partners::count,
};
use crate::{
    fail::Result,
    store::record::{self, RecordRow, parent_key},
};

/// A place in the list of visits: the part of the list, then the order within it. Ascending; where
/// newer ones come first, the moment is negative.
type Turn = (usize, i64, i64);

/// The parts of the list: the states in each, and whether newer ones come first.
const PARTS: [(&[VisitState], bool); 4] = [
    (&[VisitState::Running], false),
    (&[VisitState::Paused], true),
    (&[VisitState::Planned], false),
    (&[VisitState::Finished, VisitState::Cancelled], true),
];

impl Key for Turn {
    fn cursor(&self) -> Cursor {
        Cursor(format!("{}.{}.{}", self.0, self.1, self.2))
    }

    fn parse(text: &str) -> Option<Self> {
        let (part, place) = text.split_once('.')?;
        let (order, number) = place.split_once('.')?;
        Some((number_of(part)?, number_of(order)?, number_of(number)?))
    }
}

impl Reading<'_> {
    pub(super) fn visits(&self, scope: Scope, page: &PageRequest) -> Result<Page<VisitSummary>> {
        let turns = match scope {
            Scope::All => self.all_visits(page)?,
            Scope::Partner(id) => turns(self.visits_of_partner(&self.group(id.into())?)?, page)?,
            Scope::Site(id) => turns(self.parts(&[id.into()], Kind::Visit)?, page)?,
            Scope::Contact(id) => turns(self.visits_of_contact(id)?, page)?,
        };
        page::read(turns, page, |(_, _, number)| {
            self.row(number.saturating_abs())?.map(|row| self.visit_summary(&row)).transpose()
        })
    }

    fn all_visits(&self, page: &PageRequest) -> Result<Vec<Turn>> {
        let reach = page::reach(page);
        let after: Option<Turn> = page::after(page)?;
        let mut turns: Vec<Turn> = Vec::new();
        for (part, (states, newest_first)) in PARTS.iter().enumerate() {
            let place: Option<Moment> = match after {
                Some((at, ..)) if at > part => continue,
                Some((at, order, number)) if at == part && *newest_first => Some((order.saturating_neg(), -number)),
                Some((at, order, number)) if at == part => Some((order, number)),
                _ => None,
            };
            let start = turns.len();
            for state in *states {
                let phase = *state as i64;
                let keys = if *newest_first {
                    self.visits_down(phase, place, reach)?
                } else {
                    self.visits_up(phase, place, reach)?
                };
                turns.extend(keys.into_iter().map(|(at, number)| turn((phase, at, number))));
            }
            turns[start..].sort_unstable();
            if turns.len() as i64 >= reach {
                break;
            }
        }
        turns.truncate(page::limit(page) + 1);
        Ok(turns)
    }

    /// The visits on which somebody was met, or received us.
    fn visits_of_contact(&self, id: ContactId) -> Result<Vec<Part>> {
        let group = self.group(id.into())?;
        let mut visits = Vec::new();
        for side in [VisitField::Ours(Attendee::Contact(id)), VisitField::Theirs(Attendee::Contact(id))] {
            visits.extend(self.linked(&group, side.number(), Kind::Visit)?);
        }
        for person in group {
            let row = record::load(self.db, person)?;
            if let Some(AnyRecord::Contact(Contact { met_at: Some(visit), .. })) = row.map(|row| row.record()) {
                visits.extend(self.part_of(visit.into())?);
            }
        }
        Ok(visits)
    }

    /// A record as a part, if it is shown.
    pub(super) fn part_of(&self, reference: RecordRef) -> Result<Option<Part>> {
        let mut found = self
            .db
            .prepare_cached("SELECT phase, at, number FROM record WHERE kind = ?1 AND id = ?2 AND hidden = 0")?;
        let mut rows = found.query(params![reference.kind.number(), reference.id.as_bytes()])?;
        Ok(match rows.next()? {
            Some(row) => Some((row.get(0)?, row.get(1)?, row.get(2)?)),
            None => None,
        })
    }

    /// A visit in a list.
    pub(super) fn visit_summary(&self, row: &RecordRow) -> Result<VisitSummary> {
        let found: Found<VisitId, Visit> = self.found(row)?;
        self.summary(row, &found).map(|(summary, _)| summary)
    }

    /// A visit in a list, and how many voice memos it has.
    fn summary(&self, row: &RecordRow, found: &Found<VisitId, Visit>) -> Result<(VisitSummary, u32)> {
        let visit = &found.record;
        let partner = match self.site_of(visit)? {
            Some(site) => visit.partner.or(site.partner),
            None => visit.partner,
        };
        let mut media = self.parts(&[row.reference], Kind::Attachment)?;
        media.extend(self.parts_of_observations(row.reference)?);
        let of = |medium: Media| count(media.iter().filter(|(phase, ..)| *phase == medium as i64).count());
        let summary = VisitSummary {
            id: found.id,
            visit: visit.clone(),
            seen: found.seen,
            partner: self.name(partner)?,
            site: self.name(visit.site)?,
            zone: self.zone(&visit.zone, visit.site, visit.partner)?,
            state: visit.state,
            observations: count(self.parts(&[row.reference], Kind::Observation)?.len()),
            photos: of(Media::Photo),
            came_back: found.came_back,
            in_conflict: !found.conflicts.is_empty(),
            led_by: self.led_by(row)?,
        };
        Ok((summary, of(Media::Voice)))
    }

    /// Who brought a visit into its state, if that was somebody else.
    fn led_by(&self, row: &RecordRow) -> Result<Option<String>> {
        let state = VisitField::State(VisitState::Planned).number();
        let put = row.state.ones.get(&state).and_then(|puts| puts.first());
        put.filter(|put| self.me != Some(put.author)).map(|put| self.author(put.author)).transpose()
    }

    /// The site of a visit, if it is known.
    pub(super) fn site_of(&self, visit: &Visit) -> Result<Option<Site>> {
        match visit.site.map_or(Ok(None), |site| self.look_up(site.into()))?.as_deref() {
            Some(AnyRecord::Site(site)) => Ok(Some(site.clone())),
            _ => Ok(None),
        }
    }

    /// A visit with what its head shows.
    pub(super) fn visit(&self, row: &RecordRow) -> Result<VisitView> {
        let found: Found<VisitId, Visit> = self.found(row)?;
        let (summary, voices) = self.summary(row, &found)?;
        let site = self.site_of(&found.record)?;
        Ok(VisitView {
            summary,
            areas: self.areas(row.reference, &found.record)?,
            no_photo_areas: site.as_ref().map(|site| site.no_photo_areas.clone()).unwrap_or_default(),
            people: self.people(&found.record, site.as_ref())?,
            without_area: self.without_area(row.reference)?,
            voices,
            found,
        })
    }

    fn without_area(&self, visit: RecordRef) -> Result<u32> {
        let mut found = self.db.prepare_cached(
            "SELECT count(*) FROM record WHERE parent = ?1 AND kind = 5 AND hidden = 0 AND phase = 0 AND area = ''",
        )?;
        Ok(found.query_row(params![parent_key(visit)], |row| row.get(0))?)
    }

    /// Whom a note may concern: the people of the partner by name, and others who receive us.
    fn people(&self, visit: &Visit, site: Option<&Site>) -> Result<Vec<(ContactId, String)>> {
        let partner = visit.partner.or(site.and_then(|site| site.partner));
        let group = match partner.map_or(Ok(None), |partner| self.end_of(partner.into()))? {
            Some(partner) => self.group(partner)?,
            None => Vec::new(),
        };
        let mut keys = self.parts_by_name(&group, Kind::Contact)?;
        for attendee in &visit.theirs {
            if let Attendee::Contact(id) = attendee
                && let Some(end) = self.end_of((*id).into())?
                && let Some((_, _, number)) = self.part_of(end)?
                && keys.iter().all(|(_, known)| *known != number)
            {
                keys.push((self.name(Some(end))?, number));
            }
        }
        keys.sort_unstable();
        let mut people = Vec::with_capacity(keys.len());
        for (_, number) in keys {
            if let Some(row) = self.row(number)? {
                people.push((row.reference.id.into(), row.record().common().title()));
            }
        }
        Ok(people)
    }
}

/// Where in the list a visit stands.
fn turn((phase, at, number): Part) -> Turn {
    let part = PARTS.iter().position(|(states, _)| states.iter().any(|state| *state as i64 == phase));
    let part = part.unwrap_or(PARTS.len() - 1);
    let newest_first = PARTS.get(part).is_some_and(|(_, newest_first)| *newest_first);
    if newest_first { (part, at.saturating_neg(), -number) } else { (part, at, number) }
}

/// Gathered visits in the order of the list.
fn turns(visits: impl IntoIterator<Item = Part>, page: &PageRequest) -> Result<Vec<Turn>> {
    page::sorted(visits.into_iter().map(turn).collect(), page, Turn::cmp)
}
