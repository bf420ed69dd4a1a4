//! What the real hub refuses before it reads it, and what comes too often.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_seal::{WorkspaceId, membership::Record};
use floorbook_wire::{Found, Outcome, Reason, Refusal, read, write};
use running::{Answer, Hub, dist};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use team::{Device, Team, path};

/// The answer to a head that promises a body, of which nothing is sent.
fn answer_to_the_head(hub: &Hub, method: &str, target: &str, headers: &str, length: usize) -> (u16, Reason) {
    let mut stream = TcpStream::connect(&hub.address).unwrap();
    let head = format!("{method} {target} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{headers}");
    write!(stream, "{head}Content-Length: {length}\r\n\r\n").unwrap();
    let mut raw = Vec::new();
    stream.read_to_end(&mut raw).unwrap();
    let answer = Answer::parse(&raw);
    (answer.status, read::<Refusal>(&answer.body).unwrap().reason)
}

#[test]
fn what_a_head_tells_is_refused_without_the_body() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let (pushed, elsewhere) = (path("/envelopes"), format!("/v1/workspaces/{}/envelopes", "08".repeat(16)));
    let (ann, stranger) = (&team.ann, Device::new("stranger"));
    let signed = |device: &Device, target: &str, late| device.header("POST", target, &[], late);
    let chunk = path(&format!("/chunks/{}", "07".repeat(32)));
    let cases = [
        ("POST", &pushed, String::new(), 100, (401, Reason::BadSignature)),
        ("POST", &pushed, "Authorization: Floorbook 07 x y z\r\n".to_owned(), 100, (401, Reason::BadSignature)),
        ("POST", &pushed, signed(ann, &pushed, 6 * 60_000), 100, (401, Reason::Clock)),
        ("POST", &elsewhere, signed(ann, &elsewhere, 0), 100, (404, Reason::UnknownWorkspace)),
        ("POST", &pushed, signed(&stranger, &pushed, 0), 100, (403, Reason::Stranger)),
        ("POST", &pushed, signed(ann, &pushed, 0), (17 << 20) + 1, (413, Reason::TooLarge)),
        ("PUT", &chunk, ann.header("PUT", &chunk, &[], 0), (300 << 10) + 1, (413, Reason::TooLarge)),
        ("GET", &pushed, ann.header("GET", &pushed, &[], 0), 1, (413, Reason::TooLarge)),
    ];
    // The hub gives each some time to send the body, of which it would read nothing.
    std::thread::scope(|scope| {
        for (method, target, headers, length, refusal) in cases {
            let hub = &hub;
            scope.spawn(move || {
                assert_eq!(answer_to_the_head(hub, method, target, &headers, length), refusal, "{method} {target}");
            });
        }
    });
    let membership = path("/membership");
    let joins = stranger.header("POST", &membership, &[], 0);
    assert_eq!(answer_to_the_head(&hub, "POST", &membership, &joins, (2 << 20) + 1), (413, Reason::TooLarge));
}

#[test]
fn who_shows_no_token_founds_nothing_and_sends_no_body() {
    let hub = Hub::start_in(dist(), &["--registration-token", "open sesame"]);
    let team = Team::new();
    let header = team.ann.header("POST", &path(""), &[], 0);
    let refusal = answer_to_the_head(&hub, "POST", &path(""), &header, 17 << 20);
    assert_eq!(refusal, (401, Reason::TokenNeeded));
}

#[test]
fn a_stranger_who_sends_much_is_counted_as_many() {
    let (hub, team) = (Hub::start(), Team::new());
    // As much as a hub takes at once: nearly all that a minute allows.
    for expected in [Reason::Unreadable, Reason::Unreadable, Reason::TooOften] {
        let body = vec![0; 16 << 20];
        let header = team.ann.header("POST", &path(""), &body, 0);
        let answer = if expected == Reason::TooOften {
            answer_to_the_head(&hub, "POST", &path(""), &header, body.len()).1
        } else {
            let answer = Hub::send(&hub.address, "POST", &path(""), &header, &body).unwrap();
            read::<Refusal>(&answer.body).unwrap().reason
        };
        assert_eq!(answer, expected);
    }
}

#[test]
fn a_body_of_no_told_length_is_read_up_to_its_limit() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let target = path("/chunks/find");
    let mut stream = TcpStream::connect(&hub.address).unwrap();
    let header = team.ann.header("POST", &target, &[], 0);
    let head = format!("POST {target} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{header}");
    let size = (256 << 10) + 1;
    write!(stream, "{head}Transfer-Encoding: chunked\r\n\r\n{size:x}\r\n").unwrap();
    stream.write_all(&vec![0; size]).unwrap();
    let mut raw = Vec::new();
    stream.read_to_end(&mut raw).unwrap();
    let answer = Answer::parse(&raw);
    assert_eq!((answer.status, read::<Refusal>(&answer.body).unwrap().reason), (413, Reason::TooLarge));
}

