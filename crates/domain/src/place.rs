//! A position on the earth.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Where something is: degrees north and east (WGS 84), each in millionths of a degree, and how
/// exact that is in metres, where the device told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Position {
    /// Latitude, −90,000,000 to 90,000,000.
    #[n(0)]
    pub latitude: i32,
    /// Longitude, −180,000,000 to 180,000,000.
    #[n(1)]
    pub longitude: i32,
    /// Radius of 68 % confidence in metres.
    #[n(2)]
    pub accuracy: Option<u32>,
}

impl Position {
    /// Whether it lies on the earth.
    pub fn is_valid(self) -> bool {
        self.latitude.unsigned_abs() <= 90_000_000 && self.longitude.unsigned_abs() <= 180_000_000
    }
}
