//! What the sample promises, at many moments.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use chrono::{DateTime, Datelike, Weekday};
use floorbook_domain::{
    AnyRecord, Field, Instant, Kind, Media, ObservationKind, RecordRef, Severity, Shape, VisitState, zone,
};
use floorbook_sample::{Sample, sample};

const DAY: i64 = 86_400_000;

fn instant(text: &str) -> Instant {
    Instant(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
}

/// The sample at `now`, with random bytes that are the same each time.
fn at(now: Instant) -> Sample {
    let mut next = 0_u8;
    sample(now, &mut |bytes| {
        for byte in bytes {
            next = next.wrapping_mul(5).wrapping_add(17);
            *byte = next;
        }
    })
}

/// An ordinary moment.
fn now() -> Instant {
    instant("2026-11-24T09:15:00+01:00")
}

/// The sample at that moment; drawn once for all tests.
fn ordinary() -> &'static Sample {
    static SAMPLE: LazyLock<Sample> = LazyLock::new(|| at(now()));
    &SAMPLE
}

/// The turn of the year, clock changes here and there, a leap day, midnight in Vietnam, and each day of a week.
fn moments() -> Vec<Instant> {
    let mut moments: Vec<_> = [
        "2026-01-01T00:30:00Z",
        "2026-12-31T23:59:59Z",
        "2026-03-29T01:30:00Z",
        "2026-10-25T01:30:00Z",
        "2026-03-08T10:00:00Z",
        "2028-02-29T12:00:00Z",
        "2026-11-23T16:59:59Z",
        "2026-11-23T17:00:00Z",
    ]
    .map(instant)
    .into();
    moments.extend((0..7).map(|days| instant("2027-05-03T04:00:00Z").plus_millis(days * DAY)));
    moments
}

/// All records as they are at the end, put together from the writes.
fn records(sample: &Sample) -> HashMap<RecordRef, AnyRecord> {
    let mut records = HashMap::new();
    let mut take = |record: RecordRef, fields: &[Field]| {
        let kept = records.entry(record).or_insert_with(|| AnyRecord::empty(record.kind));
        fields.iter().for_each(|field| kept.set(field.clone()).unwrap());
    };
    for step in &sample.steps {
        step.writes.iter().for_each(|write| take(write.record, &write.put));
        step.photos.iter().for_each(|photo| take(photo.id.into(), &photo.fields));
    }
    records
}

#[test]
fn it_holds_what_the_first_screen_promises() {
    let sample = ordinary();
    let records = records(sample);
    let count = |kind| records.keys().filter(|record| record.kind == kind).count();
    assert_eq!(count(Kind::Partner), 2);
    assert_eq!(count(Kind::Site), 3);
    assert_eq!(count(Kind::Contact), 15);
    assert_eq!(count(Kind::Visit), 4);
    assert_eq!(count(Kind::Observation), 60);
    assert_eq!((count(Kind::Issue), count(Kind::Commitment)), (3, 6));
    assert_eq!(count(Kind::Attachment), 28, "25 scenes and 3 portraits");
    let writes = sample.steps.iter().flat_map(|step| &step.writes);
    assert_eq!(writes.filter(|write| write.only_me).count(), 2);
}

#[test]
fn it_shows_every_kind_of_remark_and_every_severity() {
    let records = records(ordinary());
    let observations: Vec<_> = records
        .values()
        .filter_map(|record| match record {
            AnyRecord::Observation(observation) => Some(observation),
            _ => None,
        })
        .collect();
    for kind in ObservationKind::ALL {
        assert!(observations.iter().any(|observation| observation.kind == *kind), "{kind:?}");
    }
    for severity in Severity::ALL {
        assert!(observations.iter().any(|observation| observation.severity == *severity), "{severity:?}");
    }
    assert_eq!(observations.iter().filter(|observation| observation.visit.is_none()).count(), 3, "unsorted");
}

#[test]
fn no_record_has_a_problem() {
    for (record, value) in records(ordinary()) {
        assert_eq!(value.common().problems(), [], "{record:?}: {value:?}");
        assert!(!value.common().title().is_empty(), "{record:?}");
    }
}

