//! From a set of records to the membership: which records stand.
//!
//! A record waits for others: those it rests on, which are before it or earlier in the order; and what takes
//! away beside it. They are heard in turn until nothing moves. What is left then waits in circles, and each
//! circle has something in it that takes away, since only that is waited for against the order. In a circle
//! that waits for nothing else the record with the eldest issuer is to stand: what would undo it falls, and
//! the hearing goes on.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::{
    Action, Aside, MAX_RECORDS, Membership, Record, Role,
    evidence::{Evidence, all},
    graph::Graph,
    hearing::{Finding, Label, hear},
};
use crate::id::{Hash, WorkspaceId};

/// There are more records than a workspace can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a workspace cannot have more than {MAX_RECORDS} membership records")]
pub struct TooManyRecords;

/// Makes the membership of `workspace`, which began with the record named `founding`, from any records, in
/// any order, each any number of times.
///
/// # Errors
/// [`TooManyRecords`], above [`MAX_RECORDS`] different ones.
pub fn resolve(
    workspace: WorkspaceId,
    founding: Hash,
    records: impl IntoIterator<Item = Record>,
) -> Result<Membership, TooManyRecords> {
    let mut named = BTreeMap::new();
    for record in records {
        named.insert(record.name(), record);
        if named.len() > MAX_RECORDS {
            return Err(TooManyRecords);
        }
    }
    let graph = Graph::new(named);
    let evidence = Evidence::new(&graph, workspace, founding);
    let labels = settle(&graph, &evidence);
    Ok(Membership::new(workspace, founding, &graph, &evidence, &labels))
}

type Waits = BTreeMap<usize, Vec<usize>>;

fn settle(graph: &Graph, evidence: &Evidence) -> Vec<Label> {
    let mut labels = vec![Label::Open; graph.len()];
    loop {
        let mut waits = Waits::new();
        let mut moved = false;
        for place in 0..graph.len() {
            if labels[place] != Label::Open {
                continue;
            }
            match hear(graph, evidence, &labels, place) {
                Finding::Stands => labels[place] = Label::Stands,
                Finding::Aside(aside) => labels[place] = Label::Aside(aside),
                Finding::Waits(others) => {
                    waits.insert(place, others);
                    continue;
                }
            }
            moved = true;
        }
        let Some(first) = waits.keys().next() else { return labels };
        if !moved {
            for falls in falling(graph, evidence, &labels, &waits, *first) {
                labels[falls] = Label::Aside(Aside::Outranked);
            }
        }
    }
}

/// What falls in a circle: all in it that would undo the record with the eldest issuer, or what that rests on.
fn falling(graph: &Graph, evidence: &Evidence, labels: &[Label], waits: &Waits, start: usize) -> Vec<usize> {
    let circle = circle(waits, start);
    let takes_away = |place: &usize| graph.record(*place).action().takes_away();
    let by_age = |place: &usize| age(graph, evidence, labels, *place);
    let mut candidates: Vec<usize> = circle.iter().copied().filter(takes_away).collect();
    candidates.sort_by_key(by_age);
    let mut kept = BTreeSet::new();
    let mut against = BTreeSet::new();
    let mut open: Vec<usize> = candidates.first().copied().into_iter().collect();
    while let Some(place) = open.pop() {
        if !kept.insert(place) {
            continue;
        }
        for other in waits.get(&place).into_iter().flatten().filter(|other| circle.contains(other)) {
            if undoes(graph, *other, place) {
                against.insert(*other);
            } else {
                open.push(*other);
            }
        }
    }
    let falls: Vec<usize> = against.difference(&kept).copied().collect();
    if !falls.is_empty() {
        return falls;
    }
    // The eldest rests on what cannot all stand: then the youngest goes.
    candidates.last().or(circle.last()).copied().into_iter().collect()
}

/// Whether `place`, which waits for `other`, would fall by it; if not, it rests on it.
fn undoes(graph: &Graph, other: usize, place: usize) -> bool {
    use Action::{NewKey, RemoveDevice, RemoveMember, Revoke, SetRecovery, SetRole};
    let needed = if matches!(graph.record(place).action(), NewKey { .. }) { Role::Editor } else { Role::Owner };
    match graph.record(other).action() {
        RemoveMember { .. } | RemoveDevice { .. } | Revoke { .. } => true,
        SetRole { role, .. } => *role < needed || graph.beside(other, place),
        SetRecovery { .. } => graph.beside(other, place),
        _ => false,
    }
}

/// A circle of records that wait for each other and for nothing else, reached from `start`.
fn circle(waits: &Waits, start: usize) -> BTreeSet<usize> {
    let mut at = start;
    loop {
        let ahead = reached(at, |place| waits.get(&place).map_or(&[][..], Vec::as_slice));
        let mut awaited_by: Waits = BTreeMap::new();
        for place in &ahead {
            let others = waits.get(place).into_iter().flatten();
            others.for_each(|other| awaited_by.entry(*other).or_default().push(*place));
        }
        let behind = reached(at, |place| awaited_by.get(&place).map_or(&[][..], Vec::as_slice));
        // Whoever is awaited and does not wait in turn reaches less: this comes to an end.
        match ahead.difference(&behind).next() {
            Some(other) => at = *other,
            None => return ahead,
        }
    }
}

/// All that `next` leads to from `start`, by any number of steps.
fn reached<'a>(start: usize, next: impl Fn(usize) -> &'a [usize]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![start];
    while let Some(place) = open.pop() {
        open.extend(next(place).iter().copied().filter(|other| found.insert(*other)));
    }
    found
}

/// How young the issuer of a record is, the eldest first: by when their member came, then the device, then the record.
fn age(graph: &Graph, evidence: &Evidence, labels: &[Label], place: usize) -> (usize, usize, usize) {
    let member = evidence.issuing_member(graph, place);
    let founders = member.map_or(&[][..], |member| all(&evidence.founders, member));
    let is_possible = |place: &&usize| !matches!(labels[**place], Label::Aside(_));
    let founder = founders.iter().find(is_possible).copied().unwrap_or(usize::MAX);
    let device = evidence.issuers[place].iter().find(is_possible).copied().unwrap_or(usize::MAX);
    (founder, device, place)
}
