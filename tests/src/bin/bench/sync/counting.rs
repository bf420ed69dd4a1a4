//! A way to the hub that counts the bytes which travel over it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// What has travelled: all bytes of the connections, those of HTTP included; not those of TCP and IP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Travelled {
    /// Bytes to the hub.
    pub up: u64,
    /// Bytes from the hub.
    pub down: u64,
    /// Requests.
    pub requests: u64,
}

impl Travelled {
    /// What has travelled since.
    pub fn since(self, before: Travelled) -> Travelled {
        Travelled { up: self.up - before.up, down: self.down - before.down, requests: self.requests - before.requests }
    }

    /// Both ways.
    pub fn bytes(self) -> u64 {
        self.up + self.down
    }
}

#[derive(Default)]
struct Counts {
    up: AtomicU64,
    down: AtomicU64,
    requests: AtomicU64,
}

/// The way. It stays open until the program ends.
pub struct Counting {
    /// Its port on 127.0.0.1.
    pub port: u16,
    counts: Arc<Counts>,
}

impl Counting {
    /// Opens a way to what listens at this port.
    pub fn to(hub: u16) -> Counting {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let counts = Arc::new(Counts::default());
        let counting = Counting { port, counts: counts.clone() };
        thread::spawn(move || {
            for browser in listener.incoming().map_while(Result::ok) {
                // A hub that is gone refuses; then the browser is refused as well.
                if let Ok(hub) = TcpStream::connect(("127.0.0.1", hub)) {
                    join(browser, hub, &counts);
                }
            }
        });
        counting
    }

    /// What has travelled so far.
    pub fn travelled(&self) -> Travelled {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Travelled { up: read(&self.counts.up), down: read(&self.counts.down), requests: read(&self.counts.requests) }
    }
}

fn join(browser: TcpStream, hub: TcpStream, counts: &Arc<Counts>) {
    for end in [&browser, &hub] {
        end.set_nodelay(true).expect("a connection can be told to send at once");
    }
    let clone = |end: &TcpStream| end.try_clone().expect("a connection can be shared");
    let (from_browser, to_hub) = (clone(&browser), clone(&hub));
    let (up, down) = (counts.clone(), counts.clone());
    thread::spawn(move || {
        pass(from_browser, to_hub, |bytes| {
            up.up.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            up.requests.fetch_add(u64::from(begins_a_request(bytes)), Ordering::Relaxed);
        });
    });
    thread::spawn(move || {
        pass(hub, browser, |bytes| {
            down.down.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        });
    });
}

fn pass(mut from: TcpStream, mut to: TcpStream, count: impl Fn(&[u8])) {
    let mut bytes = vec![0; 64 << 10];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        count(&bytes[..read]);
        if to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    // Either end may be gone already.
    let _ = to.shutdown(Shutdown::Write);
    let _ = from.shutdown(Shutdown::Read);
}

/// Whether a request begins here: browsers write its head at once.
fn begins_a_request(bytes: &[u8]) -> bool {
    ["GET /", "POST /", "PUT /", "DELETE /", "OPTIONS /", "HEAD /"]
        .iter()
        .any(|start| bytes.starts_with(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_are_counted() {
        let hub = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let counting = Counting::to(hub.local_addr().unwrap().port());
        let mut browser = TcpStream::connect(("127.0.0.1", counting.port)).unwrap();
        browser.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        let (mut connection, _) = hub.accept().unwrap();
        let mut request = [0; 18];
        connection.read_exact(&mut request).unwrap();
        connection.write_all(b"four").unwrap();
        browser.read_exact(&mut [0; 4]).unwrap();
        assert_eq!(counting.travelled(), Travelled { up: 18, down: 4, requests: 1 });
    }
}
