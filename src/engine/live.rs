//! An answer that stays up to date.

use std::{cell::Cell, rc::Rc};

use floorbook_port::{Failure, Query, View};
use leptos::{prelude::*, task::spawn_local};

use crate::reactive::effect;

use super::{
    Shown, ask, out_of_place,
    stale::{self, Asked},
};

/// An answer that stays up to date: while it is asked for again, the old one is shown.
///
/// It is `Copy` and lives as long as the component (or root) that made it.
pub struct Live<T: Shown> {
    view: RwSignal<Option<T>>,
    failure: RwSignal<Option<Failure>>,
    asking: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T: Shown> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Shown> Copy for Live<T> {}

impl<T: Shown> Live<T> {
    /// The newest answer; `None` before the first.
    pub fn view(&self) -> Option<T> {
        self.view.get()
    }

    /// The newest answer, as a signal that never changes by itself.
    pub fn signal(&self) -> ReadSignal<Option<T>> {
        self.view.read_only()
    }

    /// What `read` makes of the newest answer; `None` before the first. Reads without cloning.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.view.with(|view| view.as_ref().map(read))
    }

    /// Why the last time of asking failed, if it did.
    pub fn failure(&self) -> Option<Failure> {
        self.failure.get()
    }

    /// Whether an answer is awaited.
    pub fn is_asking(&self) -> bool {
        self.asking.get()
    }

    /// Asks again now, for a **Try again** button.
    pub fn again(&self) {
        self.again.update(|turn| *turn += 1);
    }
}

/// Asks `query` and keeps the answer up to date: when a signal that `query` reads changes, and when
/// the engine reports a change that could concern it.
pub fn live<T: Shown>(query: impl Fn() -> Query + 'static) -> Live<T> {
    live_if(move || Some(query()))
}

/// As [`live`]; while there is nothing to ask, there is no answer.
pub fn live_if<T: Shown>(query: impl Fn() -> Option<Query> + 'static) -> Live<T> {
    let live = Live {
        view: RwSignal::new(None),
        failure: RwSignal::new(None),
        asking: RwSignal::new(true),
        again: RwSignal::new(0),
    };
    // Signals may be gone when a late answer comes: the component that asked was left.
    let take = move |answer: Option<Result<View, Failure>>| {
        live.asking.try_set(false);
        match answer {
            Some(Ok(view)) => match T::from_view(view) {
                Some(view) => {
                    if live.view.try_with_untracked(|old| old.as_ref() != Some(&view)) == Some(true) {
                        live.view.try_set(Some(view));
                    }
                    live.failure.try_set(None);
                }
                None => drop(live.failure.try_set(Some(out_of_place()))),
            },
            Some(Err(failure)) => drop(live.failure.try_set(Some(failure))),
            None => drop(live.view.try_set(None)),
        }
    };
    let asking = move || {
        live.asking.try_set(true);
    };
    keep_asking(Box::new(query), live.again, Rc::new(take), Rc::new(asking));
    live
}

type Take = Rc<dyn Fn(Option<Result<View, Failure>>)>;

/// What is the same for every type that is shown, so that it is compiled once.
fn keep_asking(query: Box<dyn Fn() -> Option<Query>>, again: RwSignal<u32>, take: Take, asking: Rc<dyn Fn()>) {
    let current: Asked = Rc::default();
    let newest = Rc::new(Cell::new(0_u32));
    stale::ask_again_when_stale(current.clone(), again);
    effect(move || {
        again.track();
        let query = query();
        current.replace(query.clone());
        let turn = newest.get().wrapping_add(1);
        newest.set(turn);
        let (newest, take) = (newest.clone(), take.clone());
        match query {
            None => take(None),
            Some(query) => {
                asking();
                spawn_local(async move {
                    let answer = ask(query).await;
                    // An answer that comes after a newer question is no answer to it.
                    if newest.get() == turn {
                        take(Some(answer));
                    }
                });
            }
        }
    });
}
