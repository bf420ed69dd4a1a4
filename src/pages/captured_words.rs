//! Fields of visits, notes, attachments and colleagues in words: see `field_words`.

use floorbook_domain::{
    AttachmentField, Attendee, Instant, MemberField, ObservationField, Outcome, Position, RecordRef, VisitField,
};

use super::field_words::position_words;
use crate::{
    host::{bytes, clock, days, zones},
    t,
    text::Label,
};

/// What a field of a visit is called.
pub(super) fn visit_label(field: &VisitField) -> String {
    match field {
        VisitField::Site(_) => t!("site"),
        VisitField::Partner(_) => t!("partner"),
        VisitField::Purpose(_) => t!("visit-purpose"),
        VisitField::PlannedStart(_) => t!("field-planned-start"),
        VisitField::PlannedEnd(_) => t!("field-planned-end"),
        VisitField::Started(_) => t!("visit-started"),
        VisitField::Finished(_) => t!("visit-ended"),
        VisitField::Zone(_) => t!("visit-zone"),
        VisitField::Ours(_) => t!("visit-ours"),
        VisitField::Theirs(_) => t!("visit-theirs"),
        VisitField::Agenda(_) => t!("visit-agenda"),
        VisitField::Summary(_) => t!("visit-summary"),
        VisitField::Culture(_) => t!("visit-culture"),
        VisitField::State(_) => t!("field-state"),
        VisitField::KeepOriginals(_) => t!("visit-keep-originals"),
    }
}

/// What a field of a note is called.
pub(super) fn note_label(field: &ObservationField) -> String {
    match field {
        ObservationField::Visit(_) => t!("record-visit"),
        ObservationField::Text(_) => t!("record-note"),
        ObservationField::Kind(_) => t!("kind"),
        ObservationField::Area(_) => t!("area"),
        ObservationField::Severity(_) => t!("severity"),
        ObservationField::People(_) => t!("people-concerned"),
        ObservationField::Tags(_) => t!("tags"),
        ObservationField::When(_) => t!("field-when"),
        ObservationField::Position(_) => t!("position"),
        ObservationField::Reference(_) => t!("reference"),
        ObservationField::Defects(_) => t!("defects-found"),
        ObservationField::Zone(_) => t!("zone"),
        ObservationField::Outcome(_) => t!("outcome"),
    }
}

/// What a field of an attachment is called; empty for what only the app knows what to do with.
pub(super) fn attachment_label(field: &AttachmentField) -> String {
    match field {
        AttachmentField::Caption(_) => t!("caption"),
        AttachmentField::Size(_) => t!("field-size"),
        AttachmentField::Taken(_) => t!("field-taken"),
        AttachmentField::Name(_) => t!("name"),
        AttachmentField::Position(_) => t!("position"),
        AttachmentField::Media(_) => t!("kind"),
        AttachmentField::Owner(_) => t!("field-owner"),
        AttachmentField::Hash(_) | AttachmentField::Mime(_) | AttachmentField::Width(_) => String::new(),
        AttachmentField::Height(_) | AttachmentField::Duration(_) => String::new(),
        AttachmentField::Original(_) | AttachmentField::Thumbnail(_) => String::new(),
    }
}

/// What a field of a colleague is called.
pub(super) fn member_label(field: &MemberField) -> String {
    match field {
        MemberField::Name(_) => t!("name"),
        MemberField::Devices(_) => t!("device-name"),
    }
}

fn moment(at: Option<Instant>) -> String {
    at.map(|at| zones::moment(at, "", clock::now())).unwrap_or_default()
}

fn place(position: Option<Position>) -> String {
    position.map(position_words).unwrap_or_default()
}

/// What a field of a visit holds.
pub(super) fn visit_value(field: &VisitField) -> String {
    use VisitField as F;
    match field {
        F::Purpose(text) | F::Agenda(text) | F::Summary(text) | F::Culture(text) => text.clone(),
        F::PlannedStart(at) | F::PlannedEnd(at) | F::Started(at) | F::Finished(at) => moment(*at),
        F::Zone(zone) => zones::city(zone),
        F::Ours(Attendee::Name(name)) | F::Theirs(Attendee::Name(name)) => name.clone(),
        F::Ours(Attendee::Member(_)) | F::Theirs(Attendee::Member(_)) => t!("record-member"),
        F::State(state) => state.label(),
        F::KeepOriginals(keep) => {
            if *keep {
                t!("value-yes")
            } else {
                t!("value-no")
            }
        }
        F::Ours(Attendee::Contact(_)) | F::Theirs(Attendee::Contact(_)) | F::Site(_) | F::Partner(_) => String::new(),
    }
}

/// What a field of a note holds.
pub(super) fn note_value(field: &ObservationField) -> String {
    use ObservationField as F;
    match field {
        F::Text(text) | F::Area(text) | F::Tags(text) | F::Reference(text) => text.clone(),
        F::Kind(kind) => kind.label(),
        F::Severity(severity) => severity.label(),
        F::When(at) => moment(Some(*at)),
        F::Position(position) => place(*position),
        F::Zone(zone) => zones::city(zone),
        F::Outcome(outcome) => outcome_words(outcome),
        F::Defects(defects) => defects
            .map(|defects| t!("defects-of", "found" => defects.found, "inspected" => defects.inspected))
            .unwrap_or_default(),
        F::Visit(_) | F::People(_) => String::new(),
    }
}

/// What became of something that was said: `Acted on: a rack was built · Told on Tue 3 Feb`.
pub fn outcome_words(outcome: &Outcome) -> String {
    let answer = match outcome.reason.trim() {
        "" => outcome.answer.label(),
        reason => t!("outcome-why", "answer" => outcome.answer.label(), "why" => reason),
    };
    match outcome.told {
        Some(day) => format!("{answer} · {}", t!("told-on", "day" => days::words(day, clock::now()))),
        None => answer,
    }
}

/// What a field of an attachment holds.
pub(super) fn attachment_value(field: &AttachmentField) -> String {
    use AttachmentField as F;
    match field {
        F::Caption(text) | F::Name(text) => text.clone(),
        F::Size(size) => bytes::words(*size),
        F::Taken(at) => moment(*at),
        F::Position(position) => place(*position),
        F::Media(media) => media.label(),
        F::Owner(_) | F::Hash(_) | F::Mime(_) | F::Width(_) | F::Height(_) => String::new(),
        F::Duration(_) | F::Original(_) | F::Thumbnail(_) => String::new(),
    }
}

/// What a field of a colleague holds.
pub(super) fn member_value(field: &MemberField) -> String {
    match field {
        MemberField::Name(name) => name.clone(),
        MemberField::Devices(device) => device.name.clone(),
    }
}

/// The record that a field of a visit names.
pub(super) fn visit_reference(field: &VisitField) -> Option<RecordRef> {
    match field {
        VisitField::Site(id) => id.map(RecordRef::from),
        VisitField::Partner(id) => id.map(RecordRef::from),
        VisitField::Ours(Attendee::Contact(id)) | VisitField::Theirs(Attendee::Contact(id)) => Some((*id).into()),
        _ => None,
    }
}
