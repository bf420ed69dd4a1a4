//! After quiet: whether anything was lost.

use std::collections::BTreeSet;

use floorbook_domain::Hash;
use floorbook_port::{Command, ObservationFilter, PageRequest, Query, View};
use floorbook_seal::WorkspaceId;

use super::Run;
use crate::Replica;

impl Run {
    /// The network is good, everything is retried for long enough.
    pub(super) fn quiet(&mut self) {
        self.say("quiet");
        self.flights.clear();
        let hub = self.hub.clone();
        if let Some(hub) = self.net.hubs.get_mut(&hub) {
            hub.full = false;
        }
        for at in 0..self.nodes.len() {
            self.nodes[at].full = false;
            self.nodes[at].replica.leave_room(None);
            // Whoever closes the app, opens it again; what was under way there is forgotten.
            self.nodes[at].replica.close();
            self.nodes[at].replica.open().expect("it opens again");
            self.nodes[at].replica.skew = self.nodes[at].replica.skew.clamp(-400_000, 400_000);
            self.tick(at);
            self.move_to_hub(at);
        }
        self.gather();
        for _ in 0..4 {
            self.settle();
            let mut moved = false;
            for at in 0..self.nodes.len() {
                let was_inside = self.nodes[at].inside;
                self.see_who_is_in(at);
                if !was_inside && self.nodes[at].inside {
                    self.move_to_hub(at);
                    moved = true;
                }
            }
            if !moved && self.is_quiet() {
                break;
            }
        }
    }

    /// Whether nothing is left to be said.
    fn is_quiet(&mut self) -> bool {
        let notebook = self.notebook;
        let mut digests = BTreeSet::new();
        for at in self.remaining() {
            let status = self.nodes[at].replica.sync_view().status;
            if status.waiting_changes > 0 || status.waiting_photos > 0 || status.trouble.is_some() {
                return false;
            }
            digests.insert(self.nodes[at].replica.engine().digest(notebook).expect("a digest"));
        }
        digests.len() == 1
    }

    fn settle(&mut self) {
        let mut all: Vec<&mut Replica> = self.nodes.iter_mut().map(|node| &mut node.replica).collect();
        self.net.settle(&mut all);
        let sent = std::mem::take(&mut self.net.sent);
        self.messages += sent.len();
        let last = sent.len().saturating_sub(12);
        self.trace.extend(sent.into_iter().skip(last));
    }

    /// Who belongs to the team in the end, by what the hub knows.
    fn remaining(&mut self) -> Vec<usize> {
        let hub = &self.net.hubs[&self.hub];
        let Some(workspace) = hub.workspaces.get(&WorkspaceId(self.notebook.to_bytes())) else { return Vec::new() };
        let membership = workspace.membership.clone();
        let mut remaining = Vec::new();
        for (at, node) in self.nodes.iter_mut().enumerate() {
            let device = if node.inside { node.replica.known_device() } else { None };
            if device
                .is_some_and(|device| membership.role_of_device(floorbook_seal::DeviceId(device.to_bytes())).is_some())
            {
                remaining.push(at);
            }
        }
        remaining
    }

    pub(super) fn check(&mut self) {
        let remaining = self.remaining();
        self.say(format!("remaining: {remaining:?}"));
        assert!(!remaining.is_empty(), "somebody belongs to the team");
        let notebook = self.notebook;
        let mut digests = Vec::new();
        for at in &remaining {
            let node = &mut self.nodes[*at];
            let status = node.replica.sync_view().status;
            assert_eq!((status.waiting_changes, status.trouble), (0, None), "nothing waits at {at}: {status:?}");
            // Whoever only reads by now sends no photos any more.
            assert!(status.waiting_photos == 0 || self.doubtful.contains(at), "no photo waits at {at}: {status:?}");
            digests.push((*at, node.replica.engine().digest(notebook).expect("a digest")));
        }
        self.check_hall(&remaining);
        if digests.iter().any(|(_, digest)| *digest != digests[0].1) {
            self.tell_apart(&remaining);
            panic!("the same everywhere: {digests:?}");
        }
        // What was made step by step is what is made anew.
        let some = remaining[self.chance.below(remaining.len())];
        self.nodes[some].replica.call(Command::Rebuild).expect("it is rebuilt");
        let anew = self.nodes[some].replica.engine().digest(notebook).expect("a digest");
        assert_eq!(anew, digests[0].1, "{some} makes the same anew");
        self.check_facts(&remaining);
        self.check_records(remaining[0]);
        let missing: Vec<_> = remaining.iter().map(|at| self.nodes[*at].replica.sync_view().missing_photos).collect();
        self.say(format!("missing photos: {missing:?}"));
    }

