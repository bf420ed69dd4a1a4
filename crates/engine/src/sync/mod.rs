//! Syncing: what a device owes a hub and a hub owes it, as a machine without clock or socket.
//!
//! - `door`: what goes out to the host, what comes back
//! - `machine`: what is under way: requests out, answers in; `book`: what is known of one notebook meanwhile
//! - `live`: live connections, and what they tell; `said`: what was last said of how it stands
//! - `text`: what is asked next about changes and members; `answer`, `records`, `log`: what follows from the answers
//! - `line`: to the hub, and to one nearby; `hub`, `marks`: which hub it is, and what of what is here it has
//! - `envelopes`: taking in; `sealing`: what was written here; `judging`: whose changes count
//! - `bytes`: photos, recordings and files, and what is asked about them; `pieces`: piece by piece
//! - `work`: a notebook in a transaction: its membership, keys and identities
//! - `resolved`: memberships that were resolved lately
//! - `found`, `team`, `inviting`, `joining`, `entrance`, `note`: how a notebook becomes a team's, and how one comes in
//! - `tails`: the last envelopes of devices, which removals name
//! - `file`: the same without a network
//! - `status`: how it stands, for people

mod answer;
mod book;
mod bytes;
mod door;
mod entrance;
mod envelopes;
mod file;
mod found;
mod hub;
mod ids;
mod inviting;
mod joining;
mod judging;
mod line;
mod live;
mod log;
mod machine;
pub(crate) mod marks;
mod note;
mod pieces;
mod records;
mod resolved;
mod said;
mod sealing;
mod status;
mod tails;
mod team;
mod text;
mod work;

pub use door::{Answered, Exchange, Live, Next, Surroundings};
pub use line::{Line, Near, NearState};
pub(crate) use machine::State;
