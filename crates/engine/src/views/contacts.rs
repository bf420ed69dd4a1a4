//! People by name, and one with what their page shows.

use floorbook_domain::{AnyRecord, Contact, ContactField, ContactId, Kind, PartnerId, SiteId};
use floorbook_port::{ContactView, Found, Page, PageRequest, Scope};

use super::{
    Reading,
    page::{self, Name},
};
use crate::{fail::Result, store::record::RecordRow};

impl Reading<'_> {
    pub(super) fn contacts(&self, scope: Scope, page: &PageRequest) -> Result<Page<ContactView>> {
        let keys: Vec<Name> = match scope {
            Scope::All => self.by_name(Kind::Contact, page::after(page)?, page::reach(page))?,
            Scope::Partner(id) => {
                let keys = self.parts_by_name(&self.group(id.into())?, Kind::Contact)?;
                page::sorted(keys, page, Name::cmp)?
            }
            Scope::Site(id) => {
                let field = ContactField::Site(None).number();
                page::sorted(self.linked_by_name(&[id.into()], field, Kind::Contact)?, page, Name::cmp)?
            }
            Scope::Contact(id) => vec![(String::new(), self.load(id.into())?.number)],
        };
        page::read(keys, page, |(_, number)| self.row(*number)?.map(|row| self.contact(&row)).transpose())
    }

    pub(super) fn contact(&self, row: &RecordRow) -> Result<ContactView> {
        let found: Found<ContactId, Contact> = self.found(row)?;
        let Contact { partner, site, zone, photo, .. } = &found.record;
        let thumbnail = match photo.map_or(Ok(None), |photo| self.look_up(photo.into()))?.as_deref() {
            Some(AnyRecord::Attachment(photo)) => photo.thumbnail,
            _ => None,
        };
        Ok(ContactView {
            partner: self.name(*partner)?,
            site: self.name(*site)?,
            zone: self.zone(zone, *site, *partner)?,
            thumbnail,
            found,
        })
    }

    /// The zone of a place: its own, else the site's, else the partner's; empty if none is known.
    pub(super) fn zone(&self, own: &str, site: Option<SiteId>, partner: Option<PartnerId>) -> Result<String> {
        if !own.is_empty() {
            return Ok(own.to_owned());
        }
        let mut partner = partner;
        if let Some(AnyRecord::Site(site)) = site.map_or(Ok(None), |site| self.look_up(site.into()))?.as_deref() {
            if !site.zone.is_empty() {
                return Ok(site.zone.clone());
            }
            partner = partner.or(site.partner);
        }
        match partner.map_or(Ok(None), |partner| self.look_up(partner.into()))?.as_deref() {
            Some(AnyRecord::Partner(partner)) => Ok(partner.zone.clone()),
            _ => Ok(String::new()),
        }
    }
}
