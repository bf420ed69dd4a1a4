//! The words around a hit, and the hits marked.

use floorbook_domain::AnyRecord;

use super::query::{Hit, Sought};

/// Characters of an excerpt at most, without the dots where it was cut.
const LONGEST: usize = 160;
/// Characters before the first hit, at most.
const BEFORE: usize = 40;
/// Characters of a title that a list surely shows.
const SEEN: usize = 80;

/// A text with marks: where they start and end, in UTF-16 units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) marks: Vec<(u32, u32)>,
}

/// The title of a record, its hits marked.
pub(crate) fn title(sought: &Sought, record: &AnyRecord) -> Marked {
    let text = record.common().title();
    let hits = sought.hits(&text);
    mark(&text, 0, text.len(), &hits)
}

/// The words around the first hit outside the title; without one there, how the record goes on.
pub(crate) fn excerpt(sought: &Sought, record: &AnyRecord) -> Marked {
    let common = record.common();
    let title = common.title();
    let names = common.names();
    let prose = common.prose();
    // A title may be how a text begins: it is not said twice.
    let beyond = |text: &'_ str| -> usize {
        let blank = text.len() - text.trim_start().len();
        let starts_so = !title.is_empty() && text[blank..].starts_with(title.as_str());
        if starts_so { blank + title.len() } else { 0 }
    };
    let mut best: Option<(usize, &str, Vec<Hit>)> = None;
    for text in names.into_iter().chain(prose.iter().copied()) {
        let from = beyond(text);
        let text = text[from..].trim();
        let hits = sought.hits(text);
        let mut terms: Vec<usize> = hits.iter().map(|hit| hit.term).collect();
        terms.sort_unstable();
        terms.dedup();
        if terms.len() > best.as_ref().map_or(0, |(most, ..)| *most) {
            best = Some((terms.len(), text, hits));
        }
    }
    if let Some((_, text, hits)) = best {
        return around(text, &hits);
    }
    let hits = sought.hits(&title);
    let far = hits.first().is_some_and(|hit| title[..hit.end].chars().count() > SEEN);
    if far {
        return around(&title, &hits);
    }
    let rest = prose.iter().map(|text| text[beyond(text)..].trim()).find(|text| !text.is_empty());
    around(rest.unwrap_or_default(), &[])
}

/// What stands around the first hit, cut between words, or between letters where there are no spaces.
fn around(text: &str, hits: &[Hit]) -> Marked {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
    let count = chars.len();
    if count <= LONGEST {
        return mark(text, 0, text.len(), hits);
    }
    let at = |byte: usize| chars.partition_point(|(start, _)| *start < byte);
    let (first, last) = hits.first().map_or((0, 0), |hit| (at(hit.start), at(hit.end)));
    let mut start = first.saturating_sub(BEFORE).min(count - LONGEST);
    if start > 0 {
        let word = (start..=first).find(|at| chars[at - 1].1.is_whitespace());
        start = word.unwrap_or_else(|| (start..=first).find(|at| is_whole(&chars, *at)).unwrap_or(first));
    }
    let mut end = (start + LONGEST).min(count);
    if end < count {
        let least = last.max(start + LONGEST / 2).min(end);
        let word = (least..=end).rev().find(|at| chars[*at].1.is_whitespace());
        end = word.unwrap_or_else(|| (least..=end).rev().find(|at| is_whole(&chars, *at)).unwrap_or(end));
    }
    mark(text, byte(start), byte(end), hits)
}

/// Whether a text may be cut before this character: it does not belong to the one before it.
fn is_whole(chars: &[(usize, char)], at: usize) -> bool {
    let joins = |c: char| {
        unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{1160}'..='\u{11ff}')
    };
    let joined_before = at > 0 && chars.get(at - 1).is_some_and(|(_, c)| *c == '\u{200d}');
    !joined_before && chars.get(at).is_none_or(|(_, c)| !joins(*c))
}

