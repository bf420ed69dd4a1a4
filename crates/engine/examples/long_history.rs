//! Measures what a long history costs: one note whose text, and one whose area, is changed again and
//! again; then another device that gets all of it, and rebuilding.
//!
//! `cargo run --release -p floorbook-engine --example long_history`

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::time::{Duration, Instant as Clock};

use floorbook_domain::{Field, ObservationField, ObservationId};
use floorbook_port::{Command, Write};
use floorbook_testkit::{Replica, fleet};

/// Changes to each note, and how many of them are timed together.
const CHANGES: usize = 1_000;
const STEP: usize = 200;

fn main() {
    let (mut replicas, notebook) = fleet(2, 1);
    let [writer, reader] = replicas.as_mut_slice() else { unreachable!("two replicas") };
    let sentence = "The tension drifts when the hall warms up. ".repeat(10);
    println!("{CHANGES} changes to one note, milliseconds each:");
    timed(writer, 1, |n| ObservationField::Text(format!("{sentence} Seen {n} times.")).into());
    timed(writer, 2, |n| ObservationField::Area(format!("Hall {n}")).into());
    let changes = writer.engine().changes(notebook).unwrap();
    let now = reader.now;
    let (_, took) = clock(|| reader.engine().receive(now, notebook, &changes).unwrap());
    println!("taken in by another device: {took:.0?}");
    let (_, took) = clock(|| writer.call(Command::Rebuild).unwrap());
    println!("rebuilt: {took:.0?}");
}

fn timed(replica: &mut Replica, note: u8, mut field: impl FnMut(usize) -> Field) {
    let id = ObservationId::new(1, [note; 10]);
    let mut seen = 0;
    for start in (0..CHANGES).step_by(STEP) {
        let (_, took) = clock(|| {
            for n in start..start + STEP {
                seen = replica.write(vec![Write::edit(id, seen, vec![field(n)])]);
            }
        });
        println!("  {start:>5} and on: {:.2}", took.as_secs_f64() * 1_000.0 / STEP as f64);
    }
}

fn clock<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Clock::now();
    let made = work();
    (made, start.elapsed())
}
