//! Room in memory for the bodies of requests.
//!
//! Whoever comes when there is none waits with what they send. Strangers have a room of their own, so that they
//! cannot take that of the devices.

use floorbook_wire::Reason;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How much devices send at once, in KiB: 256 MiB.
const DEVICES: usize = 256 << 10;

/// How much strangers send at once, in KiB: 64 MiB.
const STRANGERS: usize = 64 << 10;

/// The room that is left.
#[derive(Debug)]
pub(super) struct Room {
    devices: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
}

impl Default for Room {
    fn default() -> Self {
        let [devices, strangers] = [DEVICES, STRANGERS].map(|room| Arc::new(Semaphore::new(room)));
        Room { devices, strangers }
    }
}

impl Room {
    /// Takes room for so many bytes, until what it gives is dropped.
    pub(super) async fn take(&self, bytes: u64, is_member: bool) -> Result<OwnedSemaphorePermit, Reason> {
        let room = if is_member { &self.devices } else { &self.strangers };
        let needed = u32::try_from(bytes.div_ceil(1024)).map_err(|_| Reason::TooLarge)?;
        Arc::clone(room).acquire_many_owned(needed).await.map_err(|_| Reason::NotStored)
    }
}
