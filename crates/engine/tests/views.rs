//! What lists and pages answer, by the door.

use floorbook_domain::{
    AttachmentField, AttachmentId, Attendee, ContactField, ContactId, Field, Instant, Kind, Media, ObservationField,
    ObservationId, PartnerField, PartnerId, RecordRef, SiteField, SiteId, VisitField, VisitId, VisitState,
};
use floorbook_port::{
    Command, ErrorCode, HistoryEntry, NewAttachment, ObservationFilter, ObservationView, Page, PageRequest, Part,
    PartnerView, Query, Scope, StartView, View, VisitSummary, VisitView, Write,
};
use floorbook_testkit::Replica;

/// The ids of a test by their number.
fn partner(n: u8) -> PartnerId {
    PartnerId::new(1, [n; 10])
}
fn site(n: u8) -> SiteId {
    SiteId::new(1, [n; 10])
}
fn contact(n: u8) -> ContactId {
    ContactId::new(1, [n; 10])
}
fn visit(n: u8) -> VisitId {
    VisitId::new(1, [n; 10])
}
fn note(n: u8) -> ObservationId {
    ObservationId::new(1, [n; 10])
}
fn photo(n: u8) -> AttachmentId {
    AttachmentId::new(1, [n; 10])
}

/// Takes the answer of one variant out of a [`View`].
macro_rules! ask {
    ($replica:expr, $view:ident, $query:expr) => {
        match $replica.ask(&$query) {
            View::$view(answer) => answer,
            other => panic!("asked for {}, got {other:?}", stringify!($view)),
        }
    };
}

fn begin(seed: u64) -> Replica {
    let mut replica = Replica::new(seed);
    replica.begin("Ada");
    replica
}

fn write<F: Into<Field>>(id: impl Into<RecordRef>, fields: impl IntoIterator<Item = F>) -> Write {
    Write::new(id, fields.into_iter().map(Into::into).collect())
}

fn named(n: u8, name: &str) -> Write {
    write(partner(n), [PartnerField::Name(name.into())])
}

fn a_visit(n: u8, state: VisitState, at: i64) -> Write {
    let start = match state {
        VisitState::Planned | VisitState::Cancelled => VisitField::PlannedStart(Some(Instant(at))),
        _ => VisitField::Started(Some(Instant(at))),
    };
    write(visit(n), [VisitField::Purpose(format!("visit {n}")), VisitField::State(state), start])
}

fn a_note(n: u8, at: i64, more: impl IntoIterator<Item = ObservationField>) -> Write {
    let fields = [ObservationField::Text(format!("note {n}")), ObservationField::When(Instant(at))];
    write(note(n), fields.into_iter().chain(more))
}

fn texts(page: &Page<ObservationView>) -> Vec<&str> {
    page.rows.iter().map(|row| row.found.record.text.as_str()).collect()
}

fn observations(replica: &mut Replica, filter: ObservationFilter, page: PageRequest) -> Page<ObservationView> {
    ask!(replica, Observations, Query::Observations(filter, page))
}

/// All pages of `limit` rows, one after the other.
fn all_pages<T>(limit: u32, mut page: impl FnMut(PageRequest) -> Page<T>) -> Vec<T> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let got = page(PageRequest { after, limit });
        assert!(got.rows.len() <= limit as usize);
        rows.extend(got.rows);
        after = got.next;
        if after.is_none() {
            return rows;
        }
    }
}

#[test]
fn before_a_notebook_was_started_only_start_is_answered() {
    let mut replica = Replica::new(60);
    let start: StartView = ask!(replica, Start, Query::Start);
    assert_eq!((start.me, start.notebooks.len(), start.partners), (None, 0, 0));
    let now = replica.now;
    let failure = replica.engine().ask(now, &Query::Partners(PageRequest::first(1))).unwrap_err();
    assert_eq!(failure.code, ErrorCode::NoNotebook);
    replica.begin("Ada");
    let failure = replica.engine().ask(now, &Query::Partner(partner(9))).unwrap_err();
    assert_eq!(failure.code, ErrorCode::NotFound);
    let start: StartView = ask!(replica, Start, Query::Start);
    assert_eq!(start.me.unwrap().record.name, "Ada");
    assert!(start.notebooks[0].open);
}

