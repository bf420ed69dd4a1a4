//! Search, by the door: what is typed, and what is found, in order.

use floorbook_domain::{
    AttachmentField, AttachmentId, ContactField, ContactId, Field, Instant, ObservationField, ObservationId,
    PartnerField, PartnerId, RecordRef,
};
use floorbook_port::{Command, Page, PageRequest, Query, SearchHit, View, Write};
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

/// All pages of `limit` rows, one after the other, by their titles.
fn all_pages(replica: &mut Replica, text: &str, limit: u32) -> Vec<String> {
    let mut titles = Vec::new();
    let mut after = None;
    loop {
        let got = page(replica, text, PageRequest { after, limit });
        titles.extend(got.rows.into_iter().map(|hit| hit.title));
        after = got.next;
        if after.is_none() {
            return titles;
        }
    }
}

#[test]
fn pages_together_are_the_whole_and_hold_still_while_rows_come() {
    let mut replica = notebook();
    for query in ["n", "machine", "检", "duong", "đường", "m", "e"] {
        let whole = titles(&mut replica, query);
        for limit in [1, 2, 3] {
            assert_eq!(all_pages(&mut replica, query, limit), whole, "{query} by {limit}");
        }
    }
    let first = page(&mut replica, "machine", PageRequest::first(1));
    replica.write(vec![note(30, 20_000, "machine\nnewer, and in a name"), note(31, 1_500, "an older machine")]);
    let rest = page(&mut replica, "machine", PageRequest { after: first.next, limit: 9 });
    let titles: Vec<_> = rest.rows.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(titles, ["The needle guard is missing at machine 4", "an older machine", "Needle log"]);
}

#[test]
fn what_was_written_anew_is_found_by_its_new_words_and_at_its_new_time() {
    let mut replica = Replica::new(41);
    replica.begin("Ada");
    let seen = replica.write(vec![note(1, 1_000, "torn seam"), note(2, 2_000, "loose seam")]);
    let edit = |seen, fields: Vec<Field>| Write::edit(ObservationId::new(1, ten(1)), seen, fields);
    let seen = replica.write(vec![edit(seen, vec![ObservationField::Text("open seam".into()).into()])]);
    assert_eq!(titles(&mut replica, "torn"), [""; 0]);
    assert_eq!(titles(&mut replica, "seam"), ["loose seam", "open seam"]);
    let seen = replica.write(vec![edit(seen, vec![ObservationField::When(Instant(3_000)).into()])]);
    assert_eq!(titles(&mut replica, "seam"), ["open seam", "loose seam"]);
    replica.write(vec![edit(seen, vec![ObservationField::Text(String::new()).into()])]);
    assert_eq!(titles(&mut replica, "seam"), ["loose seam"]);
}

#[test]
fn what_is_deleted_is_not_found_until_it_is_restored() {
    let mut replica = notebook();
    let guard = RecordRef::from(ObservationId::new(1, ten(12)));
    let log = RecordRef::from(ObservationId::new(1, ten(11)));
    replica.call(Command::Delete(vec![guard, log])).unwrap();
    assert_eq!(titles(&mut replica, "needle"), [""; 0]);
    assert_eq!(titles(&mut replica, "torn"), [""; 0], "a photo goes with its note");
    replica.call(Command::Restore(vec![guard])).unwrap();
    assert_eq!(titles(&mut replica, "needle").len(), 1);
}

#[test]
fn what_lies_in_another_notebook_is_not_found() {
    let mut replica = notebook();
    let mine = titles(&mut replica, "n");
    replica.call(Command::Begin { name: "Ada".into(), sample: true }).unwrap();
    assert_eq!(titles(&mut replica, "hastily"), [""; 0]);
    let start = match replica.ask(&Query::Start) {
        View::Start(start) => start,
        other => panic!("{other:?}"),
    };
    let (own, sample): (Vec<_>, Vec<_>) = start.notebooks.iter().partition(|notebook| !notebook.open);
    replica.call(Command::OpenNotebook(own[0].id)).unwrap();
    assert_eq!(titles(&mut replica, "n"), mine);
    replica.call(Command::RemoveSample(sample[0].id)).unwrap();
    assert_eq!(titles(&mut replica, "hastily").len(), 1);
}

