//! What a parcel carries beside keys and records.

use floorbook_seal::{
    Hash,
    parcel::{Parcel, ParcelKey},
};
use minicbor::{Decode, Encode, bytes::ByteVec};

use super::{ids::Random, work::Work};
use crate::fail::Result;
use floorbook_port::{ErrorCode, Failure};

/// The caller's part of a parcel. **Frozen**: fields may be added under new numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Note {
    /// The hub's address; empty where there is none.
    #[n(0)]
    pub(crate) hub: String,
    /// The personal notebook as a parcel of its own under the same key, for another device of one's own.
    #[n(1)]
    pub(crate) personal: Option<ByteVec>,
    /// In a backup, the keys of the device that wrote it: with them a new device is brought in.
    #[n(2)]
    pub(crate) device: Option<ByteVec>,
    /// In a backup, whose it is.
    #[n(3)]
    pub(crate) member: Option<ByteVec>,
}

impl Note {
    /// Reads a note; what cannot be read is empty.
    pub(crate) fn read(bytes: &[u8]) -> Note {
        floorbook_wire::read(bytes).unwrap_or_default()
    }
}

/// What goes into a parcel of a notebook.
pub(crate) struct Contents {
    /// Whether the content keys are in it: not for who has them wrapped.
    pub(crate) keys: bool,
    pub(crate) note: Note,
}

impl Work<'_> {
    /// A sealed parcel of this notebook.
    pub(crate) fn parcel(&mut self, founding: Hash, key: &ParcelKey, contents: Contents) -> Result<Vec<u8>> {
        let keys = if contents.keys { self.keys()?.into_values().collect() } else { Vec::new() };
        let note = floorbook_wire::write(&contents.note);
        let parcel = Parcel { workspace: self.workspace, founding, keys, records: self.record_bytes()?, note };
        let sealed = parcel.seal(key, &mut Random(self.entropy));
        Ok(sealed.map_err(|error| Failure::new(ErrorCode::Refused, error.to_string()))?)
    }
}
