//! What both sides share, by the door: issues, promises, sign-offs.

use floorbook_domain::*;
use floorbook_port::{
    CommitmentView, ErrorCode, IssueView, ObservationFilter, PageRequest, Query, View, Which, Whose, Write,
};
use floorbook_testkit::{Replica, exchange, fleet};

fn partner() -> PartnerId {
    PartnerId::new(1, [1; 10])
}

fn issue(n: u8) -> IssueId {
    IssueId::new(1, [n; 10])
}

fn promise(n: u8) -> CommitmentId {
    CommitmentId::new(1, [n; 10])
}

fn step(n: u8) -> StepId {
    StepId::new(1, [n; 10])
}

fn day(text: &str) -> Option<Day> {
    Some(Day::parse(text).unwrap())
}

fn new(id: impl Into<RecordRef>, record: impl Into<AnyRecord>) -> Write {
    Write::new(id, record.into().fields())
}

fn an_issue(n: u8, noticed: i64) -> Write {
    let text = format!("issue {n}");
    new(issue(n), Issue { partner: Some(partner()), text, noticed: Instant(noticed), ..Issue::default() })
}

fn a_promise(n: u8, due: Option<Day>) -> Write {
    let text = format!("promise {n}");
    new(promise(n), Commitment { partner: Some(partner()), text, due, ..Commitment::default() })
}

fn issue_view(replica: &mut Replica, n: u8) -> IssueView {
    match replica.ask(&Query::Issue(issue(n))) {
        View::Issue(view) => view,
        other => panic!("not an issue: {other:?}"),
    }
}

fn promise_view(replica: &mut Replica, n: u8) -> CommitmentView {
    match replica.ask(&Query::Commitment(promise(n))) {
        View::Commitment(view) => view,
        other => panic!("not a promise: {other:?}"),
    }
}

fn issues(replica: &mut Replica, whose: Whose, which: Which) -> Vec<IssueId> {
    pages(1, |page| match replica.ask(&Query::Issues(whose, which, page)) {
        View::Issues(page) => (page.rows.into_iter().map(|row| row.id).collect(), page.next),
        other => panic!("not issues: {other:?}"),
    })
}

fn promises(replica: &mut Replica, whose: Whose, which: Which) -> Vec<CommitmentId> {
    pages(2, |page| match replica.ask(&Query::Commitments(whose, which, page)) {
        View::Commitments(page) => (page.rows.into_iter().map(|row| row.found.id).collect(), page.next),
        other => panic!("not promises: {other:?}"),
    })
}

/// All pages, one after the other.
fn pages<T>(limit: u32, mut ask: impl FnMut(PageRequest) -> (Vec<T>, Option<floorbook_port::Cursor>)) -> Vec<T> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let (page, next) = ask(PageRequest { after, limit });
        rows.extend(page);
        if next.is_none() {
            return rows;
        }
        after = next;
    }
}

/// Brings an issue further, as a page does that shows it.
fn take_step(replica: &mut Replica, n: u8, id: u8, state: IssueState) {
    let view = issue_view(replica, n);
    let told = (state == IssueState::Raised).then(|| Attendee::Name("Ms Lan".into()));
    let next = Step { told, ..view.found.record.next_step(step(id), state, Instant(i64::from(id) * 1_000)) };
    replica.write(vec![Write::edit(issue(n), view.found.seen, vec![IssueField::Steps(next).into()])]);
}

fn begin(seed: u64) -> Replica {
    let mut replica = Replica::new(seed);
    replica.begin("Ada");
    replica.write(vec![new(partner(), Partner { name: "Song Hong".into(), ..Partner::default() })]);
    replica
}

