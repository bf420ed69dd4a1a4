//! The hub is killed while devices write, send and fetch.

use std::time::{Duration, Instant};

use floorbook_port::{Role, TeamCommand};
use floorbook_tests::{chance::Chance, device::Device, hub::Hub};

use super::words::{bytes, invite, join, note, photo, sync, texts};

/// Kills in one run.
const KILLS: u64 = 20;

#[test]
fn a_hub_that_is_killed_twenty_times_loses_nothing_that_it_acknowledged() {
    let data = tempfile::tempdir().unwrap();
    let mut hub = Hub::keeping(data.path());
    let mut devices = vec![Device::new(11)];
    devices[0].replica.begin("Ada");
    devices[0].team(TeamCommand::Connect { hub: hub.url(""), token: String::new() });
    for (seed, name) in [(12, "Ben"), (13, "Chi")] {
        let link = invite(&mut devices[0], Role::Editor);
        devices[0].sync();
        let mut device = Device::new(seed);
        join(&mut device, &link, name);
        devices.push(device);
    }
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    eprintln!("seed {seed}");
    let mut chance = Chance::new(seed);
    let (mut written, mut photos) = (Vec::new(), Vec::new());
    for kill in 0..KILLS {
        let until = Instant::now() + chance.between(Duration::from_millis(20), Duration::from_millis(250));
        std::thread::scope(|scope| {
            let killer = scope.spawn(|| {
                std::thread::sleep(until.saturating_duration_since(Instant::now()));
                hub.kill();
            });
            for round in 0.. {
                let device = &mut devices[usize::try_from(chance.below(3)).unwrap()];
                let text = format!("kill {kill} round {round}");
                if chance.below(4) == 0 {
                    photos.push(photo(device, &text, 300_000));
                } else {
                    note(device, &text);
                }
                written.push(text);
                device.team(TeamCommand::SyncNow { photos: true });
                for _ in 0..6 {
                    device.step();
                }
                if killer.is_finished() {
                    break;
                }
            }
        });
        hub.restart();
    }
    for _ in 0..3 {
        devices.iter_mut().for_each(sync);
    }
    written.sort();
    for device in &mut devices {
        let status = device.status();
        assert_eq!((status.waiting_changes, status.waiting_photos), (0, 0), "{status:?}");
        assert_eq!(texts(device), written);
        for photo in &photos {
            assert!(bytes(device, *photo).is_some(), "a photo is whole on every device");
        }
    }
    let first = devices[0].digest();
    assert!(devices.iter_mut().all(|device| device.digest() == first));
    eprintln!("{} notes, {} photos, {KILLS} kills", written.len(), photos.len());
}