#[test]
fn partners_come_by_name_whatever_their_accents_and_pages_hold_still() {
    let mut replica = begin(61);
    replica.write(vec![named(1, "ökotex"), named(2, "Alpha"), named(3, "Éclair"), named(4, "beta"), named(5, "alpha")]);
    let first: Page<PartnerView> = ask!(replica, Partners, Query::Partners(PageRequest::first(2)));
    replica.write(vec![named(6, "Aaa came meanwhile"), named(7, "Zeta came meanwhile")]);
    let rest = ask!(replica, Partners, Query::Partners(PageRequest { after: first.next, limit: 50 }));
    let names: Vec<_> = first.rows.iter().chain(&rest.rows).map(|row| row.found.record.name.as_str()).collect();
    assert_eq!(names, ["Alpha", "alpha", "beta", "Éclair", "ökotex", "Zeta came meanwhile"]);
    let one_by_one = all_pages(1, |page| ask!(replica, Partners, Query::Partners(page)));
    assert_eq!(one_by_one.len(), 7);
}

#[test]
fn a_place_in_another_list_is_refused() {
    let mut replica = begin(62);
    let after = Some(floorbook_port::Cursor("nowhere".into()));
    let now = replica.now;
    for query in [
        Query::Partners(PageRequest { after: after.clone(), limit: 5 }),
        Query::Visits(Scope::All, PageRequest { after: after.clone(), limit: 5 }),
        Query::Search("x".into(), PageRequest { after: after.clone(), limit: 5 }),
        Query::Observations(ObservationFilter::All, PageRequest { after, limit: 5 }),
    ] {
        assert_eq!(replica.engine().ask(now, &query).unwrap_err().code, ErrorCode::Malformed, "{query:?}");
    }
}

#[test]
fn visits_come_running_first_then_paused_then_planned_then_the_past() {
    let mut replica = begin(63);
    let now = replica.now.0;
    use VisitState::{Cancelled, Finished, Paused, Planned, Running};
    replica.write(vec![
        a_visit(1, Finished, now - 5_000),
        a_visit(2, Cancelled, now - 4_000),
        a_visit(3, Finished, now - 3_000),
        a_visit(4, Planned, now + 9_000),
        a_visit(5, Planned, now + 8_000),
        a_visit(6, Paused, now - 2_000),
        a_visit(7, Paused, now - 1_000),
        a_visit(8, Running, now - 100),
        a_visit(9, Running, now - 200),
        a_visit(10, Planned, now - 90 * 86_400_000),
    ]);
    let expected = [9, 8, 7, 6, 10, 5, 4, 3, 2, 1].map(visit);
    for limit in [1, 2, 3, 50] {
        let visits = all_pages(limit, |page| ask!(replica, Visits, Query::Visits(Scope::All, page)));
        assert_eq!(visits.iter().map(|row: &VisitSummary| row.id).collect::<Vec<_>>(), expected, "{limit} a page");
    }
    let start: StartView = ask!(replica, Start, Query::Start);
    let ids = |rows: &[VisitSummary]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(&start.running), [9, 8].map(visit));
    assert_eq!(ids(&start.paused), [7, 6].map(visit));
    assert_eq!(ids(&start.planned), [5, 4, 10].map(visit), "one that never started comes last");
    assert_eq!(ids(&start.finished), [3, 1].map(visit));
}

