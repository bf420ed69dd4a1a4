//! The formats that are sealed and signed.

use std::sync::LazyLock;

use floorbook_seal::{
    DeviceId, Hash, MemberId, Tail, WorkspaceId,
    chunk::Chunk,
    envelope::Sealed,
    frame::{FrameError, FrameWriter, Frames},
    invitation::InvitationSecret,
    keys::{ContentKey, DeviceSecret},
    lock::unlock,
    membership::{Action, Grant, Place, Record, Role, resolve},
    parcel::{Parcel, ParcelKey},
    recovery::RecoveryKey,
};
use minicbor::Decoder;

const WORKSPACE: WorkspaceId = WorkspaceId([7; 16]);

/// The keys of the golden bytes.
static KEYS: LazyLock<(DeviceSecret, ContentKey)> = LazyLock::new(|| {
    let device = DeviceSecret::read(&golden(include_str!("../../seal/golden/device-secret-1.hex")));
    let content = ContentKey::read(&golden(include_str!("../../seal/golden/content-key-1.hex")));
    (device.expect("the golden device"), content.expect("the golden key"))
});

fn golden(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|digit| digit.to_digit(16)?.try_into().ok()).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// An envelope: read, verified, opened.
pub fn envelope(input: &[u8]) {
    let Ok(sealed) = Sealed::read(input) else { return };
    assert_eq!(sealed.bytes(), input, "what was read is what came");
    let (_tail, _count) = (sealed.tail(), sealed.header().count());
    let (device, key) = &*KEYS;
    let _follows = sealed.follows(Some(&Tail { seq: 299, envelope: Hash([1; 32]) }));
    if let Ok(verified) = sealed.verify(WORKSPACE, &device.card()) {
        let _changes = verified.open(key);
    }
}

/// A piece of an attachment: read, opened.
pub fn chunk(input: &[u8]) {
    let Ok(chunk) = Chunk::read(input) else { return };
    assert_eq!(chunk.bytes(), input, "what was read is what came");
    let _piece = chunk.open(WORKSPACE, &[3; 32], 70_000, &KEYS.1);
}

/// One membership record, verified, and resolved by itself as the founding one.
pub fn record(input: &[u8]) {
    let Ok(record) = Record::read(input) else { return };
    assert_eq!(record.bytes(), input, "what was read is what came");
    let _verified = record.verify(&KEYS.0.card());
    let _membership = resolve(record.workspace(), record.name(), [record]);
}

/// Four people, each with a device.
static PEOPLE: LazyLock<[(MemberId, DeviceSecret); 4]> = LazyLock::new(|| {
    [1, 2, 3, 4]
        .map(|n| (MemberId([n; 16]), DeviceSecret::new(DeviceId([n; 16]), &mut |bytes: &mut [u8]| bytes.fill(n))))
});

/// A set of signed records, as the input tells: three bytes each say who issues, after what, and what. The
/// membership that comes of it must not hang on their order.
pub fn membership(input: &[u8]) {
    let [first, others @ ..] = &*PEOPLE;
    let Ok(founding) = Record::found(WORKSPACE, 1, &first.1, first.0) else { return };
    let name = founding.name();
    let mut records = vec![founding];
    let (steps, _) = input.as_chunks::<3>();
    for (at, [who, after, what]) in (2..).zip(steps.iter().take(24)) {
        let (issuer, whom) = (&PEOPLE[usize::from(who & 3)], &PEOPLE[usize::from(who >> 2 & 3)]);
        let back = |n: u8| records[records.len() - 1 - usize::from(n) % records.len()].name();
        let mut parents = vec![back(after & 15)];
        parents.extend((after & 128 != 0).then(|| back(after >> 4 & 7)));
        parents.sort();
        parents.dedup();
        let tails = vec![(whom.1.device(), Tail { seq: 5, envelope: Hash([5; 32]) })];
        let role = [Role::Owner, Role::Editor, Role::Viewer][usize::from(what >> 4) % 3];
        let link = |n: u8| InvitationSecret::new(&mut |bytes: &mut [u8]| bytes.fill(n));
        let place = Place { workspace: WORKSPACE, parents, at };
        let issued = match what & 7 {
            0 => {
                let (link, uses) = (link(*after), 2);
                let grant = if what & 8 == 0 { Grant::Member(role) } else { Grant::Device(whom.0) };
                let (invitation, key) = (link.id(), link.public());
                Record::issue(&place, &issuer.1, Action::Invite { invitation, key, grant, expires: 900, uses })
            }
            // Whoever joins names an invitation that may be none, or opens it with the link of another.
            1 => Record::join(&place, &issuer.1, issuer.0, &link(*what), place.parents[0]),
            2 => Record::issue(&place, &issuer.1, Action::SetRole { member: whom.0, role, tails }),
            3 => Record::issue(&place, &issuer.1, Action::RemoveMember { member: whom.0, tails }),
            4 => Record::issue(&place, &issuer.1, Action::RemoveDevice { device: whom.1.device(), tail: None }),
            5 => Record::issue(&place, &issuer.1, Action::Revoke { invite: place.parents[0] }),
            6 => {
                let consent = whom.1.consent(WORKSPACE, issuer.0);
                Record::issue(&place, &issuer.1, Action::AddDevice { member: issuer.0, consent })
            }
            _ => {
                let paper = RecoveryKey::new(&mut |bytes: &mut [u8]| bytes.fill(9));
                if what & 8 == 0 {
                    Record::issue(&place, &issuer.1, Action::SetRecovery { member: issuer.0, card: paper.card() })
                } else {
                    Record::recover(&place, &issuer.1, whom.0, &paper)
                }
            }
        };
        records.extend(issued.ok());
    }
    let _all_are_used = others;
    for record in &records {
        assert_eq!(Record::read(record.bytes()).as_ref(), Ok(record), "what is issued can be read");
    }
    let here = resolve(WORKSPACE, name, records.iter().cloned()).expect("few records");
    let there = resolve(WORKSPACE, name, records.iter().rev().cloned()).expect("few records");
    for record in &records {
        assert_eq!(here.standing(&record.name()), there.standing(&record.name()), "the order decides nothing");
    }
    for (device, _) in here.devices() {
        assert_eq!(here.role_of_device(device), there.role_of_device(device), "the order decides nothing");
        let _accepted = here.accepts(device, 1, &Tail { seq: 5, envelope: Hash([5; 32]) });
    }
}

