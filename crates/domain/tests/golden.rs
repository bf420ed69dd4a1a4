//! The bytes of every field of every kind, as every device that was ever released writes them.
//!
//! A line of the file is `Kind number hex`. Lines are only ever added.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use chrono::NaiveDate;
use floorbook_domain::*;

const GOLDEN: &str = include_str!("../golden/fields-1.txt");

fn full() -> Vec<AnyRecord> {
    let partner = PartnerId::from_bytes([1; 16]);
    let site = SiteId::from_bytes([2; 16]);
    let contact = ContactId::from_bytes([3; 16]);
    let visit = VisitId::from_bytes([4; 16]);
    let observation = ObservationId::from_bytes([5; 16]);
    let attachment = AttachmentId::from_bytes([6; 16]);
    let member = MemberId::from_bytes([7; 16]);
    let day = Some(Day(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()));
    let moment = Instant(1_772_413_200_123);
    let when = Some(moment);
    let position = Some(Position { latitude: 20_980_000, longitude: -105_780_000, accuracy: Some(12) });
    let figure = |amount| Some(Figure { amount, unit: "pieces".into(), day, visit: Some(visit) });
    let consent = Consent { answer: ConsentAnswer::Declined, day };
    let text = |s: &str| s.to_owned();
    vec![
        Partner {
            name: text("Song Hong"),
            local_name: text("Sông Hồng"),
            country: text("VN"),
            city: text("Hà Nội"),
            zone: text("Asia/Ho_Chi_Minh"),
            languages: vec![text("Vietnamese")],
            check_in_language: text("English"),
            interpreter: text("Mai"),
            currency: text("USD"),
            products: vec![text("knitwear")],
            tags: vec![text("core")],
            owner: text("Ada"),
            notes: text("notes"),
            merged_into: Some(partner),
        }
        .into(),
        Site {
            partner: Some(partner),
            name: text("Hall 2"),
            address: text("Street 1"),
            position,
            zone: text("Asia/Ho_Chi_Minh"),
            lines_claimed: figure(1),
            lines_observed: figure(2),
            machines_claimed: figure(3),
            machines_observed: figure(4),
            headcount_claimed: figure(5),
            headcount_observed: figure(6),
            capacity_claimed: figure(7),
            capacity_observed: figure(8),
            shifts: vec![Shift { name: text("Night"), starts: 1_320, ends: 360 }],
            certificates: vec![Certificate { name: text("ISO 9001"), number: text("1"), expires: day }],
            areas: vec![text("Linking")],
            no_photo_areas: vec![text("Samples")],
            protective_equipment: vec![text("Ear plugs")],
            notes: text("notes"),
        }
        .into(),
        Contact {
            partner: Some(partner),
            site: Some(site),
            name: text("Lan"),
            local_name: text("Lan"),
            pronunciation: text("lahn"),
            role: Role::Interpreter,
            title: text("Ms"),
            phones: vec![text("+84")],
            emails: vec![text("lan@example.com")],
            messengers: vec![Messenger { service: MessengerService::Zalo, handle: text("lan") }],
            languages: vec![text("Vietnamese")],
            zone: text("Asia/Ho_Chi_Minh"),
            preferred_channel: Channel::Messenger,
            obstacles: text("light"),
            concerns: text("overtime"),
            ideas: text("rack"),
            photo: Some(attachment),
            consent_notes: consent,
            consent_photo: consent,
            consent_voice: consent,
            merged_into: Some(contact),
            notes: text("notes"),
            tags: vec![text("kind")],
            met_at: Some(visit),
        }
        .into(),
        Visit {
            site: Some(site),
            partner: Some(partner),
            purpose: text("audit"),
            planned_start: when,
            planned_end: when,
            started: when,
            finished: when,
            zone: text("Asia/Ho_Chi_Minh"),
            ours: vec![Attendee::Member(member), Attendee::Name(text("Bo"))],
            theirs: vec![Attendee::Contact(contact)],
            agenda: text("agenda"),
            summary: text("summary"),
            culture: text("culture"),
            state: VisitState::Finished,
            keep_originals: true,
        }
        .into(),
        Observation {
            visit: Some(visit),
            text: text("needle log"),
            kind: ObservationKind::Quote,
            area: text("Linking"),
            severity: Severity::Critical,
            people: vec![contact],
            tags: vec![text("needles")],
            when: moment,
            position,
            reference: text("PO 1"),
            defects: Some(Defects { found: 2, inspected: 80 }),
            zone: text("Asia/Ho_Chi_Minh"),
            outcome: Outcome { answer: Answer::Declined, reason: text("too dear"), told: day },
        }
        .into(),
        Attachment {
            owner: Some(observation.into()),
            media: Media::Voice,
            caption: text("a cuff"),
            size: 5_000_000_000,
            hash: Some(Hash([9; 32])),
            taken: when,
            mime: text("image/jpeg"),
            name: text("a.jpg"),
            width: 2_048,
            height: 1_536,
            duration: 61_000,
            original: Some(Hash([10; 32])),
            thumbnail: Some(Hash([11; 32])),
            position,
        }
        .into(),
        Member {
            name: text("Ada"),
            devices: vec![NamedDevice { device: DeviceId::from_bytes([12; 16]), name: text("phone") }],
        }
        .into(),
        Issue {
            partner: Some(partner),
            visit: Some(visit),
            observation: Some(observation),
            text: text("loose cuffs"),
            severity: Severity::Major,
            area: text("Linking"),
            noticed: moment,
            zone: text("Asia/Ho_Chi_Minh"),
            order: text("PO 1"),
            product: text("cardigan"),
            line: text("3"),
            ours: Some(Attendee::Member(member)),
            theirs: Some(Attendee::Contact(contact)),
            why_1: text("old needles"),
            why_2: text("no log"),
            why_3: text("no time"),
            why_4: text("two posts open"),
            why_5: text("pay"),
            agreed: text("a log for each shift"),
            present: vec![Attendee::Contact(contact)],
            steps: vec![Step {
                id: StepId::from_bytes([13; 16]),
                state: IssueState::Raised,
                when: moment,
                by: Some(member),
                told: Some(Attendee::Contact(contact)),
                channel: Channel::InPerson,
                note: text("at the machine"),
                follows: vec![StepId::from_bytes([14; 16])],
            }],
        }
        .into(),
        Commitment {
            partner: Some(partner),
            visit: Some(visit),
            issue: Some(IssueId::from_bytes([8; 16])),
            party: Party::Them,
            who: Some(Attendee::Contact(contact)),
            to: Some(Attendee::Member(member)),
            text: text("new needles"),
            due: day,
            made: moment,
            zone: text("Asia/Ho_Chi_Minh"),
            moves: vec![Move {
                id: StepId::from_bytes([15; 16]),
                from: day,
                to: day,
                on: day.unwrap(),
                why: text("customs"),
            }],
            ended: Some(Ended { ending: Ending::Broken, on: day.unwrap(), note: text("never came") }),
            observation: Some(observation),
        }
        .into(),
        SignOff {
            of: Some(IssueId::from_bytes([8; 16]).into()),
            party: Party::Them,
            who: Some(Attendee::Contact(contact)),
            name: text("Lan"),
            text: text("what was agreed"),
            translation: text("điều đã thỏa thuận"),
            language: text("Vietnamese"),
            hash: Some(Hash([16; 32])),
            content: Some(Hash([17; 32])),
            strokes: vec![vec![Point { x: 1, y: 2 }, Point { x: 999, y: 300 }], vec![]],
            when: moment,
            zone: text("Asia/Ho_Chi_Minh"),
        }
        .into(),
    ]
}

