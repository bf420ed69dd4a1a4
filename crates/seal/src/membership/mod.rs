//! The membership: a signed log that says who belongs to a workspace, with which devices and keys.
//!
//! Anyone can check it without a content key: a hub, to know whom it serves, and every replica, to know whose
//! envelopes count. A [`Record`] names its parents (the heads that its issuer had seen), its issuing device and
//! an [`Action`], and is signed; its BLAKE3 hash is its name. [`resolve()`] makes a [`Membership`] of any set of
//! records: a function of the set, whatever the order in which they came.
//!
//! # What makes a record stand
//! The founding record is named by its hash (whoever joins gets it with the keys), so nobody can slip in
//! another beginning. Every other record stands if, going by the records before it that stand,
//! - its issuer is a device of the workspace, not removed, and signed it;
//! - the issuer's member may do it: owners invite, set roles, remove and adopt; owners and editors make new
//!   keys; everybody adds and removes devices of their own, leaves, sets their own recovery key, hands on keys;
//! - what it speaks of exists, and what it introduces (a device, a member) is not taken by somebody else.
//!
//! A record whose parents are not all here waits. One that does not stand is put aside and named with the
//! reason ([`Aside`]); its children may stand by themselves, but whatever rests on it falls with it.
//!
//! # Records made side by side
//! Two records of which neither is before the other were made side by side. **What takes away comes first**:
//! - A removal of a device or a member undoes everything that device or member issued beside it, and closes the
//!   invitations that they issued at any time: who is removed knows those links. So a removed device cannot
//!   bring a friend, however it dates its records.
//! - A new role undoes what its member issued beside it that needs a higher role. Taking ownership away also
//!   closes the invitations that the former owner had issued to new members.
//! - A revoked invitation admits nobody who joined beside the revocation. A replaced recovery key recovers
//!   nothing beside its replacement.
//! - Of two roles set side by side the lower one holds. Of two new keys the one that is last in the order
//!   below is current; both can be read. Of two recovery keys set side by side the same.
//! - Of two removals of one device the later tail holds: an owner had accepted that far. What has been removed
//!   never comes back under its id; who is invited again comes as a new member with a new device.
//!
//! **When taking away goes round in a circle** (two owners remove each other, or remove and demote each other,
//! or three in a ring), the record whose issuer is the eldest stands (the member who came first, then the
//! device that came first, then the record that is first in the order), and what in the circle would undo it
//! falls; and again, until no circle is left. So of two owners who remove each other the one who has been
//! there longer stays; what the founder removes cannot undo that by anything dated back. It also means that a
//! later owner cannot throw out an earlier one who answers it, and that of two devices of one person the
//! earlier one wins: a stolen first phone is a reason to reach the hub first, which takes nothing more from a
//! device that it knows as removed. A hash does not decide, because anyone can try for a lucky one. A removal
//! outside of any circle never falls so.
//!
//! **The order**, for everything else: by depth (the longest way from the founding), then what takes away,
//! then by name. When more join than an invitation admits, or two take one id, the first in the order stays.
//! A device that dates its join back can win such a race; that is why a hub counts uses and looks at the time
//! itself when a record reaches it, and refuses records of devices that it knows as removed.
//!
//! The last owner cannot leave or step down; but two owners who leave side by side leave nobody behind who
//! could invite. Nothing is lost by it but that; the remaining members keep reading and writing.
//!
//! # Whose envelopes count
//! A removal or a new role names the last envelope accepted from each device concerned (its [`Tail`](crate::Tail)). An
//! envelope counts if it lies within what its device may write: up to the tail of its removal, and where its
//! member was an owner or editor. An owner can [`Adopt`](Action::Adopt) what came later. See
//! [`Membership::accepts`].
//!
//! # Keys
//! A new content key is wrapped for every remaining device and for every member's current recovery key, and
//! carries the key before it. After a removal, or when a recovery key was replaced, a new key is due
//! ([`Membership::new_key_is_due`]). A key made by a record that was put aside is kept for reading, and never
//! current. Who lacks a key ([`Membership::lacking`]) can be handed it by anyone who holds it.
//!
//! **Frozen.** [`Record`] and [`Action`] are serialized in every workspace; add fields and actions under new
//! numbers. The rules are as fixed as the bytes: replicas that resolve differently are apart for ever.

mod action;
mod action_code;
mod arrivals;
mod aside;
mod envelopes;
mod evidence;
mod graph;
mod hearing;
mod invitations;
mod issue;
mod key_log;
mod record;
mod resolve;
mod roll;
mod unfit;

pub use action::{Action, Grant, Recipient, Role, Wrap};
pub use aside::{Aside, Standing};
pub use envelopes::Refusal;
pub use invitations::Invitation;
pub use issue::{IssueError, Place};
pub use key_log::SharedKey;
pub use record::Record;
pub use resolve::{TooManyRecords, resolve};
pub use roll::{Device, Member, Membership};
pub use unfit::Unfit;

/// The newest version of a record's encoding that this code writes.
pub const VERSION: u8 = 1;

/// The most parents of a record, and the most heads that an envelope names.
pub const MAX_HEADS: usize = 64;

/// The most bytes of a record: 256 KiB, a new key for some 2,500 devices.
pub const MAX_RECORD: usize = 256 << 10;

/// The most records of a workspace. A team of fifty with a new key every week needs some hundreds a year.
pub const MAX_RECORDS: usize = 8192;
