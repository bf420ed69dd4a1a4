//! Brings together a text that is being typed with one that was changed elsewhere.

/// What `mine` and `theirs` become together, both made from `base`. No word that either typed is
/// lost; where both changed the same place, mine stands first.
pub fn merge(base: &str, mine: &str, theirs: &str) -> String {
    if mine == base || mine == theirs {
        return theirs.to_owned();
    }
    if theirs == base {
        return mine.to_owned();
    }
    let base: Vec<char> = base.chars().collect();
    let (mine, theirs) = (Change::between(&base, mine), Change::between(&base, theirs));
    let (first, second) = if theirs.start < mine.start { (&theirs, &mine) } else { (&mine, &theirs) };
    let mut text: Vec<char> = base[..first.start].to_vec();
    text.extend(&first.put);
    if second.start >= first.end {
        text.extend(&base[first.end..second.start]);
    }
    text.extend(&second.put);
    text.extend(&base[first.end.max(second.end)..]);
    text.into_iter().collect()
}

/// One stretch of a text, replaced.
struct Change {
    start: usize,
    end: usize,
    put: Vec<char>,
}

impl Change {
    fn between(base: &[char], now: &str) -> Change {
        let now: Vec<char> = now.chars().collect();
        let start = base.iter().zip(&now).take_while(|(a, b)| a == b).count();
        let most = base.len().min(now.len()) - start;
        let tail = base.iter().rev().zip(now.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        Change { start, end: base.len() - tail, put: now[start..now.len() - tail].to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[test]
    fn edits_in_different_places_are_both_there() {
        let merged = merge("needle log is missing", "broken needle log is missing", "needle log is missing since May");
        assert_eq!(merged, "broken needle log is missing since May");
    }

    #[test]
    fn edits_of_the_same_place_lose_no_word() {
        let merged = merge("line 3", "line 3: loose threads", "line 3: no light");
        assert!(merged.contains("loose threads") && merged.contains("no light"), "{merged}");
        assert_eq!(merge("", "甲乙", "丙"), "甲乙丙");
    }

    #[test]
    fn where_only_one_side_changed_that_side_stands() {
        assert_eq!(merge("a", "a", "ab"), "ab");
        assert_eq!(merge("a", "b", "a"), "b");
        assert_eq!(merge("a", "ab", "ab"), "ab");
    }
}
