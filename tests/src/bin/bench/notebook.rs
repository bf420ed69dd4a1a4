//! The notebook of the benchmark as commands: the notes in their visits, with partners and people.

use crate::notes::Note;
use floorbook_domain::{
    ContactField, ContactId, Field, Instant, ObservationField, ObservationId, ObservationKind, PartnerField, PartnerId,
    Role, SiteField, SiteId, VisitField, VisitId, VisitState,
};
use floorbook_port::{Command, Write};

/// Partners of the large notebook; each has one site.
pub const PARTNERS: usize = 500;
/// People of the large notebook.
pub const CONTACTS: usize = 5_000;
/// Visits of the large notebook.
pub const VISITS: usize = 5_000;
/// Records that are written at once.
const BATCH: usize = 500;
const MINUTE: i64 = 60_000;

/// An id that is the same in each run: the moment, and which of its kind it is.
pub fn ten(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}

fn millis(at: i64) -> u64 {
    u64::try_from(at).unwrap_or_default()
}

/// When everything of the notebook begins: the first note.
const BEGIN: i64 = 1_700_000_000_000;

fn partner(number: usize) -> PartnerId {
    PartnerId::new(millis(BEGIN), ten(number))
}

fn site(number: usize) -> SiteId {
    SiteId::new(millis(BEGIN), ten(number))
}

/// The id of a visit by its number.
pub fn visit(number: usize) -> VisitId {
    VisitId::new(millis(BEGIN), ten(number))
}

/// The large notebook: partners, people and visits, then all notes.
pub fn commands(notes: &[Note]) -> Vec<Command> {
    let partners = (0..PARTNERS).flat_map(write_partner);
    let contacts = (0..CONTACTS).map(write_contact);
    let visits = (0..VISITS).map(|number| write_visit(number, BEGIN + number as i64 * 20 * MINUTE));
    let notes = notes.iter().enumerate().map(|(number, note)| write_note(number, note));
    batches(partners.chain(contacts).chain(visits).chain(notes).collect())
}

/// A notebook with fifty visits that have one note each.
pub fn small(notes: &[Note]) -> Vec<Command> {
    let partners = (0..5).flat_map(write_partner);
    let visits = (0..50).map(|number| write_visit(number, BEGIN + number as i64 * 20 * MINUTE));
    let own = |(number, note): (usize, &Note)| write_note(number, &Note { visit: number, ..note.clone() });
    batches(partners.chain(visits).chain(notes.iter().take(50).enumerate().map(own)).collect())
}

/// A visit with all of these notes; it is the newest, so that it stands first in the list.
pub fn long_visit(number: usize, title: &str, at: i64, notes: &[Note]) -> Vec<Command> {
    let mut visit = write_visit(number, at);
    visit.put.push(VisitField::Purpose(title.into()).into());
    let own = |(i, note): (usize, &Note)| {
        let updated = at + i as i64 * MINUTE / 10;
        write_note(1_000_000 + number * 10_000 + i, &Note { visit: number, updated, ..note.clone() })
    };
    batches([visit].into_iter().chain(notes.iter().enumerate().map(own)).collect())
}

/// One note more, as Done writes it.
pub fn one_note(number: usize, note: &Note) -> Command {
    Command::Write(vec![write_note(2_000_000 + number, note)])
}

/// The id of the note that holds the photos of the visit with photos.
pub fn holder(number: usize) -> ObservationId {
    ObservationId::new(millis(BEGIN), ten(3_000_000 + number))
}

/// Notes that a visit of the notebook that is synced has.
const OF_A_VISIT: usize = 100;

/// The notebook that is synced: visits with a hundred notes each, and their partners.
pub struct Synced<'n> {
    /// The notes.
    pub notes: &'n [Note],
}

