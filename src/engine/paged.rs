//! A list that stays up to date and grows page by page.

use std::rc::Rc;

use floorbook_port::{Cursor, Failure, Page, PageRequest, Query};
use leptos::{prelude::*, task::spawn_local};

use super::{
    Shown, ask, out_of_place,
    stale::{self, Asked},
};

/// The most rows that one answer holds: more would take the page longer to read than a frame may last.
const MOST: usize = 100;

/// A list that grows by [`more`](LivePages::more). `Copy`; lives as long as what made it.
pub struct LivePages<T: Send + Sync + 'static> {
    rows: RwSignal<Option<Vec<T>>>,
    wanted: RwSignal<usize>,
    at_end: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    again: RwSignal<u32>,
    /// Where the next page starts.
    next: StoredValue<Option<Cursor>>,
    step: usize,
}

impl<T: Send + Sync + 'static> Clone for LivePages<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for LivePages<T> {}

impl<T: Clone + Send + Sync + 'static> LivePages<T> {
    /// The rows so far; `None` before the first answer.
    pub fn rows(&self) -> ReadSignal<Option<Vec<T>>> {
        self.rows.read_only()
    }

    /// Whether there is nothing, and that is known.
    pub fn is_empty(&self) -> bool {
        self.rows.with(|rows| rows.as_ref().is_some_and(Vec::is_empty))
    }

    /// Whether there may be more rows than those here.
    pub fn has_more(&self) -> bool {
        !self.at_end.get()
    }

    /// Why the last time of asking failed, if it did.
    pub fn failure(&self) -> Option<Failure> {
        self.failure.get()
    }

    /// Asks for the next page. Harmless while one is on its way and at the end.
    pub fn more(&self) {
        let here = self.rows.with_untracked(|rows| rows.as_ref().map_or(0, Vec::len));
        if !self.at_end.get_untracked() && self.wanted.get_untracked() <= here {
            self.wanted.set(here + self.step);
        }
    }

    /// Asks again now, for a **Try again** button.
    pub fn again(&self) {
        self.again.update(|turn| *turn += 1);
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> LivePages<T> {
    /// Takes an answer: all rows so far, or those that follow. The signals may be gone: the component
    /// that asked was left meanwhile.
    fn take(self, answer: Result<(Vec<T>, Option<Cursor>), Failure>, follows: bool) {
        match answer {
            Ok((rows, next)) => {
                self.at_end.try_set(next.is_none());
                self.next.try_update_value(|old| *old = next);
                self.failure.try_set(None);
                if follows {
                    self.rows.try_update(|old| old.get_or_insert_default().extend(rows));
                } else if self.rows.try_with_untracked(|old| old.as_ref() != Some(&rows)) == Some(true) {
                    self.rows.try_set(Some(rows));
                }
            }
            Err(failure) => drop(self.failure.try_set(Some(failure))),
        }
    }
}

/// Asks `query` for `step` rows at a time (at most 500), and keeps all rows so far up to date.
/// When a signal that `query` reads changes, the list starts again with its first page.
pub fn live_pages<T>(step: usize, query: impl Fn(PageRequest) -> Query + 'static) -> LivePages<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Page<T>: Shown,
{
    let list = LivePages {
        rows: RwSignal::new(None),
        wanted: RwSignal::new(step),
        at_end: RwSignal::new(false),
        failure: RwSignal::new(None),
        again: RwSignal::new(0),
        next: StoredValue::new(None),
        step,
    };
    let newest = StoredValue::new(0_u32);
    let current: Asked = Rc::default();
    stale::ask_again_when_stale(current.clone(), list.again);
    let query = Rc::new(query);
    Effect::new(move |before: Option<(u32, Query)>| {
        let now = (list.again.get(), query(PageRequest::first(1)));
        if before.as_ref().is_some_and(|(_, before)| *before != now.1) {
            list.wanted.set(step);
        }
        current.replace(Some(now.1.clone()));
        let wanted = list.wanted.get();
        // Only more is wanted: what is here stands.
        let here = list.rows.with_untracked(|rows| rows.as_ref().map_or(0, Vec::len));
        let follows = before.as_ref() == Some(&now) && here > 0 && list.next.with_value(Option::is_some);
        let (wanted, after) =
            if follows { (wanted.saturating_sub(here), list.next.get_value()) } else { (wanted, None) };
        newest.update_value(|turn| *turn = turn.wrapping_add(1));
        let (turn, query) = (newest.get_value(), query.clone());
        spawn_local(async move {
            let answer = fill(wanted, after, &*query).await;
            // An answer that comes after a newer question is no answer to it.
            if newest.try_get_value() == Some(turn) {
                list.take(answer, follows);
            }
        });
        now
    });
    list
}

/// Asks page after page until there are `wanted` rows or no more; answers where the next one starts.
async fn fill<T>(
    wanted: usize,
    mut after: Option<Cursor>,
    query: &dyn Fn(PageRequest) -> Query,
) -> Result<(Vec<T>, Option<Cursor>), Failure>
where
    Page<T>: Shown,
{
    let mut rows = Vec::new();
    loop {
        let limit = u32::try_from((wanted - rows.len()).clamp(1, MOST)).unwrap_or(1);
        let view = ask(query(PageRequest { after, limit })).await?;
        let page = <Page<T> as Shown>::from_view(view).ok_or_else(out_of_place)?;
        rows.extend(page.rows);
        match page.next {
            Some(next) if rows.len() < wanted => after = Some(next),
            next => return Ok((rows, next)),
        }
    }
}
