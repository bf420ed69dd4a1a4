//! How a fleet begins, and what its owners and its hubs do.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::MemberId;
use floorbook_port::{Answer, Command, ErrorCode, Role, TeamCommand};

use super::{Run, node::Node};
use crate::{Chance, Net, Replica, hub::Hub};

impl Run {
    pub(super) fn new(seed: u64) -> Run {
        let mut chance = Chance::new(seed ^ 0x5eed_f1ee_7000_0000);
        let count = 3 + chance.below(6);
        let people = 2 + chance.below(count.min(4) - 1);
        let mut net = Net::new();
        let mut nodes: Vec<Node> = (0..count)
            .map(|n| {
                let person = if n < people { n } else { chance.below(people) };
                Node::new(Replica::new(seed * 16 + n as u64), person)
            })
            .collect();
        let notebook = nodes[0].replica.begin("Ada");
        nodes[0].replica.connect(Net::HUB);
        nodes[0].inside = true;
        let links = [Role::Owner, Role::Editor].map(|role| nodes[0].replica.invite(role));
        net.settle(&mut [&mut nodes[0].replica]);
        // The last one comes later, if at all.
        let early = count - usize::from(chance.below(3) == 0);
        for at in 1..early {
            let person = nodes[at].person;
            let link = match nodes.iter_mut().find(|node| node.person == person && node.inside) {
                Some(other) => other.replica.invite_device(),
                None => links[usize::from(person > 1)].clone(),
            };
            let (before, rest) = nodes.split_at_mut(at);
            let mut with: Vec<&mut Replica> = before.iter_mut().map(|node| &mut node.replica).collect();
            net.round(&mut with);
            rest[0].replica.join_by(&link, &format!("Person {person}"), None);
            net.round(&mut [&mut rest[0].replica]);
            rest[0].inside = rest[0].replica.is_in(notebook);
            assert!(rest[0].inside, "{at} joins: {:?}", rest[0].replica.sync_view().joining);
        }
        let mut all: Vec<&mut Replica> = nodes[..early].iter_mut().map(|node| &mut node.replica).collect();
        net.round(&mut all);
        net.sent.clear();
        Run {
            chance,
            hall: Chance::new(seed ^ 0x4a11_0000),
            hearing: Chance::new(seed ^ 0x0ea7_0000),
            net,
            nodes,
            flights: Vec::new(),
            notebook,
            facts: BTreeMap::new(),
            deleted: BTreeSet::new(),
            doubtful: BTreeSet::new(),
            hub_backups: Vec::new(),
            logs: 100,
            hub: Net::HUB.to_owned(),
            trace: Vec::new(),
            messages: 0,
        }
    }

    /// An owner decides something, or somebody sees to their own devices.
    pub(super) fn team_deed(&mut self, at: usize) {
        if !self.nodes[at].inside {
            return self.come_late(at);
        }
        self.tick(at);
        let view = self.nodes[at].replica.team_view();
        let others: Vec<_> = view.members.iter().filter(|member| !member.me && member.role != Role::Owner).collect();
        let which = self.chance.below(others.len().max(1));
        let other = others.get(which).map(|member| member.id);
        let command = match (self.chance.below(10), other) {
            (0, Some(member)) => {
                self.doubt(member);
                TeamCommand::RemoveMember(member)
            }
            (1 | 2, Some(member)) => {
                self.doubt(member);
                TeamCommand::SetRole { member, role: Role::Viewer }
            }
            (3 | 4, Some(member)) => TeamCommand::SetRole { member, role: Role::Editor },
            (5, _) => {
                let mine = view.members.iter().find(|member| member.me);
                let spare = mine.and_then(|mine| mine.devices.iter().find(|device| !device.this && !device.removed));
                let Some(device) = spare else { return };
                let member = self.nodes[at].replica.me();
                self.doubt(member);
                TeamCommand::RemoveDevice(device.id)
            }
            (6, _) => TeamCommand::MakeRecoveryKey,
            (7, _) => TeamCommand::NameDevice(format!("phone {}", self.trace.len())),
            (8, _) => {
                let aside = self.nodes[at].replica.sync_view().aside;
                let Some(work) = aside.into_iter().find(|work| work.can_adopt) else { return };
                TeamCommand::Adopt(work.device)
            }
            _ => TeamCommand::Invite { role: Role::Editor, days: 3, uses: 2 },
        };
        self.say(format!("{at}: {command:?}"));
        // An adoption brings in what others wrote.
        let writes = matches!(command, TeamCommand::NameDevice(_));
        let before = self.nodes[at].held(self.notebook);
        let id = self.nodes[at].replica.command_id();
        match self.nodes[at].replica.call_as(id, Command::Team(command), &[]) {
            Ok(_) if writes => self.remember(at, &before, None),
            Ok(_) => {}
            Err(failure) => self.excuse(at, &failure),
        }
    }

