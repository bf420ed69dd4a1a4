//! Who belongs to a workspace: the promises of the membership.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use floorbook_seal::{
    Hash, WorkspaceId,
    keys::Signature,
    membership::{Action, Aside, Grant, Place, Record, Refusal, Role, Standing, resolve},
    recovery::RecoveryKey,
};

#[test]
fn who_founds_and_who_is_invited_has_the_role_that_was_meant() {
    let Team { ann, ben, eve, vic, log } = team();
    let roles = [&ann, &ben, &eve, &vic].map(|who| log.role(who));
    assert_eq!(roles, [Role::Owner, Role::Owner, Role::Editor, Role::Viewer].map(Some));
    assert_eq!(log.resolve().asides().count(), 0);
    assert_eq!(log.resolve().role_of_device(vic.id()), Some(Role::Viewer));
    assert_eq!(log.resolve().device(eve.id()).unwrap().card, eve.device.card());
}

#[test]
fn everybody_does_only_what_their_role_allows() {
    let Team { ann, ben, eve, vic, mut log } = team();
    let aside = |log: &Log, record: Hash, needed| log.assert_aside(&record, Aside::NotAllowed { needed });
    for low in [&eve, &vic] {
        let record = log.remove(low, &ben);
        aside(&log, record, Role::Owner);
        let record = log.set_role(low, low, Role::Owner);
        aside(&log, record, Role::Owner);
        let record = log.remove_device(low, ann.id());
        aside(&log, record, Role::Owner);
        let (_, record) = log.invite(low, Grant::Member(Role::Viewer), 1);
        aside(&log, record, Role::Owner);
        let record = log.issue(low, Action::Adopt { device: low.id(), tail: tail(9) });
        aside(&log, record, Role::Owner);
    }
    let (_, theirs) = log.invite(&vic, Grant::Device(eve.member), 1);
    log.assert_aside(&theirs, Aside::NotTheirs);
    let friend = Person { member: eve.member, device: device("friend's phone") };
    let consent = friend.device.consent(WORKSPACE, eve.member);
    let theirs = log.issue(&vic, Action::AddDevice { member: eve.member, consent });
    log.assert_aside(&theirs, Aside::NotTheirs);
    let stolen = Action::AddDevice { member: vic.member, consent };
    let stolen = log.issue(&vic, stolen);
    log.assert_aside(&stolen, Aside::BadProof);
}

#[test]
fn everybody_brings_and_removes_devices_of_their_own_and_can_leave() {
    let Team { ann, vic, mut log, .. } = team();
    let tablet = vic.with("Vic's tablet");
    let (laptop, invitation) = (vic.with("Vic's laptop"), log.invite(&vic, Grant::Device(vic.member), 1));
    log.add_device(&vic, &tablet);
    log.join(&laptop, &invitation);
    assert_eq!(log.resolve().role_of_device(laptop.id()), Some(Role::Viewer));
    log.remove_device(&laptop, vic.id());
    let roles = [&vic, &tablet, &laptop].map(|device| log.resolve().role_of_device(device.id()));
    assert_eq!(roles, [None, Some(Role::Viewer), Some(Role::Viewer)]);
    let back = log.add_device(&tablet, &vic);
    assert!(matches!(log.resolve().standing(&back), Standing::Aside(Aside::Gone(_))), "what was removed stays so");
    log.remove(&tablet, &vic);
    assert_eq!(log.role(&vic), None);
    let alone = Log::founded_by(&ann).remove(&ann, &ann);
    let mut alone_log = Log::founded_by(&ann);
    assert_eq!(alone_log.remove(&ann, &ann), alone);
    alone_log.assert_aside(&alone, Aside::LastOwner);
}

