//! The one door to the engine.
//!
//! - [`call`] does a command; when it returns, what it did is on disk. [`call_with`] sends bytes
//!   beside it, [`call_as`] names it, so that it can be undone.
//! - [`ask`] answers a query once; [`live()`] keeps an answer up to date, [`live_pages`] a list that
//!   grows page by page. Pages use these two and never listen to events themselves.
//! - [`host`], [`full`] and [`rescued`] tell how the engine's host is, as signals.
//! - [`unlock`] and [`set_lock`] are for the passphrase that can lock the notebook on this device.
//!
//! A command that was cut off because the tab that owns the notebook went away is sent again under
//! the same id: the engine does it once. What the engine is made of, and in which tab it runs, is
//! nobody's business outside of this room.

mod bytes;
mod concern;
mod door;
mod live;
mod lock;
mod paged;
mod picture;
mod record;
mod shown;
mod stale;
mod wire;

use floorbook_domain::Hash;
use floorbook_port::{
    Answer, Command, CommandId, ErrorCode, Event, Failure, HostState, Outcome, Query, Request, TabId, ToWorker, View,
};
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

pub use bytes::{Developed, develop};
pub use door::{Listening, Rescued, open};
pub use live::{Live, live, live_if};
pub use lock::{is_locked, set_lock, unlock};
pub use paged::{LivePages, live_pages};
pub use picture::{Picture, object_url};
pub use record::record;
pub use shown::Shown;

use crate::ids;

/// A new name for a command.
pub fn command_id() -> CommandId {
    CommandId(ids::uuid())
}

/// The name of this tab, new with each load of the page.
pub fn tab() -> TabId {
    door::door().tab()
}

/// Does `command`. When this returns `Ok`, what it did is on disk.
///
/// # Errors
/// The engine's failure; then the command changed nothing.
pub async fn call(command: Command) -> Result<Answer, Failure> {
    call_as(command_id(), command, Vec::new()).await
}

/// Does `command`, with the bytes that its [`Part`](floorbook_port::Part)s name by their place.
///
/// # Errors
/// As [`call`].
pub async fn call_with(command: Command, parts: Vec<Uint8Array>) -> Result<Answer, Failure> {
    call_as(command_id(), command, parts).await
}

/// Does `command` under the name `id`, which [`Command::Undo`] takes.
///
/// # Errors
/// As [`call`].
pub async fn call_as(id: CommandId, command: Command, parts: Vec<Uint8Array>) -> Result<Answer, Failure> {
    let parts: Vec<ArrayBuffer> = parts.iter().map(whole_buffer).collect();
    match door::request(&Request::Call { id, command }, &parts).await?.0 {
        Outcome::Done(answer) => Ok(answer),
        Outcome::Failed(failure) => Err(failure),
        Outcome::View(_) => Err(out_of_place()),
    }
}

/// Asks once. Where the answer is shown for longer than a moment, use [`live()`].
///
/// # Errors
/// The engine's failure.
pub async fn ask(query: Query) -> Result<View, Failure> {
    match door::request(&Request::Ask(query), &[]).await?.0 {
        Outcome::View(view) => Ok(view),
        Outcome::Failed(failure) => Err(failure),
        Outcome::Done(_) => Err(out_of_place()),
    }
}

/// The bytes named `hash`, with their media type.
///
/// # Errors
/// The engine's failure: `NotFound` where they are not on this device.
pub async fn ask_bytes(hash: Hash) -> Result<(String, Uint8Array), Failure> {
    bytes_of(Query::Bytes(hash)).await
}

/// A part of the file that the engine wrote last.
///
/// # Errors
/// The engine's failure: `NotFound` where another file was written meanwhile.
pub async fn file_part(number: u32) -> Result<Uint8Array, Failure> {
    Ok(bytes_of(Query::FilePart(number)).await?.1)
}

async fn bytes_of(query: Query) -> Result<(String, Uint8Array), Failure> {
    match door::request(&Request::Ask(query), &[]).await? {
        (Outcome::View(View::Bytes { mime }), parts) => match parts.first() {
            Some(buffer) => Ok((mime, Uint8Array::new(buffer))),
            None => Err(out_of_place()),
        },
        (Outcome::Failed(failure), _) => Err(failure),
        _ => Err(out_of_place()),
    }
}

/// Calls `listener` for each event until the returned guard is dropped.
pub fn events(listener: impl Fn(&Event) + 'static) -> Listening {
    door::listen(listener)
}

/// How the engine's host is. `Rescued` never stands here: see [`rescued`].
pub fn host() -> ArcReadSignal<HostState> {
    door::door().host()
}

/// Whether the notebook can be used now.
pub fn is_ready() -> Signal<bool> {
    let host = host();
    Signal::derive(move || matches!(host.get(), HostState::Ready { .. }))
}

/// Whether the last write found no room.
pub fn full() -> ArcReadSignal<bool> {
    door::door().full()
}

/// Counts up with every message that carried bytes to the engine.
pub fn written() -> ArcReadSignal<u32> {
    door::door().written()
}

/// What was rescued of a damaged database, until [`dismiss_rescued`].
pub fn rescued() -> ArcReadSignal<Option<Rescued>> {
    door::door().rescued()
}

/// The person has read what was rescued.
pub fn dismiss_rescued() {
    door::door().forget_rescued();
}

/// The person asks that this tab take the notebook over from one that does not answer.
pub fn take_over() {
    door::door().post(&ToWorker::TakeOver);
}

/// The buffer of `bytes`; of a view into a larger buffer, a copy of just its part.
fn whole_buffer(bytes: &Uint8Array) -> ArrayBuffer {
    let buffer = bytes.buffer().unchecked_into::<ArrayBuffer>();
    if bytes.byte_length() == buffer.byte_length() {
        return buffer;
    }
    bytes.slice(0, bytes.length()).buffer().unchecked_into()
}

/// The engine answered something that cannot be an answer to what was asked.
fn out_of_place() -> Failure {
    Failure::new(ErrorCode::Malformed, "the answer does not fit the question")
}
