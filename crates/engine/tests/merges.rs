//! What is promised of partners and people that turned out to be the same: whoever remains is shown, on
//! every device, in whatever order what was written arrives.

use floorbook_domain::{ContactField, ContactId, NotebookId, ObservationField, ObservationId, PartnerField, PartnerId};
use floorbook_port::{Command, Event, Page, PageRequest, PartnerView, Query, Scope, View, Write};
use floorbook_testkit::{Chance, Replica, exchange, fleet, shuffle};

fn partner(n: u8) -> PartnerId {
    PartnerId::new(1, [n; 10])
}

fn named(n: u8, name: &str) -> Write {
    Write::new(partner(n), vec![PartnerField::Name(name.into()).into()])
}

/// Says that one partner is another, or none.
fn merge(from: u8, into: Option<u8>) -> Write {
    Write::edit(partner(from), u64::MAX, vec![PartnerField::MergedInto(into.map(partner)).into()])
}

fn partners(replica: &mut Replica) -> Vec<String> {
    let View::Partners(page) = replica.ask(&Query::Partners(PageRequest::first(50))) else { panic!("not partners") };
    names(&page)
}

fn names(page: &Page<PartnerView>) -> Vec<String> {
    page.rows.iter().map(|row| row.found.record.name.clone()).collect()
}

fn view(replica: &mut Replica, n: u8) -> PartnerView {
    match replica.ask(&Query::Partner(partner(n))) {
        View::Partner(view) => view,
        other => panic!("not a partner: {other:?}"),
    }
}

/// The names of the partners that a partner stands for.
fn stands_for(replica: &mut Replica, n: u8) -> Vec<String> {
    let mut names: Vec<String> = view(replica, n).found.merged.into_iter().map(|(_, name)| name).collect();
    names.sort();
    names
}

fn found(replica: &mut Replica, text: &str) -> Vec<String> {
    match replica.ask(&Query::Search(text.into(), PageRequest::first(50))) {
        View::Search(page) => page.rows.into_iter().map(|hit| hit.title).collect(),
        other => panic!("not hits: {other:?}"),
    }
}

fn people(replica: &mut Replica, scope: Scope) -> Vec<String> {
    match replica.ask(&Query::Contacts(scope, PageRequest::first(50))) {
        View::Contacts(page) => page.rows.into_iter().map(|row| row.found.record.name).collect(),
        other => panic!("not people: {other:?}"),
    }
}

fn started(replica: &mut Replica) -> u32 {
    match replica.ask(&Query::Start) {
        View::Start(start) => start.partners,
        other => panic!("not the start: {other:?}"),
    }
}

/// Two devices that know the partners One and Two and merged each into the other.
fn ring(seed: u64) -> (Vec<Replica>, NotebookId) {
    let (mut replicas, notebook) = fleet(2, seed);
    replicas[0].write(vec![named(1, "Knit One"), named(2, "Knit Two")]);
    exchange(&mut replicas, notebook);
    replicas[0].write(vec![merge(1, Some(2))]);
    replicas[1].write(vec![merge(2, Some(1))]);
    exchange(&mut replicas, notebook);
    (replicas, notebook)
}

#[test]
fn of_two_merged_each_into_the_other_one_remains_in_every_list() {
    let (mut replicas, notebook) = ring(1);
    for replica in &mut replicas {
        for _ in ["kept step by step", "rebuilt"] {
            assert_eq!(partners(replica), ["Knit One"], "the lowest id remains");
            assert_eq!(started(replica), 1);
            assert_eq!(found(replica, "knit"), ["Knit One"]);
            assert_eq!(stands_for(replica, 1), ["Knit Two"]);
            assert_eq!(view(replica, 1).found.same_as, None, "it is the one that remains");
            assert_eq!(view(replica, 2).found.same_as, Some(partner(1).into()));
            replica.call(Command::Rebuild).unwrap();
        }
    }
    let digests: Vec<_> = replicas.iter_mut().map(|replica| replica.engine().digest(notebook).unwrap()).collect();
    assert_eq!(digests[0], digests[1]);
}

