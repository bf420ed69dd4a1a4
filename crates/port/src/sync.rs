//! Syncing as the app shows it: how far it is, what waits and why, who belongs to the notebook.

use floorbook_domain::{DeviceId, Hash, Instant, MemberId, NotebookId, VisitId};
use serde::{Deserialize, Serialize};

use crate::Part;

/// What a member may do; a higher one may do all that a lower one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Reads.
    Viewer,
    /// Reads and writes.
    Editor,
    /// Also decides who belongs to the notebook.
    Owner,
}

/// Which photos and recordings of others come to this device by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotoChoice {
    /// All of them, whatever the connection. Also what is sent.
    #[default]
    Always,
    /// All of them, and nothing is sent, only while the connection is not a metered one. Where the
    /// browser does not tell, as [`PhotoChoice::OnDemand`].
    OnWifi,
    /// Those that are looked at, or asked for by "Photos now".
    OnDemand,
}

/// What the pill says: how it stands with the open notebook. Sent with every change of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// Whether the open notebook is connected to a hub.
    pub connected: bool,
    /// What is going on.
    pub phase: SyncPhase,
    /// Changes that are on this device only.
    pub waiting_changes: u32,
    /// Photos, recordings and files that are on this device only.
    pub waiting_photos: u32,
    /// When everything here was last on the hub, and everything there was here.
    pub synced: Option<Instant>,
    /// What keeps it from going on, if something does.
    pub trouble: Option<SyncTrouble>,
}

/// What syncing is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyncPhase {
    /// Nothing is under way.
    #[default]
    Idle,
    /// It asks the hub what there is.
    Asking,
    /// Changes go out.
    Sending {
        /// How many are out.
        done: u32,
        /// Of how many.
        of: u32,
    },
    /// Changes come in.
    Fetching {
        /// How many envelopes have come.
        done: u32,
        /// Of how many.
        of: u32,
    },
    /// Photos, recordings and files go out or come in.
    Photos {
        /// How many are done.
        done: u32,
        /// Of how many.
        of: u32,
    },
}

/// What keeps syncing from going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SyncTrouble {
    /// The device has no connection, as far as it knows.
    Offline,
    /// The hub does not answer.
    Unreachable,
    /// The hub answers something that no hub of Floorbook answers: a wrong address, or a portal between.
    NoHub,
    /// The hub does not know this notebook, and takes new ones only with its registration token.
    TokenNeeded,
    /// This device was removed from the notebook. What was written since is kept here.
    Removed,
    /// The hub keeps another notebook under this one's name.
    Taken,
    /// The clock of this device or the hub is wrong by more than five minutes, and signing with the
    /// hub's time did not help.
    Clock,
    /// The hub has no room, or its disk fails.
    HubFull,
    /// The hub asks to wait.
    TooOften,
    /// What the hub sent is not what its own log says: it was altered.
    Altered,
    /// The hub speaks a newer version; the app needs an update.
    TooNew,
    /// This device has no room for what comes.
    NoRoom,
}

/// To `Sync`: what lies behind the pill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyncView {
    /// What the pill says.
    pub status: SyncStatus,
    /// The address of the hub, such as `https://floorbook.example.org`.
    pub hub: Option<String>,
    /// When it tries again by itself.
    pub again: Option<Instant>,
    /// What waits on this device, item by item, the oldest first; two hundred at most.
    pub items: Vec<WaitingItem>,
    /// How many photos, recordings and files of others are not here.
    pub missing_photos: u32,
    /// Which photos come by themselves.
    pub photos: PhotoChoice,
    /// Work of members that was put aside, by device.
    pub aside: Vec<AsideWork>,
    /// Notebooks that are being joined or restored.
    pub joining: Vec<JoiningView>,
}

/// Something that is on this device only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitingItem {
    /// The record; `None` for what only a newer version can read.
    pub record: Option<floorbook_domain::RecordRef>,
    /// What it is called; of a note its first words.
    pub title: String,
    /// When it was written.
    pub at: Instant,
    /// Bytes of a photo, recording or file that wait; 0 for a change.
    pub bytes: u64,
}

/// Work that does not count, and why: it is kept, and an owner can accept it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AsideWork {
    /// The device that wrote it.
    pub device: DeviceId,
    /// Whose it is; empty if unknown.
    pub member: String,
    /// Whether it is this device.
    pub this: bool,
    /// How many changes.
    pub changes: u32,
    /// Why.
    pub reason: AsideReason,
    /// Whether the open notebook's owner, on this device, can accept it.
    pub can_adopt: bool,
}

/// Why work does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AsideReason {
    /// Its device does not belong to the notebook, as far as is known here.
    Stranger,
    /// It was written after its device was removed.
    Removed,
    /// Its author only reads.
    OnlyReads,
    /// Another envelope of its device was accepted in its place.
    OtherBranch,
    /// The key to it is not here yet.
    NoKey,
    /// It cannot be read: damaged, altered, or not what it says.
    Unreadable,
    /// A newer version wrote it.
    TooNew,
    /// It writes to a record that lies in another notebook of this device.
    Elsewhere,
}

/// A notebook that is being joined or restored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JoiningView {
    /// Names it in `DropJoin`.
    pub id: u32,
    /// The hub.
    pub hub: String,
    /// Whether by a recovery key.
    pub restores: bool,
    /// What keeps it from going on; `None` while it is under way.
    pub trouble: Option<JoinTrouble>,
}

/// What keeps a device from joining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum JoinTrouble {
    /// The hub does not answer; it is tried again.
    Unreachable,
    /// The address is not one of a hub.
    NoHub,
    /// The hub has no such invitation: it was used up, has expired, or was taken back.
    Gone,
    /// What the hub has does not belong to this link or key.
    Wrong,
    /// The hub refused to take this device in.
    Refused,
    /// This device belongs to that notebook already.
    Here,
}

