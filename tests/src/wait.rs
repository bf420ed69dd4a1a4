//! Waiting for a thing to be so, never for a time to pass.

use std::time::{Duration, Instant};

/// How long is waited for something that a person would get at once: machines under test are slow
/// and shared, and a wait that is over early costs nothing.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(25);

/// Looks until there is something to see, and returns it; `None` when `patience` is over.
pub async fn within<T>(patience: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(seen) = look().await {
            return Some(seen);
        }
        if Instant::now() >= deadline {
            return None;
        }
        pause().await;
    }
}

/// Waits until it is so.
///
/// # Panics
/// When it is not so for [`PATIENCE`]; `what` says what was waited for.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let seen = within(PATIENCE, async || is_so().await.then_some(())).await;
    assert!(seen.is_some(), "waited in vain for {PATIENCE:?}: {what}");
}

/// The time between two looks at something.
pub async fn pause() {
    tokio::time::sleep(PAUSE).await;
}
