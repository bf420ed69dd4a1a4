//! Live connections to the real hub.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_seal::membership::Action;
use floorbook_wire::{Notice, Reason, Refusal, read};
use running::Hub;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;
use team::{Device, Team, path};

/// A live connection of a device: the notices, until it ends.
struct Listening(BufReader<TcpStream>);

impl Listening {
    fn new(hub: &Hub, device: &Device) -> Listening {
        let mut stream = TcpStream::connect(&hub.address).unwrap();
        let header = device.header("GET", &path("/notices"), &[], 0);
        let head = format!("GET {} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{header}\r\n", path("/notices"));
        stream.write_all(head.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        Listening(BufReader::new(stream))
    }

    /// The next notice; `None` once the connection has ended.
    fn next(&mut self) -> Option<Notice> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(notice) = line.strip_prefix("data: ").and_then(Notice::parse) {
                return Some(notice);
            }
        }
    }
}

/// How many live connections the hub counts.
fn connections(hub: &Hub) -> u64 {
    let metrics = String::from_utf8(hub.get("/metrics", &[]).body).unwrap();
    metrics.lines().find_map(|line| line.strip_prefix("floorbook_live_connections ")).unwrap().parse().unwrap()
}

#[test]
fn a_live_connection_tells_of_what_came_and_is_counted() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let records = team.records.len() as u64;
    let mut eve = Listening::new(&hub, &team.eve);
    let nothing = Notice { envelopes: 0, records, chunks: 0 };
    assert_eq!((eve.next(), connections(&hub)), (Some(nothing), 1));
    team.ann.push(&hub, &team.ann.chain(2));
    assert_eq!(eve.next(), Some(Notice { envelopes: 2, ..nothing }));
    let (name, chunk) = team.ann.chunk();
    for _ in 0..2 {
        assert_eq!(team.ann.ask(&hub, "PUT", &path(&format!("/chunks/{name}")), &chunk).status, 204);
    }
    team.ann.push(&hub, &team.ann.chain(3));
    assert_eq!(eve.next(), Some(Notice { envelopes: 2, chunks: 1, ..nothing }));
    assert_eq!(eve.next(), Some(Notice { envelopes: 3, chunks: 1, ..nothing }));
    let mut again = Listening::new(&hub, &team.eve);
    assert_eq!(again.next(), Some(Notice { envelopes: 3, chunks: 1, ..nothing }), "who comes later misses nothing");
    assert_eq!(connections(&hub), 2);
    drop((eve, again));
    while connections(&hub) > 0 {
        std::thread::yield_now();
    }
}

#[test]
fn the_connection_of_a_removed_device_ends_and_the_others_go_on() {
    let (hub, mut team) = (Hub::start(), Team::new());
    team.found(&hub);
    let [mut eve, mut vic] = [&team.eve, &team.vic].map(|device| Listening::new(&hub, device));
    assert!(eve.next().is_some() && vic.next().is_some());
    let remove = Action::RemoveDevice { device: team.eve.id(), tail: None };
    let record = team.add(remove);
    team.ann.send_records(&hub, &[record]);
    assert_eq!(vic.next().unwrap().records, team.records.len() as u64);
    assert_eq!(eve.next(), None);
    assert_eq!(team.eve.refused(&hub, "GET", &path("/notices"), &[]), (403, Reason::Removed));
    while connections(&hub) > 1 {
        std::thread::yield_now();
    }
}

#[test]
fn a_device_has_few_live_connections_at_once() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let listening: Vec<Listening> = (0..8).map(|_| Listening::new(&hub, &team.eve)).collect();
    let listening = listening.into_iter().map(|mut eve| eve.next().map(|_| eve));
    let _open: Vec<Listening> = listening.map(Option::unwrap).collect();
    let header = team.eve.header("GET", &path("/notices"), &[], 0);
    let answer = Hub::send(&hub.address, "GET", &path("/notices"), &header, &[]).unwrap();
    assert_eq!((answer.status, read::<Refusal>(&answer.body).unwrap().reason), (429, Reason::TooOften));
    assert!(Listening::new(&hub, &team.vic).next().is_some());
}

#[cfg(unix)]
#[test]
fn a_hub_that_is_asked_to_stop_ends_them_at_once() {
    let (mut hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let mut eve = Listening::new(&hub, &team.eve);
    assert!(eve.next().is_some());
    // Less than it waits for what does not end.
    hub.stop(Duration::from_secs(4));
    assert_eq!(eve.next(), None);
}
