//! A replica on temporary files.

use std::path::{Path, PathBuf};

use floorbook_domain::{Instant, NotebookId};
use floorbook_engine::{Engine, Opening, Surroundings};
use floorbook_port::{Answer, Command, CommandId, Failure, Query, View, Write};
use uuid::Uuid;

use crate::Chance;

/// An engine on files of its own, with a clock that moves a second with every call.
pub struct Replica {
    /// The engine; `None` while it is closed.
    engine: Option<Engine>,
    folder: PathBuf,
    key: [u8; 32],
    chance: Chance,
    /// What its clock shows.
    pub now: Instant,
    /// How far its clock is ahead, in milliseconds.
    pub skew: i64,
}

/// The files of a replica, as they were at some time.
#[derive(Clone)]
pub struct Snapshot(Vec<(String, Vec<u8>)>);

/// The databases, with their write-ahead logs.
const FILES: [&str; 4] = ["main.db", "main.db-wal", "content.db", "content.db-wal"];

/// A connection without a meter.
pub(crate) const WIFI: Surroundings = Surroundings { online: true, metered: Some(false) };

/// 2026-03-02T01:00:00Z, a Monday morning in Asia.
pub(crate) const MORNING: Instant = Instant(1_772_413_200_000);

impl Replica {
    /// A new replica with empty files, its randomness named by `seed`.
    ///
    /// # Panics
    /// When the temporary folder cannot be made.
    pub fn new(seed: u64) -> Replica {
        let mut replica = Replica::closed(seed, [7; 32]);
        replica.open().expect("a new database opens");
        replica
    }

    /// A replica on a copy of the databases in `folder`, which are opened with `key`.
    ///
    /// # Errors
    /// Those of [`Engine::open`].
    ///
    /// # Panics
    /// When the files cannot be copied.
    pub fn on(folder: &Path, key: [u8; 32], seed: u64) -> Result<Replica, Failure> {
        let mut replica = Replica::closed(seed, key);
        for file in ["main.db", "content.db"] {
            std::fs::copy(folder.join(file), replica.folder.join(file)).expect("a database is copied");
        }
        replica.open()?;
        Ok(replica)
    }

    /// One that has a folder and no files.
    fn closed(seed: u64, key: [u8; 32]) -> Replica {
        let mut chance = Chance::new(seed);
        let unique = format!("floorbook-test-{}-{:x}", std::process::id(), chance.draw() ^ address_of_thread());
        let folder = quick_folder().join(unique);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Replica { engine: None, folder, key, chance, now: MORNING, skew: 0 }
    }

    /// What it is opened with.
    pub fn opening(&mut self) -> Opening {
        let path = |name: &str| self.folder.join(name).to_string_lossy().into_owned();
        Opening {
            main: path("main.db"),
            content: path("content.db"),
            vfs: None,
            key: self.key,
            now: self.now,
            entropy: Box::new(Chance::new(self.chance.draw())),
        }
    }

    /// Opens the files again, after [`Replica::close`].
    ///
    /// # Errors
    /// Those of [`Engine::open`].
    pub fn open(&mut self) -> Result<(), Failure> {
        let opening = self.opening();
        self.engine = Some(Engine::open(opening)?);
        Ok(())
    }

    /// Lets go of the files.
    pub fn close(&mut self) {
        self.engine = None;
    }

    /// A copy of its disk as it is now, as a backup program makes it of a device that was shut down.
    ///
    /// # Panics
    /// When the files cannot be read.
    pub fn snapshot(&mut self) -> Snapshot {
        self.close();
        let copy = self.copy_of_files();
        self.open().expect("its files open again");
        copy
    }

    /// A copy of its disk in the middle of its work, with the write-ahead logs.
    ///
    /// # Panics
    /// When the files cannot be read.
    pub fn copy_of_files(&self) -> Snapshot {
        let file = |name: &str| {
            let path = self.folder.join(name);
            path.is_file().then(|| (name.to_owned(), std::fs::read(path).expect("a file is read")))
        };
        Snapshot(FILES.into_iter().filter_map(file).collect())
    }

