//! One note that is edited again and again on one device, while the other looks at it.

use super::counting::{Counting, Travelled};
use super::pair::{Device, Pair, join, tell, telling};
use crate::figures::{Figures, percentile};
use crate::notebook::{self, Synced};
use crate::notes::Note;
use floorbook_port::Answer;
use floorbook_tests::world::World;
use floorbook_tests::{door, wait};
use serde_json::json;
use std::cell::RefCell;
use std::time::Duration;

const SHOWN: &str = "One edit until the other device shows it";
const BYTES: &str = "Bytes on the wire of one edited note, HTTP included";
const EDITS: usize = 50;
/// Notes that are there as well where bytes are counted: what an edit weighs does not depend on them.
const FEW: usize = 100;
/// Nothing travels any more once nothing has for so long.
const STILL: Duration = Duration::from_millis(400);

const EDIT: &str = "const [request, done] = arguments;
    bench.send(request).then(({ outcome, at }) => done({ outcome, at }));";
const WAITED: &str = "const [done] = arguments;
    bench.waited.then(done);";

/// Milliseconds from the answer that an edit is on disk.
struct Edit {
    /// Until the engine of the other device said that something changed.
    told: f64,
    /// Until the words stood on its page.
    shown: f64,
}

/// Two devices with the note open, and what its next edit has to name.
struct Edited {
    pair: Pair,
    reader: Device,
    seen: u64,
}

impl Edited {
    async fn begin(world: &World, notes: &[Note], ways: Option<&RefCell<Vec<Counting>>>) -> Edited {
        let open = |hub: u16| {
            let Some(ways) = ways else { return hub };
            let own = Counting::to(hub);
            let port = own.port;
            ways.borrow_mut().extend([own, Counting::to(hub)]);
            port
        };
        let pair = Pair::begin(world, Some(&open)).await;
        let writer = &pair.writer.page;
        let count = notes.len();
        tell(writer, "visits and notes", Synced { notes }.commands()).await;
        door::call(writer, notebook::looked_at()).await.expect("a visit can be written");
        let Ok(Answer::Done { seen, .. }) = door::call(writer, notebook::edited_note(&text(notes, 0))).await else {
            panic!("the note that is edited cannot be written");
        };
        pair.push().await;
        let link = pair.invite().await;
        let way = ways.and_then(|ways| Some(ways.borrow().get(1)?.port));
        let reader = pair.newcomer(world, notebook::LOOKED_AT, way).await;
        let is_there =
            format!("const {{ count, at }} = await bench.notes(); return count === {} ? at : null;", count + 1);
        join(&reader, &link, &is_there, &[]).await;
        reader.page.sees(&words(0)).await;
        Edited { pair, reader, seen }
    }

    /// Edits the note, and waits until the other device shows it.
    async fn edit(&mut self, notes: &[Note], number: usize) -> Edit {
        let (writer, reader) = (&self.pair.writer.page, &self.reader.page);
        reader.execute("bench.wait(arguments[0])", vec![json!(words(number))]).await.expect("the page watches");
        let command = notebook::edit(self.seen, &text(notes, number));
        let answer = writer.execute_async(EDIT, vec![telling(command)]).await.expect("the worker answers");
        let done = &answer["outcome"]["Done"]["Done"];
        let Some(seen) = done["seen"].as_u64() else { panic!("the note cannot be edited: {answer}") };
        self.seen = seen;
        let committed = answer["at"].as_f64().expect("a moment");
        let waited = reader.execute_async(WAITED, vec![]).await.expect("the page shows the edit");
        let after = |what: &str| waited[what].as_f64().map_or(f64::NAN, |at| at - committed);
        Edit { told: after("told"), shown: after("shown") }
    }

    async fn end(self) {
        self.pair.writer.browser.quit().await;
        self.reader.browser.quit().await;
    }
}

/// What the note says after so many edits begins with these words.
fn words(number: usize) -> String {
    format!("Edit {number:02}")
}

/// Each edit replaces some words of about thirty.
fn text(notes: &[Note], number: usize) -> String {
    let (first, other) = (&notes[0], &notes[(number + 1) % notes.len()]);
    let body: Vec<&str> = first.body.split_whitespace().take(24).collect();
    format!("{}: {}\n{}", words(number), other.title, body.join(" "))
}

/// From the writer's commit until the reader's page has it.
pub async fn until_shown(world: &World, notes: &[Note], figures: &mut Figures) {
    let mut edited = Edited::begin(world, notes, None).await;
    for (whose, page) in [("writer", &edited.pair.writer.page), ("reader", &edited.reader.page)] {
        let difference = page.execute("return bench.difference", vec![]).await.expect("the page has a clock");
        eprintln!("  the {whose}'s clock is {difference} ms off the system's, which is taken into account");
    }
    let (mut told, mut shown) = (Vec::new(), Vec::new());
    // The first one finds nothing warm.
    edited.edit(notes, 1).await;
    for number in 2..EDITS + 2 {
        let edit = edited.edit(notes, number).await;
        told.push(edit.told);
        shown.push(edit.shown);
    }
    figures.add(SHOWN, "until the other engine says so, p50", percentile(&told, 0.5), "ms");
    figures.hold(SHOWN, "until it stands on the other page, p50", percentile(&shown, 0.5), "ms", 50.0);
    figures.add(SHOWN, "until it stands on the other page, p95", percentile(&shown, 0.95), "ms");
    edited.end().await;
}

/// Counts what one edit sends over each way.
pub async fn on_the_wire(world: &World, notes: &[Note], figures: &mut Figures) {
    let notes = &notes[..FEW.min(notes.len())];
    let ways = RefCell::new(Vec::new());
    let mut edited = Edited::begin(world, notes, Some(&ways)).await;
    let ways = ways.take();
    edited.edit(notes, 1).await;
    let before = at_rest(&ways).await;
    for number in 2..EDITS + 2 {
        edited.edit(notes, number).await;
        // What follows an edit belongs to it, and nothing of it is spared by the next.
        at_rest(&ways).await;
    }
    let after = at_rest(&ways).await;
    let legs: Vec<Travelled> = after.iter().zip(&before).map(|(after, before)| after.since(*before)).collect();
    let each = |value: u64| value as f64 / EDITS as f64;
    let mut all = 0.0;
    for (leg, travelled) in ["writer", "reader"].iter().zip(&legs) {
        assert!(travelled.bytes() > 0, "nothing travelled between the {leg} and the hub");
        all += each(travelled.bytes());
        figures.add(BYTES, format!("{leg} to hub"), each(travelled.up), "B");
        figures.add(BYTES, format!("hub to {leg}"), each(travelled.down), "B");
        figures.add(BYTES, format!("requests of the {leg}"), each(travelled.requests), "");
    }
    figures.hold(BYTES, "all", all, "B", 500.0);
    edited.end().await;
}

/// What has travelled on each way, once nothing travels any more.
async fn at_rest(ways: &[Counting]) -> Vec<Travelled> {
    let look = || ways.iter().map(Counting::travelled).collect::<Vec<_>>();
    let mut last = look();
    let mut since = std::time::Instant::now();
    let rested = wait::within(wait::PATIENCE, async || {
        let now = look();
        if now != last {
            last = now;
            since = std::time::Instant::now();
        }
        (since.elapsed() >= STILL).then(|| last.clone())
    });
    rested.await.expect("the devices come to rest")
}
