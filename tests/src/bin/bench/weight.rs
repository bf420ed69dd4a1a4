//! What the app weighs when it travels.

use crate::figures::Figures;
use floorbook_tests::place;

const GROUP: &str = "Sizes in brotli";

/// Sums up the compressed files of each part.
pub fn measure(figures: &mut Figures) {
    let parts = [("UI", &["app-", "boot-"][..], 350.0), ("worker", &["worker-"], 650.0), ("CSS", &["style-"], 30.0)];
    let files: Vec<(String, u64)> = std::fs::read_dir(place::dist())
        .expect("the built app can be read")
        .map(|entry| entry.expect("the built app can be read"))
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), entry.metadata().map_or(0, |about| about.len()))
        })
        .filter(|(name, _)| name.ends_with(".br"))
        .collect();
    for (part, starts, goal) in parts {
        let of_part = files.iter().filter(|(name, _)| starts.iter().any(|start| name.starts_with(start)));
        let bytes: u64 = of_part.map(|(_, bytes)| bytes).sum();
        figures.hold(GROUP, part, bytes as f64 / 1024.0, "KB", goal);
    }
}
