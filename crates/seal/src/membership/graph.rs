//! The records in their order: which is before which, which are side by side, which wait.

use std::collections::{BTreeMap, BTreeSet};

use super::Record;
use crate::id::Hash;

/// A set of places in the order.
#[derive(Clone, Debug, Default)]
struct Places(Vec<u64>);

impl Places {
    fn has(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    fn add(&mut self, place: usize) {
        if self.0.len() <= place / 64 {
            self.0.resize(place / 64 + 1, 0);
        }
        self.0[place / 64] |= 1 << (place % 64);
    }

    fn add_all(&mut self, other: &Places) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }
}

/// All records whose ancestors are all here, in the order: by depth, then what takes away, then by name.
/// A place in the order is what the other modules know a record by.
pub(super) struct Graph {
    records: Vec<Record>,
    before: Vec<Places>,
    places: BTreeMap<Hash, usize>,
    /// Those that wait.
    pub(super) waiting: BTreeSet<Hash>,
    /// What they wait for.
    pub(super) missing: BTreeSet<Hash>,
}

impl Graph {
    pub(super) fn new(records: BTreeMap<Hash, Record>) -> Graph {
        let depths = depths(&records);
        let waiting: BTreeSet<Hash> = records.keys().filter(|name| !depths.contains_key(name)).copied().collect();
        let parents = waiting.iter().filter_map(|name| records.get(name)).flat_map(Record::parents);
        let missing = parents.filter(|parent| !records.contains_key(parent)).copied().collect();
        let mut ordered: Vec<Record> =
            records.into_values().filter(|record| depths.contains_key(&record.name)).collect();
        ordered.sort_by_key(|record| (depths.get(&record.name), !record.action().takes_away(), record.name));
        let places = ordered.iter().enumerate().map(|(place, record)| (record.name, place)).collect();
        let mut graph = Graph { records: Vec::new(), before: Vec::new(), places, waiting, missing };
        for record in ordered {
            let mut before = Places::default();
            for parent in record.parents().iter().filter_map(|parent| graph.places.get(parent)) {
                before.add_all(&graph.before[*parent]);
                before.add(*parent);
            }
            graph.before.push(before);
            graph.records.push(record);
        }
        graph
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn record(&self, place: usize) -> &Record {
        &self.records[place]
    }

    pub(super) fn name(&self, place: usize) -> Hash {
        self.records[place].name
    }

    pub(super) fn places(&self) -> &BTreeMap<Hash, usize> {
        &self.places
    }

    /// Whether `a` is before `b`: its issuer had seen it.
    pub(super) fn before(&self, a: usize, b: usize) -> bool {
        self.before[b].has(a)
    }

    /// Whether neither had seen the other.
    pub(super) fn beside(&self, a: usize, b: usize) -> bool {
        a != b && !self.before(a, b) && !self.before(b, a)
    }

    /// Those of `places` that are before no other of them.
    pub(super) fn newest(&self, places: &[usize]) -> Vec<usize> {
        let is_newest = |place: &usize| !places.iter().any(|other| self.before(*place, *other));
        places.iter().copied().filter(is_newest).collect()
    }
}

/// The longest way from a beginning, for every record whose ancestors are all here.
fn depths(records: &BTreeMap<Hash, Record>) -> BTreeMap<Hash, u32> {
    let mut open: BTreeMap<Hash, usize> = BTreeMap::new();
    let mut children: BTreeMap<Hash, Vec<Hash>> = BTreeMap::new();
    let mut ready = Vec::new();
    for (name, record) in records {
        open.insert(*name, record.parents().len());
        record.parents().iter().for_each(|parent| children.entry(*parent).or_default().push(*name));
        if record.parents().is_empty() {
            ready.push((*name, 0));
        }
    }
    let mut depths = BTreeMap::new();
    while let Some((name, depth)) = ready.pop() {
        depths.insert(name, depth);
        for child in children.get(&name).into_iter().flatten() {
            let Some(left) = open.get_mut(child) else { continue };
            *left -= 1;
            if *left == 0 {
                let parents = records.get(child).map_or(&[][..], Record::parents);
                let deepest = parents.iter().filter_map(|parent| depths.get(parent)).max();
                ready.push((*child, deepest.map_or(0, |depth| depth + 1)));
            }
        }
    }
    depths
}
