//! The notebook's files: opening them, and rescuing what is intact of damaged ones.
//!
//! A damaged database stays as it is, under its name, and what is intact goes into new ones. The names are changed
//! only after those are complete and on the disk. So a rescue that is interrupted is simply begun again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use floorbook_engine::{Engine, Opening, Rescue};
use floorbook_host::names::Names;
use floorbook_port::{ErrorCode, Failure, KeyPlace, Passphrase, Refusal};
use floorbook_seal::lock::LockError;
use zeroize::Zeroizing;

use crate::clock;
use crate::entropy::SystemEntropy;
use crate::folder::Folder;
use crate::journal;
use crate::refused::Refused;
use crate::vault::{Kept, Key, Locked, Vault};

/// What SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What a rescue did.
pub(crate) struct Rescued {
    /// Changes brought over.
    pub(crate) changes: u64,
    /// Changes or pieces that could not be read.
    pub(crate) lost: u64,
    /// The name of the damaged file.
    pub(crate) kept_as: String,
}

/// An open notebook.
pub(crate) struct Opened {
    /// The engine.
    pub(crate) engine: Engine,
    /// What was rescued on the way.
    pub(crate) rescued: Option<Rescued>,
}

/// Why the notebook is not open.
pub(crate) enum Shut {
    /// It waits for its passphrase.
    Locked {
        /// One was tried, and is not the right one.
        wrong: bool,
    },
    /// It cannot be opened.
    Refused(Refused),
}

impl<E: Into<Refused>> From<E> for Shut {
    fn from(why: E) -> Shut {
        Shut::Refused(why.into())
    }
}

/// The notebook's files.
pub(crate) struct Store {
    folder: PathBuf,
    vault: Vault,
    /// The key, once it is known.
    key: Option<Zeroizing<Key>>,
}

impl Store {
    /// The files in a folder.
    pub(crate) fn of(folder: &Folder) -> Store {
        Store { folder: folder.path().into(), vault: Vault::of(folder), key: None }
    }

    /// Opens the notebook. `damaged`: it was found damaged in use, so what is intact is to be rescued.
    ///
    /// # Errors
    /// Why it is not open. Nothing was deleted.
    pub(crate) fn open(&mut self, passphrase: Option<&Passphrase>, damaged: bool) -> Result<Opened, Shut> {
        let mut names = self.vault.names()?;
        let key = self.unlocked(passphrase, &names)?;
        self.key = Some(key.clone());
        if names.begun && !self.path(&names.main).exists() {
            return Err(Refused::new(Refusal::Damaged, format!("the file {} is gone", names.main)).into());
        }
        self.sweep(&mut names)?;
        let opened = if damaged { self.rescue(&mut names, &key)? } else { self.open_or_rescue(&mut names, &key)? };
        if !names.begun {
            names.begun = true;
            self.vault.set_names(&names)?;
        }
        Ok(opened)
    }

    /// Whether a passphrase locks the notebook on the disk.
    ///
    /// # Errors
    /// It cannot be told.
    pub(crate) fn is_locked(&self) -> Result<bool, Failure> {
        let kept = self.vault.key().map_err(|refused| Failure::new(ErrorCode::Storage, refused.detail))?;
        Ok(matches!(kept, Kept::Locked(_)))
    }

    /// Locks the notebook with a passphrase, or with another one, or takes the lock away; answers whether one locks
    /// it now.
    ///
    /// # Errors
    /// Why not; then it is as it was before.
    pub(crate) fn set_lock(&self, passphrase: Option<&Passphrase>) -> Result<bool, Failure> {
        if passphrase.is_some_and(Passphrase::is_short) {
            return Err(Failure::new(ErrorCode::Refused, "the passphrase is too short"));
        }
        let key = self.key.as_ref().ok_or_else(|| Failure::new(ErrorCode::OwnerGone, "the notebook is not open"))?;
        self.vault.set_lock(key, passphrase)?;
        Ok(passphrase.is_some())
    }

