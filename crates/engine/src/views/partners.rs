//! Partners by name, and one with what its page shows.

use std::collections::BTreeSet;

use floorbook_domain::{CommitmentField, Instant, Kind, RecordRef, VisitField, VisitState};
use floorbook_port::{Page, PageRequest, PartnerView};

use super::{Reading, lists::Part, page};
use crate::{fail::Result, store::record::RecordRow};

/// A planned visit that did not start in time is still the next one for so long, in milliseconds.
pub(super) const STILL_NEXT: i64 = 24 * 60 * 60 * 1000;

impl Reading<'_> {
    pub(super) fn partners(&self, page: &PageRequest) -> Result<Page<PartnerView>> {
        let keys = self.by_name(Kind::Partner, page::after(page)?, page::reach(page))?;
        page::read(keys, page, |(_, number)| self.row(*number)?.map(|row| self.partner(&row)).transpose())
    }

    pub(super) fn partner(&self, row: &RecordRow) -> Result<PartnerView> {
        let group = self.group(row.reference)?;
        let visits = self.visits_of_partner(&group)?;
        let started = visits.iter().filter(|(phase, ..)| has_started(*phase)).map(|(_, at, _)| *at);
        let planned = visits.iter().filter(|(phase, ..)| *phase == VisitState::Planned as i64);
        let soon = planned.map(|(_, at, _)| *at).filter(|at| *at >= self.now.0.saturating_sub(STILL_NEXT));
        Ok(PartnerView {
            found: self.found(row)?,
            sites: count(self.parts(&group, Kind::Site)?.len()),
            contacts: count(self.parts_by_name(&group, Kind::Contact)?.len()),
            visits: count(visits.len()),
            open_issues: self.open(&group, Kind::Issue)?,
            open_promises: self.open(&group, Kind::Commitment)?,
            last_visit: started.max().map(Instant),
            next_visit: soon.min().map(Instant),
        })
    }

    /// How many issues or promises of a partner are still to be done.
    fn open(&self, group: &[RecordRef], kind: Kind) -> Result<u32> {
        let parts = self.linked(group, CommitmentField::Partner(None).number(), kind)?;
        Ok(count(parts.iter().filter(|(open, ..)| *open == 1).count()))
    }

    /// The visits of a partner: those that name it, and those to its sites.
    pub(super) fn visits_of_partner(&self, group: &[RecordRef]) -> Result<BTreeSet<Part>> {
        let field = VisitField::Partner(None).number();
        let mut visits: BTreeSet<Part> = self.linked(group, field, Kind::Visit)?.into_iter().collect();
        visits.extend(self.parts(group, Kind::Visit)?);
        let sites = self.references(&self.parts(group, Kind::Site)?, Kind::Site)?;
        visits.extend(self.parts(&sites, Kind::Visit)?);
        Ok(visits)
    }

    /// The records at these rows.
    pub(super) fn references(&self, parts: &[Part], kind: Kind) -> Result<Vec<RecordRef>> {
        let mut id = self.db.prepare_cached("SELECT id FROM record WHERE number = ?1")?;
        let mut references = Vec::with_capacity(parts.len());
        for (_, _, number) in parts {
            let bytes: [u8; 16] = id.query_row([number], |row| row.get(0))?;
            references.push(RecordRef { kind, id: uuid::Uuid::from_bytes(bytes) });
        }
        Ok(references)
    }
}

/// Whether a visit in this state has taken place, or is taking place.
fn has_started(phase: i64) -> bool {
    [VisitState::Running, VisitState::Paused, VisitState::Finished].iter().any(|state| *state as i64 == phase)
}

/// A count as views have it.
pub(super) fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
