//! Applying changes: what they make of the records they are about, and everything derived from
//! that (columns, links, words, search). A change applied here may be our own or another device's,
//! in any order: the result is the same.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{AnyRecord, Field, Kind, ObservationField, PartnerField, RecordRef};
use rusqlite::{Connection, params};

use crate::{
    attached,
    change::{Op, OpName},
    clash,
    fail::Result,
    merges, notebooks,
    prose::Prose,
    search::{self, Lately},
    state::{Origin, RecordState, Seen},
    store::{
        log::{self, Logged},
        record::{self, DELETED, RecordRow, SHOWN, WITH_PARENT, parent_key},
    },
    version::Version,
};

/// How deep records may lie in each other: attachment, observation, visit, site, partner. A guard
/// against a loop of parents that no app of ours makes.
const DEPTH: usize = 8;

/// What a change did.
pub(crate) struct Applied {
    /// The records that it wrote.
    pub(crate) written: BTreeSet<RecordRef>,
    /// Others that look different for it: they stand for a record that it wrote, or did until now.
    pub(crate) concerned: BTreeSet<RecordRef>,
}

/// Applies a change that was just appended to the log of `notebook`. `lately` is of the transaction in which this is
/// done, and of no other.
pub(crate) fn apply(db: &Connection, notebook: i64, logged: &Logged, lately: &mut Lately) -> Result<Applied> {
    let mut parts: BTreeMap<RecordRef, Vec<(usize, &Op)>> = BTreeMap::new();
    for (place, op) in logged.change.ops.iter().enumerate() {
        if let Some(record) = op.record() {
            parts.entry(record).or_default().push((place, op));
        }
    }
    let mut written = BTreeSet::new();
    let mut parents = BTreeSet::new();
    let mut same = BTreeSet::new();
    let mut new = Vec::new();
    for (reference, ops) in parts {
        // The first version kept one's own name in the personal notebook; it belongs where colleagues read it.
        if reference.kind == Kind::Member && notebooks::personal(db)? == Some(notebook) {
            continue;
        }
        if let Some(concerned) = apply_to_record(db, notebook, logged, reference, &ops, lately)? {
            written.insert(reference);
            parents.extend(concerned.parents);
            new.extend(concerned.new.then_some(reference));
            let may_stand_for_others = concerned.new && merges::field(reference.kind, None).is_some();
            same.extend((concerned.merged || may_stand_for_others).then_some(reference));
        }
    }
    let mut settled = BTreeSet::new();
    for reference in written.iter().copied().chain(parents) {
        settle(db, reference, &mut settled, &mut same)?;
    }
    for reference in new {
        tell_children(db, reference, &mut same)?;
    }
    let concerned = merges::settle(db, &same)?;
    Ok(Applied { written, concerned })
}

/// What else the operations on a record concern.
struct Concerned {
    /// The records whose parts it was among, or is.
    parents: Vec<RecordRef>,
    /// Whether it was merged into another record, or parted from one.
    merged: bool,
    /// Whether nothing of it was here before.
    new: bool,
}

