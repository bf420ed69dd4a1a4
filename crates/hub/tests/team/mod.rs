//! Devices that talk to a hub.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]
#![allow(dead_code, reason = "each test program uses a part of it")]

use crate::running::{Answer, Hub};
use floorbook_seal::chunk::{self, AttachmentTag};
use floorbook_seal::envelope::{Run, seal};
use floorbook_seal::invitation::InvitationSecret;
use floorbook_seal::keys::{ContentKey, DeviceSecret};
use floorbook_seal::membership::{Action, Grant, Membership, Place, Record, Role, resolve};
use floorbook_seal::{DeviceId, Hash, MemberId, WorkspaceId};
use floorbook_wire::signed::{Request, Signed};
use floorbook_wire::{Found, Outcome, Pulled, Push, Pushed, Reason, Records, Refusal, read, write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) const WORKSPACE: WorkspaceId = WorkspaceId([7; 16]);
static NONCE: AtomicU64 = AtomicU64::new(0);

/// A path of the API of the workspace.
pub(crate) fn path(rest: &str) -> String {
    format!("/v1/workspaces/{WORKSPACE}{rest}")
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64
}

fn dice(seed: String) -> impl FnMut(&mut [u8]) {
    let mut reader = blake3::Hasher::new().update(seed.as_bytes()).finalize_xof();
    move |bytes: &mut [u8]| reader.fill(bytes)
}

fn key() -> ContentKey {
    ContentKey::new(&mut dice("key".into()))
}

pub(crate) struct Device {
    name: &'static str,
    pub(crate) secret: DeviceSecret,
    pub(crate) member: MemberId,
}

impl Device {
    pub(crate) fn new(name: &'static str) -> Device {
        let id = blake3::hash(name.as_bytes()).as_bytes()[..16].try_into().unwrap();
        Device { name, secret: DeviceSecret::new(DeviceId(id), &mut dice(name.into())), member: MemberId(id) }
    }

    pub(crate) fn id(&self) -> DeviceId {
        self.secret.device()
    }

    /// Envelopes of one change each, always the same ones.
    pub(crate) fn chain(&self, count: u64) -> Vec<Vec<u8>> {
        self.told("", count)
    }

    pub(crate) fn told(&self, story: &str, count: u64) -> Vec<Vec<u8>> {
        self.chain_in(WORKSPACE, story, count)
    }

    pub(crate) fn chain_in(&self, workspace: WorkspaceId, story: &str, count: u64) -> Vec<Vec<u8>> {
        let mut previous = None;
        let sealed = (1..=count).map(|first| {
            let run = Run { workspace, first, previous, membership: vec![] };
            let change = format!("secret {story} {first}");
            let mut dice = dice(format!("{} {change}", self.name));
            let sealed = seal(&run, &[change.as_bytes()], &key(), &self.secret, &mut dice).unwrap();
            previous = Some(sealed.name());
            sealed.into_bytes()
        });
        sealed.collect()
    }

    pub(crate) fn chunk(&self) -> (Hash, Vec<u8>) {
        self.piece(0, "chunk")
    }

    /// A piece of an attachment, sealed with other randomness for each copy.
    pub(crate) fn piece(&self, piece: u32, copy: &str) -> (Hash, Vec<u8>) {
        let bytes = b"secret".repeat(9000);
        let chunk = chunk::seal(WORKSPACE, &[1; 32], piece, &bytes, &key(), &mut dice(copy.into())).unwrap();
        (chunk.name(), chunk.bytes().to_vec())
    }

    /// The tag of all that [`piece`](Device::piece) makes.
    pub(crate) fn tag() -> AttachmentTag {
        AttachmentTag::of(&[1; 32], &key())
    }

