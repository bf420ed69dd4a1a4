//! Pieces of attachments at the real hub.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_seal::Hash;
use floorbook_seal::chunk::AttachmentTag;
use floorbook_wire::{Lacking, MAX_TAGS, Names, Piece, Pieces, Reason, Tags, read, write};
use running::Hub;
use team::{Device, Team, path};

fn put(hub: &Hub, by: &Device, (name, chunk): &(Hash, Vec<u8>)) {
    assert_eq!(by.ask(hub, "PUT", &path(&format!("/chunks/{name}")), chunk).status, 204);
}

fn found(hub: &Hub, by: &Device, tags: &[AttachmentTag]) -> Pieces {
    let body = write(&Tags { tags: tags.to_vec() });
    read(&by.ask(hub, "POST", &path("/chunks/find"), &body).body).unwrap()
}

#[test]
fn chunks_come_back_and_no_file_of_the_hub_holds_a_word() {
    let (mut hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    team.ann.push(&hub, &team.ann.chain(2));
    let (name, chunk) = team.ann.chunk();
    let lacking = |hub: &Hub| {
        read::<Lacking>(&team.ann.ask(hub, "POST", &path("/chunks/lacking"), &write(&Names { names: vec![name] })).body)
    };
    assert_eq!(lacking(&hub).unwrap().names, [name]);
    let at = path(&format!("/chunks/{name}"));
    // Of who reads along, too: their photo may be older than that.
    for by in [&team.vic, &team.ann, &team.ann] {
        assert_eq!(by.ask(&hub, "PUT", &at, &chunk).status, 204);
    }
    hub.kill();
    hub.restart();
    assert!(lacking(&hub).unwrap().names.is_empty());
    assert_eq!(team.vic.ask(&hub, "GET", &at, &[]).body, chunk);
    hub.kill();
    let mut folders = vec![hub.folder.path().join("data")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let bytes = std::fs::read(&entry).unwrap();
                assert!(!bytes.windows(6).any(|window| window == b"secret"), "{}", entry.display());
            }
        }
    }
}

#[test]
fn pieces_are_found_by_their_tag_also_after_a_kill() {
    let (mut hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let [first, second, copy] = [(1, "a"), (0, "b"), (1, "c")].map(|(piece, copy)| team.ann.piece(piece, copy));
    for chunk in [&first, &second, &copy, &first] {
        put(&hub, &team.ann, chunk);
    }
    let piece = |number, (name, chunk): &(Hash, Vec<u8>)| {
        let (tag, size) = (Device::tag(), chunk.len() as u64);
        Piece { tag, piece: number, name: *name, size }
    };
    let pieces = vec![piece(0, &second), piece(1, &first), piece(1, &copy)];
    hub.kill();
    hub.restart();
    let other = AttachmentTag([9; 32]);
    assert_eq!(found(&hub, &team.vic, &[other, Device::tag()]), Pieces { pieces, answered: 2 });
    let many = write(&Tags { tags: vec![other; MAX_TAGS + 1] });
    assert_eq!(team.ann.refused(&hub, "POST", &path("/chunks/find"), &many), (413, Reason::TooLarge));
}

#[test]
fn of_many_copies_of_a_piece_four_are_named_and_all_are_held() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let copies = ["a", "b", "c", "d", "e", "f"].map(|copy| team.eve.piece(0, copy));
    copies.iter().for_each(|copy| put(&hub, &team.eve, copy));
    let names: Vec<Hash> = found(&hub, &team.ann, &[Device::tag()]).pieces.iter().map(|piece| piece.name).collect();
    assert_eq!(names, [0, 1, 2, 5].map(|place| copies[place].0));
    let all = write(&Names { names: copies.iter().map(|(name, _)| *name).collect() });
    let lacking: Lacking = read(&team.ann.ask(&hub, "POST", &path("/chunks/lacking"), &all).body).unwrap();
    assert!(lacking.names.is_empty());
}

#[test]
fn a_chunk_that_vanished_from_the_folder_is_lacking_and_can_be_sent_again() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let chunk = team.ann.chunk();
    put(&hub, &team.ann, &chunk);
    std::fs::remove_dir_all(hub.folder.path().join("data/chunks").join(team::WORKSPACE.to_string())).unwrap();
    let names = write(&Names { names: vec![chunk.0] });
    let lacking: Lacking = read(&team.ann.ask(&hub, "POST", &path("/chunks/lacking"), &names).body).unwrap();
    assert_eq!(lacking.names, [chunk.0]);
    let at = path(&format!("/chunks/{}", chunk.0));
    assert_eq!(team.eve.refused(&hub, "GET", &at, &[]), (404, Reason::NotFound));
    assert!(found(&hub, &team.eve, &[Device::tag()]).pieces.is_empty());
    put(&hub, &team.ann, &chunk);
    assert_eq!(team.eve.ask(&hub, "GET", &at, &[]).body, chunk.1);
}
