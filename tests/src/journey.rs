//! One journey at a time: two cores carry one browser well, and moments that are measured stay so.

use crate::evidence;
use crate::world::World;
use futures_util::FutureExt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::{Mutex, PoisonError};

static ONE: Mutex<()> = Mutex::new(());

/// Walks a journey. Where it fails, what was on the screens is left in `target/e2e-failures/`, and
/// every program it started is ended.
pub fn walk(name: &str, journey: impl AsyncFnOnce(&World)) {
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let world = World::default();
        if let Err(panic) = AssertUnwindSafe(journey(&world)).catch_unwind().await {
            evidence::keep(name, &world).await;
            resume_unwind(panic);
        }
    });
}
