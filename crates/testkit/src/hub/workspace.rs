//! What a hub keeps of one workspace.

use std::collections::BTreeMap;

use floorbook_seal::{
    DeviceId, Hash, MemberId, Tail, WorkspaceId,
    chunk::{AttachmentTag, Chunk},
    envelope::Sealed,
    membership::{Action, Membership, Record, Standing},
};
use floorbook_wire::{
    Branch, Cursor, Head, Heads, LogId, MAX_CARRIED, MAX_COPIES, MAX_ITEMS, MAX_PIECES, Notice, Outcome, ParcelId,
    Piece, Pieces, Pulled, Reason, RecordsHeld, next, start,
};
use minicbor::bytes::ByteVec;

use super::resolved;

/// One workspace.
#[derive(Clone)]
pub struct Workspace {
    id: WorkspaceId,
    /// The name of its founding record.
    pub founding: Hash,
    /// Its membership records, in the order of their arrival.
    pub records: Vec<Vec<u8>>,
    /// What they make.
    pub membership: Membership,
    /// Its envelopes, in the order of their arrival.
    pub log: Vec<Entry>,
    /// The end of each device's chain.
    heads: BTreeMap<DeviceId, Tail>,
    /// Its chunks.
    pub chunks: BTreeMap<Hash, Vec<u8>>,
    pieces: Vec<Piece>,
}