#[test]
fn issues_stand_by_age_and_leave_the_list_when_they_are_closed() {
    let mut replica = begin(80);
    replica.write(vec![an_issue(1, 3_000), an_issue(2, 1_000), an_issue(3, 2_000)]);
    assert_eq!(issues(&mut replica, Whose::All, Which::Open), [2, 3, 1].map(issue));
    take_step(&mut replica, 3, 9, IssueState::Closed);
    for whose in [Whose::All, Whose::Partner(partner())] {
        assert_eq!(issues(&mut replica, whose, Which::Open), [2, 1].map(issue));
        assert_eq!(issues(&mut replica, whose, Which::Done), [issue(3)]);
    }
    let View::Partner(view) = replica.ask(&Query::Partner(partner())) else { panic!() };
    assert_eq!(view.open_issues, 2);
    take_step(&mut replica, 3, 10, IssueState::Reopened);
    assert_eq!(issues(&mut replica, Whose::All, Which::Open), [2, 3, 1].map(issue));
    replica.call(floorbook_port::Command::Delete(vec![partner().into()])).unwrap();
    assert!(issues(&mut replica, Whose::All, Which::Open).is_empty(), "what belongs to a partner goes with it");
}

#[test]
fn promises_stand_by_their_day_and_those_without_one_come_last() {
    let mut replica = begin(81);
    let (soon, late) = (day("2026-03-09"), day("2026-03-01"));
    replica.write(vec![a_promise(1, None), a_promise(2, soon), a_promise(3, late), a_promise(4, soon)]);
    let on = day("2026-03-02").unwrap();
    let kept = Ended { ending: Ending::Kept, on, note: String::new() };
    replica.write(vec![Write::edit(promise(4), u64::MAX, vec![CommitmentField::Ended(Some(kept)).into()])]);
    for whose in [Whose::All, Whose::Partner(partner())] {
        assert_eq!(promises(&mut replica, whose, Which::Open), [3, 2, 1].map(promise));
        assert_eq!(promises(&mut replica, whose, Which::Done), [promise(4)]);
    }
    assert_eq!(promise_view(&mut replica, 3).found.record.keeping(on), Keeping::Late);
    let View::Search(hits) = replica.ask(&Query::Search("promise".into(), PageRequest::first(9))) else { panic!() };
    assert_eq!(hits.rows.len(), 4);
    assert!(hits.rows.iter().all(|hit| hit.belongs_to == "Song Hong"));
}

#[test]
fn an_issue_that_two_people_bring_into_different_states_keeps_both() {
    let (mut replicas, notebook) = fleet(2, 82);
    replicas[0].write(vec![an_issue(1, 1_000)]);
    take_step(&mut replicas[0], 1, 1, IssueState::Raised);
    exchange(&mut replicas, notebook);
    take_step(&mut replicas[0], 1, 3, IssueState::Closed);
    take_step(&mut replicas[1], 1, 2, IssueState::InHand);
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        let view = issue_view(replica, 1);
        assert!(view.summary.is_torn);
        let standing: Vec<_> = view.steps.iter().filter(|step| step.stands).map(|step| step.step.state).collect();
        assert_eq!(standing, [IssueState::InHand, IssueState::Closed]);
        assert_eq!(issues(replica, Whose::All, Which::Open), [issue(1)], "what may not be done is not put away");
    }
    // One of them says which holds, by a step that follows both.
    take_step(&mut replicas[1], 1, 4, IssueState::Closed);
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        let view = issue_view(replica, 1);
        assert_eq!((view.summary.is_torn, view.summary.state, view.steps.len()), (false, IssueState::Closed, 4));
        assert!(issues(replica, Whose::All, Which::Open).is_empty());
    }
}

#[test]
fn a_promise_that_two_people_move_side_by_side_keeps_both_days() {
    let (mut replicas, notebook) = fleet(2, 83);
    replicas[0].write(vec![a_promise(1, day("2026-03-01"))]);
    exchange(&mut replicas, notebook);
    for (replica, to) in replicas.iter_mut().zip(["2026-03-05", "2026-03-09"]) {
        let view = promise_view(replica, 1);
        let id = step(if to == "2026-03-05" { 1 } else { 2 });
        let moved =
            Move { id, from: view.found.record.due, to: day(to), on: day("2026-02-27").unwrap(), why: String::new() };
        let put = vec![CommitmentField::Due(day(to)).into(), CommitmentField::Moves(moved).into()];
        replica.write(vec![Write::edit(promise(1), view.found.seen, put)]);
    }
    exchange(&mut replicas, notebook);
    for replica in &mut replicas {
        let view = promise_view(replica, 1);
        let [due] = view.found.conflicts.as_slice() else { panic!("the day has two values") };
        assert_eq!(due.sides.len(), 2);
        assert_eq!(view.found.record.moves.len(), 2);
        assert_eq!(view.found.record.first_due(), day("2026-03-01"));
    }
}

