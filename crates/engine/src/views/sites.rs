//! Sites by name, and one with what its page shows.

use floorbook_domain::{Contact, ContactId, Kind, Site, SiteId};
use floorbook_port::{Found, Page, PageRequest, Scope, SiteView};

use super::{
    Reading,
    page::{self, Name},
    partners::count,
};
use crate::{fail::Result, store::record::RecordRow};

impl Reading<'_> {
    pub(super) fn sites(&self, scope: Scope, page: &PageRequest) -> Result<Page<SiteView>> {
        let keys: Vec<Name> = match scope {
            Scope::All => self.by_name(Kind::Site, page::after(page)?, page::reach(page))?,
            Scope::Partner(id) => {
                let keys = self.parts_by_name(&self.group(id.into())?, Kind::Site)?;
                page::sorted(keys, page, Name::cmp)?
            }
            Scope::Site(id) => self.alone(id)?,
            Scope::Contact(id) => {
                let contact: Found<ContactId, Contact> = self.found(&self.load(id.into())?)?;
                contact.record.site.map_or(Ok(Vec::new()), |site| self.alone(site))?
            }
        };
        page::read(keys, page, |(_, number)| self.row(*number)?.map(|row| self.site(&row)).transpose())
    }

    /// A list of one site.
    fn alone(&self, id: SiteId) -> Result<Vec<Name>> {
        Ok(vec![(String::new(), self.load(id.into())?.number)])
    }

    pub(super) fn site(&self, row: &RecordRow) -> Result<SiteView> {
        let found: Found<SiteId, Site> = self.found(row)?;
        let partner = self.name(found.record.partner)?;
        Ok(SiteView { partner, visits: count(self.parts(&[row.reference], Kind::Visit)?.len()), found })
    }
}
