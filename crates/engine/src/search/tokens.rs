//! The words by which a text is found.
//!
//! A word of a spaced script is one token. Where words are not spaced, each letter is a token, and
//! each two that follow each other are one: one letter or two are then found as they are, more as
//! several tokens, and what has them is compared with what was looked for.

use std::collections::BTreeSet;

use super::letters::{Letter, Script, letters};

/// Letters of a token of an unspaced script, at most.
pub(crate) const GRAM: usize = 2;
/// Letters of a token at most; what is longer is found by its start.
pub(crate) const LONGEST: usize = 40;

/// The tokens of several texts: those of one text do not run on into the next.
pub(crate) fn tokens<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    for text in texts {
        let letters = letters(text);
        for run in runs(&letters) {
            match run[0].script {
                Script::Spaced => {
                    for start in starts(run) {
                        tokens.insert(plain(&run[start..], LONGEST));
                    }
                }
                Script::Unspaced => {
                    for start in 0..run.len() {
                        tokens.insert(plain(&run[start..], 1));
                        tokens.insert(plain(&run[start..], GRAM));
                    }
                }
                Script::Between => {}
            }
        }
    }
    tokens
}

/// The runs of letters of one sort, without what stands between them.
pub(crate) fn runs(letters: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    letters.chunk_by(|a, b| a.script == b.script).filter(|run| run[0].script != Script::Between)
}

/// Where one may start reading a word: at its start, and where digits follow letters, since an
/// order `PO12345` is looked for as `12345` too.
pub(crate) fn starts(word: &[Letter]) -> impl Iterator<Item = usize> {
    (0..word.len()).filter(|at| {
        let number = |at: usize| word[at].plain.is_numeric();
        *at == 0 || (number(*at) && !number(at - 1))
    })
}

/// The first letters as text.
pub(crate) fn plain(letters: &[Letter], most: usize) -> String {
    letters.iter().take(most).map(|letter| letter.plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        tokens([text]).into_iter().collect()
    }

    #[test]
    fn words_are_whole_and_unspaced_scripts_are_letters_and_pairs() {
        assert_eq!(of("Needle log, line-3!"), ["3", "line", "log", "needle"]);
        assert_eq!(of("张力不稳"), ["不", "不稳", "力", "力不", "张", "张力", "稳"]);
        assert_eq!(of("A4纸"), ["4", "a4", "纸"]);
        assert_eq!(of("PO12345"), ["12345", "po12345"]);
        assert_eq!(of("đường"), ["duong"]);
        assert_eq!(of(" \" ' ( ) * : ^ — "), Vec::<String>::new());
    }

    #[test]
    fn two_texts_are_not_one() {
        assert_eq!(tokens(["张", "力"]).into_iter().collect::<Vec<_>>(), ["力", "张"]);
    }
}