#[test]
fn who_remains_is_found_once_by_what_the_others_say() {
    let (mut replicas, _) = ring(3);
    let replica = &mut replicas[0];
    replica.write(vec![named(3, "Two Rivers Knit"), merge(3, Some(2))]);
    assert_eq!(found(replica, "two"), ["Knit One"]);
    assert_eq!(found(replica, "rivers"), ["Knit One"]);
    let View::Search(page) = replica.ask(&Query::Search("rivers".into(), PageRequest::first(5))) else { panic!() };
    assert_eq!((page.rows[0].record, page.rows[0].excerpt.as_str()), (partner(1).into(), "Two Rivers Knit"));
    assert_eq!(page.rows[0].excerpt_marks, [(4, 10)]);
    replica.call(Command::Delete(vec![partner(1).into()])).unwrap();
    assert_eq!(found(replica, "two"), [""; 0]);
}

#[test]
fn parting_a_ring_leaves_none_of_it_merged() {
    let (mut replicas, notebook) = ring(2);
    // The page of the one that remains offers to part the other from it.
    let seen = view(&mut replicas[0], 2).found.seen;
    let part = replicas[0].command_id();
    let write = Write::edit(partner(2), seen, vec![PartnerField::MergedInto(None).into()]);
    replicas[0].call_as(part, Command::Write(vec![write]), &[]).unwrap();
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(partners(replica), ["Knit One", "Knit Two"]);
        assert_eq!(stands_for(replica, 1), [""; 0]);
    }
    replicas[0].call(Command::Undo(part)).unwrap();
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(partners(replica), ["Knit One"], "undone, they are one again");
    }
}

#[test]
fn a_longer_ring_and_chains_into_it_leave_one_in_any_order_of_arrival() {
    let (mut writers, notebook) = fleet(1, 10);
    let writer = &mut writers[0];
    for (n, name) in [(4, "Four"), (2, "Two"), (3, "Three"), (5, "Five"), (6, "Six")] {
        writer.write(vec![named(n, name)]);
    }
    // 3, 4 and 2 are a ring; 6 leads to 5 and 5 into the ring.
    for (from, into) in [(3, 4), (6, 5), (4, 2), (5, 4), (2, 3)] {
        writer.write(vec![merge(from, Some(into))]);
    }
    let changes = writer.engine().changes(notebook).unwrap();
    let expected = writer.engine().digest(notebook).unwrap();
    for seed in 0..20 {
        let mut chance = Chance::new(seed);
        let mut reader = Replica::new(5_000 + seed);
        reader.begin("Ben");
        reader.engine().join(notebook).unwrap();
        let mut some = changes.clone();
        shuffle(&mut some, &mut chance);
        for change in &some {
            let now = reader.now;
            reader.engine().receive(now, notebook, std::slice::from_ref(change)).unwrap();
            assert!(!partners(&mut reader).is_empty() || !knows_a_name(&mut reader), "somebody remains at every step");
        }
        assert_eq!(partners(&mut reader), ["Two"]);
        assert_eq!(stands_for(&mut reader, 2), ["Five", "Four", "Six", "Three"]);
        assert_eq!(reader.engine().digest(notebook).unwrap(), expected);
    }
    // Parting one of the ring leaves the rest of it one.
    writer.write(vec![merge(4, None)]);
    assert_eq!(partners(writer), ["Four", "Two"]);
    assert_eq!(stands_for(writer, 2), ["Three"]);
    assert_eq!(stands_for(writer, 4), ["Five", "Six"], "what was merged into it stays with it");
}

/// Whether a partner is known at all.
fn knows_a_name(replica: &mut Replica) -> bool {
    (2..=6).any(|n| {
        let now = replica.now;
        replica.engine().ask(now, &Query::Partner(partner(n))).is_ok()
    })
}

