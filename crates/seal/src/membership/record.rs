//! One record of the membership, and its encoding.

use minicbor::Decoder;

use super::{Action, MAX_HEADS, MAX_RECORD, VERSION};
use crate::{
    cbor::{Fields, FormatError, end, fixed, hash, list, present, string_size, written},
    id::{DeviceId, Hash, WorkspaceId},
    keys::{BadSignature, DeviceCard, DeviceSecret, Signature},
};

const SIGNATURE: &str = "floorbook seal v1 membership record signature";

/// A signed record. Reading one proves its form only; [`resolve`](super::resolve()) says whether it stands.
///
/// **Frozen.** A CBOR array of two byte strings: the body, and the signature (64 bytes) of the issuing device
/// over the body. The body is a map of numbered fields in rising order: 0 version (1), 1 workspace, 2 names of
/// the parents in rising order, 3 issuing device, 4 time in milliseconds since 1970 by the issuer's clock,
/// 5 action. There is exactly one way to write the array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub(super) name: Hash,
    pub(super) bytes: Vec<u8>,
    pub(super) body: Body,
    pub(super) signature: Signature,
}

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) workspace: WorkspaceId,
    pub(super) parents: Vec<Hash>,
    pub(super) issuer: DeviceId,
    pub(super) at: u64,
    pub(super) action: Action,
}

impl Record {
    pub(super) fn sign(body: Body, device: &DeviceSecret) -> Result<Record, FormatError> {
        let body_bytes = body.encode();
        let signature = device.sign(SIGNATURE, &body_bytes);
        let bytes = written(|e| e.array(2)?.bytes(&body_bytes)?.encode(signature)?.ok());
        if bytes.len() > MAX_RECORD {
            return Err(FormatError::TooLarge(MAX_RECORD));
        }
        Ok(Record { name: Hash::of(&bytes), bytes, body, signature })
    }

    /// Reads a record: its form only.
    ///
    /// # Errors
    /// [`FormatError`]: cut, too large, of a newer version, or no record.
    pub fn read(bytes: &[u8]) -> Result<Record, FormatError> {
        if bytes.len() > MAX_RECORD {
            return Err(FormatError::TooLarge(MAX_RECORD));
        }
        let mut d = Decoder::new(bytes);
        if d.array()? != Some(2) {
            return Err(FormatError::Malformed("a record has two parts"));
        }
        let body_bytes = d.bytes()?;
        let body = Body::read(body_bytes)?;
        let signature = Signature(fixed(&mut d)?);
        end(&d)?;
        if bytes.len() != 1 + string_size(body_bytes.len()) + string_size(signature.0.len()) {
            return Err(FormatError::Malformed("it is not written in the one way"));
        }
        Ok(Record { name: Hash::of(bytes), bytes: bytes.to_vec(), body, signature })
    }

    /// Checks that the device of this card signed the record.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, card: &DeviceCard) -> Result<(), BadSignature> {
        let body = Decoder::new(&self.bytes[1..]).bytes().map_err(|_| BadSignature)?;
        if self.body.issuer == card.device { card.verify(SIGNATURE, body, &self.signature) } else { Err(BadSignature) }
    }

    /// The BLAKE3 hash of its bytes.
    pub fn name(&self) -> Hash {
        self.name
    }

    /// Its bytes, as they are stored and sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The workspace.
    pub fn workspace(&self) -> WorkspaceId {
        self.body.workspace
    }

    /// The records that its issuer had seen last.
    pub fn parents(&self) -> &[Hash] {
        &self.body.parents
    }

    /// The device that issued it.
    pub fn issuer(&self) -> DeviceId {
        self.body.issuer
    }

    /// When, in milliseconds since 1970, by the issuer's clock; to be shown, not to be trusted.
    pub fn at(&self) -> u64 {
        self.body.at
    }

    /// What it does.
    pub fn action(&self) -> &Action {
        &self.body.action
    }
}

impl Body {
    fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.map(6)?.u8(0)?.u8(VERSION)?.u8(1)?.encode(self.workspace)?.u8(2)?.encode(&self.parents)?;
            e.u8(3)?.encode(self.issuer)?.u8(4)?.u64(self.at)?.u8(5)?.encode(&self.action)?.ok()
        })
    }

    fn read(bytes: &[u8]) -> Result<Body, FormatError> {
        let mut d = Decoder::new(bytes);
        let mut fields = Fields::versioned(&mut d, VERSION)?;
        let (mut workspace, mut parents, mut issuer, mut at, mut action) = (None, Vec::new(), None, None, None);
        while let Some(field) = fields.next(&mut d)? {
            match field {
                1 => workspace = Some(WorkspaceId(fixed(&mut d)?)),
                2 => parents = list(&mut d, MAX_HEADS, hash)?,
                3 => issuer = Some(DeviceId(fixed(&mut d)?)),
                4 => at = Some(d.u64()?),
                5 => action = Some(Action::read(&mut d)?),
                _ => d.skip()?,
            }
        }
        end(&d)?;
        if !parents.is_sorted_by(|a, b| a < b) {
            return Err(FormatError::Malformed("its parents are out of order"));
        }
        let (workspace, issuer, at, action) = (present(workspace)?, present(issuer)?, present(at)?, present(action)?);
        Ok(Body { workspace, parents, issuer, at, action })
    }
}