/// The part of a text between two bytes, on one line, with dots where it was cut, its hits marked.
fn mark(text: &str, start: usize, end: usize, hits: &[Hit]) -> Marked {
    let part = text[start..end].trim();
    let start = start + (text[start..end].len() - text[start..end].trim_start().len());
    let end = start + part.len();
    let (before, after) = (!text[..start].trim().is_empty(), !text[end..].trim().is_empty());
    let mut marked = Marked::default();
    let dots = |cut: bool| if cut { "…" } else { "" };
    marked.text.push_str(dots(before));
    marked.text.extend(part.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    marked.text.push_str(dots(after));
    let mut covered = start;
    let utf16 = |from: usize, to: usize| u32::try_from(text[from..to].encode_utf16().count()).unwrap_or(u32::MAX);
    let mut units = u32::from(before);
    for hit in hits {
        // Hits may lie in each other: each letter is marked once.
        let (from, to) = (hit.start.max(covered), hit.end.min(end));
        if from < to {
            let mark = units + utf16(covered, from);
            units = mark + utf16(from, to);
            covered = to;
            match marked.marks.last_mut() {
                Some(last) if last.1 == mark => last.1 = units,
                _ => marked.marks.push((mark, units)),
            }
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use floorbook_domain::{Contact, Observation, Partner};

    use super::*;

    /// The text with its marks in brackets.
    fn shown(marked: &Marked) -> String {
        let units: Vec<u16> = marked.text.encode_utf16().collect();
        let text = |from: usize, to: usize| String::from_utf16(&units[from..to]).unwrap();
        let mut shown = String::new();
        let mut at = 0;
        for (start, end) in &marked.marks {
            let (start, end) = (*start as usize, *end as usize);
            shown += &format!("{}[{}]", text(at, start), text(start, end));
            at = end;
        }
        shown + &text(at, units.len())
    }

    fn note(text: &str) -> AnyRecord {
        Observation { text: text.into(), ..Observation::default() }.into()
    }

    #[test]
    fn hits_are_marked_where_they_stand_whatever_folding_does_to_their_length() {
        let cases = [
            ("needl", "Needle log", "[Needl]e log"),
            ("log need", "Needle log", "[Need]le [log]"),
            ("duong", "👍 Đường may", "👍 [Đường] may"),
            ("dươ", "Dương và đường", "[Dươ]ng và đường"),
            ("fin", "ﬁne 𠮷野 fins", "[ﬁn]e 𠮷野 [fin]s"),
            ("野", "ﬁne 𠮷野", "ﬁne 𠮷[野]"),
            ("张力", "现场检查发现张力不稳定", "现场检查发现[张力]不稳定"),
            ("检查发现张力", "现场检查发现张力不稳定", "现场[检查发现张力]不稳定"),
            ("น้ำ", "เติมน้ำมัน", "เติม[น้ำ]มัน"),
            ("ab", "ＡＢ１２", "[ＡＢ]１２"),
            ("12", "PO12345", "PO[12]345"),
            ("aa", "aaa", "[aa]a"),
            ("检检", "检检检", "[检检检]"),
        ];
        for (query, text, expected) in cases {
            let sought = Sought::parse(query);
            assert_eq!(shown(&title(&sought, &note(text))), expected, "{query} in {text}");
        }
    }

    #[test]
    fn an_excerpt_is_cut_between_words_around_the_first_hit() {
        let long = format!("Hall 2\n{} the needle log is missing {}", "before ".repeat(50), "after ".repeat(50));
        let marked = excerpt(&Sought::parse("needle"), &note(&long));
        let shown = shown(&marked);
        assert!(
            shown.starts_with("…before ") && shown.contains(" the [needle] log ") && shown.ends_with("after…"),
            "{shown}"
        );
        assert!(marked.text.chars().count() <= LONGEST + 2);
        let unspaced = format!("{}张力不稳{}", "检查".repeat(200), "轴承".repeat(200));
        let marked = excerpt(&Sought::parse("张力"), &note(&format!("标题\n{unspaced}")));
        assert_eq!(marked.text.chars().count(), LONGEST + 2);
        assert_eq!(marked.marks, [(41, 43)]);
    }

    #[test]
    fn an_excerpt_does_not_say_the_title_again() {
        let sought = Sought::parse("needle");
        assert_eq!(excerpt(&sought, &note("Needle log\nNo entries since Monday")).text, "No entries since Monday");
        assert_eq!(shown(&excerpt(&sought, &note("Needle log\nNew needles\tcounted"))), "New [needle]s counted");
        assert_eq!(excerpt(&sought, &note("Needle log missing")), Marked::default());
        let far = format!("{}needle", "x ".repeat(60));
        assert!(shown(&excerpt(&sought, &note(&far))).ends_with("[needle]"));
    }

    #[test]
    fn a_hit_in_another_name_is_shown() {
        let contact = Contact { name: "Hoa".into(), local_name: "阮氏花".into(), ..Contact::default() };
        assert_eq!(shown(&excerpt(&Sought::parse("花"), &contact.into())), "阮氏[花]");
        let partner = Partner { name: "Sông Hồng".into(), city: "Nam Định".into(), ..Partner::default() };
        assert_eq!(shown(&excerpt(&Sought::parse("nam din"), &partner.into())), "[Nam] [Địn]h");
    }

    #[test]
    fn letters_are_not_torn_from_their_marks() {
        let text = format!("x\n{}", "กี่".repeat(120));
        let marked = excerpt(&Sought::parse("x"), &note(&text));
        let cut = marked.text.trim_end_matches('…');
        assert!(cut.ends_with("กี่"), "{cut}");
    }
}
