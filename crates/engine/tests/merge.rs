//! What the log promises when several devices write: nothing is lost, and all end up the same.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use floorbook_domain::{
    AnyRecord, CommitmentField, CommitmentId, Contact, ContactField, Day, Ended, Ending, Field, Instant, Issue,
    IssueField, IssueId, IssueState, Kind, ObservationField, ObservationId, PartnerField, PartnerId, RecordRef, StepId,
    VisitField, VisitId,
};
use floorbook_engine::ChangeError;
use floorbook_port::{Command, HistoryEntry, ObservationFilter, PageRequest, Query, View, Which, Whose, Write};
use floorbook_testkit::{Chance, Replica, exchange, fleet, shuffle};
use proptest::prelude::*;

fn partner(replica: &mut Replica, id: PartnerId) -> floorbook_port::PartnerView {
    match replica.ask(&Query::Partner(id)) {
        View::Partner(view) => view,
        other => panic!("not a partner: {other:?}"),
    }
}

fn observations(replica: &mut Replica, filter: ObservationFilter) -> Vec<String> {
    match replica.ask(&Query::Observations(filter, PageRequest::first(100))) {
        View::Observations(page) => page.rows.into_iter().map(|row| row.found.record.text).collect(),
        other => panic!("not observations: {other:?}"),
    }
}

fn named(id: PartnerId, name: &str) -> Write {
    Write::new(id, vec![PartnerField::Name(name.into()).into()])
}

#[test]
fn a_field_changed_on_two_devices_keeps_both_values() {
    let (mut replicas, notebook) = fleet(2, 1);
    let id = PartnerId::new(1, [1; 10]);
    replicas[0].write(vec![named(id, "Song Hong")]);
    exchange(&mut replicas, notebook);
    for (replica, city) in replicas.iter_mut().zip(["Hanoi", "Nam Dinh"]) {
        let seen = partner(replica, id).found.seen;
        replica.write(vec![Write::edit(id, seen, vec![PartnerField::City(city.into()).into()])]);
    }
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        let found = partner(replica, id).found;
        assert_eq!(found.conflicts.len(), 1, "the field is marked");
        let sides: Vec<_> = found.conflicts[0].sides.iter().map(|side| side.field.clone()).collect();
        assert_eq!(sides.len(), 2);
        assert!(sides.contains(&PartnerField::City("Hanoi".into()).into()));
        assert!(sides.contains(&PartnerField::City("Nam Dinh".into()).into()));
        assert_eq!(Field::from(PartnerField::City(found.record.city)), sides[0], "the first is the one shown");
    }
    // Choosing one settles it everywhere.
    let seen = partner(&mut replicas[1], id).found.seen;
    replicas[1].write(vec![Write::edit(id, seen, vec![PartnerField::City("Nam Dinh".into()).into()])]);
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        let found = partner(replica, id).found;
        assert_eq!((found.record.city.as_str(), found.conflicts.len()), ("Nam Dinh", 0));
    }
}

#[test]
fn a_write_to_what_one_had_not_seen_replaces_nothing() {
    let mut replica = Replica::new(2);
    replica.begin("Ada");
    let id = PartnerId::new(1, [1; 10]);
    let first = replica.write(vec![named(id, "Song Hong")]);
    replica.write(vec![Write::edit(id, first, vec![named(id, "Song Hong Knit").put[0].clone()])]);
    replica.write(vec![Write::edit(id, first, vec![named(id, "Song Hong JSC").put[0].clone()])]);
    let found = partner(&mut replica, id).found;
    assert_eq!(found.conflicts[0].sides.len(), 2, "a stale form keeps both names");
}

#[test]
fn words_typed_into_one_text_on_two_devices_are_all_there() {
    let (mut replicas, notebook) = fleet(2, 3);
    let id = ObservationId::new(1, [1; 10]);
    let text = |text: &str| vec![ObservationField::Text(text.into()).into()];
    let seen = replicas[0].write(vec![Write::new(id, text("tension drifts"))]);
    exchange(&mut replicas, notebook);
    replicas[0].write(vec![Write::edit(id, seen, text("tension drifts on line 3"))]);
    replicas[1].write(vec![Write::edit(id, u64::MAX, text("The tension drifts"))]);
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(observations(replica, ObservationFilter::All), ["The tension drifts on line 3"]);
    }
}

