//! Several replicas that take part in one notebook.

use floorbook_domain::NotebookId;

use crate::{Chance, Replica};

/// Replicas that take part in one notebook, which the first of them started.
///
/// # Panics
/// When one of them refuses.
pub fn fleet(count: u64, seed: u64) -> (Vec<Replica>, NotebookId) {
    let mut replicas: Vec<_> = (0..count).map(|n| Replica::new(seed * 100 + n)).collect();
    let notebook = replicas.first_mut().expect("a fleet has a replica").begin("Ada");
    for (n, replica) in replicas.iter_mut().enumerate().skip(1) {
        replica.begin(&format!("Member {n}"));
        replica.engine().join(notebook).expect("it takes part");
    }
    (replicas, notebook)
}

/// Gives every replica what the others have.
///
/// # Panics
/// When one of them refuses.
pub fn exchange(replicas: &mut [Replica], notebook: NotebookId) {
    let changes = |replica: &mut Replica| replica.engine().changes(notebook).expect("its changes");
    let all: Vec<_> = replicas.iter_mut().flat_map(changes).collect();
    for replica in replicas {
        let now = replica.now;
        let received = replica.engine().receive(now, notebook, &all).expect("it takes them in");
        assert_eq!(received.refused, []);
    }
}

/// Puts items in any order.
pub fn shuffle<T>(items: &mut [T], chance: &mut Chance) {
    for at in (1..items.len()).rev() {
        items.swap(at, chance.below(at + 1));
    }
}
