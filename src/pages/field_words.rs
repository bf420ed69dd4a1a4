//! Fields in words: what they are called, and what they hold. For conflicts, histories, and
//! what merged records held.

use floorbook_domain::{
    AttachmentField, Consent, ContactField, Day, Field, Figure, ObservationField, PartnerField, RecordRef, Shift,
    SiteField,
};

use leptos::prelude::Get;

use super::{captured_words, form::consent_words, shared_words};
use crate::{
    host::{clock, days, names, zones},
    t,
    text::Label,
};

/// What a field is called; empty for what is never shown.
pub fn field_label(field: &Field) -> String {
    match field {
        Field::Partner(field) => partner_label(field),
        Field::Site(field) => site_label(field),
        Field::Contact(field) => contact_label(field),
        Field::Visit(field) => captured_words::visit_label(field),
        Field::Observation(field) => captured_words::note_label(field),
        Field::Attachment(field) => captured_words::attachment_label(field),
        Field::Member(field) => captured_words::member_label(field),
        Field::Issue(field) => shared_words::issue_label(field),
        Field::Commitment(field) => shared_words::promise_label(field),
        Field::SignOff(field) => shared_words::sign_off_label(field),
    }
}

fn partner_label(field: &PartnerField) -> String {
    match field {
        PartnerField::Name(_) => t!("name"),
        PartnerField::LocalName(_) => t!("local-name"),
        PartnerField::Country(_) => t!("country"),
        PartnerField::City(_) => t!("city"),
        PartnerField::Zone(_) => t!("zone"),
        PartnerField::Languages(_) => t!("languages"),
        PartnerField::CheckInLanguage(_) => t!("check-in-language"),
        PartnerField::Interpreter(_) => t!("interpreter"),
        PartnerField::Currency(_) => t!("currency"),
        PartnerField::Products(_) => t!("products"),
        PartnerField::Tags(_) => t!("tags"),
        PartnerField::Owner(_) => t!("relationship-owner"),
        PartnerField::Notes(_) => t!("notes"),
        PartnerField::MergedInto(_) => t!("same-as"),
    }
}

fn site_label(field: &SiteField) -> String {
    match field {
        SiteField::Partner(_) => t!("partner"),
        SiteField::Name(_) => t!("name"),
        SiteField::Address(_) => t!("address"),
        SiteField::Position(_) => t!("position"),
        SiteField::Zone(_) => t!("zone"),
        SiteField::LinesClaimed(_) => t!("figure-claimed", "what" => t!("lines")),
        SiteField::LinesObserved(_) => t!("figure-observed", "what" => t!("lines")),
        SiteField::MachinesClaimed(_) => t!("figure-claimed", "what" => t!("machines")),
        SiteField::MachinesObserved(_) => t!("figure-observed", "what" => t!("machines")),
        SiteField::HeadcountClaimed(_) => t!("figure-claimed", "what" => t!("headcount")),
        SiteField::HeadcountObserved(_) => t!("figure-observed", "what" => t!("headcount")),
        SiteField::CapacityClaimed(_) => t!("figure-claimed", "what" => t!("capacity")),
        SiteField::CapacityObserved(_) => t!("figure-observed", "what" => t!("capacity")),
        SiteField::Shifts(_) => t!("shifts"),
        SiteField::Certificates(_) => t!("certificates"),
        SiteField::Areas(_) => t!("areas"),
        SiteField::NoPhotoAreas(_) => t!("no-photo-areas"),
        SiteField::ProtectiveEquipment(_) => t!("protective-equipment"),
        SiteField::Notes(_) => t!("notes"),
    }
}

fn contact_label(field: &ContactField) -> String {
    match field {
        ContactField::Partner(_) => t!("partner"),
        ContactField::Site(_) => t!("site"),
        ContactField::Name(_) => t!("name"),
        ContactField::LocalName(_) => t!("local-name"),
        ContactField::Pronunciation(_) => t!("pronunciation"),
        ContactField::Role(_) => t!("role"),
        ContactField::Title(_) => t!("job-title"),
        ContactField::Phones(_) => t!("phones"),
        ContactField::Emails(_) => t!("emails"),
        ContactField::Messengers(_) => t!("messengers"),
        ContactField::Languages(_) => t!("languages"),
        ContactField::Zone(_) => t!("zone"),
        ContactField::PreferredChannel(_) => t!("preferred-channel"),
        ContactField::Obstacles(_) => t!("obstacles"),
        ContactField::Concerns(_) => t!("concerns"),
        ContactField::Ideas(_) => t!("ideas"),
        ContactField::Photo(_) => t!("photo-of-person"),
        ContactField::ConsentNotes(_) => t!("consent-notes"),
        ContactField::ConsentPhoto(_) => t!("consent-photo"),
        ContactField::ConsentVoice(_) => t!("consent-voice"),
        ContactField::MergedInto(_) => t!("same-as"),
        ContactField::Notes(_) => t!("notes"),
        ContactField::Tags(_) => t!("tags"),
        ContactField::MetAt(_) => t!("met-at"),
    }
}