#[test]
fn a_record_deleted_here_and_edited_there_comes_back() {
    let (mut replicas, notebook) = fleet(2, 4);
    let id = PartnerId::new(1, [1; 10]);
    replicas[0].write(vec![named(id, "Song Hong")]);
    exchange(&mut replicas, notebook);
    replicas[0].call(Command::Delete(vec![id.into()])).unwrap();
    assert!(partner(&mut replicas[0], id).found.deleted);
    replicas[1].write(vec![Write::edit(id, u64::MAX, vec![PartnerField::City("Hanoi".into()).into()])]);
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        let found = partner(replica, id).found;
        assert!(!found.deleted && found.came_back, "nobody's edit is deleted by one who had not seen it");
    }
}

#[test]
fn a_visit_deleted_here_while_a_note_is_added_there_comes_back_with_the_note() {
    let (mut replicas, notebook) = fleet(2, 5);
    let (visit, note) = (VisitId::new(1, [1; 10]), ObservationId::new(2, [2; 10]));
    replicas[0].write(vec![Write::new(visit, vec![VisitField::Purpose("audit".into()).into()])]);
    exchange(&mut replicas, notebook);
    replicas[0].call(Command::Delete(vec![visit.into()])).unwrap();
    let fields =
        vec![ObservationField::Visit(Some(visit)).into(), ObservationField::Text("exit blocked".into()).into()];
    replicas[1].write(vec![Write::new(note, fields)]);
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(observations(replica, ObservationFilter::Visit(visit)), ["exit blocked"]);
    }
}

#[test]
fn what_belongs_to_a_deleted_record_goes_and_comes_back_with_it() {
    let mut replica = Replica::new(6);
    replica.begin("Ada");
    let (visit, note) = (VisitId::new(1, [1; 10]), ObservationId::new(2, [2; 10]));
    replica.write(vec![
        Write::new(visit, vec![VisitField::Purpose("audit".into()).into()]),
        Write::new(
            note,
            vec![ObservationField::Visit(Some(visit)).into(), ObservationField::Text("exit blocked".into()).into()],
        ),
    ]);
    replica.call(Command::Delete(vec![visit.into()])).unwrap();
    assert_eq!(observations(&mut replica, ObservationFilter::All), [""; 0]);
    replica.call(Command::Restore(vec![visit.into()])).unwrap();
    assert_eq!(observations(&mut replica, ObservationFilter::All), ["exit blocked"]);
}

#[test]
fn a_command_sent_twice_is_done_once() {
    let mut replica = Replica::new(7);
    let notebook = replica.begin("Ada");
    let id = replica.command_id();
    let command = Command::Write(vec![named(PartnerId::new(1, [1; 10]), "Song Hong")]);
    let first = replica.call_as(id, command.clone(), &[]).unwrap();
    let held = replica.engine().changes(notebook).unwrap().len();
    assert_eq!(replica.call_as(id, command, &[]).unwrap(), first);
    assert_eq!(replica.engine().changes(notebook).unwrap().len(), held);
}

#[test]
fn undo_takes_back_one_command_and_leaves_what_was_done_since() {
    let mut replica = Replica::new(8);
    replica.begin("Ada");
    let id = PartnerId::new(1, [1; 10]);
    let seen = replica.write(vec![named(id, "Song Hong")]);
    let edit = replica.command_id();
    let tags = vec![PartnerField::City("Hanoi".into()).into(), PartnerField::Tags("knit".into()).into()];
    let write = Write::edit(id, seen, [tags, vec![PartnerField::Notes("pays late".into()).into()]].concat());
    replica.call_as(edit, Command::Write(vec![write]), &[]).unwrap();
    let seen = partner(&mut replica, id).found.seen;
    replica.write(vec![Write::edit(id, seen, vec![PartnerField::Notes("pays late, not always".into()).into()])]);
    replica.call(Command::Undo(edit)).unwrap();
    let record = partner(&mut replica, id).found.record;
    assert_eq!((record.name.as_str(), record.city.as_str()), ("Song Hong", ""));
    assert_eq!(record.tags, [""; 0]);
    assert_eq!(record.notes, ", not always", "what was typed since stays");
}

#[test]
fn undoing_a_delete_and_a_new_record() {
    let mut replica = Replica::new(9);
    replica.begin("Ada");
    let id = PartnerId::new(1, [1; 10]);
    let made = replica.command_id();
    replica.call_as(made, Command::Write(vec![named(id, "Song Hong")]), &[]).unwrap();
    let deleted = replica.command_id();
    replica.call_as(deleted, Command::Delete(vec![id.into()]), &[]).unwrap();
    replica.call(Command::Undo(deleted)).unwrap();
    assert!(!partner(&mut replica, id).found.deleted);
    replica.call(Command::Undo(made)).unwrap();
    assert!(partner(&mut replica, id).found.deleted);
}

