//! What the app needs everywhere: who one is, what is open, what is running. Asked once, at the root.

use floorbook_port::{NotebookView, Query, StartView, VisitSummary};
use leptos::prelude::*;

use crate::{
    engine::{Live, live},
    host::settings,
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

/// The running visit that one is at: the one that something was captured into last on this device, else the one that
/// one started oneself, the longest first. A colleague's visit somewhere else is none.
pub fn visit_at() -> Memo<Option<VisitSummary>> {
    let start = use_start();
    memo(move || start.with(|start| at(&start.running, settings::visit_at().as_deref()).cloned()).flatten())
}

fn at<'a>(running: &'a [VisitSummary], last: Option<&str>) -> Option<&'a VisitSummary> {
    let captured = running.iter().find(|visit| last.is_some_and(|last| visit.id.to_string() == last));
    captured.or_else(|| running.iter().find(|visit| visit.led_by.is_none()))
}

/// Whether one only reads in the open notebook.
pub fn reads_only() -> Memo<bool> {
    let open = open_notebook();
    memo(move || open.with(|open| open.as_ref().is_some_and(|notebook| notebook.reads_only)))
}
