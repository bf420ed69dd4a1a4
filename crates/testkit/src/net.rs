//! The network between replicas and hubs: every message arrives, at once.

use std::collections::BTreeMap;

use floorbook_domain::Instant;
use floorbook_engine::{Answered, Exchange, Line, Next};
use floorbook_wire::{News, Outcome, Pushed, Refusal};

use crate::{
    Ear, Replica,
    hub::Hub,
    replica::{MORNING, WIFI},
};

/// How often time moves on before it is quiet.
const ROUNDS: usize = 4;
/// How far, in milliseconds: longer than any wait between two tries.
const STEP: i64 = 70_000;
/// So many messages in one round are a loop.
const MANY: usize = 20_000;

/// Alters what a hub answers.
pub type Alter = Box<dyn FnMut(&Exchange, Answered) -> Answered>;

/// Alters what a hub tells those who listen.
pub type AlterNews = Box<dyn FnMut(News) -> News>;

/// What came of a request, in short.
fn outcome(answered: &Answered) -> String {
    match answered {
        Answered::Nothing => "nothing".to_owned(),
        Answered::Reply { status: 200, body } => {
            let acks = floorbook_wire::read::<Pushed>(body).map(|pushed| pushed.acks).unwrap_or_default();
            let refused = acks.iter().filter_map(|ack| match ack.outcome {
                Outcome::Refused(reason) => Some(reason.word()),
                _ => None,
            });
            refused.collect::<Vec<_>>().join(" ")
        }
        Answered::Reply { status, body } => {
            let refusal = floorbook_wire::read::<Refusal>(body);
            refusal.map_or_else(|_| status.to_string(), |refusal| refusal.reason.word().to_owned())
        }
    }
}

/// Hubs by their address, and the true time.
pub struct Net {
    /// The hubs, by scheme and host.
    pub hubs: BTreeMap<String, Hub>,
    /// The time.
    pub now: Instant,
    /// Between the hub and the replica.
    pub alter: Option<Alter>,
    /// Requests that never reach their hub.
    pub lost: Option<fn(&Exchange) -> bool>,
    /// The same of what is told to those who listen.
    pub alter_news: Option<AlterNews>,
    /// What was sent so far: method and path.
    pub sent: Vec<String>,
}

impl Default for Net {
    fn default() -> Self {
        Net { hubs: BTreeMap::new(), now: MORNING, alter: None, lost: None, alter_news: None, sent: Vec::new() }
    }
}

impl Net {
    /// The address of the first hub.
    pub const HUB: &'static str = "https://hub.example";

    /// A network with one hub.
    pub fn new() -> Net {
        let mut net = Net::default();
        net.hubs.insert(Net::HUB.to_owned(), Hub::new(1));
        net
    }

    /// The first hub.
    ///
    /// # Panics
    /// When it was taken away.
    pub fn hub(&mut self) -> &mut Hub {
        self.hubs.get_mut(Net::HUB).expect("the first hub is there")
    }

    /// The hub that a request goes to.
    pub fn hub_of(&mut self, url: &str) -> Option<&mut Hub> {
        let host = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| url.len() - rest.len() + at));
        self.hubs.get_mut(&url[..host.unwrap_or(url.len())])
    }

    /// Carries a request to its hub and the answer back.
    pub fn carry(&mut self, exchange: &Exchange) -> Answered {
        let now = self.now;
        if self.lost.is_some_and(|lost| lost(exchange)) {
            return Answered::Nothing;
        }
        let answered = self.hub_of(&exchange.url).map_or(Answered::Nothing, |hub| hub.answer(now, exchange));
        self.sent.push(format!("{} {} {}", exchange.method, exchange.url, outcome(&answered)));
        match self.alter.as_mut() {
            Some(alter) => alter(exchange, answered),
            None => answered,
        }
    }

    /// Lets all replicas say and hear everything, until nothing is left to be said.
    ///
    /// # Panics
    /// When a replica fails, or they never come to an end.
    pub fn settle(&mut self, replicas: &mut [&mut Replica]) {
        for replica in replicas.iter() {
            self.now = self.now.max(replica.now.plus_millis(-replica.skew));
        }
        for _ in 0..ROUNDS {
            self.round(replicas);
            self.now = self.now.plus_millis(STEP);
        }
        for replica in replicas {
            replica.now = self.now.plus_millis(replica.skew);
        }
    }

    /// The same without waiting.
    ///
    /// # Panics
    /// As [`Net::settle`].
    pub fn round(&mut self, replicas: &mut [&mut Replica]) {
        let mut live: BTreeMap<(usize, Line), Ear> = BTreeMap::new();
        let mut count = 0;
        loop {
            let mut quiet = true;
            for (place, replica) in replicas.iter_mut().enumerate() {
                let now = self.now.plus_millis(replica.skew);
                loop {
                    match replica.engine().sync_next(now, WIFI).expect("the machine goes on") {
                        Next::Wait(_) => break,
                        Next::Send(exchange) => {
                            quiet = false;
                            count += 1;
                            let last: Vec<_> = self.sent.iter().rev().take(12).collect();
                            assert!(count < MANY, "it never ends: {last:?}");
                            let answered = self.carry(&exchange);
                            replica.engine().sync_reply(now, exchange.number, answered).expect("it takes the answer");
                        }
                    }
                }
                for open in replica.engine().sync_live(now, WIFI).expect("it asks to listen") {
                    live.insert((place, open.line), Ear::new(&open));
                }
                for ((_, line), ear) in live.iter_mut().filter(|((of, _), _)| *of == place) {
                    let Some(mut news) = self.hub_of(&ear.url).and_then(|hub| ear.news(hub)) else { continue };
                    ear.told(news.notice);
                    quiet = false;
                    if let Some(alter) = self.alter_news.as_mut() {
                        news = alter(news);
                    }
                    replica.engine().sync_notice(now, *line, &news.text());
                }
            }
            if quiet {
                break;
            }
        }
        for (place, line) in live.into_keys() {
            let now = self.now.plus_millis(replicas[place].skew);
            replicas[place].engine().sync_live_ended(now, line, true);
        }
    }
}
