//! Live connections to the real hub.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_seal::membership::Action;
use floorbook_wire::{MAX_CARRIED, News, Notice, Pulled, Reason, Refusal, read};
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
        Some(self.news()?.notice)
    }

    /// The next notice with what it carries.
    fn news(&mut self) -> Option<News> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(news) = line.trim_end().strip_prefix("data: ").and_then(News::parse) {
                return Some(news);
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
fn small_envelopes_come_with_their_notice_to_all_but_who_wrote_them() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let chain = team.ann.chain(60);
    team.ann.push(&hub, &chain[..1]);
    let [mut ann, mut eve] = [&team.ann, &team.eve].map(|device| Listening::new(&hub, device));
    for listening in [&mut ann, &mut eve] {
        assert_eq!(listening.news().unwrap().carried, None, "the first notice only says what there is");
    }
    // What a pull answers that goes on from a place in the log.
    let after = |place: &Pulled| -> Pulled {
        let (log, end) = (floorbook_wire::signed::hex(&place.end.log.0), place.end);
        let target = format!("/envelopes?log={log}&position={}&running={}", end.position, end.running);
        read(&team.eve.ask(&hub, "GET", &path(&target), &[]).body).unwrap()
    };
    let first: Pulled = read(&team.eve.ask(&hub, "GET", &path("/envelopes"), &[]).body).unwrap();
    team.ann.push(&hub, &chain[1..3]);
    let second = after(&first);
    assert_eq!(second.envelopes.len(), 2);
    assert_eq!(eve.news().unwrap().carried, Some(second.clone()));
    let told = ann.news().unwrap();
    assert_eq!((told.notice.envelopes, told.carried), (3, None), "it has them");

    // The same again is nothing new. What is too much is not carried; nor is anything but what is new.
    team.eve.push(&hub, &chain[..3]);
    assert!(chain[3..60].iter().map(Vec::len).sum::<usize>() as u64 > MAX_CARRIED);
    team.ann.push(&hub, &chain[3..59]);
    loop {
        let told = eve.news().unwrap();
        assert_eq!(told.carried, None);
        if told.notice.envelopes == 59 {
            break;
        }
    }
    team.ann.push(&hub, &chain[59..]);
    let mut last = after(&second);
    last.envelopes.drain(..last.envelopes.len() - 1);
    assert_eq!(eve.news().unwrap().carried, Some(last));
}

#[test]
fn one_small_change_costs_few_bytes_beside_its_envelope() {
    let (hub, team) = (Hub::start(), Team::new());
    team.found(&hub);
    let mut eve = Listening::new(&hub, &team.eve);
    eve.next().unwrap();
    let envelope = team.ann.chain(1).remove(0);
    let body = floorbook_wire::write(&floorbook_wire::Push { envelopes: vec![envelope.clone().into()] });
    let target = path("/envelopes");
    let head = team.ann.header("POST", &target, &body, 0);
    let mut stream = TcpStream::connect(&hub.address).unwrap();
    write!(stream, "POST {target} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{head}").unwrap();
    write!(stream, "Content-Length: {}\r\n\r\n", body.len()).unwrap();
    stream.write_all(&body).unwrap();
    let mut answer = Vec::new();
    std::io::Read::read_to_end(&mut stream, &mut answer).unwrap();
    assert!(answer.len() < 250, "{}", String::from_utf8_lossy(&answer));
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert!(eve.0.read_line(&mut line).unwrap() > 0);
    }
    assert!(News::parse(line[6..].trim_end()).unwrap().carried.is_some());
    assert!(line.len() < envelope.len() * 4 / 3 + 140, "{} for an envelope of {}", line.len(), envelope.len());
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
