//! A form over a record: what it shows, what was touched in it, and the writes that it stands for.
//!
//! Every edit goes through the draft's keeper at once. What changes elsewhere meanwhile comes into
//! the fields that were not touched here; where both changed the same field, the write keeps the
//! revision that this form saw, and the engine keeps both values.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{AnyRecord, Field, RecordRef, Shape};
use floorbook_port::{Failure, Write};
use leptos::prelude::*;

use super::{Keeping, SaveState, Stored, merge, use_draft};

use crate::reactive::{effect, memo};

/// A kind of record that a form can be made of.
pub trait Formed: Clone + Default + PartialEq + Into<AnyRecord> + TryFrom<AnyRecord> + Send + Sync + 'static {}

impl<R> Formed for R where R: Clone + Default + PartialEq + Into<AnyRecord> + TryFrom<AnyRecord> + Send + Sync + 'static {}

/// The values of a record by the numbers of their fields; of a set, each element.
type Values = BTreeMap<u16, Vec<Field>>;

/// What the form is based on.
#[derive(Clone, Default)]
struct Base<R> {
    seen: u64,
    stored: R,
    /// The fields that were touched here since.
    touched: BTreeSet<u16>,
    /// The elements of sets that were taken out here since.
    taken_out: Vec<Field>,
    /// A newer state of the record that could not be taken over yet.
    newer: Option<(u64, R)>,
    /// Fields of prose that show a newer revision than `seen`: the record's text was brought into them.
    merged: BTreeMap<u16, u64>,
    /// What is written together with a new record.
    also: Vec<Write>,
    /// Whether a new record is for its author only.
    only_me: bool,
}

/// A form's handle on its record. `Copy`; lives as long as the component that made it.
pub struct Form<R: Formed> {
    record: RecordRef,
    shown: RwSignal<R>,
    base: StoredValue<Base<R>>,
    keeping: Keeping,
}

impl<R: Formed> Clone for Form<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Formed> Copy for Form<R> {}

/// A form over a record that is there, as it was found at revision `seen`.
pub fn use_form<R: Formed>(record: impl Into<RecordRef>, seen: u64, stored: R) -> Form<R> {
    make(record.into(), Base { seen, stored: stored.clone(), ..Base::default() }, stored)
}

/// A form for a new record, which begins as `shown`. It is written with the first thing typed, and
/// `also` with it.
pub fn use_new_form<R: Formed>(record: impl Into<RecordRef>, shown: R, also: Vec<Write>) -> Form<R> {
    make(record.into(), Base { also, ..Base::default() }, shown)
}

fn make<R: Formed>(record: RecordRef, base: Base<R>, shown: R) -> Form<R> {
    let keeping = use_draft(record, base.seen);
    let form = Form { record, shown: RwSignal::new(shown), base: StoredValue::new(base), keeping };
    form.keeping.when_stored(move |stored| form.merge_prose(&stored));
    form
}

impl<R: Formed> Form<R> {
    /// Which record it is about.
    pub fn record(self) -> RecordRef {
        self.record
    }

