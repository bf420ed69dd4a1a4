//! chromedriver: one for each world, steering all its browsers.

use crate::place;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A running chromedriver; it ends with this value.
pub struct Driver {
    child: Child,
    /// Where it listens.
    pub url: String,
}

impl Driver {
    /// Starts one at a free port.
    pub fn start() -> Driver {
        // Built together with the hub, the driver's client speaks TLS and wants to know by which ciphers, though it
        // only talks to this machine. Another driver may have said so before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut command = Command::new(place::chromedriver());
        let mut child = command.arg("--port=0").stdout(Stdio::piped()).spawn().expect("chromedriver starts");
        let output = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut lines = output.lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let port = line.split("started successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.expect("chromedriver says at which port it listens");
        // What it says later must not fill its pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Driver { child, url: format!("http://127.0.0.1:{port}") }
    }

    /// Its process, whose children are the browsers.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill(); // It may have ended by itself.
        let _ = self.child.wait();
    }
}
