//! What is being typed: kept beside the log, in its own rows, until it becomes a change.

use floorbook_domain::{Instant, RecordRef};
use floorbook_port::{Composer, Draft, DraftKey, Recovered, TabId, Write};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    author::Author,
    fail::Result,
    store::{log, record::parent_key},
};

/// How long a finished draft is remembered, in milliseconds.
const REMEMBERED: i64 = 90 * 86_400_000;

/// Letters of a text shown in the notice after a crash.
const SHOWN: usize = 120;

fn composer_key(key: DraftKey) -> Vec<u8> {
    match key.composer {
        Composer::Record(record) => parent_key(record),
    }
}

/// What is known of a draft.
struct Known {
    /// The newest revision that was kept or became a record.
    revision: u64,
    /// The draft itself; or, once it is finished, the revisions of the record that it made.
    body: String,
}

impl Known {
    fn find(db: &Connection, key: DraftKey) -> Result<Option<Known>> {
        let found = db
            .prepare_cached("SELECT revision, body FROM draft WHERE tab = ?1 AND composer = ?2")?
            .query_row(params![key.tab.0.as_bytes(), composer_key(key)], |row| {
                Ok(Known { revision: row.get::<_, i64>(0)?.cast_unsigned(), body: row.get(1)? })
            })
            .optional()?;
        Ok(found)
    }

    /// The revisions that a finished draft made of its record; `None` while it is not finished.
    fn finished(&self) -> Option<Vec<u64>> {
        serde_json::from_str(&self.body).ok()
    }

    /// The revisions that earlier ones of this draft made of its record, as far as that is known.
    fn made(&self, key: DraftKey) -> Vec<u64> {
        let Composer::Record(record) = key.composer;
        self.finished().unwrap_or_else(|| {
            let draft: Option<Draft> = serde_json::from_str(&self.body).ok();
            let writes = draft.into_iter().flat_map(|draft| draft.writes);
            writes.filter(|write| write.record == record).flat_map(|write| write.made).collect()
        })
    }
}

/// Keeps a draft, unless a newer revision is known: a message that was overtaken must not bring back
/// what has become a record.
pub(crate) fn save(db: &Connection, draft: &Draft) -> Result<()> {
    let known = Known::find(db, draft.key)?;
    if known.as_ref().is_some_and(|known| known.revision >= draft.revision) {
        return Ok(());
    }
    let mut draft = draft.clone();
    tell(&mut draft.writes, draft.key, known.as_ref());
    let body = serde_json::to_string(&draft)?;
    put(db, draft.key, draft.revision, draft.at, &body)
}

/// Tells the writes of a draft what earlier revisions of it made, where their author could not know.
fn tell(writes: &mut [Write], key: DraftKey, known: Option<&Known>) {
    let Composer::Record(record) = key.composer;
    let made = known.map(|known| known.made(key)).unwrap_or_default();
    for write in writes.iter_mut().filter(|write| write.record == record) {
        let new: Vec<u64> = made.iter().filter(|made| !write.made.contains(made)).copied().collect();
        write.made.extend(new);
    }
}

fn put(db: &Connection, key: DraftKey, revision: u64, at: Instant, body: &str) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO draft (tab, composer, revision, at, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![key.tab.0.as_bytes(), composer_key(key), revision.cast_signed(), at.0, body])?;
    Ok(())
}

/// Forgets finished drafts of long ago: no message about them is on its way any more.
fn forget_old(db: &Connection, now: Instant) -> Result<()> {
    db.prepare_cached("DELETE FROM draft WHERE at < ?1 AND substr(body, 1, 1) <> '{'")?
        .execute(params![now.plus_millis(-REMEMBERED).0])?;
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
    /// Makes a draft its records, once: answers the revision that this made of the draft's own record, 0
    /// for none; the same again where it was made already.
    pub(crate) fn finish_draft(&mut self, key: DraftKey, revision: u64, writes: &[Write]) -> Result<u64> {
        let known = Known::find(self.db, key)?;
        let finished = known.as_ref().filter(|known| known.revision >= revision).and_then(Known::finished);
        if let Some(made) = finished {
            return Ok(made.last().copied().unwrap_or(0));
        }
        let mut writes = writes.to_vec();
        tell(&mut writes, key, known.as_ref());
        let before = self.rows.len();
        self.write(&writes)?;
        self.finished(key, revision, known, before)
    }

    /// Throws a draft away up to `revision`.
    pub(crate) fn drop_draft(&mut self, key: DraftKey, revision: u64) -> Result<()> {
        let known = Known::find(self.db, key)?;
        self.finished(key, revision, known, self.rows.len()).map(drop)
    }

    /// Notes that a draft is finished up to `revision`, with what the changes after the first `before` of
    /// this command made of its record; a newer revision stays.
    fn finished(&self, key: DraftKey, revision: u64, known: Option<Known>, before: usize) -> Result<u64> {
        let Composer::Record(record) = key.composer;
        let made = log::last_of(self.db, record, &self.rows[before..])?.cast_unsigned();
        if known.as_ref().is_some_and(|known| known.revision > revision) {
            return Ok(made);
        }
        let mut all = known.map(|known| known.made(key)).unwrap_or_default();
        all.extend(Some(made).filter(|made| *made > 0));
        put(self.db, key, revision, self.now, &serde_json::to_string(&all)?)?;
        Ok(made)
    }

    /// Turns the drafts of tabs that are gone into changes.
    pub(crate) fn recover_drafts(&mut self, alive: &[TabId]) -> Result<Vec<Recovered>> {
        let mut recovered = Vec::new();
        for draft in left_over(self.db, alive)? {
            let before = self.rows.len();
            if !draft.text.trim().is_empty() {
                self.write(&draft.writes)?;
            }
            let known = Known::find(self.db, draft.key)?;
            self.finished(draft.key, draft.revision, known, before)?;
            // A draft whose words had all become a change already brings nothing back.
            if self.rows.len() > before {
                let Composer::Record(record) = draft.key.composer;
                recovered.push(notice(record, &draft));
            }
        }
        forget_old(self.db, self.now)?;
        Ok(recovered)
    }
}

fn notice(record: RecordRef, draft: &Draft) -> Recovered {
    let text: String = draft.text.trim().chars().take(SHOWN).collect();
    Recovered { record, text, written: draft.at, recording: false }
}
