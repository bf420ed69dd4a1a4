use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn tab(n: usize) -> TabId {
    TabId(Uuid::from_u128(n as u128 + 1))
}

/// One tab with what its shell would keep.
struct Tab {
    election: Election,
    waiting: BTreeSet<u32>,
    answered: Vec<u32>,
    shown: Vec<HostState>,
    refreshed: usize,
    open: bool,
    frozen: bool,
}

/// Tabs, the browser's lock and the channel between them.
#[derive(Default)]
struct Fleet {
    tabs: BTreeMap<usize, Tab>,
    lock: VecDeque<usize>,
    mail: VecDeque<(usize, Option<TabId>, Word)>,
    opening: VecDeque<usize>,
    granted: VecDeque<usize>,
    terms: u64,
    requests: u32,
    refuse: Option<Refusal>,
    /// A tab whose build cannot read the notebook.
    too_new: Option<usize>,
    /// Whether a passphrase locks the notebook.
    locked: bool,
    /// The tabs that hold its key.
    keys: BTreeSet<usize>,
    /// What was typed in a tab, and not tried yet: whether it is right.
    typed: BTreeMap<usize, bool>,
}

impl Fleet {
    fn add(&mut self, n: usize, build: &str, visible: bool) {
        let election = Election::new(tab(n), build.into(), n as u64, visible);
        let empty = (BTreeSet::new(), Vec::new(), Vec::new());
        let (waiting, answered, shown) = empty;
        self.tabs.insert(n, Tab { election, waiting, answered, shown, refreshed: 0, open: false, frozen: false });
        self.put(n, Input::Start);
    }

    fn kill(&mut self, n: usize) {
        self.tabs.remove(&n);
        self.mail.retain(|mail| mail.0 != n);
        self.opening.retain(|&opening| opening != n);
        self.granted.retain(|&granted| granted != n);
        self.keys.remove(&n);
        self.typed.remove(&n);
        self.let_go(n);
    }

    /// Somebody types the passphrase of the notebook into a tab that asks for it.
    fn types(&mut self, n: usize, right: bool) {
        if self.tabs.get(&n).is_some_and(|tab| tab.election.asks_for_passphrase()) {
            self.typed.insert(n, right);
            self.put(n, Input::Unlock);
        }
    }

    /// Opens the notebook in a tab that has the lock.
    fn open(&mut self, n: usize) {
        self.terms += 1;
        let term = self.terms;
        let typed = self.typed.remove(&n);
        if let Some(reason) = self.refuse.or((self.too_new == Some(n)).then_some(Refusal::TooNew)) {
            self.put(n, Input::Refused { reason, detail: String::new() });
        } else if self.locked && !self.keys.contains(&n) && typed != Some(true) {
            self.put(n, Input::Locked { wrong: typed.is_some() });
        } else {
            if self.locked {
                self.keys = self.tabs.keys().copied().collect();
            }
            self.tabs.get_mut(&n).unwrap().open = true;
            self.put(n, Input::Opened { term });
        }
    }

    fn let_go(&mut self, n: usize) {
        let held = self.lock.front() == Some(&n);
        self.lock.retain(|&queued| queued != n);
        if held {
            self.grant();
        }
    }

    fn grant(&mut self) {
        if let Some(&next) = self.lock.front() {
            self.granted.push_back(next);
        }
    }

    fn request(&mut self, n: usize) -> u32 {
        self.requests += 1;
        let number = self.requests;
        let at = self.tabs.get_mut(&n).unwrap();
        at.waiting.insert(number);
        match at.election.place() {
            Place::Here => self.answer(n, number),
            Place::Owner(owner) => self.mail.push_back((n, Some(owner), Word::Request { number })),
            Place::Later | Place::Nowhere(_) => {}
        }
        number
    }

    fn answer(&mut self, n: usize, number: u32) {
        let at = self.tabs.get_mut(&n).unwrap();
        if at.waiting.remove(&number) {
            at.answered.push(number);
        }
    }