#[test]
fn an_invitation_admits_as_many_as_it_says_and_until_it_ends() {
    let Team { ann, mut log, .. } = team();
    let invitation = log.invite(&ann, Grant::Member(Role::Editor), 2);
    let [one, two, three] = ["one", "two", "three"].map(Person::new);
    log.join(&one, &invitation);
    log.join(&two, &invitation);
    let third = log.join(&three, &invitation);
    log.assert_aside(&third, Aside::UsedUp);
    let open = log.invite(&ann, Grant::Member(Role::Editor), 9);
    let mut beside = log.clone();
    let revoked = log.issue(&ann, Action::Revoke { invite: open.1 });
    let joined = beside.join(&three, &open);
    log.merge(&beside);
    log.assert_aside(&joined, Aside::Closed(revoked));
    let late = log.invite(&ann, Grant::Member(Role::Editor), 9);
    log.at = NOW * 3;
    let joined = log.join(&three, &late);
    log.assert_aside(&joined, Aside::Expired);
    assert!(!log.resolve().invitation(&late.1).unwrap().admits(NOW * 3));
    assert!(log.resolve().invitation(&late.1).unwrap().admits(NOW));
}

#[test]
fn nobody_joins_with_the_id_of_somebody_else_or_by_another_link() {
    let Team { ann, eve, mut log, .. } = team();
    let invitation = log.invite(&ann, Grant::Member(Role::Editor), 9);
    let mask = Person { member: eve.member, device: device("mask") };
    let joined = log.join(&mask, &invitation);
    assert!(matches!(log.resolve().standing(&joined), Standing::Aside(Aside::Taken(_))));
    let other = floorbook_seal::invitation::InvitationSecret::new(&mut dice("found on the floor"));
    let joined = log.join(&Person::new("stranger"), &(other, invitation.1));
    log.assert_aside(&joined, Aside::BadProof);
}

#[test]
fn who_sends_the_same_join_twice_has_joined_once() {
    let Team { ann, mut log, .. } = team();
    let invitation = log.invite(&ann, Grant::Member(Role::Editor), 1);
    let (zoe, mut again) = (Person::new("Zoe"), log.clone());
    let first = log.join(&zoe, &invitation);
    again.at += 5;
    let second = again.join(&zoe, &invitation);
    let tablet = again.add_device(&zoe, &zoe.with("Zoe's tablet"));
    log.merge(&again);
    [first, second, tablet].iter().for_each(|record| log.assert_stands(record));
}

#[test]
fn a_forged_record_is_put_aside_by_name() {
    let Team { ann, mut log, .. } = team();
    let stranger = Person::new("stranger");
    let forged = log.remove(&stranger, &ann);
    log.assert_aside(&forged, Aside::NotAMember);
    let masked =
        Person { member: ann.member, device: floorbook_seal::keys::DeviceSecret::new(ann.id(), &mut dice("x")) };
    let forged = log.remove(&masked, &ann);
    log.assert_aside(&forged, Aside::BadSignature);
    let beginning = Log::founded_by(&stranger).records.remove(0);
    let beginning = log.add(beginning);
    log.assert_aside(&beginning, Aside::OtherFounding);
    let elsewhere = Place { workspace: WorkspaceId([1; 16]), ..log.place() };
    let elsewhere = Record::issue(&elsewhere, &ann.device, Action::Revoke { invite: forged }).unwrap();
    let elsewhere = log.add(elsewhere);
    log.assert_aside(&elsewhere, Aside::OtherWorkspace);
    let signature = Signature([0; 64]);
    let recovered = Action::Recover { member: ann.member, card: stranger.device.card(), proof: signature };
    let recovered = log.issue(&stranger, recovered);
    log.assert_aside(&recovered, Aside::BadProof);
    assert_eq!(log.role(&ann), Some(Role::Owner));
}

#[test]
fn a_record_whose_parents_are_missing_waits_and_names_them() {
    let Team { ann, eve, mut log, .. } = team();
    let first = log.set_role(&ann, &eve, Role::Owner);
    let second = log.set_role(&ann, &eve, Role::Viewer);
    let held = log.records.iter().filter(|record| record.name() != first).cloned();
    let membership = resolve(WORKSPACE, log.founding, held).unwrap();
    assert_eq!(membership.standing(&second), Standing::Waits);
    assert_eq!(membership.missing().collect::<Vec<_>>(), [first]);
    assert_eq!(membership.role(eve.member), Some(Role::Editor));
}

