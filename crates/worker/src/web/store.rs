//! The notebook's files: opening them, and letting them go.

use std::cell::{Cell, RefCell};

use floorbook_engine::{Engine, Opening};
use floorbook_host::names::Names;
use floorbook_port::{ErrorCode, Failure, Passphrase, Refusal};
use floorbook_seal::lock::LockError;
use rsqlite_vfs::VfsFilesManager;
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

use super::entropy::BrowserEntropy;
use super::js;
use super::locks;
use super::rescue::{self, Rescued};
use super::slots;
use super::timer;
use super::vault::{Kept, Key, Locked, Vault};

/// The name of the SQLite VFS, and of the folder that it keeps its files in.
const POOL: &str = "floorbook";

/// What SQLite keeps beside a database: its write-ahead log, and the journal while that is begun.
pub(crate) const BESIDE: [&str; 2] = ["-wal", "-journal"];

/// Files that can exist at once: two databases with what lies beside them.
pub(crate) const FILES: usize = 2 * (1 + BESIDE.len());

/// After this long, another that still holds the files is named to the person. A tab that closed or
/// crashed lets go within moments.
const PATIENCE: f64 = 3_000.0;

/// Why the notebook cannot be opened.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    /// Why.
    pub(crate) reason: Refusal,
    /// Technical detail.
    pub(crate) detail: String,
}

impl Refused {
    /// A refusal with its detail.
    pub(crate) fn new(reason: Refusal, detail: impl Into<String>) -> Refused {
        Refused { reason, detail: detail.into() }
    }
}

/// Why the notebook is not open.
#[derive(Clone, Debug)]
pub(crate) enum Shut {
    /// It waits for its passphrase.
    Locked {
        /// One was tried, and is not the right one.
        wrong: bool,
    },
    /// It cannot be opened.
    Refused(Refused),
}

impl From<Refused> for Shut {
    fn from(why: Refused) -> Shut {
        Shut::Refused(why)
    }
}

impl From<Failure> for Shut {
    fn from(failure: Failure) -> Shut {
        Shut::Refused(failure.into())
    }
}

impl From<JsValue> for Shut {
    fn from(error: JsValue) -> Shut {
        Shut::Refused(error.into())
    }
}

impl From<OpfsSAHError> for Shut {
    fn from(error: OpfsSAHError) -> Shut {
        Shut::Refused(error.into())
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Refused {
        Refused::new(Refusal::of(failure.code), failure.to_string())
    }
}

impl From<JsValue> for Refused {
    fn from(error: JsValue) -> Refused {
        let reason = match js::name_of(&error).as_str() {
            "QuotaExceededError" => Refusal::StorageFull,
            "SecurityError" | "NotAllowedError" | "InvalidStateError" | "UnknownError" => Refusal::StorageDenied,
            _ => Refusal::Other,
        };
        Refused::new(reason, js::words(&error))
    }
}

impl From<OpfsSAHError> for Refused {
    fn from(error: OpfsSAHError) -> Refused {
        match error {
            OpfsSAHError::Opfs { operation, value, .. } => {
                let Refused { reason, detail } = Refused::from(value);
                Refused::new(reason, format!("{operation}: {detail}"))
            }
            OpfsSAHError::NotSupported => Refused::new(Refusal::NoOpfs, error.to_string()),
            OpfsSAHError::InvalidHeader { .. } | OpfsSAHError::DuplicateFilename(_) => {
                Refused::new(Refusal::Damaged, error.to_string())
            }
            _ => Refused::new(Refusal::Other, error.to_string()),
        }
    }
}

/// An open notebook.
pub(crate) struct Opened {
    /// The engine.
    pub(crate) engine: Engine,
    /// What was rescued on the way.
    pub(crate) rescued: Option<Rescued>,
}

/// The notebook's files.
#[derive(Default)]
pub(crate) struct Store {
    pool: RefCell<Option<OpfsSAHPoolUtil>>,
    damaged: Cell<bool>,
    /// The key, once it is known here. It stays for as long as the worker lives, so that a notebook that passes from
    /// tab to tab asks for its passphrase once.
    key: RefCell<Option<Zeroizing<Key>>>,
    /// Whether a passphrase locks it on disk, as far as is known here.
    locked: Cell<bool>,
}

impl Store {
    /// Opens the notebook. Only the holder of the owner's lock may do so. `held` is called when
    /// another still holds the files although it has no lock; they are waited for as long as it takes.
    ///
    /// # Errors
    /// Why it is not open. Nothing was deleted.
    pub(crate) async fn open(&self, passphrase: Option<Passphrase>, held: impl Fn()) -> Result<Opened, Shut> {
        // The vault and the files are asked for side by side.
        let (vault, pool) = futures_util::future::try_join(kept(), self.pool(held)).await?;
        let (vault, kept, mut names) = vault;
        let files = pool.names()?;
        let key = match kept {
            Kept::Locked(locked) => {
                self.locked.set(true);
                self.unlock(&locked, passphrase.as_ref()).inspect_err(|_| self.close())?
            }
            kept => {
                self.locked.set(false);
                key(&vault, kept, &names, &files).await?
            }
        };
        self.key.replace(Some(Zeroizing::new(key)));
        if names.begun && !files.contains(&names.main) {
            return Err(Refused::new(Refusal::Damaged, format!("the file {} is gone", names.main)).into());
        }
        rescue::sweep(&vault, &pool, &mut names).await?;
        pool.ensure_capacity(FILES + others(&files, &names)).await?;
        let (engine, rescued) = if self.damaged.get() {
            let rescued = rescue::rescue(&vault, &pool, &mut names, key).await?;
            self.damaged.set(false);
            (Engine::open(opening(&names.main, &names.content, key))?, Some(rescued))
        } else {
            match Engine::open(opening(&names.main, &names.content, key)) {
                Ok(engine) => (engine, None),
                // The key is the one that was made here. So what does not open by it is damaged.
                Err(Failure { code: ErrorCode::Damaged | ErrorCode::WrongKey, detail, .. }) => {
                    js::warn(&format!("{} is damaged: {detail}", names.main));
                    let rescued = rescue::rescue(&vault, &pool, &mut names, key).await?;
                    (Engine::open(opening(&names.main, &names.content, key))?, Some(rescued))
                }
                Err(failure) => return Err(failure.into()),
            }
        };
        if !names.begun {
            names.begun = true;
            vault.set_names(&names).await?;
        }
        Ok(Opened { engine, rescued })
    }

