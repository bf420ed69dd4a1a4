//! The hub that a desktop app shares, as a library: devices sync over it while the real one is dead.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use floorbook_engine::Near;
use floorbook_hub::{Hall, NoHall};
use floorbook_port::{Role, SyncTrouble, TeamCommand};
use floorbook_tests::{device::Device, hub::Hub};

use super::words::{bytes, invite, join, note, photo, sync, texts};

/// From now on it syncs with the hub at this address too; with the token as who shares it.
fn hears(device: &mut Device, hall: &Hall, token: &str) {
    let near = Near { url: format!("http://{}", hall.address()), token: token.to_owned() };
    for notebook in device.replica.engine().sync_workspaces().unwrap() {
        device.replica.engine().sync_near(notebook, Some(&near)).unwrap();
    }
}

#[test]
fn a_shared_hub_serves_its_team_alone_and_goes_on_where_it_stopped() {
    let (data, shared) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut hub = Hub::keeping(data.path());
    let (mut ada, mut ben, mut eve) = (Device::new(31), Device::new(32), Device::new(33));
    ada.replica.begin("Ada");
    ada.team(TeamCommand::Connect { hub: hub.url(""), token: String::new() });
    let link = invite(&mut ada, Role::Editor);
    ada.sync();
    join(&mut ben, &link, "Ben");
    sync(&mut ada);
    eve.replica.begin("Eve");
    eve.team(TeamCommand::Connect { hub: hub.url(""), token: String::new() });
    eve.sync();
    hub.kill();

    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    let hall = runtime.block_on(Hall::open(shared.path(), any, "word".to_owned())).unwrap();
    let taken = runtime.block_on(Hall::open(data.path(), hall.address(), String::new()));
    assert!(matches!(taken, Err(NoHall::Address(..))), "the address is taken");
    hears(&mut ada, &hall, "word");
    hears(&mut ben, &hall, "");
    hears(&mut eve, &hall, "");
    note(&mut ada, "of Ada");
    let of_ben = photo(&mut ben, "of Ben", 700_000);
    for device in [&mut ada, &mut ben, &mut eve] {
        sync(device);
    }
    sync(&mut ada);
    assert_eq!(texts(&mut ada), ["of Ada", "of Ben"]);
    assert_eq!(texts(&mut ben), texts(&mut ada));
    assert_eq!(bytes(&mut ada, of_ben).unwrap().len(), 700_000);
    let notebook = eve.team_view().notebook;
    let state = eve.replica.engine().sync_near_state(notebook).unwrap().unwrap();
    assert_eq!((state.trouble, state.synced), (Some(SyncTrouble::TokenNeeded), None), "it is not for Eve");
    let seen: BTreeSet<_> = hall.seen().iter().map(|seen| seen.device).collect();
    assert_eq!(seen.len(), 2, "it names Ada and Ben");

    // Stopped, and shared again with another token: what was there is still there.
    let address = hall.address();
    runtime.block_on(hall.close()).unwrap();
    note(&mut ben, "while nobody shared");
    let hall = runtime.block_on(Hall::open(shared.path(), address, "another".to_owned())).unwrap();
    hears(&mut ben, &hall, "");
    hears(&mut ada, &hall, "another");
    sync(&mut ben);
    sync(&mut ada);
    assert_eq!(texts(&mut ada), ["of Ada", "of Ben", "while nobody shared"]);
    runtime.block_on(hall.close()).unwrap();

    // The hub is back: one of them is enough to bring it everything.
    hub.restart();
    sync(&mut ada);
    assert_eq!((ada.status().waiting_changes, ada.status().waiting_photos), (0, 0));
    let link = invite(&mut ada, Role::Viewer);
    ada.sync();
    let mut cem = Device::new(34);
    join(&mut cem, &link, "Cem");
    sync(&mut cem);
    assert_eq!(texts(&mut cem), texts(&mut ada));
}
