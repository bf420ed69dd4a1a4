//! The membership is a function of the set of records: random logs, written apart, in any order.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use floorbook_seal::{
    FormatError, Hash,
    invitation::InvitationSecret,
    keys::ContentKey,
    membership::{Action, Grant, Membership, Recipient, Record, Role, Standing, Wrap, resolve},
    recovery::RecoveryKey,
};
use proptest::{prelude::*, sample::Index};

/// What someone does, chosen blindly: who, what, to whom.
type Step = (u8, u8, u8, Index);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..6u8, 0..14u8, 0..6u8, any::<Index>()), 1..26)
}

/// Six people whose logs are apart until they meet; whoever acts knows only their own.
struct World {
    people: Vec<Person>,
    logs: Vec<Log>,
    invitations: Vec<(InvitationSecret, Hash)>,
}

impl World {
    /// The first founded the workspace, and those after have these roles in it.
    fn new(roles: &[Role]) -> World {
        let people: Vec<Person> = ["A", "B", "C", "D", "E", "F"].map(Person::new).into();
        let mut log = Log::founded_by(&people[0]);
        people[1..].iter().zip(roles).for_each(|(who, role)| _ = log.welcome(&people[0], who, *role));
        World { logs: vec![log; 6], people, invitations: Vec::new() }
    }

    fn act(&mut self, (who, what, whom, choice): &Step) {
        let (who, whom) = (usize::from(*who), usize::from(*whom));
        let (person, other) = (&self.people[who], &self.people[whom]);
        let role = [Role::Viewer, Role::Editor, Role::Owner][choice.index(3)];
        let paper = RecoveryKey::new(&mut dice(&format!("{who}")));
        let met = self.logs[whom].clone();
        let log = &mut self.logs[who];
        match what {
            0 | 1 => {
                let invitation = log.invite(person, Grant::Member(role), 1);
                self.invitations.push(invitation);
            }
            2 | 3 if !self.invitations.is_empty() => {
                let invitation = choice.get(&self.invitations);
                log.join(person, invitation);
            }
            4 => _ = log.remove(person, other),
            5 => _ = log.remove_device(person, other.id()),
            6 => _ = log.set_role(person, other, role),
            7 => _ = log.add_device(person, &person.with(&format!("tablet {}", choice.index(3)))),
            8 => {
                let (member, card) = (person.member, paper.card());
                log.issue(person, Action::SetRecovery { member, card });
            }
            9 => {
                let phone = person.with(&format!("phone {}", choice.index(3)));
                log.add(Record::recover(&log.place(), &phone.device, person.member, &paper).unwrap());
            }
            10 if !self.invitations.is_empty() => {
                let (_, invite) = choice.get(&self.invitations);
                log.issue(person, Action::Revoke { invite: *invite });
            }
            11 => {
                let key = ContentKey::new(&mut dice(&format!("{:?}", choice)));
                let wraps = log
                    .resolve()
                    .receivers()
                    .into_iter()
                    .map(|(to, receiver)| Wrap { to, key: receiver.wrap(WORKSPACE, &key, &mut dice("wrap")).unwrap() });
                let wraps = wraps.collect();
                log.issue(person, Action::NewKey { key: key.id(), wraps, older: Vec::new() });
            }
            _ => log.merge(&met),
        }
    }

    fn records(&self) -> Vec<Record> {
        self.logs.iter().flat_map(|log| log.records.clone()).collect()
    }

    fn membership(&self, records: Vec<Record>) -> Membership {
        resolve(WORKSPACE, self.logs[0].founding, records).unwrap()
    }
}

