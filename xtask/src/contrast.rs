//! Holds the themes in `public/style.css` to the contrast that DESIGN's readers need: a hall is dim, a yard is bright.

use crate::place::Place;
use std::collections::HashMap;

/// A theme: its tokens and their colours.
type Theme = HashMap<String, [f64; 3]>;

/// Colours that stand as text or as a sign on the page.
const SIGNS: [&str; 12] = [
    "color-primary",
    "color-secondary",
    "color-accent",
    "color-info",
    "color-success",
    "color-warning",
    "color-error",
    "muted",
    "minor",
    "major",
    "critical",
    "late",
];

#[test]
fn what_is_read_on_the_floor_has_seven_to_one() {
    for (name, theme) in themes() {
        for base in ["color-base-100", "color-base-200", "color-base-300"] {
            expect(&name, &theme, "color-base-content", base, 7.0);
        }
        expect(&name, &theme, "hit-content", "hit", 5.5);
    }
}

#[test]
fn all_other_text_has_four_and_a_half_to_one() {
    for (name, theme) in themes() {
        for sign in SIGNS {
            for base in ["color-base-100", "color-base-200", "color-base-300"] {
                expect(&name, &theme, sign, base, 4.5);
            }
        }
        for filled in SIGNS.iter().filter(|sign| **sign != "muted").chain(&["color-neutral"]) {
            expect(&name, &theme, &format!("{filled}-content"), filled, 4.5);
        }
    }
}

#[test]
fn the_browser_frame_has_the_colours_of_the_page() {
    let place = Place::find().unwrap();
    let [page, manifest] = ["index.html", "public/manifest.webmanifest"].map(|file| read(&place, file));
    let style = read(&place, "public/style.css");
    for base in style.lines().filter_map(|line| line.trim().strip_prefix("--color-base-100: ")) {
        assert!(page.contains(base.trim_end_matches(';')), "index.html lacks {base}");
    }
    let light = style.split("--color-base-100: ").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    assert!(manifest.contains(light), "the manifest lacks {light}");
}

fn expect(name: &str, theme: &Theme, text: &str, ground: &str, least: f64) {
    let colour = |token: &str| *theme.get(token).unwrap_or_else(|| panic!("{name} has no --{token}"));
    let (a, b) = (luminance(colour(text)), luminance(colour(ground)));
    let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
    assert!(ratio >= least, "{name}: {text} on {ground} has {ratio:.2}:1, less than {least}:1");
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn themes() -> Vec<(String, Theme)> {
    let style = read(&Place::find().unwrap(), "public/style.css");
    let blocks = style.split("@plugin \"daisyui/theme\" {").skip(1);
    let themes: Vec<_> = blocks
        .map(|block| {
            let block = block.split('}').next().unwrap();
            let name = block.split("name: \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
            let tokens = block.lines().filter_map(|line| {
                let (token, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
                Some((token.to_owned(), colour(value.trim_end_matches(';'))))
            });
            (name.to_owned(), tokens.collect())
        })
        .collect();
    assert_eq!(themes.len(), 2);
    themes
}

fn colour(hex: &str) -> [f64; 3] {
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

fn read(place: &Place, file: &str) -> String {
    std::fs::read_to_string(place.join(file)).unwrap()
}
