//! Connecting, inviting, joining, coming back.

use floorbook_domain::{PartnerField, VisitField, VisitId, VisitState};
use floorbook_port::{Answer, Command, Query, Role, TeamCommand, View, Write};
use floorbook_testkit::{Net, Replica};

use crate::common::{assert_same, bytes, join, note, notes, pair, photo, private_note};

#[test]
fn two_who_wrote_apart_are_the_same_afterwards() {
    let (mut net, mut ada, mut ben) = pair(1);
    note(&mut ada, "needles");
    note(&mut ben, "exit blocked");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ada), ["exit blocked", "needles"]);
    let team = ben.team_view();
    assert_eq!(team.role, Some(Role::Editor));
    let names: Vec<_> = team.members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["Ben", "Ada"]);
    assert_eq!(team.members[0].devices[0].name, "Ben's phone");
}

#[test]
fn a_visit_tells_whose_it_is() {
    let (mut net, mut ada, mut ben) = pair(29);
    let visit = VisitId::new(1, [9; 10]);
    let to = |state: VisitState| vec![Write::new(visit, vec![VisitField::State(state).into()])];
    let led_by = |replica: &mut Replica| match replica.ask(&Query::Visit(visit)) {
        View::Visit(view) => view.summary.led_by,
        other => panic!("not a visit: {other:?}"),
    };
    ada.write(to(VisitState::Running));
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!((led_by(&mut ada), led_by(&mut ben)), (None, Some("Ada".to_owned())));
    ben.write(to(VisitState::Paused));
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!((led_by(&mut ada), led_by(&mut ben)), (Some("Ben".to_owned()), None));
}

#[test]
fn the_pill_counts_private_remarks_that_wait_as_well() {
    let (mut net, mut ada, mut ben) = pair(28);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!(ada.sync_view().status.waiting_changes, 0);
    private_note(&mut ada, "I would not buy here again");
    let view = ada.sync_view();
    assert_eq!((view.status.waiting_changes, view.items.len()), (1, 1), "{view:?}");
    assert_eq!(view.items[0].title, "I would not buy here again");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_eq!((ada.sync_view().status.waiting_changes, ada.sync_view().items.len()), (0, 0));
}

#[test]
fn photos_go_both_ways() {
    let (mut net, mut ada, mut ben) = pair(2);
    let large = photo(&mut ada, 700_000);
    let small = photo(&mut ben, 1_000);
    assert_eq!(ben.sync_view().status.waiting_photos, 1);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(bytes(&mut ben, &large), Some(large));
    assert_eq!(bytes(&mut ada, &small), Some(small));
    assert_eq!(ben.sync_view().missing_photos, 0);
}

#[test]
fn a_recovery_key_brings_everything_back_also_after_a_removal() {
    let (mut net, mut ada, mut ben) = pair(3);
    let key = secret(ada.team(TeamCommand::MakeRecoveryKey));
    private_note(&mut ada, "he lies");
    note(&mut ada, "one");
    net.settle(&mut [&mut ada, &mut ben]);
    let ben_id = ben.me();
    ada.team(TeamCommand::RemoveMember(ben_id)).unwrap();
    note(&mut ada, "after he left");
    let taken = photo(&mut ada, 1_000);
    net.settle(&mut [&mut ada]);
    let mut fresh = Replica::new(39);
    let (hub, device) = (Net::HUB.to_owned(), "new phone".to_owned());
    fresh.team(TeamCommand::Restore { hub, key, device }).unwrap();
    net.settle(&mut [&mut fresh]);
    assert!(fresh.sync_view().joining.is_empty(), "{:?}", fresh.sync_view().joining);
    net.settle(&mut [&mut ada, &mut fresh]);
    assert_same(&mut [&mut ada, &mut fresh]);
    assert_eq!(notes(&mut fresh).len(), 4, "with the private one: {:?}", notes(&mut fresh));
    assert_eq!(bytes(&mut fresh, &taken), Some(taken));
    assert_eq!(fresh.me(), ada.me());
}

#[test]
fn another_device_of_ones_own_gets_the_personal_notebook() {
    let (mut net, mut ada, mut ben) = pair(4);
    private_note(&mut ada, "for myself");
    let link = ada.invite_device();
    net.settle(&mut [&mut ada]);
    let mut laptop = Replica::new(49);
    laptop.join_by(&link, "", None);
    net.settle(&mut [&mut ada, &mut ben, &mut laptop]);
    private_note(&mut laptop, "on the laptop");
    net.settle(&mut [&mut ada, &mut ben, &mut laptop]);
    assert_same(&mut [&mut ada, &mut ben, &mut laptop]);
    assert_eq!(notes(&mut ada), ["for myself", "on the laptop"]);
    assert_eq!(notes(&mut laptop), ["for myself", "on the laptop"]);
    assert!(notes(&mut ben).is_empty(), "nobody else reads it");
}

#[test]
fn notes_of_before_are_brought_in() {
    let (mut net, mut ada, mut ben) = pair(5);
    let mut cem = Replica::new(59);
    let own = cem.begin("Cem");
    note(&mut cem, "written before");
    let taken = photo(&mut cem, 1_000);
    let link = ada.invite(Role::Editor);
    net.settle(&mut [&mut ada]);
    cem.join_by(&link, "Cem", Some(own));
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);
    assert_same(&mut [&mut ada, &mut ben, &mut cem]);
    assert!(notes(&mut ben).contains(&"written before".to_owned()));
    assert_eq!(bytes(&mut ben, &taken), Some(taken));
}

