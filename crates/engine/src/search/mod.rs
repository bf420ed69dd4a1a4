//! Full-text search over everything.

use floorbook_domain::AnyRecord;
use rusqlite::Connection;

use crate::{fail::Result, store::record::RecordRow};

/// Makes the search index where there is none.
pub(crate) fn create(_db: &Connection) -> Result<()> {
    Ok(())
}

/// Puts what a record says now into the index, in place of what it said before.
pub(crate) fn put(
    _db: &Connection,
    _row: &mut RecordRow,
    _before: Option<&AnyRecord>,
    _record: &AnyRecord,
) -> Result<()> {
    Ok(())
}

/// Takes everything out of the index, for a rebuild from the log.
pub(crate) fn clear(_db: &Connection) -> Result<()> {
    Ok(())
}

/// Takes the records of a notebook that is being removed out of the index.
pub(crate) fn forget_notebook(_db: &Connection, _notebook: i64) -> Result<()> {
    Ok(())
}
