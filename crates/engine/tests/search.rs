//! Search, by the door: what is typed, and what is found, in order.

use floorbook_domain::{
    AttachmentField, AttachmentId, ContactField, ContactId, Field, Instant, ObservationField, ObservationId,
    PartnerField, PartnerId,
};
use floorbook_port::{Page, PageRequest, Query, SearchHit, View, Write};
use floorbook_testkit::Replica;

/// The id of record `n` of a test.
fn ten(n: u8) -> [u8; 10] {
    [n; 10]
}

fn note(n: u8, at: i64, text: &str) -> Write {
    let fields: Vec<Field> =
        vec![ObservationField::Text(text.into()).into(), ObservationField::When(Instant(at)).into()];
    Write::new(ObservationId::new(1, ten(n)), fields)
}

fn page(replica: &mut Replica, text: &str, page: PageRequest) -> Page<SearchHit> {
    match replica.ask(&Query::Search(text.into(), page)) {
        View::Search(page) => page,
        other => panic!("not what was found: {other:?}"),
    }
}

fn titles(replica: &mut Replica, text: &str) -> Vec<String> {
    page(replica, text, PageRequest::first(50)).rows.into_iter().map(|hit| hit.title).collect()
}

/// A notebook with a little of everything.
fn notebook() -> Replica {
    let mut replica = Replica::new(40);
    replica.begin("Ada");
    replica.write(vec![
        Write::new(
            PartnerId::new(1, ten(1)),
            vec![PartnerField::Name("Sông Hồng Knit".into()).into(), PartnerField::City("Nam Định".into()).into()],
        ),
        Write::new(
            ContactId::new(1, ten(2)),
            vec![
                ContactField::Name("Nguyễn Thị Hoa".into()).into(),
                ContactField::LocalName("阮氏花".into()).into(),
                ContactField::Emails("hoa@songhong.example".into()).into(),
                ContactField::Partner(Some(PartnerId::new(1, ten(1)))).into(),
            ],
        ),
        note(11, 1_000, "Needle log\nNo entries since Monday, ask about the machine"),
        note(12, 2_000, "The needle guard is missing at machine 4"),
        note(13, 3_000, "Machine oil\nแก้ไขน้ำมันเครื่องรั่วแล้ว"),
        note(14, 4_000, "现场检查发现张力不稳定"),
        note(15, 5_000, "请供应商更换轴承，检查合格"),
        note(16, 6_000, "đường may bị lệch"),
        note(17, 7_000, "Dương came by"),
        note(18, 8_000, "duong may, typed hastily"),
        note(19, 9_000, "Order PO12345: 50% \"late\" (again) AND* NOT-paid"),
        note(20, 10_000, "한국어 검사를 했다"),
        Write::new(
            AttachmentId::new(1, ten(21)),
            vec![
                AttachmentField::Owner(Some(ObservationId::new(1, ten(11)).into())).into(),
                AttachmentField::Caption("torn seam under the lamp".into()).into(),
                AttachmentField::Name("IMG_2041.jpg".into()).into(),
                AttachmentField::Taken(Some(Instant(11_000))).into(),
            ],
        ),
    ]);
    replica
}

#[test]
fn what_is_typed_finds_what_was_written_names_first_then_newest_first() {
    let mut replica = notebook();
    let seam = "torn seam under the lamp";
    let (log, guard, oil) = ("Needle log", "The needle guard is missing at machine 4", "Machine oil");
    let (tension, bearing) = ("现场检查发现张力不稳定", "请供应商更换轴承，检查合格");
    let (stitch, came, hasty) = ("đường may bị lệch", "Dương came by", "duong may, typed hastily");
    let order = "Order PO12345: 50% \"late\" (again) AND* NOT-paid";
    let (partner, person) = ("Sông Hồng Knit", "Nguyễn Thị Hoa");
    let cases: &[(&str, &[&str])] = &[
        // As one types.
        ("n", &[person, log, partner, order, guard]),
        ("ne", &[log, guard]),
        ("nee", &[log, guard]),
        ("need", &[log, guard]),
        ("needl", &[log, guard]),
        ("needle", &[log, guard]),
        ("NEEDLE", &[log, guard]),
        ("needles", &[]),
        ("machine", &[oil, guard, log]),
        ("machine needle", &[guard, log]),
        ("needle log", &[log]),
        ("oil machine", &[oil]),
        ("torn", &[seam]),
        ("img 2041", &[seam]),
        ("2041", &[seam]),
        // Han, one letter, two, more.
        ("检", &[bearing, tension]),
        ("检查", &[bearing, tension]),
        ("张力", &[tension]),
        ("力张", &[]),
        ("检查发", &[tension]),
        ("检查发现张力", &[tension]),
        ("检查现发", &[]),
        ("花", &[person]),
        ("检查 合格", &[bearing]),
        // Thai, Hangul.
        ("น้ำ", &[oil]),
        ("น้ำมัน", &[oil]),
        ("มันเครื่อง", &[oil]),
        ("น", &[oil]),
        ("ำน", &[]),
        ("검사", &["한국어 검사를 했다"]),
        ("국", &["한국어 검사를 했다"]),
        // With its accents a word is that word, or the same typed without any; without them, all.
        ("đường", &[hasty, stitch]),
        ("đươ", &[hasty, stitch]),
        ("duong", &[hasty, came, stitch]),
        ("dương", &[hasty, came]),
        ("Định", &[partner]),
        ("dinh", &[partner]),
        ("hong", &[partner]),
        ("hồng", &[partner]),
        ("hống", &[]),
        // Signs are no letters.
        ("\"late\"", &[order]),
        ("12345", &[order]),
        ("po123", &[order]),
        ("50%", &[order]),
        ("AND", &[order]),
        ("late OR needle", &[]),
        ("NOT-paid", &[order]),
        ("(again) *", &[order]),
        ("tokens:late", &[]),
        ("'; DROP TABLE record; --", &[]),
        ("hoa@songhong", &[person]),
        ("", &[]),
        ("  ", &[]),
        ("\"*\" ()", &[]),
        ("👍", &[]),
    ];
    for (query, expected) in cases {
        assert_eq!(&titles(&mut replica, query), expected, "{query:?}");
    }
}