    /// The field that authorizes a request, by a clock that is late.
    pub(crate) fn header(&self, method: &str, target: &str, body: &[u8], late: u64) -> String {
        let mut nonce = [0; 16];
        nonce[..8].copy_from_slice(&NONCE.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        let signed = Signed::new(&self.secret, &Request { method, target, body }, now() - late, nonce);
        format!("Authorization: {}\r\n", signed.header())
    }

    pub(crate) fn ask(&self, hub: &Hub, method: &str, target: &str, body: &[u8]) -> Answer {
        Hub::send(&hub.address, method, target, &self.header(method, target, body, 0), body).unwrap()
    }

    pub(crate) fn refused(&self, hub: &Hub, method: &str, target: &str, body: &[u8]) -> (u16, Reason) {
        let answer = self.ask(hub, method, target, body);
        (answer.status, read::<Refusal>(&answer.body).unwrap().reason)
    }

    pub(crate) fn push(&self, hub: &Hub, envelopes: &[Vec<u8>]) -> Vec<Outcome> {
        self.try_push(&hub.address, envelopes).unwrap()
    }

    /// `None` if the hub did not answer.
    pub(crate) fn try_push(&self, address: &str, envelopes: &[Vec<u8>]) -> Option<Vec<Outcome>> {
        let body = write(&Push { envelopes: envelopes.iter().cloned().map(Into::into).collect() });
        let target = path("/envelopes");
        let answer = Hub::send(address, "POST", &target, &self.header("POST", &target, &body, 0), &body)?;
        Some(read::<Pushed>(&answer.body).ok()?.acks.into_iter().map(|ack| ack.outcome).collect())
    }

    pub(crate) fn send_records(&self, hub: &Hub, records: &[Vec<u8>]) -> Vec<Outcome> {
        let body = write(&Records { records: records.iter().cloned().map(Into::into).collect() });
        let answer = self.ask(hub, "POST", &path("/membership"), &body);
        read::<Pushed>(&answer.body).unwrap().acks.into_iter().map(|ack| ack.outcome).collect()
    }

    pub(crate) fn pull_all(&self, hub: &Hub) -> Vec<Vec<u8>> {
        let pulled: Pulled = read(&self.ask(hub, "GET", &path("/envelopes"), &[]).body).unwrap();
        assert!(!pulled.more);
        pulled.envelopes.into_iter().map(Into::into).collect()
    }
}

/// Ann founded the workspace, Eve is an editor, Vic a viewer.
pub(crate) struct Team {
    pub(crate) ann: Device,
    pub(crate) eve: Device,
    pub(crate) vic: Device,
    pub(crate) records: Vec<Record>,
}

impl Team {
    pub(crate) fn new() -> Team {
        let [ann, eve, vic] = ["ann", "eve", "vic"].map(Device::new);
        let records = vec![Record::found(WORKSPACE, now(), &ann.secret, ann.member).unwrap()];
        let mut team = Team { ann, eve, vic, records };
        team.welcome(Role::Editor, false);
        team.welcome(Role::Viewer, true);
        team
    }

    fn welcome(&mut self, role: Role, is_vic: bool) {
        let secret = InvitationSecret::new(&mut dice(format!("{role:?}")));
        let (invitation, key, grant) = (secret.id(), secret.public(), Grant::Member(role));
        let invite = Action::Invite { invitation, key, grant, expires: now() + 60_000, uses: 1 };
        let invite = Record::issue(&self.place(), &self.ann.secret, invite).unwrap();
        let name = invite.name();
        self.records.push(invite);
        let who = if is_vic { &self.vic } else { &self.eve };
        let join = Record::join(&self.place(), &who.secret, who.member, &secret, name).unwrap();
        self.records.push(join);
    }

    fn membership(&self) -> Membership {
        resolve(WORKSPACE, self.records[0].name(), self.records.clone()).unwrap()
    }

    fn place(&self) -> Place {
        Place { workspace: WORKSPACE, parents: self.membership().heads().to_vec(), at: now() }
    }

    pub(crate) fn role(&self, who: &Device) -> Option<Role> {
        self.membership().role_of_device(who.id())
    }

    pub(crate) fn issue(&self, by: &Device, action: Action) -> Vec<u8> {
        Record::issue(&self.place(), &by.secret, action).unwrap().bytes().to_vec()
    }

    /// A record of Ann's, also kept here.
    pub(crate) fn add(&mut self, action: Action) -> Vec<u8> {
        let record = Record::issue(&self.place(), &self.ann.secret, action).unwrap();
        self.records.push(record.clone());
        record.bytes().to_vec()
    }

    /// An invitation of Ann's for a viewer, its record, and the record's name.
    pub(crate) fn invite(&mut self, name: &str, lasting: u64) -> (InvitationSecret, Vec<u8>, Hash) {
        let secret = InvitationSecret::new(&mut dice(name.into()));
        let (invitation, key, grant) = (secret.id(), secret.public(), Grant::Member(Role::Viewer));
        let record = self.add(Action::Invite { invitation, key, grant, expires: now() + lasting, uses: 1 });
        (secret, record.clone(), Hash::of(&record))
    }

    /// The record by which someone joins.
    pub(crate) fn join(&mut self, who: &Device, secret: &InvitationSecret, invite: Hash) -> Vec<u8> {
        let record = Record::join(&self.place(), &who.secret, who.member, secret, invite).unwrap();
        self.records.push(record.clone());
        record.bytes().to_vec()
    }

    /// As [`join`](Team::join), and not kept here.
    pub(crate) fn join_beside(&self, who: &Device, secret: &InvitationSecret, invite: Hash) -> Vec<u8> {
        Record::join(&self.place(), &who.secret, who.member, secret, invite).unwrap().bytes().to_vec()
    }

    pub(crate) fn founding(&self) -> Vec<u8> {
        self.founding_of(self.records.len())
    }

    /// What founds the workspace with the first of the records.
    pub(crate) fn founding_of(&self, first: usize) -> Vec<u8> {
        let records = self.records[..first].iter().map(|record| record.bytes().to_vec().into()).collect();
        write(&Found { founding: self.records[0].name(), records })
    }

    pub(crate) fn found(&self, hub: &Hub) {
        assert_eq!(self.ann.ask(hub, "POST", &path(""), &self.founding()).status, 200);
    }
}
