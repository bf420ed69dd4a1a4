//! What steers a browser: chromedriver, one for each world and all its browsers; WebKitWebDriver, one for each start
//! of the desktop app.

use crate::{place, screen, wait};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running driver; it ends with this value.
pub struct Driver {
    child: Child,
    /// Where it listens.
    pub url: String,
}

impl Driver {
    /// Starts one for Chromium at a free port.
    pub fn start() -> Driver {
        choose_ciphers();
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

    /// Starts one for the desktop app, which puts what a person saves into the folder `saved`. It leads a group of all that it starts, and the app is in it.
    #[cfg(unix)]
    pub async fn start_for_shell(saved: &Path) -> Driver {
        use std::os::unix::process::CommandExt;
        choose_ciphers();
        // It is told a port, and does not say whether it got it: one that was free a moment ago is.
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a free port").port();
        let mut command = Command::new(place::webkit_driver());
        command.arg(format!("--port={port}")).process_group(0);
        command.env("DISPLAY", screen::name()).env_remove("WAYLAND_DISPLAY");
        for (name, value) in [
            ("TAURI_AUTOMATION", "true"),
            ("TAURI_WEBVIEW_AUTOMATION", "true"),
            // A screen in memory has no graphics card.
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            ("GDK_BACKEND", "x11"),
            ("NO_AT_BRIDGE", "1"),
            ("LANG", "C.UTF-8"),
            ("FLOORBOOK_MADE_UP_CAMERA", "1"),
            // No keychain, and no other start that is found: a test has its own folder.
            ("DBUS_SESSION_BUS_ADDRESS", "disabled:"),
        ] {
            command.env(name, value);
        }
        command.env("FLOORBOOK_SAVE_TO", saved);
        // What its page says on its console goes to the output of the test.
        let child = command.spawn().expect("WebKitWebDriver starts");
        let driver = Driver { child, url: format!("http://127.0.0.1:{port}") };
        wait::until("WebKitWebDriver listens", async || TcpStream::connect(("127.0.0.1", port)).is_ok()).await;
        driver
    }

    /// Its process, whose children are the browsers.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

/// Built together with the hub, the driver's client speaks TLS and wants to know by which ciphers, though it only talks
/// to this machine. Another driver may have said so before.
fn choose_ciphers() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill(); // It may have ended by itself.
        let _ = self.child.wait();
    }
}
