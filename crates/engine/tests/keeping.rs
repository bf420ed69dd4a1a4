//! What is kept beside the log: drafts, recordings, bytes; and what a crash or damage leaves.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use floorbook_domain::{
    AttachmentField, AttachmentId, Hash, Media, ObservationField, ObservationId, RecordRef, VisitId,
};
use floorbook_engine::{Engine, rescue};
use floorbook_port::{
    Answer, Command, Composer, Draft, DraftKey, ErrorCode, NewAttachment, ObservationFilter, PageRequest, Part, Query,
    RecordingId, TabId, View, Write,
};
use floorbook_testkit::Replica;
use uuid::Uuid;

fn tab(n: u8) -> TabId {
    TabId(Uuid::from_bytes([n; 16]))
}

fn note(id: ObservationId, text: &str) -> Write {
    Write::new(id, vec![ObservationField::Text(text.into()).into()])
}

fn draft(tab_number: u8, id: ObservationId, revision: u64, text: &str, replica: &Replica) -> Draft {
    Draft {
        key: DraftKey { tab: tab(tab_number), composer: Composer::Record(id.into()) },
        revision,
        at: replica.now,
        text: text.into(),
        writes: vec![note(id, text)],
    }
}

fn texts(replica: &mut Replica) -> Vec<String> {
    match replica.ask(&Query::Observations(ObservationFilter::All, PageRequest::first(100))) {
        View::Observations(page) => page.rows.into_iter().map(|row| row.found.record.text).collect(),
        other => panic!("not observations: {other:?}"),
    }
}

fn recover(replica: &mut Replica, alive: Vec<TabId>) -> Vec<floorbook_port::Recovered> {
    match replica.call(Command::Recover { alive }).unwrap() {
        Answer::Recovered(recovered) => recovered,
        other => panic!("not what was recovered: {other:?}"),
    }
}

#[test]
fn a_draft_of_a_tab_that_is_gone_becomes_a_note() {
    let mut replica = Replica::new(20);
    replica.begin("Ada");
    let ids = [1_u8, 2].map(|n| ObservationId::new(1, [n; 10]));
    let written = replica.now;
    for saved in [
        draft(1, ids[0], 1, "needle l", &replica),
        draft(1, ids[0], 2, "needle log missing", &replica),
        draft(1, ids[0], 1, "an older one that came late", &replica),
        draft(2, ids[1], 1, "still being typed", &replica),
    ] {
        replica.call(Command::SaveDraft(saved)).unwrap();
    }
    replica.close();
    replica.open().unwrap();
    let recovered = recover(&mut replica, vec![tab(2)]);
    assert_eq!(recovered.len(), 1);
    assert_eq!((recovered[0].text.as_str(), recovered[0].written), ("needle log missing", written));
    assert_eq!(recovered[0].record, RecordRef::from(ids[0]));
    assert_eq!(texts(&mut replica), ["needle log missing"]);
    assert_eq!(recover(&mut replica, vec![tab(2)]), [], "only once");
}

#[test]
fn finishing_a_draft_clears_it_up_to_what_was_seen() {
    let mut replica = Replica::new(21);
    replica.begin("Ada");
    let id = ObservationId::new(1, [1; 10]);
    let newer = draft(1, id, 7, "needle log missing since Monday", &replica);
    replica.call(Command::SaveDraft(newer.clone())).unwrap();
    let finish = |revision, text: &str| Command::FinishDraft { key: newer.key, revision, writes: vec![note(id, text)] };
    replica.call(finish(6, "needle log missing")).unwrap();
    let recovered = recover(&mut replica, vec![]);
    assert_eq!(recovered.len(), 1, "the revision that was not seen is still there");
    replica.call(Command::SaveDraft(newer.clone())).unwrap();
    replica.call(finish(7, "needle log missing since Monday")).unwrap();
    assert_eq!(recover(&mut replica, vec![]), []);
    assert_eq!(texts(&mut replica).len(), 1);
}