    fn put(&mut self, n: usize, input: Input) {
        let Some(at) = self.tabs.get_mut(&n) else {
            return;
        };
        for effect in at.election.step(input) {
            let at = self.tabs.get_mut(&n).unwrap();
            match effect {
                Effect::Queue => {
                    assert!(!self.lock.contains(&n), "queued twice");
                    self.lock.push_back(n);
                    if self.lock.len() == 1 {
                        self.grant();
                    }
                }
                Effect::Open => self.opening.push_back(n),
                Effect::Release => {
                    at.open = false;
                    self.let_go(n);
                }
                Effect::Say(to, word) => self.mail.push_back((n, to, word)),
                Effect::Show(state) => {
                    if state != HostState::Opening {
                        self.typed.remove(&n);
                    }
                    at.shown.push(state);
                }
                Effect::Refresh => at.refreshed += 1,
                Effect::Run => {
                    for number in at.waiting.clone() {
                        self.answer(n, number);
                    }
                }
                Effect::Forward(owner) => {
                    for &number in &at.waiting {
                        self.mail.push_back((n, Some(owner), Word::Request { number }));
                    }
                }
                Effect::Fail(_) => at.waiting.clear(),
            }
            assert!(self.tabs.values().filter(|tab| tab.open).count() < 2, "two owners");
        }
    }

    fn deliver(&mut self, from: usize, to: usize, word: Word) {
        if let Word::Request { number } = word {
            if self.tabs[&to].election.place() == Place::Here {
                self.mail.push_back((to, Some(tab(from)), Word::Reply { number }));
            }
            return;
        }
        if let Word::Reply { number } = word {
            self.answer(to, number);
        }
        self.put(to, Input::Heard(tab(from), word));
    }

    /// Until nothing moves any more.
    fn settle(&mut self) {
        for _ in 0..10_000 {
            if let Some((from, to, word)) = self.mail.pop_front() {
                let all: Vec<usize> = self.tabs.keys().copied().collect();
                for n in all {
                    if n != from && to.is_none_or(|to| to == tab(n)) && !self.tabs[&n].frozen {
                        self.deliver(from, n, word.clone());
                    }
                }
            } else if let Some(n) = self.granted.pop_front() {
                self.put(n, Input::Granted);
            } else if let Some(n) = self.opening.pop_front() {
                self.open(n);
            } else {
                return;
            }
        }
        panic!("the tabs never come to rest");
    }

    fn tick(&mut self) {
        let all: Vec<usize> = self.tabs.keys().copied().filter(|n| !self.tabs[n].frozen).collect();
        for n in all {
            let waiting = !self.tabs[&n].waiting.is_empty();
            self.put(n, Input::Tick { waiting });
        }
        self.settle();
    }

    fn owner(&self) -> Option<usize> {
        self.tabs.iter().find(|(_, tab)| tab.open).map(|(&n, _)| n)
    }

    fn shown(&self, n: usize) -> &HostState {
        self.tabs[&n].shown.last().unwrap()
    }
}

fn fleet(tabs: &[(usize, &str, bool)]) -> Fleet {
    let mut fleet = Fleet::default();
    for &(n, build, visible) in tabs {
        fleet.add(n, build, visible);
        fleet.settle();
    }
    fleet
}

#[test]
fn the_first_tab_owns_and_the_second_goes_through_it() {
    let mut fleet = fleet(&[(0, "a", true), (1, "a", true)]);
    assert_eq!(fleet.owner(), Some(0));
    assert_eq!(fleet.shown(0), &HostState::Ready { owner: true });
    assert_eq!(fleet.shown(1), &HostState::Ready { owner: false });
    let number = fleet.request(1);
    fleet.settle();
    assert_eq!(fleet.tabs[&1].answered, [number]);
    assert_eq!(fleet.tabs[&1].refreshed, 0, "nothing was shown before");
}

#[test]
fn requests_made_before_there_is_an_owner_are_answered_in_order() {
    let mut fleet = Fleet::default();
    fleet.add(0, "a", true);
    let numbers = [fleet.request(0), fleet.request(0), fleet.request(0)];
    fleet.settle();
    assert_eq!(fleet.tabs[&0].answered, numbers);
}

