//! Nothing of what people write can be read where it should not be.

use std::path::Path;

use floorbook_port::{Role, TeamCommand};
use floorbook_tests::{device::Device, hub::Hub};

use super::words::{invite, join, note, partner, photo, sync};

const WORDS: [&str; 4] = ["extraordinarily", "Nguyễn Thị Hoa", "Sông Hồng Knitting", "Adalberta"];

/// Whether a file below `folder` holds one of the words; answers how many bytes were looked at.
fn search(folder: &Path) -> u64 {
    let mut looked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            looked += search(&path);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        looked += bytes.len() as u64;
        for word in WORDS {
            let word = word.as_bytes();
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{} holds a word", path.display());
        }
    }
    looked
}

#[test]
fn no_word_is_found_in_the_files_of_the_hub_or_of_the_devices() {
    let data = tempfile::tempdir().unwrap();
    let mut hub = Hub::keeping(data.path());
    let (mut ada, mut ben) = (Device::new(21), Device::new(22));
    ada.replica.begin("Adalberta");
    partner(&mut ada, "Sông Hồng Knitting");
    note(&mut ada, "an extraordinarily loud fan, says Nguyễn Thị Hoa");
    ada.team(TeamCommand::Connect { hub: hub.url(""), token: String::new() });
    let link = invite(&mut ada, Role::Editor);
    ada.sync();
    join(&mut ben, &link, "Ben");
    let mut picture = Vec::new();
    for _ in 0..200 {
        picture.extend_from_slice(b"extraordinarily ");
    }
    photo(&mut ben, "Nguyễn Thị Hoa", 5_000);
    sync(&mut ben);
    sync(&mut ada);
    hub.kill();
    assert!(search(data.path()) > 10_000, "there is something to look at");
    for device in [&mut ada, &mut ben] {
        device.replica.close();
        assert!(search(device.replica.folder()) > 10_000);
    }
}
