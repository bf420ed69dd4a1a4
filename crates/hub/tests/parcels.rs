//! Parcels at the real hub: what waits there for who was invited and who restores.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_seal::membership::Action;
use floorbook_seal::recovery::RecoveryKey;
use floorbook_wire::{Outcome, ParcelId, Reason, Refusal, USUAL_PARCEL, read};
use running::Hub;
use team::{Device, Team, path};

fn at(parcel: impl Into<ParcelId>) -> String {
    path(&format!("/parcels/{}", parcel.into()))
}

/// What someone gets who knows nothing but the id.
fn fetched(hub: &Hub, parcel: impl Into<ParcelId>) -> Option<Vec<u8>> {
    let answer = hub.get(&format!("/v1/parcels/{}", parcel.into()), &[]);
    match answer.status {
        200 => Some(answer.body),
        404 => {
            assert_eq!(read::<Refusal>(&answer.body).unwrap().reason, Reason::NotFound);
            None
        }
        other => panic!("{other}"),
    }
}

#[test]
fn an_invitations_parcel_waits_for_the_invited_and_goes_when_they_have_joined() {
    let (mut hub, mut team) = (Hub::start(), Team::new());
    team.found(&hub);
    let (secret, record, invite) = team.invite("link", 60_000);
    assert_eq!(team.ann.refused(&hub, "PUT", &at(secret.id()), b"sealed"), (404, Reason::NotFound), "none stands yet");
    assert!(matches!(team.ann.send_records(&hub, &[record])[0], Outcome::Stored(_)));
    assert_eq!(fetched(&hub, secret.id()), None);
    for parcel in [b"sealed", b"newer."] {
        assert_eq!(team.ann.ask(&hub, "PUT", &at(secret.id()), parcel).status, 204);
        assert_eq!(fetched(&hub, secret.id()).unwrap(), parcel);
    }
    assert_eq!(team.eve.refused(&hub, "PUT", &at(secret.id()), b"Eve's"), (404, Reason::NotFound));
    let large = vec![0; USUAL_PARCEL + 1];
    assert_eq!(team.ann.refused(&hub, "PUT", &at(secret.id()), &large), (413, Reason::TooLarge));
    hub.kill();
    hub.restart();
    assert_eq!(fetched(&hub, secret.id()).unwrap(), b"newer.");
    let new = Device::new("new");
    let join = team.join(&new, &secret, invite);
    assert!(matches!(new.send_records(&hub, &[join])[0], Outcome::Stored(_)));
    assert_eq!(fetched(&hub, secret.id()), None, "it admits nobody any more");
    assert_eq!(team.ann.refused(&hub, "PUT", &at(secret.id()), b"again"), (404, Reason::NotFound));
}

#[test]
fn a_revoked_or_expired_invitation_has_no_parcel() {
    // It is asked for again and again until it is gone.
    let hub = Hub::start_in(running::dist(), &["--strangers-per-minute", "1000000"]);
    let mut team = Team::new();
    team.found(&hub);
    let (secret, record, invite) = team.invite("link", 60_000);
    let (short, short_record, _) = team.invite("short", 1_500);
    team.ann.send_records(&hub, &[record, short_record]);
    for secret in [&secret, &short] {
        assert_eq!(team.ann.ask(&hub, "PUT", &at(secret.id()), b"sealed").status, 204);
    }
    let revoke = team.add(Action::Revoke { invite });
    team.ann.send_records(&hub, &[revoke]);
    assert_eq!(fetched(&hub, secret.id()), None);
    while fetched(&hub, short.id()).is_some() {
        std::thread::yield_now();
    }
}

#[test]
fn what_time_has_ended_is_forgotten_though_nobody_asks() {
    let (mut hub, mut team) = (Hub::start(), Team::new());
    team.found(&hub);
    let (secret, record, _) = team.invite("short", 1_000);
    let expired = std::time::Instant::now() + std::time::Duration::from_millis(1_100);
    team.ann.send_records(&hub, &[record]);
    assert_eq!(team.ann.ask(&hub, "PUT", &at(secret.id()), b"sealed").status, 204);
    hub.kill();
    while std::time::Instant::now() < expired {
        std::thread::yield_now();
    }
    let database = rusqlite::Connection::open(hub.folder.path().join("data/hub.db")).unwrap();
    let count = || database.query_row("SELECT count(*) FROM parcel", [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(count(), 1);
    hub.restart();
    while count() > 0 {
        std::thread::yield_now();
    }
}

#[test]
fn a_hub_can_be_told_to_keep_larger_parcels() {
    let hub = Hub::start_in(running::dist(), &["--largest-parcel", "3000000"]);
    let mut team = Team::new();
    team.found(&hub);
    let (secret, record, _) = team.invite("link", 60_000);
    team.ann.send_records(&hub, &[record]);
    assert_eq!(team.ann.ask(&hub, "PUT", &at(secret.id()), &vec![0; 3_000_000]).status, 204);
    assert_eq!(team.ann.refused(&hub, "PUT", &at(secret.id()), &vec![0; 3_000_001]), (413, Reason::TooLarge));
    assert_eq!(fetched(&hub, secret.id()).unwrap().len(), 3_000_000);
}

#[test]
fn a_recovery_keys_parcel_lies_there_until_the_key_is_replaced() {
    let (hub, mut team) = (Hub::start(), Team::new());
    team.found(&hub);
    let [old, new] = ["old", "new"].map(|name| {
        let mut dice = blake3::Hasher::new().update(name.as_bytes()).finalize_xof();
        RecoveryKey::new(&mut |bytes: &mut [u8]| dice.fill(bytes))
    });
    let set = |card| Action::SetRecovery { member: Device::new("ann").member, card };
    let record = team.add(set(old.card()));
    team.ann.send_records(&hub, &[record]);
    assert_eq!(team.ann.ask(&hub, "PUT", &at(old.id()), b"sealed").status, 204);
    assert_eq!(team.eve.refused(&hub, "PUT", &at(old.id()), b"Eve's"), (404, Reason::NotFound));
    let typed = RecoveryKey::read(&old.print()).unwrap();
    assert_eq!(fetched(&hub, typed.id()).unwrap(), b"sealed");
    let record = team.add(set(new.card()));
    team.ann.send_records(&hub, &[record]);
    assert_eq!(fetched(&hub, old.id()), None);
    assert_eq!(team.ann.refused(&hub, "PUT", &at(old.id()), b"sealed"), (404, Reason::NotFound));
    assert_eq!(team.ann.ask(&hub, "PUT", &at(new.id()), b"sealed").status, 204);
}
