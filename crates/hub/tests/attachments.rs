//! The real hub with its attachments elsewhere.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod bucket;
mod running;
mod team;

use bucket::Bucket;
use floorbook_wire::{Lacking, Names, Pieces, Reason, Tags, read, write};
use running::{Hub, dist};
use team::{Device, Team, WORKSPACE, path};

fn hub_with(bucket: &Bucket) -> Hub {
    let endpoint = format!("http://{}", bucket.address);
    let variables = [
        ("AWS_ENDPOINT", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "somebody"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "here"),
    ];
    Hub::start_among(dist(), &["--attachments", "s3://photos/of/the team"], &variables)
}

fn found(hub: &Hub, by: &Device) -> Pieces {
    let body = write(&Tags { tags: vec![Device::tag()] });
    read(&by.ask(hub, "POST", &path("/chunks/find"), &body).body).unwrap()
}

#[test]
fn chunks_go_to_the_bucket_and_come_back() {
    let bucket = Bucket::start();
    let (hub, team) = (hub_with(&bucket), Team::new());
    team.found(&hub);
    let (name, chunk) = team.ann.chunk();
    let at = path(&format!("/chunks/{name}"));
    assert_eq!(team.ann.ask(&hub, "PUT", &at, &chunk).status, 204);
    let text = name.to_string();
    assert_eq!(bucket.names(), [format!("/photos/of/the%20team/{WORKSPACE}/{}/{text}", &text[..2])]);
    assert!(bucket.objects.lock().unwrap().as_ref().unwrap().values().all(|held| *held == chunk));
    assert!(!hub.folder.path().join("data/chunks").exists());
    assert_eq!(team.eve.ask(&hub, "GET", &at, &[]).body, chunk);
    let lacking = || {
        let names = write(&Names { names: vec![name] });
        read::<Lacking>(&team.ann.ask(&hub, "POST", &path("/chunks/lacking"), &names).body).unwrap().names
    };
    assert!(lacking().is_empty());
    bucket.objects.lock().unwrap().as_mut().unwrap().clear();
    assert_eq!(lacking(), [name]);
    assert_eq!(team.eve.refused(&hub, "GET", &at, &[]), (404, Reason::NotFound));
}

#[test]
fn what_the_bucket_does_not_take_is_not_acknowledged() {
    let bucket = Bucket::start();
    let (hub, team) = (hub_with(&bucket), Team::new());
    team.found(&hub);
    let (name, chunk) = team.ann.chunk();
    let at = path(&format!("/chunks/{name}"));
    *bucket.objects.lock().unwrap() = None;
    assert_eq!(team.ann.refused(&hub, "PUT", &at, &chunk), (503, Reason::NotStored));
    assert!(found(&hub, &team.ann).pieces.is_empty());
    *bucket.objects.lock().unwrap() = Some(std::collections::BTreeMap::new());
    assert_eq!(team.ann.ask(&hub, "PUT", &at, &chunk).status, 204);
    assert_eq!(found(&hub, &team.ann).pieces.len(), 1);
}

#[test]
fn a_backup_says_that_the_bucket_is_not_in_it() {
    let bucket = Bucket::start();
    let (mut hub, team) = (hub_with(&bucket), Team::new());
    team.found(&hub);
    let (name, chunk) = team.ann.chunk();
    let at = path(&format!("/chunks/{name}"));
    assert_eq!(team.ann.ask(&hub, "PUT", &at, &chunk).status, 204);
    let (data, file) = (hub.folder.path().join("data"), hub.folder.path().join("backup"));
    let said = |output: std::process::Output| {
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let backup = said(Hub::program(&["backup", "--to"], &file, &data));
    assert!(backup.contains("s3://photos/of/the%20team and are NOT in this backup"), "{backup}");
    hub.kill();
    std::fs::remove_dir_all(&data).unwrap();
    let restored = said(Hub::program(&["restore", "--from"], &file, &data));
    assert!(restored.contains("--attachments s3://photos/of/the%20team"), "{restored}");
    // Served without the bucket, it asks for the chunk again, and takes it.
    hub.restart();
    assert_eq!(team.eve.refused(&hub, "GET", &at, &[]), (404, Reason::NotFound));
    assert_eq!(team.ann.ask(&hub, "PUT", &at, &chunk).status, 204);
    assert_eq!(team.eve.ask(&hub, "GET", &at, &[]).body, chunk);
}

#[test]
fn a_folder_elsewhere_is_part_of_the_backup() {
    let folder = dist();
    let photos = folder.path().join("photos");
    let (mut hub, team) = (Hub::start_in(folder, &["--attachments", photos.to_str().unwrap()]), Team::new());
    team.found(&hub);
    let (name, chunk) = team.ann.chunk();
    let at = path(&format!("/chunks/{name}"));
    assert_eq!(team.ann.ask(&hub, "PUT", &at, &chunk).status, 204);
    assert!(photos.join(WORKSPACE.to_string()).is_dir());
    let (data, file) = (hub.folder.path().join("data"), hub.folder.path().join("backup"));
    assert!(Hub::program(&["backup", "--to"], &file, &data).status.success());
    hub.kill();
    std::fs::remove_dir_all(&data).unwrap();
    std::fs::remove_dir_all(&photos).unwrap();
    assert!(!Hub::program(&["backup", "--to"], &hub.folder.path().join("other"), &data).status.success());
    assert!(Hub::program(&["restore", "--from"], &file, &data).status.success());
    hub.restart();
    assert_eq!(team.eve.ask(&hub, "GET", &at, &[]).body, chunk);
}

#[test]
fn a_place_that_cannot_be_is_named() {
    let folder = dist();
    let mut command = Hub::command(&folder.path().join("dist"));
    let output = command.arg("--data").arg(folder.path()).args(["--attachments", "ftp://photos"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("s3://bucket/prefix"), "{said}");
}
