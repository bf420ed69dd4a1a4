//! A tap on the wire between browsers and the hub: it hands on every byte, and keeps what it heard.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Listens at a port of its own for as long as the test runs.
pub struct Tap {
    /// Its port on 127.0.0.1.
    pub port: u16,
    heard: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Tap {
    /// Starts one before the hub at `port`. While no hub is there it closes connections, as a hub does that dies.
    ///
    /// # Panics
    /// When no port is free.
    pub fn before(port: u16) -> Tap {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let own = listener.local_addr().expect("a listener has an address").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let keeps = heard.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(hub) = TcpStream::connect(("127.0.0.1", port)) {
                    join(client, hub, &keeps);
                }
            }
        });
        Tap { port: own, heard }
    }

    /// What went over the wire so far: each direction of each connection by itself.
    ///
    /// # Panics
    /// When a thread of it panicked.
    pub fn heard(&self) -> Vec<Vec<u8>> {
        self.heard.lock().expect("no thread of the tap panics").clone()
    }
}

fn join(client: TcpStream, hub: TcpStream, keeps: &Arc<Mutex<Vec<Vec<u8>>>>) {
    let (Ok(client_too), Ok(hub_too)) = (client.try_clone(), hub.try_clone()) else { return };
    for (from, to) in [(client, hub_too), (hub, client_too)] {
        let keeps = keeps.clone();
        thread::spawn(move || hand_on(from, to, &keeps));
    }
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, keeps: &Mutex<Vec<Vec<u8>>>) {
    let slot = {
        let mut all = keeps.lock().expect("no thread of the tap panics");
        all.push(Vec::new());
        all.len() - 1
    };
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        keeps.lock().expect("no thread of the tap panics")[slot].extend_from_slice(&buffer[..read]);
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    // Either end may be gone already.
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
