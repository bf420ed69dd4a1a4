//! Syncing, between real browsers and the real hub, on loopback.

mod arriving;
mod counting;
mod edits;
mod hub;
mod memory;
mod pair;
mod photos;

use crate::figures::Figures;
use crate::notes::Note;
use crate::{is_wanted, told};
use floorbook_tests::world::World;

/// How many notes travel, unless fewer are told. More travel as well if they are asked for.
pub const USUAL: usize = 10_000;
/// The parts, by which each can be asked for; `sync` asks for all.
pub const PARTS: [&str; 6] = ["sync-push", "sync-join", "sync-edit", "sync-bytes", "sync-photos", "sync-hub"];

/// Measures what is wanted of it.
pub async fn measure(world: &World, notes: &[Note], figures: &mut Figures) {
    let usual = &notes[..USUAL.min(notes.len())];
    let is_part = |part: &str| is_wanted(part) || is_wanted("sync");
    let (push, join) = (is_part("sync-push"), is_part("sync-join"));
    if push || join {
        let few = arriving::measure(world, usual, join, figures).await;
        // 100,000 notes are the usual count of the other parts, and take a quarter of an hour here.
        if told("count").is_some() && notes.len() > USUAL {
            let many = arriving::measure(world, notes, join, figures).await;
            many.against(&few, figures);
        }
    }
    if is_part("sync-edit") {
        edits::until_shown(world, usual, figures).await;
    }
    if is_part("sync-bytes") {
        edits::on_the_wire(world, usual, figures).await;
    }
    if is_part("sync-photos") {
        let count = told("photos").and_then(|count| count.parse().ok()).unwrap_or(photos::USUAL);
        photos::measure(world, count, figures).await;
    }
    if is_part("sync-hub") {
        hub::measure(figures);
    }
}