#[test]
fn areas_belong_to_their_sites() {
    let records = records(ordinary());
    for value in records.values() {
        let AnyRecord::Observation(observation) = value else { continue };
        let Some(visit) = observation.visit else { continue };
        let AnyRecord::Visit(visit) = &records[&visit.into()] else { panic!("no visit") };
        let AnyRecord::Site(site) = &records[&visit.site.unwrap().into()] else { panic!("no site") };
        assert!(site.areas.contains(&observation.area), "{} is no area of {}", observation.area, site.name);
    }
}

#[test]
fn photos_show_only_what_may_be_shown() {
    let records = records(ordinary());
    for value in records.values() {
        let AnyRecord::Attachment(photo) = value else { continue };
        match &records[&photo.owner.unwrap()] {
            AnyRecord::Observation(observation) => assert_ne!(observation.area, "Programming room"),
            AnyRecord::Contact(contact) => {
                assert_eq!(contact.consent_photo.answer, floorbook_domain::ConsentAnswer::Agreed, "{}", contact.name);
            }
            other => panic!("a photo of {other:?}"),
        }
    }
}

#[test]
fn references_name_records_of_the_same_step_or_an_earlier_one() {
    let sample = ordinary();
    let mut known = HashSet::new();
    let mut records: HashMap<RecordRef, AnyRecord> = HashMap::new();
    for step in &sample.steps {
        known.extend(step.writes.iter().map(|write| write.record));
        known.extend(step.photos.iter().map(|photo| RecordRef::from(photo.id)));
        let writes = step.writes.iter().map(|write| (write.record, &write.put));
        for (record, fields) in writes.chain(step.photos.iter().map(|photo| (photo.id.into(), &photo.fields))) {
            let value = records.entry(record).or_insert_with(|| AnyRecord::empty(record.kind));
            fields.iter().for_each(|field| value.set(field.clone()).unwrap());
            for (number, named) in value.common().links() {
                assert!(known.contains(&named), "field {number} of {record:?} names {named:?}");
            }
            if let AnyRecord::Site(site) = value {
                for figure in [&site.machines_observed, &site.lines_observed].into_iter().flatten() {
                    assert!(known.contains(&figure.visit.unwrap().into()));
                }
            }
        }
    }
}

#[test]
fn no_value_is_written_twice() {
    let mut seen = HashSet::new();
    for write in ordinary().steps.iter().flat_map(|step| &step.writes) {
        for field in &write.put {
            if field.shape() != Shape::Set {
                assert!(seen.insert((write.record, field.number())), "{:?} again: {field:?}", write.record);
            }
        }
    }
}

#[test]
fn all_ids_differ_and_carry_their_time() {
    let sample = ordinary();
    let mut seen = HashSet::new();
    for step in &sample.steps {
        for write in &step.writes {
            if seen.insert(write.record) {
                let (seconds, _) = write.record.id.get_timestamp().unwrap().to_unix();
                assert_eq!(seconds as i64, step.at.0 / 1_000, "{:?}", write.record);
            }
        }
    }
}

