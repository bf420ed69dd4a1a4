//! What is being typed: kept beside the log, in its own rows, until it becomes a change.

use floorbook_domain::RecordRef;
use floorbook_port::{Composer, Draft, DraftKey, Recovered, TabId};
use rusqlite::{Connection, params};

use crate::{author::Author, fail::Result, store::record::parent_key};

/// Letters of a text shown in the notice after a crash.
const SHOWN: usize = 120;

fn composer_key(key: DraftKey) -> Vec<u8> {
    match key.composer {
        Composer::Record(record) => parent_key(record),
    }
}

/// Keeps a draft, unless a newer revision is kept already.
pub(crate) fn save(db: &Connection, draft: &Draft) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO draft (tab, composer, revision, at, body) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET revision = excluded.revision, at = excluded.at, body = excluded.body
         WHERE excluded.revision > revision",
    )?
    .execute(params![
        draft.key.tab.0.as_bytes(),
        composer_key(draft.key),
        draft.revision.cast_signed(),
        draft.at.0,
        serde_json::to_string(draft)?,
    ])?;
    Ok(())
}

/// Clears a draft up to `revision`; a newer one stays.
pub(crate) fn drop(db: &Connection, key: DraftKey, revision: u64) -> Result<()> {
    db.prepare_cached("DELETE FROM draft WHERE tab = ?1 AND composer = ?2 AND revision <= ?3")?.execute(params![
        key.tab.0.as_bytes(),
        composer_key(key),
        revision.cast_signed()
    ])?;
    Ok(())
}

fn left_over(db: &Connection, alive: &[TabId]) -> Result<Vec<Draft>> {
    let mut rows = db.prepare_cached("SELECT body FROM draft ORDER BY at")?;
    let bodies = rows.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    // A draft of another version that cannot be read stays where it is, for that version.
    let drafts = bodies.iter().filter_map(|body| serde_json::from_str::<Draft>(body).ok());
    Ok(drafts.filter(|draft| !alive.contains(&draft.key.tab)).collect())
}

impl Author<'_> {
    /// Turns the drafts of tabs that are gone into changes.
    pub(crate) fn recover_drafts(&mut self, alive: &[TabId]) -> Result<Vec<Recovered>> {
        let mut recovered = Vec::new();
        for draft in left_over(self.db, alive)? {
            let before = self.rows.len();
            if !draft.text.trim().is_empty() {
                self.write(&draft.writes)?;
            }
            drop(self.db, draft.key, draft.revision)?;
            // A draft whose words had all become a change already brings nothing back.
            if self.rows.len() > before {
                let Composer::Record(record) = draft.key.composer;
                recovered.push(notice(record, &draft));
            }
        }
        Ok(recovered)
    }
}

fn notice(record: RecordRef, draft: &Draft) -> Recovered {
    let text: String = draft.text.trim().chars().take(SHOWN).collect();
    Recovered { record, text, written: draft.at, recording: false }
}
