//! The messages: bytes that stay, and bytes from anyone.
#![allow(clippy::unwrap_used)]

use floorbook_seal::{DeviceId, Hash, WorkspaceId, chunk::AttachmentTag, keys::DeviceSecret};
use floorbook_wire::*;
use minicbor::bytes::ByteVec;
use proptest::prelude::*;
use signed::{Request, Signed, hex, unhex};

fn pulled() -> Pulled {
    let end = Cursor { log: LogId([1; 16]), position: 3, running: Hash([2; 32]) };
    Pulled { envelopes: vec![ByteVec::from(vec![7, 8])], end, more: true }
}

fn heads() -> Heads {
    let head = Head { device: DeviceId([4; 16]), seq: 9, envelope: Hash([5; 32]) };
    Heads { end: pulled().end, heads: vec![head], branches: vec![Branch { head, position: 2 }], records: 6 }
}

fn pushed() -> Pushed {
    let outcomes =
        [Outcome::Stored(1), Outcome::Branch(2), Outcome::Refused(Reason::Gap), Outcome::Refused(Reason::Other(999))];
    Pushed { acks: outcomes.map(|outcome| Ack { name: Hash([3; 32]), outcome }).to_vec() }
}

fn device() -> DeviceSecret {
    DeviceSecret::new(DeviceId([9; 16]), &mut |bytes: &mut [u8]| bytes.fill(7))
}

#[test]
fn the_bytes_of_version_1_stay() {
    let ones = "01".repeat(16);
    let cursor = format!("a30050{ones}0103025820{}", "02".repeat(32));
    assert_eq!(hex(&write(&pulled())), format!("a3008142070801{cursor}02f5"));
    let head = format!("a30050{}0109025820{}", "04".repeat(16), "05".repeat(32));
    assert_eq!(hex(&write(&heads())), format!("a400{cursor}0181{head}0281a200{head}01020306"));
    let name = format!("a2005820{}01", "03".repeat(32));
    assert_eq!(hex(&write(&pushed())), format!("a10084{name}82008101{name}82018102{name}82028107{name}8202811903e7"));
    assert_eq!(read::<Pulled>(&write(&pulled())).unwrap(), pulled());
    assert_eq!(read::<Heads>(&write(&heads())).unwrap(), heads());
    assert_eq!(read::<Pushed>(&write(&pushed())).unwrap(), pushed());
}

fn pieces() -> Pieces {
    let piece = Piece { tag: AttachmentTag([6; 32]), piece: 1, name: Hash([7; 32]), size: 300 };
    Pieces { pieces: vec![piece], answered: 2 }
}

#[test]
fn the_bytes_of_the_messages_about_pieces_stay() {
    let tag = format!("5820{}", "06".repeat(32));
    let tags = Tags { tags: vec![AttachmentTag([6; 32])] };
    assert_eq!(hex(&write(&tags)), format!("a10081{tag}"));
    let name = format!("5820{}", "07".repeat(32));
    assert_eq!(hex(&write(&pieces())), format!("a20081a400{tag}010102{name}0319012c0102"));
    assert_eq!(read::<Tags>(&write(&tags)).unwrap(), tags);
    assert_eq!(read::<Pieces>(&write(&pieces())).unwrap(), pieces());
}

#[test]
fn a_notice_of_two_numbers_is_read_as_one_of_three() {
    let notice = Notice { envelopes: 1, records: 2, chunks: 3 };
    assert_eq!((notice.text().as_str(), Notice::parse("1 2 3")), ("1 2 3", Some(notice)));
    assert_eq!(Notice::parse("1 2"), Some(Notice { chunks: 0, ..notice }));
    assert_eq!(Notice::parse("1 2 3 4"), Some(notice), "a number of a newer version is skipped");
    assert_eq!((Notice::parse("1"), Notice::parse("1 2 x"), Notice::parse("")), (None, None, None));
}

