//! When an answer is stale: what was asked may have another answer after an event.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use floorbook_port::{Event, HostState, Query, SyncPhase};
use leptos::prelude::*;

use super::{concern::concerns, door};
use crate::host::page;

/// What was asked last.
pub(super) type Asked = Rc<RefCell<Option<Query>>>;

/// Moves `again` when an event could concern what was asked: at most once a frame. Ends with the
/// owner under which it was called.
pub(super) fn ask_again_when_stale(asked: Asked, again: RwSignal<u32>) {
    let due = Rc::new(Cell::new(false));
    let listening = door::listen(move |event| {
        let stale = asked.borrow().as_ref().is_some_and(|query| is_stale(query, event));
        if stale && !due.replace(true) {
            let due = due.clone();
            page::on_next_frame(move || {
                due.set(false);
                again.try_update(|turn| *turn += 1);
            });
        }
    });
    let listening = StoredValue::new_local(listening);
    on_cleanup(move || listening.dispose());
}

fn is_stale(query: &Query, event: &Event) -> bool {
    match event {
        Event::Changed(records) => concerns(query, records),
        Event::Everything | Event::Host(HostState::Ready { .. }) => true,
        // Who belongs to the notebook is not asked with every envelope that comes.
        Event::Sync(status) => match query {
            Query::Sync => true,
            Query::Team => status.phase == SyncPhase::Idle,
            _ => false,
        },
        Event::Host(_) | Event::Full(_) => false,
    }
}