/// A partner with a site, people, a visit, notes and photos on them.
fn tour(seed: u64) -> Replica {
    let mut replica = begin(seed);
    replica.write(vec![
        write(partner(1), [PartnerField::Name("Song Hong".into()), PartnerField::Zone("Asia/Ho_Chi_Minh".into())]),
        write(
            site(1),
            [
                SiteField::Partner(Some(partner(1))),
                SiteField::Name("Hall 2".into()),
                SiteField::Areas("Sewing".into()),
                SiteField::NoPhotoAreas("Dye house".into()),
            ],
        ),
        write(contact(1), [ContactField::Name("Hoa".into()), ContactField::Partner(Some(partner(1)))]),
        write(
            contact(2),
            [
                ContactField::Name("An".into()),
                ContactField::Partner(Some(partner(1))),
                ContactField::Site(Some(site(1))),
                ContactField::Photo(Some(photo(3))),
            ],
        ),
        write(
            visit(1),
            [
                VisitField::Site(Some(site(1))),
                VisitField::Partner(Some(partner(1))),
                VisitField::Purpose("Audit".into()),
                VisitField::State(VisitState::Running),
                VisitField::Started(Some(Instant(1_000))),
                VisitField::Theirs(Attendee::Contact(contact(1))),
            ],
        ),
        a_note(
            1,
            1_100,
            [
                ObservationField::Visit(Some(visit(1))),
                ObservationField::Area("Cutting".into()),
                ObservationField::People(contact(1)),
                ObservationField::People(contact(2)),
            ],
        ),
        a_note(2, 1_300, [ObservationField::Visit(Some(visit(1)))]),
        a_note(3, 1_200, [ObservationField::Visit(Some(visit(1))), ObservationField::Area("Cutting".into())]),
        a_note(4, 1_400, []),
        a_note(5, 1_500, [ObservationField::Visit(Some(visit(77)))]),
        an_attachment(1, note(1), Media::Photo, 1_105),
        an_attachment(2, note(1), Media::Voice, 1_101),
        an_attachment(3, visit(1), Media::Photo, 1_103),
        an_attachment(4, contact(2), Media::Photo, 1_104),
    ]);
    replica.write(vec![Write::new(site(1), vec![SiteField::Areas("Dye house".into()).into()])]);
    replica
}

fn an_attachment(n: u8, owner: impl Into<RecordRef>, media: Media, at: i64) -> Write {
    write(
        photo(n),
        [
            AttachmentField::Owner(Some(owner.into())),
            AttachmentField::Media(media),
            AttachmentField::Taken(Some(Instant(at))),
        ],
    )
}

#[test]
fn a_visit_shows_its_place_its_people_and_what_was_captured() {
    let mut replica = tour(64);
    let view: VisitView = ask!(replica, Visit, Query::Visit(visit(1)));
    let VisitSummary { partner, site, zone, observations, photos, .. } = view.summary;
    assert_eq!((partner.as_str(), site.as_str(), zone.as_str()), ("Song Hong", "Hall 2", "Asia/Ho_Chi_Minh"));
    assert_eq!((observations, photos, view.voices, view.without_area), (3, 2, 1, 1));
    assert_eq!(view.areas, ["Sewing", "Dye house", "Cutting"]);
    assert_eq!(view.no_photo_areas, ["Dye house"]);
    assert_eq!(view.people, [(contact(2), "An".to_owned()), (contact(1), "Hoa".to_owned())]);
    assert_eq!(view.found.author, "Ada");
    let words = ask!(
        replica,
        Words,
        Query::Words {
            kind: Kind::Observation,
            field: ObservationField::Area(String::new()).number(),
            visit: Some(visit(1))
        }
    );
    assert_eq!(words, view.areas);
}

