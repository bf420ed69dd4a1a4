//! Why the notebook cannot be opened.

use floorbook_port::{Failure, Refusal};

/// Why the notebook cannot be opened.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    /// Why.
    pub(crate) reason: Refusal,
    /// Technical detail.
    pub(crate) detail: String,
}

impl Refused {
    /// A refusal with its detail.
    pub(crate) fn new(reason: Refusal, detail: impl Into<String>) -> Refused {
        Refused { reason, detail: detail.into() }
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Refused {
        Refused::new(Refusal::of(failure.code), failure.to_string())
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Refused {
        let reason = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Refusal::StorageFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Refusal::StorageDenied,
            _ => Refusal::Other,
        };
        Refused::new(reason, error.to_string())
    }
}
