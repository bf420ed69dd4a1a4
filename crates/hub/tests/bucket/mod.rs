//! A store that speaks as much of S3 as a hub needs: PUT, GET and HEAD of one object, by its path.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// The objects, by their paths; without any for a store that takes nothing.
type Objects = Arc<Mutex<Option<BTreeMap<String, Vec<u8>>>>>;

/// The store; its thread ends with the test program.
pub(crate) struct Bucket {
    pub(crate) address: String,
    pub(crate) objects: Objects,
}

impl Bucket {
    pub(crate) fn start() -> Bucket {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let objects: Objects = Arc::new(Mutex::new(Some(BTreeMap::new())));
        let shared = Arc::clone(&objects);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, shared) = (stream.unwrap(), Arc::clone(&shared));
                std::thread::spawn(move || while answer(&stream, &shared).is_some() {});
            }
        });
        Bucket { address, objects }
    }

    /// The names of all objects.
    pub(crate) fn names(&self) -> Vec<String> {
        self.objects.lock().unwrap().as_ref().unwrap().keys().cloned().collect()
    }
}

/// Answers one request; `None` once the connection has ended.
fn answer(stream: &TcpStream, objects: &Objects) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let field = |wanted: &str| {
        let fields = head.iter().filter_map(|line| line.split_once(": "));
        fields.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.to_owned())
    };
    let mut words = head[0].split(' ');
    let (method, path) = (words.next()?, words.next()?.to_owned());
    let mut body = vec![0; field("content-length").map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body).ok()?;
    assert!(field("authorization").unwrap().starts_with("AWS4-HMAC-SHA256 Credential=somebody/"));
    let mut objects = objects.lock().unwrap();
    let (status, body) = match (method, objects.as_mut()) {
        (_, None) => ("403 Forbidden", Vec::new()),
        ("PUT", Some(objects)) => {
            objects.insert(path, body);
            ("200 OK", Vec::new())
        }
        (_, Some(objects)) => match objects.get(&path) {
            Some(bytes) => ("200 OK", bytes.clone()),
            None => ("404 Not Found", Vec::new()),
        },
    };
    let length = body.len();
    let dates = "ETag: \"1\"\r\nLast-Modified: Tue, 24 Nov 2026 10:00:00 GMT";
    let mut answer = format!("HTTP/1.1 {status}\r\n{dates}\r\nContent-Length: {length}\r\n\r\n").into_bytes();
    if method != "HEAD" {
        answer.extend(body);
    }
    let mut stream = stream;
    stream.write_all(&answer).ok()
}
