//! The bytes of version 1 of every format, as every device that was ever released writes them. Never edit
//! the files under `golden`: what they hold must be read for ever.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use floorbook_seal::{
    Hash,
    chunk::{self, Chunk},
    envelope::{self, Run, Sealed},
    frame::{FrameWriter, Frames, Kind},
    invitation::InvitationSecret,
    keys::{ContentKey, DeviceSecret},
    lock::{Cost, lock, unlock},
    membership::{Action, Grant, Recipient, Record, Role, Wrap},
    parcel::{Parcel, ParcelKey},
    recovery::RecoveryKey,
};

fn path(name: &str) -> String {
    format!("{}/golden/{name}-1.hex", env!("CARGO_MANIFEST_DIR"))
}

fn hex(bytes: &[u8]) -> String {
    let line = |line: &[u8]| line.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n";
    bytes.chunks(48).map(line).collect()
}

fn golden(name: &str) -> Vec<u8> {
    let hex = std::fs::read_to_string(path(name)).unwrap();
    let hex: String = hex.split_whitespace().collect();
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn key() -> ContentKey {
    ContentKey::new(&mut dice("key"))
}

fn changes() -> Vec<Vec<u8>> {
    vec![b"one".to_vec(), Vec::new(), vec![3; 300]]
}

fn sealed() -> Sealed {
    let run = Run { workspace: WORKSPACE, first: 300, previous: Some(Hash([1; 32])), membership: vec![Hash([2; 32])] };
    envelope::seal(&run, &changes(), &key(), &device("phone"), &mut dice("nonce")).unwrap()
}

fn piece() -> Chunk {
    chunk::seal(WORKSPACE, &[3; 32], 70_000, b"a piece", &key(), &mut dice("nonce")).unwrap()
}

fn parcel() -> Parcel {
    let (founding, records) = (Hash([1; 32]), vec![b"record".to_vec()]);
    Parcel { workspace: WORKSPACE, founding, keys: vec![key()], records, note: b"note".to_vec() }
}

/// A log with every action in it.
fn records() -> Vec<Record> {
    let [ann, ben] = ["Ann", "Ben"].map(Person::new);
    let (mut log, paper) = (Log::founded_by(&ann), RecoveryKey::new(&mut dice("paper")));
    let invitation = log.invite(&ann, Grant::Member(Role::Editor), 1);
    log.join(&ben, &invitation);
    let (_, device_invite) = log.invite(&ben, Grant::Device(ben.member), 1);
    log.issue(&ben, Action::Revoke { invite: device_invite });
    log.add_device(&ann, &ann.with("tablet"));
    log.set_role(&ann, &ben, Role::Owner);
    log.issue(&ann, Action::SetRecovery { member: ann.member, card: paper.card() });
    let back = ann.with("new phone");
    log.add(Record::recover(&log.place(), &back.device, ann.member, &paper).unwrap());
    log.remove_device(&back, ann.with("tablet").id());
    let wrap = |to| {
        let receiver = log.resolve().receivers().into_iter().find(|(other, _)| *other == to).unwrap().1;
        Wrap { to, key: receiver.wrap(WORKSPACE, &key(), &mut dice("wrap")).unwrap() }
    };
    let wraps = vec![wrap(Recipient::Device(ann.id())), wrap(Recipient::Recovery(ann.member))];
    let handed = vec![wrap(Recipient::Device(ben.id()))];
    let older = vec![key().carry(WORKSPACE, &ContentKey::new(&mut dice("older")), &mut dice("nonce"))];
    log.issue(&ann, Action::NewKey { key: key().id(), wraps, older });
    log.issue(&ann, Action::HandKey { key: key().id(), wraps: handed });
    log.remove(&ann, &ben);
    log.issue(&ann, Action::Adopt { device: ben.id(), tail: tail(9) });
    log.issue(&ann, Action::RemoveDevice { device: back.id(), tail: None });
    log.records
}

fn file() -> Vec<u8> {
    let mut writer = FrameWriter::new(Vec::new()).unwrap();
    for (kind, payload) in [(Kind::Record, &b"record"[..]), (Kind::Envelope, b"envelope"), (Kind::Unknown(77), b"")] {
        writer.add(kind, payload).unwrap();
    }
    writer.finish().unwrap()
}

/// Everything that is stored, by the names of the files. Records stand one after the other, each behind
/// its length (4 bytes, big endian).
fn everything() -> Vec<(&'static str, Vec<u8>)> {
    let (link, paper) = (InvitationSecret::new(&mut dice("link")), RecoveryKey::new(&mut dice("paper")));
    let cost = Cost { memory: 64, passes: 2, lanes: 1 };
    let log = records()
        .into_iter()
        .flat_map(|record| [&(record.bytes().len() as u32).to_be_bytes(), record.bytes()].concat());
    let (link_card, paper_card) = (link.public().0, paper.card());
    vec![
        ("device-secret", device("phone").encode().to_vec()),
        ("content-key", key().encode().to_vec()),
        ("envelope", sealed().into_bytes()),
        ("chunk", piece().bytes().to_vec()),
        ("membership", log.collect()),
        ("parcel", parcel().seal(&ParcelKey::from_bytes(&[5; 32]), &mut dice("nonce")).unwrap()),
        ("lock", lock("passphrase", &[6; 32], cost, &mut dice("salt")).unwrap()),
        ("file", file()),
        ("invitation", [link.fragment().as_bytes(), &link.id().0, &link_card, link.parcel_key().bytes()].concat()),
        ("recovery", [paper.print().as_bytes(), &paper_card.signing.0, &paper_card.receiving.0].concat()),
        ("recovery-parcel", [&paper.id().0[..], paper.parcel_key().bytes()].concat()),
    ]
}

#[test]
fn the_bytes_of_version_1_are_written_as_ever() {
    for (name, bytes) in everything() {
        assert_eq!(hex(&bytes), hex(&golden(name)), "{name}");
    }
}

#[test]
fn the_bytes_of_version_1_are_read_as_ever() {
    let phone = DeviceSecret::read(&golden("device-secret")).unwrap();
    assert_eq!(phone.card(), device("phone").card());
    let key = ContentKey::read(&golden("content-key")).unwrap();
    let sealed = Sealed::read(&golden("envelope")).unwrap();
    let verified = sealed.verify(WORKSPACE, &phone.card()).unwrap();
    assert_eq!(verified.open(&key).unwrap(), changes());
    let chunk = Chunk::read(&golden("chunk")).unwrap();
    assert_eq!(*chunk.open(WORKSPACE, &[3; 32], 70_000, &key).unwrap(), b"a piece");
    let opened = Parcel::open(&golden("parcel"), &ParcelKey::from_bytes(&[5; 32])).unwrap();
    assert_eq!((opened.records, opened.note), (parcel().records, parcel().note));
    assert_eq!(*unlock("passphrase", &golden("lock")).unwrap(), [6; 32]);
    assert_eq!(Frames::new(&golden("file")[..]).unwrap().map(Result::unwrap).count(), 3);
    let link = String::from_utf8(golden("invitation")[..40].to_vec()).unwrap();
    assert_eq!(InvitationSecret::read(&link).unwrap().id().0, golden("invitation")[40..56]);
    let paper = String::from_utf8(golden("recovery")[..49].to_vec()).unwrap();
    let paper = RecoveryKey::read(&paper).unwrap();
    assert_eq!(paper.card().signing.0, golden("recovery")[49..81]);
    assert_eq!(paper.card().id().0, golden("recovery-parcel")[..16]);
}

#[test]
fn the_membership_of_version_1_is_what_it_was() {
    let (bytes, mut at, mut read) = (golden("membership"), 0, Vec::new());
    while at < bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        read.push(Record::read(&bytes[at + 4..at + 4 + length]).unwrap());
        at += 4 + length;
    }
    assert_eq!(read, records());
    assert!(read.iter().all(|record| *record.action() != Action::Unknown));
    let log = Log { founding: read[0].name(), records: read, at: NOW };
    let membership = log.resolve();
    assert_eq!(membership.asides().collect::<Vec<_>>(), []);
    assert_eq!(membership.role(Person::new("Ann").member), Some(Role::Owner));
    assert_eq!(membership.role(Person::new("Ben").member), None);
    assert_eq!((membership.current_key(), membership.new_key_is_due()), (Some(key().id()), true));
}

#[test]
#[ignore = "writes the golden bytes, once for each version of a format"]
fn write_golden() {
    for (name, bytes) in everything() {
        std::fs::write(path(name), hex(&bytes)).unwrap();
    }
}
