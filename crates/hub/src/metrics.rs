//! What the hub counts, as Prometheus reads it. No name of a device or workspace is in it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The upper bounds of the histogram of appends, in milliseconds.
const BOUNDS: [u64; 8] = [1, 2, 5, 10, 25, 100, 500, 2500];

/// The counters.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    /// Requests to the API by the first digit of their status.
    requests: [AtomicU64; 6],
    envelopes: AtomicU64,
    bytes: AtomicU64,
    appends: [AtomicU64; BOUNDS.len() + 1],
    append_micros: AtomicU64,
    live: AtomicU64,
    /// Requests, envelopes and records that were refused, by the reason.
    refused: Mutex<BTreeMap<&'static str, u64>>,
}

impl Metrics {
    /// A request to the API was answered.
    pub(crate) fn answered(&self, status: u16) {
        if let Some(counter) = self.requests.get(usize::from(status / 100)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Envelopes were acknowledged as stored, after this time.
    pub(crate) fn appended(&self, envelopes: u64, bytes: u64, took: Duration) {
        self.envelopes.fetch_add(envelopes, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BOUNDS.iter().position(|bound| micros <= bound * 1000).unwrap_or(BOUNDS.len());
        self.appends[bucket].fetch_add(1, Ordering::Relaxed);
        self.append_micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// So many requests, envelopes or records were refused.
    pub(crate) fn refused(&self, reason: &'static str, count: u64) {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner).entry(reason).or_default() += count;
    }

    /// A live connection began.
    pub(crate) fn connected(&self) {
        self.live.fetch_add(1, Ordering::Relaxed);
    }

    /// A live connection ended.
    pub(crate) fn disconnected(&self) {
        self.live.fetch_sub(1, Ordering::Relaxed);
    }

    /// As text.
    pub(crate) fn text(&self) -> String {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut lines = vec!["# TYPE floorbook_requests_total counter".to_owned()];
        for (digit, counter) in self.requests.iter().enumerate().skip(1) {
            lines.push(format!("floorbook_requests_total{{status=\"{digit}xx\"}} {}", of(counter)));
        }
        for (name, counter) in [("envelopes", &self.envelopes), ("envelope_bytes", &self.bytes)] {
            lines.push(format!("# TYPE floorbook_{name}_total counter\nfloorbook_{name}_total {}", of(counter)));
        }
        lines.push("# TYPE floorbook_refused_total counter".to_owned());
        for (reason, count) in self.refused.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            lines.push(format!("floorbook_refused_total{{reason=\"{reason}\"}} {count}"));
        }
        lines.push("# TYPE floorbook_live_connections gauge".to_owned());
        lines.push(format!("floorbook_live_connections {}", of(&self.live)));
        lines.push("# TYPE floorbook_append_seconds histogram".to_owned());
        let mut below = 0;
        for (bucket, counter) in self.appends.iter().enumerate() {
            below += of(counter);
            let bound = BOUNDS.get(bucket).map_or("+Inf".to_owned(), |bound| format!("{}", *bound as f64 / 1000.0));
            lines.push(format!("floorbook_append_seconds_bucket{{le=\"{bound}\"}} {below}"));
        }
        let seconds = of(&self.append_micros) as f64 / 1e6;
        let mut text = lines.join("\n");
        // Writing into a string cannot fail.
        let _ = write!(text, "\nfloorbook_append_seconds_sum {seconds}\nfloorbook_append_seconds_count {below}\n");
        text
    }
}
