//! What the app needs everywhere: who one is, what is open, what is running. Asked once, at the root.

use floorbook_port::{Query, StartView};
use leptos::prelude::*;

use crate::engine::{Live, live};

/// Asks for it; called once at the root.
pub fn provide_start() {
    provide_context::<Live<StartView>>(live(|| Query::Start));
}

/// Who one is, what is running, what is planned.
pub fn use_start() -> Live<StartView> {
    expect_context()
}

/// One's own name; empty before a notebook was started.
pub fn my_name() -> Signal<String> {
    let start = use_start();
    Signal::derive(move || {
        start.with(|start| start.me.as_ref().map(|me| me.record.name.clone())).flatten().unwrap_or_default()
    })
}
