//! Those who do not belong, and hubs that lie: refused, named, and no harm.

use floorbook_domain::ObservationField;
use floorbook_engine::Answered;
use floorbook_port::{AsideReason, Command, Event, Role, SyncTrouble, TeamCommand, Write};
use floorbook_seal::{Hash, WorkspaceId};
use floorbook_testkit::{Net, Replica};
use floorbook_wire::{Pulled, RecordsHeld};
use std::{cell::Cell, rc::Rc};

use crate::common::{assert_same, join, note, notes, pair};

/// A hub that alters what is pulled from it, and what it does to it.
fn lie(net: &mut Net, with: impl Fn(&mut Pulled) + 'static) {
    net.alter = Some(Box::new(move |exchange, answered| match answered {
        Answered::Reply { status: 200, body } if exchange.method == "GET" && exchange.url.contains("/envelopes?") => {
            let mut pulled: Pulled = floorbook_wire::read(&body).unwrap();
            with(&mut pulled);
            Answered::Reply { status: 200, body: floorbook_wire::write(&pulled) }
        }
        other => other,
    }));
}

/// Whether it said that what the hub sent was altered.
fn noticed(replica: &mut Replica) -> bool {
    let said = |event: Event| matches!(event, Event::Sync(status) if status.trouble == Some(SyncTrouble::Altered));
    replica.engine().events().into_iter().any(said)
}

#[test]
fn an_altering_hub_is_noticed_and_does_no_harm() {
    let lies: [fn(&mut Pulled); 5] = [
        // One byte is altered.
        |pulled| {
            if let Some(bytes) = pulled.envelopes.last_mut() {
                let last = bytes.len() - 1;
                bytes[last] ^= 1;
            }
        },
        // One is left out.
        |pulled| drop(pulled.envelopes.pop()),
        // Their order is another.
        |pulled| {
            if pulled.envelopes.len() > 1 {
                pulled.envelopes.rotate_left(1);
            } else {
                pulled.envelopes.clear();
            }
        },
        // One is cut.
        |pulled| {
            if let Some(bytes) = pulled.envelopes.last_mut() {
                let half = bytes.len() / 2;
                bytes.truncate(half);
            }
        },
        // One is sent twice.
        |pulled| pulled.envelopes.extend(pulled.envelopes.last().cloned()),
    ];
    for (n, what) in lies.into_iter().enumerate() {
        let (mut net, mut ada, mut ben) = pair(60 + n as u64);
        note(&mut ben, "before");
        net.settle(&mut [&mut ada, &mut ben]);
        for text in ["one", "two"] {
            note(&mut ada, text);
            net.settle(&mut [&mut ada]);
        }
        lie(&mut net, what);
        net.settle(&mut [&mut ben]);
        assert!(noticed(&mut ben), "lie {n}");
        assert!(notes(&mut ben).contains(&"before".to_owned()));
        assert!(ben.sync_view().aside.is_empty(), "lie {n}: nothing of it is kept: {:?}", ben.sync_view().aside);
        net.alter = None;
        net.settle(&mut [&mut ada, &mut ben]);
        net.settle(&mut [&mut ada, &mut ben]);
        assert_same(&mut [&mut ada, &mut ben]);
        assert_eq!(notes(&mut ben), ["before", "one", "two"]);
    }
}