/// Applies operations to one record; `None` where it belongs to another notebook, which is noted: a log writes only
/// to its own records.
fn apply_to_record(
    db: &Connection,
    notebook: i64,
    logged: &Logged,
    reference: RecordRef,
    ops: &[(usize, &Op)],
    lately: &mut Lately,
) -> Result<Option<Concerned>> {
    let known = record::load(db, reference)?;
    let new = known.is_none();
    let mut row = match known {
        Some(row) if row.notebook != notebook => {
            clash::note(db, notebook, &logged.name)?;
            return Ok(None);
        }
        Some(row) => row,
        None => RecordRow {
            number: record::next_number(db)?,
            reference,
            notebook,
            // A delete that arrives before its record leaves a row that nobody is shown yet.
            hidden: DELETED,
            found: None,
            state: RecordState::default(),
        },
    };
    let before = row.state.exists().then(|| row.record());
    log::touch(db, reference, logged.row)?;
    let change = &logged.change;
    for (place, op) in ops {
        let name = OpName::of(&logged.name, *place);
        let (device, seq, hlc, author) = (change.device, change.seq, change.hlc, change.author);
        let place = u32::try_from(*place).unwrap_or(u32::MAX);
        row.state.take(op, Origin { name, place, device, seq, hlc, author, row: logged.row });
    }
    read_texts(db, &mut row, ops)?;
    let after = row.record();
    if row.state.exists() {
        search::put(db, &mut row, before.as_ref(), &after, lately)?;
        link(db, reference, before.as_ref(), &after)?;
        count_words(db, notebook, before.as_ref(), &after)?;
        attached::keep(db, notebook, reference, &after)?;
    }
    let parent_of = |record: &AnyRecord| record.common().parent();
    if new && row.state.exists() && row.state.deletions.is_empty() {
        // What settling would find, so that the row need not be written again.
        row.hidden = under(db, parent_of(&after))?;
    }
    record::save(db, &row, &after, new)?;
    let parents = before.iter().filter_map(parent_of).chain(parent_of(&after)).collect();
    let merged_before = before.and_then(|before| before.common().merged_into());
    Ok(Some(Concerned { parents, new, merged: merged_before != after.common().merged_into() }))
}

/// Makes the texts that `ops` spliced read as all their splices make them.
fn read_texts(db: &Connection, row: &mut RecordRow, ops: &[(usize, &Op)]) -> Result<()> {
    let mut spliced: BTreeMap<u16, Vec<&[u8]>> = BTreeMap::new();
    for (_, op) in ops {
        if let Op::Splice { field, update, .. } = op {
            spliced.entry(*field).or_default().push(update);
        }
    }
    for (field, new) in spliced {
        let splices = row.state.texts.get(&field).map_or(0, |text| text.splices as usize);
        let text = if splices == new.len() {
            Prose::read(&new)
        } else {
            prose(db, row.reference, field, Seen::upto(i64::MAX), 0)?.text()
        };
        row.state.read_text(field, text);
    }
    Ok(())
}

/// A text as those of its splices make it that were seen, to be edited as `client`.
pub(crate) fn prose(db: &Connection, record: RecordRef, field: u16, seen: Seen<'_>, client: u64) -> Result<Prose> {
    let changes = log::of_record(db, record)?;
    let ops = changes.iter().filter(|logged| seen.has(logged.row)).flat_map(|logged| &logged.change.ops);
    let splices = ops.filter_map(|op| match op {
        Op::Splice { record: of, field: number, update } if *of == record && *number == field => {
            Some(update.as_slice())
        }
        _ => None,
    });
    Ok(Prose::of(splices, client))
}

/// Keeps the links of a record: which records it names.
fn link(db: &Connection, record: RecordRef, before: Option<&AnyRecord>, after: &AnyRecord) -> Result<()> {
    let old: BTreeSet<_> = before.map(|record| record.common().links()).into_iter().flatten().collect();
    let new: BTreeSet<_> = after.common().links().into_iter().collect();
    for (field, target) in old.difference(&new) {
        db.prepare_cached("DELETE FROM link WHERE target = ?1 AND field = ?2 AND record = ?3")?.execute(params![
            parent_key(*target),
            field,
            parent_key(record)
        ])?;
    }
    for (field, target) in new.difference(&old) {
        db.prepare_cached("INSERT OR IGNORE INTO link (target, field, record) VALUES (?1, ?2, ?3)")?
            .execute(params![parent_key(*target), field, parent_key(record)])?;
    }
    Ok(())
}

