//! The content keys of a workspace: which there are, which is current, whether a new one is due.

use std::collections::BTreeMap;

use super::{Action, Recipient, evidence::Evidence, graph::Graph, hearing::Label};
use crate::{
    id::KeyId,
    keys::{CarriedKey, WrappedKey},
};

/// A content key, as the membership knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedKey {
    /// Its wraps, by recipient: more than one if it was handed on again. A wrap that does not open is wrong,
    /// and the next one counts.
    pub wraps: BTreeMap<Recipient, Vec<WrappedKey>>,
    /// Older keys that are sealed under it.
    pub older: Vec<CarriedKey>,
    /// Whether the record that made it stands. One that was put aside is only for reading.
    pub stands: bool,
}

/// All that the membership says of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyLog {
    pub(super) keys: BTreeMap<KeyId, SharedKey>,
    pub(super) current: Option<KeyId>,
    pub(super) due: bool,
}

impl KeyLog {
    pub(super) fn new(graph: &Graph, evidence: &Evidence, labels: &[Label]) -> KeyLog {
        let stands = |place: usize| labels[place] == Label::Stands;
        let mut log = KeyLog { due: true, ..KeyLog::default() };
        let losses = losses(graph, evidence, labels);
        let (mut current, mut fresh) = (None, None);
        let mut places: Vec<usize> = evidence.keys.values().flatten().copied().collect();
        places.sort_unstable();
        for place in places {
            let (key, wraps, older) = match graph.record(place).action() {
                Action::NewKey { key, wraps, older } => (*key, wraps, Some(older)),
                Action::HandKey { key, wraps } => (*key, wraps, None),
                _ => continue,
            };
            let shared = log.keys.entry(key).or_default();
            wraps.iter().for_each(|wrap| shared.wraps.entry(wrap.to).or_default().push(wrap.key));
            shared.older.extend(older.into_iter().flatten());
            if older.is_some() && stands(place) {
                shared.stands = true;
                current = Some(key);
                if losses.iter().all(|loss| graph.before(*loss, place)) {
                    fresh = Some(key);
                }
            }
        }
        log.due = fresh.is_none();
        log.current = fresh.or(current);
        log
    }
}

/// After what a new key is due: someone who may know the key should not read on.
fn losses(graph: &Graph, evidence: &Evidence, labels: &[Label]) -> Vec<usize> {
    let stands = |place: &usize| labels[*place] == Label::Stands;
    let members = evidence.member_removals.values().flatten().copied();
    let devices = evidence.device_removals.values().flatten().copied();
    let replacements = evidence.recoveries.values().flat_map(|recoveries| {
        let standing: Vec<usize> = recoveries.iter().copied().filter(stands).collect();
        standing.into_iter().enumerate().filter(|(number, _)| *number > 0).map(|(_, place)| place)
    });
    let mut losses: Vec<usize> = members.chain(devices).filter(stands).chain(replacements).collect();
    losses.sort_by_key(|place| graph.name(*place));
    losses
}