#[test]
fn a_photo_is_there_byte_for_byte_after_a_restart() {
    let mut replica = Replica::new(22);
    replica.begin("Ada");
    let (observation, attachment) = (ObservationId::new(1, [1; 10]), AttachmentId::new(1, [2; 10]));
    let content: Vec<u8> = (0..700_000_u32).map(|n| (n * 31 % 251) as u8).collect();
    let command = Command::Attach {
        attachments: vec![NewAttachment {
            id: attachment,
            fields: vec![
                AttachmentField::Owner(Some(observation.into())).into(),
                AttachmentField::Media(Media::Photo).into(),
                AttachmentField::Mime("image/jpeg".into()).into(),
            ],
            content: Part(0),
            thumbnail: Some(Part(1)),
            original: None,
        }],
        writes: vec![note(observation, "exit blocked")],
    };
    let id = replica.command_id();
    replica.call_as(id, command, &[content.clone(), vec![9; 100]]).unwrap();
    replica.close();
    replica.open().unwrap();
    let View::Observations(page) = replica.ask(&Query::Observations(ObservationFilter::All, PageRequest::first(1)))
    else {
        panic!("not observations")
    };
    let photo = &page.rows[0].attachments[0];
    assert!(photo.here);
    assert_eq!(photo.found.record.size, 700_000);
    let hash: Hash = photo.found.record.hash.unwrap();
    let now = replica.now;
    let (view, parts) = replica.engine().ask(now, &Query::Bytes(hash)).unwrap();
    assert_eq!(view, View::Bytes { mime: "image/jpeg".into() });
    assert_eq!(parts, [content]);
    let small = photo.found.record.thumbnail.unwrap();
    assert_eq!(replica.engine().ask(now, &Query::Bytes(small)).unwrap().1, [vec![9; 100]]);
}

#[test]
fn a_command_that_names_a_missing_buffer_changes_nothing() {
    let mut replica = Replica::new(23);
    let notebook = replica.begin("Ada");
    let command = Command::Attach {
        attachments: vec![NewAttachment {
            id: AttachmentId::new(1, [2; 10]),
            fields: Vec::new(),
            content: Part(3),
            thumbnail: None,
            original: None,
        }],
        writes: vec![note(ObservationId::new(1, [1; 10]), "exit blocked")],
    };
    assert_eq!(replica.call(command).unwrap_err().code, ErrorCode::Malformed);
    assert_eq!(replica.engine().changes(notebook).unwrap().len(), 1, "the name alone");
}

#[test]
fn a_recording_cut_by_a_crash_is_an_attachment_with_all_pieces_that_arrived() {
    let mut replica = Replica::new(24);
    replica.begin("Ada");
    let recording = RecordingId(Uuid::from_bytes([5; 16]));
    let (observation, attachment) = (ObservationId::new(1, [1; 10]), AttachmentId::new(1, [2; 10]));
    let started = replica.now;
    replica
        .call(Command::StartRecording {
            recording,
            tab: tab(1),
            attachment,
            fields: vec![
                AttachmentField::Owner(Some(observation.into())).into(),
                AttachmentField::Mime("audio/webm".into()).into(),
            ],
            writes: vec![Write::new(observation, vec![ObservationField::When(started).into()])],
        })
        .unwrap();
    for (number, piece) in [(0, b"one".to_vec()), (1, b"two".to_vec()), (1, b"TWO".to_vec())] {
        let append = Command::AppendRecording { recording, number, piece: Part(0), duration: 1_000 * (number + 1) };
        let id = replica.command_id();
        replica.call_as(id, append, &[piece]).unwrap();
    }
    replica.close();
    replica.open().unwrap();
    let recovered = recover(&mut replica, vec![]);
    assert!(recovered.len() == 1 && recovered[0].recording);
    let View::Observations(page) = replica.ask(&Query::Observations(ObservationFilter::All, PageRequest::first(1)))
    else {
        panic!("not observations")
    };
    let memo = &page.rows[0].attachments[0].found.record;
    assert_eq!((memo.media, memo.duration), (Media::Voice, 2_000));
    let now = replica.now;
    let (_, parts) = replica.engine().ask(now, &Query::Bytes(memo.hash.unwrap())).unwrap();
    assert_eq!(parts, [b"onetwo".to_vec()]);
}

