//! One record as the engine holds it, whatever its kind.

use floorbook_domain::{AnyRecord, Kind, RecordRef};
use floorbook_port::{Failure, Query, View};

use super::ask;

/// A record with its revision; nothing for kinds that no page is about.
///
/// # Errors
/// The engine's failure.
pub async fn record(record: RecordRef) -> Result<Option<(u64, AnyRecord)>, Failure> {
    let id = record.id;
    let query = match record.kind {
        Kind::Partner => Query::Partner(id.into()),
        Kind::Site => Query::Site(id.into()),
        Kind::Contact => Query::Contact(id.into()),
        Kind::Visit => Query::Visit(id.into()),
        Kind::Observation => Query::Observation(id.into()),
        Kind::Issue => Query::Issue(id.into()),
        Kind::Commitment => Query::Commitment(id.into()),
        Kind::Attachment | Kind::Member | Kind::SignOff => return Ok(None),
    };
    let found = match ask(query).await? {
        View::Partner(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Site(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Contact(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Visit(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Observation(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Issue(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Commitment(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        _ => return Ok(None),
    };
    Ok(Some(found))
}
