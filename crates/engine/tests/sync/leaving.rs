//! Roles, removals, and what is put aside.

use floorbook_port::{AsideReason, ErrorCode, Role, TeamCommand};
use floorbook_testkit::Replica;

use crate::common::{assert_same, bytes, join, note, notes, pair, photo};

#[test]
fn photos_of_before_arrive_though_their_author_only_reads_now() {
    let (mut net, mut ada, mut ben) = pair(25);
    let large = photo(&mut ben, 700_000);
    // The record is out, its bytes are not.
    net.lost = Some(|exchange| exchange.method == "PUT" && exchange.url.contains("/chunks/"));
    net.settle(&mut [&mut ada, &mut ben]);
    let ben_id = ben.me();
    ada.team(TeamCommand::SetRole { member: ben_id, role: Role::Viewer }).unwrap();
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!((bytes(&mut ada, &large), ben.team_view().role), (None, Some(Role::Viewer)));
    net.lost = None;
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(bytes(&mut ada, &large), Some(large));
    assert_eq!(ben.sync_view().status.waiting_photos, 0);
}

#[test]
fn what_a_viewer_wrote_before_he_knew_is_put_aside_and_can_be_accepted() {
    let (mut net, mut ada, mut ben) = pair(20);
    let mut cem = Replica::new(209);
    join(&mut net, &mut ada, &mut cem, "Cem", Role::Editor);
    note(&mut ben, "as an editor");
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);
    let ben_id = ben.me();
    ada.team(TeamCommand::SetRole { member: ben_id, role: Role::Viewer }).unwrap();
    note(&mut ben, "written meanwhile");
    net.settle(&mut [&mut ada, &mut cem]);
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);
    assert_same(&mut [&mut ada, &mut cem]);
    assert_eq!(notes(&mut cem), ["as an editor"]);
    assert_eq!(notes(&mut ben), ["as an editor"], "it does not count here either");
    let aside = ben.sync_view().aside;
    assert_eq!((aside.len(), aside[0].changes, aside[0].reason, aside[0].this), (1, 1, AsideReason::OnlyReads, true));
    let text = floorbook_domain::ObservationField::Text("more".into());
    let id = floorbook_domain::ObservationId::new(1, [3; 10]);
    let write = floorbook_port::Write::new(id, vec![text.into()]);
    let refused = ben.call(floorbook_port::Command::Write(vec![write])).unwrap_err();
    assert_eq!(refused.code, ErrorCode::ReadOnly);
    // The hub did not take it; the file brings it to who may accept it.
    let file = ben.file(TeamCommand::HandOver { visit: None });
    let taken = ada.take_in(&file, "", "").unwrap();
    assert_eq!((taken.aside, taken.changes), (1, 0), "{taken:?}");
    let aside = ada.sync_view().aside;
    assert!(aside[0].can_adopt && aside[0].member == "Ben", "{aside:?}");
    ada.team(TeamCommand::Adopt(aside[0].device)).unwrap();
    assert_eq!(notes(&mut ada), ["as an editor", "written meanwhile"]);
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);
    assert_same(&mut [&mut ada, &mut ben, &mut cem]);
    assert_eq!(notes(&mut cem), ["as an editor", "written meanwhile"]);
    assert!(cem.sync_view().aside.is_empty());
}

#[test]
fn what_was_written_before_a_removal_stays() {
    let (mut net, mut ada, mut ben) = pair(21);
    note(&mut ben, "before");
    net.settle(&mut [&mut ada, &mut ben]);
    note(&mut ben, "after");
    let ben_id = ben.me();
    ada.team(TeamCommand::RemoveMember(ben_id)).unwrap();
    net.settle(&mut [&mut ada]);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada]);
    assert_eq!(notes(&mut ada), ["before"]);
    assert_eq!(ben.sync_view().status.trouble, Some(floorbook_port::SyncTrouble::Removed));
    assert!(notes(&mut ben).contains(&"after".to_owned()), "it is kept where it was written");
    let file = ben.file(TeamCommand::HandOver { visit: None });
    assert_eq!(ada.take_in(&file, "", "").unwrap().aside, 1);
    let device = ada.sync_view().aside[0].device;
    ada.team(TeamCommand::Adopt(device)).unwrap();
    net.settle(&mut [&mut ada]);
    assert_same(&mut [&mut ada]);
    assert_eq!(notes(&mut ada), ["after", "before"]);
}

#[test]
fn a_removed_device_is_out_and_the_others_of_its_owner_stay() {
    let (mut net, mut ada, mut ben) = pair(22);
    let link = ben.invite_device();
    net.settle(&mut [&mut ben]);
    let mut tablet = Replica::new(229);
    tablet.join_by(&link, "", None);
    net.settle(&mut [&mut ada, &mut ben, &mut tablet]);
    let device = tablet.device();
    ben.team(TeamCommand::RemoveDevice(device)).unwrap();
    note(&mut ben, "without the tablet");
    net.settle(&mut [&mut ada, &mut ben, &mut tablet]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ada), ["without the tablet"]);
    assert!(!notes(&mut tablet).contains(&"without the tablet".to_owned()));
    assert_eq!(tablet.sync_view().status.trouble, Some(floorbook_port::SyncTrouble::Removed));
}

#[test]
fn who_may_not_is_refused_and_nothing_changes() {
    let (mut net, mut ada, mut ben) = pair(23);
    let ada_id = ada.me();
    let refused = ben.team(TeamCommand::RemoveMember(ada_id)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Refused);
    assert!(ben.team(TeamCommand::Invite { role: Role::Editor, days: 1, uses: 1 }).is_err());
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
}

#[test]
fn one_can_leave() {
    let (mut net, mut ada, mut ben) = pair(24);
    note(&mut ben, "stays");
    let me = ben.me();
    ben.team(TeamCommand::RemoveMember(me)).unwrap();
    net.settle(&mut [&mut ada, &mut ben]);
    note(&mut ada, "goes on");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada]);
    assert_eq!(notes(&mut ada), ["goes on", "stays"]);
}
