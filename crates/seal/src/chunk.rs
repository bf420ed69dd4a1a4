//! A sealed piece of an attachment: a photo, a recording, a file.
//!
//! An attachment is cut into pieces of 256 KiB, and each is sealed by itself under a content key. A hub
//! stores it under the BLAKE3 hash of its sealed bytes. Its header (the cipher's associated data) says
//! which piece it is of what: the [`AttachmentTag`] is a hash of the attachment's own hash, keyed by the
//! content key, so that who holds the key finds the pieces again, and a hub learns only that they belong
//! together. A piece carries no signature: that the whole is what its author attached is proved by the
//! attachment's hash in the author's change.
//!
//! **Frozen.** A chunk is a CBOR array of two byte strings, header and sealed piece. The header is a map
//! of numbered fields in rising order: 0 version (1), 1 suite (1), 2 workspace, 3 key id, 4 tag (32 bytes),
//! 5 number of the piece from 0. The sealed piece is a nonce (24 bytes), then XChaCha20-Poly1305 of: length
//! of the piece (4 bytes, big endian), the piece, zeros up to the padded size (Padmé, at least 256 and at
//! most 256 KiB, without the length).

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{
    aead::{OVERHEAD, derive, open, seal as seal_bytes},
    cbor::{Fields, FormatError, end, fixed, present, string_size, written, written_in},
    entropy::Entropy,
    id::{Hash, KeyId, WorkspaceId, exact},
    keys::ContentKey,
    padding::padded,
};

/// The newest version of the format that this code writes.
pub const VERSION: u8 = 1;

/// The most bytes of an attachment in one piece: 256 KiB. All pieces but the last have exactly as many.
pub const MAX_PIECE: usize = 256 << 10;

const SUITE: u8 = 1;
const FLOOR: usize = 256;
const LENGTH: usize = 4;
const KEY: &str = "floorbook seal v1 chunk key";
const TAG: &str = "floorbook seal v1 attachment tag";

/// Which attachment a chunk belongs to, for those who hold the content key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentTag(pub [u8; 32]);

impl AttachmentTag {
    /// The tag of the attachment whose bytes have the BLAKE3 hash `content`, under `key`.
    pub fn of(content: &[u8; 32], key: &ContentKey) -> AttachmentTag {
        AttachmentTag(derive(TAG, &[&key.for_use(TAG)[..], content]))
    }
}

impl<C> Encode<C> for AttachmentTag {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for AttachmentTag {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        exact(d).map(AttachmentTag)
    }
}

/// What a chunk says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkHeader {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The content key that opens it.
    pub key: KeyId,
    /// The attachment.
    pub tag: AttachmentTag,
    /// Which of its pieces, from 0.
    pub piece: u32,
}

/// Why a chunk is refused, or a piece cannot be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ChunkError {
    /// It cannot be read: cut, of a newer version, or no chunk.
    #[error("the chunk is not readable: {0}")]
    Format(#[from] FormatError),
    /// It is sealed by ciphers of a newer version.
    #[error("the chunk is sealed in a newer way ({0})")]
    UnknownSuite(u8),
    /// It is sealed under another key.
    #[error("the chunk needs the key {0}")]
    OtherKey(KeyId),
    /// It is a piece of something else, or another piece.
    #[error("the chunk is another piece than the one asked for")]
    OtherPiece,
    /// It does not open: it was altered.
    #[error("the chunk was altered")]
    Altered,
}

/// A sealed piece. That it has the right form is all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    bytes: Vec<u8>,
    header: ChunkHeader,
    header_bytes: Vec<u8>,
}

/// Seals piece number `piece` of the attachment with the BLAKE3 hash `content`.
///
/// # Errors
/// [`FormatError::TooLarge`] if the piece has more than [`MAX_PIECE`] bytes.
pub fn seal(
    workspace: WorkspaceId,
    content: &[u8; 32],
    piece: u32,
    bytes: &[u8],
    key: &ContentKey,
    entropy: &mut dyn Entropy,
) -> Result<Chunk, ChunkError> {
    if bytes.len() > MAX_PIECE {
        return Err(FormatError::TooLarge(MAX_PIECE).into());
    }
    let header = ChunkHeader { workspace, key: key.id(), tag: AttachmentTag::of(content, key), piece };
    let header_bytes = header.encode();
    let size = LENGTH + padded(bytes.len(), FLOOR).min(MAX_PIECE);
    let mut plain = Zeroizing::new(Vec::with_capacity(size));
    plain.extend((bytes.len() as u32).to_be_bytes());
    plain.extend(bytes);
    plain.resize(size, 0);
    let sealed = seal_bytes(&key.for_use(KEY), &header_bytes, &plain, entropy);
    let bytes = written_in(sealed.len() + 256, |e| e.array(2)?.bytes(&header_bytes)?.bytes(&sealed)?.ok());
    Ok(Chunk { bytes, header, header_bytes })
}