#[test]
fn the_text_of_news_stays_and_older_readers_find_their_notice_in_it() {
    let notice = Notice { envelopes: 3, records: 2, chunks: 1 };
    let carried = Pulled { more: false, ..pulled() };
    let news = News { notice, carried: Some(carried.clone()) };
    let text = "3 2 1 owCBQgcIAaMAUAEBAQEBAQEBAQEBAQEBAQEBAwJYIAICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAvQ";
    assert_eq!(news.text(), text);
    assert_eq!((News::parse(text), Notice::parse(text)), (Some(news), Some(notice)));
    assert_eq!(
        (News::parse("3 2 1"), News::parse("3 2")),
        (Some(notice.into()), Some(Notice { chunks: 0, ..notice }.into()))
    );
    let unfit = [
        Pulled { more: true, ..carried.clone() },
        Pulled { envelopes: vec![], ..carried.clone() },
        Pulled { end: Cursor { position: 4, ..carried.end }, ..carried },
    ];
    for carried in unfit {
        let news = News { notice, carried: Some(carried) };
        assert_eq!(News::parse(&news.text()), Some(notice.into()), "what does not fit the notice is passed over");
    }
    for text in ["3 2 1 !", "3 2 1 AAAA", "3 2 1 ", &text[..text.len() - 1]] {
        assert_eq!(News::parse(text), Some(notice.into()), "{text}");
    }
    assert_eq!((News::parse("x"), News::parse("")), (None, None));
}

#[test]
fn a_field_of_a_newer_version_is_skipped() {
    let mut bytes = write(&pulled());
    bytes[0] = 0xa4;
    bytes.extend([0x18, 99, 0x82, 1, 0x61, b'x']);
    assert_eq!(read::<Pulled>(&bytes).unwrap(), pulled());
}

#[test]
fn the_running_hash_depends_on_every_envelope_and_their_order() {
    let [a, b] = [Hash([1; 32]), Hash([2; 32])];
    let start = start(WorkspaceId([0; 16]));
    assert_ne!(next(next(start, a), b), next(next(start, b), a));
    assert_ne!(start, floorbook_wire::start(WorkspaceId([1; 16])));
    assert_eq!(hex(&next(start, a).0).len(), 64);
}

#[test]
fn a_signed_request_is_good_for_itself_only() {
    let request = Request { method: "POST", target: "/v1/workspaces/1?a=b", body: b"body" };
    let signed = Signed::new(&device(), &request, 5, [1; 16]);
    let read = Signed::parse(&signed.header()).unwrap();
    assert_eq!(read, signed);
    let card = device().card();
    assert_eq!(read.verify(&card, &request), Ok(()));
    for other in [
        Request { method: "PUT", ..request },
        Request { target: "/v1/workspaces/2?a=b", ..request },
        Request { body: b"bodz", ..request },
    ] {
        assert_eq!(read.verify(&card, &other), Err(Reason::BadSignature));
    }
    assert_eq!(Signed { at: 6, ..read }.verify(&card, &request), Err(Reason::BadSignature));
    assert_eq!(Signed { nonce: [2; 16], ..read }.verify(&card, &request), Err(Reason::BadSignature));
}

fn read_all(bytes: &[u8]) {
    let _ = (read::<Found>(bytes), read::<Records>(bytes), read::<RecordsHeld>(bytes), read::<Push>(bytes));
    let _ = (read::<Pushed>(bytes), read::<Heads>(bytes), read::<Pulled>(bytes), read::<Names>(bytes));
    let _ = (read::<Lacking>(bytes), read::<Refusal>(bytes), read::<Tags>(bytes), read::<Pieces>(bytes));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn cut_or_flipped_messages_are_read_or_refused(which in 0..4_usize, at in any::<prop::sample::Index>(), flip in 1..=255_u8) {
        let mut bytes = [write(&pulled()), write(&heads()), write(&pushed()), write(&pieces())][which].clone();
        let at = at.index(bytes.len());
        read_all(&bytes[..at]);
        prop_assert!(read::<Heads>(&bytes[..at]).is_err());
        bytes[at] ^= flip;
        read_all(&bytes);
    }

    #[test]
    fn any_header_is_read_or_refused(text in ".{0,300}") {
        let _ = (Signed::parse(&text), unhex::<16>(&text), Notice::parse(&text));
    }
}
