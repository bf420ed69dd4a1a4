//! People and their devices come together at a hub.

use floorbook_port::{Answer, Role, SyncTrouble, TeamCommand};
use floorbook_tests::{device::Device, hub::Hub};

use super::words::{bytes, invite, join, note, photo, sync, texts};

/// Ada and Ben at a hub.
fn two(hub: &Hub) -> (Device, Device) {
    let (mut ada, mut ben) = (Device::new(1), Device::new(2));
    ada.replica.begin("Ada");
    ada.team(TeamCommand::Connect { hub: hub.url(""), token: String::new() });
    let link = invite(&mut ada, Role::Editor);
    ada.sync();
    join(&mut ben, &link, "Ben");
    sync(&mut ada);
    (ada, ben)
}

#[test]
fn notes_and_photos_of_two_people_reach_each_other() {
    let data = tempfile::tempdir().unwrap();
    let hub = Hub::keeping(data.path());
    let (mut ada, mut ben) = two(&hub);
    note(&mut ada, "needle 7 is worn");
    let of_ada = photo(&mut ada, "line 3", 700_000);
    ada.sync();
    let status = ada.status();
    assert_eq!((status.waiting_changes, status.waiting_photos, status.trouble), (0, 0, None), "{status:?}");
    assert!(status.synced.is_some());
    let of_ben = photo(&mut ben, "the exit is blocked", 10);
    sync(&mut ben);
    sync(&mut ada);
    assert_eq!(texts(&mut ada), ["line 3", "needle 7 is worn", "the exit is blocked"]);
    assert_eq!(texts(&mut ben), texts(&mut ada));
    assert_eq!(ada.digest(), ben.digest());
    assert_eq!(bytes(&mut ben, of_ada).unwrap().len(), 700_000);
    assert_eq!(bytes(&mut ada, of_ben).unwrap().len(), 10);
    let names: Vec<_> = ada.team_view().members.into_iter().map(|member| member.name).collect();
    assert_eq!(names, ["Ada", "Ben"]);
}

#[test]
fn another_device_of_ones_own_has_the_private_remarks_and_nobody_else_does() {
    let data = tempfile::tempdir().unwrap();
    let hub = Hub::keeping(data.path());
    let (mut ada, mut ben) = two(&hub);
    let remark = note(&mut ada, "the manager seemed afraid");
    let command = floorbook_port::Command::SetOnlyMe { observation: remark, only_me: true };
    let Answer::Done { .. } = ada.replica.call(command).unwrap() else { panic!() };
    note(&mut ada, "line 3 is fine");
    let Answer::Link(link) = ada.team(TeamCommand::InviteDevice) else { panic!() };
    ada.sync();
    let mut laptop = Device::new(3);
    join(&mut laptop, &link, "");
    sync(&mut laptop);
    assert_eq!(texts(&mut laptop), ["line 3 is fine", "the manager seemed afraid"], "{:?}", laptop.sync_view());
    sync(&mut ben);
    assert_eq!(texts(&mut ben), ["line 3 is fine"]);
    let me = laptop.team_view().members.into_iter().find(|member| member.me).unwrap();
    assert_eq!((me.name.as_str(), me.devices.len()), ("Ada", 2));
    note(&mut laptop, "private or not, it goes on");
    laptop.sync();
    sync(&mut ada);
    assert_eq!(texts(&mut ada).len(), 3);
    assert_eq!(ada.digest(), laptop.digest());
}

#[test]
fn a_recovery_key_gets_everything_back_on_an_empty_device_after_a_removal_too() {
    let data = tempfile::tempdir().unwrap();
    let hub = Hub::keeping(data.path());
    let (mut ada, mut ben) = two(&hub);
    let Answer::Secret(key) = ada.team(TeamCommand::MakeRecoveryKey) else { panic!() };
    note(&mut ada, "before the removal");
    ada.sync();
    sync(&mut ben);
    let member = ada.team_view().members.into_iter().find(|member| !member.me).unwrap().id;
    ada.team(TeamCommand::RemoveMember(member));
    ada.sync();
    note(&mut ada, "after it");
    ada.sync();
    assert_eq!(ada.status().waiting_changes, 0);
    note(&mut ben, "written by who was removed");
    sync(&mut ben);
    assert_eq!(ben.status().trouble, Some(SyncTrouble::Removed));
    assert_eq!(texts(&mut ben), ["before the removal", "written by who was removed"], "it is kept");
    drop(ada);
    let mut empty = Device::new(4);
    empty.team(TeamCommand::Restore { hub: hub.url(""), key: key.to_lowercase(), device: "new".into() });
    empty.sync();
    sync(&mut empty);
    assert_eq!(texts(&mut empty), ["after it", "before the removal"], "{:?}", empty.sync_view());
    assert!(empty.sync_view().joining.is_empty());
    note(&mut empty, "and on");
    empty.sync();
    assert_eq!(empty.status().waiting_changes, 0, "{:?}", empty.status());
}

#[test]
fn who_only_reads_cannot_write_and_may_later() {
    let data = tempfile::tempdir().unwrap();
    let hub = Hub::keeping(data.path());
    let (mut ada, mut ben) = two(&hub);
    note(&mut ben, "seen while I could write");
    ben.sync();
    sync(&mut ada);
    let member = ada.team_view().members.into_iter().find(|member| !member.me).unwrap().id;
    ada.team(TeamCommand::SetRole { member, role: Role::Viewer });
    ada.sync();
    // Ben writes on before he hears of it.
    note(&mut ben, "written as a reader");
    sync(&mut ben);
    sync(&mut ben);
    assert_eq!(texts(&mut ben), ["seen while I could write"]);
    let aside = ben.sync_view().aside;
    assert_eq!((aside.len(), aside[0].this), (1, true), "his work is kept aside: {aside:?}");
    sync(&mut ada);
    assert_eq!(ada.digest(), ben.digest());
    ada.team(TeamCommand::SetRole { member, role: Role::Editor });
    ada.sync();
    sync(&mut ben);
    note(&mut ben, "again a writer");
    ben.sync();
    sync(&mut ada);
    assert!(texts(&mut ada).contains(&"again a writer".to_owned()), "{:?}", texts(&mut ada));
}
