//! The hub alone: the hub's own program that loads one (`crates/hub/examples/load`), and what it found.

use crate::figures::Figures;
use floorbook_tests::place;
use serde_json::Value;
use std::process::{Command, Stdio};

const APPENDS: &str = "Durable appends at the hub";
const IDLE: &str = "Idle live connections at the hub";
/// Changes a second that are wanted in batches.
const GOAL: f64 = 10_000.0;

/// Runs it, on the disk that holds the target folder.
pub fn measure(figures: &mut Figures) {
    let mut load = Command::new(place::load());
    load.arg("--hub").arg(place::hub()).arg("--folder").arg(place::target()).arg("--json");
    let output = load.stderr(Stdio::inherit()).output().expect("the hub can be loaded");
    assert!(output.status.success(), "loading the hub failed: {}", output.status);
    let found: Value = serde_json::from_slice(&output.stdout).expect("it says in JSON what it found");
    for one in found.as_array().expect("a list of findings") {
        let number = |name: &str| one[name].as_f64().unwrap_or(f64::NAN);
        if one["writers"].is_null() {
            let of = |what: &str| format!("{} connections, {what}", number("connections"));
            figures.add(IDLE, of("memory before"), number("resident_kib_before") / 1024.0, "MiB");
            figures.add(IDLE, of("memory"), number("resident_kib") / 1024.0, "MiB");
            figures.add(IDLE, of("a push until all have heard of it"), number("heard_by_all_ms"), "ms");
            continue;
        }
        let (writers, changes) = (number("writers"), number("changes_an_append"));
        let of = |what: &str| format!("{writers} writers, {changes} changes an append, {what}");
        figures.add(APPENDS, of("appends a second"), number("appends_a_second"), "");
        if changes > 1.0 {
            figures.exceed(APPENDS, of("changes a second"), number("changes_a_second"), "", GOAL);
        }
        figures.add(APPENDS, of("p50"), number("median_ms"), "ms");
        figures.add(APPENDS, of("p95"), number("p95_ms"), "ms");
    }
}
