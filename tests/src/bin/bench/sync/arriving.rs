//! Many notes: from the device that wrote them to an empty hub, and from there to an empty device.

use super::memory;
use super::pair::{FIRST, Pair, Run, join, tell};
use crate::figures::{Figures, percentile};
use crate::notebook::Synced;
use crate::notes::Note;
use floorbook_tests::world::World;

const GROUP: &str = "Syncing a notebook, medians";
/// How often as many notes as usual are pushed and joined; more of them travel once.
const ROUNDS: usize = 3;
const GOAL_OF: usize = 10_000;
const GOAL: f64 = 1_500.0;

/// What was measured of so many notes.
pub struct Arrived {
    count: usize,
    pushed: f64,
    joined: Option<f64>,
}

impl Arrived {
    /// Adds how much longer each note takes when there are more.
    pub fn against(&self, fewer: &Arrived, figures: &mut Figures) {
        let ratio = |many: f64, few: f64| (many / self.count as f64) / (few / fewer.count as f64);
        let name = |what: &str| format!("{what} a note, {} against {}", self.count, fewer.count);
        figures.add(GROUP, name("pushing"), ratio(self.pushed, fewer.pushed), "×");
        if let (Some(many), Some(few)) = (self.joined, fewer.joined) {
            figures.add(GROUP, name("joining"), ratio(many, few), "×");
        }
    }
}

/// Pushes these notes, each a change of its own, and lets an empty device join if that is wanted.
pub async fn measure(world: &World, notes: &[Note], joining: bool, figures: &mut Figures) -> Arrived {
    let count = notes.len();
    let synced = Synced { notes };
    let rounds = if count > super::USUAL { 1 } else { ROUNDS };
    let (mut pushed, mut joined, mut shown, mut peaks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let pair = Pair::begin(world, None).await;
        tell(&pair.writer.page, "visits and notes", synced.commands()).await;
        pushed.push(pair.push().await.done);
        if joining {
            let link = pair.invite().await;
            let device = pair.newcomer(world, 0, None).await;
            let is_there =
                format!("const {{ count, at }} = await bench.notes(); return count === {count} ? at : null;");
            let Run { done, shown: first } = join(&device, &link, &is_there, &synced.first_titles()).await;
            joined.push(done);
            shown.extend(first);
            peaks.extend(memory::peak(&device.browser));
            device.browser.quit().await;
        }
        pair.writer.browser.quit().await;
    }
    let median = |values: &[f64]| percentile(values, 0.5);
    let name = |what: &str| format!("{what} {count} notes, {rounds}×");
    figures.add(GROUP, name("pushing"), median(&pushed), "ms");
    if joining {
        if count == GOAL_OF {
            figures.hold(GROUP, name("joining"), median(&joined), "ms", GOAL);
        } else {
            figures.add(GROUP, name("joining"), median(&joined), "ms");
        }
        figures.add(GROUP, format!("joining {count} notes, until {FIRST} are on screen"), median(&shown), "ms");
        if !peaks.is_empty() {
            figures.add(GROUP, name("most memory of the page joining"), median(&peaks), "MiB");
        }
    }
    Arrived { count, pushed: median(&pushed), joined: joining.then(|| median(&joined)) }
}
