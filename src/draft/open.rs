//! The drafts that are open in this tab, and what happens to all of them: finished when the page is
//! hidden or about to be replaced, counted where the page says that something is unsaved.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use floorbook_port::DraftKey;
use leptos::{prelude::*, task::spawn_local};

use super::{keeper::Keeper, recovery};
use crate::{
    engine,
    host::{lock, page},
};

#[derive(Default)]
struct Open {
    keepers: RefCell<Vec<Rc<Keeper>>>,
    /// Revisions go on counting where a composer of the same record is opened again.
    revisions: RefCell<HashMap<DraftKey, u64>>,
    unsaved: ArcRwSignal<bool>,
    started: Cell<bool>,
}

thread_local! {
    static OPEN: Open = Open::default();
}

/// Starts what this room does by itself: holds the tab's lock, finishes drafts when the page is
/// hidden, and recovers what dead tabs left. Called once, at the start of the app.
pub fn start() {
    if OPEN.with(|open| open.started.replace(true)) {
        return;
    }
    lock::hold_for_ever(&recovery::lock_of(engine::tab()));
    page::on_visibility(|visible| {
        if !visible {
            finish_soon();
        }
    });
    page::on_window("pagehide", |_| finish_soon());
    spawn_local(recovery::recover());
}

/// Whether something that was typed here is not on the disk yet.
pub fn unsaved() -> ArcReadSignal<bool> {
    OPEN.with(|open| open.unsaved.read_only())
}

/// Makes all drafts of this tab records; `false` if the disk did not take one of them.
pub async fn finish_all() -> bool {
    let keepers = OPEN.with(|open| open.keepers.borrow().clone());
    let mut all = true;
    for keeper in keepers {
        all &= keeper.finish().await.is_ok();
    }
    all
}

fn finish_soon() {
    let keepers = OPEN.with(|open| open.keepers.borrow().clone());
    keepers.iter().for_each(Keeper::finish_soon);
}

/// The keeper of `key`: the one that is still at work, or a new one.
pub(super) fn take(key: DraftKey, seen: u64) -> Rc<Keeper> {
    OPEN.with(|open| {
        let known = open.keepers.borrow().iter().find(|keeper| keeper.key == key).cloned();
        let keeper = known.unwrap_or_else(|| {
            let revision = open.revisions.borrow().get(&key).copied().unwrap_or(0);
            let keeper = Keeper::new(key, seen, revision);
            open.keepers.borrow_mut().push(keeper.clone());
            keeper
        });
        keeper.opened(seen);
        keeper.users.set(keeper.users.get() + 1);
        keeper
    })
}

/// The composer is gone; the keeper goes when all of it is a record.
pub(super) fn leave(keeper: Rc<Keeper>) {
    keeper.users.set(keeper.users.get().saturating_sub(1));
    spawn_local(async move {
        while keeper.finish().await.is_err() {
            page::sleep(3_000).await;
        }
        OPEN.with(|open| {
            if keeper.users.get() == 0 && keeper.is_finished() {
                open.revisions.borrow_mut().insert(keeper.key, keeper.revision());
                open.keepers.borrow_mut().retain(|other| !Rc::ptr_eq(other, &keeper));
            }
        });
    });
}

/// Keeps the sum of what is unsaved true; keepers call it when their state changes.
pub(super) fn count_unsaved() {
    OPEN.with(|open| {
        let any = open.keepers.borrow().iter().any(|keeper| keeper.is_unsaved());
        if open.unsaved.get_untracked() != any {
            open.unsaved.set(any);
        }
    });
}