#[test]
fn a_recovery_key_brings_its_member_back_until_it_is_replaced() {
    let Team { ann, ben, mut log, .. } = team();
    let [old, new] = ["old", "new"].map(|name| RecoveryKey::new(&mut dice(name)));
    log.issue(&ben, Action::SetRecovery { member: ben.member, card: old.card() });
    let phone = ben.with("Ben's new phone");
    let back = log.add(Record::recover(&log.place(), &phone.device, ben.member, &old).unwrap());
    log.assert_stands(&back);
    assert_eq!(log.resolve().role_of_device(phone.id()), Some(Role::Owner));
    let mut thief = log.clone();
    let replaced = log.issue(&phone, Action::SetRecovery { member: ben.member, card: new.card() });
    let stolen = ben.with("thief's phone");
    let beside = thief.add(Record::recover(&thief.place(), &stolen.device, ben.member, &old).unwrap());
    log.merge(&thief);
    log.assert_aside(&beside, Aside::Replaced(replaced));
    let after = log.add(Record::recover(&log.place(), &stolen.device, ben.member, &old).unwrap());
    log.assert_aside(&after, Aside::Replaced(replaced));
    let removal = log.remove(&ann, &ben);
    let last = ben.with("Ben's last phone");
    let after = log.add(Record::recover(&log.place(), &last.device, ben.member, &new).unwrap());
    log.assert_aside(&after, Aside::Gone(removal));
}

#[test]
fn envelopes_count_up_to_the_removal_and_beyond_it_when_an_owner_adopts_them() {
    let Team { ann, ben, eve, vic, mut log } = team();
    let accepts = |log: &Log, who: &Person, seq| log.resolve().accepts(who.id(), seq, &tail(seq));
    assert_eq!(accepts(&log, &eve, 7), Ok(eve.member));
    assert_eq!(accepts(&log, &vic, 1), Err(Refusal::OnlyReads));
    assert_eq!(accepts(&log, &Person::new("stranger"), 1), Err(Refusal::NotAMember));
    let mut beside = log.clone();
    log.remove(&ann, &eve);
    assert_eq!(accepts(&log, &eve, 5), Ok(eve.member));
    assert_eq!(accepts(&log, &eve, 6), Err(Refusal::Removed { accepted: 5 }));
    let fork = floorbook_seal::Tail { seq: 5, envelope: Hash::of(b"another history") };
    assert_eq!(log.resolve().accepts(eve.id(), 5, &fork), Err(Refusal::OtherBranch));
    assert_eq!(log.resolve().accepts(eve.id(), 4, &tail(6)), Err(Refusal::OtherBranch));
    // Another owner had accepted more, beside.
    let tails = vec![(eve.id(), tail(8))];
    beside.issue(&ben, Action::RemoveMember { member: eve.member, tails });
    log.merge(&beside);
    assert_eq!(accepts(&log, &eve, 8), Ok(eve.member));
    assert_eq!(accepts(&log, &eve, 9), Err(Refusal::Removed { accepted: 8 }));
    log.issue(&ben, Action::Adopt { device: eve.id(), tail: tail(12) });
    assert_eq!(accepts(&log, &eve, 11), Ok(eve.member));
    assert_eq!(accepts(&log, &eve, 13), Err(Refusal::Removed { accepted: 8 }));
}

#[test]
fn what_a_viewer_wrote_stays_aside_when_the_viewer_becomes_an_editor() {
    let Team { ann, eve, mut log, .. } = team();
    let set = |log: &mut Log, role, seq| {
        let tails = vec![(eve.id(), tail(seq))];
        log.issue(&ann, Action::SetRole { member: eve.member, role, tails });
    };
    set(&mut log, Role::Viewer, 3);
    set(&mut log, Role::Editor, 6);
    let membership = log.resolve();
    let counts: Vec<bool> = (1..=8).map(|seq| membership.accepts(eve.id(), seq, &tail(seq)).is_ok()).collect();
    assert_eq!(counts, [true, true, true, false, false, false, true, true]);
}