fn lines() -> Vec<String> {
    let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let fields = full().into_iter().flat_map(|record| record.fields());
    fields.map(|field| format!("{:?} {} {}", field.kind(), field.number(), hex(field.encode()))).collect()
}

#[test]
fn every_field_is_written_as_ever() {
    let golden: Vec<_> = GOLDEN.lines().collect();
    assert_eq!(lines(), golden);
}

#[test]
fn every_field_is_read_as_ever() {
    for record in full() {
        let mut back = AnyRecord::empty(record.kind());
        for line in GOLDEN.lines() {
            let [kind, number, hex] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            if kind != format!("{:?}", record.kind()) {
                continue;
            }
            let bytes: Vec<u8> =
                (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
            let number = number.parse().unwrap();
            back.set(Field::decode(record.kind(), number, &bytes).unwrap()).unwrap();
            // One byte less, or one more, is no value.
            assert!(Field::decode(record.kind(), number, &bytes[..bytes.len() - 1]).is_err());
            assert!(Field::decode(record.kind(), number, &[bytes, vec![0]].concat()).is_err());
        }
        assert_eq!(back, record);
    }
}

#[test]
fn every_field_of_every_kind_has_its_golden_bytes() {
    for record in full() {
        for spec in record.kind().fields() {
            assert!(
                record.fields().iter().any(|field| field.number() == spec.number),
                "{:?}.{} has no golden bytes",
                record.kind(),
                spec.name
            );
        }
    }
}

#[test]
#[ignore = "prints the golden bytes, when a field is added"]
fn print_golden() {
    eprintln!("{}", lines().join("\n"));
}