    /// From now on the work of a member may be put aside.
    fn doubt(&mut self, member: MemberId) {
        let is_theirs = |node: &mut Node| node.inside && node.replica.me() == member;
        let person = self.nodes.iter_mut().find_map(|node| is_theirs(node).then_some(node.person));
        let theirs = (0..self.nodes.len()).filter(|at| Some(self.nodes[*at].person) == person);
        self.doubtful.extend(theirs);
    }

    /// Somebody comes late: by a link, or by a file with it.
    fn come_late(&mut self, at: usize) {
        let host = self.chance.below(self.nodes.len());
        if !self.nodes[host].inside || host == at {
            return;
        }
        self.tick(at);
        self.tick(host);
        let (role, days, uses) = (Role::Editor, 30, 3);
        let link = match self.nodes[host].replica.team(TeamCommand::Invite { role, days, uses }) {
            Ok(Answer::Link(link)) => link,
            Ok(other) => panic!("a link, not {other:?}"),
            Err(failure) => return self.excuse(host, &failure),
        };
        self.nodes[at].person = 100 + at;
        if self.happens(500) {
            self.say(format!("{at} comes by a file of {host}"));
            let file = match self.nodes[host].replica.try_file(TeamCommand::HandOver { visit: None }) {
                Ok(file) => file,
                Err(failure) => return self.excuse(host, &failure),
            };
            match self.nodes[at].replica.take_in(&file, &link, "Late") {
                Ok(_) => {}
                Err(failure) if failure.code == ErrorCode::WrongSecret => {}
                Err(failure) => self.excuse(at, &failure),
            }
        } else {
            self.say(format!("{at} comes by a link of {host}"));
            let (name, device) = ("Late".to_owned(), "late phone".to_owned());
            if let Err(failure) = self.nodes[at].replica.team(TeamCommand::Join { link, name, device, bring: None }) {
                self.excuse(at, &failure);
            }
        }
        self.see_who_is_in(at);
    }

    /// Whether a node takes part meanwhile. Who came by a file may be refused in the end.
    pub(super) fn see_who_is_in(&mut self, at: usize) {
        if !self.nodes[at].inside && self.nodes[at].replica.is_in(self.notebook) {
            self.nodes[at].inside = true;
            self.doubtful.insert(at);
        }
    }

    /// Something befalls a hub.
    pub(super) fn hub_mishap(&mut self) {
        self.logs += 1;
        let (logs, name) = (self.logs, self.hub.clone());
        let Some(hub) = self.net.hubs.get_mut(&name) else { return };
        match self.chance.below(7) {
            0 => {
                self.say("the hub is backed up");
                let backup = self.net.hubs[&name].clone();
                self.hub_backups.push(backup);
            }
            1 | 2 => {
                let which = self.chance.below(self.hub_backups.len().max(1));
                let Some(backup) = self.hub_backups.get(which) else { return };
                let same_log = self.chance.below(3) == 0;
                let log = hub.log;
                *hub = backup.restored(logs);
                if same_log {
                    hub.log = log;
                }
                self.say(format!("the hub is rolled back (same log: {same_log})"));
                self.forget_lost(None);
            }
            3 => {
                *hub = Hub::new(logs);
                self.say("the hub is emptied");
                self.forget_lost(None);
            }
            4 => {
                hub.full = !hub.full;
                self.say("the hub is full, or not any more");
            }
            5 => {
                self.hub = format!("https://hub-{logs}.example");
                self.net.hubs.insert(self.hub.clone(), Hub::new(logs));
                self.hub_backups.clear();
                self.say(format!("the team moves to {}", self.hub));
                for at in 0..self.nodes.len() {
                    if self.happens(500) {
                        self.move_to_hub(at);
                    }
                }
            }
            _ => {}
        }
    }

    /// A node is told where the hub is now.
    pub(super) fn move_to_hub(&mut self, at: usize) {
        if !self.nodes[at].inside {
            return;
        }
        let (hub, token) = (self.hub.clone(), String::new());
        if let Err(failure) = self.nodes[at].replica.team(TeamCommand::Connect { hub, token }) {
            self.excuse(at, &failure);
        }
    }
}
