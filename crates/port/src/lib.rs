//! The engine's public face as serde data: what can be told to it ([`Command`]), asked of it
//! ([`Query`] → [`View`]), what it reports by itself ([`Event`]), and how it fails ([`Failure`]).
//!
//! It is the same in every host: the browser's worker speaks it as JSON over `postMessage`, the
//! desktop shell in parcels over its IPC. Bytes (photos, sound) never travel inside JSON: a message names them
//! by their place in the list of buffers beside it ([`Part`]).

mod command;
mod draft;
mod event;
mod failure;
mod hall;
mod message;
mod page_key;
pub mod parcel;
mod passphrase;
mod query;
mod shared;
mod shell;
mod sync;
mod view;

pub use command::{Answer, Command, CommandId, NewAttachment, RecordingId, Write};
pub use draft::{Composer, Draft, DraftKey, TabId};
pub use event::{Event, HostState, Refusal};
pub use failure::{ErrorCode, Failure};
pub use hall::{HallCommand, HallView, NearDevice, NearHub, Sharing};
pub use message::{Outcome, Part, Reply, Request, ToPage, ToWorker};
pub use page_key::PageKey;
pub use passphrase::Passphrase;
pub use query::{Cursor, ObservationFilter, PageRequest, Query, Scope};
pub use shared::{CommitmentView, IssueSummary, IssueView, SignOffView, StepView, Which, Whose};
pub use shell::{FromShell, KeyPlace, ShellDevice, ToShell};
pub use sync::{
    AsideReason, AsideWork, InvitationView, JoinTrouble, JoiningView, PhotoChoice, Role, SyncPhase, SyncStatus,
    SyncTrouble, SyncView, TakenIn, TeamCommand, TeamDevice, TeamMember, TeamView, WaitingItem,
};
pub use view::{
    AttachmentView, ContactView, Double, FieldValues, Found, HistoryEntry, Named, NotebookKind, NotebookView,
    ObservationView, Page, PartnerView, Recovered, SearchHit, Side, SiteView, StartView, TrashEntry, View,
    VisitSummary, VisitView,
};