#[test]
fn a_private_remark_lies_in_the_personal_notebook_with_its_photos() {
    let mut replica = Replica::new(25);
    let notebook = replica.begin("Ada");
    let id = ObservationId::new(1, [1; 10]);
    let mut write = note(id, "the manager seemed afraid of the owner");
    write.only_me = true;
    replica.write(vec![write]);
    assert_eq!(
        replica.engine().changes(notebook).unwrap().len(),
        1,
        "the team's log knows one's name, and nothing of it"
    );
    assert_eq!(texts(&mut replica).len(), 1);
    replica.call(Command::SetOnlyMe { observation: id, only_me: false }).unwrap();
    assert_eq!(texts(&mut replica).len(), 1, "shared now, and still there once");
    assert_eq!(replica.engine().changes(notebook).unwrap().len(), 2);
}

#[test]
fn the_wrong_key_opens_nothing_and_says_so() {
    let mut replica = Replica::new(26);
    replica.begin("Ada");
    replica.close();
    let mut opening = replica.opening();
    opening.key = [8; 32];
    assert_eq!(Engine::open(opening).err().unwrap().code, ErrorCode::WrongKey);
    replica.open().unwrap();
}

#[test]
fn no_word_of_a_note_can_be_read_in_the_files() {
    let mut replica = Replica::new(27);
    replica.begin("Ada");
    replica.write(vec![note(ObservationId::new(1, [1; 10]), "extraordinarily secret sentence")]);
    replica.close();
    for file in std::fs::read_dir(replica.folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(15).any(|window| window == b"extraordinarily"));
    }
}

#[test]
fn everything_intact_is_rescued_whichever_page_is_damaged() {
    let mut replica = Replica::new(28);
    let notebook = replica.begin("Ada");
    for n in 0..120_u8 {
        replica.write(vec![note(ObservationId::new(u64::from(n), [n; 10]), &format!("observation number {n}"))]);
    }
    let kept = draft(1, ObservationId::new(500, [1; 10]), 1, "typed last", &replica);
    replica.call(Command::SaveDraft(kept)).unwrap();
    let whole = replica.engine().changes(notebook).unwrap().len() as u64;
    replica.close();
    let path = replica.folder().join("main.db");
    let bytes = std::fs::read(&path).unwrap();
    // A change of this test takes some 170 bytes, so that a page of 4 KiB costs two dozen at most.
    // Pages of the schema, the first of all, cost nothing at all.
    for page in 0..bytes.len() / 4096 {
        let mut damaged = bytes.clone();
        damaged[page * 4096 + 100..page * 4096 + 200].fill(0xff);
        std::fs::write(&path, damaged).unwrap();
        let damaged = replica.opening();
        let mut into = replica.opening();
        into.main = into.main.replace("main.db", &format!("rescued-{page}.db"));
        into.content = into.content.replace("content.db", &format!("rescued-{page}-content.db"));
        let (main, content) = (into.main.clone(), into.content.clone());
        let rescued = rescue(&damaged, into).unwrap();
        assert!(rescued.changes + 26 >= whole, "page {page}: {rescued:?} of {whole}");
        assert!(rescued.changes == whole || rescued.lost > 0, "what is lost is said: {rescued:?}");
        let mut opening = replica.opening();
        (opening.main, opening.content) = (main, content);
        let now = replica.now;
        let mut engine = Engine::open(opening).unwrap();
        let (view, _) = engine.ask(now, &Query::Observations(ObservationFilter::All, PageRequest::first(500))).unwrap();
        let View::Observations(shown) = view else { panic!("not observations") };
        assert!(shown.rows.len() as u64 + 1 >= rescued.changes, "page {page}: all rescued notes are shown");
    }
}