#[test]
fn when_the_owner_dies_the_next_one_answers_what_it_left() {
    let mut fleet = fleet(&[(0, "a", true), (1, "a", true), (2, "a", true)]);
    let number = fleet.request(2);
    fleet.kill(0);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
    assert_eq!(fleet.tabs[&2].answered, [number]);
    assert_eq!((fleet.tabs[&1].refreshed, fleet.tabs[&2].refreshed), (1, 1));
}

#[test]
fn a_hidden_owner_gives_way_to_a_tab_that_is_shown() {
    let mut fleet = fleet(&[(0, "a", true), (1, "a", false), (2, "a", false)]);
    fleet.put(0, Input::Visible(false));
    fleet.settle();
    assert_eq!(fleet.owner(), Some(0), "nobody asked");
    fleet.put(2, Input::Visible(true));
    fleet.settle();
    assert_eq!(fleet.owner(), Some(2));
    assert_eq!(fleet.shown(0), &HostState::Ready { owner: false });
    assert_eq!(fleet.terms, 2, "the hidden tab between them opened nothing");
}

#[test]
fn an_owner_that_is_hidden_while_another_is_seen_gives_way() {
    let mut fleet = fleet(&[(0, "a", true), (1, "a", true)]);
    fleet.put(0, Input::Visible(false));
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
}

#[test]
fn a_silent_owner_is_named_and_forgiven() {
    let mut fleet = fleet(&[(0, "a", true), (1, "a", true)]);
    fleet.tabs.get_mut(&0).unwrap().frozen = true;
    for _ in 0..300 {
        fleet.tick();
    }
    assert_eq!(fleet.shown(1), &HostState::Ready { owner: false }, "nobody waits for it");
    let number = fleet.request(1);
    fleet.settle();
    for _ in 0..300 {
        fleet.tick();
    }
    assert_eq!(fleet.shown(1), &HostState::OwnerSilent);
    let told = fleet.tabs[&1].shown.iter().filter(|shown| **shown == HostState::OwnerSilent).count();
    assert_eq!(told, 1, "it is said once");

    // Thawed, it answers what was sent to it meanwhile.
    fleet.tabs.get_mut(&0).unwrap().frozen = false;
    fleet.deliver(1, 0, Word::Request { number });
    fleet.deliver(1, 0, Word::Ping);
    fleet.settle();
    assert_eq!(fleet.tabs[&1].answered, [number]);
    assert_eq!(fleet.shown(1), &HostState::Ready { owner: false });
}

#[test]
fn a_busy_owner_that_answers_pings_is_not_called_silent() {
    let mut fleet = fleet(&[(0, "a", true), (1, "a", true)]);
    fleet.tabs.get_mut(&1).unwrap().waiting.insert(99);
    for _ in 0..20 {
        fleet.tick();
    }
    assert_eq!(fleet.shown(1), &HostState::Ready { owner: false });
}

#[test]
fn the_person_can_take_the_notebook_over() {
    let mut fleet = fleet(&[(0, "a", true), (1, "a", true)]);
    fleet.put(1, Input::TakeOver);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
}

#[test]
fn a_newer_build_gets_the_notebook_and_the_older_one_is_told() {
    let mut fleet = fleet(&[(0, "old", true), (1, "new", true)]);
    assert_eq!(fleet.owner(), Some(1));
    assert_eq!(fleet.shown(0), &HostState::OtherBuild);
    assert_eq!(fleet.shown(1), &HostState::Ready { owner: true });
    // What the older one still has to save is saved.
    let number = fleet.request(0);
    fleet.settle();
    assert_eq!(fleet.tabs[&0].answered, [number]);
    // Hidden, the newer one leaves it to the older one, and takes it again when it is shown.
    fleet.put(1, Input::Visible(false));
    fleet.settle();
    assert_eq!(fleet.owner(), Some(0));
    assert_eq!(fleet.shown(0), &HostState::OtherBuild);
    assert_eq!(fleet.shown(1), &HostState::Ready { owner: false });
    fleet.put(1, Input::Visible(true));
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
    fleet.kill(1);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(0));
}

