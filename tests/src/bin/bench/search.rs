//! Finding words, as one types them.

use crate::figures::{Figures, percentile};
use crate::notes::QUERIES;
use floorbook_port::{PageRequest, Query};
use floorbook_tests::door;
use floorbook_tests::page::Page;

const GROUP: &str = "Search, first 20 hits, page to worker and back";
const ROUNDS: usize = 15;

/// Asks each query again and again, in turns.
pub async fn measure(page: &Page, figures: &mut Figures) {
    let mut all = Vec::new();
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); QUERIES.len()];
    for _ in 0..ROUNDS {
        for (class, (_, words)) in QUERIES.iter().enumerate() {
            for word in *words {
                let query = Query::Search((*word).into(), PageRequest::first(20));
                let (view, millis) = door::timed(page, query).await;
                assert!(format!("{view:?}").contains("record"), "nothing was found for {word}");
                times[class].push(millis);
                all.push(millis);
            }
        }
    }
    for ((class, _), times) in QUERIES.iter().zip(&times) {
        figures.add(GROUP, format!("{class} words, p50"), percentile(times, 0.5), "ms");
        figures.hold(GROUP, format!("{class} words, p95"), percentile(times, 0.95), "ms", 50.0);
    }
    figures.add(GROUP, "all, p50", percentile(&all, 0.5), "ms");
    figures.hold(GROUP, "all, p95", percentile(&all, 0.95), "ms", 50.0);
}
