//! Somebody's initials in a circle.

use leptos::prelude::*;

/// The first letters of up to two words; of a name in Chinese characters, the first one.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let (first, last) = (words.next(), words.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// Initials in a circle, hidden from screen readers: the name stands beside it.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: Signal<String>,
    /// Classes for its size.
    #[prop(default = "size-10")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <span
            class=format!("flex shrink-0 items-center justify-center rounded-full bg-base-300 text-sm font-semibold text-base-content {class}")
            aria-hidden="true"
        >
            {move || name.with(|name| initials(name))}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        assert_eq!(initials("Nguyễn Thị Lan"), "NL");
        assert_eq!(initials("ines"), "I");
        assert_eq!(initials("王小明"), "王");
        assert_eq!(initials(""), "");
    }
}