#[test]
fn a_link_that_was_taken_back_lets_nobody_in() {
    let (mut net, mut ada, _) = pair(6);
    let link = ada.invite(Role::Editor);
    let invitation = ada.team_view().invitations.into_iter().find(|one| one.used == 0).unwrap();
    ada.team(TeamCommand::Revoke(invitation.id)).unwrap();
    net.settle(&mut [&mut ada]);
    let mut guest = Replica::new(69);
    guest.join_by(&link, "Guest", None);
    net.settle(&mut [&mut guest]);
    assert_eq!(guest.sync_view().joining[0].trouble, Some(floorbook_port::JoinTrouble::Gone));
}

#[test]
fn one_joins_offline_with_a_file_and_is_confirmed_later() {
    let (mut net, mut ada, mut ben) = pair(7);
    note(&mut ada, "in the file");
    let link = ada.invite(Role::Editor);
    let file = ada.file(TeamCommand::HandOver { visit: None });
    let mut cem = Replica::new(79);
    let taken = cem.take_in(&file, &link, "Cem").unwrap();
    assert!(taken.provisional && taken.changes > 0 && taken.damaged == 0, "{taken:?}");
    note(&mut cem, "written before the hub knew");
    assert_eq!(notes(&mut cem), ["in the file", "written before the hub knew"]);
    assert!(cem.team_view().provisional);
    net.settle(&mut [&mut cem, &mut ada, &mut ben]);
    assert!(!cem.team_view().provisional);
    assert_same(&mut [&mut ada, &mut ben, &mut cem]);
}

#[test]
fn a_command_that_is_sent_again_answers_the_first_result() {
    let (mut net, mut ada, _) = pair(8);
    let commands = [
        TeamCommand::Invite { role: Role::Viewer, days: 1, uses: 1 },
        TeamCommand::InviteDevice,
        TeamCommand::NameDevice("laptop".into()),
        TeamCommand::Disconnect,
        TeamCommand::Connect { hub: Net::HUB.to_owned(), token: String::new() },
    ];
    for command in commands {
        let id = ada.command_id();
        let first = ada.call_as(id, Command::Team(command.clone()), &[]).unwrap();
        let again = ada.call_as(id, Command::Team(command), &[]).unwrap();
        assert_eq!(first, again);
    }
    assert_eq!(ada.team_view().invitations.len(), 3);
    let (id, link) = (ada.command_id(), ada.invite(Role::Editor));
    net.settle(&mut [&mut ada]);
    let mut guest = Replica::new(89);
    let join = TeamCommand::Join { link, name: "Guest".into(), device: "phone".into(), bring: None };
    for _ in 0..2 {
        guest.call_as(id, Command::Team(join.clone()), &[]).unwrap();
    }
    assert_eq!(guest.sync_view().joining.len(), 1, "one joins once");
}

#[test]
fn fields_changed_side_by_side_keep_both_values() {
    let (mut net, mut ada, mut ben) = pair(9);
    let id = floorbook_domain::PartnerId::new(1, [1; 10]);
    ada.write(vec![Write::new(id, vec![PartnerField::Name("Song Hong".into()).into()])]);
    net.settle(&mut [&mut ada, &mut ben]);
    for (replica, city) in [(&mut ada, "Hanoi"), (&mut ben, "Nam Dinh")] {
        replica.write(vec![Write::edit(id, u64::MAX, vec![PartnerField::City(city.into()).into()])]);
    }
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    let floorbook_port::View::Partner(view) = ben.ask(&floorbook_port::Query::Partner(id)) else { panic!() };
    assert_eq!(view.found.conflicts[0].sides.len(), 2);
}

#[test]
fn five_join_by_one_link() {
    let (mut net, mut ada, mut ben) = pair(10);
    let link = ada.invite(Role::Editor);
    net.settle(&mut [&mut ada]);
    let mut guests: Vec<_> = (0..5).map(|n| Replica::new(100 + n)).collect();
    for (n, guest) in guests.iter_mut().enumerate() {
        guest.join_by(&link, &format!("Guest {n}"), None);
        note(&mut ada, &format!("for guest {n}"));
    }
    let mut all: Vec<&mut Replica> = [&mut ada, &mut ben].into_iter().chain(&mut guests).collect();
    net.settle(&mut all);
    assert_same(&mut all);
    assert_eq!(ada.team_view().members.len(), 7);
    let mut late = Replica::new(109);
    late.join_by(&link, "Late", None);
    net.settle(&mut [&mut late]);
    assert_eq!(late.sync_view().joining[0].trouble, Some(floorbook_port::JoinTrouble::Gone));
}

#[test]
fn who_joins_while_a_key_is_made_is_handed_it() {
    let (mut net, mut ada, mut ben) = pair(11);
    let mut cem = Replica::new(119);
    let link = ada.invite(Role::Editor);
    let mut dan = Replica::new(118);
    join(&mut net, &mut ada, &mut dan, "Dan", Role::Editor);
    net.settle(&mut [&mut ada, &mut ben]);
    // Cem comes in by what lies at the hub; beside it Ben is removed, with a new key.
    cem.join_by(&link, "Cem", None);
    let ben_id = ben.me();
    net.round(&mut [&mut cem]);
    ada.team(TeamCommand::RemoveMember(ben_id)).unwrap();
    note(&mut ada, "under the new key");
    note(&mut cem, "under the old one");
    net.settle(&mut [&mut ada, &mut cem, &mut dan]);
    assert_same(&mut [&mut ada, &mut cem, &mut dan]);
    assert_eq!(notes(&mut dan), ["under the new key", "under the old one"]);
}

fn secret(answer: Result<Answer, floorbook_port::Failure>) -> String {
    match answer.unwrap() {
        Answer::Secret(key) => key,
        other => panic!("a key is answered, not {other:?}"),
    }
}