/// What must be true of every membership.
fn check(membership: &Membership, records: &[Record]) {
    for record in records {
        assert_ne!(membership.standing(&record.name()), Standing::Waits);
    }
    for (recipient, _) in membership.receivers() {
        match recipient {
            Recipient::Device(device) => assert!(membership.role_of_device(device).is_some()),
            Recipient::Recovery(member) => assert!(membership.role(member).is_some()),
        }
    }
    for record in records.iter().filter(|record| membership.standing(&record.name()) == Standing::Stands) {
        match record.action() {
            Action::RemoveMember { member, .. } => assert_eq!(membership.role(*member), None),
            Action::RemoveDevice { device, .. } => assert_eq!(membership.role_of_device(*device), None),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_global_rejects: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn records_make_the_same_membership_in_any_order(
        (steps, seed) in (steps(), any::<u64>()),
    ) {
        let mut world = World::new(&[Role::Owner]);
        steps.iter().for_each(|step| world.act(step));
        let mut records = world.records();
        let membership = world.membership(records.clone());
        check(&membership, &records);
        for round in 0..4u64 {
            records.sort_by_key(|record| {
                let mut hasher = blake3::Hasher::new();
                hasher.update(&(seed + round).to_be_bytes()).update(record.bytes());
                *hasher.finalize().as_bytes()
            });
            prop_assert_eq!(&world.membership(records.clone()), &membership);
        }
        // Whatever is missing, what is there resolves, and what came late makes the same as ever.
        let half = records.split_off(records.len() / 2);
        world.membership(records.clone());
        records.extend(half);
        prop_assert_eq!(world.membership(records), membership);
    }

    #[test]
    fn whatever_a_removed_member_dates_back_changes_nothing_for_the_others(
        (before, after, whom) in (steps(), steps(), 1..6u8),
    ) {
        let mut world = World::new(&[Role::Owner, Role::Owner, Role::Editor, Role::Owner, Role::Viewer]);
        before.iter().for_each(|step| world.act(step));
        // The founder meets all, and removes someone who has not heard of it.
        let mut log = world.logs[0].clone();
        log.records.extend(world.records());
        let removal = log.remove(&world.people[0], &world.people[usize::from(whom)]);
        prop_assume!(log.resolve().standing(&removal) == Standing::Stands);
        world.invitations.clear();
        for (_, what, target, choice) in &after {
            // Only the removed member goes on, and a friend who uses what that member issues.
            let who = if *what == 2 || *what == 3 { (whom + 1) % 6 } else { whom };
            if what % 14 < 12 {
                world.act(&(who, *what, *target, *choice));
                let friends = world.logs[usize::from((whom + 1) % 6)].clone();
                world.logs[usize::from(whom)].merge(&friends);
                let own = world.logs[usize::from(whom)].clone();
                world.logs[usize::from((whom + 1) % 6)].merge(&own);
            }
        }
        let expected = log.resolve();
        log.merge(&world.logs[usize::from(whom)]);
        let found = log.resolve();
        prop_assert_eq!(found.standing(&removal), Standing::Stands);
        let removed = world.people[usize::from(whom)].member;
        for (id, member) in expected.members().filter(|(id, _)| *id != removed) {
            prop_assert_eq!(found.role(id), (!member.removed).then_some(member.role));
        }
        prop_assert_eq!(found.members().count(), expected.members().count());
        let devices = |membership: &Membership| {
            membership.devices().filter(|(_, device)| !device.removed).map(|(id, _)| id).collect::<Vec<_>>()
        };
        prop_assert_eq!(devices(&found), devices(&expected));
    }

    #[test]
    fn any_altered_bit_of_a_record_is_refused_or_put_aside(at in 0..10_000usize, bit in 0..8u8) {
        let mut log = Log::founded_by(&Person::new("Ann"));
        log.welcome(&Person::new("Ann"), &Person::new("Ben"), Role::Owner);
        let last = log.records.pop().unwrap();
        let mut bytes = last.bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        if let Ok(altered) = Record::read(&bytes) {
            prop_assert_ne!(altered.name(), last.name());
            log.add(altered);
            prop_assert_eq!(log.role(&Person::new("Ben")), None);
        }
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Record::read(&bytes).is_err());
    }
}

#[test]
fn a_cut_record_is_named_so() {
    let mut log = Log::founded_by(&Person::new("Ann"));
    log.welcome(&Person::new("Ann"), &Person::new("Ben"), Role::Owner);
    for record in &log.records {
        assert_eq!(Record::read(record.bytes()).as_ref(), Ok(record));
        for length in 0..record.bytes().len() {
            assert_eq!(Record::read(&record.bytes()[..length]), Err(FormatError::Cut));
        }
    }
}

/// Sixty devices of one member that remove each other in rings, and a long log beside: a hub must get through both.
#[test]
fn a_log_made_to_be_slow_still_resolves() {
    let ann = Person::new("Ann");
    let mut log = Log::founded_by(&ann);
    let devices: Vec<Person> = (0..60).map(|number| ann.with(&format!("device {number}"))).collect();
    devices.iter().for_each(|device| _ = log.add_device(&ann, device));
    let place = log.place();
    for (number, device) in devices.iter().enumerate() {
        for other in (1..=8).map(|step| &devices[(number + step) % devices.len()]) {
            let action = Action::RemoveDevice { device: other.id(), tail: None };
            log.add(Record::issue(&place, &device.device, action).unwrap());
        }
    }
    let mut last = log.founding;
    for at in 0..500 {
        let place = floorbook_seal::membership::Place { workspace: WORKSPACE, parents: vec![last], at };
        let tails = vec![(ann.id(), tail(at + 1))];
        let action = Action::SetRole { member: ann.member, role: Role::Owner, tails };
        last = log.add(Record::issue(&place, &ann.device, action).unwrap());
    }
    let membership = log.resolve();
    assert_eq!(membership.role(ann.member), Some(Role::Owner));
    assert!(devices.iter().any(|device| membership.role_of_device(device.id()).is_some()));
    assert!(devices.iter().any(|device| membership.role_of_device(device.id()).is_none()));
}
