//! The folder that holds everything: the databases, their key or where it is, what is kept beside them.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Chooses another folder; `--data FOLDER` does, too.
pub(crate) const VARIABLE: &str = "FLOORBOOK_DATA";

/// The folder that was asked for, of the arguments or the environment; `None` for the platform's.
pub(crate) fn asked(arguments: &[String]) -> Option<PathBuf> {
    let at = arguments.iter().position(|argument| argument == "--data");
    let argument = at.and_then(|at| arguments.get(at + 1)).map(PathBuf::from);
    argument.or_else(|| std::env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from))
}

/// A folder that this process alone works in.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// Held for as long as this lives. The system lets it go when the process ends, however it ends.
    _held: File,
}

/// Why a folder cannot be worked in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoFolder {
    /// Another process has it.
    #[error("another Floorbook that is running on this device holds {0}")]
    Held(PathBuf),
    /// It cannot be made or written to.
    #[error("the folder {0} cannot be written to: {1}")]
    Unusable(PathBuf, io::Error),
}

impl Folder {
    /// Makes it where it is not there, for this user alone, and takes it.
    ///
    /// # Errors
    /// [`NoFolder`].
    pub(crate) fn take(path: &Path) -> Result<Folder, NoFolder> {
        let unusable = |error| NoFolder::Unusable(path.into(), error);
        if path.to_str().is_none() {
            return Err(unusable(io::Error::new(io::ErrorKind::InvalidInput, "its name is not written in Unicode")));
        }
        make(path).map_err(unusable)?;
        let held = private().create(true).truncate(false).open(path.join("in-use")).map_err(unusable)?;
        match held.try_lock() {
            Ok(()) => Ok(Folder { path: path.into(), _held: held }),
            Err(TryLockError::WouldBlock) => Err(NoFolder::Held(path.into())),
            Err(TryLockError::Error(error)) => Err(unusable(error)),
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A file in it.
    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

/// Puts a file in the place of the one of that name, or leaves that as it was. When this returns, it is on the disk.
///
/// # Errors
/// Those of the file system; then the former file is still there.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let next = path.with_added_extension("next");
    let mut file = private().create(true).truncate(true).open(&next)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if fs::read(&next)? != bytes {
        return Err(io::Error::other("something else was read back than was written"));
    }
    fs::rename(&next, path)?;
    sync_folder(path)
}

/// The file's content; `None` where there is no such file.
///
/// # Errors
/// It is there and cannot be read.
pub(crate) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// How files are opened for writing here: only this user of the system may read them.
pub(crate) fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn make(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A file that was renamed is there after a power cut only once its folder was flushed.
fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// How much all files in a folder take, in bytes.
///
/// # Errors
/// It cannot be read.
pub(crate) fn used(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += match entry.metadata() {
            Ok(about) if about.is_dir() => used(&entry.path())?,
            Ok(about) => about.len(),
            // It was removed since it was listed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(error),
        };
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_the_argument_goes_before_the_usual_one() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(asked(&words(&["floorbook", "--data", "/somewhere"])), Some("/somewhere".into()));
    }

    #[test]
    fn a_folder_is_held_by_one_at_a_time() {
        let temporary = tempfile::tempdir().unwrap();
        let path = temporary.path().join("new/notebook");
        let folder = Folder::take(&path).unwrap();
        assert!(matches!(Folder::take(&path), Err(NoFolder::Held(_))));
        drop(folder);
        Folder::take(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_this_user_can_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::take(&temporary.path().join("own")).unwrap();
        let file = folder.join("key.json");
        replace(&file, b"1").unwrap();
        replace(&file, b"2").unwrap();
        assert_eq!(read(&file).unwrap().as_deref(), Some(b"2".as_slice()));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(read(&folder.join("another")).unwrap(), None);
    }
}