#[test]
fn who_cannot_open_lets_go_and_can_be_asked_to_try_again() {
    let mut fleet = Fleet { refuse: Some(Refusal::StorageFull), ..Fleet::default() };
    fleet.add(0, "a", true);
    fleet.request(0);
    fleet.settle();
    assert_eq!(fleet.shown(0), &HostState::Refused { reason: Refusal::StorageFull, detail: String::new() });
    assert_eq!(fleet.tabs[&0].election.place(), Place::Nowhere(Refusal::StorageFull));
    assert!(fleet.tabs[&0].waiting.is_empty() && fleet.lock.is_empty());

    fleet.refuse = None;
    fleet.put(0, Input::TakeOver);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(0));
}

#[test]
fn who_could_not_open_follows_one_who_can() {
    let mut fleet = Fleet { refuse: Some(Refusal::TooNew), ..Fleet::default() };
    fleet.add(0, "old", true);
    fleet.settle();
    fleet.refuse = None;
    fleet.add(1, "new", true);
    fleet.settle();
    let number = fleet.request(0);
    fleet.settle();
    assert_eq!(fleet.shown(0), &HostState::OtherBuild);
    assert_eq!(fleet.tabs[&0].answered, [number]);
}

#[test]
fn who_cannot_open_does_not_ask_again_by_itself() {
    let mut fleet = fleet(&[(0, "old", true), (1, "new", true)]);
    fleet.put(1, Input::Visible(false));
    fleet.settle();
    fleet.put(1, Input::Visible(true));
    fleet.too_new = Some(0);
    fleet.put(1, Input::Visible(false));
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1), "although it is hidden: the other one cannot");
    assert_eq!(fleet.shown(0), &HostState::OtherBuild);
}

fn locked(tabs: &[(usize, &str, bool)]) -> Fleet {
    let mut fleet = Fleet { locked: true, ..Fleet::default() };
    for &(n, build, visible) in tabs {
        fleet.add(n, build, visible);
        fleet.settle();
    }
    fleet
}

const ASKS: HostState = HostState::Locked { wrong: false };

#[test]
fn a_locked_notebook_asks_until_the_passphrase_is_right() {
    let mut fleet = locked(&[(0, "a", true)]);
    let number = fleet.request(0);
    assert_eq!(fleet.shown(0), &ASKS);
    assert_eq!(fleet.tabs[&0].election.place(), Place::Later);
    fleet.types(0, false);
    fleet.settle();
    assert_eq!(fleet.shown(0), &HostState::Locked { wrong: true });
    assert_eq!(fleet.owner(), None);
    fleet.types(0, true);
    fleet.settle();
    assert_eq!(fleet.shown(0), &HostState::Ready { owner: true });
    assert_eq!(fleet.tabs[&0].answered, [number], "what was asked meanwhile waited");
}

#[test]
fn every_tab_asks_and_each_can_be_the_one_that_is_told() {
    let mut fleet = locked(&[(0, "a", true), (1, "a", true), (2, "a", true)]);
    for n in 0..3 {
        fleet.request(n);
        assert_eq!(fleet.shown(n), &ASKS);
    }
    for _ in 0..10 {
        fleet.tick();
    }
    assert_eq!(fleet.shown(2), &ASKS, "who waits for a person is not silent");
    fleet.types(2, false);
    fleet.settle();
    assert_eq!(fleet.shown(2), &HostState::Locked { wrong: true });
    assert_eq!((fleet.shown(0), fleet.shown(1)), (&ASKS, &ASKS));
    fleet.types(1, true);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
    assert!(fleet.tabs.values().all(|tab| tab.waiting.is_empty()));
    assert_eq!(fleet.shown(0), &HostState::Ready { owner: false });
}

#[test]
fn when_a_locked_tab_is_closed_or_hidden_another_asks() {
    let mut fleet = locked(&[(0, "a", true), (1, "a", false), (2, "a", true)]);
    fleet.kill(0);
    fleet.settle();
    fleet.put(2, Input::Visible(false));
    fleet.settle();
    fleet.put(1, Input::Visible(true));
    fleet.settle();
    assert_eq!(fleet.lock.front(), Some(&1), "the one that can be seen holds it");
    assert_eq!(fleet.shown(1), &ASKS);
    fleet.types(1, true);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
}

