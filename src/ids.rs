//! New ids: UUIDv7 of the device's clock and the browser's cryptographic randomness.

use uuid::Uuid;

use crate::host::clock;

/// A new id, of whatever kind is asked for: `ids::new::<VisitId>()`.
pub fn new<I: From<Uuid>>() -> I {
    I::from(uuid())
}

/// A new id without a kind, for what the port names itself (commands, recordings, tabs).
pub fn uuid() -> Uuid {
    let mut random = [0; 10];
    // A browser without `crypto` has no durable storage either, and is refused before this is
    // reached; the clock alone still tells apart what one tab makes.
    if let Ok(crypto) = leptos::prelude::window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    // A clock before 1970 is no clock; ids then count from zero, and the random part keeps them apart.
    let millis = u64::try_from(clock::now().0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
