//! What is promised of drafts while others write to the same record: what was not on the screen is never
//! taken for seen. Each test finishes a draft more than once, as a form that stays open does.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use floorbook_domain::{Field, Instant, ObservationField, ObservationId, RecordRef};
use floorbook_port::{
    Answer, Command, Composer, Draft, DraftKey, ObservationView, Query, Recovered, TabId, View, Write,
};
use floorbook_testkit::{Replica, exchange, fleet};
use uuid::Uuid;

const NOTE: [u8; 10] = [1; 10];

fn note() -> ObservationId {
    ObservationId::new(1, NOTE)
}

fn area(area: &str) -> Field {
    ObservationField::Area(area.into()).into()
}

fn text(text: &str) -> Field {
    ObservationField::Text(text.into()).into()
}

/// A form over the note, in a tab of its own. What it shows is what it saw when it was opened, and what
/// was typed into it.
struct Form {
    tab: u8,
    revision: u64,
    seen: u64,
    made: Vec<u64>,
}

impl Form {
    fn open(tab: u8, replica: &mut Replica) -> Form {
        Form { tab, revision: 0, seen: view(replica).found.seen, made: Vec::new() }
    }

    /// Makes what was typed a record; answers what the engine did of the revision.
    fn finish(&mut self, replica: &mut Replica, put: Vec<Field>) -> u64 {
        self.revision += 1;
        let key = DraftKey { tab: TabId(Uuid::from_bytes([self.tab; 16])), composer: Composer::Record(note().into()) };
        let write = Write { made: self.made.clone(), ..Write::edit(note(), self.seen, put) };
        let finish = Command::FinishDraft { key, revision: self.revision, writes: vec![write] };
        let Answer::Done { seen, .. } = replica.call(finish).unwrap() else { panic!("a draft answers Done") };
        if seen > 0 {
            self.made.push(seen);
        }
        seen
    }
}

fn view(replica: &mut Replica) -> ObservationView {
    match replica.ask(&Query::Observation(note())) {
        View::Observation(view) => view,
        other => panic!("not a note: {other:?}"),
    }
}

/// The areas that stand side by side.
fn areas(replica: &mut Replica) -> Vec<String> {
    let found = view(replica).found;
    let sides = found.conflicts.into_iter().flat_map(|conflict| conflict.sides);
    let mut areas: Vec<String> = sides
        .map(|side| match side.field {
            Field::Observation(ObservationField::Area(area)) => area,
            other => panic!("not an area: {other:?}"),
        })
        .collect();
    areas.sort();
    areas
}

fn begin(seed: u64) -> Replica {
    let mut replica = Replica::new(seed);
    replica.begin("Ada");
    replica.write(vec![Write::new(note(), vec![text("tension drifts"), area("Knitting")])]);
    replica
}

#[test]
fn a_choice_made_in_another_tab_stands_beside_that_of_a_form_which_never_showed_it() {
    let mut replica = begin(1);
    let (mut here, mut there) = (Form::open(1, &mut replica), Form::open(2, &mut replica));
    there.finish(&mut replica, vec![area("Linking")]);
    here.finish(&mut replica, vec![area("Washing")]);
    assert_eq!(areas(&mut replica), ["Linking", "Washing"]);
    // The form stays open and still shows its own choice: changing it again is no choice between the two.
    here.finish(&mut replica, vec![area("Packing")]);
    assert_eq!(areas(&mut replica), ["Linking", "Packing"], "its own earlier choice is replaced, the other is not");
    there.finish(&mut replica, vec![area("Ironing")]);
    assert_eq!(areas(&mut replica), ["Ironing", "Packing"]);
}

#[test]
fn what_comes_in_between_two_finished_drafts_of_a_form_is_not_taken_for_seen() {
    let mut replica = begin(2);
    let (mut here, mut there) = (Form::open(1, &mut replica), Form::open(2, &mut replica));
    here.finish(&mut replica, vec![area("Washing")]);
    there.finish(&mut replica, vec![area("Linking")]);
    here.finish(&mut replica, vec![area("Packing")]);
    assert_eq!(areas(&mut replica), ["Linking", "Packing"]);
}

