//! Envelopes and chunks: what is sealed opens again, and nothing else does.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use floorbook_seal::{
    FormatError, Hash, Tail, WorkspaceId,
    chunk::{self, Chunk, ChunkError, MAX_PIECE},
    envelope::{self, EnvelopeError, Run, SealError, Sealed},
    keys::{ContentKey, DeviceSecret},
};
use proptest::prelude::*;

fn key(name: &str) -> ContentKey {
    ContentKey::new(&mut dice(name))
}

fn run(first: u64, previous: Option<Hash>) -> Run {
    Run { workspace: WORKSPACE, first, previous, membership: vec![Hash([9; 32])] }
}

fn sealed(changes: &[Vec<u8>]) -> (Sealed, ContentKey, DeviceSecret) {
    let (key, device) = (key("key"), device("phone"));
    let sealed = envelope::seal(&run(1, None), changes, &key, &device, &mut dice("nonce")).unwrap();
    (sealed, key, device)
}

fn note() -> Vec<Vec<u8>> {
    vec![vec![0x5a; 120]]
}

/// What becomes of bytes that someone says are this device's envelope.
fn judge(bytes: &[u8], key: &ContentKey, device: &DeviceSecret) -> Result<Vec<Vec<u8>>, EnvelopeError> {
    Sealed::read(bytes)?.verify(WORKSPACE, &device.card())?.open(key)
}

