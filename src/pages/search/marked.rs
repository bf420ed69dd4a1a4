//! A text with the words that were found in it marked.

use leptos::prelude::*;

/// A stretch of a text, and whether it is one that was found.
type Stretch = (String, bool);

/// Cuts `text` at `marks`: start and end in UTF-16 units, in order. Marks that lie outside of the
/// text, or over each other, mark what they can.
fn cut(text: &str, marks: &[(u32, u32)]) -> Vec<Stretch> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut stretches = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, is_found: bool| {
        if from < to {
            stretches.push((String::from_utf16_lossy(&units[from..to]), is_found));
        }
    };
    for (start, end) in marks {
        let start = (*start as usize).clamp(at, units.len());
        let end = (*end as usize).clamp(start, units.len());
        push(at, start, false);
        push(start, end, true);
        at = end;
    }
    push(at, units.len(), false);
    stretches
}

/// The text; what was found stands in `<mark>`.
#[component]
pub fn Marked(
    /// The text.
    text: String,
    /// Where the hits lie in it: start and end in UTF-16 units.
    marks: Vec<(u32, u32)>,
) -> impl IntoView {
    let stretch = |(text, is_found): Stretch| {
        if is_found { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    cut(&text, &marks).into_iter().map(stretch).collect_view()
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn cut_at(text: &str, marks: &[(u32, u32)]) -> Vec<(String, bool)> {
        cut(text, marks)
    }

    #[test]
    fn marks_are_counted_in_the_units_of_the_browser() {
        let cut = cut_at("🧶 knit 针织", &[(3, 7), (8, 9)]);
        let words: Vec<_> = cut.iter().map(|(text, found)| (text.as_str(), *found)).collect();
        assert_eq!(words, [("🧶 ", false), ("knit", true), (" ", false), ("针", true), ("织", false)]);
    }

    #[test]
    fn marks_beyond_the_text_do_no_harm() {
        assert_eq!(cut_at("ab", &[(1, 9), (0, 3)]), [("a".to_owned(), false), ("b".to_owned(), true)]);
        assert!(cut_at("", &[(0, 1)]).is_empty());
    }
}