#[test]
fn what_a_notice_carries_is_judged_as_what_is_pulled() {
    // What is done to it; given is the running hash before it.
    let lies: [fn(&mut Pulled, Hash); 5] = [
        |carried, _| carried.envelopes.clear(),
        |carried, _| carried.end.running.0[0] ^= 1,
        |carried, _| carried.end.log.0[0] ^= 1,
        |carried, _| carried.envelopes[0][20] ^= 1,
        // One byte is altered, and the log is made to fit.
        |carried, before| {
            let last = carried.envelopes[0].len() - 1;
            carried.envelopes[0][last] ^= 1;
            carried.end.running = floorbook_wire::next(before, Hash::of(&carried.envelopes[0]));
        },
    ];
    for (n, what) in lies.into_iter().enumerate() {
        let (mut net, mut ada, mut ben) = pair(160 + n as u64);
        note(&mut ben, "before");
        net.settle(&mut [&mut ada, &mut ben]);
        let id = WorkspaceId(ada.team_view().notebook.to_bytes());
        let log = &net.hub().workspaces[&id].log;
        let before = log.iter().map(|entry| entry.name).fold(floorbook_wire::start(id), floorbook_wire::next);
        let told = Rc::new(Cell::new(0));
        let count = Rc::clone(&told);
        net.alter_news = Some(Box::new(move |mut news| {
            if let Some(carried) = news.carried.as_mut() {
                what(carried, before);
                count.set(count.get() + 1);
            }
            news
        }));
        ben.engine().events();
        note(&mut ada, "one");
        // Ben listens before Ada says it.
        net.round(&mut [&mut ben, &mut ada]);
        assert_eq!(told.get(), 1, "lie {n} was told");
        let is_noticed = noticed(&mut ben);
        assert_eq!(is_noticed, n == 4, "lie {n}: what does not fit is passed over; what is no envelope is named");
        assert!(ben.sync_view().aside.is_empty(), "lie {n}: nothing of it is kept: {:?}", ben.sync_view().aside);
        net.alter_news = None;
        net.settle(&mut [&mut ada, &mut ben]);
        assert_same(&mut [&mut ada, &mut ben]);
        assert_eq!(notes(&mut ben), ["before", "one"], "lie {n}");
    }
}

#[test]
fn what_comes_with_a_notice_is_not_asked_for() {
    for carries in [true, false] {
        let (mut net, mut ada, mut ben) = pair(170);
        net.settle(&mut [&mut ada, &mut ben]);
        if !carries {
            // A hub of before.
            net.alter_news = Some(Box::new(|news| news.notice.into()));
        }
        net.sent.clear();
        note(&mut ada, "one");
        net.round(&mut [&mut ben, &mut ada]);
        let pulls = net.sent.iter().filter(|sent| sent.starts_with("GET") && sent.contains("/envelopes?"));
        assert_eq!(pulls.count(), usize::from(!carries), "{:?}", net.sent);
        assert_same(&mut [&mut ada, &mut ben]);
        assert_eq!(notes(&mut ben), ["one"]);
    }
}

#[test]
fn an_envelope_of_another_workspace_is_noticed() {
    let (mut net, mut ada, mut ben) = pair(70);
    let (mut other_net, mut eve, mut kim) = pair(71);
    note(&mut eve, "elsewhere");
    other_net.settle(&mut [&mut eve, &mut kim]);
    let foreign = other_net.hub().workspaces.values().flat_map(|space| &space.log).last().unwrap().bytes.clone();
    note(&mut ada, "here");
    net.settle(&mut [&mut ada]);
    lie(&mut net, move |pulled| pulled.envelopes.push(foreign.clone().into()));
    net.settle(&mut [&mut ben]);
    assert!(noticed(&mut ben));
    assert!(!notes(&mut ben).contains(&"elsewhere".to_owned()));
    net.alter = None;
    net.settle(&mut [&mut ada, &mut ben]);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
}

