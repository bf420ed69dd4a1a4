//! Brings together a text that is being typed with one that was changed elsewhere, and says where a
//! caret is then.

/// The most cells of the table in which two texts are compared, so that a comparison takes a few
/// milliseconds. Where both differ over a longer stretch, it counts as replaced as a whole.
const LARGEST: usize = 1_000_000;

/// One stretch of a text, replaced. Places are those of the text before.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    start: usize,
    end: usize,
    put: Vec<char>,
}

/// What `mine` and `theirs` become together, both made from `base`. No word that either typed is
/// lost; where both changed the same place, mine stands first, and what both did is done once.
pub fn merge(base: &str, mine: &str, theirs: &str) -> String {
    if mine == base || mine == theirs {
        return theirs.to_owned();
    }
    if theirs == base {
        return mine.to_owned();
    }
    let base: Vec<char> = base.chars().collect();
    let mut mine = edits(&base, &mine.chars().collect::<Vec<_>>()).into_iter().peekable();
    let mut theirs = edits(&base, &theirs.chars().collect::<Vec<_>>()).into_iter().peekable();
    let (mut text, mut at) = (Vec::new(), 0);
    loop {
        let mine_is_next = match (mine.peek(), theirs.peek()) {
            (Some(mine), Some(theirs)) => mine.start <= theirs.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        if mine.peek().is_some() && mine.peek() == theirs.peek() {
            theirs.next();
        }
        let next = if mine_is_next { mine.next() } else { theirs.next() };
        let Some(edit) = next else { break };
        // What the other side took out before reaches into this stretch.
        text.extend(&base[at..edit.start.max(at)]);
        text.extend(edit.put);
        at = at.max(edit.end);
    }
    text.extend(&base[at..]);
    text.into_iter().collect()
}

/// Where a caret at `place` (UTF-16) of `old` stands in `new`: beside the same letters.
pub fn moved(old: &str, new: &str, place: u32) -> u32 {
    let old: Vec<char> = old.chars().collect();
    let new: Vec<char> = new.chars().collect();
    let (mut units, mut at) = (0, 0);
    while units < place && at < old.len() {
        units += old[at].len_utf16() as u32;
        at += 1;
    }
    let mut to = at;
    for edit in edits(&old, &new).into_iter().rev() {
        // What is put in at the caret stands behind it: one goes on typing where one was.
        if edit.start < at {
            let inside = at.min(edit.end);
            to = to - (inside - edit.start) + if at >= edit.end { edit.put.len() } else { 0 };
        }
    }
    new.iter().take(to).map(|c| c.len_utf16() as u32).sum()
}

/// The edits that make `new` of `old`, in their order, as few letters as can be.
fn edits(old: &[char], new: &[char]) -> Vec<Edit> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (was, now) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    if was.is_empty() && now.is_empty() {
        return Vec::new();
    }
    if was.is_empty() || now.is_empty() || (was.len() + 1) * (now.len() + 1) > LARGEST {
        return vec![Edit { start: head, end: head + was.len(), put: now.to_vec() }];
    }
    between(was, now, head)
}

/// The edits by the longest common subsequence; `first` is the place of the stretch.
fn between(was: &[char], now: &[char], first: usize) -> Vec<Edit> {
    let width = now.len() + 1;
    // How many letters are common from each pair of places on.
    let mut common = vec![0_u16; (was.len() + 1) * width];
    for i in (0..was.len()).rev() {
        for j in (0..now.len()).rev() {
            common[i * width + j] = if was[i] == now[j] {
                common[(i + 1) * width + j + 1].saturating_add(1)
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let mut edits: Vec<Edit> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < was.len() || j < now.len() {
        if i < was.len() && j < now.len() && was[i] == now[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let takes_out = j == now.len() || (i < was.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]);
        let open = edits.last_mut().filter(|edit| edit.end == first + i);
        let edit = match open {
            Some(edit) => edit,
            None => {
                edits.push(Edit { start: first + i, end: first + i, put: Vec::new() });
                let Some(edit) = edits.last_mut() else { break };
                edit
            }
        };
        if takes_out {
            i += 1;
            edit.end = first + i;
        } else {
            edit.put.push(now[j]);
            j += 1;
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::{merge, moved};

    #[test]
    fn edits_in_different_places_are_both_there() {
        let merged = merge("needle log is missing", "broken needle log is missing", "needle log is missing since May");
        assert_eq!(merged, "broken needle log is missing since May");
    }

    #[test]
    fn edits_around_what_is_typed_leave_it_in_its_place() {
        let merged = merge("one two three", "one two and a half three", "The one two three.");
        assert_eq!(merged, "The one two and a half three.");
        let merged = merge("one two three", "one three", "The one two three.");
        assert_eq!(merged, "The one three.", "what was taken out stays out");
    }

    #[test]
    fn edits_of_the_same_place_lose_no_word() {
        let merged = merge("line 3", "line 3: loose threads", "line 3: no light");
        assert!(merged.contains("loose threads") && merged.contains("no light"), "{merged}");
        assert_eq!(merge("", "甲乙", "丙"), "甲乙丙");
        let merged = merge("the old word", "the new word", "the word");
        assert!(merged.contains("new") && !merged.contains("old"), "{merged}");
    }

    #[test]
    fn where_only_one_side_changed_that_side_stands() {
        assert_eq!(merge("a", "a", "ab"), "ab");
        assert_eq!(merge("a", "b", "a"), "b");
        assert_eq!(merge("a", "ab", "ab"), "ab");
    }

    #[test]
    fn what_both_did_is_done_once() {
        assert_eq!(merge("a c", "a b c", "a b c d"), "a b c d");
        assert_eq!(merge("log", "my log!", "my log"), "my log!");
    }

    #[test]
    fn no_letter_of_either_is_lost_wherever_they_wrote() {
        let base = "abcdef";
        for i in 0..=base.len() {
            for j in 0..=base.len() {
                let mine = format!("{}XY{}", &base[..i], &base[i..]);
                let theirs = format!("{}123{}", &base[..j], &base[j..]);
                let merged = merge(base, &mine, &theirs);
                assert!(merged.contains("XY") && merged.contains("123") && merged.len() == 11, "{i} {j}: {merged}");
            }
        }
    }

    #[test]
    fn a_caret_stays_beside_its_letters() {
        // one| two three
        assert_eq!(moved("one two three", "The one two three.", 3), 7);
        assert_eq!(moved("one two three", "one two three and more", 3), 3);
        assert_eq!(moved("one two three", "one three", 13), 9, "at the end it stays at the end");
        assert_eq!(moved("one two three", "one three", 6), 5, "its letters are gone");
        assert_eq!(moved("abc", "abXc", 2), 2, "what comes at the caret stands behind it");
        assert_eq!(moved("", "new", 0), 0);
    }

    #[test]
    fn a_caret_is_counted_as_a_browser_counts() {
        // A letter outside of the basic plane takes two units.
        assert_eq!(moved("𝄞ab", "x𝄞ab", 3), 4);
        assert_eq!(moved("ab", "𝄞ab", 1), 3);
        assert_eq!(moved("日本語", "新しい日本語", 1), 4);
    }
}
