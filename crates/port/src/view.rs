//! What the engine answers: rows ready to be shown.

use floorbook_domain::{
    Attachment, AttachmentId, Contact, ContactId, Field, Hash, Instant, Member, MemberId, NotebookId, Observation,
    ObservationId, Partner, PartnerId, RecordRef, Site, SiteId, Visit, VisitId, VisitState,
};
use serde::{Deserialize, Serialize};

use crate::{CommitmentView, Cursor, IssueSummary, IssueView, PageKey, SyncView, TeamView};

/// One record as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found<I, R> {
    /// Its id.
    pub id: I,
    /// Its fields, typed; of values made side by side, the later one by the hybrid clock.
    pub record: R,
    /// The revision to name when it is written.
    pub seen: u64,
    /// Whether it lies in the personal notebook.
    pub only_me: bool,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Fields with more than one value, made side by side.
    pub conflicts: Vec<FieldValues>,
    /// When it was first written.
    pub created: Instant,
    /// When it was last written.
    pub changed: Instant,
    /// Who wrote it first; empty if unknown.
    pub author: String,
    /// The record that stands for it, if it was merged into one. Its own field names only the next, and
    /// may name one although it is itself the one that remains: of two merged each into the other.
    pub same_as: Option<RecordRef>,
    /// The records that it stands for, with their names.
    pub merged: Vec<(RecordRef, String)>,
    /// It was deleted somewhere, and edited somewhere else without knowing: so it is back.
    pub came_back: bool,
}

/// The values of one field that were made side by side; the first is the one shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldValues {
    /// The field's number.
    pub number: u16,
    /// The values.
    pub sides: Vec<Side>,
}

/// One of several values of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The value.
    pub field: Field,
    /// Who wrote it; empty if unknown.
    pub author: String,
    /// When.
    pub at: Instant,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<Cursor>,
}

/// What sort of notebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NotebookKind {
    /// One's own, or a team's.
    Own,
    /// "Only me": on this person's devices only.
    Personal,
    /// Sample data.
    Sample,
}

/// A notebook of this device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotebookView {
    /// Its id.
    pub id: NotebookId,
    /// What sort.
    pub kind: NotebookKind,
    /// Whether it is the open one.
    pub open: bool,
    /// The address of the hub that it is connected to; `None` for one that never was.
    #[serde(default)]
    pub hub: Option<String>,
    /// How many belong to it, oneself included; 0 where that is not known.
    #[serde(default)]
    pub members: u32,
    /// Whether one only reads in it, or was removed from it. When it changes, `Event::Everything` says so.
    #[serde(default)]
    pub reads_only: bool,
}

/// What the app needs to start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartView {
    /// Who one is; `None` before a notebook was started.
    pub me: Option<Found<MemberId, Member>>,
    /// The notebooks of this device that can be opened.
    pub notebooks: Vec<NotebookView>,
    /// Running visits, the longest first.
    pub running: Vec<VisitSummary>,
    /// Paused visits, newest first; ten at most.
    pub paused: Vec<VisitSummary>,
    /// Planned visits, the next first; ten at most.
    pub planned: Vec<VisitSummary>,
    /// Visits finished lately, newest first; ten at most.
    pub finished: Vec<VisitSummary>,
    /// How many observations have no visit.
    pub unsorted: u32,
    /// How many partners there are.
    pub partners: u32,
}

/// A visit in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitSummary {
    /// Its id.
    pub id: VisitId,
    /// The visit.
    pub visit: Visit,
    /// The revision to name when it is written.
    pub seen: u64,
    /// The partner's name; empty if none.
    pub partner: String,
    /// The site's name; empty if none.
    pub site: String,
    /// The zone of the place: the visit's, else the site's, else the partner's; empty if unknown.
    pub zone: String,
    /// How far it is.
    pub state: VisitState,
    /// How many observations it has.
    pub observations: u32,
    /// How many photos.
    pub photos: u32,
    /// It was deleted somewhere, and edited somewhere else without knowing: so it is back.
    #[serde(default)]
    pub came_back: bool,
    /// Whether one of its fields was written on two devices side by side.
    #[serde(default)]
    pub in_conflict: bool,
    /// The name of the member who started, paused or finished it last; `None` where that was oneself.
    #[serde(default)]
    pub led_by: Option<String>,
}

/// A visit with what its head shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitView {
    /// The visit.
    pub found: Found<VisitId, Visit>,
    /// Its row in a list.
    pub summary: VisitSummary,
    /// The areas that may be chosen: the site's, then those used before at the site, then this visit's.
    pub areas: Vec<String>,
    /// Those of them where photos are not allowed.
    pub no_photo_areas: Vec<String>,
    /// The people of the partner, for choosing whom a note concerns.
    pub people: Vec<(ContactId, String)>,
    /// How many observations have no area.
    pub without_area: u32,
    /// How many voice memos it has.
    pub voices: u32,
}

