//! Keys, and the ways to have one: a wrap, a link, a sheet of paper, a passphrase.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use floorbook_seal::{
    FormatError, Hash, TextError, WorkspaceId,
    invitation::InvitationSecret,
    keys::{CannotUnwrap, ContentKey, DeviceSecret, ReceivingKey},
    lock::{Cost, LockError, MAX_MEMORY, lock, unlock},
    parcel::{Parcel, ParcelError, ParcelKey},
    recovery::RecoveryKey,
};
use proptest::prelude::*;

const CHEAP: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

#[test]
fn stored_keys_come_back_as_they_were() {
    let phone = device("phone");
    let again = DeviceSecret::read(&phone.encode()).unwrap();
    assert_eq!((again.card(), again.encode()), (phone.card(), phone.encode()));
    let key = ContentKey::new(&mut dice("key"));
    assert_eq!(ContentKey::read(&key.encode()).unwrap().id(), key.id());
    for length in 0..phone.encode().len() {
        assert_eq!(DeviceSecret::read(&phone.encode()[..length]).err(), Some(FormatError::Cut));
    }
}

#[test]
fn debug_never_prints_a_secret() {
    let key = ContentKey::new(&mut dice("key"));
    let (phone, link) = (device("phone"), InvitationSecret::new(&mut dice("link")));
    let (paper, parcel_key) = (RecoveryKey::new(&mut dice("paper")), ParcelKey::new(&mut dice("parcel")));
    let parcel = Parcel {
        workspace: WORKSPACE,
        founding: Hash([1; 32]),
        keys: vec![key.clone()],
        records: vec![vec![1]],
        note: b"the hub".to_vec(),
    };
    let shown = format!("{key:?} {phone:?} {link:?} {paper:?} {parcel_key:?} {parcel:?} {:#?}", phone);
    let secrets = [&key.encode()[6..], &phone.encode()[24..56], &phone.encode()[59..], parcel_key.bytes()];
    let ways = |secret: &[u8]| {
        let hex: String = secret[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        let list: Vec<String> = secret[..4].iter().map(u8::to_string).collect();
        [hex, list.join(", ")]
    };
    for secret in secrets {
        assert!(ways(secret).iter().all(|way| !shown.contains(way)), "{shown}");
    }
    assert!(!shown.contains(&paper.print()[..4]) && !shown.contains(&link.fragment()[..8]));
}

#[test]
fn a_wrapped_key_is_for_one_receiver_one_workspace_and_one_id() {
    let (key, other) = (ContentKey::new(&mut dice("key")), ContentKey::new(&mut dice("other")));
    let (phone, paper) = (device("phone"), RecoveryKey::new(&mut dice("paper")));
    let wrapped = phone.card().receiving.wrap(WORKSPACE, &key, &mut dice("wrap")).unwrap();
    assert_eq!(phone.unwrap_key(WORKSPACE, key.id(), &wrapped).unwrap().encode(), key.encode());
    let refused = [
        device("laptop").unwrap_key(WORKSPACE, key.id(), &wrapped),
        phone.unwrap_key(WorkspaceId([0; 16]), key.id(), &wrapped),
        phone.unwrap_key(WORKSPACE, other.id(), &wrapped),
        paper.unwrap_key(WORKSPACE, key.id(), &wrapped),
    ];
    assert!(refused.iter().all(|refused| refused.as_ref().err() == Some(&CannotUnwrap)));
    let wrapped = paper.card().receiving.wrap(WORKSPACE, &key, &mut dice("wrap")).unwrap();
    assert_eq!(paper.unwrap_key(WORKSPACE, key.id(), &wrapped).unwrap().id(), key.id());
    let weak = ReceivingKey([0; 32]).wrap(WORKSPACE, &key, &mut dice("wrap"));
    assert_eq!(weak, Err(CannotUnwrap), "a shared secret that everyone knows");
}

#[test]
fn who_is_given_the_newer_key_has_the_older_one_too() {
    let [older, newer] = ["older", "newer"].map(|name| ContentKey::new(&mut dice(name)));
    let carried = newer.carry(WORKSPACE, &older, &mut dice("nonce"));
    assert_eq!(newer.uncarry(WORKSPACE, &carried).unwrap().encode(), older.encode());
    assert!(older.uncarry(WORKSPACE, &carried).is_err());
    assert!(newer.uncarry(WorkspaceId([0; 16]), &carried).is_err());
}

#[test]
fn a_link_opens_its_parcel() {
    let secret = InvitationSecret::new(&mut dice("link"));
    let link = format!("https://floorbook.example/join#{}", *secret.fragment());
    let read = InvitationSecret::read(&link).unwrap();
    assert_eq!((read.id(), read.public()), (secret.id(), secret.public()));
    let key = ContentKey::new(&mut dice("key"));
    let parcel = Parcel {
        workspace: WORKSPACE,
        founding: Hash([1; 32]),
        keys: vec![key.clone()],
        records: vec![vec![1; 300], vec![2; 50]],
        note: b"https://hub.example".to_vec(),
    };
    let sealed = parcel.seal(&secret.parcel_key(), &mut dice("nonce")).unwrap();
    let opened = Parcel::open(&sealed, &read.parcel_key()).unwrap();
    assert_eq!((opened.workspace, opened.founding), (WORKSPACE, Hash([1; 32])));
    assert_eq!((&opened.records, &opened.note), (&parcel.records, &parcel.note));
    assert_eq!(opened.keys[0].encode(), key.encode());
    let other = InvitationSecret::new(&mut dice("another link")).parcel_key();
    assert_eq!(Parcel::open(&sealed, &other).err(), Some(ParcelError::WrongKey));
    for length in 0..sealed.len() {
        assert_eq!(Parcel::open(&sealed[..length], &other).err(), Some(ParcelError::Format(FormatError::Cut)));
    }
}

#[test]
fn a_wrong_link_says_what_is_wrong_with_it() {
    let secret = InvitationSecret::new(&mut dice("link"));
    let fragment = secret.fragment();
    let read = |text: &str| InvitationSecret::read(text).map(|secret| secret.id());
    assert_eq!(read(&fragment.to_lowercase()), Ok(secret.id()));
    assert_eq!(read(&fragment[..30]), Err(TextError::Cut { found: 30 }));
    assert_eq!(read(""), Err(TextError::Cut { found: 0 }));
    assert_eq!(read(&format!("{}0", *fragment)), Err(TextError::TooLong { found: 41 }));
    assert_eq!(read("#12!4"), Err(TextError::Character { character: '!', place: 3 }));
    let paper = RecoveryKey::new(&mut dice("paper")).print();
    assert_eq!(read(&paper), Err(TextError::Mistyped), "a recovery key is no link");
}

#[test]
fn a_recovery_key_opens_its_parcel_and_its_card_says_where_it_lies() {
    let (paper, other) = (RecoveryKey::new(&mut dice("paper")), RecoveryKey::new(&mut dice("other paper")));
    let typed = RecoveryKey::read(&paper.print()).unwrap();
    assert_eq!((typed.id(), typed.card().id()), (paper.id(), paper.id()));
    assert_ne!(paper.id(), other.id());
    let (founding, keys) = (Hash([1; 32]), vec![ContentKey::new(&mut dice("key"))]);
    let parcel = Parcel { workspace: WORKSPACE, founding, keys, records: vec![], note: vec![] };
    let sealed = parcel.seal(&paper.parcel_key(), &mut dice("nonce")).unwrap();
    assert_eq!(Parcel::open(&sealed, &typed.parcel_key()).unwrap().founding, founding);
    assert_eq!(Parcel::open(&sealed, &other.parcel_key()).err(), Some(ParcelError::WrongKey));
}

#[test]
fn a_passphrase_opens_its_lock_however_it_is_typed() {
    let secret = [5; 32];
    let locked = lock("Café Zürich", &secret, CHEAP, &mut dice("salt")).unwrap();
    assert_eq!(*unlock("Cafe\u{301} Zu\u{308}rich", &locked).unwrap(), secret);
    assert_eq!(unlock("Cafe Zürich", &locked), Err(LockError::WrongPassphrase));
    for length in 0..locked.len() {
        assert_eq!(unlock("Café Zürich", &locked[..length]), Err(LockError::Format(FormatError::Cut)));
    }
}

#[test]
fn a_lock_cannot_ask_for_more_than_a_device_has() {
    let bad = [
        Cost { memory: MAX_MEMORY + 1, ..CHEAP },
        Cost { memory: 7, ..CHEAP },
        Cost { passes: 0, ..CHEAP },
        Cost { passes: 17, ..CHEAP },
        Cost { lanes: 0, ..CHEAP },
        Cost { lanes: u32::MAX, ..CHEAP },
        Cost { memory: MAX_MEMORY, passes: 5, lanes: 1 },
    ];
    for cost in bad {
        assert_eq!(lock("words", &[0; 32], cost, &mut dice("salt")), Err(LockError::Cost(cost)));
    }
    let locked = lock("words", &[0; 32], CHEAP, &mut dice("salt")).unwrap();
    // Field 2, memory: 0x18 0x40 becomes a number of four bytes.
    let at = locked.windows(3).position(|three| three == [2, 0x18, 0x40]).unwrap();
    let hostile = [&locked[..=at], &[0x1a, 0xff, 0xff, 0xff, 0xff], &locked[at + 3..]].concat();
    assert!(matches!(unlock("words", &hostile), Err(LockError::Cost(_))));
}

fn mistyped(printed: &str, at: usize, by: usize) -> String {
    let alphabet = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut typed: Vec<u8> = printed.bytes().filter(|byte| *byte != b'-').collect();
    let old = alphabet.iter().position(|known| *known == typed[at]).unwrap();
    typed[at] = alphabet[(old + by) % 32];
    String::from_utf8(typed).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_recovery_key_comes_back_from_paper(name in ".*") {
        let key = RecoveryKey::new(&mut dice(&name));
        let printed = key.print();
        prop_assert_eq!(printed.len(), 49);
        prop_assert_eq!(RecoveryKey::read(&printed).unwrap().card(), key.card());
        let sloppy = printed.replace('-', " ").replace('0', "o").replace('1', "l").to_lowercase();
        prop_assert_eq!(RecoveryKey::read(&sloppy).unwrap().card(), key.card());
    }

    #[test]
    fn one_mistyped_character_is_always_found(name in "[a-z]{1,8}", at in 0..40usize, by in 1..32usize) {
        let typed = mistyped(&RecoveryKey::new(&mut dice(&name)).print(), at, by);
        prop_assert!(RecoveryKey::read(&typed).is_err());
    }

    #[test]
    fn two_swapped_characters_are_always_found(name in "[a-z]{1,8}", a in 0..40usize, b in 0..40usize) {
        let mut typed: Vec<char> = RecoveryKey::new(&mut dice(&name)).print().replace('-', "").chars().collect();
        prop_assume!(typed[a] != typed[b]);
        typed.swap(a, b);
        prop_assert!(RecoveryKey::read(&typed.iter().collect::<String>()).is_err());
    }

    #[test]
    fn no_text_makes_reading_panic(text in ".*") {
        prop_assert!(InvitationSecret::read(&text).is_err() && RecoveryKey::read(&text).is_err());
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(DeviceSecret::read(&bytes).is_err());
        prop_assert!(unlock("words", &bytes).is_err());
        prop_assert!(Parcel::open(&bytes, &ParcelKey::from_bytes(&[0; 32])).is_err());
    }
}