    /// What `read` makes of the record as the form shows it.
    pub fn read<T: PartialEq + Send + Sync + 'static>(self, read: impl Fn(&R) -> T + Send + Sync + 'static) -> Memo<T> {
        memo(move || self.shown.with(&read))
    }

    /// The record as the form shows it now, without listening to it.
    pub fn peek<T>(self, read: impl FnOnce(&R) -> T) -> T {
        self.shown.with_untracked(read)
    }

    /// Something was typed or chosen: changes the record, and keeps it.
    pub fn edit(self, change: impl FnOnce(&mut R)) {
        if self.change(change) {
            self.keep();
        }
    }

    /// Fills something in that the person did not type. It is kept with the first thing they type.
    pub fn fill_in(self, change: impl FnOnce(&mut R)) {
        if self.change(change) && self.keeping.state().with_untracked(|state| *state != SaveState::Untouched) {
            self.keep();
        }
    }

    /// What is true about saving.
    pub fn state(self) -> Signal<SaveState> {
        self.keeping.state()
    }

    /// **Done**: when this returns `Ok`, the record is as the form shows it, and on the disk.
    ///
    /// # Errors
    /// As [`Keeping::finish`].
    pub async fn finish(self) -> Result<(), Failure> {
        self.keeping.finish().await
    }

    /// Throws away what was typed and is no record yet: the person said so.
    pub async fn discard(self) {
        self.keeping.discard().await;
    }

    /// Whether the record is there: it was when the form was opened, or what was typed became it.
    pub fn is_record(self) -> bool {
        self.base.with_value(|base| base.seen) > 0 || self.keeping.is_record()
    }

    /// Whether a new record goes into the personal notebook; one that is there stays where it is.
    pub fn set_only_me(self, only_me: bool) {
        self.base.update_value(|base| base.only_me = only_me);
        if self.keeping.state().with_untracked(|state| *state != SaveState::Untouched) {
            self.keep();
        }
    }

    /// A record with another text in a field of prose.
    fn with_prose(self, record: R, field: u16, text: &str) -> Option<R> {
        let mut record: AnyRecord = record.into();
        record.set(Field::prose(self.record.kind, field, text).ok()?).ok()?;
        R::try_from(record).ok()
    }

    /// The record as the engine has it now, at revision `seen`: what was not touched here is shown
    /// as it is there; prose that is being typed, with what was changed there brought into it.
    pub fn take(self, seen: u64, stored: R) {
        let Some(base) = self.base.try_get_value() else { return };
        // An older answer may come late.
        if seen < base.seen || base.merged.values().any(|merged| seen < *merged) {
            return;
        }
        for theirs in self.prose_to_merge(&base, seen, &stored) {
            self.bring_in(&theirs);
        }
        let Some(mut base) = self.base.try_get_value() else { return };
        let (was, mine, theirs) = (values(&base.stored), values(&self.shown.get_untracked()), values(&stored));
        let of = |values: &Values, number: u16| values.get(&number).cloned().unwrap_or_default();
        let is_same = |one: &Values, other: &Values, number: u16| same(&of(one, number), &of(other, number));
        let collides = |number: &u16| !is_same(&theirs, &was, *number) && !is_same(&theirs, &mine, *number);
        if base.touched.iter().any(collides) {
            base.newer = Some((seen, stored));
            return self.base.set_value(base);
        }
        let mut together = AnyRecord::empty(self.record.kind);
        for spec in self.record.kind.fields() {
            let number = spec.number;
            let keep_mine = base.touched.contains(&number) || is_same(&theirs, &mine, number);
            let values = of(if keep_mine { &mine } else { &theirs }, number);
            // A value came from a field of this kind, so it fits.
            values.into_iter().for_each(|field| {
                let _ = together.set(field);
            });
        }
        base.touched.retain(|number| !is_same(&theirs, &mine, *number));
        base.taken_out.retain(|field| base.touched.contains(&field.number()));
        self.base.set_value(Base { seen, stored, newer: None, merged: BTreeMap::new(), ..base });
        if let Ok(together) = R::try_from(together)
            && self.shown.with_untracked(|shown| *shown != together)
        {
            self.shown.set(together);
        }
    }

    /// Takes what `stored` answers, whenever it answers something else.
    pub fn follow(self, stored: impl Fn() -> Option<(u64, R)> + 'static) {
        effect(move || {
            if let Some((seen, stored)) = stored() {
                self.take(seen, stored);
            }
        });
    }

    /// Changes the record; answers whether anything is different now.
    fn change(self, change: impl FnOnce(&mut R)) -> bool {
        let before = self.shown.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        let (old, new) = (values(&before), values(&after));
        let numbers = self.record.kind.fields().iter().map(|spec| spec.number);
        let touched: Vec<u16> = numbers.filter(|number| old.get(number) != new.get(number)).collect();
        let differs = !touched.is_empty();
        if differs {
            let gone = old.into_iter().flat_map(|(number, values)| {
                let new = new.get(&number).cloned().unwrap_or_default();
                values.into_iter().filter(move |value| value.shape() == Shape::Set && !new.contains(value))
            });
            let gone: Vec<Field> = gone.collect();
            self.base.update_value(|base| {
                base.touched.extend(touched);
                base.taken_out.extend(gone);
            });
            self.shown.set(after);
        }
        differs
    }

    fn keep(self) {
        let base = self.base.get_value();
        let shown: AnyRecord = self.shown.get_untracked().into();
        let (put, remove) = changes(self.record, &base, &shown);
        // A text that shows a newer revision than the other fields is written as of that one.
        let (newer, put): (Vec<Field>, Vec<Field>) =
            put.into_iter().partition(|field| base.merged.contains_key(&field.number()));
        let only_me = base.only_me;
        let mut writes = vec![Write { remove, only_me, ..Write::edit(self.record, base.seen, put) }];
        for field in newer {
            let seen = base.merged.get(&field.number()).copied().unwrap_or(base.seen);
            writes.push(Write { only_me, ..Write::edit(self.record, seen, vec![field]) });
        }
        // Once the record is there, what came with it is there too.
        writes.extend(base.also.into_iter().filter(|_| !self.keeping.is_record()));
        self.keeping.typed(words(&shown), writes);
    }

    /// The prose of `stored` that was changed there as well as here. What was typed here must not be in it
    /// already without this form knowing: it would be brought in a second time.
    fn prose_to_merge(self, base: &Base<R>, seen: u64, stored: &R) -> Vec<Stored> {
        let (was, mine) = (base.stored.clone().into(), self.shown.get_untracked().into());
        let known = |number: &u16| base.merged.get(number).copied().unwrap_or(base.seen);
        let apart = prose_apart(&base.touched, &was, &mine, &stored.clone().into()).into_iter();
        let open = apart.filter(|(field, ..)| !self.keeping.is_ahead_of(known(field)));
        open.map(|(field, sent, stored)| Stored { field, sent, stored, seen }).collect()
    }

    /// Prose that was changed elsewhere while it was typed here: both are shown from now on.
    fn merge_prose(self, stored: &Stored) {
        self.bring_in(stored);
        if let Some((seen, stored)) = self.base.try_with_value(|base| base.newer.clone()).flatten() {
            self.take(seen, stored);
        }
    }

    /// Brings a text of the record into the one that is shown.
    fn bring_in(self, stored: &Stored) {
        let Some(shown) = self.shown.try_get_untracked() else { return };
        let now = values(&shown).remove(&stored.field).and_then(|field| field.first()?.text()).unwrap_or_default();
        let merged = merge(&stored.sent, &now, &stored.stored);
        let was = self.base.with_value(|base| base.stored.clone());
        if let (Some(shown), Some(was)) =
            (self.with_prose(shown, stored.field, &merged), self.with_prose(was, stored.field, &stored.stored))
        {
            self.base.update_value(|base| {
                base.stored = was;
                base.merged.insert(stored.field, stored.seen);
            });
            let is_new = merged != now;
            self.shown.set(shown);
            // What was typed meanwhile is not to be sent without what was changed elsewhere.
            if is_new && self.keeping.pending_text().is_some() {
                self.keep();
            }
        }
    }
}