#[test]
fn what_only_the_write_ahead_log_holds_is_rescued_with_a_damaged_schema() {
    let mut replica = Replica::new(33);
    let notebook = replica.begin("Ada");
    for n in 0..40_u8 {
        if n == 20 {
            replica.engine().settle().unwrap();
        }
        replica.write(vec![note(ObservationId::new(u64::from(n), [n; 10]), &format!("observation number {n}"))]);
    }
    let whole = replica.engine().changes(notebook).unwrap().len() as u64;
    // The battery dies: the files are as they are now. And the disk has damaged the schema.
    let crashed = replica.folder().join("crashed");
    std::fs::create_dir(&crashed).unwrap();
    for name in ["main.db", "main.db-wal", "content.db", "content.db-wal"] {
        let mut bytes = std::fs::read(replica.folder().join(name)).unwrap();
        if name == "main.db" {
            bytes[100..200].fill(0xff);
        }
        if name == "main.db-wal" {
            assert!(bytes.len() > 20 * 4096, "the log holds what was written last");
        }
        std::fs::write(crashed.join(name), bytes).unwrap();
    }
    let mut at = |main: &str, content: &str| {
        let mut opening = replica.opening();
        opening.main = crashed.join(main).to_string_lossy().into_owned();
        opening.content = crashed.join(content).to_string_lossy().into_owned();
        opening
    };
    let (damaged, into) = (at("main.db", "content.db"), at("new.db", "new-content.db"));
    let rescued = rescue(&damaged, into).unwrap();
    assert_eq!(rescued.changes, whole);
}

#[test]
fn a_note_without_a_visit_is_unsorted_until_it_is_given_one() {
    let mut replica = Replica::new(29);
    replica.begin("Ada");
    let (visit, id) = (VisitId::new(1, [1; 10]), ObservationId::new(1, [2; 10]));
    let seen = replica.write(vec![note(id, "needle log missing"), Write::new(visit, Vec::new())]);
    let unsorted = |replica: &mut Replica| match replica.ask(&Query::Start) {
        View::Start(start) => start.unsorted,
        other => panic!("not the start: {other:?}"),
    };
    assert_eq!(unsorted(&mut replica), 1);
    let put = vec![ObservationField::Visit(Some(visit)).into()];
    replica.write(vec![
        Write::edit(id, seen, put),
        Write::new(visit, vec![floorbook_domain::VisitField::Purpose("audit".into()).into()]),
    ]);
    assert_eq!(unsorted(&mut replica), 0);
}

#[test]
fn the_sample_goes_without_a_trace() {
    let mut replica = Replica::new(31);
    replica.call(Command::Begin { name: "Ada".into(), sample: true }).unwrap();
    let View::Start(start) = replica.ask(&Query::Start) else { panic!("not the start") };
    assert_eq!((start.partners, start.planned.len(), start.finished.len()), (2, 1, 3));
    let sample = start.notebooks[0].id;
    replica.begin("Ada");
    replica.call(Command::RemoveSample(sample)).unwrap();
    let View::Start(start) = replica.ask(&Query::Start) else { panic!("not the start") };
    assert_eq!((start.partners, start.unsorted, start.notebooks.len()), (0, 0, 1));
    assert_eq!(texts(&mut replica), [""; 0], "private remarks on the sample's visits are gone too");
    assert_eq!(start.me.unwrap().record.name, "Ada", "one's own name stays");
}

#[test]
fn what_is_listed_stands_in_the_order_in_which_it_was_written() {
    let mut replica = Replica::new(32);
    replica.begin("Ada");
    let id = floorbook_domain::SiteId::new(1, [1; 10]);
    let areas = ["Knitting", "Linking", "Washing", "Packing", "Cutting"];
    let fields = areas.map(|area| floorbook_domain::SiteField::Areas(area.into()).into());
    replica.write(vec![Write::new(id, fields.to_vec())]);
    let View::Site(site) = replica.ask(&Query::Site(id)) else { panic!("not a site") };
    assert_eq!(site.found.record.areas, areas);
}
