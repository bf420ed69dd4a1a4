//! The device's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use floorbook_domain::Instant;

/// Now. A clock that stands before 1970 is taken to stand there.
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
