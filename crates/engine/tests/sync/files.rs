//! Without a network: hand-overs, backups, and disks that were put back.

use floorbook_port::{Role, TeamCommand};
use floorbook_testkit::Replica;

use crate::common::{assert_same, bytes, join, note, notes, pair, photo, private_note};

#[test]
fn a_file_brings_all_that_the_other_lacks_twice_and_in_any_order() {
    let (mut net, mut ada, mut ben) = pair(30);
    net.settle(&mut [&mut ada, &mut ben]);
    note(&mut ada, "one");
    let taken = photo(&mut ada, 600_000);
    let first = ada.file(TeamCommand::HandOver { visit: None });
    note(&mut ada, "two");
    let second = ada.file(TeamCommand::HandOver { visit: None });
    let brought = ben.take_in(&second, "", "").unwrap();
    assert!(brought.changes >= 3 && brought.photos == 1 && brought.damaged == 0, "{brought:?}");
    let again = ben.take_in(&first, "", "").unwrap();
    assert_eq!((again.changes, again.photos, again.aside), (0, 0, 0));
    assert_eq!(notes(&mut ben), ["a photo", "one", "two"]);
    assert_eq!(bytes(&mut ben, &taken), Some(taken));
    // Ada's phone is dead; Ben carries her work to the hub.
    net.settle(&mut [&mut ben]);
    let mut cem = Replica::new(309);
    let link = ada.invite(Role::Editor);
    drop(ada);
    drop(link);
    let device = ben.invite_device();
    net.settle(&mut [&mut ben]);
    cem.join_by(&device, "", None);
    net.settle(&mut [&mut ben, &mut cem]);
    assert_same(&mut [&mut ben, &mut cem]);
}

#[test]
fn a_file_that_is_cut_or_damaged_brings_the_rest() {
    let (mut net, mut ada, mut ben) = pair(31);
    net.settle(&mut [&mut ada, &mut ben]);
    for n in 0..5 {
        note(&mut ada, &format!("note {n}"));
        // Each is an envelope of its own.
        let _sealed = ada.file(TeamCommand::HandOver { visit: None });
    }
    let file = ada.file(TeamCommand::HandOver { visit: None });
    let taken = ben.take_in(&file[..file.len() - 200], "", "").unwrap();
    assert!(taken.cut && taken.changes >= 3, "{taken:?}");
    let mut damaged = file.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let mut cem = Replica::new(319);
    cem.begin("Cem");
    assert!(cem.take_in(&damaged, "", "").is_err(), "who is no member needs the link");
    let taken = ben.take_in(&damaged, "", "").unwrap();
    assert!(taken.damaged >= 1, "{taken:?}");
    ben.take_in(&file, "", "").unwrap();
    assert_eq!(notes(&mut ben).len(), 5);
}

#[test]
fn a_backup_gives_everything_back_on_an_empty_device() {
    let (mut net, mut ada, mut ben) = pair(32);
    private_note(&mut ada, "for myself");
    let taken = photo(&mut ada, 300_000);
    note(&mut ben, "of Ben");
    net.settle(&mut [&mut ada, &mut ben]);
    note(&mut ada, "only in the backup");
    let file = ada.file(TeamCommand::Backup { passphrase: "correct horse".into() });
    let mut fresh = Replica::new(329);
    assert!(fresh.take_in(&file, "wrong horse", "").is_err());
    let brought = fresh.take_in(&file, "correct horse", "").unwrap();
    assert!(brought.notebook.is_some(), "{brought:?}");
    assert_eq!(notes(&mut fresh), ["a photo", "for myself", "of Ben", "only in the backup"]);
    assert_eq!(bytes(&mut fresh, &taken), Some(taken));
    assert_eq!(fresh.me(), ada.me());
    drop(ada);
    net.settle(&mut [&mut fresh, &mut ben]);
    assert_same(&mut [&mut ben, &mut fresh]);
    assert!(notes(&mut ben).contains(&"only in the backup".to_owned()));
}

#[test]
fn an_old_disk_that_was_put_back_goes_on_under_a_new_id() {
    let (mut net, mut ada, mut ben) = pair(33);
    note(&mut ben, "before the copy");
    net.settle(&mut [&mut ada, &mut ben]);
    note(&mut ben, "in the copy, not sealed yet");
    let copy = ben.snapshot();
    note(&mut ben, "after the copy");
    net.settle(&mut [&mut ada, &mut ben]);
    let before = ben.device();
    ben.put_back(&copy);
    note(&mut ben, "on the old disk");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_ne!(ben.device(), before, "it has a new id");
    note(&mut ben, "under the new id");
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(
        notes(&mut ada),
        ["after the copy", "before the copy", "in the copy, not sealed yet", "on the old disk", "under the new id"]
    );
}

#[test]
fn a_copied_disk_that_is_removed_keeps_what_counts() {
    let (mut net, mut ada, mut ben) = pair(34);
    note(&mut ben, "in both");
    let copy = ben.snapshot();
    note(&mut ben, "in the first");
    net.settle(&mut [&mut ada, &mut ben]);
    ben.put_back(&copy);
    note(&mut ben, "in the second");
    net.settle(&mut [&mut ada, &mut ben]);
    let mut cem = Replica::new(349);
    join(&mut net, &mut ada, &mut cem, "Cem", Role::Editor);
    let ben_id = ben.me();
    ada.team(TeamCommand::RemoveMember(ben_id)).unwrap();
    net.settle(&mut [&mut ada, &mut cem]);
    assert_same(&mut [&mut ada, &mut cem]);
    assert!(notes(&mut cem).contains(&"in both".to_owned()), "{:?}", notes(&mut cem));
}
