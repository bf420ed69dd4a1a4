//! What can be told to the engine.

use floorbook_domain::{AttachmentId, Field, Hash, Instant, NotebookId, ObservationId, RecordRef};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Draft, DraftKey, Part, Recovered, TabId, TakenIn, TeamCommand};

/// Names a command. The engine remembers it in the transaction of its change: sent again, it
/// answers the first result and changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(pub Uuid);

/// Names a recording that is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordingId(pub Uuid);

/// What is to be written to one record. A record that does not exist yet is created by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Write {
    /// Which record. The caller makes the id of a new one.
    pub record: RecordRef,
    /// The revision of the record that the person saw ([`Found::seen`](crate::Found::seen)); 0 for
    /// a new one. Values written since then are not replaced: both are kept and shown.
    pub seen: u64,
    /// Later revisions that the same composer made itself, as its drafts were finished: what it wrote in
    /// them was seen as well, but not what others wrote between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<u64>,
    /// Fields to set. Of prose, the whole text as it now reads; the engine merges the difference
    /// to the text at `seen`. Of a set, an element to add.
    #[serde(default)]
    pub put: Vec<Field>,
    /// Elements to take out of sets.
    #[serde(default)]
    pub remove: Vec<Field>,
    /// For a new record: keep it in the personal notebook. An existing record stays where it is.
    #[serde(default)]
    pub only_me: bool,
}

impl Write {
    /// A new record with these fields.
    pub fn new(record: impl Into<RecordRef>, put: Vec<Field>) -> Write {
        Write { record: record.into(), seen: 0, made: Vec::new(), put, remove: Vec::new(), only_me: false }
    }

    /// A change to a record that was seen at revision `seen`.
    pub fn edit(record: impl Into<RecordRef>, seen: u64, put: Vec<Field>) -> Write {
        Write { seen, ..Write::new(record, put) }
    }
}

/// An attachment whose bytes travel beside the command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewAttachment {
    /// Its id, made by the caller.
    pub id: AttachmentId,
    /// Its fields; the engine adds size and hashes.
    pub fields: Vec<Field>,
    /// The content.
    pub content: Part,
    /// The small picture for lists.
    pub thumbnail: Option<Part>,
    /// The original, where it is kept beside a reduced picture.
    pub original: Option<Part>,
}

/// What can be told to the engine. Each is one transaction; when its answer arrives, it is on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Starts a notebook for the person called `name`; with `sample`, one filled with sample data,
    /// which is never synced. The new notebook becomes the open one.
    Begin {
        /// What colleagues call them.
        name: String,
        /// Whether it is the sample.
        sample: bool,
    },
    /// Opens another notebook of this device.
    OpenNotebook(NotebookId),
    /// Removes the sample notebook and everything in it. Refused for any other.
    RemoveSample(NotebookId),
    /// Writes records, all or none, as one change (one for each notebook concerned).
    Write(Vec<Write>),
    /// Writes records, and attachments with their bytes.
    Attach {
        /// The attachments.
        attachments: Vec<NewAttachment>,
        /// What else changes with them, such as the observation that holds them.
        writes: Vec<Write>,
    },
    /// Moves a remark into the personal notebook, or out of it. It gets a new id, which is answered.
    SetOnlyMe {
        /// Which remark.
        observation: ObservationId,
        /// Where it belongs.
        only_me: bool,
    },
    /// Hides records, with all that belongs to them and those merged into them, until they are restored.
    Delete(Vec<RecordRef>),
    /// Brings deleted records back, and those merged into them.
    Restore(Vec<RecordRef>),
    /// Takes back what a command did, by a new change.
    Undo(CommandId),
    /// Keeps what is being typed. A lower or equal number than the kept one is ignored.
    SaveDraft(Draft),
    /// Turns the draft into its records, as one change, and clears it up to `revision`. The revision that
    /// is answered is the one which this made of the draft's own record, for [`Write::made`]; 0 if
    /// nothing was written to it.
    FinishDraft {
        /// Which draft.
        key: DraftKey,
        /// The revision the person saw.
        revision: u64,
        /// What the draft becomes.
        writes: Vec<Write>,
    },
    /// Clears a draft up to `revision`, keeping nothing of it: the person said so.
    DropDraft {
        /// Which draft.
        key: DraftKey,
        /// The newest revision that may go.
        revision: u64,
    },
    /// Turns the drafts and open recordings of all tabs but those alive into records.
    Recover {
        /// The tabs that are still open.
        alive: Vec<TabId>,
    },
    /// Opens a recording, so that its pieces are kept as they come.
    StartRecording {
        /// Which recording; made by the caller.
        recording: RecordingId,
        /// The tab that records.
        tab: TabId,
        /// The attachment it becomes.
        attachment: AttachmentId,
        /// The attachment's fields.
        fields: Vec<Field>,
        /// What else is written when it ends, such as the observation that holds it.
        writes: Vec<Write>,
    },
    /// Adds a piece. Pieces are numbered 0, 1, 2, …; one that is there already is ignored.
    AppendRecording {
        /// Which recording.
        recording: RecordingId,
        /// The piece's number.
        number: u32,
        /// Its bytes.
        piece: Part,
        /// Milliseconds recorded so far.
        duration: u32,
    },
    /// Ends a recording: it becomes an attachment.
    FinishRecording {
        /// Which recording.
        recording: RecordingId,
        /// Its length in milliseconds.
        duration: u32,
    },
    /// Throws a recording away: the person said so.
    DropRecording(RecordingId),
    /// Checks the databases and rebuilds everything derived from the log.
    Rebuild,
    /// Something about syncing, or about the team of the open notebook.
    Team(TeamCommand),
}

/// What the engine did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// It is on disk. `records` are those written, `seen` the revision they have now.
    Done {
        /// The records written.
        records: Vec<RecordRef>,
        /// The revision to name when they are written again.
        seen: u64,
        /// When it was written.
        at: Instant,
    },
    /// The notebook that is now open.
    Notebook(NotebookId),
    /// What was brought back, by `Recover`.
    Recovered(Vec<Recovered>),
    /// Content that was stored.
    Stored(Vec<Hash>),
    /// The link of an invitation.
    Link(String),
    /// A secret that is shown once.
    Secret(String),
    /// A file was written; its parts are asked for one by one with `Query::FilePart`, until another is written.
    File {
        /// A name for it.
        name: String,
        /// How many parts.
        parts: u32,
        /// How many bytes.
        size: u64,
    },
    /// What a file brought.
    TakenIn(TakenIn),
}
