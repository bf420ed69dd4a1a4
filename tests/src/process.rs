//! Processes of the system: finding a tree of them, and ending it as a dead battery would.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A process and everything it started, the eldest first.
pub fn tree(root: u32) -> io::Result<Vec<u32>> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for (process, parent) in all()? {
        children.entry(parent).or_default().push(process);
    }
    let mut found = vec![root];
    let mut at = 0;
    while at < found.len() {
        found.extend(children.remove(&found[at]).unwrap_or_default());
        at += 1;
    }
    Ok(found)
}

/// The processes whose command line names this folder: those of a browser with its profile there.
pub fn naming(folder: &Path) -> io::Result<Vec<u32>> {
    let needle = folder.to_string_lossy().into_owned();
    let lines = ps("pid=,args=")?;
    let lines = lines.lines().filter(|line| line.contains(&needle));
    let own = std::process::id();
    Ok(lines.filter_map(first).filter(|process| *process != own).collect())
}

/// Ends a group of processes, and these, at once, with no chance to save anything.
pub fn kill(group: u32, processes: &[u32]) -> io::Result<()> {
    let mut kill = Command::new("kill");
    kill.args(["-KILL", "--", &format!("-{group}")]).args(processes.iter().map(u32::to_string));
    // Those that ended by themselves meanwhile are complained about; they are gone, which is what is wanted.
    kill.stderr(Stdio::null()).status().map(drop)
}

/// Those of `processes` that still run.
pub fn alive(processes: &[u32]) -> io::Result<Vec<u32>> {
    let lines = ps("pid=,stat=")?;
    // One that has ended and was not fetched by its parent yet is a zombie: it holds nothing any more.
    let lines =
        lines.lines().filter(|line| !line.split_whitespace().nth(1).is_some_and(|state| state.starts_with('Z')));
    Ok(lines.filter_map(first).filter(|process| processes.contains(process)).collect())
}

/// Ends what is still running of a browser when this program ends, in whatever way: it waits for
/// the end of its input, which is ours.
pub fn watchdog(group: u32) -> io::Result<Child> {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("cat >/dev/null; kill -s KILL -- -{group} 2>/dev/null")]);
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}

fn all() -> io::Result<Vec<(u32, u32)>> {
    let pair = |line: &str| {
        let mut numbers = line.split_whitespace().map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    Ok(ps("pid=,ppid=")?.lines().filter_map(pair).collect())
}

fn first(line: &str) -> Option<u32> {
    line.split_whitespace().next()?.parse().ok()
}

fn ps(columns: &str) -> io::Result<String> {
    let output = Command::new("ps").args(["-A", "-ww", "-o", columns]).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
