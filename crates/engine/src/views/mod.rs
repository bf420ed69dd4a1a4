//! What lists and pages read: every [`Query`] with its [`View`].
//!
//! Lists are read by keys: a page starts after the place where the one before it ended, so it costs
//! the same wherever it lies, and rows that come or go meanwhile neither repeat nor hide another.
//! What belongs to the open notebook is shown together with what lies in the personal one. Records
//! that were merged into another are not listed; what points to them is shown at the other.
//!
//! Nothing here writes.

mod alike;
mod attachments;
mod contacts;
mod doubles;
mod found;
mod history;
mod hits;
mod issues;
mod lists;
mod merged;
mod observations;
mod page;
mod partners;
mod promises;
mod sites;
mod start;
mod trash;
mod visits;
mod words;

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use floorbook_domain::{AnyRecord, Instant, MemberId, RecordRef};
use floorbook_port::{ErrorCode, Query, View};
use rusqlite::Connection;

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
    /// Answers a question, with the buffers that go beside the answer.
    ///
    /// # Errors
    /// `NoNotebook` before one was started (except to `Start`), `NotFound` for what is not here.
    pub(crate) fn ask(&self, query: &Query) -> Result<(View, Vec<Vec<u8>>)> {
        if self.notebook.is_none() && *query != Query::Start {
            return fail(ErrorCode::NoNotebook, "no notebook is open");
        }
        let reading = Reading {
            db: &self.store.main,
            content: &self.store.content,
            notebooks: self.notebook.into_iter().chain(self.personal).collect(),
            personal: self.personal,
            me: self.me,
            now: self.now,
            looked_up: RefCell::default(),
        };
        if let Query::Bytes(hash) = query {
            let (mime, bytes) = reading.bytes(*hash)?;
            return Ok((View::Bytes { mime }, vec![bytes]));
        }
        Ok((reading.view(query)?, Vec::new()))
    }
}

/// One question being answered.
struct Reading<'a> {
    db: &'a Connection,
    content: &'a Connection,
    /// The open notebook and the personal one: what may be shown.
    notebooks: Vec<i64>,
    personal: Option<i64>,
    me: Option<MemberId>,
    now: Instant,
    /// Records whose names were needed, as they are at the end of their merges: the rows of a page
    /// mostly name the same few.
    looked_up: RefCell<HashMap<RecordRef, Option<Rc<AnyRecord>>>>,
}

impl Reading<'_> {
    fn view(&self, query: &Query) -> Result<View> {
        Ok(match query {
            Query::Start => View::Start(self.start()?),
            Query::Partners(page) => View::Partners(self.partners(page)?),
            Query::Partner(id) => View::Partner(self.partner(&self.load((*id).into())?)?),
            Query::Sites(scope, page) => View::Sites(self.sites(*scope, page)?),
            Query::Site(id) => View::Site(self.site(&self.load((*id).into())?)?),
            Query::Contacts(scope, page) => View::Contacts(self.contacts(*scope, page)?),
            Query::Contact(id) => View::Contact(self.contact(&self.load((*id).into())?)?),
            Query::Visits(scope, page) => View::Visits(self.visits(*scope, page)?),
            Query::Visit(id) => View::Visit(self.visit(&self.load((*id).into())?)?),
            Query::Observations(filter, page) => View::Observations(self.observations(*filter, page)?),
            Query::Observation(id) => View::Observation(self.observation(&self.load((*id).into())?)?),
            Query::Issues(whose, which, page) => View::Issues(self.issues(*whose, *which, page)?),
            Query::Issue(id) => View::Issue(self.issue(&self.load((*id).into())?)?),
            Query::Commitments(whose, which, page) => View::Commitments(self.commitments(*whose, *which, page)?),
            Query::Commitment(id) => View::Commitment(self.commitment(&self.load((*id).into())?)?),
            Query::Attachments(record, page) => View::Attachments(self.attachments(*record, page)?),
            Query::Search(text, page) => View::Search(self.hits(text, page)?),
            Query::Trash(page) => View::Trash(self.trash(page)?),
            Query::History(record, page) => View::History(self.history(*record, page)?),
            Query::Words { kind, field, visit } => View::Words(self.words(*kind, *field, *visit)?),
            Query::Alike(record) => View::Alike(self.alike(*record)?),
            Query::Doubles => View::Doubles(self.doubles()?),
            Query::Bytes(_) | Query::PageKey | Query::Sync | Query::Team | Query::FilePart(_) => {
                return fail(ErrorCode::Refused, "this is answered elsewhere");
            }
        })
    }
}