#[test]
fn a_change_that_was_cut_or_altered_is_refused_by_name_and_harms_nothing_else() {
    let (mut replicas, notebook) = fleet(2, 10);
    let ids = [PartnerId::new(1, [1; 10]), PartnerId::new(2, [2; 10])];
    for (id, name) in ids.iter().zip(["Song Hong", "Jiangnan"]) {
        replicas[0].write(vec![named(*id, name)]);
    }
    let changes = replicas[0].engine().changes(notebook).unwrap();
    let (name, body) = &changes[0];
    let now = replicas[1].now;
    for bit in 0..body.len() * 8 {
        let mut altered = body.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        let received = replicas[1].engine().receive(now, notebook, &[(*name, altered)]).unwrap();
        assert_eq!(received.refused, [ChangeError::Altered(*name)]);
    }
    for length in 0..body.len() {
        let cut = body[..length].to_vec();
        // Under its old name, and under the name that fits what is left of it.
        let own = floorbook_engine::name_of(&cut);
        let received = replicas[1].engine().receive(now, notebook, &[(*name, cut.clone()), (own, cut)]).unwrap();
        assert_eq!(received.refused, [ChangeError::Altered(*name), ChangeError::Malformed(own)]);
    }
    let received = replicas[1].engine().receive(now, notebook, &changes).unwrap();
    assert_eq!((received.taken, received.refused.len()), (3, 0));
    assert_eq!(replicas[1].engine().digest(notebook).unwrap(), replicas[0].engine().digest(notebook).unwrap());
}

#[test]
fn history_names_each_change_with_its_author() {
    let mut replica = Replica::new(11);
    replica.begin("Ada");
    let id = PartnerId::new(1, [1; 10]);
    let seen = replica.write(vec![named(id, "Song Hong")]);
    replica.write(vec![Write::edit(id, seen, vec![PartnerField::City("Hanoi".into()).into()])]);
    replica.call(Command::Delete(vec![id.into()])).unwrap();
    let View::History(page) = replica.ask(&Query::History(id.into(), PageRequest::first(10))) else { panic!() };
    let entries: Vec<(bool, Vec<Field>)> =
        page.rows.iter().map(|e: &HistoryEntry| (e.deleted, e.fields.clone())).collect();
    assert_eq!(
        entries,
        [
            (true, vec![]),
            (false, vec![PartnerField::City("Hanoi".into()).into()]),
            (false, vec![PartnerField::Name("Song Hong".into()).into()]),
        ]
    );
    assert!(page.rows.iter().all(|entry| entry.author == "Ada"));
}

/// One step of somebody's day.
fn step(replica: &mut Replica, chance: &mut Chance) {
    let now = replica.now;
    let partner = PartnerId::new(1, [u8::try_from(chance.below(3)).unwrap(); 10]);
    let visit = VisitId::new(2, [u8::try_from(chance.below(3)).unwrap(); 10]);
    let note = ObservationId::new(3, [u8::try_from(chance.below(4)).unwrap(); 10]);
    let word = ["tension", "needle", "检查", "đường may", "exit", ""][chance.below(6)];
    // Sometimes one writes to what one sees, sometimes to what one saw long ago.
    let seen = [0, 3, 10, u64::MAX][chance.below(4)];
    let edit = |record: RecordRef, put: Vec<Field>| Write { seen, ..Write::new(record, put) };
    let issue = IssueId::new(4, [u8::try_from(chance.below(2)).unwrap(); 10]);
    let promise = CommitmentId::new(5, [u8::try_from(chance.below(2)).unwrap(); 10]);
    let command = match chance.below(15) {
        0 => Command::Write(vec![edit(partner.into(), vec![PartnerField::City(word.into()).into()])]),
        1 => Command::Write(vec![edit(partner.into(), vec![PartnerField::Tags(word.into()).into()])]),
        2 => {
            let mut write = edit(partner.into(), Vec::new());
            write.remove = vec![PartnerField::Tags(word.into()).into()];
            Command::Write(vec![write])
        }
        3 => Command::Write(vec![edit(visit.into(), vec![VisitField::Partner(Some(partner)).into()])]),
        4 | 5 => {
            let text = format!("{word} {word} {}", chance.below(10));
            let put = vec![ObservationField::Visit(Some(visit)).into(), ObservationField::Text(text).into()];
            Command::Write(vec![edit(note.into(), put)])
        }
        6 => Command::Write(vec![edit(note.into(), vec![ObservationField::Area(word.into()).into()])]),
        7 | 8 => {
            // Of three partners each may be merged into any, and be parted again: chains and rings come about.
            let into = [0, 1, 2].map(|n| PartnerId::new(1, [n; 10])).get(chance.below(4)).copied();
            Command::Write(vec![edit(partner.into(), vec![PartnerField::MergedInto(into).into()])])
        }
        9 => Command::Delete(vec![[partner.into(), visit.into(), note.into(), issue.into()][chance.below(4)]]),
        10 => {
            // A step after what one sees of the issue, which may be nothing.
            let found = match replica.engine().ask(now, &Query::Issue(issue)) {
                Ok((View::Issue(view), _)) => view.found.record,
                _ => Issue::default(),
            };
            let id = StepId::new(u64::try_from(now.0).unwrap(), [u8::try_from(chance.below(200)).unwrap(); 10]);
            let next = found.next_step(id, IssueState::ALL[chance.below(7)], now);
            let put = vec![IssueField::Partner(Some(partner)).into(), IssueField::Steps(next).into()];
            Command::Write(vec![edit(issue.into(), put)])
        }
        11 => Command::Write(vec![edit(promise.into(), vec![CommitmentField::Issue(Some(issue)).into()])]),
        12 => {
            let day = Day::parse("2026-03-02").unwrap().plus_days(i64::try_from(chance.below(9)).unwrap());
            let ended = day.filter(|_| chance.below(2) == 0);
            let ended = ended.map(|on| Ended { ending: Ending::Kept, on, note: word.into() });
            let put = vec![CommitmentField::Due(day).into(), CommitmentField::Ended(ended).into()];
            Command::Write(vec![edit(promise.into(), put)])
        }
        _ => Command::Restore(vec![[partner.into(), visit.into(), note.into()][chance.below(3)]]),
    };
    // Deleting what is not there yet is refused; that is a step too.
    let _refused = replica.call(command);
}

