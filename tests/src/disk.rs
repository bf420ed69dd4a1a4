//! The files of a profile while its browser is closed.

use std::fs::OpenOptions;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The files that the pages of this profile keep, the largest first.
///
/// # Panics
/// When the profile cannot be read.
pub fn kept_files(profile: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![profile.join("Default/File System")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the profile can be read") {
            let entry = entry.expect("the profile can be read");
            // The pages' files are named by numbers alone; the rest is the browser's own index.
            let named_by_number = entry.file_name().to_string_lossy().bytes().all(|byte| byte.is_ascii_digit());
            let about = entry.metadata().expect("the profile can be read");
            if about.is_dir() {
                folders.push(entry.path());
            } else if named_by_number && about.len() > 0 {
                found.push((about.len(), entry.path()));
            }
        }
    }
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

/// Flips every bit of `count` bytes of a file, from `offset` on, as a bad disk does.
///
/// # Panics
/// When the file is shorter, or cannot be written.
pub fn damage(file: &Path, offset: u64, count: usize) {
    let mut file = OpenOptions::new().read(true).write(true).open(file).expect("the file can be opened");
    let mut bytes = vec![0; count];
    file.seek(SeekFrom::Start(offset)).expect("the file is that long");
    file.read_exact(&mut bytes).expect("the file is that long");
    bytes.iter_mut().for_each(|byte| *byte = !*byte);
    file.seek(SeekFrom::Start(offset)).expect("the file is that long");
    file.write_all(&bytes).expect("the file can be written");
    file.sync_all().expect("the file can be written");
}
