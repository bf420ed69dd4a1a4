//! The hall: a hub that is shared on the local network, and those that others share there.
//!
//! One thread decides: what is shared, what is heard (`air`), and which hub nearby each notebook is synced with. The
//! desk is told of that, and its engine does the rest, as with any hub. The shared hub is the one of `floorbook-hub`,
//! on files of its own in the folder; this device reaches it like everybody else does, but shows its token, so that
//! it keeps the notebooks of this device and no others.
//!
//! Of several hubs for one notebook all devices take the same: the one with the lowest number; but an address that the
//! person typed goes before.

pub(crate) mod address;
mod air;
mod announced;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use floorbook_domain::{DeviceId, Instant, NotebookId};
use floorbook_engine::{Entropy, Near, NearState};
use floorbook_hub::{NoHall, Seen};
use floorbook_port::{ErrorCode, Failure, FromShell, HallCommand, HallView, NearDevice, NearHub, Sharing};
use tauri::async_runtime;

use self::air::{Air, Heard};
use self::announced::Announced;
use crate::desk::Work;
use crate::entropy::SystemEntropy;
use crate::journal;
use crate::net::Net;
use crate::out::Out;

/// How often it is looked who is near, while somebody may be looking at that.
const LOOK: Duration = Duration::from_secs(2);
/// A device that asked so lately is there, in milliseconds: also one that is about to connect again.
const LATELY: i64 = 20_000;
/// The most hubs that are remembered at a time: anybody on the network can announce some.
const MOST: usize = 64;

/// What reaches the hall.
pub(crate) enum Word {
    /// What the page wants.
    Page(HallCommand),
    /// The notebooks that can be synced, and how each stands with its hub nearby.
    Notebooks(Vec<(NotebookId, Option<NearState>)>),
    /// What is on the air.
    Heard(Heard),
    /// A hub that was heard answers at this address.
    Answers(String, SocketAddrV4),
    /// The app ends.
    Close(Sender<()>),
}

/// The hub that is shared.
struct Shared {
    hub: floorbook_hub::Hall,
    token: String,
    announced: Announced,
}

/// A hub of somebody else.
struct Other {
    announced: Announced,
    /// Where it answers; empty until that is known.
    address: Option<SocketAddrV4>,
}

/// The hall.
pub(crate) struct Hall {
    /// Where a shared hub keeps what it has; `None` where there is no folder.
    files: Option<PathBuf>,
    computer: String,
    desk: Sender<Work>,
    out: Out,
    net: Net,
    /// The way to here.
    words: Sender<Word>,
    shared: Option<Shared>,
    air: Option<Air>,
    deaf: Option<String>,
    others: BTreeMap<String, Other>,
    dialled: Option<SocketAddrV4>,
    notebooks: Vec<(NotebookId, Option<NearState>)>,
    chosen: Vec<(NotebookId, Option<Near>)>,
    failed: Option<Failure>,
    told: Option<HallView>,
}

impl Hall {
    /// Nothing is shared yet.
    pub(crate) fn new(files: Option<PathBuf>, net: Net, desk: Sender<Work>, out: Out, words: Sender<Word>) -> Hall {
        Hall {
            files,
            computer: computer().unwrap_or_default(),
            desk,
            out,
            net,
            words,
            shared: None,
            air: None,
            deaf: None,
            others: BTreeMap::new(),
            dialled: None,
            notebooks: Vec::new(),
            chosen: Vec::new(),
            failed: None,
            told: None,
        }
    }

