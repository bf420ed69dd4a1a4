//! Removals and demotions, and what is done beside them: nobody comes back by a trick.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use floorbook_seal::{
    WorkspaceId,
    envelope::{self, Run},
    keys::ContentKey,
    membership::{Aside, Grant, Role, Standing, Unfit},
};

#[test]
fn envelopes_are_judged_without_a_content_key() {
    let Team { ann, ben, mut log, .. } = team();
    let (vic, stranger) = (Person::new("vic"), Person::new("stranger"));
    log.welcome(&ann, &vic, Role::Viewer);
    let key = ContentKey::new(&mut dice("key"));
    let sealed = |workspace, who: &Person, first| {
        let run = Run { workspace, first, previous: None, membership: vec![] };
        envelope::seal(&run, &[b"a change"], &key, &who.device, &mut dice("nonce")).unwrap().into_bytes()
    };
    let bens = sealed(WORKSPACE, &ben, 6);
    let mut altered = bens.clone();
    *altered.last_mut().unwrap() ^= 1;
    let judged = |log: &Log, bytes: &[u8]| log.resolve().judge(bytes).map(|sealed| sealed.into_bytes());
    assert_eq!(judged(&log, &bens).as_ref(), Ok(&bens));
    assert_eq!(judged(&log, &bens[1..]), Err(Unfit::Unreadable));
    assert_eq!(judged(&log, &altered), Err(Unfit::BadSignature));
    assert_eq!(judged(&log, &sealed(WorkspaceId([8; 16]), &ben, 6)), Err(Unfit::OtherWorkspace));
    assert_eq!(judged(&log, &sealed(WORKSPACE, &stranger, 1)), Err(Unfit::Stranger));
    assert_eq!(judged(&log, &sealed(WORKSPACE, &vic, 1)), Err(Unfit::OnlyReads));
    log.remove(&ann, &ben);
    assert_eq!(judged(&log, &bens), Err(Unfit::Removed));
}

#[test]
fn a_removed_device_cannot_bring_a_friend() {
    let Team { ann, ben, mut log, .. } = team();
    let mut bens = log.clone();
    let removal = log.remove(&ann, &ben);
    // Beside the removal Ben invites a friend, who makes himself at home and removes Ann.
    let friend = Person::new("friend");
    let invitation = bens.invite(&ben, Grant::Member(Role::Owner), 1);
    let joined = bens.join(&friend, &invitation);
    let revenge = bens.remove(&friend, &ann);
    assert_eq!(bens.role(&ann), None, "as long as nothing is known of the removal");
    log.merge(&bens);
    log.assert_stands(&removal);
    log.assert_aside(&invitation.1, Aside::RemovedMeanwhile(removal));
    log.assert_aside(&joined, Aside::Rests(invitation.1));
    log.assert_aside(&revenge, Aside::Outranked);
    assert_eq!((log.role(&friend), log.role(&ben), log.role(&ann)), (None, None, Some(Role::Owner)));
}

#[test]
fn a_friend_cannot_come_by_a_link_that_the_removed_member_made_before() {
    let Team { ann, ben, mut log, .. } = team();
    let invitation = log.invite(&ben, Grant::Member(Role::Editor), 3);
    let early = Person::new("early");
    log.join(&early, &invitation);
    let beside = log.clone();
    let removal = log.remove(&ann, &ben);
    let (late, later) = (Person::new("late"), Person::new("later"));
    let joined = log.join(&late, &invitation);
    log.assert_aside(&joined, Aside::Closed(removal));
    let mut beside = beside;
    let dated_back = beside.join(&later, &invitation);
    log.merge(&beside);
    log.assert_aside(&dated_back, Aside::Closed(removal));
    assert_eq!(log.role(&early), Some(Role::Editor), "who had come before stays");
    assert!(log.resolve().invitation(&invitation.1).unwrap().closed);
}

#[test]
fn of_two_owners_who_remove_each_other_the_one_who_came_first_stays() {
    let Team { ann, ben, eve, mut log, .. } = team();
    let mut other = log.clone();
    let by_ann = log.remove(&ann, &ben);
    other.set_role(&ben, &eve, Role::Owner);
    let by_ben = other.remove(&ben, &ann);
    log.merge(&other);
    log.assert_stands(&by_ann);
    log.assert_aside(&by_ben, Aside::Outranked);
    assert_eq!([&ann, &ben, &eve].map(|who| log.role(who)), [Some(Role::Owner), None, Some(Role::Editor)]);
}

#[test]
fn a_removal_of_the_elder_stands_if_the_elder_does_not_answer_it() {
    let Team { ann, ben, eve, mut log, .. } = team();
    let mut other = log.clone();
    let by_ben = log.remove(&ben, &ann);
    let by_ann = other.remove(&ann, &eve);
    log.merge(&other);
    log.assert_stands(&by_ben);
    log.assert_aside(&by_ann, Aside::RemovedMeanwhile(by_ben));
    assert_eq!([&ann, &ben, &eve].map(|who| log.role(who)), [None, Some(Role::Owner), Some(Role::Editor)]);
}