#[test]
fn it_is_fresh_whenever_it_is_opened() {
    for now in moments() {
        let sample = at(now);
        assert!(sample.steps.is_sorted_by_key(|step| step.at));
        assert!(sample.steps.last().unwrap().at < now);
        let records = records(&sample);
        let (mut finished, mut planned) = (0, 0);
        let mut keepings = std::collections::BTreeSet::new();
        for value in records.values() {
            match value {
                AnyRecord::Visit(visit) if visit.state == VisitState::Finished => {
                    let (start, end) = (visit.started.unwrap(), visit.finished.unwrap());
                    assert!(end < now && now.0 - start.0 < 10 * DAY, "{}", visit.purpose);
                    working_hours(start, &visit.zone);
                    working_hours(end, &visit.zone);
                    finished += 1;
                }
                AnyRecord::Visit(visit) => {
                    assert_eq!(visit.state, VisitState::Planned);
                    let start = visit.planned_start.unwrap();
                    assert!(start > now && start.0 - now.0 < 3 * DAY);
                    assert!(visit.started.is_none());
                    working_hours(start, &visit.zone);
                    planned += 1;
                }
                AnyRecord::Observation(observation) => {
                    assert!(observation.when < now);
                    let Some(AnyRecord::Visit(visit)) = observation.visit.map(|visit| &records[&visit.into()]) else {
                        continue;
                    };
                    if let (Some(start), Some(end)) = (visit.started, visit.finished) {
                        assert!(start <= observation.when && observation.when <= end, "{}", observation.text);
                    }
                }
                AnyRecord::Attachment(photo) => {
                    assert_eq!(photo.media, Media::Photo);
                    assert!(photo.taken.unwrap() < now);
                }
                AnyRecord::Site(site) => {
                    let today = zone::wall_clock(now, offset(&site.zone)).unwrap().date();
                    assert!(site.certificates.iter().all(|certificate| certificate.expires.unwrap().0 > today));
                }
                AnyRecord::Contact(contact) => {
                    let days = [contact.consent_notes.day, contact.consent_photo.day, contact.consent_voice.day];
                    assert!(days.into_iter().flatten().all(|day| day.0 < now.utc().unwrap().date_naive()));
                }
                AnyRecord::Issue(issue) => {
                    assert!(issue.is_open() && issue.raised().is_some() && !issue.is_torn());
                    assert!(issue.noticed < now && issue.steps.iter().all(|step| step.when < now));
                    issue.steps.iter().for_each(|step| working_hours(step.when, &issue.zone));
                }
                AnyRecord::Commitment(promise) => {
                    let today = floorbook_domain::Day(zone::wall_clock(now, offset(&promise.zone)).unwrap().date());
                    keepings.insert(promise.keeping(today));
                    assert!(promise.made < now);
                }
                AnyRecord::Partner(_) | AnyRecord::Member(_) | AnyRecord::SignOff(_) => {}
            }
        }
        assert_eq!((finished, planned), (3, 1));
        let shown =
            [floorbook_domain::Keeping::Open, floorbook_domain::Keeping::Late, floorbook_domain::Keeping::KeptLate];
        assert!(keepings.into_iter().eq(shown), "what is open, what we are late with, what they were");
    }
}

/// Minutes east of UTC of the two places.
fn offset(zone: &str) -> i32 {
    match zone {
        "Asia/Ho_Chi_Minh" => 420,
        "Asia/Shanghai" => 480,
        other => panic!("no site lies in {other}"),
    }
}

fn working_hours(moment: Instant, zone: &str) {
    use chrono::Timelike;
    let clock = zone::wall_clock(moment, offset(zone)).unwrap();
    assert_ne!(clock.weekday(), Weekday::Sun, "{clock}");
    assert!((7..18).contains(&clock.hour()), "{clock}");
}

#[test]
fn photos_are_whole_and_small() {
    let sample = ordinary();
    let mut pictures = HashSet::new();
    for photo in sample.steps.iter().flat_map(|step| &step.photos) {
        for (bytes, most) in [(&photo.content, 120_000), (&photo.thumbnail, 20_000)] {
            assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]) && bytes.ends_with(&[0xff, 0xd9]));
            assert!(bytes.len() < most, "{} bytes", bytes.len());
        }
        let AnyRecord::Attachment(fields) = ({
            let mut record = AnyRecord::empty(Kind::Attachment);
            photo.fields.iter().for_each(|field| record.set(field.clone()).unwrap());
            record
        }) else {
            panic!("not an attachment")
        };
        assert_eq!(size(&photo.content), (fields.width, fields.height));
        let (width, height) = size(&photo.thumbnail);
        assert!(width.max(height) <= 320 && width.min(height) >= 200, "{width}×{height}");
        assert!(pictures.insert(photo.content.clone()), "the same picture twice");
    }
}

/// Width and height as the file's frame header has them.
fn size(jpeg: &[u8]) -> (u32, u32) {
    let mut at = 2;
    loop {
        let (marker, length) = (jpeg[at + 1], usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]])));
        if matches!(marker, 0xc0..=0xc2) {
            let number = |from: usize| u32::from(u16::from_be_bytes([jpeg[at + from], jpeg[at + from + 1]]));
            return (number(7), number(5));
        }
        at += 2 + length;
    }
}

#[test]
fn the_same_moment_and_the_same_random_bytes_give_the_same_sample() {
    assert!(at(now()) == *ordinary());
}
