//! The rows of pieces of attachments: which chunk is which piece of what.

use super::table::{Done, number};
use floorbook_seal::chunk::AttachmentTag;
use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::{MAX_COPIES, MAX_PIECES, Piece, Pieces};
use rusqlite::{Connection, Row, params};

/// Answers whether it is new.
pub(super) fn add(db: &Connection, id: WorkspaceId, piece: &Piece) -> Done<bool> {
    let sql = "INSERT OR IGNORE INTO piece (workspace, position, name, tag, number, size)
        SELECT ?1, (SELECT coalesce(max(position), 0) + 1 FROM piece WHERE workspace = ?1), ?2, ?3, ?4, ?5";
    let row = params![id.0, piece.name.0, piece.tag.0, piece.piece, piece.size.cast_signed()];
    Ok(db.prepare_cached(sql)?.execute(row)? > 0)
}

pub(super) fn forget(db: &Connection, id: WorkspaceId, name: Hash) -> Done<()> {
    db.prepare_cached("DELETE FROM piece WHERE workspace = ? AND name = ?")?.execute(params![id.0, name.0])?;
    Ok(())
}

pub(super) fn held(db: &Connection, id: WorkspaceId, names: &[Hash]) -> Done<Vec<Hash>> {
    let mut row = db.prepare_cached("SELECT 1 FROM piece WHERE workspace = ? AND name = ?")?;
    let mut held = Vec::new();
    for name in names {
        if row.exists(params![id.0, name.0])? {
            held.push(*name);
        }
    }
    Ok(held)
}

pub(super) fn find(db: &Connection, id: WorkspaceId, tags: &[AttachmentTag]) -> Done<Pieces> {
    let sql = "SELECT number, name, size FROM piece WHERE workspace = ? AND tag = ? ORDER BY number, position";
    let mut rows = db.prepare_cached(sql)?;
    let mut found = Pieces { pieces: Vec::new(), answered: 0 };
    for tag in tags {
        if found.pieces.len() >= MAX_PIECES {
            break;
        }
        let piece =
            |row: &Row<'_>| Ok(Piece { tag: *tag, piece: row.get(0)?, name: Hash(row.get(1)?), size: number(row, 2)? });
        let begin = found.pieces.len();
        for piece in rows.query_map(params![id.0, tag.0], piece)? {
            if found.pieces.len() - begin >= MAX_PIECES {
                break;
            }
            name_also(&mut found.pieces, piece?);
        }
        found.answered += 1;
    }
    Ok(found)
}

/// Adds a name of a piece behind those that came before. The newest takes the place of the one before it when
/// there are too many: who finds the first ones bad sends a good one, and finds it again.
fn name_also(pieces: &mut Vec<Piece>, piece: Piece) {
    let is_copy = |other: &&Piece| (other.tag, other.piece) == (piece.tag, piece.piece);
    if pieces.iter().rev().take_while(is_copy).count() >= MAX_COPIES {
        pieces.pop();
    }
    pieces.push(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_copies_the_first_and_the_last_are_named() {
        let mut pieces = Vec::new();
        let piece =
            |number, name| Piece { tag: AttachmentTag([1; 32]), piece: number, name: Hash([name; 32]), size: 1 };
        (1..=9).for_each(|name| name_also(&mut pieces, piece(0, name)));
        name_also(&mut pieces, piece(1, 1));
        let names: Vec<u8> = pieces.iter().map(|piece| piece.name.0[0]).collect();
        assert_eq!(names, [1, 2, 3, 9, 1]);
    }
}
