//! Fields of issues, promises and sign-offs in words: see `field_words`.

use floorbook_domain::{Attendee, CommitmentField, Ended, IssueField, Move, RecordRef, SignOffField, Step};

use crate::{
    host::{clock, days, zones},
    t,
    text::Label,
};

/// What a field of an issue is called.
pub(super) fn issue_label(field: &IssueField) -> String {
    match field {
        IssueField::Partner(_) => t!("partner"),
        IssueField::Visit(_) => t!("record-visit"),
        IssueField::Observation(_) => t!("record-note"),
        IssueField::Text(_) => t!("issue-text"),
        IssueField::Severity(_) => t!("severity"),
        IssueField::Area(_) => t!("area"),
        IssueField::Noticed(_) => t!("noticed-at"),
        IssueField::Zone(_) => t!("zone"),
        IssueField::Order(_) => t!("order"),
        IssueField::Product(_) => t!("product"),
        IssueField::Line(_) => t!("production-line"),
        IssueField::Ours(_) => t!("owner-ours"),
        IssueField::Theirs(_) => t!("owner-theirs"),
        IssueField::Why1(_) => t!("why-number", "number" => 1),
        IssueField::Why2(_) => t!("why-number", "number" => 2),
        IssueField::Why3(_) => t!("why-number", "number" => 3),
        IssueField::Why4(_) => t!("why-number", "number" => 4),
        IssueField::Why5(_) => t!("why-number", "number" => 5),
        IssueField::Agreed(_) => t!("agreed"),
        IssueField::Present(_) => t!("present"),
        IssueField::Steps(_) => t!("field-state"),
    }
}

/// What a field of a promise is called.
pub(super) fn promise_label(field: &CommitmentField) -> String {
    match field {
        CommitmentField::Partner(_) => t!("partner"),
        CommitmentField::Visit(_) => t!("record-visit"),
        CommitmentField::Issue(_) => t!("record-issue"),
        CommitmentField::Party(_) => t!("promised-by"),
        CommitmentField::Who(_) => t!("promise-who"),
        CommitmentField::To(_) => t!("promise-to"),
        CommitmentField::Text(_) => t!("promise-text"),
        CommitmentField::Due(_) => t!("due"),
        CommitmentField::Made(_) => t!("promise-made"),
        CommitmentField::Zone(_) => t!("zone"),
        CommitmentField::Moves(_) => t!("promise-moved"),
        CommitmentField::Ended(_) => t!("field-state"),
        CommitmentField::Observation(_) => t!("record-note"),
    }
}

/// What a field of a sign-off is called; empty for what only the app knows what to do with.
pub(super) fn sign_off_label(field: &SignOffField) -> String {
    match field {
        SignOffField::Of(_) => t!("record-issue"),
        SignOffField::Party(_) | SignOffField::Who(_) | SignOffField::Name(_) => t!("name"),
        SignOffField::Text(_) => t!("signed-text"),
        SignOffField::Translation(_) | SignOffField::Language(_) => t!("translation"),
        SignOffField::When(_) => t!("field-when"),
        SignOffField::Zone(_) => t!("zone"),
        SignOffField::Hash(_) | SignOffField::Content(_) | SignOffField::Strokes(_) => String::new(),
    }
}

/// Somebody who is no record that could be asked for.
fn bare(who: Option<&Attendee>) -> String {
    match who {
        Some(Attendee::Name(name)) => name.clone(),
        Some(Attendee::Member(_)) => t!("record-member"),
        Some(Attendee::Contact(_)) | None => String::new(),
    }
}

fn contact(who: Option<&Attendee>) -> Option<RecordRef> {
    match who {
        Some(Attendee::Contact(id)) => Some((*id).into()),
        _ => None,
    }
}

/// A step: `Raised, today 14:20: at the machine`.
fn step_words(step: &Step) -> String {
    let when = zones::moment(step.when, "", clock::now());
    let words = format!("{}, {when}", step.means().label());
    if step.note.trim().is_empty() { words } else { format!("{words}: {}", step.note) }
}

