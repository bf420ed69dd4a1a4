//! How much room there is.

use std::io;
use std::path::PathBuf;

use crate::folder;

/// The room for what lies in a folder.
#[derive(Clone)]
pub(crate) struct Room(PathBuf);

impl Room {
    /// The room for this folder.
    pub(crate) fn of(folder: &folder::Folder) -> Room {
        Room(folder.path().into())
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> String {
        self.0.display().to_string()
    }

    /// What everything in it takes, and what is free on its disk for this user, in bytes.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn look(&self) -> io::Result<(u64, u64)> {
        Ok((folder::used(&self.0)?, fs4::available_space(&self.0)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_counts() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = folder::Folder::take(temporary.path()).unwrap();
        let room = Room::of(&folder);
        let (before, _) = room.look().unwrap();
        std::fs::create_dir(folder.join("under")).unwrap();
        std::fs::write(folder.join("under/file"), [0; 1000]).unwrap();
        let (after, free) = room.look().unwrap();
        assert_eq!(after - before, 1000);
        assert!(free > 0);
    }
}
