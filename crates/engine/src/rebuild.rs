//! Throwing everything derived away and making it again from the log.

use rusqlite::{Connection, TransactionBehavior, params};

use crate::{
    apply::apply,
    change::Change,
    clash,
    fail::Result,
    search::{self, Lately},
    store::{Store, log::Logged},
};

/// Rebuilds all that is derived from the log. What it made step by step and what this makes are equal.
pub(crate) fn rebuild(store: &mut Store) -> Result<()> {
    let txn = store.main.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rebuild_in(&txn)?;
    txn.commit()?;
    Ok(())
}

/// The same inside a transaction.
pub(crate) fn rebuild_in(txn: &Connection) -> Result<()> {
    search::clear(txn)?;
    clash::clear(txn)?;
    txn.execute_batch(
        "DELETE FROM record; DELETE FROM touched; DELETE FROM link; DELETE FROM word;
         DELETE FROM attached;",
    )?;
    replay(txn)
}

/// Applies every change of the log, in the order of their arrival. One that is not what its name
/// says is passed over; its bytes stay.
pub(crate) fn replay(db: &Connection) -> Result<()> {
    let mut next = db.prepare("SELECT row, notebook, hash, body FROM change WHERE row > ?1 ORDER BY row LIMIT 1")?;
    let (mut after, mut lately) = (0_i64, Lately::default());
    loop {
        let mut rows = next.query(params![after])?;
        let Some(found) = rows.next()? else { return Ok(()) };
        let (row, notebook, hash): (i64, i64, [u8; 32]) = (found.get(0)?, found.get(1)?, found.get(2)?);
        let name = floorbook_domain::Hash(hash);
        let read = Change::read(name, found.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?);
        if let Ok(change) = read {
            apply(db, notebook, &Logged { row, name, change }, &mut lately)?;
        }
        after = row;
    }
}
