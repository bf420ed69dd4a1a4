//! Observations, newest first, with what hangs on them.

use floorbook_domain::{ContactId, Kind, Observation, ObservationField, ObservationId};
use floorbook_port::{Found, ObservationFilter, ObservationView, Page, PageRequest};

use super::{
    Reading,
    lists::Part,
    page::{self, Moment, newest},
};
use crate::{fail::Result, store::record::RecordRow};

impl Reading<'_> {
    pub(super) fn observations(&self, filter: ObservationFilter, page: &PageRequest) -> Result<Page<ObservationView>> {
        let (after, reach) = (page::after(page)?, page::reach(page));
        let keys = match filter {
            ObservationFilter::All => self.by_time(Kind::Observation, after, reach)?,
            ObservationFilter::Unsorted => self.unsorted(after, reach)?,
            ObservationFilter::Visit(visit) => self.of_visit(visit.into(), after, reach)?,
            ObservationFilter::Unanswered => self.waiting(Kind::Observation, after, reach)?,
            ObservationFilter::Contact(id) => page::sorted(self.concerning(id)?, page, newest)?,
            ObservationFilter::Partner(id) => {
                let group = self.group(id.into())?;
                let visits: Vec<Part> = self.visits_of_partner(&group)?.into_iter().collect();
                let mut keys = Vec::new();
                for visit in self.references(&visits, Kind::Visit)? {
                    keys.extend(self.of_visit(visit, after, reach)?);
                }
                page::sorted(keys, page, newest)?
            }
        };
        page::read(keys, page, |(_, number)| self.row(*number)?.map(|row| self.observation(&row)).transpose())
    }

    /// The observations that concern a person, or somebody who turned out to be them.
    fn concerning(&self, id: ContactId) -> Result<Vec<Moment>> {
        let field = ObservationField::People(id).number();
        let linked = self.linked(&self.group(id.into())?, field, Kind::Observation)?;
        Ok(linked.into_iter().map(|(_, at, number)| (at, number)).collect())
    }

    pub(super) fn observation(&self, row: &RecordRow) -> Result<ObservationView> {
        let found: Found<ObservationId, Observation> = self.found(row)?;
        let people = found.record.people.iter().map(|person| self.name(Some(*person))).collect::<Result<_>>()?;
        let mut parts = self.parts(&[row.reference], Kind::Attachment)?;
        parts.sort_unstable_by_key(|(_, at, number)| (*at, *number));
        let mut attachments = Vec::with_capacity(parts.len());
        for (_, _, number) in parts {
            attachments.extend(self.row(number)?.map(|row| self.attachment(&row)).transpose()?);
        }
        Ok(ObservationView { found, attachments, people })
    }
}