#[test]
fn a_device_that_asks_too_often_is_told_when_to_go_on_and_the_others_are_not_held_up() {
    let hub = Hub::start_in(dist(), &["--requests-per-minute", "3"]);
    let team = Team::new();
    team.found(&hub);
    for _ in 0..3 {
        assert_eq!(team.eve.ask(&hub, "GET", &path(""), &[]).status, 200);
    }
    let answer = team.eve.ask(&hub, "GET", &path(""), &[]);
    assert_eq!((answer.status, read::<Refusal>(&answer.body).unwrap().reason), (429, Reason::TooOften));
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=20).contains(&wait), "{wait}");
    assert_eq!(team.ann.ask(&hub, "GET", &path(""), &[]).status, 200);
}

#[test]
fn strangers_are_counted_by_their_address_and_use_up_nothing_of_a_devices() {
    let options = ["--strangers-per-minute", "5", "--requests-per-minute", "5", "--behind-proxy"];
    let hub = Hub::start_in(dist(), &options);
    let team = Team::new();
    team.found(&hub);
    let asked = |headers: &str| {
        let answer = Hub::send(&hub.address, "GET", &path(""), headers, &[]).unwrap();
        (answer.status != 200).then(|| read::<Refusal>(&answer.body).unwrap().reason)
    };
    let from = |address: &str, header: &str| asked(&format!("{header}X-Forwarded-For: 198.51.100.7, {address}\r\n"));
    // Somebody who knows Eve's id, and signs as nobody.
    let forged = || team.eve.header("GET", "/another/target", &[], 0);
    for _ in 0..5 {
        assert_eq!(from("192.0.2.1", &forged()), Some(Reason::BadSignature));
    }
    assert_eq!(from("192.0.2.1", &forged()), Some(Reason::TooOften));
    assert_eq!(from("192.0.2.1", ""), Some(Reason::TooOften));
    assert_eq!(from("192.0.2.2", ""), Some(Reason::BadSignature));
    assert_eq!(from("192.0.2.1", &team.eve.header("GET", &path(""), &[], 0)), None);
    let parcel =
        |address| hub.get("/v1/parcels/07070707070707070707070707070707", &[("X-Forwarded-For", address)]).status;
    assert_eq!((parcel("192.0.2.1"), parcel("192.0.2.3")), (429, 404));
}

#[test]
fn a_hub_takes_so_many_workspaces_and_keeps_those_that_it_has() {
    let hub = Hub::start_in(dist(), &["--max-workspaces", "1"]);
    let team = Team::new();
    team.found(&hub);
    let founds = |workspace: WorkspaceId| {
        let record = Record::found(workspace, 1, &team.ann.secret, team.ann.member).unwrap();
        let body = write(&Found { founding: record.name(), records: vec![record.bytes().to_vec().into()] });
        team.ann.ask(&hub, "POST", &format!("/v1/workspaces/{workspace}"), &body)
    };
    let refused = founds(WorkspaceId([8; 16]));
    assert_eq!((refused.status, read::<Refusal>(&refused.body).unwrap().reason), (403, Reason::TakesNoMore));
    team.found(&hub);
    assert_eq!(team.ann.push(&hub, &team.ann.chain(1)), [Outcome::Stored(1)]);
}

/// Sends a part of a request, and nothing after it; answers what comes until the hub closes the connection.
fn answer_to_a_part(mut stream: TcpStream, part: &str) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(part.as_bytes()).unwrap();
    let mut raw = Vec::new();
    match stream.read_to_end(&mut raw) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "the hub let it wait: {error}"),
    }
    String::from_utf8_lossy(&raw).into_owned()
}

#[test]
fn who_does_not_finish_a_request_is_cut_off_and_who_says_nothing_is_not() {
    let hub = Hub::start_in(dist(), &["--patience", "1"]);
    let team = Team::new();
    team.found(&hub);
    let connect = || TcpStream::connect(&hub.address).unwrap();
    let (mut silent, mut second) = (connect(), connect());
    let ask = |stream: &mut TcpStream| {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n").unwrap();
        let (mut raw, mut byte) = (Vec::new(), [0]);
        while !raw.ends_with(b"ok\n") {
            assert_eq!(stream.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&raw));
            raw.extend(byte);
        }
    };
    ask(&mut silent);
    let begun = Instant::now();
    // The first request of a connection, and one after others.
    assert_eq!(answer_to_a_part(connect(), "GET /healthz HTTP/1.1\r\nHos"), "");
    ask(&mut second);
    assert_eq!(answer_to_a_part(second, "GET /heal"), "");
    assert!(begun.elapsed() >= Duration::from_secs(2), "each had its time");
    ask(&mut silent);

    // A body, of a stranger and of a device.
    for (who, target) in [(&Device::new("stranger"), path("")), (&team.ann, path("/envelopes"))] {
        let header = who.header("POST", &target, b"five!", 0);
        let head = format!("POST {target} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{header}");
        let answer = answer_to_a_part(connect(), &format!("{head}Content-Length: 5\r\n\r\nfi"));
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
    ask(&mut silent);
}
