//! How long ten thousand small notes take: to be sealed and pushed, and to be pulled by another device.

#![allow(clippy::print_stdout, reason = "what it finds is for who started it")]

use std::time::Instant;

use floorbook_domain::{ObservationField, ObservationId};
use floorbook_port::{Role, Write};
use floorbook_testkit::{Net, Replica};

const NOTES: u64 = 10_000;

fn main() {
    let mut net = Net::new();
    let (mut ada, mut ben) = (Replica::new(1), Replica::new(2));
    ada.begin("Ada");
    ada.connect(Net::HUB);
    let link = ada.invite(Role::Editor);
    net.settle(&mut [&mut ada]);
    let begun = Instant::now();
    for n in 0..NOTES {
        let id = ObservationId::new(n + 1, ada.chance().ten());
        let text =
            format!("note {n}: the tension of line {} drifts after the break, again at the end of the shift", n % 17);
        ada.write(vec![Write::new(id, vec![ObservationField::Text(text).into()])]);
    }
    tell("written, each flushed", begun);
    let begun = Instant::now();
    net.round(&mut [&mut ada]);
    tell("sealed and pushed", begun);
    ben.join_by(&link, "Ben", None);
    let begun = Instant::now();
    net.round(&mut [&mut ben]);
    tell("joined, pulled, opened and applied", begun);
    let size: usize = net.hub().workspaces.values().flat_map(|space| &space.log).map(|entry| entry.bytes.len()).sum();
    println!("{} bytes a note in the hub's log", size as u64 / NOTES);
}

fn tell(what: &str, begun: Instant) {
    let took = begun.elapsed();
    println!(
        "{NOTES} notes {what}: {:.2} s, {:.0} µs a note",
        took.as_secs_f64(),
        took.as_micros() as f64 / NOTES as f64
    );
}
