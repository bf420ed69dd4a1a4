//! What of a log has been seen: for each device, up to which of its changes.

use std::collections::BTreeMap;

use floorbook_domain::DeviceId;
use minicbor::{Decode, Encode};

/// For each device the highest number of its changes. Missing devices have 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Version(#[n(0)] pub BTreeMap<DeviceId, u64>);

impl Version {
    /// Notes change `seq` of `device`.
    pub fn add(&mut self, device: DeviceId, seq: u64) {
        let highest = self.0.entry(device).or_default();
        *highest = seq.max(*highest);
    }

    /// Whether everything in `other` is in here too.
    pub fn covers(&self, other: &Version) -> bool {
        other.0.iter().all(|(device, seq)| self.0.get(device).is_some_and(|seen| seen >= seq))
    }
}
