//! The files of a profile while its browser is closed.

use std::fs::OpenOptions;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where a file of the pool begins; before it stand its name and the pool's own notes.
pub const START: u64 = 4096;

/// The file of a profile in which the page keeps its file of this name.
///
/// # Panics
/// When the profile cannot be read, or the page keeps no such file.
pub fn file_named(profile: &Path, name: &str) -> PathBuf {
    let all = kept_files(profile);
    let of_name = |file: &&PathBuf| name_of(file).trim_start_matches('/') == name;
    match all.iter().find(of_name) {
        Some(file) => file.clone(),
        None => panic!("there is no {name} among {:?}", all.iter().map(|file| name_of(file)).collect::<Vec<_>>()),
    }
}

/// The names of all files that the page keeps.
///
/// # Panics
/// When the profile cannot be read.
pub fn names(profile: &Path) -> Vec<String> {
    kept_files(profile).iter().map(|file| name_of(file).trim_start_matches('/').to_owned()).collect()
}

/// The name of the page's file that stands at the head of a file of the pool.
fn name_of(file: &Path) -> String {
    let mut head = [0; 512];
    let read = std::fs::File::open(file).and_then(|mut file| file.read(&mut head)).unwrap_or(0);
    let end = head[..read].iter().position(|byte| *byte == 0).unwrap_or(read);
    String::from_utf8_lossy(&head[..end]).into_owned()
}

/// The files that the pages of this profile keep.
fn kept_files(profile: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![profile.join("Default/File System")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the profile can be read") {
            let entry = entry.expect("the profile can be read");
            // The pages' files are named by numbers alone; the rest is the browser's own index.
            let named_by_number = entry.file_name().to_string_lossy().bytes().all(|byte| byte.is_ascii_digit());
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if named_by_number => found.push(path),
                _ => {}
            }
        }
    }
    found
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
