//! What the engine and its host report by themselves.

use floorbook_domain::RecordRef;
use serde::{Deserialize, Serialize};

use crate::{ErrorCode, SyncStatus};

/// Something happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// These records changed; views that show them ask again.
    Changed(Vec<RecordRef>),
    /// Another notebook was opened, or everything was rebuilt: every view asks again.
    Everything,
    /// How the host is.
    Host(HostState),
    /// The last write found no room (`true`), or found some again.
    Full(bool),
    /// How it stands with syncing the open notebook.
    Sync(SyncStatus),
}

/// How the host of the engine is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum HostState {
    /// It opens the notebook.
    Opening,
    /// The notebook is open; here (`owner`) or in another tab.
    Ready {
        /// Whether this tab's worker holds the database.
        owner: bool,
    },
    /// A passphrase locks the notebook on this device, and no tab has been told it yet.
    Locked {
        /// The passphrase that was tried last in this tab is not the right one.
        wrong: bool,
    },
    /// The tab that holds the notebook does not answer: it is frozen or busy.
    OwnerSilent,
    /// The tab that holds the notebook runs another build; this tab should save its drafts and reload.
    OtherBuild,
    /// The notebook cannot be opened here.
    Refused {
        /// Why.
        reason: Refusal,
        /// Technical detail for the one who helps.
        detail: String,
    },
    /// The database was damaged. It was set aside, and what was intact was brought over.
    Rescued {
        /// Changes brought over.
        changes: u64,
        /// Changes or pieces that could not be read.
        lost: u64,
        /// The name under which the damaged file is kept.
        kept_as: String,
    },
}

/// Why a host refuses to keep a notebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// The page came over plain HTTP from another machine.
    InsecureOrigin,
    /// The browser has no origin-private file system, or no synchronous access to it.
    NoOpfs,
    /// The browser or the person denies storage, as in some private windows.
    StorageDenied,
    /// There is no room.
    StorageFull,
    /// The key of the database is gone, so it cannot be read.
    KeyLost,
    /// The database was written by a newer version of the app.
    TooNew,
    /// The keychain of the system, which holds the key of the database, does not answer or is locked.
    KeychainShut,
    /// Another Floorbook that is running holds the notebook.
    InUse,
    /// The database is damaged and could not be rescued.
    Damaged,
    /// Something else; the detail says what.
    Other,
}

impl Refusal {
    /// Why a host refuses to keep a notebook that does not open, going by how it failed.
    pub fn of(code: ErrorCode) -> Refusal {
        match code {
            ErrorCode::StorageFull => Refusal::StorageFull,
            ErrorCode::WrongKey => Refusal::KeyLost,
            ErrorCode::TooNew => Refusal::TooNew,
            ErrorCode::Damaged => Refusal::Damaged,
            _ => Refusal::Other,
        }
    }

    /// How a request fails while the notebook is refused.
    pub fn code(self) -> ErrorCode {
        match self {
            Refusal::StorageFull => ErrorCode::StorageFull,
            Refusal::KeyLost => ErrorCode::WrongKey,
            Refusal::TooNew => ErrorCode::TooNew,
            Refusal::Damaged => ErrorCode::Damaged,
            Refusal::InsecureOrigin
            | Refusal::NoOpfs
            | Refusal::StorageDenied
            | Refusal::KeychainShut
            | Refusal::InUse
            | Refusal::Other => ErrorCode::NoDurableStorage,
        }
    }
}
