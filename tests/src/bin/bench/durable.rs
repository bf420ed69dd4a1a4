//! A note until it is on disk, against writing and flushing the same bytes with nothing in between.

use crate::bare::WRITE;
use crate::figures::{Figures, percentile};
use crate::notebook;
use crate::notes::Note;
use floorbook_tests::door;
use floorbook_tests::page::Page;
use serde_json::json;

const GROUP: &str = "A note until it is on disk, page to worker and back";
const ROUNDS: usize = 6;
const EACH: usize = 50;

/// Writes notes one by one into the large notebook, and the same bytes into a file, in turns.
pub async fn measure(notebook: &Page, raw: &Page, notes: &[Note], figures: &mut Figures) {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for i in 0..EACH {
            let number = round * EACH + i;
            let command = notebook::one_note(number, &notes[number % notes.len()]);
            times[0].push(door::timed_call(notebook, command).await);
        }
        for i in 0..EACH {
            let number = round * EACH + i;
            let command = notebook::one_note(number, &notes[number % notes.len()]);
            let text = serde_json::to_string(&command).expect("a command becomes JSON");
            let millis = raw.execute_async(WRITE, vec![json!(text)]).await.expect("the worker writes");
            times[1].push(millis.as_f64().expect("it answers a time"));
        }
    }
    let [engine, raw] = times;
    let (engine_p95, raw_p95) = (percentile(&engine, 0.95), percentile(&raw, 0.95));
    figures.add(GROUP, "raw OPFS write and flush of the same bytes, p50", percentile(&raw, 0.5), "ms");
    figures.add(GROUP, "raw OPFS write and flush of the same bytes, p95", raw_p95, "ms");
    figures.add(GROUP, "command, p50", percentile(&engine, 0.5), "ms");
    figures.hold(GROUP, "command, p95", engine_p95, "ms", 8.0);
    figures.hold(GROUP, "command against raw, p95", engine_p95 / raw_p95, "×", 3.0);
}