/// The words of a record that are offered again, each with the number of its field.
fn words(record: &AnyRecord) -> BTreeSet<(u16, String)> {
    let mut words = BTreeSet::new();
    for field in record.fields() {
        let word = match &field {
            Field::Observation(ObservationField::Area(word) | ObservationField::Tags(word))
            | Field::Partner(PartnerField::Products(word) | PartnerField::Tags(word)) => word,
            Field::Contact(floorbook_domain::ContactField::Tags(word)) => word,
            _ => continue,
        };
        if !word.trim().is_empty() {
            words.insert((field.number(), word.trim().to_owned()));
        }
    }
    words
}

/// Keeps count of how often each word is used.
fn count_words(db: &Connection, notebook: i64, before: Option<&AnyRecord>, after: &AnyRecord) -> Result<()> {
    let old = before.map(words).unwrap_or_default();
    let new = words(after);
    let kind = after.kind().number();
    for (field, word) in old.difference(&new) {
        db.prepare_cached(
            "UPDATE word SET uses = uses - 1 WHERE notebook = ?1 AND kind = ?2 AND field = ?3 AND word = ?4",
        )?
        .execute(params![notebook, kind, field, word])?;
        db.prepare_cached(
            "DELETE FROM word WHERE notebook = ?1 AND kind = ?2 AND field = ?3 AND word = ?4 AND uses <= 0",
        )?
        .execute(params![notebook, kind, field, word])?;
    }
    for (field, word) in new.difference(&old) {
        db.prepare_cached(
            "INSERT INTO word (notebook, kind, field, word, uses) VALUES (?1, ?2, ?3, ?4, 1)
             ON CONFLICT DO UPDATE SET uses = uses + 1",
        )?
        .execute(params![notebook, kind, field, word])?;
    }
    Ok(())
}

/// Finds out whether a record and the records it is part of are hidden, and tells their children.
/// Adds those that were hidden or shown by it to `turned`. Those in `settled` were seen to since anything was
/// written: what hides a record's parent also tells its children.
fn settle(
    db: &Connection,
    reference: RecordRef,
    settled: &mut BTreeSet<RecordRef>,
    turned: &mut BTreeSet<RecordRef>,
) -> Result<()> {
    let mut next = Some(reference);
    for _ in 0..DEPTH {
        let Some(reference) = next.filter(|reference| settled.insert(*reference)) else { return Ok(()) };
        let Some(standing) = record::standing(db, reference)? else { return Ok(()) };
        let parent = standing.parent.filter(|parent| *parent != reference);
        // A record that was shown exists, and what nobody deletes is hidden with its parent or not at all.
        let cannot_turn = !standing.has_deletes && standing.hidden != DELETED && standing.hidden == under(db, parent)?;
        if !cannot_turn && let Some(row) = record::load(db, reference)? {
            hide(db, &row, parent, DEPTH, turned)?;
        }
        next = parent;
    }
    Ok(())
}

/// Whether a record that nobody deleted is hidden, by the one that it is part of.
fn under(db: &Connection, parent: Option<RecordRef>) -> Result<i64> {
    let hidden = parent.map_or(Ok(None), |parent| record::hidden(db, parent))?;
    Ok(if hidden.is_some_and(|hidden| hidden != SHOWN) { WITH_PARENT } else { SHOWN })
}

/// Tells the children of a record whose row is new that it is hidden: they came before it, and so did its delete.
fn tell_children(db: &Connection, reference: RecordRef, turned: &mut BTreeSet<RecordRef>) -> Result<()> {
    if record::hidden(db, reference)?.is_some_and(|hidden| hidden != SHOWN) {
        for child in record::children(db, reference)? {
            hide(db, &child, Some(reference), DEPTH - 1, turned)?;
        }
    }
    Ok(())
}

