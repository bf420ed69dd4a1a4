//! What the tests share: randomness that repeats, people, and logs that they write.
// Each test program uses a part of it.
#![allow(dead_code, reason = "each test program uses a part of it")]

use floorbook_seal::{
    DeviceId, Entropy, Hash, MemberId, Tail, WorkspaceId,
    invitation::InvitationSecret,
    keys::DeviceSecret,
    membership::{Action, Aside, Grant, Membership, Place, Record, Role, Standing, resolve},
};

pub const WORKSPACE: WorkspaceId = WorkspaceId([7; 16]);
/// A moment, in milliseconds since 1970.
pub const NOW: u64 = 1_790_000_000_000;

/// Randomness that repeats.
pub struct Dice(blake3::OutputReader);

pub fn dice(seed: &str) -> Dice {
    Dice(blake3::Hasher::new().update(seed.as_bytes()).finalize_xof())
}

impl Entropy for Dice {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

/// A device of a person.
pub struct Person {
    pub member: MemberId,
    pub device: DeviceSecret,
}

impl Person {
    /// Someone with a first device.
    pub fn new(name: &str) -> Person {
        Person { member: MemberId(id(name)), device: device(&format!("{name}'s phone")) }
    }

    /// The same person with another device.
    pub fn with(&self, device_name: &str) -> Person {
        Person { member: self.member, device: device(device_name) }
    }

    pub fn id(&self) -> DeviceId {
        self.device.device()
    }
}

pub fn id(name: &str) -> [u8; 16] {
    blake3::hash(name.as_bytes()).as_bytes()[..16].try_into().unwrap()
}

pub fn device(name: &str) -> DeviceSecret {
    DeviceSecret::new(DeviceId(id(name)), &mut dice(&format!("keys of {name}")))
}

pub fn tail(seq: u64) -> Tail {
    Tail { seq, envelope: Hash::of(&seq.to_be_bytes()) }
}

/// The records that someone has.
#[derive(Clone)]
pub struct Log {
    pub founding: Hash,
    pub records: Vec<Record>,
    pub at: u64,
}

impl Log {
    pub fn founded_by(owner: &Person) -> Log {
        let record = Record::found(WORKSPACE, NOW, &owner.device, owner.member).unwrap();
        Log { founding: record.name(), records: vec![record], at: NOW }
    }

    pub fn resolve(&self) -> Membership {
        resolve(WORKSPACE, self.founding, self.records.clone()).unwrap()
    }

    pub fn place(&self) -> Place {
        Place { workspace: WORKSPACE, parents: self.resolve().heads().to_vec(), at: self.at }
    }

    pub fn add(&mut self, record: Record) -> Hash {
        let name = record.name();
        self.records.push(record);
        name
    }

    pub fn issue(&mut self, by: &Person, action: Action) -> Hash {
        self.at += 1000;
        self.add(Record::issue(&self.place(), &by.device, action).unwrap())
    }

    pub fn invite(&mut self, by: &Person, grant: Grant, uses: u32) -> (InvitationSecret, Hash) {
        let secret = InvitationSecret::new(&mut dice(&format!("{:?} {}", by.id(), self.at)));
        let (invitation, key) = (secret.id(), secret.public());
        let invite = self.issue(by, Action::Invite { invitation, key, grant, expires: NOW * 2, uses });
        (secret, invite)
    }

    pub fn join(&mut self, who: &Person, (secret, invite): &(InvitationSecret, Hash)) -> Hash {
        self.add(Record::join(&self.place(), &who.device, who.member, secret, *invite).unwrap())
    }

    /// Invites and joins.
    pub fn welcome(&mut self, by: &Person, who: &Person, role: Role) -> Hash {
        let invitation = self.invite(by, Grant::Member(role), 1);
        self.join(who, &invitation)
    }

    pub fn remove(&mut self, by: &Person, who: &Person) -> Hash {
        let tails = vec![(who.id(), tail(5))];
        self.issue(by, Action::RemoveMember { member: who.member, tails })
    }

    pub fn remove_device(&mut self, by: &Person, device: DeviceId) -> Hash {
        self.issue(by, Action::RemoveDevice { device, tail: Some(tail(5)) })
    }

    pub fn set_role(&mut self, by: &Person, who: &Person, role: Role) -> Hash {
        let tails = vec![(who.id(), tail(5))];
        self.issue(by, Action::SetRole { member: who.member, role, tails })
    }

    pub fn add_device(&mut self, by: &Person, new: &Person) -> Hash {
        let consent = new.device.consent(WORKSPACE, new.member);
        self.issue(by, Action::AddDevice { member: by.member, consent })
    }

    /// Takes in what another has.
    pub fn merge(&mut self, other: &Log) {
        let known: std::collections::BTreeSet<Hash> = self.records.iter().map(Record::name).collect();
        self.records.extend(other.records.iter().filter(|record| !known.contains(&record.name())).cloned());
    }

    pub fn role(&self, who: &Person) -> Option<Role> {
        self.resolve().role(who.member)
    }

    #[track_caller]
    pub fn assert_stands(&self, record: &Hash) {
        assert_eq!(self.resolve().standing(record), Standing::Stands);
    }

    #[track_caller]
    pub fn assert_aside(&self, record: &Hash, aside: Aside) {
        assert_eq!(self.resolve().standing(record), Standing::Aside(aside));
    }
}

/// Ann founded the workspace; Ben is an owner, Eve an editor, Vic a viewer.
pub struct Team {
    pub ann: Person,
    pub ben: Person,
    pub eve: Person,
    pub vic: Person,
    pub log: Log,
}

pub fn team() -> Team {
    let [ann, ben, eve, vic] = ["Ann", "Ben", "Eve", "Vic"].map(Person::new);
    let mut log = Log::founded_by(&ann);
    log.welcome(&ann, &ben, Role::Owner);
    log.welcome(&ann, &eve, Role::Editor);
    log.welcome(&ben, &vic, Role::Viewer);
    Team { ann, ben, eve, vic, log }
}
