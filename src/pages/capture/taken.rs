//! When a picture was taken: a camera writes what its clock shows, often without saying where.

use floorbook_domain::Instant;

use crate::host::zones;

/// The moment that a camera's clock means: with its offset from UTC in minutes where the camera wrote
/// one, else on the clock of `zone`. `None` for what is no time.
pub(super) fn moment(local: Option<&str>, offset: Option<i32>, zone: &str) -> Option<Instant> {
    let local = local?;
    let seconds: i64 = local.get(17..19).and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    let at = match offset {
        Some(minutes) => zones::from_input(local, "UTC")?.plus_millis(-i64::from(minutes) * 60_000),
        None => zones::from_input(local, zone)?,
    };
    Some(at.plus_millis(seconds * 1_000))
}
