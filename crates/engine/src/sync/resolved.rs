//! Memberships that were resolved lately.
//!
//! Resolving checks every signature in the records, and within one command the same records are asked about
//! several times. A membership is a function of its records, so it can be kept by their names.

use std::{cell::RefCell, collections::VecDeque};

use floorbook_seal::{
    Hash, WorkspaceId,
    membership::{Membership, Record, TooManyRecords, resolve},
};

/// How many are kept: some notebooks, each before and after a change.
const KEPT: usize = 8;

thread_local! {
    static LATELY: RefCell<VecDeque<(Hash, Membership)>> = const { RefCell::new(VecDeque::new()) };
}

/// What these records make.
pub(crate) fn resolve_once(
    workspace: WorkspaceId,
    founding: Hash,
    records: Vec<Record>,
) -> Result<Membership, TooManyRecords> {
    let mut names: Vec<[u8; 32]> = records.iter().map(|record| record.name().0).collect();
    names.sort_unstable();
    let all = [&workspace.0[..], &founding.0, names.as_flattened()].concat();
    let key = Hash::of(&all);
    let known = LATELY.with_borrow(|lately| lately.iter().find(|(of, _)| *of == key).map(|(_, known)| known.clone()));
    if let Some(known) = known {
        return Ok(known);
    }
    let membership = resolve(workspace, founding, records)?;
    LATELY.with_borrow_mut(|lately| {
        lately.truncate(KEPT - 1);
        lately.push_front((key, membership.clone()));
    });
    Ok(membership)
}
