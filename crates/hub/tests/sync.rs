//! The real hub, and devices that push to it and pull from it.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_seal::{
    Hash, WorkspaceId,
    membership::{Action, Role},
};
use floorbook_wire::{Heads, Names, Outcome, Pulled, Reason, read, write};
use running::Hub;
use std::sync::{Barrier, Mutex};
use team::{Device, Team, path};

#[test]
fn two_devices_see_each_others_envelopes_and_the_same_push_has_the_same_place() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let [ann, eve] = [&team.ann, &team.eve];
    let (a, b) = (ann.chain(3), eve.chain(2));
    assert_eq!(ann.push(&hub, &a), [1, 2, 3].map(Outcome::Stored));
    assert_eq!(eve.push(&hub, &b), [4, 5].map(Outcome::Stored));
    assert_eq!(eve.push(&hub, &[&a[..], &b[..]].concat()), [1, 2, 3, 4, 5].map(Outcome::Stored), "anyone may carry it");
    assert_eq!(ann.pull_all(&hub), [a, b].concat());
    let metrics = String::from_utf8(hub.get("/metrics", &[]).body).unwrap();
    assert!(metrics.contains("floorbook_append_seconds_count 3"), "{metrics}");
    let heads: Heads = read(&ann.ask(&hub, "GET", &path(""), &[]).body).unwrap();
    assert_eq!((heads.end.position, heads.heads.len(), heads.branches.len()), (5, 2, 0));
}

#[test]
fn pulling_goes_on_after_a_cursor_and_an_altered_cursor_is_of_another_log() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let chain = team.ann.chain(3);
    team.ann.push(&hub, &chain);
    let first: Pulled = read(&team.ann.ask(&hub, "GET", &path("/envelopes?limit=1"), &[]).body).unwrap();
    assert_eq!((first.envelopes.len(), first.more), (1, true));
    let after = |running: Hash| {
        let (log, position) = (floorbook_wire::signed::hex(&first.end.log.0), first.end.position);
        path(&format!("/envelopes?log={log}&position={position}&running={running}"))
    };
    let rest: Pulled = read(&team.ann.ask(&hub, "GET", &after(first.end.running), &[]).body).unwrap();
    assert_eq!((rest.envelopes.len(), rest.more), (2, false));
    assert_eq!(team.ann.refused(&hub, "GET", &after(Hash([0; 32])), &[]), (409, Reason::OtherLog));
}

#[test]
fn another_history_of_a_device_is_kept_beside_its_chain() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let (chain, other) = (team.ann.chain(2), team.ann.told("restored", 2));
    team.ann.push(&hub, &chain);
    assert_eq!(team.eve.push(&hub, &other), [3, 4].map(Outcome::Branch));
    assert_eq!(team.eve.push(&hub, &other), [3, 4].map(Outcome::Branch));
    assert_eq!(team.eve.pull_all(&hub), [chain, other].concat());
}

#[test]
fn strangers_and_what_was_altered_are_refused_by_name_and_nothing_is_stored() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let stranger = Device::new("stranger");
    assert_eq!(stranger.refused(&hub, "GET", &path(""), &[]), (403, Reason::Stranger));
    let chain = team.ann.chain(3);
    let mut altered = chain[0].clone();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    let cut = chain[0][..last].to_vec();
    let elsewhere = team.ann.chain_in(WorkspaceId([8; 16]), "", 1).remove(0);
    let pushed = [chain[1].clone(), altered, cut, elsewhere, stranger.chain(1).remove(0), team.vic.chain(1).remove(0)];
    let reasons = [
        Reason::Gap,
        Reason::BadSignature,
        Reason::Unreadable,
        Reason::OtherWorkspace,
        Reason::Stranger,
        Reason::OnlyReads,
    ];
    assert_eq!(team.ann.push(&hub, &pushed), reasons.map(Outcome::Refused));
    let remove = Action::RemoveDevice { device: team.eve.id(), tail: None };
    let record = team.issue(&team.ann, remove);
    let forged = {
        let mut forged = record.clone();
        let end = forged.len() - 1;
        forged[end] ^= 1;
        forged
    };
    assert_eq!(
        team.ann.send_records(&hub, &[forged, record]),
        [Outcome::Refused(Reason::Aside), Outcome::Stored(team.records.len() as u64 + 1)]
    );
    assert_eq!(team.eve.refused(&hub, "GET", &path(""), &[]), (403, Reason::Removed));
    assert_eq!(team.ann.push(&hub, &team.eve.chain(1)), [Outcome::Refused(Reason::Removed)]);
    assert!(team.ann.pull_all(&hub).is_empty());
    let log = std::fs::read_to_string(hub.folder.path().join("data/hub.log")).unwrap();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let whole: Vec<&str> = lines.iter().filter_map(|line| line["refused"].as_str()).collect();
    assert_eq!(whole, ["stranger", "removed"]);
    let items: Vec<_> = lines.iter().filter_map(|line| line["items_refused"].as_object()).collect();
    let all = |reason: &str| items.iter().filter_map(|items| items.get(reason)?.as_u64()).sum::<u64>();
    let reasons =
        ["gap", "bad_signature", "unreadable", "other_workspace", "stranger", "only_reads", "aside", "removed"];
    assert_eq!(reasons.map(all), [1; 8]);
    let metrics = String::from_utf8(hub.get("/metrics", &[]).body).unwrap();
    assert!(metrics.contains("floorbook_refused_total{reason=\"stranger\"} 2"), "{metrics}");
}

