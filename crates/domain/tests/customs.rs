//! Every card of customs is whole, and none holds words that nobody asks for.

use std::collections::BTreeMap;

use floorbook_domain::customs::{COUNTRIES, Topic};

/// The texts of the catalogue's file, by key.
fn texts() -> BTreeMap<&'static str, &'static str> {
    let file = include_str!("../../../src/text/en/customs.ftl");
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut texts = BTreeMap::new();
    for line in lines {
        let (key, words) = line.split_once(" = ").unwrap_or_else(|| panic!("not a text of one line: {line}"));
        assert!(texts.insert(key, words.trim()).is_none(), "{key} stands twice");
    }
    texts
}

#[test]
fn every_card_is_complete() {
    let texts = texts();
    for country in COUNTRIES {
        for topic in Topic::ALL {
            let key = topic.key(country).unwrap();
            let words = texts.get(key.as_str()).unwrap_or_else(|| panic!("{key} is missing"));
            // Short enough to be read at a gate, long enough to help.
            assert!((40..=420).contains(&words.chars().count()), "{key} has {} letters", words.chars().count());
            assert!(words.ends_with(['.', '?', '!']), "{key} does not end");
            assert!(!words.contains(['{', '}']), "{key}: braces are placeholders in Fluent");
        }
        let sources = texts[Topic::Sources.key(country).unwrap().as_str()];
        assert!(sources.split(';').count() >= 2, "{country} names fewer than two sources");
    }
}

#[test]
fn every_text_belongs_to_a_card() {
    let mut known: Vec<String> = Topic::ALL.iter().map(|topic| topic.heading()).collect();
    known.push("customs-about".into());
    known.extend(COUNTRIES.iter().flat_map(|country| Topic::ALL.iter().filter_map(|topic| topic.key(country))));
    for key in texts().keys() {
        assert!(known.iter().any(|k| k == key), "nobody asks for {key}");
    }
    for key in known {
        assert!(texts().contains_key(key.as_str()), "{key} is missing");
    }
}

/// Words that make a person out of a country.
#[test]
fn no_card_says_what_people_are() {
    for (key, words) in texts() {
        for phrase in
            ["are lazy", "always late", "cunning", "backward", "primitive", "inscrutable", "people are ", "hot-blooded"]
        {
            assert!(!words.to_lowercase().contains(phrase), "{key}: {phrase}");
        }
    }
}

#[test]
fn a_country_without_a_card_has_no_keys() {
    assert_eq!(Topic::Greeting.key("FR"), None);
    assert_eq!(Topic::Greeting.key("vn"), None);
}