/// A partner with what its page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartnerView {
    /// The partner.
    pub found: Found<PartnerId, Partner>,
    /// How many sites, people and visits.
    pub sites: u32,
    /// How many people.
    pub contacts: u32,
    /// How many visits.
    pub visits: u32,
    /// The last visit that started.
    pub last_visit: Option<Instant>,
    /// The next planned visit.
    pub next_visit: Option<Instant>,
    /// How many issues are open.
    #[serde(default)]
    pub open_issues: u32,
    /// How many promises, of either side, are still to be kept.
    #[serde(default)]
    pub open_promises: u32,
}

/// A site with what its page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteView {
    /// The site.
    pub found: Found<SiteId, Site>,
    /// The partner's name; empty if none.
    pub partner: String,
    /// How many visits.
    pub visits: u32,
}

/// A person with what their page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactView {
    /// The person.
    pub found: Found<ContactId, Contact>,
    /// The partner's name; empty if none.
    pub partner: String,
    /// The site's name; empty if none.
    pub site: String,
    /// The zone they live by: their own, else the site's, else the partner's; empty if unknown.
    pub zone: String,
    /// The thumbnail of their photo.
    pub thumbnail: Option<Hash>,
}

/// An observation with what hangs on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObservationView {
    /// The observation.
    pub found: Found<ObservationId, Observation>,
    /// Its photos, voice memos and files, in the order in which they were taken.
    pub attachments: Vec<AttachmentView>,
    /// The names of the people it concerns, in the order of its field.
    pub people: Vec<String>,
}

/// An attachment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttachmentView {
    /// The attachment.
    pub found: Found<AttachmentId, Attachment>,
    /// Whether all bytes of its content are on this device.
    pub here: bool,
}

/// Two records that may be the same, by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Double {
    /// The one that was made first.
    pub one: Named,
    /// The other.
    pub other: Named,
}

/// A record as it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The record.
    pub record: RecordRef,
    /// Its name.
    pub name: String,
    /// What tells it from others of its name: where a partner is, of which partner a person is; empty if unknown.
    pub belongs_to: String,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The record.
    pub record: RecordRef,
    /// Its title.
    pub title: String,
    /// The words around the hit.
    pub excerpt: String,
    /// Where the hits lie in `title`: start and end in UTF-16 units.
    pub title_marks: Vec<(u32, u32)>,
    /// Where the hits lie in `excerpt`: start and end in UTF-16 units.
    pub excerpt_marks: Vec<(u32, u32)>,
    /// The partner or visit it belongs to, in words; empty if none.
    pub belongs_to: String,
    /// When it was captured, or last written.
    pub at: Instant,
}

/// Something in the trash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrashEntry {
    /// The record.
    pub record: RecordRef,
    /// Its title.
    pub title: String,
    /// When it was deleted.
    pub deleted: Instant,
    /// Who deleted it; empty if unknown.
    pub by: String,
}

/// A change to a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When.
    pub at: Instant,
    /// Who; empty if unknown.
    pub author: String,
    /// The fields it set, with their values; of prose, the text after it.
    pub fields: Vec<Field>,
    /// The elements it took out of sets.
    pub removed: Vec<Field>,
    /// It deleted the record.
    pub deleted: bool,
    /// It brought the record back.
    pub restored: bool,
}

/// Something brought back after a crash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recovered {
    /// The record it is now.
    pub record: RecordRef,
    /// The words, or the name of the recording; shortened.
    pub text: String,
    /// When it was last written before the crash.
    pub written: Instant,
    /// Whether it is a recording.
    pub recording: bool,
}

/// What the engine answers to a [`Query`](crate::Query).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum View {
    /// To `Start`.
    Start(StartView),
    /// To `Partners`.
    Partners(Page<PartnerView>),
    /// To `Partner`.
    Partner(PartnerView),
    /// To `Sites`.
    Sites(Page<SiteView>),
    /// To `Site`.
    Site(SiteView),
    /// To `Contacts`.
    Contacts(Page<ContactView>),
    /// To `Contact`.
    Contact(ContactView),
    /// To `Visits`.
    Visits(Page<VisitSummary>),
    /// To `Visit`.
    Visit(VisitView),
    /// To `Observations`.
    Observations(Page<ObservationView>),
    /// To `Observation`.
    Observation(ObservationView),
    /// To `Issues`.
    Issues(Page<IssueSummary>),
    /// To `Issue`.
    Issue(IssueView),
    /// To `Commitments`.
    Commitments(Page<CommitmentView>),
    /// To `Commitment`.
    Commitment(CommitmentView),
    /// To `Attachments`.
    Attachments(Page<AttachmentView>),
    /// To `Search`.
    Search(Page<SearchHit>),
    /// To `Trash`.
    Trash(Page<TrashEntry>),
    /// To `History`.
    History(Page<HistoryEntry>),
    /// To `Words`.
    Words(Vec<String>),
    /// To `Bytes`: the media type; the buffer is beside it.
    Bytes {
        /// The media type it was stored with.
        mime: String,
    },
    /// To `Alike`.
    Alike(Vec<(RecordRef, String)>),
    /// To `Doubles`: a hundred at most.
    Doubles(Vec<Double>),
    /// To `PageKey`.
    PageKey(PageKey),
    /// To `Sync`.
    Sync(SyncView),
    /// To `Team`.
    Team(TeamView),
}
