//! Nothing of what people write can be read where it should not be.

use std::path::Path;

use floorbook_port::{Role, TeamCommand};
use floorbook_tests::{device::Device, hub::Hub, readable::words_below};

use super::words::{invite, join, note, partner, photo, sync};

const WORDS: [&str; 4] = ["extraordinarily", "Nguyễn Thị Hoa", "Sông Hồng Knitting", "Adalberta"];

/// Looks at every file below `folder`; answers how many bytes there are.
fn search(folder: &Path) -> u64 {
    let (found, looked) = words_below(folder, &WORDS);
    assert!(found.is_empty(), "{}", found.join("\n"));
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
