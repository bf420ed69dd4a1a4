//! A replica in a run, and what befalls it.

use std::collections::BTreeMap;

use floorbook_domain::{Hash, NotebookId};
use floorbook_engine::Line;

use super::Run;
use crate::{Ear, Replica, Snapshot};

/// A replica in a run.
pub(super) struct Node {
    pub(super) replica: Replica,
    /// Whose it is.
    pub(super) person: usize,
    /// How often it was started.
    pub(super) life: usize,
    pub(super) live: BTreeMap<Line, Ear>,
    /// Notices that are late.
    pub(super) late: Vec<(Line, String)>,
    pub(super) online: bool,
    /// Its disk is full.
    pub(super) full: bool,
    /// An old copy of its disk.
    pub(super) copy: Option<Snapshot>,
    /// Whether it takes part in the notebook.
    pub(super) inside: bool,
}

const YEARS: i64 = 10 * 365 * 86_400_000;

impl Node {
    pub(super) fn new(replica: Replica, person: usize) -> Node {
        let (live, late) = (BTreeMap::new(), Vec::new());
        Node { replica, person, life: 0, live, late, online: true, full: false, copy: None, inside: false }
    }

    /// The names of the changes that it holds.
    pub(super) fn held(&mut self, notebook: NotebookId) -> Vec<Hash> {
        self.replica
            .engine()
            .changes(notebook)
            .map_or_else(|_| Vec::new(), |all| all.into_iter().map(|(n, _)| n).collect())
    }
}

impl Run {
    /// Puts the clock of a node to what it shows now.
    pub(super) fn tick(&mut self, at: usize) {
        let node = &mut self.nodes[at];
        node.replica.now = self.net.now.plus_millis(node.replica.skew);
    }

    /// Something goes wrong with a device.
    pub(super) fn mishap(&mut self, at: usize) {
        match self.chance.below(8) {
            0 | 1 => self.crash(at),
            2 => {
                self.say(format!("{at} goes offline or online"));
                self.nodes[at].online = !self.nodes[at].online;
            }
            3 => {
                let skew = [0, YEARS, -YEARS, 120_000, -400_000][self.chance.below(5)];
                self.say(format!("the clock of {at} is off by {skew}"));
                self.nodes[at].replica.skew = skew;
            }
            4 => {
                let room = u32::try_from(self.chance.below(12)).unwrap_or(0);
                self.say(format!("the disk of {at} has room for {room} pages"));
                self.nodes[at].full = true;
                self.nodes[at].replica.leave_room(Some(room));
            }
            5 => {
                self.say(format!("the disk of {at} is copied"));
                self.nodes[at].copy = Some(self.nodes[at].replica.copy_of_files());
            }
            6 => self.old_disk(at),
            _ => {
                if self.nodes[at].full {
                    self.say(format!("the disk of {at} has room again"));
                    self.nodes[at].full = false;
                    self.nodes[at].replica.leave_room(None);
                }
            }
        }
    }

    /// The process of a device ends, at any place.
    pub(super) fn crash(&mut self, at: usize) {
        self.say(format!("{at} crashes"));
        self.nodes[at].replica.kill();
        self.restarted(at);
    }

    fn restarted(&mut self, at: usize) {
        self.flights.retain(|flight| flight.node() != at);
        let node = &mut self.nodes[at];
        node.life += 1;
        node.live.clear();
        node.late.clear();
        if node.full {
            node.replica.leave_room(Some(3));
        }
    }

    /// An old copy of its disk is put back: what was only on the newer one is gone.
    fn old_disk(&mut self, at: usize) {
        let Some(copy) = self.nodes[at].copy.clone() else { return };
        if !self.nodes[at].inside {
            return;
        }
        let view = self.nodes[at].replica.sync_view();
        let is_safe = view.status.waiting_changes == 0 && view.hub.as_deref() == Some(self.hub.as_str());
        self.say(format!("{at} gets an old disk back (safe: {is_safe})"));
        self.nodes[at].replica.put_back(&copy);
        self.restarted(at);
        self.nodes[at].inside = self.nodes[at].replica.is_in(self.notebook);
        if !is_safe {
            self.forget_lost(Some(at));
        }
    }

    /// Forgets what was saved on a disk that is gone, and is nowhere else.
    pub(super) fn forget_lost(&mut self, of: Option<usize>) {
        let notebook = self.notebook;
        let held: std::collections::BTreeSet<Hash> =
            self.nodes.iter_mut().flat_map(|node| node.held(notebook)).collect();
        self.facts.retain(|name, fact| of.is_some_and(|of| of != fact.node) || held.contains(name));
    }
}