impl Synced<'_> {
    /// Partners and visits, then each note by itself, as they are written on a tour.
    pub fn commands(&self) -> Vec<Command> {
        let visits = self.notes.len().div_ceil(OF_A_VISIT);
        let partners = (0..visits.min(PARTNERS)).flat_map(write_partner);
        let visits = (0..visits).map(|number| write_visit(number, BEGIN + number as i64 * 20 * MINUTE));
        let own = |(number, note): (usize, &Note)| {
            Command::Write(vec![write_note(number, &Note { visit: number / OF_A_VISIT, ..note.clone() })])
        };
        let mut commands = batches(partners.chain(visits).collect());
        commands.extend(self.notes.iter().enumerate().map(own));
        commands
    }

    /// The titles of the notes of the first visit.
    pub fn first_titles(&self) -> Vec<String> {
        self.notes.iter().take(OF_A_VISIT).map(|note| note.title.clone()).collect()
    }
}

/// The number of a visit that one looks at while others write into it.
pub const LOOKED_AT: usize = 6_000;

/// That visit, without notes.
pub fn looked_at() -> Command {
    Command::Write(vec![write_visit(LOOKED_AT, BEGIN)])
}

/// Its one note, which is edited.
pub fn edited_note(text: &str) -> Command {
    let visit = ObservationField::Visit(Some(visit(LOOKED_AT))).into();
    let when = ObservationField::When(Instant(BEGIN)).into();
    Command::Write(vec![Write::new(edited(), vec![visit, when, ObservationField::Text(text.into()).into()])])
}

/// An edit of that note as it was seen.
pub fn edit(seen: u64, text: &str) -> Command {
    Command::Write(vec![Write::edit(edited(), seen, vec![ObservationField::Text(text.into()).into()])])
}

fn edited() -> ObservationId {
    ObservationId::new(millis(BEGIN), ten(5_000_000))
}

fn batches(writes: Vec<Write>) -> Vec<Command> {
    writes.chunks(BATCH).map(|batch| Command::Write(batch.to_vec())).collect()
}

fn write_partner(number: usize) -> [Write; 2] {
    let zone = if number.is_multiple_of(2) { "Asia/Ho_Chi_Minh" } else { "Asia/Shanghai" };
    let country = if number.is_multiple_of(2) { "VN" } else { "CN" };
    let partner_fields: Vec<Field> = vec![
        PartnerField::Name(format!("Partner {number:03} Knitting")).into(),
        PartnerField::Country(country.into()).into(),
        PartnerField::Zone(zone.into()).into(),
    ];
    let site_fields: Vec<Field> = vec![
        SiteField::Partner(Some(partner(number))).into(),
        SiteField::Name(format!("Hall {number:03}")).into(),
        SiteField::Zone(zone.into()).into(),
    ];
    [Write::new(partner(number), partner_fields), Write::new(site(number), site_fields)]
}

fn write_contact(number: usize) -> Write {
    let of = number % PARTNERS;
    let fields: Vec<Field> = vec![
        ContactField::Partner(Some(partner(of))).into(),
        ContactField::Site(Some(site(of))).into(),
        ContactField::Name(format!("Person {number:04} Nguyen")).into(),
        ContactField::Role(Role::Supervisor).into(),
    ];
    Write::new(ContactId::new(millis(BEGIN), ten(number)), fields)
}

fn write_visit(number: usize, at: i64) -> Write {
    let fields: Vec<Field> = vec![
        VisitField::Partner(Some(partner(number % PARTNERS))).into(),
        VisitField::Site(Some(site(number % PARTNERS))).into(),
        VisitField::State(VisitState::Finished).into(),
        VisitField::Started(Some(Instant(at))).into(),
        VisitField::Finished(Some(Instant(at + 240 * MINUTE))).into(),
    ];
    Write::new(visit(number), fields)
}

fn write_note(number: usize, note: &Note) -> Write {
    const AREAS: [&str; 5] = ["Knitting", "Linking", "Sewing", "Finishing", "Packing"];
    let fields: Vec<Field> = vec![
        ObservationField::Visit(Some(visit(note.visit))).into(),
        ObservationField::Text(format!("{}\n{}", note.title, note.body)).into(),
        ObservationField::Kind(ObservationKind::Fact).into(),
        ObservationField::Area(AREAS[number % AREAS.len()].into()).into(),
        ObservationField::When(Instant(note.updated)).into(),
    ];
    Write::new(ObservationId::new(millis(note.updated), ten(number)), fields)
}