#[test]
fn a_sign_off_stays_as_it_was_and_says_when_the_issue_did_not() {
    let mut replica = begin(84);
    replica.write(vec![an_issue(1, 1_000)]);
    let remedy = Commitment { issue: Some(issue(1)), text: "new needles".into(), ..Commitment::default() };
    replica.write(vec![new(promise(1), remedy)]);
    let content = Some(issue_view(&mut replica, 1).content);
    let id = SignOffId::new(1, [1; 10]);
    let text = "what both read".to_owned();
    let signed = SignOff { of: Some(issue(1).into()), name: "Lan".into(), text, content, ..SignOff::default() };
    replica.write(vec![new(id, signed)]);
    let view = issue_view(&mut replica, 1);
    let [sign_off] = view.sign_offs.as_slice() else { panic!("one sign-off") };
    assert!(sign_off.is_intact && !sign_off.has_changed);

    let other = Write::edit(id, u64::MAX, vec![SignOffField::Text("something else".into()).into()]);
    let refused = replica.call(floorbook_port::Command::Write(vec![other])).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Refused);

    take_step(&mut replica, 1, 2, IssueState::InHand);
    assert!(!issue_view(&mut replica, 1).sign_offs[0].has_changed, "how far it is was not signed");
    for write in [
        Write::edit(promise(1), u64::MAX, vec![CommitmentField::Due(day("2026-03-05")).into()]),
        Write::edit(issue(1), u64::MAX, vec![IssueField::Agreed("something else".into()).into()]),
    ] {
        let undo = replica.command_id();
        replica.call_as(undo, floorbook_port::Command::Write(vec![write]), &[]).unwrap();
        assert!(issue_view(&mut replica, 1).sign_offs[0].has_changed);
        replica.call(floorbook_port::Command::Undo(undo)).unwrap();
        assert!(!issue_view(&mut replica, 1).sign_offs[0].has_changed, "as it was signed again");
    }
    let sign_off = &issue_view(&mut replica, 1).sign_offs[0];
    assert!(sign_off.is_intact && sign_off.found.record.text == "what both read");
}

#[test]
fn who_said_something_waits_until_it_is_answered_and_told() {
    let mut replica = begin(85);
    let (lan, note) = (ContactId::new(1, [1; 10]), ObservationId::new(1, [1; 10]));
    let said =
        Observation { kind: ObservationKind::Idea, people: vec![lan], text: "a rack".into(), ..Default::default() };
    replica.write(vec![new(note, said)]);
    let waiting = |replica: &mut Replica| match replica
        .ask(&Query::Observations(ObservationFilter::Unanswered, PageRequest::first(9)))
    {
        View::Observations(page) => page.rows.len(),
        other => panic!("not notes: {other:?}"),
    };
    assert_eq!(waiting(&mut replica), 1);
    let outcome = Outcome { answer: Answer::ActedOn, reason: "built".into(), told: day("2026-03-05") };
    replica.write(vec![Write::edit(note, u64::MAX, vec![ObservationField::Outcome(outcome).into()])]);
    assert_eq!(waiting(&mut replica), 0);
}

#[test]
fn rebuilding_makes_the_same_lists() {
    let mut replica = begin(86);
    replica.write(vec![an_issue(1, 3_000), an_issue(2, 1_000), a_promise(1, None), a_promise(2, day("2026-03-09"))]);
    take_step(&mut replica, 1, 2, IssueState::Closed);
    let lists = |replica: &mut Replica| {
        [Which::Open, Which::Done]
            .map(|which| (issues(replica, Whose::All, which), promises(replica, Whose::Partner(partner()), which)))
    };
    let before = lists(&mut replica);
    replica.call(floorbook_port::Command::Rebuild).unwrap();
    assert_eq!(lists(&mut replica), before);
}