/// What is open and what is done, and whether it says what the records say.
fn waiting(replica: &mut Replica) -> Vec<(Which, Vec<IssueId>, Vec<CommitmentId>)> {
    let mut lists = Vec::new();
    for which in [Which::Open, Which::Done] {
        let is_open = which == Which::Open;
        let View::Issues(issues) = replica.ask(&Query::Issues(Whose::All, which, PageRequest::first(9))) else {
            panic!()
        };
        let View::Commitments(promises) = replica.ask(&Query::Commitments(Whose::All, which, PageRequest::first(9)))
        else {
            panic!()
        };
        assert!(issues.rows.iter().all(|row| row.issue.is_open() == is_open));
        assert!(promises.rows.iter().all(|row| row.found.record.is_open() == is_open));
        let mut issues: Vec<_> = issues.rows.into_iter().map(|row| row.id).collect();
        let mut promises: Vec<_> = promises.rows.into_iter().map(|row| row.found.id).collect();
        // Those of one moment stand in the order of their arrival, which is each device's own.
        issues.sort_unstable();
        promises.sort_unstable();
        lists.push((which, issues, promises));
    }
    lists
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Any interleaving of the changes of five replicas converges to one state on all, and rebuilding
    /// what was derived gives what was kept step by step.
    #[test]
    fn five_replicas_converge_in_any_order(seed in any::<u32>()) {
        let mut chance = Chance::new(u64::from(seed));
        let (mut replicas, notebook) = fleet(5, u64::from(seed));
        for _ in 0..60 {
            let at = chance.below(5);
            step(&mut replicas[at], &mut chance);
            if chance.below(4) == 0 {
                // A few changes, in any order, from one to another.
                let (from, to) = (chance.below(5), chance.below(5));
                let mut some = replicas[from].engine().changes(notebook).unwrap();
                some.retain(|_| chance.below(2) == 0);
                shuffle(&mut some, &mut chance);
                let now = replicas[to].now;
                replicas[to].engine().receive(now, notebook, &some).unwrap();
            }
        }
        let mut all: Vec<_> = replicas.iter_mut().flat_map(|r| r.engine().changes(notebook).unwrap()).collect();
        let (mut digests, mut lists) = (Vec::new(), Vec::new());
        for replica in &mut replicas {
            shuffle(&mut all, &mut chance);
            let now = replica.now;
            let received = replica.engine().receive(now, notebook, &all).unwrap();
            prop_assert_eq!(received.refused.len(), 0);
            let kept = replica.engine().digest(notebook).unwrap();
            let listed = waiting(replica);
            replica.call(Command::Rebuild).unwrap();
            prop_assert_eq!(waiting(replica), listed.clone(), "rebuilt and kept lists differ");
            lists.push(listed);
            prop_assert_eq!(replica.engine().digest(notebook).unwrap(), kept, "rebuilt and kept differ");
            digests.push(kept);
            for n in 0..3 {
                let partner = PartnerId::new(1, [n; 10]);
                let Ok((View::Partner(view), _)) = replica.engine().ask(now, &Query::Partner(partner)) else { continue };
                let Some(end) = view.found.same_as else { continue };
                let View::Partner(end) = replica.ask(&Query::Partner(end.id.into())) else { panic!("another kind") };
                prop_assert!(!end.found.deleted && end.found.same_as.is_none(), "who stands for others is shown");
            }
        }
        prop_assert!(digests.iter().all(|digest| *digest == digests[0]), "replicas differ");
        prop_assert!(lists.iter().all(|list| *list == lists[0]), "what waits differs");
    }
}

