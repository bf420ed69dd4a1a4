//! Two records that are the same partner or person: made one, and parted again.
//!
//! Merging is one field (`merged_into`) of the record that steps back; the engine shows what pointed
//! to it at the one that stays. So nothing is copied, and taking the field back undoes all of it.

mod banner;
mod doubles;
mod parts;
mod same_as;

use floorbook_domain::{ContactField, Field, Kind, PartnerField, RecordRef};
use floorbook_port::{Command, ErrorCode, Failure, Write};

pub use banner::MergedBanner;
pub use doubles::{DoublesBanner, DoublesPage};
pub use parts::MergedParts;
pub use same_as::SameAs;

use super::paths;
use crate::{engine, frame::notices::Notices, t};

/// The field that says what a record turned out to be; only partners and people have one.
fn merged_into(record: RecordRef, into: Option<RecordRef>) -> Option<Field> {
    let into = into.map(|into| into.id);
    match record.kind {
        Kind::Partner => Some(PartnerField::MergedInto(into.map(Into::into)).into()),
        Kind::Contact => Some(ContactField::MergedInto(into.map(Into::into)).into()),
        _ => None,
    }
}

/// The page of a partner or a person.
fn path(record: RecordRef) -> String {
    match record.kind {
        Kind::Partner => paths::partner(record.id.into()),
        _ => paths::person(record.id.into()),
    }
}

/// The revision of a record now, and the fields that it holds.
async fn look(record: RecordRef) -> Option<(u64, Vec<Field>)> {
    let (seen, found) = engine::record(record).await.ok()??;
    Some((seen, found.fields()))
}

/// Writes that `from` is `into`. Answers whether it was done.
async fn make_one(from: RecordRef, into: RecordRef, notices: Notices) -> bool {
    let Some((seen, _)) = look(from).await else {
        notices.trouble(&Failure::new(ErrorCode::NotFound, "one of the two is not here"));
        return false;
    };
    let write = Write::edit(from, seen, merged_into(from, Some(into)).into_iter().collect());
    let id = engine::command_id();
    let done = engine::call_as(id, Command::Write(vec![write]), Vec::new()).await;
    notices.done_or_trouble(id, t!("merged"), done)
}
