//! The accessibility rules of axe-core, run on what is on the screen.

use crate::page::Page;
use crate::place;
use serde_json::{Value, json};

const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done({ violations }),
        (error) => done({ failed: String(error) }),
    );";

/// What axe finds wrong, in one line each; empty where all is well.
///
/// # Panics
/// When axe itself fails.
pub async fn violations(page: &Page) -> Vec<String> {
    let there = page.execute("return typeof axe === 'object'", vec![]).await.expect("the page runs scripts");
    if there != json!(true) {
        let rules = std::fs::read_to_string(place::axe()).expect("npm has installed axe-core");
        // At the page's own level, where its global is one.
        page.devtools("Runtime.evaluate", json!({ "expression": rules })).await;
    }
    let report = page.execute_async(RUN, vec![]).await.expect("axe runs");
    assert!(report["failed"].is_null(), "axe failed: {}", report["failed"]);
    let violations = report["violations"].as_array().cloned().unwrap_or_default();
    violations.iter().map(line).collect()
}

fn line(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
    let nodes: Vec<String> =
        nodes.iter().map(|node| format!("{} ({})", node["html"], node["failureSummary"])).collect();
    format!("{}: {} at {}", violation["id"], violation["help"], nodes.join("; "))
}