#[test]
fn what_was_merged_into_something_unknown_is_shown_until_that_arrives() {
    let (mut replicas, notebook) = fleet(2, 30);
    replicas[0].write(vec![named(2, "Knit Two")]);
    replicas[0].write(vec![named(1, "Knit One"), merge(1, None)]);
    replicas[0].write(vec![merge(2, Some(1))]);
    let changes = replicas[0].engine().changes(notebook).unwrap();
    let now = replicas[1].now;
    replicas[1].engine().receive(now, notebook, &[changes[1].clone(), changes[3].clone()]).unwrap();
    assert_eq!(partners(&mut replicas[1]), ["Knit Two"], "nobody else stands for it here");
    replicas[1].engine().events();
    replicas[1].engine().receive(now, notebook, &changes).unwrap();
    assert_eq!(partners(&mut replicas[1]), ["Knit One"]);
    let events = replicas[1].engine().events();
    assert!(
        matches!(events.as_slice(), [Event::Changed(records)] if records.contains(&partner(2).into())),
        "views that show the other are told: {events:?}"
    );
}

#[test]
fn what_was_merged_into_a_partner_that_somebody_deletes_unknowingly_stays() {
    let (mut replicas, notebook) = fleet(2, 31);
    replicas[0].write(vec![named(1, "Knit One"), named(2, "Knit Two"), named(3, "Knit Three")]);
    replicas[0].write(vec![merge(3, Some(2))]);
    exchange(&mut replicas, notebook);
    replicas[0].write(vec![merge(2, Some(1))]);
    replicas[1].call(Command::Delete(vec![partner(1).into()])).unwrap();
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(partners(replica), ["Knit Two"], "nobody deleted this one");
        assert_eq!(stands_for(replica, 2), ["Knit Three"]);
    }
    replicas[1].call(Command::Restore(vec![partner(1).into()])).unwrap();
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(partners(replica), ["Knit One"]);
    }
}

#[test]
fn who_remains_is_deleted_and_restored_with_those_it_stands_for() {
    let (mut replicas, notebook) = ring(32);
    replicas[0].call(Command::Delete(vec![partner(1).into()])).unwrap();
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(partners(replica), [""; 0]);
    }
    replicas[1].call(Command::Restore(vec![partner(1).into()])).unwrap();
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(partners(replica), ["Knit One"]);
        assert_eq!(stands_for(replica, 1), ["Knit Two"]);
        assert!(!view(replica, 2).found.deleted);
    }
}

#[test]
fn somebody_merged_is_listed_at_the_partner_under_the_name_that_remains() {
    let mut replica = Replica::new(33);
    replica.begin("Ada");
    let (lan, same, note) = (ContactId::new(1, [1; 10]), ContactId::new(1, [2; 10]), ObservationId::new(1, [3; 10]));
    replica.write(vec![
        named(1, "Knit One"),
        Write::new(lan, vec![ContactField::Name("Nguyễn Thị Lan".into()).into()]),
        Write::new(
            same,
            vec![ContactField::Name("Ms Lan".into()).into(), ContactField::Partner(Some(partner(1))).into()],
        ),
        Write::new(
            note,
            vec![ObservationField::People(same).into(), ObservationField::Text("asks for light".into()).into()],
        ),
    ]);
    replica.write(vec![Write::edit(same, u64::MAX, vec![ContactField::MergedInto(Some(lan)).into()])]);
    assert_eq!(people(&mut replica, Scope::All), ["Nguyễn Thị Lan"]);
    assert_eq!(people(&mut replica, Scope::Partner(partner(1))), ["Nguyễn Thị Lan"]);
    assert_eq!(view(&mut replica, 1).contacts, 1);
    replica.write(vec![Write::edit(same, u64::MAX, vec![ContactField::MergedInto(None).into()])]);
    assert_eq!(people(&mut replica, Scope::Partner(partner(1))), ["Ms Lan"]);
}