    /// Puts a copy of its disk back, in place of what it has, and starts on it.
    ///
    /// # Panics
    /// When it does not open.
    pub fn put_back(&mut self, copy: &Snapshot) {
        self.close();
        for name in FILES {
            // One that is not there need not go.
            let _absent = std::fs::remove_file(self.folder.join(name));
        }
        for (name, bytes) in &copy.0 {
            std::fs::write(self.folder.join(name), bytes).expect("a file is written");
        }
        self.open().expect("an old disk opens");
    }

    /// Ends the process in the middle of its work, and starts it again.
    ///
    /// # Panics
    /// When its files do not open again.
    pub fn kill(&mut self) {
        // The files as a process that is killed leaves them: nothing is put in order.
        let left = self.copy_of_files();
        self.put_back(&left);
    }

    /// Leaves room for so many more pages in each database; `None` for as many as it likes.
    ///
    /// # Panics
    /// When the engine fails.
    pub fn leave_room(&mut self, pages: Option<u32>) {
        self.engine().leave_room(pages).expect("the room is set");
    }

    /// Whether it takes part in a notebook.
    pub fn is_in(&mut self, notebook: NotebookId) -> bool {
        self.engine().changes(notebook).is_ok()
    }

    /// The folder of its files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The engine.
    ///
    /// # Panics
    /// While it is closed.
    pub fn engine(&mut self) -> &mut Engine {
        self.engine.as_mut().expect("the replica is open")
    }

    /// Randomness of this replica.
    pub fn chance(&mut self) -> &mut Chance {
        &mut self.chance
    }

    /// A new command id.
    pub fn command_id(&mut self) -> CommandId {
        let mut bytes = [0; 16];
        floorbook_engine::Entropy::fill(&mut self.chance, &mut bytes);
        CommandId(Uuid::from_bytes(bytes))
    }

    /// Does a command.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn call(&mut self, command: Command) -> Result<Answer, Failure> {
        let id = self.command_id();
        self.call_as(id, command, &[])
    }

    /// Does a command under an id, with buffers.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn call_as(&mut self, id: CommandId, command: Command, parts: &[Vec<u8>]) -> Result<Answer, Failure> {
        self.now = self.now.plus_millis(1_000);
        let now = self.now;
        self.engine().call(now, id, command, parts)
    }

    /// Writes records, and answers the revision they have now.
    ///
    /// # Panics
    /// When the engine refuses.
    pub fn write(&mut self, writes: Vec<Write>) -> u64 {
        match self.call(Command::Write(writes)).expect("the write is taken") {
            Answer::Done { seen, .. } => seen,
            other => panic!("a write answers Done, not {other:?}"),
        }
    }

    /// Asks.
    ///
    /// # Panics
    /// When the engine fails.
    pub fn ask(&mut self, query: &Query) -> View {
        let now = self.now;
        self.engine().ask(now, query).expect("the query is answered").0
    }

    /// Starts a notebook as `name`.
    ///
    /// # Panics
    /// When the engine refuses.
    pub fn begin(&mut self, name: &str) -> NotebookId {
        match self.call(Command::Begin { name: name.to_owned(), sample: false }).expect("a notebook starts") {
            Answer::Notebook(id) => id,
            other => panic!("a new notebook is answered, not {other:?}"),
        }
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        self.engine = None;
        // What is left of a temporary folder is the system's to clean.
        let _left = std::fs::remove_dir_all(&self.folder);
    }
}

/// Where files are kept in memory, if there is such a place; the system's temporary folder else.
fn quick_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

/// Tells replicas with the same seed in tests that run side by side apart.
fn address_of_thread() -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    std::hash::Hash::hash(&std::thread::current().id(), &mut hasher);
    std::hash::Hasher::finish(&hasher).rotate_left(17) ^ NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}

static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
