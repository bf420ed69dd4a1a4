//! A person on our side.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{Record, name_problems};
use crate::{DeviceId, Instant, Problem, RecordRef, field::record};

/// A device and its name. **Frozen.**
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct NamedDevice {
    /// Which device.
    #[n(0)]
    pub device: DeviceId,
    /// What its owner calls it.
    #[n(1)]
    pub name: String,
}

record! {
    /// A person on our side: who wrote a note, who came along.
    Member, MemberField:
    /// What colleagues call them.
    1 one name Name: String;
    /// What they call their devices.
    2 set devices Devices: NamedDevice;
}

impl Record for Member {
    fn parent(&self) -> Option<RecordRef> {
        None
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.name]
    }

    fn prose(&self) -> Vec<&str> {
        Vec::new()
    }

    fn moment(&self) -> Option<Instant> {
        None
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        Vec::new()
    }

    fn problems(&self) -> Vec<Problem> {
        name_problems(&self.name)
    }
}
