//! A hub that runs for one test, and a client plain enough to send what no browser would.

#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]
#![allow(dead_code, reason = "each test program uses a part of it")]

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

    /// Runs another command of the program to its end.
    pub(crate) fn program(words: &[&str], file: &Path, data: &Path) -> std::process::Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_floorbook-hub"));
        command.args(words).arg(file).arg("--data").arg(data).output().unwrap()
    }

    /// Starts a hub and waits until it listens.
    pub(crate) fn start() -> Hub {
        Hub::start_in(dist(), &[])
    }

    /// Starts a hub on what lies in this folder.
    pub(crate) fn start_in(folder: TempDir, options: &[&str]) -> Hub {
        Hub::start_among(folder, options, &[])
    }

    /// Starts a hub with these variables in its environment.
    pub(crate) fn start_among(folder: TempDir, options: &[&str], variables: &[(&str, &str)]) -> Hub {
        let (child, address) = Hub::spawn(&folder, options, variables);
        Hub { child, address, folder }
    }

    /// Kills the hub at once, with no chance to finish anything.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again after it was killed.
    pub(crate) fn restart(&mut self) {
        (self.child, self.address) = Hub::spawn(&self.folder, &[], &[]);
    }

    fn spawn(folder: &TempDir, options: &[&str], variables: &[(&str, &str)]) -> (Child, String) {
        let mut command = Hub::command(&folder.path().join("dist"));
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(folder.path().join("data")).args(options);
        command.envs(variables.iter().copied());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (_, address) = line.trim().split_once("://").unwrap();
        let address = address.to_owned();
        (child, address)
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

    /// Sends a request with a body; `None` if the connection broke.
    pub(crate) fn send(address: &str, method: &str, path: &str, headers: &str, body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(address).ok()?;
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n"
        );
        stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw).ok()?;
        raw.windows(4).any(|window| window == b"\r\n\r\n").then(|| Answer::parse(&raw))
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
    pub(crate) fn parse(raw: &[u8]) -> Answer {
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
