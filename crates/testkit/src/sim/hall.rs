//! The hall: somebody shares a hub there, others hear of it, and it is gone again.

use floorbook_engine::Near;

use super::Run;
use crate::hub::Hub;

/// What lets one found a workspace at a hub that is shared; only who shares it knows.
const WORD: &str = "word";

/// Logs of hubs that are shared have numbers of their own.
const LOGS: u64 = 1_000_000;

/// Where the hub is that this node shares.
fn address(at: usize) -> String {
    format!("http://192.168.1.{at}:7430")
}

impl Run {
    /// Something happens in the hall.
    pub(super) fn hall_deed(&mut self, at: usize) {
        match self.hall.below(10) {
            0..3 => self.share(at),
            3..7 => self.hear_of_one(at),
            7 => self.tell_near(at, None),
            8 => self.stop_sharing(at),
            _ => {
                // What it kept is gone, and it is shared anew.
                self.stop_sharing(at);
                self.share(at);
            }
        }
    }

    /// A node shares its hub, and syncs with it itself.
    fn share(&mut self, at: usize) {
        if !self.nodes[at].inside {
            return;
        }
        self.say(format!("{at} shares a hub"));
        let log = LOGS + self.trace.len() as u64;
        let hub = self.net.hubs.entry(address(at)).or_insert_with(|| Hub::new(log));
        hub.token = Some(WORD.to_owned());
        self.tell_near(at, Some(Near { url: address(at), token: WORD.to_owned() }));
    }

    fn stop_sharing(&mut self, at: usize) {
        if self.net.hubs.remove(&address(at)).is_some() {
            self.say(format!("{at} shares no hub any more"));
        }
    }

    /// A node hears of one of the hubs that are shared.
    fn hear_of_one(&mut self, at: usize) {
        let shared = self.shared();
        if !shared.is_empty() {
            let of = shared[self.hall.below(shared.len())];
            self.hear_of(at, of);
        }
    }

    fn hear_of(&mut self, at: usize, of: usize) {
        let token = if of == at { WORD.to_owned() } else { String::new() };
        self.say(format!("{at} hears of the hub of {of}"));
        self.tell_near(at, Some(Near { url: address(of), token }));
    }

    fn shared(&self) -> Vec<usize> {
        (0..self.nodes.len()).filter(|of| self.net.hubs.contains_key(&address(*of))).collect()
    }

    fn tell_near(&mut self, at: usize, near: Option<Near>) {
        if !self.nodes[at].inside {
            return;
        }
        let notebook = self.notebook;
        if let Err(failure) = self.nodes[at].replica.engine().sync_near(notebook, near.as_ref()) {
            self.excuse(at, &failure);
        }
    }

    /// In the end everybody is at the same hub in the hall, as hosts see to it, or there is none.
    pub(super) fn gather(&mut self) {
        let stays = self.hall.below(2) == 0;
        let shared = self.shared();
        for at in 0..self.nodes.len() {
            match shared.first() {
                Some(of) if stays => self.hear_of(at, *of),
                _ => self.stop_sharing(at),
            }
        }
    }

    /// The hub nearby has everything, too, or it is said why not: who shares it may be in the team no more, and what
    /// one hub refused another may have taken.
    pub(super) fn check_hall(&mut self, remaining: &[usize]) {
        let notebook = self.notebook;
        for at in remaining.iter().copied() {
            let state = self.nodes[at].replica.engine().sync_near_state(notebook).expect("it says how it stands");
            let Some(state) = state else { continue };
            assert!(state.waiting == 0 || state.trouble.is_some(), "{at} has not brought all to the hub nearby");
        }
    }
}
