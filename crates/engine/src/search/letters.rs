//! Text as folded letters that remember where they stood and which accents they had.

use floorbook_domain::text::fold;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A folded letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The letter as it is found by: lower case, without accents.
    pub(crate) plain: char,
    /// The accents that it was written with.
    pub(crate) accents: Accents,
    /// Which sort of letter it is.
    pub(crate) script: Script,
    /// Where it starts in the text, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// What folding takes from a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Accents {
    /// What makes another letter of it: the stroke of đ, the horn of ư, the dots of ö. A set of bits.
    letter: u32,
    /// What makes another tone of it: grave, acute, tilde, hook above, dot below. A set of bits.
    tone: u32,
}

impl Accents {
    /// Whether there are any.
    pub(crate) fn any(self) -> bool {
        self != Accents::default()
    }

    /// Whether a letter that was typed so may mean one that was written as `written`. Tones are
    /// typed last, so one without a tone may still get it.
    pub(crate) fn may_become(self, written: Accents) -> bool {
        self.letter == written.letter && (self.tone == 0 || self.tone == written.tone)
    }

    fn add(&mut self, mark: char) {
        match mark {
            '\u{300}' => self.tone |= 1,
            '\u{301}' => self.tone |= 2,
            '\u{303}' => self.tone |= 4,
            '\u{309}' => self.tone |= 8,
            '\u{323}' => self.tone |= 16,
            other => self.letter |= 1 << (u32::from(other) % 31),
        }
    }
}

/// How the words of a script are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// By spaces: Latin, Cyrillic, Greek, Arabic, Devanagari and most others.
    Spaced,
    /// Not at all, or not where one looks for them: Han, Kana, Hangul, Thai, Lao, Khmer, Myanmar.
    Unspaced,
    /// No letter: it parts words.
    Between,
}

/// The letters of `text` one after the other, with what stands between them.
pub(crate) fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        let mut cluster_end = end;
        while let Some((_, next)) = chars.peek().copied().filter(|(_, next)| joins(*next)) {
            end += next.len_utf8();
            cluster_end = end;
            chars.next();
        }
        if first.is_ascii() && cluster_end == start + 1 {
            let plain = first.to_ascii_lowercase();
            let script = if plain.is_ascii_alphanumeric() { Script::Spaced } else { Script::Between };
            letters.push(Letter { plain, accents: Accents::default(), script, start, end });
        } else if !is_ignored(first) {
            cluster(&text[start..end], start, &mut letters);
        }
    }
    letters
}

/// The letters of a character with the marks that follow it: what is folded together.
fn cluster(text: &str, start: usize, letters: &mut Vec<Letter>) {
    let end = start + text.len();
    let mut accents = Accents::default();
    for c in text.nfd() {
        match c {
            '\u{300}'..='\u{36f}' => accents.add(c),
            'đ' | 'Đ' | 'ł' | 'Ł' | 'ø' | 'Ø' | 'ħ' | 'Ħ' => accents.letter |= 1 << 31,
            _ => {}
        }
    }
    for plain in fold(text).chars() {
        letters.push(Letter { plain, accents, script: script(plain), start, end });
    }
}

/// Whether a character belongs to the one before it.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        // Hangul vowels and ends, and the voicing of Kana.
        | '\u{1160}'..='\u{11ff}' | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Whether a character is neither a letter nor parts any: soft hyphens, joiners, the spaces without
/// width that some programs put between Thai or Khmer words.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Which sort of letter a folded one is.
pub(crate) fn script(c: char) -> Script {
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        return Script::Between;
    }
    match c {
        '\u{0e00}'..='\u{0eff}'     // Thai, Lao
        | '\u{1000}'..='\u{109f}'   // Myanmar
        | '\u{1100}'..='\u{11ff}'   // Hangul in parts
        | '\u{1780}'..='\u{17ff}'   // Khmer
        | '\u{2e80}'..='\u{2fdf}'   // Han radicals
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{31ff}'   // Kana, Bopomofo
        | '\u{3400}'..='\u{4dbf}'   // Han
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{aa60}'..='\u{aa7f}'
        | '\u{ac00}'..='\u{d7ff}'   // Hangul
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Unspaced,
        _ => Script::Spaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        letters(text).iter().map(|letter| letter.plain).collect()
    }

    #[test]
    fn letters_fold_as_the_domain_folds_and_know_their_places() {
        for text in ["Đường may BỊ lệch", "ＡＢ１２ Łódź", "检查 张力", "น้ำมัน", "ﬁne ½ ㎏", "한글", "か\u{3099}"]
        {
            assert_eq!(plain(text), fold(text), "{text}");
            for letter in letters(text) {
                assert!(text.get(letter.start..letter.end).is_some_and(|part| !part.is_empty()));
            }
        }
        let decomposed = "Đu\u{31b}o\u{31b}\u{300}ng";
        assert_eq!(plain(decomposed), "duong");
        let ends: Vec<_> = letters(decomposed).iter().map(|letter| &decomposed[letter.start..letter.end]).collect();
        assert_eq!(ends, ["Đ", "u\u{31b}", "o\u{31b}\u{300}", "n", "g"]);
    }

    #[test]
    fn accents_are_compared_letter_by_letter_and_tones_may_still_come() {
        let accents = |text: &str| letters(text)[0].accents;
        assert!(accents("ờ").may_become(accents("o\u{31b}\u{300}")));
        assert!(accents("ơ").may_become(accents("ờ")));
        assert!(!accents("ờ").may_become(accents("ơ")));
        assert!(!accents("đ").may_become(accents("d")));
        assert!(!accents("ó").may_become(accents("ò")));
        assert!(!accents("ü").may_become(accents("u")));
    }

    #[test]
    fn hangul_in_parts_and_half_width_kana_are_whole_letters() {
        assert_eq!(plain("\u{1112}\u{1161}\u{11ab}"), "한");
        assert_eq!(plain("ｶﾞ"), "ガ");
    }
}