    /// Serves until it is closed.
    pub(crate) fn run(mut self, words: &Receiver<Word>) {
        loop {
            let word = match &self.shared {
                Some(_) => words.recv_timeout(LOOK),
                None => words.recv().map_err(RecvTimeoutError::from),
            };
            match word {
                Ok(Word::Close(closed)) => {
                    self.stop();
                    drop(self);
                    // Whoever asked may have lost its patience.
                    let _ = closed.send(());
                    return;
                }
                Ok(word) => self.take(word),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.shared.as_ref().is_some_and(|shared| shared.hub.is_over()) {
                self.failed = Some(Failure::new(ErrorCode::Storage, "the hub stopped by itself"));
                self.stop();
            }
            self.choose();
            self.tell();
        }
    }

    fn take(&mut self, word: Word) {
        match word {
            Word::Page(command) => {
                self.failed = self.obey(command).err();
                // It is told also where nothing is new: somebody waits for it.
                self.told = None;
            }
            Word::Notebooks(notebooks) => {
                let changed = !notebooks.iter().map(|(id, _)| id).eq(self.notebooks.iter().map(|(id, _)| id));
                self.notebooks = notebooks;
                // Whoever has nobody to sync with is silent on the network.
                if self.air.is_none() && self.deaf.is_none() && !self.notebooks.is_empty() {
                    match Air::open(&self.words) {
                        Ok(air) => self.air = Some(air),
                        Err(error) => self.deaf = Some(error.to_string()),
                    }
                }
                if changed {
                    self.announce();
                }
            }
            Word::Heard(heard) => self.hear(heard),
            Word::Answers(name, address) => {
                if let Some(other) = self.others.get_mut(&name) {
                    other.address = Some(address);
                }
            }
            Word::Close(_) => {}
        }
    }

    fn obey(&mut self, command: HallCommand) -> Result<(), Failure> {
        match command {
            HallCommand::Look => {}
            HallCommand::Share => self.share()?,
            HallCommand::Stop => self.stop(),
            HallCommand::Dial(typed) => {
                let wrong = || Failure::new(ErrorCode::WrongSecret, "this is no address of a hub on this network");
                self.dialled = Some(address::read(&typed).ok_or_else(wrong)?);
            }
            HallCommand::HangUp => self.dialled = None,
        }
        Ok(())
    }

    fn share(&mut self) -> Result<(), Failure> {
        if self.shared.is_some() {
            return Ok(());
        }
        let Some(files) = self.files.clone() else {
            return Err(Failure::new(ErrorCode::NoDurableStorage, "there is no folder to keep anything in"));
        };
        let mut random = [0; 32];
        SystemEntropy.fill(&mut random);
        let token: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let at = |port: u16| SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
        let opened = async_runtime::block_on(async {
            match floorbook_hub::Hall::open(&files, at(address::PORT), token.clone()).await {
                // Somebody else has the port.
                Err(NoHall::Address(..)) => floorbook_hub::Hall::open(&files, at(0), token.clone()).await,
                other => other,
            }
        });
        let hub = opened.map_err(|error| {
            let code = match &error {
                NoHall::Address(..) => ErrorCode::Refused,
                NoHall::Files(_) | NoHall::Stopped(_) => ErrorCode::Storage,
            };
            Failure::new(code, error.to_string())
        })?;
        let (mut number, mut salt) = ([0; 8], [0; 8]);
        SystemEntropy.fill(&mut number);
        SystemEntropy.fill(&mut salt);
        let announced = Announced::new(&self.computer, &[], number, salt);
        self.shared = Some(Shared { hub, token, announced });
        self.announce();
        Ok(())
    }

    /// Says what is shared.
    fn announce(&mut self) {
        let keeps: Vec<NotebookId> = self.notebooks.iter().map(|(notebook, _)| *notebook).collect();
        let Some(shared) = &mut self.shared else { return };
        shared.announced.keeps_now(&keeps);
        if let Some(air) = &mut self.air
            && let Err(error) = air.say(&shared.announced, shared.hub.address().port())
        {
            self.deaf = Some(error.to_string());
        }
    }

    fn stop(&mut self) {
        if let Some(air) = &mut self.air {
            air.hush();
        }
        let Some(shared) = self.shared.take() else { return };
        if let Err(error) = async_runtime::block_on(shared.hub.close()) {
            journal::note(&format!("the shared hub: {error}"));
        }
    }

    fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Hub(name, announced, at) => {
                let is_own = self.air.as_ref().and_then(Air::own) == Some(&name);
                let is_ours = self.notebooks.iter().any(|(notebook, _)| announced.keeps(*notebook));
                if is_own || at.is_empty() || (!is_ours && self.others.len() >= MOST) {
                    return;
                }
                let known = self.others.remove(&name).and_then(|other| other.address);
                let address = known.filter(|address| at.contains(address));
                if address.is_none() && is_ours {
                    self.ask_which(name.clone(), at);
                }
                self.others.insert(name, Other { announced, address });
            }
            Heard::Gone(name) => drop(self.others.remove(&name)),
            Heard::Deaf(why) => self.deaf = Some(why),
        }
    }

    /// Finds out at which of its addresses a hub answers: a computer may be on networks that this one is not on.
    fn ask_which(&self, name: String, at: Vec<SocketAddrV4>) {
        let (net, words) = (self.net.clone(), self.words.clone());
        async_runtime::spawn(async move {
            for address in at {
                if net.answers(&format!("{}/healthz", address::url(address))).await {
                    // Without a hall the app ends.
                    let _ = words.send(Word::Answers(name, address));
                    return;
                }
            }
        });
    }

    /// Which hub nearby a notebook is synced with.
    fn hub_for(&self, notebook: NotebookId) -> Option<Near> {
        if let Some(address) = self.dialled {
            return Some(Near { url: address::url(address), token: String::new() });
        }
        let own = self.shared.iter().map(|shared| {
            let here = SocketAddrV4::new(Ipv4Addr::LOCALHOST, shared.hub.address().port());
            (&shared.announced, Near { url: address::url(here), token: shared.token.clone() })
        });
        let others = self.others.values().filter(|other| other.announced.keeps(notebook)).filter_map(|other| {
            Some((&other.announced, Near { url: address::url(other.address?), token: String::new() }))
        });
        own.chain(others).min_by_key(|(announced, _)| announced.number.clone()).map(|(_, near)| near)
    }

    fn choose(&mut self) {
        let chosen: Vec<_> = self.notebooks.iter().map(|(notebook, _)| (*notebook, self.hub_for(*notebook))).collect();
        if chosen != self.chosen {
            self.chosen.clone_from(&chosen);
            // Without a desk the app ends.
            let _ = self.desk.send(Work::Near(chosen));
        }
    }

    /// Tells the page how it stands, if that is new.
    fn tell(&mut self) {
        let view = self.view();
        if self.told.as_ref() != Some(&view) {
            self.out.tell(&FromShell::Hall(view.clone()), &[]);
            self.told = Some(view);
        }
    }

    fn view(&self) -> HallView {
        let sharing = self.shared.as_ref().map(|shared| {
            let port = shared.hub.address().port();
            let addresses = address::own().into_iter().map(|ip| SocketAddrV4::new(ip, port).to_string()).collect();
            Sharing { addresses, devices: devices(shared.hub.seen()) }
        });
        let keeps = |other: &Other| self.notebooks.iter().any(|(notebook, _)| other.announced.keeps(*notebook));
        let heard = self.others.values().filter(|other| keeps(other));
        let heard = heard.filter_map(|other| Some((other.announced.computer.clone(), other.address?, false)));
        let dialled = self.dialled.map(|address| (String::new(), address, true));
        let near = dialled.into_iter().chain(heard).map(|(computer, address, dialled)| {
            let url = address::url(address);
            let is_used = |(_, near): &&(NotebookId, Option<Near>)| near.as_ref().is_some_and(|near| near.url == url);
            let used: Vec<NotebookId> = self.chosen.iter().filter(is_used).map(|(notebook, _)| *notebook).collect();
            // That of the notebook that is open, which comes first.
            let states = self.notebooks.iter().filter(|(notebook, _)| used.contains(notebook));
            let state = states.filter_map(|(_, state)| *state).next();
            NearHub {
                computer,
                address: address.to_string(),
                dialled,
                used: !used.is_empty(),
                synced: state.and_then(|state| state.synced),
                waiting: state.map_or(0, |state| state.waiting),
                trouble: state.and_then(|state| state.trouble),
            }
        });
        HallView {
            computer: self.computer.clone(),
            sharing,
            near: near.collect(),
            deaf: self.deaf.clone(),
            failed: self.failed.clone(),
        }
    }
}

/// The devices that asked, each once, those that are there first. This one is left out where it is shown.
fn devices(seen: Vec<Seen>) -> Vec<NearDevice> {
    let now = crate::clock::now();
    let mut devices: Vec<NearDevice> = seen
        .into_iter()
        .map(|seen| {
            let at = Instant(i64::try_from(seen.at).unwrap_or(i64::MAX));
            let here = seen.listens || at.0 > now.0 - LATELY;
            // While it listens it hears of everything at once. To the minute, so that nothing is told for nothing.
            let at = if seen.listens { now } else { at };
            NearDevice { device: DeviceId::from_bytes(seen.device.0), at: Instant(at.0 / 60_000 * 60_000), here }
        })
        .collect();
    devices.sort_by_key(|device| (!device.here, std::cmp::Reverse(device.at), device.device));
    devices
}

/// What this computer is called; `None` where it has no name of its own.
pub(crate) fn computer() -> Option<String> {
    let name = gethostname::gethostname().to_string_lossy().into_owned();
    let name = name.split('.').next().unwrap_or_default().trim().to_owned();
    (!name.is_empty() && name != "localhost").then_some(name)
}
