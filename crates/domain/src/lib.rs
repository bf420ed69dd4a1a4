//! The words of the business, pure: ids, kinds, fields, rules.
//!
//! What a buyer keeps about the factories they visit is a **record** of one of a few kinds
//! ([`Kind`]). A record is nothing but its fields, each with a fixed number in the encoding
//! ([`FieldSpec`]) and a way to merge ([`Shape`]). Adding a field means one line in the kind's
//! file here, and the form that shows it; no other crate needs to know.
//!
//! Beside the records stand rules that hold for them: the calendars of the countries one buys from
//! ([`holidays`]), the rhythm of contact ([`cadence`]), what is late ([`lateness`]) and what is owed ([`terms`]).
//!
//! This crate does no input or output, reads no clock and makes no randomness.

pub mod cadence;
pub mod code;
pub mod customs;
pub mod day;
pub mod field;
pub mod holidays;
pub mod ical;
pub mod id;
pub mod instant;
pub mod kind;
pub mod lateness;
pub mod place;
pub mod problem;
pub mod record;
pub mod talk;
pub mod terms;
pub mod text;
pub mod zone;

pub use day::Day;
pub use field::{FieldError, FieldSpec, Shape};
pub use id::{
    AttachmentId, CommitmentId, ContactId, DeviceId, Hash, IssueId, MemberId, NotebookId, ObservationId, PartnerId,
    RecordRef, SignOffId, SiteId, StepId, VisitId,
};
pub use instant::Instant;
pub use kind::Kind;
pub use place::Position;
pub use problem::Problem;
pub use record::{
    AnyRecord, Field, Record,
    attachment::{Attachment, AttachmentField, Media},
    commitment::{Commitment, CommitmentField, Ended, Ending, Keeping, Move, Party},
    contact::{Channel, Consent, ConsentAnswer, Contact, ContactField, Messenger, MessengerService, Role},
    issue::{Issue, IssueField, IssueState, Step},
    member::{Member, MemberField, NamedDevice},
    observation::{Answer, Defects, Observation, ObservationField, ObservationKind, Outcome, Severity},
    partner::{Partner, PartnerField},
    sign_off::{GLASS_HEIGHT, GLASS_WIDTH, Point, SignOff, SignOffField},
    site::{Certificate, Figure, Shift, Site, SiteField},
    visit::{Attendee, Visit, VisitField, VisitState},
};