#[test]
fn observations_come_newest_first_with_what_hangs_on_them() {
    let mut replica = tour(65);
    let mut list = |filter| {
        let pages = all_pages(2, |page| observations(&mut replica, filter, page));
        pages.iter().map(|row| row.found.record.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(list(ObservationFilter::All), ["note 5", "note 4", "note 2", "note 3", "note 1"]);
    assert_eq!(list(ObservationFilter::Visit(visit(1))), ["note 2", "note 3", "note 1"]);
    assert_eq!(list(ObservationFilter::Unsorted), ["note 5", "note 4"], "one whose visit is not known is unsorted");
    assert_eq!(list(ObservationFilter::Contact(contact(2))), ["note 1"]);
    assert_eq!(list(ObservationFilter::Partner(partner(1))), ["note 2", "note 3", "note 1"]);
    let start: StartView = ask!(replica, Start, Query::Start);
    assert_eq!((start.unsorted, start.partners), (2, 1));
    replica.write(vec![a_visit(77, VisitState::Finished, 500)]);
    let start: StartView = ask!(replica, Start, Query::Start);
    assert_eq!(start.unsorted, 1, "its visit has arrived");
    let view: ObservationView = ask!(replica, Observation, Query::Observation(note(1)));
    let names: Vec<_> =
        view.found.record.people.iter().map(|id| if *id == contact(1) { "Hoa" } else { "An" }).collect();
    assert_eq!(view.people, names, "in the order of the field");
    assert_eq!(view.attachments.iter().map(|row| row.found.id).collect::<Vec<_>>(), [photo(2), photo(1)]);
}

#[test]
fn photos_of_a_visit_are_those_of_its_notes_too() {
    let mut replica = tour(66);
    let mut ids = |record: RecordRef| {
        let rows = all_pages(1, |page| ask!(replica, Attachments, Query::Attachments(record, page)));
        rows.into_iter().map(|row| row.found.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(visit(1).into()), [photo(1), photo(3), photo(2)]);
    assert_eq!(ids(note(1).into()), [photo(1), photo(2)]);
    assert_eq!(ids(contact(2).into()), [photo(4)]);
}

#[test]
fn bytes_are_answered_beside_their_media_type() {
    let mut replica = begin(67);
    let id = replica.command_id();
    let fields = vec![AttachmentField::Media(Media::Photo).into(), AttachmentField::Mime("image/jpeg".into()).into()];
    let new = NewAttachment { id: photo(1), fields, content: Part(0), thumbnail: Some(Part(1)), original: None };
    let attach = Command::Attach { attachments: vec![new], writes: vec![] };
    replica.call_as(id, attach, &[b"content".to_vec(), b"small".to_vec()]).unwrap();
    let page = ask!(replica, Attachments, Query::Attachments(photo(1).into(), PageRequest::first(5)));
    assert!(page.rows.is_empty(), "it hangs on nothing");
    let found = floorbook_domain::Hash(*blake3::hash(b"content").as_bytes());
    let small = floorbook_domain::Hash(*blake3::hash(b"small").as_bytes());
    let now = replica.now;
    let (view, parts) = replica.engine().ask(now, &Query::Bytes(found)).unwrap();
    assert_eq!((view, parts), (View::Bytes { mime: "image/jpeg".into() }, vec![b"content".to_vec()]));
    let (_, parts) = replica.engine().ask(now, &Query::Bytes(small)).unwrap();
    assert_eq!(parts, [b"small".to_vec()]);
    let unknown = floorbook_domain::Hash([0; 32]);
    assert_eq!(replica.engine().ask(now, &Query::Bytes(unknown)).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn what_points_to_a_merged_partner_is_shown_at_the_one_that_remains() {
    let mut replica = tour(68);
    replica.write(vec![
        named(2, "Song Hong Knit"),
        named(3, "S.H. Knit"),
        write(contact(3), [ContactField::Name("Binh".into()), ContactField::Partner(Some(partner(3)))]),
        write(site(3), [SiteField::Name("Annex".into()), SiteField::Partner(Some(partner(2)))]),
        write(visit(3), [VisitField::Partner(Some(partner(3))), VisitField::State(VisitState::Finished)]),
    ]);
    let merge =
        |from: u8, into: u8| Write::new(partner(from), vec![PartnerField::MergedInto(Some(partner(into))).into()]);
    replica.write(vec![merge(3, 2)]);
    replica.write(vec![merge(2, 1)]);
    let partners: Page<PartnerView> = ask!(replica, Partners, Query::Partners(PageRequest::first(10)));
    assert_eq!(partners.rows.len(), 1);
    let view = &partners.rows[0];
    assert_eq!((view.sites, view.contacts, view.visits), (2, 3, 2));
    let merged: Vec<_> = view.found.merged.iter().map(|(record, name)| (*record, name.as_str())).collect();
    assert_eq!(merged, [(partner(2).into(), "Song Hong Knit"), (partner(3).into(), "S.H. Knit")]);
    let people = ask!(replica, Contacts, Query::Contacts(Scope::Partner(partner(1)), PageRequest::first(10)));
    let names: Vec<_> = people.rows.iter().map(|row| (row.found.record.name.as_str(), row.partner.as_str())).collect();
    assert_eq!(names, [("An", "Song Hong"), ("Binh", "Song Hong"), ("Hoa", "Song Hong")]);
    let sites = ask!(replica, Sites, Query::Sites(Scope::Partner(partner(1)), PageRequest::first(10)));
    assert_eq!(sites.rows.iter().map(|row| row.found.record.name.as_str()).collect::<Vec<_>>(), ["Annex", "Hall 2"]);
    let visits = ask!(replica, Visits, Query::Visits(Scope::Partner(partner(1)), PageRequest::first(10)));
    assert_eq!(visits.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [1, 3].map(visit));
    let hits = ask!(replica, Search, Query::Search("song".into(), PageRequest::first(10)));
    assert_eq!(hits.rows.len(), 1, "a merged one is not found beside it");
}

#[test]
fn partners_that_were_merged_into_each_other_still_answer() {
    let mut replica = begin(69);
    replica.write(vec![named(1, "One"), named(2, "Two")]);
    replica.write(vec![write(contact(1), [ContactField::Name("Hoa".into()), ContactField::Partner(Some(partner(2)))])]);
    for (from, into) in [(1, 2), (2, 1)] {
        replica.write(vec![Write::new(partner(from), vec![PartnerField::MergedInto(Some(partner(into))).into()])]);
    }
    let one: PartnerView = ask!(replica, Partner, Query::Partner(partner(1)));
    assert_eq!((one.contacts, one.found.merged.len()), (1, 1));
    let hoa = ask!(replica, Contact, Query::Contact(contact(1)));
    assert_eq!(hoa.partner, "One", "of a ring the one with the lowest id is named");
}

#[test]
fn the_trash_holds_what_was_deleted_by_itself_the_last_first() {
    let mut replica = tour(70);
    replica.call(Command::Delete(vec![note(4).into()])).unwrap();
    replica.call(Command::Delete(vec![visit(1).into()])).unwrap();
    let trash = all_pages(1, |page| ask!(replica, Trash, Query::Trash(page)));
    let rows: Vec<_> = trash.iter().map(|row| (row.record, row.title.as_str(), row.by.as_str())).collect();
    assert_eq!(rows, [(visit(1).into(), "Audit", "Ada"), (note(4).into(), "note 4", "Ada")]);
    assert!(trash[0].deleted > trash[1].deleted);
    assert_eq!(texts(&observations(&mut replica, ObservationFilter::All, PageRequest::first(9))), ["note 5"]);
    let view: VisitView = ask!(replica, Visit, Query::Visit(visit(1)));
    assert!(view.found.deleted);
    replica.call(Command::Restore(vec![visit(1).into()])).unwrap();
    assert_eq!(ask!(replica, Trash, Query::Trash(PageRequest::first(9))).rows.len(), 1);
    let view: VisitView = ask!(replica, Visit, Query::Visit(visit(1)));
    assert_eq!((view.found.deleted, view.found.came_back, view.summary.observations), (false, false, 3));
}

#[test]
fn history_tells_who_changed_what_newest_first() {
    let mut replica = begin(71);
    let seen = replica.write(vec![a_note(1, 1_000, [ObservationField::Tags("needle".into())])]);
    let edit = Write {
        put: vec![ObservationField::Text("note 1, corrected".into()).into()],
        remove: vec![ObservationField::Tags("needle".into()).into()],
        ..Write::edit(note(1), seen, vec![])
    };
    replica.write(vec![edit]);
    replica.call(Command::Delete(vec![note(1).into()])).unwrap();
    replica.call(Command::Restore(vec![note(1).into()])).unwrap();
    let entries = all_pages(1, |page| ask!(replica, History, Query::History(note(1).into(), page)));
    assert_eq!(entries.len(), 4);
    assert!(entries.iter().all(|entry: &HistoryEntry| entry.author == "Ada"));
    assert!(entries.is_sorted_by(|a, b| a.at >= b.at));
    assert!(entries[0].restored && entries[1].deleted);
    assert_eq!(entries[2].fields, [ObservationField::Text("note 1, corrected".into()).into()]);
    assert_eq!(entries[2].removed, [ObservationField::Tags("needle".into()).into()]);
    let first = &entries[3].fields;
    assert!(first.contains(&ObservationField::Text("note 1".into()).into()) && first.len() == 3);
}

#[test]
fn values_made_side_by_side_are_all_shown_the_later_one_first() {
    let mut replica = begin(72);
    let seen = replica.write(vec![named(1, "Song Hong")]);
    for city in ["Nam Dinh", "Thai Binh", "Thai Binh"] {
        replica.write(vec![Write::edit(partner(1), seen, vec![PartnerField::City(city.into()).into()])]);
    }
    let view: PartnerView = ask!(replica, Partner, Query::Partner(partner(1)));
    let [conflict] = view.found.conflicts.as_slice() else { panic!("one field: {:?}", view.found.conflicts) };
    let sides: Vec<_> = conflict.sides.iter().map(|side| side.field.clone()).collect();
    let city = |name: &str| Field::from(PartnerField::City(name.into()));
    assert_eq!(sides, [city("Thai Binh"), city("Nam Dinh")]);
    assert_eq!(view.found.record.city, "Thai Binh");
    assert_eq!(conflict.sides[0].author, "Ada");
}

#[test]
fn a_private_remark_is_shown_among_the_others_and_marked() {
    let mut replica = tour(73);
    let private = Write { only_me: true, ..a_note(9, 1_250, [ObservationField::Visit(Some(visit(1)))]) };
    replica.write(vec![private]);
    let page = observations(&mut replica, ObservationFilter::Visit(visit(1)), PageRequest::first(10));
    let rows: Vec<_> = page.rows.iter().map(|row| (row.found.record.text.as_str(), row.found.only_me)).collect();
    assert_eq!(rows, [("note 2", false), ("note 9", true), ("note 3", false), ("note 1", false)]);
    let hits = ask!(replica, Search, Query::Search("note".into(), PageRequest::first(10)));
    let found: Vec<_> = hits.rows.iter().map(|hit| (hit.title.as_str(), hit.belongs_to.as_str())).collect();
    let belongs = "Audit · Song Hong";
    let expected = [
        ("note 5", ""),
        ("note 4", ""),
        ("note 2", belongs),
        ("note 9", belongs),
        ("note 3", belongs),
        ("note 1", belongs),
    ];
    assert_eq!(found, expected);
}

#[test]
fn words_used_before_are_offered_most_used_first() {
    let mut replica = begin(74);
    let tag = |n: u8, tag: &str| a_note(n, 1, [ObservationField::Tags(tag.into())]);
    replica.write(vec![tag(1, "rare"), tag(2, "often"), tag(3, "often")]);
    let field = ObservationField::Tags(String::new()).number();
    assert_eq!(ask!(replica, Words, Query::Words { kind: Kind::Observation, field, visit: None }), ["often", "rare"]);
}

#[test]
fn partners_and_people_that_look_alike_are_named() {
    let mut replica = tour(75);
    replica.write(vec![
        named(2, "SONG HÔNG Co., Ltd"),
        named(3, "Song Hung Dyeing"),
        write(contact(3), [ContactField::Name("Hoà".into()), ContactField::Partner(Some(partner(3)))]),
        write(contact(4), [ContactField::Name("An Hoa".into()), ContactField::Partner(Some(partner(1)))]),
    ]);
    let alike = ask!(replica, Alike, Query::Alike(partner(1).into()));
    assert_eq!(alike, [(partner(2).into(), "SONG HÔNG Co., Ltd".to_owned())]);
    let alike = ask!(replica, Alike, Query::Alike(contact(1).into()));
    assert_eq!(alike, [(contact(3).into(), "Hoà".to_owned())]);
}

#[test]
fn partners_and_people_that_may_stand_here_twice_are_named_in_pairs() {
    let mut replica = tour(77);
    replica.write(vec![
        named(2, "SONG HÔNG Co., Ltd"),
        named(3, "Song Hung Dyeing"),
        // Of the partner that may be the same; of another one; and of nobody.
        write(contact(3), [ContactField::Name("Hoa".into()), ContactField::Partner(Some(partner(2)))]),
        write(contact(4), [ContactField::Name("Hoà".into()), ContactField::Partner(Some(partner(3)))]),
        write(contact(5), [ContactField::Name("hoa".into())]),
    ]);
    let pairs = |replica: &mut Replica| -> Vec<(RecordRef, RecordRef)> {
        let doubles = ask!(replica, Doubles, Query::Doubles);
        doubles.into_iter().map(|double| (double.one.record, double.other.record)).collect()
    };
    assert_eq!(
        pairs(&mut replica),
        [
            (partner(1).into(), partner(2).into()),
            (contact(1).into(), contact(3).into()),
            (contact(1).into(), contact(5).into()),
        ]
    );
    // What was merged is named no more, and what it stood for neither.
    replica.write(vec![write(partner(2), [PartnerField::MergedInto(Some(partner(1)))])]);
    replica.write(vec![write(contact(3), [ContactField::MergedInto(Some(contact(1)))])]);
    assert_eq!(pairs(&mut replica), [(contact(1).into(), contact(5).into())]);
}

#[test]
fn the_key_of_pages_is_the_same_at_every_start_and_not_that_of_the_databases() {
    let key = |replica: &mut Replica| ask!(replica, PageKey, Query::PageKey);
    let mut one = begin(79);
    let first = key(&mut one);
    one.close();
    one.open().unwrap();
    assert_eq!(key(&mut one), first);
    assert_ne!(*first.bytes(), one.opening().key);
}

#[test]
fn the_sample_is_not_seen_from_ones_own_notebook() {
    let mut replica = begin(76);
    replica.write(vec![named(1, "Zzyzx Mills"), a_note(1, 1_000, [])]);
    replica.call(Command::Begin { name: "Ada".into(), sample: true }).unwrap();
    let partners: Page<PartnerView> = ask!(replica, Partners, Query::Partners(PageRequest::first(500)));
    assert!(partners.rows.iter().all(|row| row.found.record.name != "Zzyzx Mills"));
    assert!(ask!(replica, Search, Query::Search("zzyzx".into(), PageRequest::first(9))).rows.is_empty());
    let now = replica.now;
    assert_eq!(replica.engine().ask(now, &Query::Partner(partner(1))).unwrap_err().code, ErrorCode::NotFound);
    let start: StartView = ask!(replica, Start, Query::Start);
    let own = start.notebooks.iter().find(|notebook| !notebook.open).unwrap().id;
    replica.call(Command::OpenNotebook(own)).unwrap();
    let page = observations(&mut replica, ObservationFilter::All, PageRequest::first(9));
    assert_eq!(texts(&page), ["note 1"], "a private remark on a visit of the sample is not shown here either");
}
