//! How much room there is for this origin, as the browser says it and as it is found by trying; in the shell, on the
//! disk.
//!
//! A write that found no room counts for more than both. The page asks, not the worker: a worker that is ended
//! while it waits for the answer makes Chromium 148 crash the page.

use floorbook_port::ShellDevice;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    engine,
    host::{
        page, shell,
        storage::{self, StorageState},
    },
    reactive::effect,
};

/// How long writes may go on before the room is looked at again, in milliseconds.
const AFTER_WRITES: u64 = 1_500;
/// How often it is looked at while the page can be seen, in milliseconds.
const WHILE_SEEN: u64 = 60_000;

#[derive(Clone, Copy)]
struct Room(RwSignal<Option<StorageState>>, RwSignal<Option<ShellDevice>>);

/// Looks now, each minute while the page can be seen, after bytes were written, and when a write found no room.
pub fn provide_room() {
    let room = Room(RwSignal::new(None), RwSignal::new(None));
    provide_context(room);
    let (full, written) = (engine::full(), engine::written());
    effect(move || {
        let full = full.get();
        look(room, full);
    });
    let (of_writes, soon) = (engine::full(), StoredValue::new(false));
    effect(move || {
        if written.get() > 0 && !soon.get_value() {
            soon.set_value(true);
            let full = of_writes.clone();
            spawn_local(async move {
                page::sleep(AFTER_WRITES).await;
                soon.try_set_value(false);
                look(room, full.get_untracked());
            });
        }
    });
    let seen = engine::full();
    spawn_local(async move {
        loop {
            page::sleep(WHILE_SEEN).await;
            if page::is_visible() {
                look(room, seen.get_untracked());
            }
        }
    });
}

/// How much room there is; `None` until it is known.
pub fn use_room() -> Signal<Option<StorageState>> {
    expect_context::<Room>().0.into()
}

/// What the shell knows of the device; `None` in a browser, and until it is known.
pub fn use_shell_device() -> Signal<Option<ShellDevice>> {
    expect_context::<Room>().1.into()
}

/// What the shell says of the room.
async fn of_shell(room: Room) -> Option<StorageState> {
    match shell::device().await {
        Ok(device) => {
            let state = StorageState { used: device.used, quota: device.used + device.free, persisted: true };
            room.1.try_set(Some(device));
            Some(state)
        }
        Err(failure) => {
            leptos::logging::error!("the shell does not tell how much room there is: {failure}");
            None
        }
    }
}

fn look(room: Room, full: bool) {
    spawn_local(async move {
        let found = if shell::is_here() { of_shell(room).await } else { storage::measure().await };
        let Some(found) = found else { return };
        let state = StorageState { quota: if full { found.used } else { found.quota }, ..found };
        room.0.try_update(|known| {
            if *known != Some(state) {
                *known = Some(state);
            }
        });
    });
}