#[test]
fn a_choice_over_what_was_shown_settles_it() {
    let mut replica = begin(3);
    let (mut here, mut there) = (Form::open(1, &mut replica), Form::open(2, &mut replica));
    there.finish(&mut replica, vec![area("Linking")]);
    here.finish(&mut replica, vec![area("Washing")]);
    // The screen was brought up to date, and names the revision that it shows.
    here.seen = view(&mut replica).found.seen;
    here.finish(&mut replica, vec![area("Packing")]);
    assert_eq!(areas(&mut replica), [""; 0]);
    assert_eq!(view(&mut replica).found.record.area, "Packing");
}

#[test]
fn words_typed_in_two_tabs_are_all_there_once_however_often_the_drafts_are_finished() {
    let mut replica = begin(4);
    let (mut here, mut there) = (Form::open(1, &mut replica), Form::open(2, &mut replica));
    here.finish(&mut replica, vec![text("tension drifts on line 3")]);
    there.finish(&mut replica, vec![text("The tension drifts")]);
    here.finish(&mut replica, vec![text("tension drifts on line 3 and 4")]);
    there.finish(&mut replica, vec![text("The yarn tension drifts")]);
    here.finish(&mut replica, vec![text("tension drifts badly on line 3 and 4")]);
    assert_eq!(view(&mut replica).found.record.text, "The yarn tension drifts badly on line 3 and 4");
}

#[test]
fn a_tag_taken_out_in_a_form_stays_where_another_tab_put_it_in_again() {
    let mut replica = begin(5);
    let tag = || -> Field { ObservationField::Tags("needle".into()).into() };
    let (mut here, mut there) = (Form::open(1, &mut replica), Form::open(2, &mut replica));
    here.finish(&mut replica, vec![tag()]);
    let remove =
        |form: &Form| Write { made: form.made.clone(), remove: vec![tag()], ..Write::edit(note(), form.seen, vec![]) };
    let out = remove(&here);
    replica.write(vec![out.clone()]);
    assert_eq!(view(&mut replica).found.record.tags, [""; 0], "what the form put in, it takes out");
    there.finish(&mut replica, vec![tag()]);
    replica.call(Command::Write(vec![out])).unwrap();
    assert_eq!(view(&mut replica).found.record.tags, ["needle"]);
}

#[test]
fn what_another_device_wrote_while_a_form_stood_open_is_kept() {
    let (mut replicas, notebook) = fleet(2, 6);
    replicas[0].write(vec![Write::new(note(), vec![area("Knitting"), text("exit")])]);
    exchange(&mut replicas, notebook);
    let mut here = Form::open(1, &mut replicas[0]);
    here.finish(&mut replicas[0], vec![area("Washing"), text("exit blocked")]);
    Form::open(1, &mut replicas[1]).finish(&mut replicas[1], vec![area("Linking"), text("the exit")]);
    exchange(&mut replicas, notebook);
    here.finish(&mut replicas[0], vec![area("Packing"), text("exit blocked again")]);
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        assert_eq!(areas(replica), ["Linking", "Packing"]);
        assert_eq!(view(replica).found.record.text, "the exit blocked again");
    }
}

#[test]
fn a_draft_answers_the_revision_that_it_made_of_its_own_record() {
    let mut replica = begin(7);
    let mut form = Form::open(1, &mut replica);
    let first = form.finish(&mut replica, vec![area("Washing")]);
    assert_eq!(first, view(&mut replica).found.seen);
    assert_eq!(form.finish(&mut replica, vec![area("Washing")]), 0, "nothing was written");
    // What is written with it may lie in another notebook, in a change of its own.
    let other = ObservationId::new(1, [2; 10]);
    let key = DraftKey { tab: TabId(Uuid::nil()), composer: Composer::Record(note().into()) };
    let also = Write { only_me: true, ..Write::new(other, vec![text("only for me")]) };
    let writes = vec![also, Write { made: form.made.clone(), ..Write::edit(note(), form.seen, vec![area("Packing")]) }];
    let Answer::Done { seen, records, .. } = replica.call(Command::FinishDraft { key, revision: 1, writes }).unwrap()
    else {
        panic!("a draft answers Done")
    };
    assert_eq!(seen, view(&mut replica).found.seen);
    assert_eq!(records, [RecordRef::from(note()), other.into()]);
}