/// To `Team`: who belongs to the open notebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamView {
    /// The notebook.
    pub notebook: NotebookId,
    /// The hub, if it is connected.
    pub hub: Option<String>,
    /// What one may do here; `None` for who was removed. An owner where nobody else is.
    pub role: Option<Role>,
    /// Whether the hub has not confirmed yet that this device belongs here.
    pub provisional: bool,
    /// The members, oneself first; removed ones last.
    pub members: Vec<TeamMember>,
    /// The invitations that can still be used, and those that were used; newest first.
    pub invitations: Vec<InvitationView>,
    /// Whether one has a recovery key.
    pub recovery: bool,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamMember {
    /// Who.
    pub id: MemberId,
    /// Their name; empty until it has arrived.
    pub name: String,
    /// What they may do, or might.
    pub role: Role,
    /// Whether they were removed.
    pub removed: bool,
    /// Whether it is oneself.
    pub me: bool,
    /// Their devices.
    pub devices: Vec<TeamDevice>,
}

/// A device of a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamDevice {
    /// Which.
    pub id: DeviceId,
    /// What its owner called it; empty until it has arrived.
    pub name: String,
    /// Whether it is this one.
    pub this: bool,
    /// Whether it was removed.
    pub removed: bool,
    /// When its last change that is here was written.
    pub last: Option<Instant>,
}

/// An invitation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvitationView {
    /// Names it in `Revoke`.
    pub id: Hash,
    /// The role it gives; `None` for another device of one's own.
    pub role: Option<Role>,
    /// The link, where this device made it.
    pub link: Option<String>,
    /// Until when.
    pub expires: Instant,
    /// How many devices may join by it.
    pub uses: u32,
    /// How many have.
    pub used: u32,
    /// Whether it can be used no more.
    pub closed: bool,
    /// Whether the hub has it: before, it works only together with a file that is handed over.
    pub at_hub: bool,
}

/// What can be told of syncing and of the team of the open notebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TeamCommand {
    /// Connects the open notebook to a hub, and the personal one with it. Works without a connection: what
    /// there is goes out once the hub can be reached. → `Done`
    Connect {
        /// The hub's address.
        hub: String,
        /// The hub's registration token, where it wants one; else empty.
        token: String,
    },
    /// Stops syncing the open notebook with its hub. Nothing is lost, here or there. → `Done`
    Disconnect,
    /// Tries at once; with `photos`, fetches all photos whatever was chosen. → `Done`
    SyncNow {
        /// Whether photos come now, all of them.
        photos: bool,
    },
    /// Fetches one photo, recording or file that is not here. → `Done`
    Fetch(Hash),
    /// Chooses which photos come by themselves, on this device. → `Done`
    SetPhotos(PhotoChoice),
    /// Invites somebody. → `Link`
    Invite {
        /// What they may do.
        role: Role,
        /// For how many days, 1 to 90.
        days: u32,
        /// How many may join by it, 1 to 100.
        uses: u32,
    },
    /// Invites another device of one's own; it gets the personal notebook too. For a day, once. → `Link`
    InviteDevice,
    /// Takes an invitation back. → `Done`
    Revoke(Hash),
    /// Joins by a link. The notebook opens once the hub has answered. → `Done`
    Join {
        /// The link, or what stands behind its `#`; then `hub` says where.
        link: String,
        /// What colleagues call one.
        name: String,
        /// What this device is called.
        device: String,
        /// A notebook of this device whose notes are brought in: one that was never connected.
        bring: Option<NotebookId>,
    },
    /// Gets everything back with a recovery key. → `Done`
    Restore {
        /// The hub's address.
        hub: String,
        /// The key, as it was printed.
        key: String,
        /// What this device is called.
        device: String,
    },
    /// Gives up joining or restoring. → `Done`
    DropJoin(u32),
    /// Gives a member another role. → `Done`
    SetRole {
        /// Who.
        member: MemberId,
        /// The role.
        role: Role,
    },
    /// Removes a member, or leaves. A new key is made for those who remain. → `Done`
    RemoveMember(MemberId),
    /// Removes a device. A new key is made for those that remain. → `Done`
    RemoveDevice(DeviceId),
    /// Names this device. → `Done`
    NameDevice(String),
    /// Accepts what a device wrote that was put aside. → `Done`
    Adopt(DeviceId),
    /// Makes a recovery key in place of the one before. It is answered once and not kept. → `Secret`
    MakeRecoveryKey,
    /// Writes a file to be handed to a member. → `File`
    HandOver {
        /// The photos of this visit only; `None` for all photos.
        visit: Option<VisitId>,
    },
    /// Writes a file that gives everything back to who knows the passphrase. → `File`
    Backup {
        /// At least eight characters.
        passphrase: String,
    },
    /// Takes a `.floorbook` file in. → `TakenIn`
    TakeIn {
        /// Its bytes.
        file: Part,
        /// The passphrase of a backup, or the link by which one joins; empty between members.
        secret: String,
        /// What colleagues call one, where one joins by it.
        name: String,
        /// What this device is called, where it is new.
        device: String,
    },
}

/// What a file brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenIn {
    /// The notebook, now open if it was joined or restored by this.
    pub notebook: Option<NotebookId>,
    /// Changes that are new here.
    pub changes: u32,
    /// Photos, recordings and files that are whole here for the first time.
    pub photos: u32,
    /// Changes that were put aside.
    pub aside: u32,
    /// Frames of the file that were damaged.
    pub damaged: u32,
    /// Whether the end of the file was missing.
    pub cut: bool,
    /// Whether the hub still has to confirm that this device belongs here.
    pub provisional: bool,
}
