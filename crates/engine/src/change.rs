//! A change: one atomic batch of operations by one device, and its encoding.
//!
//! A change is CBOR: a map of numbered fields. Its operations are arrays that start with their
//! number. What a newer version wrote (a field of the map, an operation, a kind of record) is
//! skipped when it is read; the bytes are kept as they are, so that it is forwarded and shown after
//! an update.
//!
//! **Frozen.** [`Change`], [`Op`] and their parts are serialized in every log. Add fields and
//! operations under new numbers; never change what is here. Golden bytes in the tests hold it.

use floorbook_domain::{DeviceId, Hash, MemberId, RecordRef};
use minicbor::{Decode, Decoder, Encode, Encoder, data::Type, decode, encode};
use thiserror::Error;

use crate::{hlc::Hlc, version::Version};

/// The newest version of the encoding that this code writes.
pub const VERSION: u8 = 1;

/// Names an operation: BLAKE3 over the change's hash and the operation's place in it, 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpName(pub [u8; 16]);

impl OpName {
    /// The name of operation `place` of the change `change`.
    pub fn of(change: &Hash, place: usize) -> OpName {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&change.0);
        hasher.update(&(place as u64).to_be_bytes());
        let mut name = [0; 16];
        name.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        OpName(name)
    }
}

impl std::fmt::Debug for OpName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<C> Encode<C> for OpName {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for OpName {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        <[u8; 16]>::try_from(d.bytes()?).map(OpName).map_err(|_| decode::Error::message("a name has 16 bytes"))
    }
}

/// One operation on one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// A field of one value gets `value` (CBOR), in place of the puts named in `over`.
    Put { record: RecordRef, field: u16, value: Vec<u8>, over: Vec<OpName> },
    /// The text of a field merges with `update` (yrs, v1).
    Splice { record: RecordRef, field: u16, update: Vec<u8> },
    /// A set gets an element (CBOR).
    Add { record: RecordRef, field: u16, element: Vec<u8> },
    /// A set loses an element: the additions named in `over`.
    Remove { record: RecordRef, field: u16, element: Vec<u8>, over: Vec<OpName> },
    /// The record is hidden, if its author had seen all of it.
    Delete { record: RecordRef, seen: Version },
    /// The deletes named here are undone.
    Restore { record: RecordRef, deletes: Vec<OpName> },
    /// An operation of a newer version.
    Unknown,
}

impl Op {
    /// The record it is about; `None` for one of a newer version.
    pub fn record(&self) -> Option<RecordRef> {
        match self {
            Op::Put { record, .. }
            | Op::Splice { record, .. }
            | Op::Add { record, .. }
            | Op::Remove { record, .. }
            | Op::Delete { record, .. }
            | Op::Restore { record, .. } => Some(*record),
            Op::Unknown => None,
        }
    }
}

/// One atomic batch of operations by one device.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The version of the encoding, from 1.
    pub version: u8,
    /// Who wrote it: the device.
    pub device: DeviceId,
    /// Its number among the device's changes: 1, 2, 3, … without gaps.
    pub seq: u64,
    /// When.
    pub hlc: Hlc,
    /// The newest changes that the author had seen; for history, never to wait for.
    pub deps: Vec<Hash>,
    /// Who wrote it: the person.
    pub author: MemberId,
    /// What it does.
    pub ops: Vec<Op>,
}

/// Why bytes are not a change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChangeError {
    /// The bytes do not have the hash under which they came.
    #[error("change {0} is not what its name says: it was cut or altered")]
    Altered(Hash),
    /// The bytes are no change at all.
    #[error("change {0} cannot be read")]
    Malformed(Hash),
}

impl Change {
    /// The change as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        minicbor::encode(self, &mut bytes).unwrap_or_else(|never: encode::Error<std::convert::Infallible>| {
            unreachable!("encoding into memory failed: {never}")
        });
        bytes
    }

    /// Reads the change that came under `name`.
    ///
    /// # Errors
    /// [`ChangeError`], with the name.
    pub fn read(name: Hash, bytes: &[u8]) -> Result<Change, ChangeError> {
        if name_of(bytes) != name {
            return Err(ChangeError::Altered(name));
        }
        let mut decoder = Decoder::new(bytes);
        let change: Change = decoder.decode().map_err(|_| ChangeError::Malformed(name))?;
        if decoder.position() != bytes.len() || change.seq == 0 {
            return Err(ChangeError::Malformed(name));
        }
        Ok(change)
    }
}

