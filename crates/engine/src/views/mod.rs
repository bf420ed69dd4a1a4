//! What lists and pages read.

use floorbook_domain::{Instant, MemberId};
use floorbook_port::{ErrorCode, Query, View};

use crate::{
    fail::{Result, fail},
    store::Store,
};

/// What a question is answered from.
pub(crate) struct Reader<'a> {
    pub(crate) store: &'a Store,
    /// The open notebook.
    pub(crate) notebook: Option<i64>,
    /// The notebook of what is marked "only me".
    pub(crate) personal: Option<i64>,
    /// Who one is.
    pub(crate) me: Option<MemberId>,
    /// The moment of asking.
    pub(crate) now: Instant,
}

impl Reader<'_> {
    /// Answers a question.
    pub(crate) fn ask(&self, _query: &Query) -> Result<(View, Vec<Vec<u8>>)> {
        fail(ErrorCode::Refused, "being built")
    }
}
