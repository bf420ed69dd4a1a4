//! What the app needs everywhere: who one is, what is open, what is running. Asked once, at the root.

use floorbook_port::{NotebookView, Query, StartView};
use leptos::prelude::*;

use crate::{
    engine::{Live, live},
    reactive::memo,
};

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

/// The notebook that is open.
pub fn open_notebook() -> Memo<Option<NotebookView>> {
    let start = use_start();
    memo(move || start.with(|start| start.notebooks.iter().find(|one| one.open).cloned()).flatten())
}

/// Whether one only reads in the open notebook.
pub fn reads_only() -> Memo<bool> {
    let open = open_notebook();
    memo(move || open.with(|open| open.as_ref().is_some_and(|notebook| notebook.reads_only)))
}