/// An envelope in the log.
#[derive(Clone)]
pub struct Entry {
    /// Its name when it came.
    pub name: Hash,
    device: DeviceId,
    last: u64,
    branch: bool,
    running: Hash,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Workspace {
    pub(super) fn new(id: WorkspaceId, founding: Hash, records: Vec<Vec<u8>>, membership: Membership) -> Workspace {
        let (log, heads, chunks, pieces) = Default::default();
        Workspace { id, founding, records, membership, log, heads, chunks, pieces }
    }

    pub(super) fn notice(&self) -> Notice {
        Notice {
            envelopes: self.log.len() as u64,
            records: self.records.len() as u64,
            chunks: self.pieces.len() as u64,
        }
    }

    /// What a notice carries to a device that was told of so many envelopes.
    pub(super) fn carried(&self, log: LogId, told: u64, device: Option<DeviceId>) -> Option<Pulled> {
        let new = usize::try_from(told).ok().and_then(|told| self.log.get(told..))?;
        let size: usize = new.iter().map(|entry| entry.bytes.len()).sum();
        let running = new.first().map(|_| self.running_at(told))??;
        let is_for_it = new.iter().any(|entry| Some(entry.device) != device);
        let after = Cursor { log, position: told, running };
        if is_for_it && size as u64 <= MAX_CARRIED { self.pull(log, Some(after), MAX_CARRIED).ok() } else { None }
    }

    /// The running hash at a place in the log; `None` where there is no such place.
    fn running_at(&self, position: u64) -> Option<Hash> {
        let Some(before) = position.checked_sub(1) else { return Some(start(self.id)) };
        self.log.get(usize::try_from(before).ok()?).map(|entry| entry.running)
    }

    fn end(&self, log: LogId) -> Cursor {
        let running = self.log.last().map_or(start(self.id), |entry| entry.running);
        Cursor { log, position: self.log.len() as u64, running }
    }

    pub(super) fn heads(&self, log: LogId) -> Heads {
        let heads =
            self.heads.iter().map(|(device, tail)| Head { device: *device, seq: tail.seq, envelope: tail.envelope });
        let branches = self.log.iter().enumerate().filter(|(_, entry)| entry.branch).map(|(place, entry)| Branch {
            head: Head { device: entry.device, seq: entry.last, envelope: entry.name },
            position: place as u64 + 1,
        });
        Heads {
            end: self.end(log),
            heads: heads.collect(),
            branches: branches.collect(),
            records: self.records.len() as u64,
        }
    }

    pub(super) fn records_after(&self, after: usize) -> RecordsHeld {
        let records = self.records.iter().skip(after).cloned().map(ByteVec::from).collect();
        RecordsHeld { records, count: self.records.len() as u64 }
    }

    pub(super) fn add_record(&mut self, now: u64, bytes: Vec<u8>, by_member: bool) -> Result<u64, Reason> {
        if let Some(place) = self.records.iter().position(|held| *held == bytes) {
            return Ok(place as u64 + 1);
        }
        let record = Record::read(&bytes).map_err(|_| Reason::Unreadable)?;
        if record.workspace() != self.id {
            return Err(Reason::OtherWorkspace);
        }
        let removed = self.membership.device(record.issuer()).is_some_and(|device| device.removed);
        if let Action::Join { invite, .. } = record.action()
            && self.membership.invitation(invite).is_some_and(|invitation| !invitation.admits(now))
        {
            return Err(Reason::Aside);
        }
        self.records.push(bytes);
        let with = resolved(self.id, self.founding, &self.records);
        let reason = match with {
            Ok(with) => match with.standing(&record.name()) {
                Standing::Stands if removed => Reason::Removed,
                Standing::Stands => {
                    self.membership = with;
                    return Ok(self.records.len() as u64);
                }
                Standing::Aside(aside) if by_member && aside.is_its_issuers() => {
                    self.membership = with;
                    return Ok(self.records.len() as u64);
                }
                Standing::Aside(_) | Standing::Unknown if removed => Reason::Removed,
                Standing::Aside(_) | Standing::Unknown => Reason::Aside,
                Standing::Waits => Reason::Gap,
            },
            Err(reason) => reason,
        };
        self.records.pop();
        Err(reason)
    }

    pub(super) fn append(&mut self, sealed: &Sealed) -> Outcome {
        let (name, header) = (sealed.name(), sealed.header());
        if let Some(place) = self.log.iter().position(|entry| entry.name == name) {
            let number = place as u64 + 1;
            return if self.log[place].branch { Outcome::Branch(number) } else { Outcome::Stored(number) };
        }
        let head = self.heads.get(&header.device);
        let expected = head.map_or(1, |head| head.seq.saturating_add(1));
        let continues = self.log.iter().any(|entry| {
            Some(entry.name) == header.previous && entry.device == header.device && entry.last + 1 == header.first
        });
        let branch = if header.first == expected && header.previous == head.map(|head| head.envelope) {
            false
        } else if header.first <= expected || continues {
            true
        } else {
            return Outcome::Refused(Reason::Gap);
        };
        let running = next(self.log.last().map_or(start(self.id), |entry| entry.running), name);
        let (device, last, bytes) = (header.device, header.last, sealed.bytes().to_vec());
        self.log.push(Entry { name, device, last, branch, running, bytes });
        let number = self.log.len() as u64;
        if branch {
            return Outcome::Branch(number);
        }
        self.heads.insert(device, sealed.tail());
        Outcome::Stored(number)
    }

    pub(super) fn pull(&self, log: LogId, after: Option<Cursor>, limit: u64) -> Result<Pulled, Reason> {
        let from = after.unwrap_or(Cursor { log, position: 0, running: start(self.id) });
        let at = usize::try_from(from.position).map_err(|_| Reason::OtherLog)?;
        if from.log != log || self.running_at(from.position) != Some(from.running) {
            return Err(Reason::OtherLog);
        }
        let mut pulled = Pulled { envelopes: Vec::new(), end: from, more: false };
        let mut size = 0_u64;
        for (place, entry) in self.log.iter().enumerate().skip(at) {
            size = size.saturating_add(entry.bytes.len() as u64);
            if !pulled.envelopes.is_empty() && (size > limit || pulled.envelopes.len() == MAX_ITEMS) {
                break;
            }
            pulled.envelopes.push(ByteVec::from(entry.bytes.clone()));
            pulled.end = Cursor { position: place as u64 + 1, running: entry.running, ..from };
        }
        pulled.more = pulled.end.position < self.log.len() as u64;
        Ok(pulled)
    }

    pub(super) fn add_chunk(&mut self, chunk: &Chunk) {
        let (name, header) = (chunk.name(), chunk.header());
        let size = chunk.bytes().len() as u64;
        if self.chunks.insert(name, chunk.bytes().to_vec()).is_none() {
            self.pieces.push(Piece { tag: header.tag, piece: header.piece, name, size });
        }
    }

    pub(super) fn find(&self, tags: &[AttachmentTag]) -> Pieces {
        let mut found = Pieces { pieces: Vec::new(), answered: 0 };
        for tag in tags {
            if found.pieces.len() >= MAX_PIECES {
                break;
            }
            let mut of_it: Vec<&Piece> = self.pieces.iter().filter(|piece| piece.tag == *tag).collect();
            of_it.sort_by_key(|piece| piece.piece);
            for piece in of_it {
                let is_copy = |other: &&Piece| (other.tag, other.piece) == (piece.tag, piece.piece);
                if found.pieces.iter().rev().take_while(is_copy).count() >= MAX_COPIES {
                    found.pieces.pop();
                }
                found.pieces.push(*piece);
            }
            found.answered += 1;
        }
        found
    }
}

/// The parcels that there may be now, and who may put each.
pub(super) fn standing(membership: &Membership, now: u64) -> impl Iterator<Item = (ParcelId, MemberId)> {
    let invitations = membership.invitations().filter(move |(_, invitation)| invitation.admits(now));
    let invitations = invitations
        .filter_map(|(_, invitation)| Some((invitation.id.into(), membership.device(invitation.issuer)?.member)));
    let members = membership.members().filter(|(_, member)| !member.removed);
    let recoveries = members.filter_map(|(id, member)| Some((member.recovery?.id().into(), id)));
    invitations.chain(recoveries)
}
