//! The real server, serving the app under test.

use crate::{place, tap::Tap};
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server; it ends with this value.
pub struct Hub {
    child: Option<Child>,
    /// Its port on 127.0.0.1.
    pub port: u16,
    folder: PathBuf,
    /// Where it keeps what is synced; `None` for one that only serves the app.
    data: Option<PathBuf>,
    /// What listens on the wire; `None` where nobody does.
    tap: Option<Tap>,
}

impl Hub {
    /// Starts one at a free port.
    pub fn start() -> Hub {
        Hub::serving(&place::dist())
    }

    /// Starts one that serves another folder.
    pub fn serving(folder: &Path) -> Hub {
        Hub::at(0, folder, None)
    }

    /// Starts one that serves the app and keeps what is synced in the folder `data`.
    pub fn keeping(data: &Path) -> Hub {
        Hub::at(0, &place::dist(), Some(data))
    }

    fn at(port: u16, folder: &Path, data: Option<&Path>) -> Hub {
        let mut command = Command::new(place::hub());
        command.arg("serve").arg("--dist").arg(folder).args(["--listen", &format!("127.0.0.1:{port}")]);
        if let Some(data) = data {
            command.arg("--data").arg(data);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut line).expect("it says where it listens");
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        let Some(port) = port else { panic!("the server said {line:?} instead of where it listens") };
        Hub { child: Some(child), port, folder: folder.to_owned(), data: data.map(Path::to_owned), tap: None }
    }

    /// With a tap on the wire: addresses lead through it from now on.
    #[must_use]
    pub fn tapped(mut self) -> Hub {
        self.tap = Some(Tap::before(self.port));
        self
    }

    /// What went over the wire so far, in both directions; nothing where nobody listens.
    pub fn heard(&self) -> Vec<Vec<u8>> {
        self.tap.as_ref().map(Tap::heard).unwrap_or_default()
    }

    /// The address of a page. The origin is the same for as long as the port is.
    pub fn url(&self, path: &str) -> String {
        let port = self.tap.as_ref().map_or(self.port, |tap| tap.port);
        format!("http://127.0.0.1:{port}{path}")
    }

    /// Ends it, as a cut cable would.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("the server can be killed");
            child.wait().expect("the server ends");
        }
        assert!(TcpStream::connect(("127.0.0.1", self.port)).is_err(), "something still serves at port {}", self.port);
    }

    /// Starts it again at the same port.
    pub fn restart(&mut self) {
        assert!(self.child.is_none(), "it still runs");
        let mut again = Hub::at(self.port, &self.folder, self.data.as_deref());
        again.tap = self.tap.take();
        *self = again;
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill(); // It may have ended by itself.
            let _ = child.wait();
        }
    }
}
