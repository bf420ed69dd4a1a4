//! Bringing what older builds derived up to this one.
//!
//! What a newer version writes is kept by an older one, but nothing is made of it: kinds of records that it does
//! not know. The build that knows them finds them in the log.

use rusqlite::{Connection, params};

use crate::{
    change::Change,
    fail::Result,
    rebuild,
    store::record::{self, RecordRow},
};

/// Under this name a setting says that what is derived was derived by an older build.
const DERIVE: &str = "derive";

/// The kinds that the builds with the second schema knew.
const KNOWN_BEFORE: u8 = 7;

/// Derives what older builds could not, once. Cut off, it begins anew at the next opening.
pub(crate) fn derive(db: &Connection) -> Result<()> {
    let is_due = db.prepare_cached("SELECT 1 FROM setting WHERE name = ?1")?.exists([DERIVE])?;
    if !is_due {
        return Ok(());
    }
    let txn = db.unchecked_transaction()?;
    if log_knows_more(&txn)? {
        rebuild::rebuild_in(&txn)?;
    } else {
        mark_what_waits(&txn)?;
    }
    txn.execute("DELETE FROM setting WHERE name = ?1", [DERIVE])?;
    txn.commit()?;
    Ok(())
}

/// Whether the log has something about kinds of records that older builds passed over.
fn log_knows_more(db: &Connection) -> Result<bool> {
    let mut changes = db.prepare("SELECT hash, body FROM change")?;
    let mut rows = changes.query([])?;
    while let Some(row) = rows.next()? {
        let name = floorbook_domain::Hash(row.get(0)?);
        // One that is damaged is passed over here as everywhere.
        let Ok(change) = Change::read(name, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?) else {
            continue;
        };
        if change.ops.iter().filter_map(|op| op.record()).any(|record| record.kind.number() > KNOWN_BEFORE) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notes of old may wait for an answer.
fn mark_what_waits(db: &Connection) -> Result<()> {
    let sql = format!("SELECT {} FROM record r WHERE r.kind = 5", RecordRow::COLUMNS);
    let mut notes = db.prepare(&sql)?;
    let mut waiting = Vec::new();
    for row in notes.query_map([], |row| RecordRow::read(row, 0))? {
        let row = row?;
        waiting.extend(record::waits(&row.record()).then_some(row.number));
    }
    let mut mark = db.prepare("UPDATE record SET waits = 1 WHERE number = ?1")?;
    for number in waiting {
        mark.execute(params![number])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Entropy, Opening,
        apply::apply,
        change::{Op, VERSION, name_of},
        hlc::Hlc,
        search::Lately,
        store::{
            Store,
            log::{self, Logged},
        },
    };
    use floorbook_domain::{DeviceId, Field, Instant, IssueField, IssueId, MemberId, RecordRef};

    struct Fixed;

    impl Entropy for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(5);
        }
    }

    #[test]
    fn what_an_older_build_took_in_and_could_not_read_is_there_after_the_update() {
        let opening = Opening {
            main: ":memory:".into(),
            content: ":memory:".into(),
            vfs: None,
            key: [7; 32],
            now: Instant(0),
            entropy: Box::new(Fixed),
        };
        let db = Store::open_one(&opening, ":memory:", opening.key, true).unwrap();
        db.execute("INSERT INTO notebook (number, id, kind) VALUES (1, x'01', 0)", []).unwrap();
        let record = RecordRef::from(IssueId::from_bytes([1; 16]));
        let field: Field = IssueField::Area("Linking".into()).into();
        let change = Change {
            version: VERSION,
            device: DeviceId::from_bytes([1; 16]),
            seq: 1,
            hlc: Hlc::default(),
            deps: Vec::new(),
            author: MemberId::from_bytes([2; 16]),
            ops: vec![Op::Put { record, field: field.number(), value: field.encode(), over: Vec::new() }],
        };
        let body = change.encode();
        let name = name_of(&body);
        let row = log::append(&db, 1, &change, name, &body).unwrap().unwrap();
        let shown = |db: &Connection| -> (i64, i64) {
            db.query_row("SELECT count(*), coalesce(sum(waits), 0) FROM record WHERE hidden = 0", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap()
        };
        // The older build appended it to its log and made nothing of it.
        assert_eq!(shown(&db), (0, 0));
        derive(&db).unwrap();
        assert_eq!(shown(&db), (0, 0), "nothing is due in a database that this build made");
        db.execute("INSERT INTO setting (name, value) VALUES (?1, '')", [DERIVE]).unwrap();
        derive(&db).unwrap();
        assert_eq!(shown(&db), (1, 1));
        // As if it had been read at once.
        let mut lately = Lately::default();
        let again = apply(&db, 1, &Logged { row, name, change }, &mut lately).unwrap();
        assert_eq!((again.written.len(), shown(&db)), (1, (1, 1)));
        assert!(!db.prepare("SELECT 1 FROM setting WHERE name = ?1").unwrap().exists([DERIVE]).unwrap());
    }
}
