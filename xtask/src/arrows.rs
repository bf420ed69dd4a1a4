//! The arrows between the crates: who may depend on whom.
//!
//! They keep the UI's wasm free of the engine, and the hub free of everything that could read a notebook.

use crate::place::Place;
use anyhow::{Context, Result, bail};
use cargo_metadata::{DependencyKind, MetadataCommand};

/// For each crate of the workspace, the crates of the workspace that it may depend on.
const ARROWS: [(&str, &[&str]); 15] = [
    ("floorbook-domain", &[]),
    ("floorbook-port", &["floorbook-domain"]),
    ("floorbook-seal", &[]),
    ("floorbook-wire", &["floorbook-seal"]),
    (
        "floorbook-engine",
        &["floorbook-domain", "floorbook-port", "floorbook-sample", "floorbook-seal", "floorbook-wire"],
    ),
    ("floorbook-sample", &["floorbook-domain", "floorbook-port"]),
    ("floorbook-host", &["floorbook-domain"]),
    (
        "floorbook-worker",
        &[
            "floorbook-domain",
            "floorbook-engine",
            "floorbook-host",
            "floorbook-port",
            "floorbook-sample",
            "floorbook-seal",
        ],
    ),
    (
        "floorbook-shell",
        &[
            "floorbook-domain",
            "floorbook-engine",
            "floorbook-host",
            "floorbook-hub",
            "floorbook-port",
            "floorbook-seal",
        ],
    ),
    ("floorbook-hub", &["floorbook-seal", "floorbook-wire"]),
    ("floorbook", &["floorbook-domain", "floorbook-port"]),
    // Only for development: these are never part of what is given out.
    (
        "floorbook-testkit",
        &["floorbook-domain", "floorbook-engine", "floorbook-port", "floorbook-seal", "floorbook-wire"],
    ),
    (
        "floorbook-tests",
        &[
            "floorbook-domain",
            "floorbook-engine",
            "floorbook-hub",
            "floorbook-port",
            "floorbook-sample",
            "floorbook-testkit",
        ],
    ),
    (
        "floorbook-fuzz",
        &[
            "floorbook-domain",
            "floorbook-engine",
            "floorbook-host",
            "floorbook-port",
            "floorbook-seal",
            "floorbook-testkit",
            "floorbook-wire",
            "floorbook-worker",
        ],
    ),
    ("xtask", &[]),
];

/// One normal or build dependency between two crates of the workspace.
type Arrow = (String, String);

/// Fails where a crate depends on one that it must not know, naming all such arrows.
pub(crate) fn check(place: &Place) -> Result<()> {
    let wrong = wrong(&arrows(place)?);
    if !wrong.is_empty() {
        bail!("arrows that the design does not have: {}", wrong.join(", "));
    }
    Ok(())
}

fn wrong(arrows: &[Arrow]) -> Vec<String> {
    let allowed = |from: &str| ARROWS.iter().find(|(name, _)| *name == from).map_or(&[][..], |(_, to)| to);
    let is_wrong = |(from, to): &&Arrow| !allowed(from).contains(&to.as_str());
    arrows.iter().filter(is_wrong).map(|(from, to)| format!("{from} → {to}")).collect()
}

/// Development dependencies are left out: tests may look at anything.
fn arrows(place: &Place) -> Result<Vec<Arrow>> {
    let mut metadata = MetadataCommand::new();
    let metadata =
        metadata.manifest_path(place.join("Cargo.toml")).no_deps().exec().context("reading cargo metadata")?;
    let is_ours = |name: &str| metadata.packages.iter().any(|package| package.name.as_str() == name);
    let arrows = metadata.packages.iter().flat_map(|package| {
        (package.dependencies.iter())
            .filter(|dependency| dependency.kind != DependencyKind::Development && is_ours(&dependency.name))
            .map(|dependency| (package.name.to_string(), dependency.name.clone()))
    });
    Ok(arrows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crates_depend_on_each_other_as_designed() {
        check(&Place::find().unwrap()).unwrap();
    }

    #[test]
    fn the_workspace_has_the_arrows_that_make_it_work() {
        let arrows = arrows(&Place::find().unwrap()).unwrap();
        let engine = ("floorbook-worker".to_owned(), "floorbook-engine".to_owned());
        assert!(arrows.contains(&engine), "an empty list would pass every check: {arrows:?}");
    }

    #[test]
    fn the_ui_never_knows_the_engine_nor_the_hub_a_notebook() {
        let arrow = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let bad = [
            arrow("floorbook", "floorbook-engine"),
            arrow("floorbook-hub", "floorbook-domain"),
            arrow("floorbook-engine", "floorbook-testkit"),
            arrow("newcomer", "floorbook-domain"),
            arrow("floorbook-seal", "floorbook-domain"),
        ];
        assert_eq!(wrong(&bad).len(), bad.len());
        assert!(wrong(&[arrow("floorbook-port", "floorbook-domain")]).is_empty());
    }
}
