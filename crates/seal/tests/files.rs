//! The container of a `.floorbook` file.
// The helpers of tests may unwrap as the tests do.
#![allow(clippy::unwrap_used)]

mod common;

use floorbook_seal::frame::{Frame, FrameError, FrameWriter, Frames, Kind, MAX_PAYLOAD};
use proptest::prelude::*;

fn frames() -> Vec<Frame> {
    let kinds = [Kind::Record, Kind::Parcel, Kind::Unknown(900), Kind::Envelope, Kind::Chunk, Kind::Lock];
    let sizes = [300, 0, 17, 350, 5000, 1];
    let payload = |size: usize| (0..size).map(|at| (at * 7) as u8).collect();
    kinds.iter().zip(sizes).map(|(kind, size)| Frame { kind: *kind, payload: payload(size) }).collect()
}

fn file() -> Vec<u8> {
    let mut writer = FrameWriter::new(Vec::new()).unwrap();
    frames().iter().for_each(|frame| writer.add(frame.kind, &frame.payload).unwrap());
    writer.finish().unwrap()
}

/// The frames that can be read, and what was wrong, in words.
fn read(bytes: &[u8]) -> (Vec<Frame>, Vec<String>) {
    let (mut whole, mut wrong) = (Vec::new(), Vec::new());
    match Frames::new(bytes) {
        Err(error) => wrong.push(error.to_string()),
        Ok(frames) => frames.for_each(|frame| match frame {
            Ok(frame) => whole.push(frame),
            Err(error) => wrong.push(error.to_string()),
        }),
    }
    (whole, wrong)
}

#[test]
fn a_file_gives_back_its_frames_and_those_of_newer_versions() {
    assert_eq!(read(&file()), (frames(), Vec::new()));
}

#[test]
fn a_cut_file_is_named_so_and_gives_what_came_before() {
    let whole = file();
    for length in 12..whole.len() {
        let (found, wrong) = read(&whole[..length]);
        assert!(frames().starts_with(&found));
        assert_eq!(wrong, [format!("the file is cut after {length} bytes: its end is missing")]);
    }
    assert!(matches!(Frames::new(&whole[..5]).err(), Some(FrameError::Cut { at: 5 })));
}

#[test]
fn one_damaged_frame_costs_one_frame() {
    let mut bytes = file();
    // In the payload of the fourth frame; its header begins behind 12 + 3 · 32 + 300 + 0 + 17 bytes.
    let header = 12 + 3 * 32 + 317;
    bytes[header + 100] ^= 1;
    let (found, wrong) = read(&bytes);
    let mut expected = frames();
    expected.remove(3);
    assert_eq!(found, expected);
    assert_eq!(
        wrong,
        [format!("the file is damaged at byte {header}"), "the file had 6 frames, and 5 were found whole".to_owned(),]
    );
    // Damage in the length: the next header is found.
    let mut bytes = file();
    bytes[header + 6] ^= 0x10;
    assert_eq!(read(&bytes), (expected, wrong));
}

#[test]
fn what_is_no_such_file_is_named_so() {
    let mut newer = file();
    newer[11] = 2;
    assert!(matches!(Frames::new(&newer[..]).err(), Some(FrameError::UnknownVersion(2))));
    assert!(matches!(Frames::new(&b"%PDF-1.7 and more"[..]).err(), Some(FrameError::Foreign)));
    assert!(matches!(Frames::new(&b""[..]).err(), Some(FrameError::Foreign)));
    let longer = [file(), vec![0]].concat();
    assert_eq!(read(&longer), (frames(), vec!["something follows the end of the file".to_owned()]));
}

#[test]
fn a_frame_has_a_limit_and_no_frame_is_an_end() {
    let mut writer = FrameWriter::new(Vec::new()).unwrap();
    assert!(writer.add(Kind::Envelope, &vec![0; MAX_PAYLOAD + 1]).is_err());
    assert!(writer.add(Kind::Unknown(0), b"").is_err());
}

proptest! {
    #[test]
    fn any_altered_bit_is_named_and_costs_at_most_its_frame(at in 0..6000usize, bit in 0..8u8) {
        let mut bytes = file();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let (found, wrong) = read(&bytes);
        prop_assert!(!wrong.is_empty());
        prop_assert!(found.iter().all(|frame| frames().contains(frame)));
        prop_assert!(at < 12 || found.len() >= frames().len() - 1, "{} of {}", found.len(), frames().len());
    }

    #[test]
    fn no_bytes_make_reading_panic(tail in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [&file()[..12], &tail].concat();
        prop_assert!(!read(&bytes).1.is_empty());
        read(&tail);
    }
}