/// The prose that was touched and reads otherwise in `theirs` than in `was` and in `mine`: number of the
/// field, the text of `was`, the text of `theirs`.
fn prose_apart(
    touched: &BTreeSet<u16>,
    was: &AnyRecord,
    mine: &AnyRecord,
    theirs: &AnyRecord,
) -> Vec<(u16, String, String)> {
    let text = |record: &AnyRecord, number: u16| {
        record.fields().iter().find(|field| field.number() == number).and_then(Field::text).unwrap_or_default()
    };
    let prose = was.kind().fields().iter().filter(|spec| spec.shape == Shape::Text && touched.contains(&spec.number));
    prose
        .map(|spec| (spec.number, text(was, spec.number), text(theirs, spec.number)))
        .filter(|(number, was, theirs)| was != theirs && text(mine, *number) != *theirs)
        .collect()
}

/// What names the record in the notice after a crash: its title, else whatever it says. A draft without
/// words would be thrown away.
fn words(record: &AnyRecord) -> String {
    let common = record.common();
    let said = common.names().into_iter().chain(common.prose()).find(|words| !words.trim().is_empty());
    match common.title() {
        title if title.trim().is_empty() => said.unwrap_or_default().to_owned(),
        title => title,
    }
}

/// The fields to put and to remove, so that the record at `base` becomes `shown`.
fn changes<R: Formed>(record: RecordRef, base: &Base<R>, shown: &AnyRecord) -> (Vec<Field>, Vec<Field>) {
    let (was, now) = (values(&base.stored), values_of(shown));
    let (mut put, mut remove) = (Vec::new(), Vec::new());
    for spec in record.kind.fields() {
        let old = was.get(&spec.number).cloned().unwrap_or_default();
        let new = now.get(&spec.number).cloned().unwrap_or_default();
        let touched = base.touched.contains(&spec.number);
        match spec.shape {
            _ if !touched && same(&old, &new) => {}
            Shape::Set => {
                // What others took out meanwhile stays out, unless it was put back here.
                let is_new = |element: &Field| !old.contains(element) || base.taken_out.contains(element);
                put.extend(new.iter().filter(|element| is_new(element)).cloned());
                // What was put in and taken out here may be stored by now, without `stored` showing it.
                let here = base.taken_out.iter().filter(|element| element.number() == spec.number).cloned();
                let mut gone: Vec<Field> = Vec::new();
                for element in old.iter().cloned().chain(here) {
                    if !new.contains(&element) && !gone.contains(&element) {
                        gone.push(element);
                    }
                }
                remove.extend(gone);
            }
            Shape::One if new.is_empty() => put.extend(Field::empty(record.kind, spec.number)),
            Shape::Text if new.is_empty() => put.extend(Field::prose(record.kind, spec.number, "")),
            Shape::One | Shape::Text => put.extend(new),
        }
    }
    (put, remove)
}