    fn unlock(&self, locked: &Locked, passphrase: Option<&Passphrase>) -> Result<Key, Shut> {
        if let Some(key) = &*self.key.borrow()
            && locked.is_of(key)
        {
            return Ok(**key);
        }
        let Some(passphrase) = passphrase else { return Err(Shut::Locked { wrong: false }) };
        match locked.open(passphrase) {
            Ok(key) if locked.is_of(&key) => Ok(*key),
            Ok(_) => Err(Refused::new(Refusal::KeyLost, "the lock holds another key").into()),
            Err(LockError::WrongPassphrase) => Err(Shut::Locked { wrong: true }),
            Err(error @ LockError::NoMemory) => Err(Refused::new(Refusal::Other, error.to_string()).into()),
            Err(error @ (LockError::Format(_) | LockError::Cost(_))) => {
                Err(Refused::new(Refusal::KeyLost, error.to_string()).into())
            }
        }
    }

    /// The key, where the workers of other tabs need it to go on without asking the person.
    pub(crate) fn key_to_share(&self) -> Option<Zeroizing<Key>> {
        if self.locked.get() { self.key.borrow().clone() } else { None }
    }

    /// Takes in the key that the owner told. Whether it is the right one is seen when it is used.
    pub(crate) fn remember(&self, key: Key) {
        self.key.replace(Some(Zeroizing::new(key)));
    }

    /// Whether a passphrase locks the notebook on disk. Any tab may ask.
    ///
    /// # Errors
    /// It cannot be told.
    pub(crate) async fn is_locked(&self) -> Result<bool, Failure> {
        let kept = async { Vault::open().await?.key().await }.await;
        kept.map(|kept| matches!(kept, Kept::Locked(_))).map_err(not_kept)
    }

    /// Locks the notebook with a passphrase, or with another one, or takes the lock away. Only the owner may do so.
    ///
    /// # Errors
    /// Why not; then it is as it was before.
    pub(crate) async fn set_lock(&self, passphrase: Option<&Passphrase>) -> Result<bool, Failure> {
        if passphrase.is_some_and(Passphrase::is_short) {
            return Err(Failure::new(ErrorCode::Refused, "the passphrase is too short"));
        }
        let key = self.key.borrow().clone();
        let key = key.ok_or_else(|| Failure::new(ErrorCode::OwnerGone, "the notebook is not open here"))?;
        let done = async { Vault::open().await?.set_lock(&key, passphrase).await }.await;
        done.map_err(not_kept)?;
        self.locked.set(passphrase.is_some());
        Ok(passphrase.is_some())
    }

    /// The next opening is to rescue what is intact: the database was found damaged in use.
    pub(crate) fn mark_damaged(&self) {
        self.damaged.set(true);
    }

