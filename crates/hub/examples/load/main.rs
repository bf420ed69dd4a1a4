//! Measures a real hub over HTTP on loopback: durable appends a second with few and many writers, and the memory
//! that idle live connections cost.
//!
//! An append is one request with one envelope, acknowledged once it is on disk. Sealing and signing of envelopes
//! happens before the clock runs; signing the requests is part of what is measured, as it is for a device.
#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

mod client;
mod fleet;
mod hub;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use client::Client;
use fleet::{Device, fleet, path};
use floorbook_wire::{Outcome, Pushed, read};
use hub::Hub;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// How many live connections one device has here.
const OF_ONE: usize = 8;

/// So many bytes of changes are sealed before a round begins.
const MOST_PREPARED: u64 = 128 << 20;

/// What to measure.
#[derive(Parser)]
struct Cli {
    /// The program `floorbook-hub`
    #[arg(long)]
    hub: PathBuf,
    /// Where its data lies meanwhile, on the disk that is to be measured
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Seconds that each round takes, more or less
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Bytes of a change
    #[arg(long, default_value_t = 200)]
    size: usize,
    /// Live connections that are opened
    #[arg(long, default_value_t = 1000)]
    connections: usize,
    /// Print one JSON object instead of lines
    #[arg(long)]
    json: bool,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    // Both ends of a connection take a file each.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let mut figures = Vec::new();
    for (writers, changes) in [(1, 1), (1, 100), (64, 1), (64, 100)] {
        figures.push(appends(&cli, writers, changes)?);
    }
    figures.push(idle(&cli)?);
    if cli.json {
        println!("{}", Value::Array(figures));
    }
    Ok(())
}

fn started(cli: &Cli) -> Result<(tempfile::TempDir, Hub)> {
    let folder = match &cli.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let hub = Hub::start(&cli.hub, &folder.path().join("data"))?;
    Ok((folder, hub))
}

fn found(hub: &Hub, count: usize) -> Result<Vec<Device>> {
    let (mut devices, founding) = fleet(count as u64)?;
    let authorization = devices[0].authorize("POST", &path(""), &founding);
    Client::connect(&hub.address)?.ask("POST", &path(""), &authorization, &founding)?;
    Ok(devices)
}

/// Appends of so many writers at once, each with so many changes.
fn appends(cli: &Cli, writers: usize, changes: u64) -> Result<Value> {
    let (_folder, hub) = started(cli)?;
    let devices = found(&hub, writers)?;
    let start = Barrier::new(writers + 1);
    // More than a disk takes in the time, as far as there is room for it.
    let room = MOST_PREPARED / (cli.size.max(1) as u64 * changes);
    let many = (cli.seconds * 8000).min(room) / writers as u64 + 1;
    let (mut latencies, took) = std::thread::scope(|scope| {
        let writing: Vec<_> =
            devices.into_iter().map(|device| scope.spawn(|| write(cli, &hub, device, many, changes, &start))).collect();
        start.wait();
        let begin = Instant::now();
        let mut latencies = Vec::new();
        for writer in writing {
            latencies.extend(writer.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a writer failed")))?);
        }
        anyhow::Ok((latencies, begin.elapsed()))
    })?;
    latencies.sort();
    let count = latencies.len();
    let a_second = count as f64 / took.as_secs_f64();
    let millis = |share: f64| latencies[((count - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    let (median, slow) = (millis(0.5), millis(0.95));
    let changes_a_second = a_second * changes as f64;
    if !cli.json {
        println!(
            "{writers:>3} writers, {changes:>3} changes an append: {a_second:>7.0} appends a second, \
             {changes_a_second:>8.0} changes a second, median {median:.2} ms, 95 % within {slow:.2} ms"
        );
    }
    Ok(json!({
        "writers": writers, "changes_an_append": changes, "bytes_a_change": cli.size, "appends": count,
        "appends_a_second": a_second, "changes_a_second": changes_a_second, "median_ms": median, "p95_ms": slow,
    }))
}

fn write(cli: &Cli, hub: &Hub, mut device: Device, many: u64, changes: u64, start: &Barrier) -> Result<Vec<Duration>> {
    let prepared = device.pushes(many, changes, cli.size, &mut None).and_then(|pushes| {
        let client = Client::connect(&hub.address)?;
        Ok((pushes, client))
    });
    // Whoever fails here still lets the others begin.
    start.wait();
    let (pushes, mut client) = prepared?;
    let (begin, target) = (Instant::now(), path("/envelopes"));
    let mut latencies = Vec::new();
    for push in pushes {
        if begin.elapsed() > Duration::from_secs(cli.seconds) {
            break;
        }
        let sent = Instant::now();
        let authorization = device.authorize("POST", &target, &push);
        let answer = client.ask("POST", &target, &authorization, &push)?;
        let Pushed { acks } = read(&answer)?;
        ensure!(matches!(acks[..], [ack] if matches!(ack.outcome, Outcome::Stored(_))), "not stored: {acks:?}");
        latencies.push(sent.elapsed());
    }
    Ok(latencies)
}

/// The memory that live connections take, and how long a push takes until all of them have heard of it.
fn idle(cli: &Cli) -> Result<Value> {
    let (_folder, hub) = started(cli)?;
    let mut devices = found(&hub, cli.connections.div_ceil(OF_ONE).max(1))?;
    let before = hub.resident();
    let (mut listening, target) = (Vec::new(), path("/notices"));
    for number in 0..cli.connections {
        let authorization = devices[number / OF_ONE].authorize("GET", &target, &[]);
        let mut client = Client::connect(&hub.address)?;
        client.begin("GET", &target, &authorization, &[])?;
        client.notice()?;
        listening.push(client);
    }
    let after = hub.resident();
    let push = devices[0].pushes(1, 1, cli.size, &mut None)?.pop().context("one push")?;
    let authorization = devices[0].authorize("POST", &path("/envelopes"), &push);
    let begin = Instant::now();
    Client::connect(&hub.address)?.ask("POST", &path("/envelopes"), &authorization, &push)?;
    for client in &mut listening {
        client.notice()?;
    }
    let heard = begin.elapsed().as_secs_f64() * 1000.0;
    if !cli.json {
        let mib = |kib: Option<u64>| kib.map_or("?".to_owned(), |kib| format!("{:.1} MiB", kib as f64 / 1024.0));
        let (count, before, after) = (cli.connections, mib(before), mib(after));
        println!(
            "{count} idle live connections: {after} resident, {before} before; a push heard by all in {heard:.1} ms"
        );
    }
    Ok(json!({
        "connections": cli.connections, "resident_kib": after, "resident_kib_before": before, "heard_by_all_ms": heard,
    }))
}