fn values<R: Formed>(record: &R) -> Values {
    values_of(&record.clone().into())
}

fn values_of(record: &AnyRecord) -> Values {
    let mut values = Values::new();
    for field in record.fields() {
        values.entry(field.number()).or_default().push(field);
    }
    values
}

/// Whether two fields hold the same; order and repetition within a set do not count.
fn same(one: &[Field], other: &[Field]) -> bool {
    one.iter().all(|field| other.contains(field)) && other.iter().all(|field| one.contains(field))
}

#[cfg(test)]
mod tests {
    use floorbook_domain::Observation;

    use super::*;

    fn note(text: &str, area: &str) -> AnyRecord {
        AnyRecord::from(Observation { text: text.to_owned(), area: area.to_owned(), ..Observation::default() })
    }

    #[test]
    fn only_prose_that_both_changed_is_brought_together() {
        let (text, area) = (2, 4);
        let (was, mine, theirs) = (note("log", "Sewing"), note("log book", "Linking"), note("my log", "Cutting"));
        let apart =
            |touched: &[u16], theirs: &AnyRecord| prose_apart(&touched.iter().copied().collect(), &was, &mine, theirs);
        assert_eq!(apart(&[text, area], &theirs), [(text, "log".to_owned(), "my log".to_owned())]);
        assert_eq!(apart(&[area], &theirs), [], "it is shown as it is there");
        assert_eq!(apart(&[text], &note("log", "Cutting")), [], "they left it as it was");
        assert_eq!(apart(&[text], &note("log book", "")), [], "both wrote the same");
    }
}
