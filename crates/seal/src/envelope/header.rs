//! What an envelope says of itself, for anyone to read.

use minicbor::Decoder;

use super::{EnvelopeError, MAX_CHANGES, SUITE, SealError, VERSION};
use crate::{
    cbor::{Fields, FormatError, end, fixed, hash, list, present, written},
    id::{DeviceId, Hash, KeyId, WorkspaceId},
    membership::MAX_HEADS,
};

/// Where in a device's chain the changes to seal stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The number of the first change, from 1.
    pub first: u64,
    /// The device's previous envelope; `None` for its first one.
    pub previous: Option<Hash>,
    /// The heads of the membership, or nothing if they are the same as in the device's previous envelope
    /// (which saves 35 bytes).
    pub membership: Vec<Hash>,
}

/// The header of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The content key that opens it.
    pub key: KeyId,
    /// The device whose changes it holds and that signed it.
    pub device: DeviceId,
    /// The number of its first change, from 1.
    pub first: u64,
    /// The number of its last change.
    pub last: u64,
    /// The device's envelope before it.
    pub previous: Option<Hash>,
    /// The heads of the membership that the device had seen; nothing: as in its previous envelope.
    pub membership: Vec<Hash>,
}

impl Header {
    pub(super) fn of(run: &Run, changes: usize, key: KeyId, device: DeviceId) -> Result<Header, SealError> {
        let changes = changes as u64;
        let more = changes.checked_sub(1).ok_or(SealError::Empty)?;
        if changes > MAX_CHANGES {
            return Err(SealError::TooLarge);
        }
        let last = run.first.checked_add(more).filter(|_| run.first > 0).ok_or(SealError::OutOfRange)?;
        if run.membership.len() > MAX_HEADS {
            return Err(SealError::OutOfRange);
        }
        let Run { workspace, first, previous, membership } = run.clone();
        Ok(Header { workspace, key, device, first, last, previous, membership })
    }

    /// How many changes it announces.
    pub fn count(&self) -> u64 {
        self.last - self.first + 1
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let fields = 7 + u64::from(self.previous.is_some()) + u64::from(!self.membership.is_empty());
        written(|e| {
            e.map(fields)?.u8(0)?.u8(VERSION)?.u8(1)?.u8(SUITE)?;
            e.u8(2)?.encode(self.workspace)?.u8(3)?.encode(self.key)?.u8(4)?.encode(self.device)?;
            e.u8(5)?.u64(self.first)?.u8(6)?.u64(self.last)?;
            if let Some(previous) = self.previous {
                e.u8(7)?.encode(previous)?;
            }
            if !self.membership.is_empty() {
                e.u8(8)?.encode(&self.membership)?;
            }
            e.ok()
        })
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Header, EnvelopeError> {
        let mut d = Decoder::new(bytes);
        let mut fields = Fields::versioned(&mut d, VERSION)?;
        let (mut suite, mut workspace, mut key, mut device) = (None, None, None, None);
        let (mut first, mut last, mut previous, mut membership) = (None, None, None, Vec::new());
        while let Some(field) = fields.next(&mut d)? {
            match field {
                1 => suite = Some(d.u8().map_err(FormatError::from)?),
                2 => workspace = Some(WorkspaceId(fixed(&mut d)?)),
                3 => key = Some(KeyId(fixed(&mut d)?)),
                4 => device = Some(DeviceId(fixed(&mut d)?)),
                5 => first = Some(d.u64().map_err(FormatError::from)?),
                6 => last = Some(d.u64().map_err(FormatError::from)?),
                7 => previous = Some(hash(&mut d)?),
                8 => membership = list(&mut d, MAX_HEADS, hash)?,
                _ => d.skip().map_err(FormatError::from)?,
            }
        }
        end(&d)?;
        let suite = present(suite)?;
        if suite != SUITE {
            return Err(EnvelopeError::UnknownSuite(suite));
        }
        let (first, last) = (present(first)?, present(last)?);
        if first == 0 || last < first || last - first >= MAX_CHANGES {
            return Err(FormatError::Malformed("changes cannot have these numbers").into());
        }
        let (workspace, key, device) = (present(workspace)?, present(key)?, present(device)?);
        Ok(Header { workspace, key, device, first, last, previous, membership })
    }
}
