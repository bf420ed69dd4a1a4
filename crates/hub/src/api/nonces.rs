//! The nonces of requests, each of which is taken once.

use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::Reason;
use floorbook_wire::signed::{Signed, WINDOW};
use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many are remembered, some 20 MB of them. Beyond that the oldest are forgotten before their time, and all
/// with the process: what is replayed then changes nothing, because every request can be sent twice.
const MOST: usize = 1 << 18;

/// How long one is remembered: a request may be signed by a clock that runs ahead by the window, come when its
/// time is behind by the window, and then take as long again for its body.
const KEPT: u64 = 3 * WINDOW;

/// The nonces that were taken not long ago.
#[derive(Debug, Default)]
pub(super) struct Nonces(Mutex<Taken>);

/// Each by a short hash of workspace, device and nonce.
#[derive(Debug, Default)]
struct Taken {
    by_age: VecDeque<(u64, [u8; 16])>,
    all: HashSet<[u8; 16]>,
}

impl Nonces {
    /// Takes the nonce of a request whose signature and time are right; `now` in milliseconds since 1970.
    pub(super) fn take(&self, id: WorkspaceId, signed: &Signed, now: u64) -> Result<(), Reason> {
        let name = Hash::of(&[id.0, signed.device.0, signed.nonce].concat()).0;
        let (name, _) = name.split_first_chunk().ok_or(Reason::Replayed)?;
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.forget(now);
        if !taken.all.insert(*name) {
            return Err(Reason::Replayed);
        }
        taken.by_age.push_back((now, *name));
        Ok(())
    }
}

impl Taken {
    /// Forgets what no request can carry any more, and what is too much.
    fn forget(&mut self, now: u64) {
        while let Some((at, old)) = self.by_age.front().copied() {
            if self.by_age.len() < MOST && at.saturating_add(KEPT) >= now {
                break;
            }
            self.by_age.pop_front();
            self.all.remove(&old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use floorbook_seal::{DeviceId, keys::Signature};

    #[test]
    fn a_nonce_is_taken_once_in_its_time_and_no_more_are_kept_than_fit() {
        let (nonces, id) = (Nonces::default(), WorkspaceId([1; 16]));
        let signed = |number: u64| {
            let mut nonce = [0; 16];
            nonce[..8].copy_from_slice(&number.to_be_bytes());
            Signed { device: DeviceId([2; 16]), at: 0, nonce, signature: Signature([0; 64]) }
        };
        assert_eq!(nonces.take(id, &signed(0), 5), Ok(()));
        assert_eq!(nonces.take(id, &signed(0), 5 + KEPT), Err(Reason::Replayed));
        assert_eq!(nonces.take(WorkspaceId([3; 16]), &signed(0), 5), Ok(()), "elsewhere it is another one");
        assert_eq!(nonces.take(id, &signed(0), 6 + KEPT), Ok(()));
        (1..=MOST as u64 + 5).for_each(|number| nonces.take(id, &signed(number), 6 + KEPT).unwrap());
        let taken = nonces.0.lock().unwrap();
        assert_eq!((taken.all.len(), taken.by_age.len()), (MOST, MOST));
    }
}