/// A move: `Tue 3 Feb → Mon 9 Feb: customs`.
pub fn move_words(moved: &Move) -> String {
    let day = |day| match day {
        Some(day) => days::words(day, clock::now()),
        None => t!("no-day"),
    };
    let words = format!("{} → {}", day(moved.from), day(moved.to));
    if moved.why.trim().is_empty() { words } else { format!("{words}: {}", moved.why) }
}

/// An end: `Kept, Tue 3 Feb: by courier`.
fn ended_words(ended: Option<&Ended>) -> String {
    let Some(ended) = ended else { return String::new() };
    let words = format!("{}, {}", ended.ending.label(), days::words(ended.on, clock::now()));
    if ended.note.trim().is_empty() { words } else { format!("{words}: {}", ended.note) }
}

/// What a field of an issue holds.
pub(super) fn issue_value(field: &IssueField) -> String {
    use IssueField as F;
    match field {
        F::Text(text) | F::Area(text) | F::Order(text) | F::Product(text) | F::Line(text) => text.clone(),
        F::Why1(text) | F::Why2(text) | F::Why3(text) | F::Why4(text) | F::Why5(text) | F::Agreed(text) => text.clone(),
        F::Severity(severity) => severity.label(),
        F::Noticed(at) => zones::moment(*at, "", clock::now()),
        F::Zone(zone) => zones::city(zone),
        F::Ours(who) | F::Theirs(who) => bare(who.as_ref()),
        F::Present(who) => bare(Some(who)),
        F::Steps(step) => step_words(step),
        F::Partner(_) | F::Visit(_) | F::Observation(_) => String::new(),
    }
}

/// What a field of a promise holds.
pub(super) fn promise_value(field: &CommitmentField) -> String {
    use CommitmentField as F;
    match field {
        F::Party(party) => party.label(),
        F::Who(who) | F::To(who) => bare(who.as_ref()),
        F::Text(text) => text.clone(),
        F::Due(day) => day.map(|day| days::words(day, clock::now())).unwrap_or_default(),
        F::Made(at) => zones::moment(*at, "", clock::now()),
        F::Zone(zone) => zones::city(zone),
        F::Moves(moved) => move_words(moved),
        F::Ended(ended) => ended_words(ended.as_ref()),
        F::Partner(_) | F::Visit(_) | F::Issue(_) | F::Observation(_) => String::new(),
    }
}

/// What a field of a sign-off holds.
pub(super) fn sign_off_value(field: &SignOffField) -> String {
    use SignOffField as F;
    match field {
        F::Party(party) => party.label(),
        F::Who(who) => bare(who.as_ref()),
        F::Name(text) | F::Text(text) | F::Translation(text) | F::Language(text) => text.clone(),
        F::When(at) => zones::moment(*at, "", clock::now()),
        F::Zone(zone) => zones::city(zone),
        F::Of(_) | F::Hash(_) | F::Content(_) | F::Strokes(_) => String::new(),
    }
}

/// The record that a field of an issue names.
pub(super) fn issue_reference(field: &IssueField) -> Option<RecordRef> {
    match field {
        IssueField::Partner(id) => id.map(RecordRef::from),
        IssueField::Visit(id) => id.map(RecordRef::from),
        IssueField::Observation(id) => id.map(RecordRef::from),
        IssueField::Ours(who) | IssueField::Theirs(who) => contact(who.as_ref()),
        IssueField::Present(who) => contact(Some(who)),
        _ => None,
    }
}

/// The record that a field of a promise names.
pub(super) fn promise_reference(field: &CommitmentField) -> Option<RecordRef> {
    match field {
        CommitmentField::Partner(id) => id.map(RecordRef::from),
        CommitmentField::Visit(id) => id.map(RecordRef::from),
        CommitmentField::Issue(id) => id.map(RecordRef::from),
        CommitmentField::Observation(id) => id.map(RecordRef::from),
        CommitmentField::Who(who) | CommitmentField::To(who) => contact(who.as_ref()),
        _ => None,
    }
}

/// The record that a field of a sign-off names.
pub(super) fn sign_off_reference(field: &SignOffField) -> Option<RecordRef> {
    match field {
        SignOffField::Of(of) => *of,
        SignOffField::Who(who) => contact(who.as_ref()),
        _ => None,
    }
}
