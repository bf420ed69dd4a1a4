//! What can be asked of the engine.

use floorbook_domain::{
    CommitmentId, ContactId, Hash, IssueId, Kind, ObservationId, PartnerId, RecordRef, SiteId, VisitId,
};
use serde::{Deserialize, Serialize};

use crate::{Which, Whose};

/// A place in a list, stable while rows come and go; opaque to callers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// Which page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRequest {
    /// After this place; `None` for the first page.
    pub after: Option<Cursor>,
    /// Rows at most, 1 to 500.
    pub limit: u32,
}

impl PageRequest {
    /// The first page of `limit` rows.
    pub fn first(limit: u32) -> PageRequest {
        PageRequest { after: None, limit }
    }
}

/// What a list of visits or people belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// All of the notebook.
    All,
    /// Of one partner.
    Partner(PartnerId),
    /// Of one site.
    Site(SiteId),
    /// Of one person.
    Contact(ContactId),
}

/// Which observations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ObservationFilter {
    /// All of the notebook, newest first.
    All,
    /// Of a visit.
    Visit(VisitId),
    /// Those without a visit.
    Unsorted,
    /// Those that concern a person.
    Contact(ContactId),
    /// Those of all visits of a partner.
    Partner(PartnerId),
    /// Concerns and ideas that somebody waits to hear about, the oldest first.
    Unanswered,
}

/// What can be asked of the engine. Each names the [`View`](crate::View) it answers with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Query {
    /// Who one is, what is open, what is running → `Start`.
    Start,
    /// Partners by name → `Partners`.
    Partners(PageRequest),
    /// One partner → `Partner`.
    Partner(PartnerId),
    /// The sites of a partner, or all, by name → `Sites`.
    Sites(Scope, PageRequest),
    /// One site → `Site`.
    Site(SiteId),
    /// People by name → `Contacts`.
    Contacts(Scope, PageRequest),
    /// One person → `Contact`.
    Contact(ContactId),
    /// Visits: running, paused and planned ones to come first, then the past, newest first → `Visits`.
    Visits(Scope, PageRequest),
    /// One visit with what its head shows → `Visit`.
    Visit(VisitId),
    /// Observations, newest first, with their attachments → `Observations`.
    Observations(ObservationFilter, PageRequest),
    /// One observation → `Observation`.
    Observation(ObservationId),
    /// Issues → `Issues`.
    Issues(Whose, Which, PageRequest),
    /// One issue → `Issue`.
    Issue(IssueId),
    /// Promises → `Commitments`.
    Commitments(Whose, Which, PageRequest),
    /// One promise → `Commitment`.
    Commitment(CommitmentId),
    /// The attachments of a record, or of a visit with all its observations, newest first → `Attachments`.
    Attachments(RecordRef, PageRequest),
    /// What is found for these words → `Search`.
    Search(String, PageRequest),
    /// What was deleted, newest first → `Trash`.
    Trash(PageRequest),
    /// Who changed what of a record, newest first → `History`.
    History(RecordRef, PageRequest),
    /// Words used before in a field (areas of a site's visits, tags, products …), most used first → `Words`.
    Words {
        /// The kind of the field.
        kind: Kind,
        /// The field's number.
        field: u16,
        /// Only those of this visit's site.
        visit: Option<VisitId>,
    },
    /// Bytes named by their hash → `Bytes`, with the buffer beside it.
    Bytes(Hash),
    /// Records of the same kind whose names look alike → `Alike`.
    Alike(RecordRef),
    /// Partners and people that may stand here twice → `Doubles`.
    Doubles,
    /// The key under which a page seals what it keeps beside the notebook → `PageKey`.
    PageKey,
    /// How it stands with syncing → `Sync`.
    Sync,
    /// Who belongs to the open notebook → `Team`.
    Team,
    /// A part of the file that was written last → `Bytes`, with the buffer beside it.
    FilePart(u32),
}
