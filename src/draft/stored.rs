//! What the engine holds of a record.

use floorbook_domain::{AnyRecord, Field, Kind, RecordRef};
use floorbook_port::{Failure, Query, View};

use crate::engine;

/// The revision of a record and its fields; nothing for kinds that no composer with prose is about.
pub(super) async fn fields(record: RecordRef) -> Result<Option<(u64, Vec<Field>)>, Failure> {
    let id = record.id;
    let query = match record.kind {
        Kind::Partner => Query::Partner(id.into()),
        Kind::Site => Query::Site(id.into()),
        Kind::Contact => Query::Contact(id.into()),
        Kind::Visit => Query::Visit(id.into()),
        Kind::Observation => Query::Observation(id.into()),
        Kind::Attachment | Kind::Member => return Ok(None),
    };
    let (seen, record) = match engine::ask(query).await? {
        View::Partner(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Site(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Contact(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Visit(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        View::Observation(view) => (view.found.seen, AnyRecord::from(view.found.record)),
        _ => return Ok(None),
    };
    Ok(Some((seen, record.fields())))
}
