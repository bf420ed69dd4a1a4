//! The door between the sync machine and its host: requests go out, answers come in.
//!
//! The engine opens no socket. [`Engine::sync_next`](crate::Engine::sync_next) says what is to be sent now, or when to ask again; the host
//! sends it and brings the answer with [`Engine::sync_reply`](crate::Engine::sync_reply). In what order answers come, whether one
//! comes at all or twice, is all the same to the machine.

use floorbook_domain::{Instant, NotebookId};

/// A request to a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Counts up; the answer names it.
    pub number: u64,
    /// `GET`, `POST`, `PUT`.
    pub method: &'static str,
    /// Where to.
    pub url: String,
    /// Header fields: name and value.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// The hub answered.
    Reply {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: Vec<u8>,
    },
    /// There was no answer: no connection, no such host, cut in the middle, too late.
    Nothing,
}

/// What is known of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether there may be a connection; `true` where it is not known.
    pub online: bool,
    /// Whether it is a metered one (mobile data); `None` where the browser does not tell.
    pub metered: Option<bool>,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send this, and ask again at once: more may go out beside it.
    Send(Exchange),
    /// Nothing now. Ask again after an answer, a command, a notice, a change of the surroundings; and at this
    /// time, if there is one.
    Wait(Option<Instant>),
}

/// A live connection that should be open: a streaming `GET` of server-sent events. Every `data:` line of an event
/// goes to [`Engine::sync_notice`](crate::Engine::sync_notice).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// The line that it is for: what comes of it is told with this.
    pub line: super::Line,
    /// The notebook.
    pub notebook: NotebookId,
    /// What to send to open it; signed now, so to be sent at once.
    pub exchange: Exchange,
}
