//! Measures search and writing natively: reads notes as JSON lines (`title`, `body`, `updatedAt`)
//! from standard input, writes them, then asks.
//!
//! `cargo run --release -p floorbook-engine --example search_bench < notes.jsonl`

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::{
    io::BufRead,
    time::{Duration, Instant as Clock},
};

use floorbook_domain::{Instant, ObservationField, ObservationId, VisitField, VisitId};
use floorbook_port::{Command, ObservationFilter, PageRequest, Query, View, Write};
use floorbook_testkit::Replica;

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Note {
    title: String,
    body: String,
    visit_id: String,
    updated_at: i64,
}

/// Notes written one by one at the end, to see what one costs.
const SINGLE: usize = 3_000;
const QUERIES: [&str; 44] = [
    "machine",
    "operator",
    "needle",
    "supervisor",
    "extinguisher",
    "forklift",
    "grease",
    "rivet",
    "customer",
    "shrink",
    "hygrometer",
    "solenoid",
    "borescope",
    "tachometer",
    "gantry",
    "manifold",
    "检查",
    "张力",
    "đường",
    "kiểm",
    "m",
    "ma",
    "mac",
    "mach",
    "machi",
    "s",
    "se",
    "sea",
    "seam",
    "e",
    "t",
    "th",
    "the",
    "x",
    "检",
    "检查发现张力",
    "kiem",
    "ma nee",
    "the machine",
    "hygrometer machine",
    "zzz",
    "lỗi",
    "may",
    "a a a a",
];

fn main() {
    let mut replica = Replica::new(1);
    replica.begin("Bench");
    let notes: Vec<Note> =
        std::io::stdin().lock().lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    let single = SINGLE.min(notes.len() / 4);
    let visit = |name: &str| VisitId::new(1, visit_bytes(name));
    let mut visits: Vec<&str> = notes.iter().map(|note| note.visit_id.as_str()).collect();
    visits.sort_unstable();
    visits.dedup();
    let write = |number: usize, note: &Note| {
        let mut ten = [0; 10];
        ten[..8].copy_from_slice(&(number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
        let text = format!("{}\n{}", note.title, note.body);
        let fields = vec![
            ObservationField::Visit(Some(visit(&note.visit_id))).into(),
            ObservationField::Text(text).into(),
            ObservationField::When(Instant(note.updated_at)).into(),
        ];
        Write::new(ObservationId::new(note.updated_at.unsigned_abs(), ten), fields)
    };
    let start = Clock::now();
    for chunk in visits.chunks(500) {
        replica.write(
            chunk
                .iter()
                .map(|name| Write::new(visit(name), vec![VisitField::Purpose((*name).into()).into()]))
                .collect(),
        );
    }
    for (at, chunk) in notes[..notes.len() - single].chunks(200).enumerate() {
        replica.write(chunk.iter().enumerate().map(|(n, note)| write(at * 200 + n, note)).collect());
    }
    println!("{} notes in {:?}, many in one change", notes.len() - single, start.elapsed());
    let (mut times, mut worked_for) = (Vec::new(), Vec::new());
    for (number, note) in notes.iter().enumerate().skip(notes.len() - single) {
        let writes = vec![write(number, note)];
        let start = Clock::now();
        let worked = processor_time();
        replica.call(Command::Write(writes)).unwrap();
        times.push(start.elapsed());
        worked_for.extend(worked.zip(processor_time()).map(|(from, to)| to - from));
    }
    report(&format!("{single} notes one by one, flushed"), &mut times);
    if !worked_for.is_empty() {
        report("of that at work", &mut worked_for);
    }
    let bytes = std::fs::metadata(replica.folder().join("main.db")).unwrap().len();
    println!("main database: {} MB", bytes / 1_000_000);
    replica.close();
    let start = Clock::now();
    replica.open().unwrap();
    println!("open: {:?}", start.elapsed());
    let start = Clock::now();
    replica.ask(&Query::Observations(ObservationFilter::All, PageRequest::first(50)));
    println!("newest 50, cold: {:?}", start.elapsed());
    let mut all = Vec::new();
    for round in 0..5 {
        for query in QUERIES {
            let start = Clock::now();
            let View::Search(page) = replica.ask(&Query::Search(query.into(), PageRequest::first(30))) else {
                continue;
            };
            let took = start.elapsed();
            all.push(took);
            if round == 0 || round == 4 {
                println!("round {round} {query:22} {:3} hits {took:?}", page.rows.len());
            }
        }
    }
    report("searches", &mut all);
}

/// How long this thread has had a processor, where the system tells: on a busy machine the only
/// figure that repeats.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn visit_bytes(name: &str) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to = from);
    bytes
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    println!("{what}: p50 {:?}, p95 {:?}, p99 {:?}, longest {:?}", at(50), at(95), at(99), times[times.len() - 1]);
}
