//! The memory of a page and its worker.

use floorbook_tests::browser::Browser;
use floorbook_tests::process;
use std::fs;

/// The most that the process of its page ever had, in MiB, where the system tells.
pub fn peak(browser: &Browser) -> Option<f64> {
    let named = process::naming(&browser.profile()).ok()?;
    let all = named.into_iter().filter_map(|process| process::tree(process).ok()).flatten();
    let peak = |process: u32| {
        let arguments = fs::read_to_string(format!("/proc/{process}/cmdline")).ok()?;
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
        arguments.contains("--type=renderer").then_some(kib / 1024.0)
    };
    all.filter_map(peak).max_by(f64::total_cmp)
}
