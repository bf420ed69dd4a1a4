//! What opens the app, or is given to it while it runs: a link `floorbook://join…` or `floorbook://near…`, a `.floorbook` file.
//!
//! What comes before a page is there waits for one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use floorbook_port::{ErrorCode, Failure, FromShell};
use url::Url;

use crate::hall::address;
use crate::out::Out;

/// The largest file that is taken, in bytes: it passes through memory as a whole.
const LARGEST: u64 = 1 << 30;

/// What opened the app.
#[derive(Clone)]
pub(crate) struct Opened {
    out: Out,
    waiting: Arc<Mutex<Waiting>>,
}

#[derive(Default)]
struct Waiting {
    is_there: bool,
    given: Vec<Given>,
}

/// Something that was given to the app.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Given {
    Link(String),
    /// To a hub nearby.
    Near(String),
    File(PathBuf),
}

impl Opened {
    /// Nothing was given yet.
    pub(crate) fn new(out: Out) -> Opened {
        Opened { out, waiting: Arc::default() }
    }

    /// Takes in what stands in a command line, typed in the folder `from`.
    pub(crate) fn arguments(&self, arguments: &[String], from: &Path) {
        arguments.iter().skip(1).filter_map(|argument| given(argument, from)).for_each(|given| self.give(given));
    }

    /// Takes in links and files as a system names them.
    #[cfg(any(target_os = "macos", mobile))]
    pub(crate) fn urls(&self, urls: &[Url]) {
        urls.iter().filter_map(|url| given(url.as_str(), Path::new(""))).for_each(|given| self.give(given));
    }

    /// A page is there and listens.
    pub(crate) fn page_is_there(&self) {
        let given = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.is_there = true;
            std::mem::take(&mut waiting.given)
        };
        given.into_iter().for_each(|given| self.hand_on(given));
    }

    fn give(&self, given: Given) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.is_there {
            drop(waiting);
            self.hand_on(given);
        } else if !waiting.given.contains(&given) {
            // Some systems tell a link twice: in the command line and by an event.
            waiting.given.push(given);
        }
    }

    fn hand_on(&self, given: Given) {
        match given {
            Given::Link(link) => self.out.tell(&FromShell::Link(link), &[]),
            Given::Near(address) => self.out.tell(&FromShell::NearLink(address), &[]),
            Given::File(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                match read(&path) {
                    Ok(bytes) => self.out.tell(&FromShell::File { name }, &[bytes]),
                    Err(failure) => self.out.tell(&FromShell::NotOpened { name, failure }, &[]),
                }
            }
        }
    }
}

/// What an argument, or the address of something, gives to the app; `None` for what it is not for.
fn given(argument: &str, from: &Path) -> Option<Given> {
    if argument.starts_with("floorbook:") {
        let near = || address::of_link(argument).map(|address| Given::Near(address.to_string()));
        return link(argument).map(Given::Link).or_else(near);
    }
    let path = match Url::parse(argument) {
        Ok(url) if url.scheme() == "file" => url.to_file_path().ok()?,
        _ => from.join(argument),
    };
    let is_ours = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("floorbook"));
    is_ours.then_some(Given::File(path))
}

/// The invitation that a link of ours carries: `floorbook://join/<hub>#<secret>`, where `<hub>` is the hub's address
/// without its scheme, or with it after `?hub=`.
fn link(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    if url.host_str() != Some("join") {
        return None;
    }
    let secret = url.fragment().filter(|secret| !secret.is_empty())?;
    let told = url.query_pairs().find(|(name, _)| name == "hub").map(|(_, hub)| hub.into_owned());
    let hub = told.unwrap_or_else(|| format!("https://{}", url.path().trim_matches('/')));
    let hub = Url::parse(&hub).ok().filter(|hub| matches!(hub.scheme(), "http" | "https") && hub.has_host())?;
    Some(format!("{}/join#{secret}", hub.as_str().trim_end_matches('/')))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::new(ErrorCode::NotFound, error.to_string());
    let about = std::fs::metadata(path).map_err(failed)?;
    if about.len() > LARGEST {
        return Err(Failure::new(ErrorCode::Refused, "the file is larger than 1 GB"));
    }
    std::fs::read(path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_invitation_at_its_hub() {
        let told = |text: &str| link(text);
        assert_eq!(told("floorbook://join/hub.example#abc").as_deref(), Some("https://hub.example/join#abc"));
        assert_eq!(
            told("floorbook://join/hub.example:7420/#abc").as_deref(),
            Some("https://hub.example:7420/join#abc")
        );
        let local = "floorbook://join?hub=http%3A%2F%2F127.0.0.1%3A7420#abc";
        assert_eq!(told(local).as_deref(), Some("http://127.0.0.1:7420/join#abc"));
        for bad in
            ["floorbook://join/hub.example", "floorbook://leave/hub#a", "floorbook://join?hub=file%3A%2F%2F%2F#a"]
        {
            assert_eq!(told(bad), None, "{bad}");
        }
    }

    #[test]
    fn of_a_command_line_only_our_files_and_links_are_taken() {
        let from = Path::new("/home/someone");
        assert_eq!(given("Backup.FLOORBOOK", from), Some(Given::File("/home/someone/Backup.FLOORBOOK".into())));
        assert_eq!(given("file:///tmp/a%20b.floorbook", from), Some(Given::File("/tmp/a b.floorbook".into())));
        assert_eq!(given("floorbook://near/10.0.0.7:7430", from), Some(Given::Near("10.0.0.7:7430".into())));
        assert_eq!(given("--data", from), None);
        assert_eq!(given("/etc/passwd", from), None);
        assert_eq!(given("https://hub.example/join#abc", from), None);
    }
}
