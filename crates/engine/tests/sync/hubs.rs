//! Hubs that come and go, forget, and lie.

use floorbook_engine::{Answered, Next, Surroundings};
use floorbook_port::{Event, Role, SyncTrouble, TeamCommand};
use floorbook_testkit::{Net, Replica, hub::Hub};

use crate::common::{assert_same, bytes, join, note, notes, pair, photo};

#[test]
fn an_emptied_hub_is_refilled() {
    let (mut net, mut ada, mut ben) = pair(40);
    note(&mut ada, "one");
    let taken = photo(&mut ben, 300_000);
    let link = ada.invite(Role::Editor);
    net.settle(&mut [&mut ada, &mut ben]);
    *net.hub() = Hub::new(7);
    net.settle(&mut [&mut ben]);
    net.settle(&mut [&mut ada]);
    assert_same(&mut [&mut ada, &mut ben]);
    let mut cem = Replica::new(409);
    cem.join_by(&link, "Cem", None);
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);
    assert_same(&mut [&mut ada, &mut ben, &mut cem]);
    assert_eq!(bytes(&mut cem, &taken), Some(taken));
}

#[test]
fn a_hub_that_was_rolled_back_gets_what_it_lost() {
    for log in [1, 9] {
        let (mut net, mut ada, mut ben) = pair(40 + log);
        note(&mut ada, "before");
        net.settle(&mut [&mut ada, &mut ben]);
        let backup = net.hub().clone();
        note(&mut ada, "lost");
        note(&mut ben, "lost too");
        net.settle(&mut [&mut ada, &mut ben]);
        *net.hub() = backup.restored(log);
        note(&mut ben, "new");
        net.settle(&mut [&mut ben]);
        net.settle(&mut [&mut ada, &mut ben]);
        assert_same(&mut [&mut ada, &mut ben]);
        let mut cem = Replica::new(419);
        join(&mut net, &mut ada, &mut cem, "Cem", Role::Editor);
        assert_eq!(notes(&mut cem), ["before", "lost", "lost too", "new"]);
    }
}

#[test]
fn what_lies_after_the_place_read_so_far_is_missed_too() {
    let (mut net, mut ada, mut ben) = pair(46);
    net.settle(&mut [&mut ada, &mut ben]);
    let backup = net.hub().clone();
    // Ada's note comes after one of Ben's, which she does not get to read.
    note(&mut ben, "first");
    net.settle(&mut [&mut ben]);
    net.lost = Some(|exchange| exchange.method == "GET" && exchange.url.contains("/envelopes?"));
    note(&mut ada, "lost");
    net.settle(&mut [&mut ada]);
    assert_eq!(ada.sync_view().status.waiting_changes, 0);
    net.lost = None;
    // The hub is put back, and has as much again before she hears of it.
    *net.hub() = backup;
    for text in ["second", "third", "fourth"] {
        note(&mut ben, text);
        net.settle(&mut [&mut ben]);
    }
    ada.kill();
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ben), ["first", "fourth", "lost", "second", "third"]);
}

#[test]
fn a_team_moves_to_another_hub() {
    let (mut net, mut ada, mut ben) = pair(42);
    note(&mut ada, "one");
    net.settle(&mut [&mut ada, &mut ben]);
    net.hubs.insert("https://other.example".to_owned(), Hub::new(5));
    ada.team(TeamCommand::Disconnect).unwrap();
    note(&mut ada, "two");
    net.settle(&mut [&mut ada, &mut ben]);
    assert!(!ada.sync_view().status.connected);
    ada.connect("https://other.example");
    ben.connect("https://other.example");
    note(&mut ben, "three");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ada), ["one", "three", "two"]);
    // Back at the first one.
    ada.connect(Net::HUB);
    ben.connect(Net::HUB);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
}

#[test]
fn a_clock_that_is_ten_years_off_syncs_all_the_same() {
    let (mut net, mut ada, mut ben) = pair(43);
    const YEARS: i64 = 10 * 365 * 86_400_000;
    ada.skew = YEARS;
    ben.skew = -YEARS;
    for replica in [&mut ada, &mut ben] {
        replica.now = net.now.plus_millis(replica.skew);
        note(replica, "when is it?");
    }
    net.settle(&mut [&mut ada, &mut ben]);
    note(&mut ben, "later");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ada).len(), 3);
}