/// The record that a field names, if it names one.
pub fn field_reference(field: &Field) -> Option<RecordRef> {
    match field {
        Field::Partner(PartnerField::MergedInto(id)) => id.map(RecordRef::from),
        Field::Site(SiteField::Partner(id)) => id.map(RecordRef::from),
        Field::Contact(ContactField::Partner(id)) => id.map(RecordRef::from),
        Field::Contact(ContactField::Site(id)) => id.map(RecordRef::from),
        Field::Contact(ContactField::MergedInto(id)) => id.map(RecordRef::from),
        Field::Contact(ContactField::MetAt(id)) => id.map(RecordRef::from),
        Field::Visit(field) => captured_words::visit_reference(field),
        Field::Observation(ObservationField::Visit(id)) => id.map(RecordRef::from),
        Field::Observation(ObservationField::People(id)) => Some((*id).into()),
        Field::Attachment(AttachmentField::Owner(owner)) => *owner,
        Field::Issue(field) => shared_words::issue_reference(field),
        Field::Commitment(field) => shared_words::promise_reference(field),
        Field::SignOff(field) => shared_words::sign_off_reference(field),
        _ => None,
    }
}

/// What a field holds, in words; of a reference to a record nothing, its name is asked for.
pub fn field_value(field: &Field) -> String {
    match field {
        Field::Partner(field) => partner_value(field),
        Field::Site(field) => site_value(field),
        Field::Contact(field) => contact_value(field),
        Field::Visit(field) => captured_words::visit_value(field),
        Field::Observation(field) => captured_words::note_value(field),
        Field::Attachment(field) => captured_words::attachment_value(field),
        Field::Member(field) => captured_words::member_value(field),
        Field::Issue(field) => shared_words::issue_value(field),
        Field::Commitment(field) => shared_words::promise_value(field),
        Field::SignOff(field) => shared_words::sign_off_value(field),
    }
}

fn partner_value(field: &PartnerField) -> String {
    use PartnerField as F;
    match field {
        F::Country(code) => names::country(code),
        F::Zone(zone) => zones::city(zone),
        F::Name(text) | F::LocalName(text) | F::City(text) | F::Languages(text) | F::CheckInLanguage(text) => {
            text.clone()
        }
        F::Interpreter(text) | F::Currency(text) | F::Products(text) | F::Tags(text) | F::Owner(text) => text.clone(),
        F::Notes(text) => text.clone(),
        F::MergedInto(_) => String::new(),
    }
}

fn site_value(field: &SiteField) -> String {
    use SiteField as F;
    match field {
        F::Zone(zone) => zones::city(zone),
        F::Name(text) | F::Address(text) | F::Areas(text) | F::NoPhotoAreas(text) => text.clone(),
        F::ProtectiveEquipment(text) | F::Notes(text) => text.clone(),
        F::Position(position) => position.map(position_words).unwrap_or_default(),
        F::LinesClaimed(figure) | F::LinesObserved(figure) | F::MachinesClaimed(figure) => {
            figure_words(figure.as_ref())
        }
        F::MachinesObserved(figure) | F::HeadcountClaimed(figure) => figure_words(figure.as_ref()),
        F::HeadcountObserved(figure) | F::CapacityClaimed(figure) => figure_words(figure.as_ref()),
        F::CapacityObserved(figure) => figure_words(figure.as_ref()),
        F::Shifts(shift) => shift_words(shift),
        F::Certificates(certificate) => certificate.name.clone(),
        F::Partner(_) => String::new(),
    }
}

fn contact_value(field: &ContactField) -> String {
    use ContactField as F;
    match field {
        F::Role(role) => role.label(),
        F::PreferredChannel(channel) => channel.label(),
        F::Zone(zone) => zones::city(zone),
        F::Messengers(messenger) => format!("{} {}", messenger.service.label(), messenger.handle),
        F::ConsentNotes(consent) | F::ConsentPhoto(consent) | F::ConsentVoice(consent) => given(*consent),
        F::Name(text) | F::LocalName(text) | F::Pronunciation(text) | F::Title(text) | F::Phones(text) => text.clone(),
        F::Emails(text) | F::Languages(text) | F::Obstacles(text) | F::Concerns(text) | F::Ideas(text) => text.clone(),
        F::Notes(text) | F::Tags(text) => text.clone(),
        F::Photo(photo) => photo.map(|_| t!("photo-of-person")).unwrap_or_default(),
        F::Partner(_) | F::Site(_) | F::MergedInto(_) | F::MetAt(_) => String::new(),
    }
}

fn given(consent: Consent) -> String {
    consent_words(consent)
}

/// A position as one types it into a map: `10.82310, 106.62970`.
pub fn position_words(position: floorbook_domain::Position) -> String {
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    format!("{:.5}, {:.5}", degrees(position.latitude), degrees(position.longitude))
}

/// A number with its unit: `12,000 pieces`; empty for none.
pub fn figure_words(figure: Option<&Figure>) -> String {
    figure.map(|figure| format!("{} {}", grouped(figure.amount), figure.unit).trim_end().to_owned()).unwrap_or_default()
}

/// A number in groups of three digits.
pub fn grouped(amount: u32) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A shift: `Day 8:00–17:00`.
pub fn shift_words(shift: &Shift) -> String {
    let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    format!("{} {}–{}", shift.name, clock(shift.starts), clock(shift.ends)).trim_start().to_owned()
}

/// A day as people say it.
pub fn day_words(day: Day) -> String {
    days::words(day, clock::minute().get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_shifts_read_as_on_a_clock() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_250_000), "1,250,000");
        assert_eq!(shift_words(&Shift { name: "Night".into(), starts: 1_320, ends: 365 }), "Night 22:00–6:05");
    }
}