    /// Every change that was acknowledged is everywhere, or named as put aside where the membership says so.
    fn check_facts(&mut self, remaining: &[usize]) {
        let notebook = self.notebook;
        let held: Vec<BTreeSet<Hash>> =
            self.nodes.iter_mut().map(|node| node.held(notebook).into_iter().collect()).collect();
        for (name, fact) in &self.facts {
            if remaining.iter().all(|at| held[*at].contains(name)) {
                continue;
            }
            let is_doubtful = self.doubtful.contains(&fact.node) || !remaining.contains(&fact.node);
            assert!(is_doubtful, "{name} of {} ({}) is lost", fact.node, fact.device);
            if held[fact.node].contains(name) {
                continue;
            }
            let of_device = |at: usize, nodes: &mut Vec<super::Node>| {
                nodes[at].replica.sync_view().aside.iter().any(|work| work.device == fact.device)
            };
            let named =
                of_device(fact.node, &mut self.nodes) || remaining.iter().any(|at| of_device(*at, &mut self.nodes));
            assert!(named, "{name} of {} ({}) is gone without a word", fact.node, fact.device);
        }
    }

    /// No note is gone that nobody deleted.
    fn check_records(&mut self, at: usize) {
        let notebook = self.notebook;
        let held: BTreeSet<Hash> = self.nodes[at].held(notebook).into_iter().collect();
        let page = PageRequest::first(500);
        let View::Observations(page) = self.nodes[at].replica.ask(&Query::Observations(ObservationFilter::All, page))
        else {
            panic!("observations are answered")
        };
        let shown: BTreeSet<_> = page.rows.iter().map(|row| floorbook_domain::RecordRef::from(row.found.id)).collect();
        for (name, fact) in self.facts.iter().filter(|(name, _)| held.contains(name)) {
            let Some(note) = fact.note else { continue };
            let View::Observation(view) = self.nodes[at]
                .replica
                .ask(&Query::Observation(floorbook_domain::ObservationId::from_bytes(*note.id.as_bytes())))
            else {
                panic!("an observation is answered")
            };
            let visit = view.found.record.visit.map(floorbook_domain::RecordRef::from);
            let may_be_gone = self.deleted.contains(&note) || visit.is_some_and(|visit| self.deleted.contains(&visit));
            assert!(shown.contains(&note) || may_be_gone, "{note:?} of {name} was deleted by nobody");
        }
    }

    /// Says how those that should be the same differ.
    fn tell_apart(&mut self, remaining: &[usize]) {
        let notebook = self.notebook;
        let held: Vec<BTreeSet<Hash>> =
            self.nodes.iter_mut().map(|node| node.held(notebook).into_iter().collect()).collect();
        let all: BTreeSet<Hash> = remaining.iter().flat_map(|at| held[*at].iter().copied()).collect();
        for name in all {
            let here: Vec<_> = remaining.iter().filter(|at| held[**at].contains(&name)).collect();
            if here.len() < remaining.len() {
                let of = self.facts.get(&name).map(|fact| (fact.node, fact.device));
                self.say(format!("{name} of {of:?} is only at {here:?}"));
            }
        }
        for at in remaining {
            let view = self.nodes[*at].replica.sync_view();
            let team = self.nodes[*at].replica.team_view();
            let members: Vec<_> = team.members.iter().map(|m| (m.id, m.role, m.removed, m.devices.len())).collect();
            let device = self.nodes[*at].replica.device();
            let aside: Vec<_> = view.aside.iter().map(|work| (work.device, work.changes, work.reason)).collect();
            self.say(format!("{at} writes as {device}: {:?}\n  aside {aside:?}\n  {members:?}", view.status));
        }
    }
}
