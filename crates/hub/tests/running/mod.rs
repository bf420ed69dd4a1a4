//! A hub that runs for one test, and a client plain enough to send what no browser would.

#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
#[cfg(unix)]
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A running hub; it is stopped with the test.
pub(crate) struct Hub {
    child: Child,
    /// Address and port.
    pub(crate) address: String,
    /// Holds `dist` and `data`.
    pub(crate) folder: TempDir,
}

/// What the hub answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A folder with a small `dist`, and beside it a file that must never be served.
pub(crate) fn dist() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("dist/index.html", "<!doctype html><title>Floorbook</title>"),
        ("dist/index.html.br", "page"),
        ("dist/app-0123456789ab.js", "plain()"),
        ("dist/app-0123456789ab.js.br", "brotli copy"),
        ("dist/app-0123456789ab.js.gz", "gzip copy"),
        ("dist/app-0123456789ab_bg.wasm", "\0asm"),
        ("dist/sw.js", "worker()"),
        ("dist/manifest.webmanifest", "{}"),
        ("dist/icons/icon.svg", "<svg/>"),
        ("secret.txt", "not for the web"),
        ("secret", "not for the web"),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

impl Hub {
    /// The program, told to serve this folder at a free port.
    pub(crate) fn command(dist: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_floorbook-hub"));
        command.arg("serve").arg("--dist").arg(dist);
        command
    }

    /// Starts a hub and waits until it listens.
    pub(crate) fn start() -> Hub {
        let folder = dist();
        let mut command = Hub::command(&folder.path().join("dist"));
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(folder.path().join("data"));
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Hub { child, address, folder }
    }

    /// Sends a GET.
    pub(crate) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers)
    }

    /// Sends a request exactly as given.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let fields: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{fields}\r\n", self.address)
            .unwrap();
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw).unwrap();
        Answer::parse(&raw)
    }

    /// Asks the hub to stop, as a system does, and waits until it has.
    #[cfg(unix)]
    pub(crate) fn stop(&mut self, patience: Duration) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        let deadline = Instant::now() + patience;
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None => assert!(Instant::now() < deadline, "the hub did not stop when asked"),
            }
            std::thread::yield_now();
        };
        assert!(status.success(), "{status}");
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // The hub may have stopped already, as some tests want it to.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn parse(raw: &[u8]) -> Answer {
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n").expect("a head ends with an empty line");
        let head = std::str::from_utf8(&raw[..end]).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let field = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Answer { status, headers: lines.filter_map(field).collect(), body: raw[end + 4..].to_vec() }
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(held, _)| held == name).map(|(_, value)| value.as_str())
    }
}
