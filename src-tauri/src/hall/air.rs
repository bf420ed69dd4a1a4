//! The air: says on the local network that a hub is shared here, and hears of others (mDNS).

use std::net::SocketAddrV4;
use std::sync::mpsc::Sender;

use mdns_sd::{DaemonEvent, ServiceDaemon, ServiceEvent, ServiceInfo};

use super::Word;
use super::address;
use super::announced::Announced;

/// What such hubs are called.
const SERVICE: &str = "_floorbook._tcp.local.";

/// What is heard.
pub(crate) enum Heard {
    /// A hub, and where it may be reached.
    Hub(String, Announced, Vec<SocketAddrV4>),
    /// It is gone.
    Gone(String),
    /// Nothing can be heard, or said.
    Deaf(String),
}

/// An ear and a mouth, as long as this is there.
pub(super) struct Air {
    daemon: ServiceDaemon,
    said: Option<String>,
}

impl Air {
    /// Listens from now on.
    ///
    /// # Errors
    /// The system lets nobody listen.
    pub(super) fn open(words: &Sender<Word>) -> mdns_sd::Result<Air> {
        let daemon = ServiceDaemon::new()?;
        let (events, troubles) = (daemon.browse(SERVICE)?, daemon.monitor()?);
        let tell = words.clone();
        listen("floorbook-air", move || {
            for event in events.iter() {
                let heard = match event {
                    ServiceEvent::ServiceResolved(found) => {
                        let said = |name: &str| found.get_property_val_str(name).map(str::to_owned);
                        let Some(announced) = Announced::read(said) else { continue };
                        let at = found.get_addresses().iter().map(mdns_sd::ScopedIp::to_ip_addr);
                        Heard::Hub(found.fullname.clone(), announced, address::near(at, found.port))
                    }
                    ServiceEvent::ServiceRemoved(_, name) => Heard::Gone(name),
                    _ => continue,
                };
                if tell.send(Word::Heard(heard)).is_err() {
                    return;
                }
            }
        });
        let tell = words.clone();
        listen("floorbook-air-trouble", move || {
            for event in troubles.iter() {
                if let DaemonEvent::Error(error) = event
                    && tell.send(Word::Heard(Heard::Deaf(error.to_string()))).is_err()
                {
                    return;
                }
            }
        });
        Ok(Air { daemon, said: None })
    }

    /// Says that there is a hub at this port; in place of what was said before.
    ///
    /// # Errors
    /// It cannot be said.
    pub(super) fn say(&mut self, announced: &Announced, port: u16) -> mdns_sd::Result<()> {
        let host = format!("floorbook-{}.local.", announced.number);
        let says = announced.says().map(mdns_sd::TxtProperty::from).to_vec();
        let service = ServiceInfo::new(SERVICE, &announced.number, &host, "", port, says)?;
        let service = service.enable_addr_auto();
        self.said = Some(service.get_fullname().to_owned());
        self.daemon.register(service)
    }

    /// Says it no more.
    pub(super) fn hush(&mut self) {
        if let Some(said) = self.said.take()
            && let Ok(done) = self.daemon.unregister(&said)
        {
            // It is said a few times that it is gone; without that it would be forgotten two minutes later.
            let _ = done.recv_timeout(std::time::Duration::from_millis(500));
        }
    }

    /// The name under which this computer says it.
    pub(super) fn own(&self) -> Option<&str> {
        self.said.as_deref()
    }
}

impl Drop for Air {
    fn drop(&mut self) {
        self.hush();
        // Its threads end with it.
        let _ = self.daemon.shutdown();
    }
}

fn listen(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(name.into()).spawn(work) {
        crate::journal::note(&format!("nobody listens to the network: {error}"));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    use floorbook_domain::NotebookId;

    use super::*;

    /// It needs a network with multicast, as every machine has that is on one. Where there is none that is said, and
    /// hubs are found by their address alone.
    #[test]
    fn what_one_says_another_hears_until_it_hushes() {
        let team = NotebookId::from_bytes([1; 16]);
        let ((says, _), (hears, heard)) = (channel(), channel());
        let mut one = Air::open(&says).unwrap();
        let _other = Air::open(&hears).unwrap();
        let number = std::process::id().to_be_bytes().repeat(2).try_into().unwrap();
        let announced = Announced::new("Ada", &[team], number, [2; 8]);
        one.say(&announced, 7430).unwrap();
        let until = Instant::now() + Duration::from_secs(20);
        let next = || match heard.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Word::Heard(heard)) => heard,
            _ => Heard::Deaf("nothing was heard".to_owned()),
        };
        let name = loop {
            match next() {
                Heard::Hub(name, heard, at) if heard == announced => {
                    assert!(heard.keeps(team) && at.iter().all(|address| address.port() == 7430), "{at:?}");
                    break name;
                }
                Heard::Deaf(why) => return eprintln!("no multicast here, so nothing was seen: {why}"),
                _ => {}
            }
        };
        one.hush();
        loop {
            match next() {
                Heard::Gone(gone) if gone == name => break,
                Heard::Deaf(why) => panic!("it is still there: {why}"),
                _ => {}
            }
        }
    }
}
