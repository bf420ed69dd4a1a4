//! A hub nearby beside the notebook's own: what is at the one comes to the other, and no more is sent than lacks.

use floorbook_domain::NotebookId;
use floorbook_engine::Near;
use floorbook_port::Role;
use floorbook_testkit::{Net, Replica, hub::Hub};

use crate::common::{assert_same, bytes, join, note, notes, pair, photo};

const HALL: &str = "http://192.168.1.5:7430";

fn notebook(replica: &mut Replica) -> NotebookId {
    replica.engine().sync_workspaces().unwrap()[0]
}

/// Whoever shares shows the token, and founds there what it has.
fn hears(replica: &mut Replica, shares: bool) {
    let token = if shares { "word" } else { "" }.to_owned();
    let near = Near { url: HALL.to_owned(), token };
    for notebook in replica.engine().sync_workspaces().unwrap() {
        replica.engine().sync_near(notebook, Some(&near)).unwrap();
    }
}

/// The internet is gone; in the hall there is a hub.
fn in_the_hall(net: &mut Net) -> Hub {
    let hub = net.hubs.remove(Net::HUB).unwrap();
    net.hubs.insert(HALL.to_owned(), Hub::new(77));
    hub
}

#[test]
fn two_sync_in_the_hall_and_the_hub_gets_it_later() {
    let (mut net, mut ada, mut ben) = pair(300);
    note(&mut ada, "before");
    net.settle(&mut [&mut ada, &mut ben]);
    let hub = in_the_hall(&mut net);
    hears(&mut ada, true);
    hears(&mut ben, false);
    note(&mut ada, "of Ada");
    let taken = photo(&mut ben, 300_000);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ben), ["a photo", "before", "of Ada"]);
    assert_eq!(bytes(&mut ada, &taken), Some(taken.clone()));
    // The pill speaks of the hub, which has none of it yet.
    assert!(ada.sync_view().status.waiting_changes > 0);
    let (team, id) = (notebook(&mut ada), notebook(&mut ben));
    assert_eq!(team, id);
    let state = ada.engine().sync_near_state(team).unwrap().unwrap();
    assert!(state.synced.is_some() && state.waiting == 0 && state.trouble.is_none(), "{state:?}");
    // Ben goes home; Ada finds the hub again, and brings what Ben wrote.
    net.hubs.insert(Net::HUB.to_owned(), hub);
    net.settle(&mut [&mut ada]);
    assert_eq!(ada.sync_view().status.waiting_changes, 0);
    // Whoever was not there has it from the hub.
    let mut cem = Replica::new(309);
    net.hubs.remove(HALL);
    join(&mut net, &mut ada, &mut cem, "Cem", Role::Editor);
    assert_eq!(notes(&mut cem), ["a photo", "before", "of Ada"]);
    assert_eq!(bytes(&mut cem, &taken), Some(taken));
}

#[test]
fn what_went_over_the_hall_goes_to_the_hub_once() {
    let (mut net, mut ada, mut ben) = pair(310);
    net.settle(&mut [&mut ada, &mut ben]);
    let hub = in_the_hall(&mut net);
    hears(&mut ada, true);
    hears(&mut ben, false);
    note(&mut ada, "one");
    photo(&mut ada, 600_000);
    note(&mut ben, "two");
    net.settle(&mut [&mut ada, &mut ben]);
    net.hubs.insert(Net::HUB.to_owned(), hub);
    net.settle(&mut [&mut ada]);
    net.sent.clear();
    // The hub has all of it by Ada: Ben sends nothing, and fetches nothing.
    net.settle(&mut [&mut ben]);
    let moved: Vec<_> = net.sent.iter().filter(|sent| sent.contains(Net::HUB) && sent.contains("/envelopes")).collect();
    assert!(moved.is_empty(), "{moved:?}");
    let chunks: Vec<_> = net.sent.iter().filter(|sent| sent.starts_with("PUT")).collect();
    assert!(chunks.is_empty(), "{chunks:?}");
    assert_eq!(ben.sync_view().status.waiting_changes, 0);
    assert_same(&mut [&mut ada, &mut ben]);
}

#[test]
fn one_who_reaches_both_carries_between_them() {
    let (mut net, mut ada, mut ben) = pair(320);
    let mut cem = Replica::new(329);
    join(&mut net, &mut ada, &mut cem, "Cem", Role::Editor);
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);
    net.hubs.insert(HALL.to_owned(), Hub::new(78));
    // Ada reaches both, Ben the hall alone, Cem is at home.
    hears(&mut ada, true);
    hears(&mut ben, false);
    note(&mut ben, "from the hall");
    note(&mut cem, "from home");
    ben.team(floorbook_port::TeamCommand::Disconnect).unwrap();
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);
    assert_same(&mut [&mut ada, &mut cem]);
    assert_eq!(notes(&mut ben), ["from home", "from the hall"]);
    assert_eq!(notes(&mut cem), ["from home", "from the hall"]);
}

#[test]
fn one_who_does_not_share_founds_nothing_there() {
    let (mut net, mut ada, mut ben) = pair(330);
    net.settle(&mut [&mut ada, &mut ben]);
    net.hubs.insert(HALL.to_owned(), Hub::new(79));
    hears(&mut ben, false);
    net.sent.clear();
    net.settle(&mut [&mut ben]);
    let posted: Vec<_> = net.sent.iter().filter(|sent| sent.starts_with("POST") && sent.contains(HALL)).collect();
    assert!(posted.is_empty(), "{posted:?}");
    // Once Ada shares it, it is there.
    hears(&mut ada, true);
    note(&mut ada, "hello");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ben), ["hello"]);
}

#[test]
fn after_a_start_and_at_another_hub_nearby_it_goes_on() {
    let (mut net, mut ada, mut ben) = pair(340);
    net.settle(&mut [&mut ada, &mut ben]);
    in_the_hall(&mut net);
    hears(&mut ada, true);
    hears(&mut ben, false);
    note(&mut ada, "one");
    net.settle(&mut [&mut ada, &mut ben]);
    ada.kill();
    ben.kill();
    hears(&mut ada, true);
    hears(&mut ben, false);
    note(&mut ada, "two");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ben), ["one", "two"]);
    // Shared anew, by the other one, with nothing in it.
    net.hubs.insert(HALL.to_owned(), Hub::new(81));
    hears(&mut ben, true);
    hears(&mut ada, false);
    note(&mut ben, "three");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ada), ["one", "three", "two"]);
    let team = notebook(&mut ada);
    ada.engine().sync_near(team, None).unwrap();
    assert_eq!(ada.engine().sync_near_state(team).unwrap(), None);
    note(&mut ada, "alone");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ben), ["one", "three", "two"]);
}
