//! What a search found, as rows to be shown.

use floorbook_port::{ErrorCode, Page, PageRequest, SearchHit};

use super::Reading;
use crate::fail::{Result, fail};

impl Reading<'_> {
    pub(super) fn hits(&self, _text: &str, _page: &PageRequest) -> Result<Page<SearchHit>> {
        fail(ErrorCode::Refused, "being built")
    }
}