/// Sets whether a record is hidden; where that changed, its children follow.
fn hide(
    db: &Connection,
    row: &RecordRow,
    parent: Option<RecordRef>,
    depth: usize,
    turned: &mut BTreeSet<RecordRef>,
) -> Result<()> {
    let hidden = if !row.state.exists() || is_deleted(db, row)? { DELETED } else { under(db, parent)? };
    let before = record::hidden(db, row.reference)?.unwrap_or(SHOWN);
    if hidden != before {
        db.prepare_cached("UPDATE record SET hidden = ?2 WHERE number = ?1")?.execute(params![row.number, hidden])?;
        turned.insert(row.reference);
    }
    if depth > 0 && hidden != before {
        for child in record::children(db, row.reference)? {
            hide(db, &child, Some(row.reference), depth - 1, turned)?;
        }
    }
    Ok(())
}

/// Whether a delete of it had seen every change to it and to its children in the same log.
fn is_deleted(db: &Connection, row: &RecordRow) -> Result<bool> {
    if row.state.deletions.is_empty() {
        return Ok(false);
    }
    let mut touched = row.state.touched.clone();
    touched_below(db, row, &mut touched, DEPTH)?;
    Ok(row.state.is_deleted(&touched))
}

fn touched_below(db: &Connection, row: &RecordRow, touched: &mut Version, depth: usize) -> Result<()> {
    if depth == 0 {
        return Ok(());
    }
    // Private remarks lie in another log: whether they exist decides nothing for others.
    for child in record::children(db, row.reference)?.iter().filter(|child| child.notebook == row.notebook) {
        for (device, seq) in &child.state.touched.0 {
            touched.add(*device, *seq);
        }
        touched_below(db, child, touched, depth - 1)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Entropy, Opening,
        change::{Change, VERSION, name_of},
        hlc::Hlc,
        store::Store,
    };
    use floorbook_domain::{DeviceId, Instant, MemberId, ObservationId};

    struct Fixed;

    impl Entropy for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(5);
        }
    }

    fn note(db: &Connection, seq: u64, lately: &mut Lately) {
        // Each is younger than the one before: the index takes only such together.
        let mut id = [0; 16];
        id[15] = u8::try_from(seq).unwrap();
        let record = RecordRef::from(ObservationId::from_bytes(id));
        let field = Field::from(ObservationField::Text(String::new())).number();
        let update = Prose::of([], seq).rewrite(&format!("word{seq} and the others")).unwrap();
        let change = Change {
            version: VERSION,
            device: DeviceId::from_bytes([1; 16]),
            seq,
            hlc: Hlc::default(),
            deps: Vec::new(),
            author: MemberId::from_bytes([2; 16]),
            ops: vec![Op::Splice { record, field, update }],
        };
        let body = change.encode();
        let name = name_of(&body);
        let row = log::append(db, 1, &change, name, &body).unwrap().unwrap();
        apply(db, 1, &Logged { row, name, change }, lately).unwrap();
    }

    #[test]
    fn the_search_index_is_written_once_for_many_changes() {
        let opening = Opening {
            main: ":memory:".into(),
            content: ":memory:".into(),
            vfs: None,
            key: [7; 32],
            now: Instant(0),
            entropy: Box::new(Fixed),
        };
        let mut db = Store::open_one(&opening, ":memory:", opening.key, true).unwrap();
        db.execute("INSERT INTO notebook (number, id, kind) VALUES (1, x'01', 0)", []).unwrap();
        // What the index has written so far: a row for each part of it.
        let written = |db: &Connection| -> i64 {
            db.query_row("SELECT count(*) + coalesce(max(id), 0) FROM search_data", [], |row| row.get(0)).unwrap()
        };
        let before = written(&db);
        let (txn, mut lately) = (db.transaction().unwrap(), Lately::default());
        (1..=50).for_each(|seq| note(&txn, seq, &mut lately));
        assert_eq!(written(&txn), before, "some statement made it write out what it held");
        txn.commit().unwrap();
        assert!(written(&db) > before);
        let found: i64 =
            db.query_row("SELECT count(*) FROM record WHERE hidden = ?1", [SHOWN], |row| row.get(0)).unwrap();
        assert_eq!(found, 50);
    }
}
