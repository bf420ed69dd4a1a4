//! Content keys in the membership: from hand to hand, and never into a removed one.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use floorbook_seal::{
    keys::ContentKey,
    membership::{Action, Aside, Recipient, Role, Wrap},
    recovery::RecoveryKey,
};

/// A new key, wrapped for all who should have it, with the one before under it.
fn new_key(log: &mut Log, by: &Person, name: &str, before: Option<&ContentKey>) -> ContentKey {
    let key = ContentKey::new(&mut dice(name));
    let wraps = wraps(log, &key);
    let older = before.map(|older| key.carry(WORKSPACE, older, &mut dice("nonce"))).into_iter().collect();
    log.issue(by, Action::NewKey { key: key.id(), wraps, older });
    key
}

fn wraps(log: &Log, key: &ContentKey) -> Vec<Wrap> {
    let lacking = log.resolve().lacking(key.id()).into_iter();
    let wrap = |(to, receiver): (_, floorbook_seal::keys::ReceivingKey)| Wrap {
        to,
        key: receiver.wrap(WORKSPACE, key, &mut dice("wrap")).unwrap(),
    };
    lacking.map(wrap).collect()
}

#[test]
fn a_removal_calls_for_a_new_key_that_the_removed_device_cannot_have() {
    let [ann, ben] = ["Ann", "Ben"].map(Person::new);
    let mut log = Log::founded_by(&ann);
    assert!(log.resolve().new_key_is_due() && log.resolve().current_key().is_none());
    log.welcome(&ann, &ben, Role::Editor);
    let first = new_key(&mut log, &ann, "first", None);
    assert_eq!((log.resolve().current_key(), log.resolve().new_key_is_due()), (Some(first.id()), false));
    log.remove(&ann, &ben);
    assert!(log.resolve().new_key_is_due());
    let second = new_key(&mut log, &ann, "second", Some(&first));
    let membership = log.resolve();
    assert_eq!((membership.current_key(), membership.new_key_is_due()), (Some(second.id()), false));
    let shared = membership.key(second.id()).unwrap();
    assert_eq!(shared.wraps.keys().collect::<Vec<_>>(), [&Recipient::Device(ann.id())]);
    let mine = &shared.wraps[&Recipient::Device(ann.id())][0];
    let mine = ann.device.unwrap_key(WORKSPACE, second.id(), mine).unwrap();
    assert_eq!(mine.uncarry(WORKSPACE, &shared.older[0]).unwrap().id(), first.id());
}

#[test]
fn a_key_made_beside_a_removal_is_not_enough() {
    let [ann, ben, eve] = ["Ann", "Ben", "Eve"].map(Person::new);
    let mut log = Log::founded_by(&ann);
    log.welcome(&ann, &ben, Role::Editor);
    log.welcome(&ann, &eve, Role::Editor);
    let mut eves = log.clone();
    log.remove(&ann, &ben);
    let anns = new_key(&mut log, &ann, "Ann's", None);
    (0..5).for_each(|_| _ = eves.set_role(&eve, &eve, Role::Editor));
    let eves_key = new_key(&mut eves, &eve, "Eve's", None);
    log.merge(&eves);
    let membership = log.resolve();
    assert_eq!((membership.current_key(), membership.new_key_is_due()), (Some(anns.id()), false));
    assert!(membership.key(eves_key.id()).unwrap().stands, "it can be read, and is not sealed with");
}

#[test]
fn the_key_of_a_removed_member_is_kept_for_reading_only() {
    let [ann, ben] = ["Ann", "Ben"].map(Person::new);
    let mut log = Log::founded_by(&ann);
    log.welcome(&ann, &ben, Role::Editor);
    new_key(&mut log, &ann, "first", None);
    let mut bens = log.clone();
    let removal = log.remove(&ann, &ben);
    let bens_key = new_key(&mut bens, &ben, "Ben's", None);
    let record = bens.records.last().unwrap().name();
    log.merge(&bens);
    log.assert_aside(&record, Aside::RemovedMeanwhile(removal));
    let membership = log.resolve();
    assert_ne!(membership.current_key(), Some(bens_key.id()));
    let shared = membership.key(bens_key.id()).unwrap();
    let mine = &shared.wraps[&Recipient::Device(ann.id())][0];
    assert!(!shared.stands && ann.device.unwrap_key(WORKSPACE, bens_key.id(), mine).is_ok());
}

#[test]
fn who_joined_beside_a_new_key_is_handed_it() {
    let [ann, ben] = ["Ann", "Ben"].map(Person::new);
    let mut log = Log::founded_by(&ann);
    let mut beside = log.clone();
    let key = new_key(&mut log, &ann, "first", None);
    beside.welcome(&ann, &ben, Role::Viewer);
    log.merge(&beside);
    assert_eq!(log.resolve().lacking(key.id()), [(Recipient::Device(ben.id()), ben.device.card().receiving)]);
    let wraps = wraps(&log, &key);
    log.issue(&ann, Action::HandKey { key: key.id(), wraps });
    assert!(log.resolve().lacking(key.id()).is_empty());
}

#[test]
fn a_recovery_key_gets_the_newest_key_also_after_a_removal_and_a_replaced_one_does_not() {
    let [ann, ben] = ["Ann", "Ben"].map(Person::new);
    let [old, new] = ["old", "new"].map(|name| RecoveryKey::new(&mut dice(name)));
    let mut log = Log::founded_by(&ann);
    log.welcome(&ann, &ben, Role::Editor);
    log.issue(&ann, Action::SetRecovery { member: ann.member, card: old.card() });
    let first = new_key(&mut log, &ann, "first", None);
    log.remove(&ann, &ben);
    let second = new_key(&mut log, &ann, "second", Some(&first));
    let paper = Recipient::Recovery(ann.member);
    let wrapped = log.resolve().key(second.id()).unwrap().wraps[&paper][0];
    assert!(old.unwrap_key(WORKSPACE, second.id(), &wrapped).is_ok());
    log.issue(&ann, Action::SetRecovery { member: ann.member, card: new.card() });
    assert!(log.resolve().new_key_is_due(), "the old sheet may have been found");
    let third = new_key(&mut log, &ann, "third", Some(&second));
    let wrapped = log.resolve().key(third.id()).unwrap().wraps[&paper][0];
    assert!(old.unwrap_key(WORKSPACE, third.id(), &wrapped).is_err());
    assert!(new.unwrap_key(WORKSPACE, third.id(), &wrapped).is_ok());
    assert!(!log.resolve().new_key_is_due());
}
