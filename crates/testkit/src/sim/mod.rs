//! Fleets, simulated: one seed, one run, always the same.
//!
//! Three to eight replicas of several people and a hub live in one process, with a clock and a network of their
//! own. Everything that goes wrong in the world goes wrong here: messages and notices are lost, doubled, reordered,
//! cut and garbled; devices crash, run full, get an old disk back, and tell the time wrongly by ten years; hubs are swapped,
//! emptied and rolled back; owners act apart, remove and demote those who write offline; files are handed over
//! where there is no network, and hubs are shared nearby. Then it is quiet, and [`check`](self) says whether anything was lost.

mod check;
mod deeds;
mod hall;
mod node;
mod team;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use floorbook_domain::{DeviceId, Hash, NotebookId, RecordRef};

use crate::{Chance, Net, hub::Hub};
use node::Node;
use wire::Flight;

/// What a run was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ran {
    /// Replicas.
    pub replicas: usize,
    /// Steps.
    pub steps: usize,
    /// Messages that went over the network.
    pub messages: usize,
    /// Changes that were acknowledged to their authors.
    pub changes: usize,
}

/// A change that its author was told is saved.
struct Fact {
    node: usize,
    device: DeviceId,
    /// What it made, if it made a note.
    note: Option<RecordRef>,
}

/// A run.
pub(crate) struct Run {
    chance: Chance,
    /// What happens in the hall: its own as well.
    hall: Chance,
    /// What becomes of notices: its own, so that the rest of a run does not hang on them.
    hearing: Chance,
    net: Net,
    nodes: Vec<Node>,
    flights: Vec<Flight>,
    notebook: NotebookId,
    /// What was saved, by the name of the change.
    facts: BTreeMap<Hash, Fact>,
    /// What somebody deleted.
    deleted: BTreeSet<RecordRef>,
    /// Replicas of those who were removed, demoted or not let in at some time: what they write may be put aside.
    doubtful: BTreeSet<usize>,
    hub_backups: Vec<Hub>,
    logs: u64,
    hub: String,
    trace: Vec<String>,
    messages: usize,
}

/// Runs one seed.
///
/// # Errors
/// What was found wrong, with what happened before.
pub fn run(seed: u64) -> Result<Ran, String> {
    let mut last = Vec::new();
    let ran = catch_unwind(AssertUnwindSafe(|| {
        let mut run = Run::new(seed);
        let done = catch_unwind(AssertUnwindSafe(|| run.go()));
        last = std::mem::take(&mut run.trace);
        match done {
            Ok(ran) => ran,
            Err(cause) => std::panic::resume_unwind(cause),
        }
    }));
    ran.map_err(|cause| {
        let what = cause.downcast_ref::<String>().cloned();
        let what = what.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default();
        let from = last.len().saturating_sub(400);
        format!("seed {seed}: {what}\n{}", last[from..].join("\n"))
    })
}

impl Run {
    fn say(&mut self, what: impl Into<String>) {
        self.trace.push(what.into());
    }

    /// Whether something happens that happens so often of a thousand times.
    fn happens(&mut self, of_thousand: usize) -> bool {
        self.chance.below(1000) < of_thousand
    }

    fn go(&mut self) -> Ran {
        let steps = 40 + self.chance.below(80);
        for _ in 0..steps {
            self.step();
        }
        self.quiet();
        self.check();
        Ran { replicas: self.nodes.len(), steps, messages: self.messages, changes: self.facts.len() }
    }

    fn step(&mut self) {
        let pause = [10, 1_000, 30_000, 3_600_000][self.chance.below(4)];
        self.net.now = self.net.now.plus_millis(pause);
        let at = self.chance.below(self.nodes.len());
        match self.chance.below(100) {
            0..30 => self.write(at),
            30..55 => self.pump(at),
            55..75 => {
                for _ in 0..1 + self.chance.below(8) {
                    self.deliver();
                }
            }
            75..85 => {
                // A good moment: some of them sync as they should.
                for _ in 0..10 {
                    self.pump(at);
                    self.deliver();
                }
            }
            85..90 => self.mishap(at),
            90..94 => self.team_deed(at),
            94..97 => self.hand_over(at),
            _ => self.hub_mishap(),
        }
        if self.hall.below(100) < 8 {
            let at = self.hall.below(self.nodes.len());
            self.hall_deed(at);
        }
    }
}