#[test]
fn a_merged_person_is_one_person_and_can_be_parted_again() {
    let mut replica = Replica::new(12);
    replica.begin("Ada");
    let ids = [1_u8, 2].map(|n| floorbook_domain::ContactId::new(1, [n; 10]));
    let note = ObservationId::new(3, [3; 10]);
    for (id, name) in ids.iter().zip(["Nguyễn Thị Lan", "Ms Lan"]) {
        replica.write(vec![Write::new(*id, vec![ContactField::Name(name.into()).into()])]);
    }
    let people = vec![ObservationField::People(ids[1]).into(), ObservationField::Text("asks for light".into()).into()];
    replica.write(vec![Write::new(note, people)]);
    let merge = replica.command_id();
    let into = vec![ContactField::MergedInto(Some(ids[0])).into()];
    replica.call_as(merge, Command::Write(vec![Write::edit(ids[1], u64::MAX, into)]), &[]).unwrap();
    let names = |replica: &mut Replica| -> Vec<String> {
        match replica.ask(&Query::Contacts(floorbook_port::Scope::All, PageRequest::first(10))) {
            View::Contacts(page) => page.rows.into_iter().map(|row| row.found.record.name).collect(),
            other => panic!("not people: {other:?}"),
        }
    };
    assert_eq!(names(&mut replica), ["Nguyễn Thị Lan"]);
    assert_eq!(observations(&mut replica, ObservationFilter::Contact(ids[0])), ["asks for light"]);
    replica.call(Command::Undo(merge)).unwrap();
    assert_eq!(names(&mut replica), ["Ms Lan", "Nguyễn Thị Lan"]);
    assert_eq!(observations(&mut replica, ObservationFilter::Contact(ids[0])), [""; 0]);
}

#[test]
fn every_kind_survives_the_way_through_the_log() {
    let contact = Contact { name: "Lan".into(), phones: vec!["+84 24".into(), "+84 90".into()], ..Contact::default() };
    let record = AnyRecord::from(contact.clone());
    let fields: Vec<Field> = record.fields();
    let mut back = AnyRecord::empty(Kind::Contact);
    for field in fields {
        let decoded = Field::decode(Kind::Contact, field.number(), &field.encode()).unwrap();
        back.set(decoded).unwrap();
    }
    assert_eq!(Contact::try_from(back).unwrap(), contact);
    assert_eq!(Instant::default(), Instant(0));
}

#[test]
fn a_delete_that_arrives_after_the_child_and_before_the_record_hides_both() {
    let (mut replicas, notebook) = fleet(3, 77);
    let (visit, note) = (VisitId::new(1, [1; 10]), ObservationId::new(2, [2; 10]));
    replicas[0].write(vec![Write::new(visit, vec![VisitField::Purpose("audit".into()).into()])]);
    let fields = vec![ObservationField::Visit(Some(visit)).into(), ObservationField::Text("exit".into()).into()];
    replicas[0].write(vec![Write::new(note, fields)]);
    replicas[0].call(Command::Delete(vec![visit.into()])).unwrap();
    let all = replicas[0].engine().changes(notebook).unwrap();
    let (now, last) = (replicas[1].now, all.len() - 1);
    let [record, child, delete] = [last - 2, last - 1, last].map(|at| all[at].clone());
    let others = all[..last - 2].to_vec();
    for (replica, order) in [(1, [&record, &child, &delete]), (2, [&child, &delete, &record])] {
        let engine = replicas[replica].engine();
        engine.receive(now, notebook, &others).unwrap();
        for change in order {
            engine.receive(now, notebook, std::slice::from_ref(change)).unwrap();
        }
    }
    // What each of them wrote of its own is not the other's.
    exchange(&mut replicas, notebook);
    let digests: Vec<_> = replicas.iter_mut().map(|replica| replica.engine().digest(notebook).unwrap()).collect();
    assert!(digests.windows(2).all(|pair| pair[0] == pair[1]), "{digests:?}");
    assert!(observations(&mut replicas[2], ObservationFilter::All).is_empty());
}