#[test]
fn a_forged_membership_record_is_noticed_and_not_kept() {
    let (mut net, mut ada, mut ben) = pair(72);
    let me = ben.me();
    ada.team(TeamCommand::SetRole { member: me, role: Role::Viewer }).unwrap();
    ada.team(TeamCommand::SetRole { member: me, role: Role::Editor }).unwrap();
    net.settle(&mut [&mut ada]);
    net.alter = Some(Box::new(|exchange, answered| match answered {
        Answered::Reply { status: 200, body } if exchange.url.contains("/membership?") => {
            let mut held: RecordsHeld = floorbook_wire::read(&body).unwrap();
            if let Some(bytes) = held.records.last_mut() {
                let last = bytes.len() - 1;
                bytes[last] ^= 1;
            }
            Answered::Reply { status: 200, body: floorbook_wire::write(&held) }
        }
        other => other,
    }));
    net.settle(&mut [&mut ben]);
    assert!(noticed(&mut ben));
    net.alter = None;
    net.settle(&mut [&mut ada, &mut ben]);
    net.settle(&mut [&mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(ben.team_view().role, Some(Role::Editor));
}

#[test]
fn what_a_removed_device_writes_is_refused_by_the_hub_and_put_aside_by_the_others() {
    let (mut net, mut ada, mut eve) = pair(73);
    let mut cem = Replica::new(739);
    join(&mut net, &mut ada, &mut cem, "Cem", Role::Editor);
    let member = eve.me();
    ada.team(TeamCommand::RemoveMember(member)).unwrap();
    net.settle(&mut [&mut ada, &mut cem]);
    note(&mut eve, "I am still here");
    let file = eve.file(TeamCommand::HandOver { visit: None });
    let taken = cem.take_in(&file, "", "").unwrap();
    assert_eq!((taken.changes, taken.aside), (0, 1), "{taken:?}");
    net.settle(&mut [&mut ada, &mut cem, &mut eve]);
    assert_same(&mut [&mut ada, &mut cem]);
    assert!(notes(&mut cem).is_empty());
    assert_eq!(cem.sync_view().aside[0].reason, AsideReason::Removed);
    assert!(!cem.sync_view().aside[0].can_adopt, "only an owner accepts it");
}

#[test]
fn who_has_no_key_reads_nothing_and_writes_nothing() {
    let (mut net, mut ada, mut ben) = pair(74);
    note(&mut ada, "a secret");
    net.settle(&mut [&mut ada, &mut ben]);
    let file = ada.file(TeamCommand::HandOver { visit: None });
    let mut eve = Replica::new(749);
    eve.begin("Eve");
    assert!(eve.take_in(&file, "", "Eve").is_err());
    assert!(eve.take_in(&file, "https://hub.example/join#nonsense", "Eve").is_err());
    assert!(!file.windows(8).any(|window| window == b"a secret"));
    // Her own notebook of the same hub is hers alone.
    eve.connect(Net::HUB);
    note(&mut eve, "elsewhere");
    net.settle(&mut [&mut eve, &mut ada, &mut ben]);
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ada), ["a secret"]);
}

#[test]
fn an_id_that_another_notebook_has_is_left_to_it_and_named() {
    let (mut net, mut ada, mut ben) = pair(180);
    let theirs = note(&mut ada, "Ada's own");
    net.settle(&mut [&mut ada, &mut ben]);
    // Cem knows the id, and writes under it in a notebook of his.
    let mut cem = Replica::new(1809);
    cem.begin("Cem");
    cem.connect(Net::HUB);
    join(&mut net, &mut cem, &mut ben, "Ben", Role::Editor);
    let cems = cem.team_view().notebook;
    cem.write(vec![Write::new(theirs, vec![ObservationField::Text("Cem's".into()).into()])]);
    note(&mut cem, "another");
    net.settle(&mut [&mut ada, &mut ben, &mut cem]);

    assert_eq!(ben.team_view().notebook, cems, "what was joined last is open");
    for again in [false, true] {
        if again {
            ben.call(Command::Rebuild).unwrap();
        }
        let aside = ben.sync_view().aside;
        let [told] = aside.as_slice() else { panic!("one thing is named: {aside:?}") };
        assert_eq!((told.reason, told.changes, told.device), (AsideReason::Elsewhere, 1, cem.device()));
        assert_eq!((told.member.as_str(), told.this, told.can_adopt), ("Cem", false, false));
        assert_eq!(notes(&mut ben), ["another"]);
    }
    assert_eq!(notes(&mut cem), ["Cem's", "another"], "elsewhere nothing is in its way");
    let adas = ada.team_view().notebook;
    ben.call(Command::OpenNotebook(adas)).unwrap();
    assert!(ben.sync_view().aside.is_empty());
    assert_same(&mut [&mut ada, &mut ben]);
    assert_eq!(notes(&mut ben), ["Ada's own"]);
}