/// The hash that names a change with these bytes.
pub fn name_of(bytes: &[u8]) -> Hash {
    Hash(*blake3::hash(bytes).as_bytes())
}

impl<C> Encode<C> for Change {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(7)?;
        e.u8(0)?.u8(self.version)?;
        e.u8(1)?.encode_with(self.device, ctx)?;
        e.u8(2)?.u64(self.seq)?;
        e.u8(3)?.u64(self.hlc.0)?;
        e.u8(4)?.encode_with(&self.deps, ctx)?;
        e.u8(5)?.encode_with(self.author, ctx)?;
        e.u8(6)?.encode_with(&self.ops, ctx)?;
        e.ok()
    }
}

impl<'b, C> Decode<'b, C> for Change {
    fn decode(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Self, decode::Error> {
        let fields = d.map()?.ok_or_else(|| decode::Error::message("a change is a map of known length"))?;
        let (mut version, mut device, mut seq, mut hlc, mut author) = (None, None, None, None, None);
        let (mut deps, mut ops) = (Vec::new(), None);
        for _ in 0..fields {
            match d.u64()? {
                0 => version = Some(d.u8()?),
                1 => device = Some(d.decode_with(ctx)?),
                2 => seq = Some(d.u64()?),
                3 => hlc = Some(Hlc(d.u64()?)),
                4 => deps = d.decode_with(ctx)?,
                5 => author = Some(d.decode_with(ctx)?),
                6 => ops = Some(read_ops(d)?),
                _ => d.skip()?,
            }
        }
        let missing = || decode::Error::message("a change lacks one of its fields");
        Ok(Change {
            version: version.ok_or_else(missing)?,
            device: device.ok_or_else(missing)?,
            seq: seq.ok_or_else(missing)?,
            hlc: hlc.ok_or_else(missing)?,
            deps,
            author: author.ok_or_else(missing)?,
            ops: ops.ok_or_else(missing)?,
        })
    }
}

impl<C> Encode<C> for Op {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        match self {
            Op::Put { record, field, value, over } => {
                e.array(5)?.u8(0)?.encode_with(record, ctx)?.u16(*field)?.bytes(value)?.encode_with(over, ctx)?
            }
            Op::Splice { record, field, update } => {
                e.array(4)?.u8(1)?.encode_with(record, ctx)?.u16(*field)?.bytes(update)?
            }
            Op::Add { record, field, element } => {
                e.array(4)?.u8(2)?.encode_with(record, ctx)?.u16(*field)?.bytes(element)?
            }
            Op::Remove { record, field, element, over } => {
                e.array(5)?.u8(3)?.encode_with(record, ctx)?.u16(*field)?.bytes(element)?.encode_with(over, ctx)?
            }
            Op::Delete { record, seen } => e.array(3)?.u8(4)?.encode_with(record, ctx)?.encode_with(seen, ctx)?,
            Op::Restore { record, deletes } => {
                e.array(3)?.u8(5)?.encode_with(record, ctx)?.encode_with(deletes, ctx)?
            }
            Op::Unknown => return Err(encode::Error::message("an operation of a newer version is never written")),
        };
        e.ok()
    }
}

/// Reads the operations. One that this version does not know, or that is about a kind that it does
/// not know, is passed over as a whole; its place still counts, since names are made of places.
fn read_ops(d: &mut Decoder<'_>) -> Result<Vec<Op>, decode::Error> {
    let count = d.array()?.ok_or_else(|| decode::Error::message("operations are an array of known length"))?;
    let mut ops = Vec::new();
    for _ in 0..count {
        let start = d.position();
        if d.datatype()? != Type::Array {
            return Err(decode::Error::message("an operation is an array"));
        }
        d.skip()?;
        let item = &d.input()[start..d.position()];
        ops.push(read_op(&mut Decoder::new(item)).unwrap_or(Op::Unknown));
    }
    Ok(ops)
}

fn read_op(d: &mut Decoder<'_>) -> Result<Op, decode::Error> {
    let parts = d.array()?;
    let op = match (d.u64()?, parts) {
        (0, Some(5..)) => {
            Op::Put { record: d.decode()?, field: d.u16()?, value: d.bytes()?.to_vec(), over: d.decode()? }
        }
        (1, Some(4..)) => Op::Splice { record: d.decode()?, field: d.u16()?, update: d.bytes()?.to_vec() },
        (2, Some(4..)) => Op::Add { record: d.decode()?, field: d.u16()?, element: d.bytes()?.to_vec() },
        (3, Some(5..)) => {
            Op::Remove { record: d.decode()?, field: d.u16()?, element: d.bytes()?.to_vec(), over: d.decode()? }
        }
        (4, Some(3..)) => Op::Delete { record: d.decode()?, seen: d.decode()? },
        (5, Some(3..)) => Op::Restore { record: d.decode()?, deletes: d.decode()? },
        _ => Op::Unknown,
    };
    Ok(op)
}