/// The draft as it is sent while one types.
fn typed(revision: u64, words: &str) -> Draft {
    let write = Write::new(note(), vec![text(words)]);
    Draft { key: key(1), revision, at: Instant(1), text: words.into(), writes: vec![write] }
}

fn key(tab: u8) -> DraftKey {
    DraftKey { tab: TabId(Uuid::from_bytes([tab; 16])), composer: Composer::Record(note().into()) }
}

fn finish(replica: &mut Replica, revision: u64, words: &str) -> u64 {
    let writes = vec![Write::new(note(), vec![text(words)])];
    match replica.call(Command::FinishDraft { key: key(1), revision, writes }).unwrap() {
        Answer::Done { seen, .. } => seen,
        other => panic!("a draft answers Done, not {other:?}"),
    }
}

fn recovered(replica: &mut Replica) -> Vec<Recovered> {
    match replica.call(Command::Recover { alive: Vec::new() }).unwrap() {
        Answer::Recovered(list) => list,
        other => panic!("not recovered: {other:?}"),
    }
}

#[test]
fn a_draft_that_arrives_after_it_was_finished_brings_nothing_back() {
    let mut replica = Replica::new(48);
    replica.begin("Ada");
    finish(&mut replica, 5, "needle log missing");
    // Sent before, overtaken on the way; and found in the page's journal at the next start.
    for revision in [4, 5] {
        replica.call(Command::SaveDraft(typed(revision, "needle log missing"))).unwrap();
    }
    assert_eq!(recovered(&mut replica), []);
    assert_eq!(view(&mut replica).found.record.text, "needle log missing");
    replica.call(Command::SaveDraft(typed(5, "needle log missing"))).unwrap();
    assert_eq!(recovered(&mut replica), [], "nor after a recovery");
}

#[test]
fn a_draft_that_is_finished_again_is_the_same_record_once() {
    let mut replica = Replica::new(49);
    replica.begin("Ada");
    let made = finish(&mut replica, 5, "needle log missing");
    assert_eq!(finish(&mut replica, 5, "needle log missing"), made, "its answer was lost, and it is sent again");
    assert_eq!(view(&mut replica).found.record.text, "needle log missing");
}

#[test]
fn what_was_typed_after_a_draft_was_finished_goes_on_from_it() {
    let mut replica = Replica::new(50);
    replica.begin("Ada");
    finish(&mut replica, 5, "needle log");
    // The page has not learned yet what became of it, and dies.
    replica.call(Command::SaveDraft(typed(6, "needle log missing"))).unwrap();
    assert_eq!(recovered(&mut replica).len(), 1);
    assert_eq!(view(&mut replica).found.record.text, "needle log missing");
    assert_eq!(finish(&mut replica, 6, "needle log missing"), view(&mut replica).found.seen);
    finish(&mut replica, 7, "needle log missing since Monday");
    assert_eq!(view(&mut replica).found.record.text, "needle log missing since Monday");
}

#[test]
fn a_draft_that_was_thrown_away_stays_away() {
    let mut replica = Replica::new(51);
    replica.begin("Ada");
    replica.call(Command::SaveDraft(typed(3, "never mind"))).unwrap();
    replica.call(Command::DropDraft { key: key(1), revision: 3 }).unwrap();
    replica.call(Command::SaveDraft(typed(3, "never mind"))).unwrap();
    assert_eq!(recovered(&mut replica), []);
}