    /// Where the key is; `None` while there is none.
    ///
    /// # Errors
    /// It cannot be told.
    pub(crate) fn key_place(&self) -> Result<Option<KeyPlace>, Failure> {
        self.vault.key_place().map_err(|refused| Failure::new(ErrorCode::Storage, refused.detail))
    }

    fn unlocked(&self, passphrase: Option<&Passphrase>, names: &Names) -> Result<Zeroizing<Key>, Shut> {
        let needed = names.begun || [&names.main, &names.content].iter().any(|name| self.path(name).exists());
        match self.vault.key()? {
            Kept::Key(key) => Ok(key),
            Kept::Locked(locked) => self.unlock(&locked, passphrase),
            Kept::None if needed => Err(Refused::new(Refusal::KeyLost, "there is no key.json in the folder").into()),
            Kept::None => Ok(self.vault.make_key()?),
        }
    }

    fn unlock(&self, locked: &Locked, passphrase: Option<&Passphrase>) -> Result<Zeroizing<Key>, Shut> {
        if let Some(key) = self.key.as_ref().filter(|key| locked.is_of(key)) {
            return Ok(key.clone());
        }
        let Some(passphrase) = passphrase else { return Err(Shut::Locked { wrong: false }) };
        match locked.open(passphrase) {
            Ok(key) if locked.is_of(&key) => Ok(key),
            Ok(_) => Err(Refused::new(Refusal::KeyLost, "the lock holds another key").into()),
            Err(LockError::WrongPassphrase) => Err(Shut::Locked { wrong: true }),
            Err(error @ LockError::NoMemory) => Err(Refused::new(Refusal::Other, error.to_string()).into()),
            Err(error @ (LockError::Format(_) | LockError::Cost(_))) => {
                Err(Refused::new(Refusal::KeyLost, error.to_string()).into())
            }
        }
    }

    fn open_or_rescue(&self, names: &mut Names, key: &Key) -> Result<Opened, Refused> {
        match Engine::open(self.opening(&names.main, &names.content, key)) {
            Ok(engine) => Ok(Opened { engine, rescued: None }),
            // The key is the one that was made here. So what does not open by it is damaged.
            Err(Failure { code: ErrorCode::Damaged | ErrorCode::WrongKey, detail, .. }) => {
                journal::note(&format!("{} is damaged: {detail}", names.main));
                self.rescue(names, key)
            }
            Err(failure) => Err(failure.into()),
        }
    }

    fn rescue(&self, names: &mut Names, key: &Key) -> Result<Opened, Refused> {
        let (main, content) = names.begin_rescue(clock::now().0, |name| floorbook_engine::aside(name).into());
        self.vault.set_names(names)?;
        let damaged = self.opening(&names.main, &names.content, key);
        let Rescue { changes, lost } = match floorbook_engine::rescue(&damaged, self.opening(&main, &content, key)) {
            Ok(done) => done,
            Err(failure) => {
                self.sweep(names)?;
                let full = failure.code == ErrorCode::StorageFull;
                let reason = if full { Refusal::StorageFull } else { Refusal::Damaged };
                return Err(Refused::new(reason, failure.to_string()));
            }
        };
        let kept_as = names.end_rescue(main, content);
        self.vault.set_names(names)?;
        self.sweep(names)?;
        let engine = Engine::open(self.opening(&names.main, &names.content, key))?;
        Ok(Opened { engine, rescued: Some(Rescued { changes, lost, kept_as }) })
    }

    /// Removes what an earlier rescue left half done.
    fn sweep(&self, names: &mut Names) -> Result<(), Refused> {
        if names.unfinished.is_empty() {
            return Ok(());
        }
        for name in names.take_unfinished() {
            for beside in BESIDE {
                remove(&self.path(&format!("{name}{beside}")))?;
            }
            remove(&self.path(&name))?;
        }
        self.vault.set_names(names)
    }

    fn opening(&self, main: &str, content: &str, key: &Key) -> Opening {
        let path = |name: &str| self.path(name).to_string_lossy().into_owned();
        Opening {
            main: path(main),
            content: path(content),
            vfs: None,
            key: *key,
            now: clock::now(),
            entropy: Box::new(SystemEntropy),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Removes a file that may be gone already.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
