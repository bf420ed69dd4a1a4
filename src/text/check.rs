//! Keeps the catalogue and the sources in step, and words out of the views.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{FILES, catalogue};

/// Attributes and properties whose value a person reads or hears.
const SPOKEN: &[&str] = &[
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "attr:aria-label",
    "attr:title",
    "title",
    "placeholder",
    "alt",
    "label",
    "legend",
    "text",
    "hint",
    "another",
    "message",
    "detail",
    "heading",
];

/// All sources of this package, with their paths.
fn sources() -> Vec<(PathBuf, TokenStream)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, TokenStream)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") && !path.ends_with("text/check.rs") {
                let source = fs::read_to_string(&path).unwrap();
                let tokens = source.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                found.push((path, tokens));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 30, "the sources lie elsewhere now");
    found
}

/// Calls `found` for each `name!(…)` in `tokens`, however deep.
fn each_macro(tokens: TokenStream, name: &str, found: &mut dyn FnMut(TokenStream)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let called = at >= 2
            && matches!(&tokens[at - 2], TokenTree::Ident(ident) if ident == name)
            && matches!(&tokens[at - 1], TokenTree::Punct(bang) if bang.as_char() == '!');
        if called {
            found(group.stream());
        }
        each_macro(group.stream(), name, found);
    }
}

/// The content of a string literal, as it is written.
fn string(token: &TokenTree) -> Option<String> {
    let text = match token {
        TokenTree::Literal(literal) => literal.to_string(),
        _ => return None,
    };
    Some(text.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

fn strings_in(tokens: TokenStream, found: &mut dyn FnMut(String)) {
    for token in tokens {
        match &token {
            TokenTree::Group(group) => strings_in(group.stream(), found),
            token => string(token).into_iter().for_each(&mut *found),
        }
    }
}

/// The keys that the sources use, with a file that does: in `t!("key")`, and in `label.rs`, where
/// each word of a closed list stands before its key.
fn keys_used() -> BTreeMap<String, PathBuf> {
    let mut used = BTreeMap::new();
    for (path, tokens) in sources() {
        each_macro(tokens.clone(), "t", &mut |call| {
            let key = call.into_iter().next().as_ref().and_then(string);
            key.into_iter().for_each(|key| drop(used.insert(key, path.clone())));
        });
        if path.ends_with("text/label.rs") {
            each_macro(tokens, "labels", &mut |list| {
                strings_in(list, &mut |key| drop(used.insert(key, path.clone())));
            });
        }
    }
    used
}

/// The keys of the catalogue: lines that begin with a name and ` =`.
fn keys_written() -> BTreeSet<String> {
    let mut written = BTreeSet::new();
    for (file, source) in FILES {
        for (key, _) in source.lines().filter_map(|line| line.split_once(" =")) {
            if key.starts_with(|first: char| first.is_ascii_lowercase()) {
                assert!(written.insert(key.to_owned()), "{file}: {key} stands twice");
            }
        }
    }
    written
}

/// The words that stand in the markup of a `view!` itself, not fetched from the catalogue.
fn loose_words(markup: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = markup.into_iter().collect();
    let has_letters = |text: &String| text.contains(char::is_alphabetic);
    let mut loose = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_value = at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(equals) if equals.as_char() == '=');
        let text = match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => only_string(group.stream()),
            token => string(token),
        };
        let Some(text) = text.filter(has_letters) else { continue };
        if !is_value || SPOKEN.contains(&attribute_before(&tokens[..at - 1]).as_str()) {
            loose.push(text);
        }
    }
    loose
}

/// The string of a block that holds nothing else.
fn only_string(block: TokenStream) -> Option<String> {
    let mut tokens = block.into_iter();
    let first = tokens.next()?;
    if tokens.next().is_some() { None } else { string(&first) }
}

/// The name of an attribute, put together from what stands before its `=`.
fn attribute_before(tokens: &[TokenTree]) -> String {
    let mut name = Vec::new();
    let mut joined = true;
    for token in tokens.iter().rev() {
        match token {
            TokenTree::Ident(ident) if joined => {
                name.push(ident.to_string());
                joined = false;
            }
            TokenTree::Punct(punct) if !joined && matches!(punct.as_char(), '-' | ':') => {
                name.push(punct.to_string());
                joined = true;
            }
            _ => break,
        }
    }
    name.into_iter().rev().collect()
}

#[test]
fn every_key_that_is_used_exists() {
    let written = keys_written();
    let missing: Vec<_> = keys_used().into_iter().filter(|(key, _)| !written.contains(key)).collect();
    assert!(missing.is_empty(), "no such texts: {missing:#?}");
}

#[test]
fn every_key_that_exists_is_used() {
    let used = keys_used();
    let idle: Vec<_> = keys_written().into_iter().filter(|key| !used.contains_key(key)).collect();
    assert!(idle.is_empty(), "texts that nobody uses: {idle:#?}");
}

#[test]
fn every_text_can_be_read_and_none_is_empty() {
    let bundle = catalogue();
    for key in keys_written() {
        let pattern = bundle.get_message(&key).and_then(|message| message.value());
        assert!(pattern.is_some(), "{key} has no words");
    }
}

#[test]
fn no_view_holds_words_of_its_own() {
    let mut loose = Vec::new();
    for (path, tokens) in sources() {
        each_macro(tokens, "view", &mut |markup| {
            loose.extend(loose_words(markup).into_iter().map(|words| (path.clone(), words)));
        });
    }
    assert!(loose.is_empty(), "put these into the catalogue: {loose:#?}");
}

#[test]
fn loose_words_are_found_where_they_hide() {
    let found = |view: &str| loose_words(view.parse().unwrap());
    assert_eq!(found(r#"<p class="flex">"Hello" {t!("key")} " · "</p>"#), ["Hello"]);
    assert_eq!(found(r#"<button aria-label="Close" type="button">{"Shut"}</button>"#), ["Close", "Shut"]);
    assert_eq!(found(r#"<A href="/" attr:title="Home"><img alt="" /></A>"#), ["Home"]);
}
