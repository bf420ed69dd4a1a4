//! Membership records at the real hub: many in one request are judged as if they came one by one.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_seal::Hash;
use floorbook_seal::membership::{Action, resolve};
use floorbook_wire::{Outcome, Reason, Records, RecordsHeld, read, write};
use running::Hub;
use team::{Device, Team, path};

/// The outcomes of these records in one request, and of the same in one request each at another hub.
fn both_ways(team: &Team, founded: usize, records: &[Vec<u8>]) -> Vec<Outcome> {
    let [together, alone] = [(), ()].map(|()| {
        let hub = Hub::start();
        let founding = team.founding_of(founded);
        assert_eq!(team.ann.ask(&hub, "POST", &path(""), &founding).status, 200);
        hub
    });
    let outcomes = team.ann.send_records(&together, records);
    let one_by_one: Vec<Outcome> =
        records.iter().flat_map(|record| team.ann.send_records(&alone, std::slice::from_ref(record))).collect();
    assert_eq!(outcomes, one_by_one);
    let held = |hub: &Hub| read::<RecordsHeld>(&team.ann.ask(hub, "GET", &path("/membership"), &[]).body).unwrap();
    assert_eq!(held(&together), held(&alone));
    outcomes
}

fn stored(places: std::ops::RangeInclusive<u64>) -> Vec<Outcome> {
    places.map(Outcome::Stored).collect()
}

#[test]
fn what_stands_is_stored_and_what_does_not_is_refused_by_itself() {
    let mut team = Team::new();
    let founded = team.records.len();
    let mut records: Vec<Vec<u8>> = (0..40).map(|number| team.invite(&format!("link {number}"), 60_000).1).collect();
    let mut forged = records[20].clone();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    records.insert(20, forged);
    records.insert(30, b"no record".to_vec());
    let end = founded as u64;
    let mut expected = stored(end + 1..=end + 40);
    expected.insert(20, Outcome::Refused(Reason::Aside));
    expected.insert(30, Outcome::Refused(Reason::Unreadable));
    assert_eq!(both_ways(&team, founded, &records), expected);
}

#[test]
fn a_child_before_its_parent_is_a_gap_and_the_same_record_has_the_same_place() {
    let mut team = Team::new();
    let founded = team.records.len();
    let [first, second] = ["first", "second"].map(|name| team.invite(name, 60_000).1);
    let records = [second.clone(), first.clone(), second.clone(), first];
    let end = founded as u64;
    let gap = Outcome::Refused(Reason::Gap);
    let outcomes = both_ways(&team, founded, &records[..1]);
    assert_eq!(outcomes, [gap]);
    let hub = Hub::start();
    assert_eq!(team.ann.ask(&hub, "POST", &path(""), &team.founding_of(founded)).status, 200);
    let outcomes = team.ann.send_records(&hub, &records[1..]);
    assert_eq!(outcomes, [end + 1, end + 2, end + 1].map(Outcome::Stored));
}

#[test]
fn of_two_who_join_by_an_invitation_for_one_the_first_that_comes_is_taken() {
    let mut team = Team::new();
    let (secret, invite, name) = team.invite("link", 60_000);
    let founded = team.records.len() - 1;
    let [one, other] = [Device::new("one"), Device::new("other")];
    let joins = [&one, &other].map(|who| team.join_beside(who, &secret, name));
    let end = founded as u64;
    let expected = [Outcome::Stored(end + 1), Outcome::Stored(end + 2), Outcome::Refused(Reason::Aside)];
    for order in [[0, 1], [1, 0]] {
        let records = [invite.clone(), joins[order[0]].clone(), joins[order[1]].clone()];
        assert_eq!(both_ways(&team, founded, &records), expected);
    }
}

#[test]
fn what_a_removed_device_issued_beside_its_removal_is_kept_and_changes_nothing() {
    let mut team = Team::new();
    let founded = team.records.len();
    let beside = team.issue(&team.eve, Action::Revoke { invite: Hash([1; 32]) });
    let recovery = team.issue(&team.eve, set_recovery(&team.eve));
    let remove = team.add(Action::RemoveDevice { device: team.eve.id(), tail: None });
    let outcomes = both_ways(&team, founded, &[remove, recovery, beside]);
    // A member hands it on, because what others issued may rest on it. It is put aside there as everywhere.
    assert_eq!(outcomes, [1, 2, 3].map(|place| Outcome::Stored(founded as u64 + place)));
    let first = &team.records[0];
    let membership = resolve(first.workspace(), first.name(), team.records.clone()).unwrap();
    assert_eq!(membership.role_of_device(team.eve.id()), None);
}

fn set_recovery(of: &Device) -> Action {
    let key = floorbook_seal::recovery::RecoveryKey::new(&mut |bytes: &mut [u8]| bytes.fill(3));
    Action::SetRecovery { member: of.member, card: key.card() }
}

#[test]
fn a_stranger_sends_few_records() {
    let (hub, mut team) = (Hub::start(), Team::new());
    team.found(&hub);
    let (secret, invite, name) = team.invite("link", 60_000);
    team.ann.send_records(&hub, &[invite]);
    let new = Device::new("new");
    let join = team.join(&new, &secret, name);
    let many = write(&Records { records: vec![join.clone().into(); 65] });
    assert_eq!(new.refused(&hub, "POST", &path("/membership"), &many), (413, Reason::TooLarge));
    assert!(matches!(new.send_records(&hub, &[join])[0], Outcome::Stored(_)));
}
