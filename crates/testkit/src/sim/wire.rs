//! The network of a run, which fails.

use floorbook_engine::{Answered, Exchange, Line, Next, Surroundings};
use floorbook_wire::News;

use super::Run;
use crate::Ear;

/// A message on its way.
pub(super) enum Flight {
    Ask { node: usize, exchange: Exchange },
    Answer { node: usize, number: u64, answered: Answered },
}

impl Flight {
    pub(super) fn node(&self) -> usize {
        match self {
            Flight::Ask { node, .. } | Flight::Answer { node, .. } => *node,
        }
    }
}

impl Run {
    /// A replica says what it has to say.
    pub(super) fn pump(&mut self, at: usize) {
        self.tick(at);
        let node = &mut self.nodes[at];
        let (now, around) = (node.replica.now, Surroundings { online: node.online, metered: Some(false) });
        for _ in 0..4 {
            match node.replica.engine().sync_next(now, around) {
                Ok(Next::Send(exchange)) => self.flights.push(Flight::Ask { node: at, exchange }),
                Ok(Next::Wait(_)) => break,
                Err(failure) => {
                    assert!(node.full, "{at} fails: {failure:?}");
                    break;
                }
            }
        }
        if let Ok(open) = node.replica.engine().sync_live(now, around) {
            for live in open {
                node.live.insert(live.line, Ear::new(&live));
            }
        }
        if self.chance.below(20) == 0 {
            let ended: Vec<_> = std::mem::take(&mut self.nodes[at].live).into_keys().collect();
            for line in ended {
                self.nodes[at].replica.engine().sync_live_ended(now, line, true);
            }
        }
        if self.hearing.below(3) == 0 {
            for (line, text) in std::mem::take(&mut self.nodes[at].late) {
                self.nodes[at].replica.engine().sync_notice(now, line, &text);
            }
        }
        let open: Vec<_> = self.nodes[at].live.iter().map(|(line, ear)| (*line, ear.clone())).collect();
        for (line, mut ear) in open {
            let Some(news) = self.net.hub_of(&ear.url).and_then(|hub| ear.news(hub)) else { continue };
            if self.happens(800) {
                ear.told(news.notice);
                self.nodes[at].live.insert(line, ear);
                self.hear(at, line, &news);
            }
        }
    }

    /// A notice arrives: as it was sent, or without what it carried, twice, late, or with a letter that is another.
    fn hear(&mut self, at: usize, line: Line, news: &News) {
        let (now, mut text) = (self.nodes[at].replica.now, news.text());
        match self.hearing.below(100) {
            0..10 => text = news.notice.text(),
            10..20 => self.nodes[at].replica.engine().sync_notice(now, line, &text),
            20..30 => return self.nodes[at].late.push((line, text)),
            30..40 => self.nodes[at].late.push((line, text.clone())),
            40..45 => {
                let place = self.hearing.below(text.len());
                text.replace_range(place..=place, ["0", "9", "A", "/", " "][self.hearing.below(5)]);
            }
            _ => {}
        }
        self.nodes[at].replica.engine().sync_notice(now, line, &text);
    }

    /// One of the messages arrives, or does not.
    pub(super) fn deliver(&mut self) {
        if self.flights.is_empty() {
            return;
        }
        let which = self.chance.below(self.flights.len());
        match self.flights.swap_remove(which) {
            Flight::Ask { node, exchange } => self.ask(node, &exchange),
            Flight::Answer { node, number, answered } => {
                self.tick(node);
                let node_now = self.nodes[node].replica.now;
                let took = self.nodes[node].replica.engine().sync_reply(node_now, number, answered);
                if let Err(failure) = took {
                    assert!(self.nodes[node].full, "{node} fails at an answer: {failure:?}");
                    if self.happens(300) {
                        self.crash(node);
                    }
                }
            }
        }
    }

    fn ask(&mut self, node: usize, exchange: &Exchange) {
        self.messages += 1;
        let number = exchange.number;
        let fate = self.chance.below(100);
        if fate < 6 {
            self.flights.push(Flight::Answer { node, number, answered: Answered::Nothing });
            return;
        }
        let times = if fate < 14 { 2 } else { 1 };
        for _ in 0..times {
            let answered = self.net.carry(exchange);
            self.net.sent.clear();
            let answered = match (self.chance.below(100), answered) {
                (0..6, _) => Answered::Nothing,
                (6..9, Answered::Reply { status, mut body }) => {
                    let length = self.chance.below(body.len() + 1);
                    body.truncate(length);
                    Answered::Reply { status, body }
                }
                (9..12, Answered::Reply { status, mut body }) if !body.is_empty() => {
                    let place = self.chance.below(body.len());
                    body[place] ^= 1 << self.chance.below(8);
                    Answered::Reply { status, body }
                }
                (12, _) => Answered::Reply { status: 502, body: b"<html>bad gateway".to_vec() },
                (_, answered) => answered,
            };
            self.flights.push(Flight::Answer { node, number, answered });
        }
    }
}
