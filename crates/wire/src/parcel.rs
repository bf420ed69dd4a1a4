//! Where a parcel lies at a hub.

use std::fmt;

use floorbook_seal::{InvitationId, RecoveryId};

/// The id of a parcel: that of the invitation or of the recovery key that it is for. It is 128 bits that
/// nobody guesses, and stands in paths as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParcelId(pub [u8; 16]);

impl From<InvitationId> for ParcelId {
    fn from(id: InvitationId) -> Self {
        ParcelId(id.0)
    }
}

impl From<RecoveryId> for ParcelId {
    fn from(id: RecoveryId) -> Self {
        ParcelId(id.0)
    }
}

impl fmt::Display for ParcelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
