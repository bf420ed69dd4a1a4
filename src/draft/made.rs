//! What a composer has made of its record itself, while it stays open.
//!
//! A draft becomes a change now and then, while the composer goes on showing what it was opened on. The
//! next draft replaces what the one before it wrote, so it names that revision; but not the revision that
//! the record has by then: what others wrote in between was not on the screen.

use std::cell::{Cell, RefCell};

use floorbook_domain::RecordRef;
use floorbook_port::Write;

/// The revisions that the drafts of the composer which is open made of the record.
#[derive(Default)]
pub(super) struct Made {
    revisions: RefCell<Vec<u64>>,
    /// Counts the composers that were opened on the record, one after the other.
    composer: Cell<u32>,
    /// The one into which the draft was typed.
    typed_into: Cell<u32>,
}

impl Made {
    /// A composer is opened. What was typed into one before it, it may not show.
    pub(super) fn open(&self) {
        self.composer.set(self.composer.get() + 1);
        self.revisions.borrow_mut().clear();
    }

    /// Something is typed into the composer that is open.
    pub(super) fn typed(&self) {
        self.typed_into.set(self.composer.get());
    }

    /// The composer into which the draft was typed.
    pub(super) fn typed_into(&self) -> u32 {
        self.typed_into.get()
    }

    /// A draft that was typed into `composer` made this revision.
    pub(super) fn add(&self, composer: u32, revision: u64) {
        if composer == self.composer.get() {
            self.revisions.borrow_mut().push(revision);
        }
    }

    /// Whether a draft of the composer that is open made something after this revision.
    pub(super) fn is_after(&self, revision: u64) -> bool {
        self.revisions.borrow().iter().any(|made| *made > revision)
    }

    /// The writes of the draft, told what was made since the revision that they show.
    pub(super) fn told(&self, record: RecordRef, mut writes: Vec<Write>) -> Vec<Write> {
        if self.typed_into.get() == self.composer.get() {
            let revisions = self.revisions.borrow();
            for write in writes.iter_mut().filter(|write| write.record == record) {
                write.made = revisions.iter().copied().filter(|made| *made > write.seen).collect();
            }
        }
        writes
    }
}

#[cfg(test)]
mod tests {
    use floorbook_domain::PartnerId;

    use super::*;

    fn told(made: &Made, seen: u64) -> Vec<u64> {
        let record = PartnerId::new(1, [1; 10]);
        made.told(record.into(), vec![Write::edit(record, seen, vec![])]).remove(0).made
    }

    #[test]
    fn a_composer_names_what_it_made_since_the_revision_that_it_shows() {
        let made = Made::default();
        made.open();
        made.typed();
        assert_eq!(told(&made, 3), [0; 0]);
        made.add(made.typed_into(), 5);
        made.add(made.typed_into(), 9);
        assert_eq!(told(&made, 3), [5, 9]);
        assert!(made.is_after(8) && !made.is_after(9));
        assert_eq!(told(&made, 7), [9], "the screen was brought up to date meanwhile");
        let other = vec![Write::edit(PartnerId::new(1, [2; 10]), 3, vec![])];
        assert_eq!(made.told(PartnerId::new(1, [1; 10]).into(), other.clone()), other);
    }

    #[test]
    fn what_was_typed_into_an_earlier_composer_is_not_taken_for_seen() {
        let made = Made::default();
        made.open();
        made.typed();
        let first = made.typed_into();
        made.open();
        made.add(first, 5);
        made.typed();
        assert_eq!(told(&made, 3), [0; 0], "its draft was under way when this one was opened");
    }
}
