//! What was deleted, the last deleted first.

use floorbook_domain::Instant;
use floorbook_port::{Page, PageRequest, TrashEntry};

use super::{Reading, page};
use crate::fail::Result;

impl Reading<'_> {
    /// What was deleted by itself; what went with a record it is part of comes back with that.
    pub(super) fn trash(&self, page: &PageRequest) -> Result<Page<TrashEntry>> {
        let keys = self.deleted(page::after(page)?, page::reach(page))?;
        page::read(keys, page, |(deleted, number)| {
            // A delete may arrive before its record, of which then nothing can be told.
            let Some(row) = self.row(*number)?.filter(|row| row.state.exists()) else { return Ok(None) };
            let by = row.state.deletions.last().map_or(Ok(String::new()), |deletion| self.author(deletion.author))?;
            let title = row.record().common().title();
            Ok(Some(TrashEntry { record: row.reference, title, deleted: Instant(*deleted), by }))
        })
    }
}