    /// Lets the files go. The engine must be closed.
    pub(crate) fn close(&self) {
        if let Some(pool) = &*self.pool.borrow()
            && let Err(error) = pool.pause()
        {
            js::warn(&format!("the files cannot be let go: {error}"));
        }
    }

    async fn pool(&self, held: impl Fn()) -> Result<OpfsSAHPoolUtil, Refused> {
        let (mut pause, mut waited, mut told, mut mended) = (20.0, 0.0, false, false);
        loop {
            match self.try_pool().await {
                Err(error) if is_held(&error) => {
                    if waited >= PATIENCE && !std::mem::replace(&mut told, true) {
                        held();
                    }
                    timer::sleep(pause).await;
                    waited += pause;
                    pause = f64::min(pause * 1.5, 500.0);
                }
                Err(OpfsSAHError::InvalidHeader { .. }) if !std::mem::replace(&mut mended, true) => {
                    let names = Vault::open().await?.names().await?;
                    slots::mend(POOL, &names).await?;
                }
                done => return Ok(done?),
            }
        }
    }

    async fn try_pool(&self) -> Result<OpfsSAHPoolUtil, OpfsSAHError> {
        let pool = self.pool.borrow().clone();
        if let Some(pool) = pool {
            pool.resume().await?;
            return Ok(pool);
        }
        let options = OpfsSAHPoolCfgBuilder::new().vfs_name(POOL).directory(POOL).initial_capacity(FILES).build();
        let pool = install::<WasmOsCallback>(&options, false).await?;
        *self.pool.borrow_mut() = Some(pool.clone());
        Ok(pool)
    }
}

/// Says whether this browser can keep a notebook at all.
///
/// # Errors
/// Why not.
pub(crate) fn check_browser() -> Result<(), Refused> {
    let scope = js::scope();
    if !scope.is_secure_context() {
        return Err(Refused::new(Refusal::InsecureOrigin, "not a secure context"));
    }
    let lacks = |what: &str| Err(Refused::new(Refusal::NoOpfs, format!("no {what}")));
    if js::get(&js::get(&scope.navigator(), "storage"), "getDirectory").is_undefined() {
        return lacks("StorageManager.getDirectory");
    }
    let handle = js::get(&scope, "FileSystemFileHandle");
    if js::get(&js::get(&handle, "prototype"), "createSyncAccessHandle").is_undefined() {
        return lacks("FileSystemFileHandle.createSyncAccessHandle");
    }
    if !locks::supported() {
        return lacks("Web Locks");
    }
    Ok(())
}

/// What the engine is opened with.
pub(crate) fn opening(main: &str, content: &str, key: Key) -> Opening {
    Opening {
        main: main.into(),
        content: content.into(),
        vfs: Some(POOL.into()),
        key,
        now: js::now(),
        entropy: Box::new(BrowserEntropy),
    }
}

fn not_kept(error: JsValue) -> Failure {
    let code = match Refused::from(error.clone()).reason {
        Refusal::StorageFull => ErrorCode::StorageFull,
        _ => ErrorCode::Storage,
    };
    Failure::new(code, js::words(&error))
}

async fn kept() -> Result<(Vault, Kept, Names), Refused> {
    let vault = Vault::open().await?;
    let (kept, names, ()) = futures_util::future::try_join3(vault.key(), vault.names(), vault.sweep()).await?;
    Ok((vault, kept, names))
}

async fn key(vault: &Vault, kept: Kept, names: &Names, files: &[String]) -> Result<Key, Refused> {
    let needed = files.iter().any(|file| *file == names.main || *file == names.content);
    match kept {
        Kept::Key(key) => Ok(key),
        Kept::None if needed => Err(Refused::new(Refusal::KeyLost, "the key is not in the vault")),
        Kept::Broken(detail) if needed => Err(Refused::new(Refusal::KeyLost, detail)),
        // A locked one is never made anew: it is asked for.
        Kept::Locked(_) => Err(Refused::new(Refusal::KeyLost, "the key is locked")),
        Kept::None | Kept::Broken(_) => Ok(vault.make_key().await?),
    }
}

/// How many files there are besides the two databases and what lies beside them.
fn others(files: &[String], names: &Names) -> usize {
    let ours = |file: &&String| {
        let database = BESIDE.iter().find_map(|beside| file.strip_suffix(beside)).unwrap_or(file);
        database == names.main || database == names.content
    };
    files.len() - files.iter().filter(ours).count()
}

/// Whether the error says that another context has the files open.
fn is_held(error: &OpfsSAHError) -> bool {
    match error {
        OpfsSAHError::Opfs { value, .. } => js::name_of(value) == "NoModificationAllowedError",
        _ => false,
    }
}