#[test]
fn a_hub_that_wants_a_token_says_so() {
    let mut net = Net::new();
    net.hub().token = Some("open sesame".into());
    let mut ada = Replica::new(440);
    ada.begin("Ada");
    ada.connect(Net::HUB);
    net.settle(&mut [&mut ada]);
    assert_eq!(ada.sync_view().status.trouble, Some(SyncTrouble::TokenNeeded));
    ada.team(TeamCommand::Connect { hub: Net::HUB.into(), token: "open sesame".into() }).unwrap();
    net.settle(&mut [&mut ada]);
    assert_same(&mut [&mut ada]);
}

#[test]
fn a_full_hub_loses_nothing() {
    let (mut net, mut ada, mut ben) = pair(45);
    net.hub().full = true;
    note(&mut ada, "one");
    let taken = photo(&mut ben, 1_000);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(ada.sync_view().status.trouble, Some(SyncTrouble::HubFull));
    net.hub().full = false;
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(bytes(&mut ada, &taken), Some(taken));
}

#[test]
fn no_connection_is_said_and_ends() {
    let (mut net, mut ada, mut ben) = pair(46);
    let hub = net.hubs.remove(Net::HUB).unwrap();
    note(&mut ada, "one");
    net.settle(&mut [&mut ada, &mut ben]);
    let view = ada.sync_view();
    assert_eq!(view.status.trouble, Some(SyncTrouble::Unreachable));
    assert_eq!((view.status.waiting_changes, view.items.len(), view.items[0].title.as_str()), (1, 1, "one"));
    net.hubs.insert(Net::HUB.to_owned(), hub);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
}

#[test]
fn answers_that_are_cut_or_garbled_do_no_harm() {
    let (mut net, mut ada, mut ben) = pair(47);
    note(&mut ada, "one");
    let taken = photo(&mut ada, 300_000);
    let mut count = 0;
    net.alter = Some(Box::new(move |_, answered| {
        count += 1;
        match answered {
            Answered::Reply { status, mut body } if count % 3 == 0 => {
                body.truncate(body.len() / 2);
                Answered::Reply { status, body }
            }
            Answered::Reply { status, mut body } if count % 3 == 1 && !body.is_empty() => {
                let middle = body.len() / 2;
                body[middle] ^= 0x55;
                Answered::Reply { status, body }
            }
            other => other,
        }
    }));
    for _ in 0..5 {
        net.settle(&mut [&mut ada, &mut ben]);
    }
    net.alter = None;
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(bytes(&mut ben, &taken), Some(taken));
}

#[test]
fn how_it_stands_is_looked_up_only_after_something_was_changed() {
    let (mut net, mut ada, mut ben) = pair(48);
    net.settle(&mut [&mut ada, &mut ben]);
    let around = Surroundings { online: true, metered: Some(false) };
    let now = ada.now;
    let mut greetings = Vec::new();
    while let Ok(Next::Send(greeting)) = ada.engine().sync_next(now, around) {
        greetings.push(greeting);
    }
    assert!(!greetings.is_empty());
    let before = ada.engine().sync_looks();
    for _ in 0..5 {
        assert!(matches!(ada.engine().sync_next(now, around), Ok(Next::Wait(_))));
    }
    assert_eq!(ada.engine().sync_looks(), before, "nothing was changed");
    ada.engine().events();
    note(&mut ada, "one");
    for greeting in greetings {
        let answered = net.carry(&greeting);
        ada.engine().sync_reply(now, greeting.number, answered).unwrap();
    }
    assert!(ada.engine().sync_looks() > before);
    let waits = |event: &Event| matches!(event, Event::Sync(status) if status.waiting_changes == 1);
    assert!(ada.engine().events().iter().any(waits), "it is said at once");
    // What is known beside the database is said as well.
    let offline = Surroundings { online: false, metered: None };
    assert!(ada.engine().sync_next(now, offline).is_ok());
    let is_offline =
        |event: &Event| matches!(event, Event::Sync(status) if status.trouble == Some(SyncTrouble::Offline));
    assert!(ada.engine().events().iter().any(is_offline));
}
