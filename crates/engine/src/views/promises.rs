//! Promises by their day, and one with what is shown of it. What issues and promises have in common: whose they
//! are, and whether they are done.

use floorbook_domain::{Attendee, Commitment, CommitmentField, CommitmentId, Kind, RecordRef};
use floorbook_port::{CommitmentView, Found, Page, PageRequest, Which, Whose};

use super::{
    Reading,
    lists::Part,
    page::{self, Moment, newest},
};
use crate::{fail::Result, store::record::RecordRow};

impl Reading<'_> {
    pub(super) fn commitments(&self, whose: Whose, which: Which, page: &PageRequest) -> Result<Page<CommitmentView>> {
        let keys = self.shared(Kind::Commitment, whose, which, page)?;
        page::read(keys, page, |(_, number)| self.row(*number)?.map(|row| self.commitment(&row)).transpose())
    }

    pub(super) fn commitment(&self, row: &RecordRow) -> Result<CommitmentView> {
        let found: Found<CommitmentId, Commitment> = self.found(row)?;
        let promise = &found.record;
        Ok(CommitmentView {
            partner: self.name(promise.partner)?,
            who: self.who(promise.who.as_ref())?,
            to: self.who(promise.to.as_ref())?,
            issue: self.name(promise.issue)?,
            zone: self.zone(&promise.zone, None, promise.partner)?,
            found,
        })
    }

    /// The remedies for an issue: those to be done first, by day.
    pub(super) fn remedies(&self, issue: RecordRef) -> Result<Vec<RecordRow>> {
        let field = CommitmentField::Issue(None).number();
        let mut parts = self.linked(&[issue], field, Kind::Commitment)?;
        parts.sort_unstable_by_key(|(open, at, number)| (std::cmp::Reverse(*open), *at, *number));
        let mut rows = Vec::with_capacity(parts.len());
        for (_, _, number) in parts {
            rows.extend(self.row(number)?);
        }
        Ok(rows)
    }

    /// Where the rows of a page stand, of issues or of promises.
    pub(super) fn shared(&self, kind: Kind, whose: Whose, which: Which, page: &PageRequest) -> Result<Vec<Moment>> {
        // Both name their partner and their visit in fields of the same numbers.
        let (partner, visit) = (CommitmentField::Partner(None).number(), CommitmentField::Visit(None).number());
        let parts: Vec<Part> = match whose {
            Whose::All => {
                let (after, reach) = (page::after(page)?, page::reach(page));
                return match which {
                    Which::Open => self.waiting(kind, after, reach),
                    Which::Done => self.done(kind, after, reach),
                };
            }
            Whose::Partner(id) => self.linked(&self.group(id.into())?, partner, kind)?,
            Whose::Visit(id) => self.linked(&[id.into()], visit, kind)?,
            Whose::Issue(id) if kind == Kind::Issue => self.part_of(id.into())?.into_iter().collect(),
            Whose::Issue(id) => self.linked(&[id.into()], CommitmentField::Issue(None).number(), kind)?,
        };
        let open = i64::from(which == Which::Open);
        let keys = parts.into_iter().filter(|(phase, ..)| *phase == open).map(|(_, at, number)| (at, number)).collect();
        match which {
            Which::Open => page::sorted(keys, page, Moment::cmp),
            Which::Done => page::sorted(keys, page, newest),
        }
    }

    /// What somebody is called; empty for nobody.
    pub(super) fn who(&self, who: Option<&Attendee>) -> Result<String> {
        match who {
            None => Ok(String::new()),
            Some(Attendee::Name(name)) => Ok(name.clone()),
            Some(Attendee::Contact(id)) => self.name(Some(*id)),
            Some(Attendee::Member(id)) => self.name(Some(*id)),
        }
    }
}