impl Chunk {
    /// Reads a chunk: its form only.
    ///
    /// # Errors
    /// [`ChunkError`]: cut, unknown version or suite, no chunk at all.
    pub fn read(bytes: &[u8]) -> Result<Chunk, ChunkError> {
        let mut d = Decoder::new(bytes);
        if d.array().map_err(FormatError::from)? != Some(2) {
            return Err(FormatError::Malformed("a chunk has two parts").into());
        }
        let header_bytes = d.bytes().map_err(FormatError::from)?.to_vec();
        let header = ChunkHeader::read(&header_bytes)?;
        let sealed = d.bytes().map_err(FormatError::from)?.len();
        end(&d)?;
        if sealed > OVERHEAD + LENGTH + MAX_PIECE {
            return Err(FormatError::TooLarge(MAX_PIECE).into());
        }
        if sealed < OVERHEAD || bytes.len() != 1 + string_size(header_bytes.len()) + string_size(sealed) {
            return Err(FormatError::Malformed("it is not written in the one way").into());
        }
        Ok(Chunk { bytes: bytes.to_vec(), header, header_bytes })
    }

    /// Its bytes, as they are stored and sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The BLAKE3 hash of its bytes, under which it is stored.
    pub fn name(&self) -> Hash {
        Hash::of(&self.bytes)
    }

    /// What it says of itself.
    pub fn header(&self) -> &ChunkHeader {
        &self.header
    }

    /// The piece in it, if it is piece `piece` of the attachment with the BLAKE3 hash `content` in `workspace`.
    ///
    /// # Errors
    /// [`ChunkError`]: another key, another piece, altered.
    pub fn open(
        &self,
        workspace: WorkspaceId,
        content: &[u8; 32],
        piece: u32,
        key: &ContentKey,
    ) -> Result<Zeroizing<Vec<u8>>, ChunkError> {
        if self.header.key != key.id() {
            return Err(ChunkError::OtherKey(self.header.key));
        }
        let asked = ChunkHeader { workspace, key: key.id(), tag: AttachmentTag::of(content, key), piece };
        if self.header != asked {
            return Err(ChunkError::OtherPiece);
        }
        let sealed = &self.bytes[1 + string_size(self.header_bytes.len())..];
        let sealed = Decoder::new(sealed).bytes().map_err(FormatError::from)?;
        let mut opened = open(&key.for_use(KEY), &self.header_bytes, sealed).ok_or(ChunkError::Altered)?;
        let (length, rest) = opened.split_first_chunk::<LENGTH>().ok_or(FormatError::Cut)?;
        let length = u32::from_be_bytes(*length) as usize;
        if rest.get(length..).ok_or(FormatError::Cut)?.iter().any(|byte| *byte != 0) {
            return Err(FormatError::Malformed("something follows the piece").into());
        }
        opened.truncate(LENGTH + length);
        opened.drain(..LENGTH);
        Ok(opened)
    }
}

impl ChunkHeader {
    fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.map(6)?.u8(0)?.u8(VERSION)?.u8(1)?.u8(SUITE)?;
            e.u8(2)?.encode(self.workspace)?.u8(3)?.encode(self.key)?;
            e.u8(4)?.bytes(&self.tag.0)?.u8(5)?.u32(self.piece)?.ok()
        })
    }

    fn read(bytes: &[u8]) -> Result<ChunkHeader, ChunkError> {
        let mut d = Decoder::new(bytes);
        let mut fields = Fields::versioned(&mut d, VERSION)?;
        let (mut suite, mut workspace, mut key, mut tag, mut piece) = (None, None, None, None, None);
        while let Some(field) = fields.next(&mut d)? {
            match field {
                1 => suite = Some(d.u8().map_err(FormatError::from)?),
                2 => workspace = Some(WorkspaceId(fixed(&mut d)?)),
                3 => key = Some(KeyId(fixed(&mut d)?)),
                4 => tag = Some(AttachmentTag(fixed(&mut d)?)),
                5 => piece = Some(d.u32().map_err(FormatError::from)?),
                _ => d.skip().map_err(FormatError::from)?,
            }
        }
        end(&d)?;
        let suite = present(suite)?;
        if suite != SUITE {
            return Err(ChunkError::UnknownSuite(suite));
        }
        let (workspace, key, tag, piece) = (present(workspace)?, present(key)?, present(tag)?, present(piece)?);
        Ok(ChunkHeader { workspace, key, tag, piece })
    }
}
