//! Every target over its seeds and over what once broke something, with the ordinary compiler.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use floorbook_fuzz::TARGETS;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The files in a folder; none where there is no such folder.
fn inputs(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_target_takes_its_seeds_and_what_is_near_them() {
    for (name, target) in TARGETS {
        let seeds = inputs(&folder("seeds").join(name));
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for (_, seed) in &seeds {
            target(seed);
            // A few of the places are enough here; to find what nobody thought of is the fuzzers' work.
            for at in (0..seed.len()).step_by(seed.len() / 24 + 1) {
                target(&seed[..at]);
                let mut flipped = seed.clone();
                flipped[at] ^= 0x81;
                target(&flipped);
            }
        }
        target(&[]);
    }
}

#[test]
fn what_once_broke_something_breaks_it_no_more() {
    for (name, target) in TARGETS {
        for (_path, input) in inputs(&folder("crashers").join(name)) {
            target(&input);
        }
    }
}

#[test]
fn every_folder_and_every_fuzzer_belongs_to_a_target() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&folder("seeds")), targets);
    assert!(names(&folder("crashers")).is_subset(&targets));
    let fuzzers: BTreeSet<String> = targets.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names(&folder("fuzz/fuzz_targets")), fuzzers);
    let manifest = fs::read_to_string(folder("fuzz/Cargo.toml")).unwrap();
    for name in &targets {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is in the manifest");
    }
}