#[test]
fn one_small_note_takes_less_than_400_bytes_and_all_small_notes_the_same() {
    let sizes: Vec<usize> = (20..=120).map(|length| sealed(&[vec![1; length]]).0.bytes().len()).collect();
    assert!(sizes[0] < 400 && sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
    let next = Run { membership: Vec::new(), ..run(2, Some(Hash([1; 32]))) };
    let next = envelope::seal(&next, &note(), &key("key"), &device("phone"), &mut dice("nonce")).unwrap();
    assert!(next.bytes().len() < 380, "{}", next.bytes().len());
}

#[test]
fn an_envelope_says_who_it_is_and_is_named_by_its_bytes() {
    let (sealed, key, device) = sealed(&note());
    assert_eq!(Sealed::read(sealed.bytes()).as_ref(), Ok(&sealed));
    assert_eq!(sealed.name(), Hash::of(sealed.bytes()));
    let header = sealed.header();
    assert_eq!((header.workspace, header.key, header.device), (WORKSPACE, key.id(), device.device()));
    assert_eq!((header.first, header.last, header.count()), (1, 1, 1));
    assert_eq!(judge(sealed.bytes(), &key, &device), Ok(note()));
}

#[test]
fn strangers_are_refused_by_name() {
    let (sealed, right, phone) = sealed(&note());
    let card = phone.card();
    assert_eq!(sealed.verify(WorkspaceId([0; 16]), &card).err(), Some(EnvelopeError::OtherWorkspace(WORKSPACE)));
    let other = device("laptop").card();
    assert_eq!(sealed.verify(WORKSPACE, &other).err(), Some(EnvelopeError::OtherDevice(phone.device())));
    let masked = DeviceSecret::new(phone.device(), &mut dice("mask")).card();
    assert_eq!(sealed.verify(WORKSPACE, &masked).err(), Some(EnvelopeError::Altered));
    let wrong = key("wrong");
    let needed = EnvelopeError::OtherKey { needed: right.id(), given: wrong.id() };
    assert_eq!(sealed.verify(WORKSPACE, &card).unwrap().open(&wrong), Err(needed));
}

#[test]
fn a_chain_names_its_gaps_and_branches() {
    let (first, key, device) = sealed(&note());
    let next =
        |from, previous| envelope::seal(&run(from, previous), &note(), &key, &device, &mut dice("next")).unwrap();
    let second = next(2, Some(first.name()));
    assert_eq!(first.follows(None), Ok(()));
    assert_eq!(second.follows(Some(&first.tail())), Ok(()));
    assert_eq!(second.follows(None), Err(EnvelopeError::Gap { expected: 1, found: 2 }));
    assert_eq!(next(9, None).follows(Some(&first.tail())), Err(EnvelopeError::Gap { expected: 2, found: 9 }));
    assert_eq!(first.follows(Some(&first.tail())), Err(EnvelopeError::Branch { at: 1 }));
    let other = Tail { seq: 1, envelope: Hash([0; 32]) };
    assert_eq!(second.follows(Some(&other)), Err(EnvelopeError::Branch { at: 2 }));
}

#[test]
fn what_cannot_be_sealed_is_refused() {
    let (key, device, none) = (key("key"), device("phone"), Vec::<Vec<u8>>::new());
    let seal = |first, changes: &[Vec<u8>]| {
        envelope::seal(&run(first, None), changes, &key, &device, &mut dice("nonce")).err()
    };
    assert_eq!(seal(1, &none), Some(SealError::Empty));
    assert_eq!(seal(0, &note()), Some(SealError::OutOfRange));
    assert_eq!(seal(u64::MAX, &[note(), note()].concat()), Some(SealError::OutOfRange));
    assert_eq!(seal(u64::MAX, &note()), None);
    assert_eq!(seal(1, &[vec![0; envelope::MAX_BODY]]), Some(SealError::TooLarge));
    assert_eq!(seal(1, &vec![Vec::new(); 1 + envelope::MAX_CHANGES as usize]), Some(SealError::TooLarge));
}

#[test]
fn an_envelope_written_in_another_way_is_refused() {
    let (sealed, key, device) = sealed(&note());
    let mut longer = vec![0x98, 3];
    longer.extend(&sealed.bytes()[1..]);
    let refused = judge(&longer, &key, &device);
    assert!(matches!(refused, Err(EnvelopeError::Format(FormatError::Malformed(_)))), "{refused:?}");
}

#[test]
fn a_newer_version_or_suite_is_named() {
    let (sealed, ..) = sealed(&note());
    let with = |at: usize| {
        let mut bytes = sealed.bytes().to_vec();
        bytes[at] = 2;
        Sealed::read(&bytes)
    };
    // Array, two bytes of length, map, field 0, version, field 1, suite.
    assert_eq!(with(5), Err(EnvelopeError::Format(FormatError::UnknownVersion(2))));
    assert_eq!(with(7), Err(EnvelopeError::UnknownSuite(2)));
}

#[test]
fn a_chunk_opens_only_as_the_piece_that_it_is() {
    let (key, content) = (key("key"), [3; 32]);
    for length in [0, 1, 255, 256, 1000, MAX_PIECE] {
        let piece = vec![7; length];
        let chunk = chunk::seal(WORKSPACE, &content, 4, &piece, &key, &mut dice("nonce")).unwrap();
        let chunk = Chunk::read(chunk.bytes()).unwrap();
        assert_eq!(*chunk.open(WORKSPACE, &content, 4, &key).unwrap(), piece);
        assert_eq!(chunk.name(), Hash::of(chunk.bytes()));
        let other = ChunkError::OtherPiece;
        assert_eq!(chunk.open(WORKSPACE, &content, 5, &key).err(), Some(other));
        assert_eq!(chunk.open(WORKSPACE, &[4; 32], 4, &key).err(), Some(other));
        assert_eq!(chunk.open(WorkspaceId([0; 16]), &content, 4, &key).err(), Some(other));
        let wrong = self::key("wrong");
        assert_eq!(chunk.open(WORKSPACE, &content, 4, &wrong).err(), Some(ChunkError::OtherKey(key.id())));
    }
    let too_large = chunk::seal(WORKSPACE, &content, 0, &vec![0; MAX_PIECE + 1], &key, &mut dice("nonce"));
    assert_eq!(too_large.err(), Some(ChunkError::Format(FormatError::TooLarge(MAX_PIECE))));
}

#[test]
fn cut_envelopes_and_chunks_are_named_so() {
    let (sealed, key, _) = sealed(&note());
    for length in 0..sealed.bytes().len() {
        assert_eq!(Sealed::read(&sealed.bytes()[..length]), Err(EnvelopeError::Format(FormatError::Cut)), "{length}");
    }
    let chunk = chunk::seal(WORKSPACE, &[3; 32], 0, &[1; 100], &key, &mut dice("nonce")).unwrap();
    for length in 0..chunk.bytes().len() {
        assert_eq!(Chunk::read(&chunk.bytes()[..length]), Err(ChunkError::Format(FormatError::Cut)), "{length}");
    }
}

proptest! {
    #[test]
    fn any_changes_come_out_as_they_went_in(
        changes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 1..40),
    ) {
        let (sealed, key, device) = sealed(&changes);
        prop_assert_eq!(judge(sealed.bytes(), &key, &device), Ok(changes));
    }

    #[test]
    fn any_altered_bit_of_an_envelope_is_refused(at in 0..370usize, bit in 0..8u8) {
        let (sealed, key, device) = sealed(&note());
        let mut bytes = sealed.into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        prop_assert!(judge(&bytes, &key, &device).is_err());
    }

    #[test]
    fn any_altered_bit_of_a_chunk_is_refused(at in 0..700usize, bit in 0..8u8) {
        let key = key("key");
        let mut bytes = chunk::seal(WORKSPACE, &[3; 32], 0, &[1; 300], &key, &mut dice("nonce")).unwrap().bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        prop_assert!(Chunk::read(&bytes).and_then(|chunk| chunk.open(WORKSPACE, &[3; 32], 0, &key)).is_err());
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Sealed::read(&bytes).is_err());
        prop_assert!(Chunk::read(&bytes).is_err());
    }
}
