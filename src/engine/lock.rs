//! The passphrase that locks the notebook on this device.

use floorbook_port::{Failure, Outcome, Passphrase, ToPage, ToWorker};

use super::door;

/// The person typed the passphrase. What comes of it is told by [`host`](super::host).
pub fn unlock(passphrase: Passphrase) {
    door::door().post(&ToWorker::Unlock { passphrase });
}

/// Whether a passphrase locks the notebook on this device.
///
/// # Errors
/// It cannot be told.
pub async fn is_locked() -> Result<bool, Failure> {
    answer(|number| ToWorker::AskLock { number }).await
}

/// Locks the notebook on this device with a passphrase, or with another one; with `None` takes the lock away.
/// Answers whether it is locked. When this returns, that is on disk.
///
/// # Errors
/// Why not; then it is as it was before.
pub async fn set_lock(passphrase: Option<Passphrase>) -> Result<bool, Failure> {
    answer(|number| ToWorker::SetLock { number, passphrase }).await
}

async fn answer(message: impl FnOnce(u32) -> ToWorker) -> Result<bool, Failure> {
    match door::door().send(message, &[]).await?.0 {
        ToPage::Lock { set, .. } => set,
        ToPage::Reply(reply) => match reply.outcome {
            Outcome::Failed(failure) => Err(failure),
            Outcome::Done(_) | Outcome::View(_) => Err(super::out_of_place()),
        },
        ToPage::Developed { .. } | ToPage::NotDeveloped { .. } | ToPage::Event(_) => Err(super::out_of_place()),
    }
}