/// A parcel: opened.
pub fn parcel(input: &[u8]) {
    let _parcel = Parcel::open(input, &ParcelKey::from_bytes(&[5; 32]));
}

/// The text of an invitation's link.
pub fn invitation(input: &[u8]) {
    let Ok(secret) = InvitationSecret::read(&String::from_utf8_lossy(input)) else { return };
    let again = InvitationSecret::read(&secret.fragment()).expect("what is written can be read");
    assert_eq!(again.id(), secret.id());
}

/// The text of a recovery key, as someone typed it.
pub fn recovery(input: &[u8]) {
    let Ok(key) = RecoveryKey::read(&String::from_utf8_lossy(input)) else { return };
    let again = RecoveryKey::read(&key.print()).expect("what is printed can be read");
    assert_eq!(*again.print(), *key.print());
}

/// A lock, tried with one passphrase. One that may cost much is left out: that it is bounded is for a test.
pub fn lock(input: &[u8]) {
    if !costs_much(input) {
        let _secret = unlock("passphrase", input);
    }
}

/// Whether a number in the map asks for more than a moment.
fn costs_much(input: &[u8]) -> bool {
    let mut d = Decoder::new(input);
    let Ok(Some(fields)) = d.map() else { return false };
    for _ in 0..fields {
        let Ok(field) = d.u64() else { return false };
        let most = match field {
            2 => 256,
            3 | 4 => 4,
            _ => u64::MAX,
        };
        let at = d.position();
        if d.u64().is_ok_and(|asked| asked > most && asked < 1 << 20) {
            return true;
        }
        d.set_position(at);
        if d.skip().is_err() {
            return false;
        }
    }
    false
}

/// A `.floorbook` file. Reading it ends, and gives no more than there is.
pub fn frames(input: &[u8]) {
    let Ok(frames) = Frames::new(input) else { return };
    let (mut bytes, mut turns, mut whole, mut kept) = (0, 0, false, Vec::new());
    for frame in frames {
        turns += 1;
        assert!(turns <= input.len(), "more frames than bytes");
        whole = match frame {
            Ok(frame) => {
                bytes += frame.payload.len();
                kept.push(frame);
                true
            }
            Err(FrameError::Input(error)) => panic!("memory does not fail: {error}"),
            Err(_) => false,
        };
        assert!(bytes <= input.len(), "more came out than went in");
    }
    if whole && kept.len() == turns {
        let mut writer = FrameWriter::new(Vec::new()).expect("memory does not fail");
        for frame in &kept {
            writer.add(frame.kind, &frame.payload).expect("memory does not fail");
        }
        assert_eq!(writer.finish().expect("memory does not fail"), input, "a whole file is written as it was");
    }
}

/// The stored keys.
pub fn keys(input: &[u8]) {
    if let Ok(device) = DeviceSecret::read(input) {
        let again = DeviceSecret::read(&device.encode()).expect("what is written can be read");
        assert_eq!(again.card(), device.card());
    }
    if let Ok(key) = ContentKey::read(input) {
        assert_eq!(ContentKey::read(&key.encode()).expect("what is written can be read").id(), key.id());
    }
}