#[test]
fn an_index_made_again_from_the_log_finds_the_same() {
    let mut replica = notebook();
    let queries = ["n", "machine", "检查", "đường", "น้ำ", "img"];
    let before: Vec<_> = queries.iter().map(|query| page(&mut replica, query, PageRequest::first(50))).collect();
    replica.call(Command::Rebuild).unwrap();
    let after: Vec<_> = queries.iter().map(|query| page(&mut replica, query, PageRequest::first(50))).collect();
    assert_eq!(before, after);
}

#[test]
fn thousands_of_records_of_one_moment_are_all_found() {
    let mut replica = Replica::new(42);
    replica.begin("Ada");
    let many = 5_000_u32;
    let writes = (0..many).map(|n| {
        let mut id = [0; 10];
        id[4..8].copy_from_slice(&n.to_le_bytes());
        let fields =
            vec![ObservationField::Text(format!("seam {n}")).into(), ObservationField::When(Instant(5)).into()];
        Write::new(ObservationId::new(1, id), fields)
    });
    replica.write(writes.collect());
    let mut found = all_pages(&mut replica, "seam", 500);
    assert_eq!(found.len(), many as usize);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), many as usize);
    assert_eq!(titles(&mut replica, "4999"), ["seam 4999"]);
}

#[test]
fn a_start_that_stands_for_many_words_finds_all_of_them_common_or_not() {
    let mut replica = Replica::new(43);
    replica.begin("Ada");
    // A hundred words with `q`, long ago; then many notes without any; then a few with them again.
    let text = |n: u32| match n {
        0..150 => format!("plain q{n:03} word"),
        150..700 => format!("nothing {n}"),
        _ => format!("q{:03} plain\nand more", n - 700),
    };
    let write = |n: u32| {
        let mut id = [0; 10];
        id[4..8].copy_from_slice(&n.to_le_bytes());
        let fields: Vec<Field> = vec![
            ObservationField::Text(text(n)).into(),
            ObservationField::When(Instant(1_000 + i64::from(n) * 1_000)).into(),
        ];
        Write::new(ObservationId::new(1, id), fields)
    };
    replica.write((0..710).map(write).collect());
    // The newest ten have it in their heading, the first 150 in their text.
    let expected: Vec<_> =
        (700..710).rev().map(|n| format!("q{:03} plain", n - 700)).chain((0..150).rev().map(text)).collect();
    assert_eq!(all_pages(&mut replica, "q", 500), expected);
    assert_eq!(all_pages(&mut replica, "q", 7), expected);
    assert_eq!(all_pages(&mut replica, "pla q", 30), expected);
    assert_eq!(titles(&mut replica, "q14 plain").len(), 10);
}

#[test]
fn a_hit_says_where_it_belongs_and_when_it_was_captured() {
    let mut replica = notebook();
    let hit = page(&mut replica, "lamp", PageRequest::first(1)).rows.remove(0);
    assert_eq!((hit.title.as_str(), hit.at), ("torn seam under the lamp", Instant(11_000)));
    assert_eq!(hit.title_marks, [(20, 24)]);
    let hit = page(&mut replica, "monday", PageRequest::first(1)).rows.remove(0);
    assert_eq!(hit.excerpt, "No entries since Monday, ask about the machine");
    assert_eq!(hit.excerpt_marks, [(17, 23)]);
    let hit = page(&mut replica, "hoa", PageRequest::first(1)).rows.remove(0);
    assert_eq!((hit.belongs_to.as_str(), hit.title_marks.as_slice()), ("Sông Hồng Knit", [(11, 14)].as_slice()));
}