#[cfg(test)]
mod tests {
    use super::*;
    use floorbook_domain::{ObservationId, PartnerId};

    /// One of every operation.
    fn every_op() -> Change {
        let (partner, note) = (PartnerId::from_bytes([1; 16]), ObservationId::from_bytes([2; 16]));
        let mut seen = Version::default();
        seen.add(DeviceId::from_bytes([3; 16]), 300);
        let name = OpName([4; 16]);
        Change {
            version: VERSION,
            device: DeviceId::from_bytes([3; 16]),
            seq: 301,
            hlc: Hlc(0x0001_9abc_def0_0007),
            deps: vec![Hash([5; 32])],
            author: MemberId::from_bytes([6; 16]),
            ops: vec![
                Op::Put { record: partner.into(), field: 1, value: vec![0x61, b'x'], over: vec![name] },
                Op::Splice { record: note.into(), field: 2, update: vec![1, 2, 3] },
                Op::Add { record: partner.into(), field: 11, element: vec![0x61, b'y'] },
                Op::Remove { record: partner.into(), field: 11, element: vec![0x61, b'z'], over: vec![name] },
                Op::Delete { record: note.into(), seen },
                Op::Restore { record: note.into(), deletes: vec![name] },
            ],
        }
    }

    /// The bytes of version 1, as every device that was ever released writes them. Never edit the file.
    fn golden() -> Vec<u8> {
        let hex: String = include_str!("../golden/change-1.hex").split_whitespace().collect();
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn the_bytes_of_version_1_are_read_and_written_as_ever() {
        let bytes = golden();
        assert_eq!(Change::read(name_of(&bytes), &bytes).unwrap(), every_op());
        assert_eq!(every_op().encode(), bytes);
    }

    #[test]
    fn what_a_newer_version_adds_is_passed_over_and_the_rest_is_read() {
        let mut bytes = Vec::new();
        let mut e = Encoder::new(&mut bytes);
        let known = Op::Add { record: PartnerId::from_bytes([1; 16]).into(), field: 11, element: vec![0x60] };
        e.map(8).unwrap();
        for (key, id) in [(1, [3; 16]), (5, [6; 16])] {
            e.u8(key).unwrap().bytes(&id).unwrap();
        }
        e.u8(0).unwrap().u8(2).unwrap().u8(2).unwrap().u64(1).unwrap().u8(3).unwrap().u64(1).unwrap();
        e.u8(4).unwrap().array(0).unwrap().u8(99).unwrap().str("new").unwrap();
        e.u8(6).unwrap().array(3).unwrap();
        e.array(2).unwrap().u8(77).unwrap().str("an operation to come").unwrap();
        e.array(4).unwrap().u8(2).unwrap().array(2).unwrap().u8(200).unwrap().bytes(&[0; 16]).unwrap();
        e.u8(1).unwrap().bytes(&[]).unwrap();
        e.encode(&known).unwrap();
        let change = Change::read(name_of(&bytes), &bytes).unwrap();
        assert_eq!(change.ops, [Op::Unknown, Op::Unknown, known], "places, and so names, stay");
    }

    #[test]
    fn bytes_that_are_cut_or_longer_are_refused_by_name() {
        let whole = golden();
        for length in 0..whole.len() {
            let cut = &whole[..length];
            assert_eq!(Change::read(name_of(cut), cut), Err(ChangeError::Malformed(name_of(cut))));
            assert_eq!(Change::read(name_of(&whole), cut), Err(ChangeError::Altered(name_of(&whole))));
        }
        let longer = [whole, vec![0]].concat();
        assert_eq!(Change::read(name_of(&longer), &longer), Err(ChangeError::Malformed(name_of(&longer))));
    }

    #[test]
    #[ignore = "prints the golden bytes, once for each version of the encoding"]
    fn print_golden() {
        let hex: Vec<_> = every_op()
            .encode()
            .chunks(32)
            .map(|line| line.iter().map(|b| format!("{b:02x}")).collect::<String>())
            .collect();
        eprintln!("{}", hex.join("\n"));
    }
}