#[test]
fn a_request_is_taken_once_and_in_its_time_and_for_its_own_body() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let reason = |headers: &str, body: &[u8]| {
        let answer = Hub::send(&hub.address, "POST", &path("/chunks/lacking"), headers, body).unwrap();
        (answer.status, read::<floorbook_wire::Refusal>(&answer.body).map(|refusal| refusal.reason).ok())
    };
    let body = write(&Names { names: vec![] });
    let header = team.ann.header("POST", &path("/chunks/lacking"), &body, 0);
    assert_eq!(reason(&header, &body).0, 200);
    assert_eq!(reason(&header, &body), (401, Some(Reason::Replayed)));
    let header = team.ann.header("POST", &path("/chunks/lacking"), &body, 0);
    assert_eq!(reason(&header, b"other"), (401, Some(Reason::BadSignature)));
    let late = team.ann.header("POST", &path("/chunks/lacking"), &body, 6 * 60 * 1000);
    assert_eq!(reason(&late, &body), (401, Some(Reason::Clock)));
    assert_eq!(reason("", &body), (401, Some(Reason::BadSignature)));
}

#[test]
fn founding_can_need_a_token() {
    let hub = Hub::start_in(running::dist(), &["--registration-token", "open sesame"]);
    let team = Team::new();
    assert_eq!(team.ann.refused(&hub, "POST", &path(""), &team.founding()), (401, Reason::TokenNeeded));
    let header = team.ann.header("POST", &path(""), &team.founding(), 0);
    let header = format!("{header}Floorbook-Token: open sesame\r\n");
    assert_eq!(Hub::send(&hub.address, "POST", &path(""), &header, &team.founding()).unwrap().status, 200);
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let (mut hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let mut acknowledged: Vec<Vec<u8>> = Vec::new();
    let chains: Vec<_> = [&team.ann, &team.eve].map(|device| (device, device.chain(200))).into();
    for round in 1..=10 {
        let told = Mutex::new(Vec::new());
        let (address, start) = (hub.address.clone(), Barrier::new(3));
        let enough = Mutex::new(0);
        let is_enough = std::sync::Condvar::new();
        std::thread::scope(|scope| {
            for (device, chain) in &chains {
                let (address, start, told, enough, is_enough) = (&address, &start, &told, &enough, &is_enough);
                scope.spawn(move || {
                    start.wait();
                    for envelope in chain {
                        let Some(outcomes) = device.try_push(address, std::slice::from_ref(envelope)) else { break };
                        assert!(matches!(outcomes[0], Outcome::Stored(_)), "{:?}", outcomes);
                        told.lock().unwrap().push(envelope.clone());
                        *enough.lock().unwrap() += 1;
                        is_enough.notify_one();
                    }
                });
            }
            start.wait();
            let pushed = enough.lock().unwrap();
            drop(is_enough.wait_while(pushed, |pushed| *pushed < round * 8).unwrap());
            hub.kill();
        });
        hub.restart();
        acknowledged.extend(told.into_inner().unwrap());
        let held = team.ann.pull_all(&hub);
        assert!(acknowledged.iter().all(|envelope| held.contains(envelope)), "round {round}");
    }
    assert_eq!(team.role(&team.eve), Some(Role::Editor));
}

#[test]
fn a_restored_hub_has_another_log_and_is_refilled_by_a_replica() {
    let (mut hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let chain = team.ann.chain(4);
    team.ann.push(&hub, &chain[..2]);
    let (name, chunk) = team.ann.chunk();
    let at = path(&format!("/chunks/{name}"));
    team.ann.ask(&hub, "PUT", &at, &chunk);
    let file = hub.folder.path().join("backup");
    assert!(Hub::program(&["backup", "--to"], &file, &hub.folder.path().join("data")).status.success());
    team.ann.push(&hub, &chain[2..]);
    let end = |hub: &Hub| read::<Heads>(&team.ann.ask(hub, "GET", &path(""), &[]).body).unwrap().end;
    let before = end(&hub);
    hub.kill();
    std::fs::remove_dir_all(hub.folder.path().join("data")).unwrap();
    assert!(Hub::program(&["restore", "--from"], &file, &hub.folder.path().join("data")).status.success());
    hub.restart();
    let hex = floorbook_wire::signed::hex(&before.log.0);
    let target = path(&format!("/envelopes?log={hex}&position={}&running={}", before.position, before.running));
    assert_eq!(team.ann.refused(&hub, "GET", &target, &[]), (409, Reason::OtherLog));
    assert_eq!((end(&hub).position, end(&hub).log == before.log), (2, false));
    assert_eq!(team.eve.push(&hub, &chain), [1, 2, 3, 4].map(Outcome::Stored));
    assert_eq!((team.eve.pull_all(&hub), end(&hub).running), (chain, before.running));
    assert_eq!(team.eve.ask(&hub, "GET", &at, &[]).body, chunk);
}

#[test]
fn the_api_is_what_its_document_says() {
    let hub = Hub::start();
    let document: serde_json::Value = serde_json::from_slice(&hub.get("/v1/openapi.json", &[]).body).unwrap();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 10);
    for (path, methods) in paths {
        let path = path.replace("{id}", &"07".repeat(16)).replace("{name}", &"07".repeat(32));
        let path = path.replace("{parcel}", &"07".repeat(16));
        for method in ["get", "post", "put", "delete"] {
            // A signature is asked for where there is an operation.
            let signed = methods.get(method).map(|operation| operation["security"] != serde_json::json!([]));
            let status = Hub::send(&hub.address, &method.to_uppercase(), &path, "", &[]).unwrap().status;
            match signed {
                Some(true) => assert_eq!(status, 401, "{method} {path}"),
                Some(false) => assert!([200, 404].contains(&status), "{method} {path}: {status}"),
                None => assert_eq!(status, 405, "{method} {path}"),
            }
        }
    }
}