#[test]
fn three_owners_in_a_ring_lose_as_few_as_can_be() {
    let Team { ann, ben, eve, mut log, .. } = team();
    log.set_role(&ann, &eve, Role::Owner);
    let (mut second, mut third) = (log.clone(), log.clone());
    log.remove(&ann, &ben);
    second.remove(&ben, &eve);
    let youngest = third.remove(&eve, &ann);
    log.merge(&second);
    log.merge(&third);
    log.assert_aside(&youngest, Aside::Outranked);
    assert_eq!([&ann, &ben, &eve].map(|who| log.role(who)), [Some(Role::Owner), None, Some(Role::Owner)]);
}

#[test]
fn what_the_founder_removed_does_not_come_back_through_a_ring_of_others() {
    let Team { ann, ben, eve, vic, mut log } = team();
    [&eve, &vic].iter().for_each(|who| _ = log.set_role(&ann, who, Role::Owner));
    let rings = [(&ann, &ben), (&ben, &vic), (&vic, &eve), (&eve, &ann)];
    let apart = rings.map(|(who, whom)| {
        let mut log = log.clone();
        let removal = log.remove(who, whom);
        (log, removal)
    });
    apart.iter().for_each(|(other, _)| log.merge(other));
    // Without Ben's answer Vic had removed Eve, and so saved Ann; with it everything stays as it was.
    let roles = [&ann, &ben, &eve, &vic].map(|who| log.role(who));
    assert_eq!(roles, [Some(Role::Owner), None, None, Some(Role::Owner)]);
    log.assert_aside(&apart[3].1, Aside::Outranked);
}

#[test]
fn a_demotion_that_saved_the_founder_cannot_be_undone_by_whom_the_founder_removes() {
    let Team { ann, ben, eve, vic, mut log } = team();
    [&eve, &vic].iter().for_each(|who| _ = log.set_role(&ann, who, Role::Owner));
    let (mut eves, mut vics, mut bens) = (log.clone(), log.clone(), log.clone());
    let attack = eves.remove(&eve, &ann);
    let demotion = vics.set_role(&vic, &eve, Role::Viewer);
    log.merge(&eves);
    log.merge(&vics);
    let removal = log.remove(&ann, &ben);
    // Dated back: without Vic there was no demotion, and Eve's attack would succeed.
    bens.remove(&ben, &vic);
    log.merge(&bens);
    log.assert_stands(&removal);
    log.assert_stands(&demotion);
    assert!(matches!(log.resolve().standing(&attack), Standing::Aside(_)));
    assert_eq!([&ann, &ben].map(|who| log.role(who)), [Some(Role::Owner), None]);
}

#[test]
fn what_a_demoted_owner_does_meanwhile_counts_only_as_far_as_the_new_role_goes() {
    let Team { ann, ben, eve, mut log, .. } = team();
    let mut bens = log.clone();
    let demotion = log.set_role(&ann, &ben, Role::Editor);
    let tablet = ben.with("Ben's tablet");
    let (promotion, device) = (bens.set_role(&ben, &eve, Role::Owner), bens.add_device(&ben, &tablet));
    let removal = bens.remove(&ben, &ann);
    log.merge(&bens);
    log.assert_aside(&promotion, Aside::DemotedMeanwhile(demotion));
    log.assert_aside(&removal, Aside::Outranked);
    log.assert_stands(&device);
    assert_eq!([&ann, &ben, &eve].map(|who| log.role(who)), [Role::Owner, Role::Editor, Role::Editor].map(Some));
}

#[test]
fn a_demoted_owner_does_not_come_back_by_an_invitation_of_his_own() {
    let Team { ann, ben, mut log, .. } = team();
    let invitation = log.invite(&ben, Grant::Member(Role::Owner), 1);
    let demotion = log.set_role(&ann, &ben, Role::Viewer);
    let puppet = Person::new("puppet");
    let joined = log.join(&puppet, &invitation);
    log.assert_aside(&joined, Aside::Closed(demotion));
}

#[test]
fn of_two_roles_set_side_by_side_the_lower_one_holds() {
    let Team { ann, ben, vic, mut log, .. } = team();
    let mut other = log.clone();
    log.set_role(&ann, &vic, Role::Owner);
    other.set_role(&ben, &vic, Role::Editor);
    log.merge(&other);
    assert_eq!(log.role(&vic), Some(Role::Editor));
    log.set_role(&ann, &vic, Role::Owner);
    assert_eq!(log.role(&vic), Some(Role::Owner), "who has seen both decides");
}
