//! The messages between a page and the host of its engine.

use serde::{Deserialize, Serialize};

use crate::{Answer, Command, CommandId, Event, Failure, Passphrase, Query, TabId, View};

/// The place of a buffer in the list that travels beside a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Part(pub usize);

/// What a page wants of its host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Do this.
    Call {
        /// Its name, so that it can be sent twice.
        id: CommandId,
        /// What to do.
        command: Command,
    },
    /// Tell this.
    Ask(Query),
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was done, and is on disk.
    Done(Answer),
    /// What was asked for.
    View(View),
    /// It was not done.
    Failed(Failure),
}

/// The answer to the request of the same number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The request's number.
    pub number: u32,
    /// What came of it.
    pub outcome: Outcome,
}

/// What a page says to its worker (as JSON in `body`, with buffers in `parts`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// The page is there. `build` is the build it runs.
    Hello {
        /// The page's tab.
        tab: TabId,
        /// The build of the page.
        build: String,
        /// Whether the page can be seen.
        visible: bool,
    },
    /// A request with its number.
    Request {
        /// Counts up in the page.
        number: u32,
        /// What it wants.
        request: Request,
    },
    /// A picture or file to be decoded, turned upright and reduced. It is beside the message as a
    /// `Blob`; the reply is [`ToPage::Developed`].
    Develop {
        /// Counts up in the page, together with requests.
        number: u32,
        /// Whether the original is wanted back too.
        keep_original: bool,
    },
    /// The page was shown or hidden.
    Visible(bool),
    /// The person asks that this tab take the notebook over.
    TakeOver,
    /// The person typed the passphrase that locks the notebook on this device. What comes of it is told by
    /// [`HostState`](crate::HostState).
    Unlock {
        /// What was typed.
        passphrase: Passphrase,
    },
    /// Whether a passphrase locks the notebook on this device; the reply is [`ToPage::Lock`].
    AskLock {
        /// Counts up in the page, together with requests.
        number: u32,
    },
    /// Locks the notebook on this device with a passphrase, or with another one, or removes the lock; the reply is
    /// [`ToPage::Lock`].
    SetLock {
        /// Counts up in the page, together with requests.
        number: u32,
        /// The passphrase from now on; `None` for no lock.
        passphrase: Option<Passphrase>,
    },
}

/// What a worker says to its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToPage {
    /// An answer.
    Reply(Reply),
    /// A picture, ready to be attached. Buffers beside it: the content, then the thumbnail where
    /// there is one, then the original where it is kept.
    Developed {
        /// The number of the `Develop`.
        number: u32,
        /// Its media type now.
        mime: String,
        /// Pixels, where it could be decoded.
        size: Option<(u32, u32)>,
        /// EXIF time as the camera wrote it: `YYYY-MM-DDTHH:MM:SS` on its own clock.
        taken_local: Option<String>,
        /// EXIF offset from UTC in minutes, where the camera wrote one.
        taken_offset: Option<i32>,
        /// Whether a thumbnail is beside it.
        thumbnail: bool,
        /// Whether the original is beside it.
        original: bool,
    },
    /// A picture or file could not be read at all.
    NotDeveloped {
        /// The number of the `Develop`.
        number: u32,
        /// Why.
        failure: Failure,
    },
    /// How it stands with the lock of this device, now and on disk.
    Lock {
        /// The number of the `AskLock` or `SetLock`.
        number: u32,
        /// Whether a passphrase locks it, or why that cannot be told or done: then it is as it was before.
        set: Result<bool, Failure>,
    },
    /// Something happened.
    Event(Event),
}