#[test]
fn once_unlocked_no_tab_asks_again() {
    let mut fleet = locked(&[(0, "a", true), (1, "a", true)]);
    fleet.types(0, true);
    fleet.settle();
    fleet.kill(0);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
    assert_eq!(fleet.shown(1), &HostState::Ready { owner: true });
}

#[test]
fn a_newer_build_takes_a_locked_notebook_from_an_older_one() {
    let mut fleet = locked(&[(0, "old", true), (1, "new", true)]);
    assert_eq!(fleet.lock.front(), Some(&1));
    fleet.types(1, true);
    fleet.settle();
    assert_eq!(fleet.owner(), Some(1));
    assert_eq!(fleet.shown(0), &HostState::OtherBuild);
}

#[derive(Clone, Debug)]
enum Act {
    Add(usize, bool, bool),
    Kill(usize),
    Show(usize, bool),
    TakeOver(usize),
    Type(usize, bool),
    Request(usize),
    Tick,
    Settle,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        (0..6usize, any::<bool>(), any::<bool>()).prop_map(|(n, new, visible)| Act::Add(n, new, visible)),
        (0..6usize).prop_map(Act::Kill),
        (0..6usize, any::<bool>()).prop_map(|(n, visible)| Act::Show(n, visible)),
        (0..6usize).prop_map(Act::TakeOver),
        (0..6usize, any::<bool>()).prop_map(|(n, right)| Act::Type(n, right)),
        (0..6usize).prop_map(Act::Request),
        Just(Act::Tick),
        Just(Act::Settle),
    ];
    prop::collection::vec(act, 1..60)
}

proptest! {
    #[test]
    fn there_is_never_more_than_one_owner_and_every_request_is_answered(acts in acts(), locked in any::<bool>()) {
        let mut fleet = Fleet { locked, ..Fleet::default() };
        for act in acts {
            match act {
                Act::Add(n, new, visible) if !fleet.tabs.contains_key(&n) => {
                    fleet.add(n, if new { "new" } else { "old" }, visible);
                }
                Act::Kill(n) => fleet.kill(n),
                Act::Show(n, visible) => fleet.put(n, Input::Visible(visible)),
                Act::TakeOver(n) => fleet.put(n, Input::TakeOver),
                Act::Type(n, right) => fleet.types(n, right),
                Act::Request(n) if fleet.tabs.contains_key(&n) => { fleet.request(n); }
                Act::Tick => fleet.tick(),
                Act::Settle => fleet.settle(),
                Act::Add(..) | Act::Request(_) => {}
            }
        }
        fleet.settle();
        if fleet.owner().is_none()
            && let Some(holder) = fleet.lock.front().copied()
        {
            prop_assert!(locked, "the one that has the lock does nothing with it");
            for tab in fleet.tabs.values() {
                let asks = tab.election.asks_for_passphrase();
                prop_assert!(asks, "a tab that does not ask: {:?}", tab.shown);
            }
            let seen = |n: &usize| fleet.tabs[n].election.visible;
            prop_assert!(seen(&holder) || !fleet.tabs.keys().any(seen), "one that can be seen asks");
            let last = *fleet.tabs.keys().last().unwrap();
            fleet.types(last, true);
            fleet.settle();
        }
        let owner = fleet.owner();
        prop_assert_eq!(owner.is_some(), !fleet.tabs.is_empty());
        if let Some(owner) = owner {
            let seen = |n: &usize| fleet.tabs[n].election.visible;
            prop_assert!(seen(&owner) || !fleet.tabs.keys().any(seen), "one that can be seen owns it");
        }
        for tab in fleet.tabs.values() {
            prop_assert_eq!(tab.election.place() == Place::Here, tab.open);
            prop_assert!(tab.waiting.is_empty(), "left unanswered: {:?}", tab.waiting);
        }
    }
}
