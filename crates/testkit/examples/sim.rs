//! Runs simulated fleets: `sim COUNT [FROM]`; of a single seed that fails it says all that happened.

#![allow(clippy::print_stdout, reason = "what it finds is for who started it")]

use std::{
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use floorbook_testkit::sim;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).filter_map(|text| text.parse::<u64>().ok());
    let (count, from) = (numbers.next().unwrap_or(1_000), numbers.next().unwrap_or(0));
    std::panic::set_hook(Box::new(|_| {}));
    let begun = Instant::now();
    let (next, failed, messages, changes) =
        (AtomicU64::new(from), AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from + count {
                        break;
                    }
                    match sim::run(seed) {
                        Ok(ran) => {
                            messages.fetch_add(ran.messages as u64, Ordering::Relaxed);
                            changes.fetch_add(ran.changes as u64, Ordering::Relaxed);
                        }
                        Err(what) => {
                            failed.fetch_add(1, Ordering::Relaxed);
                            let what = if count == 1 { &what } else { what.lines().next().unwrap_or_default() };
                            println!("{what}");
                        }
                    }
                }
            });
        }
    });
    let (failed, took) = (failed.into_inner(), begun.elapsed().as_secs_f64());
    println!(
        "{count} seeds from {from}: {failed} failed; {} messages, {} changes in {took:.1} s",
        messages.into_inner(),
        changes.into_inner()
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
