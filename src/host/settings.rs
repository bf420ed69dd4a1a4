//! Settings that belong to this device, kept beside the notebook: the app starts without them. What a person wrote
//! (areas, words that were searched for) is sealed there.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{kept, sealed};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Paper.
    Light,
    /// Ink.
    Dark,
}

// The page's first script reads the theme under this name, before anything is painted.
const THEME: &str = "floorbook.theme";
const HOME_ZONE: &str = "floorbook.home-zone";
const LAST_AREA: &str = "floorbook.area";
const VISIT_AT: &str = "floorbook.visit";
const DOUBLES: &str = "floorbook.look-for-doubles";
const APART: &str = "floorbook.told-apart";
const KNOWS_OF_KEY: &str = "floorbook.knows-of-key";
const RECENT: &str = "floorbook.recent-searches";

fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    kept::get(key)
}

/// Writes a setting. A full or refused store loses a setting and nothing else.
fn write<T: Serialize>(key: &str, value: T) {
    if let Err(refused) = kept::set(key, value) {
        leptos::logging::warn!("a setting could not be kept: {refused}");
    }
}

/// Seals a setting. What is not kept is lost as a setting, and nothing else.
fn seal<T: Serialize>(key: &str, value: &T) {
    if let Err(why) = sealed::write(key, value) {
        leptos::logging::warn!("a setting could not be kept: {why:?}");
    }
}

/// The theme that was chosen.
pub fn theme() -> Theme {
    read(THEME).unwrap_or_default()
}

/// Chooses a theme, and shows it at once.
pub fn set_theme(theme: Theme) {
    write(THEME, theme);
    wear(theme);
}

/// Shows a theme, and chooses none.
pub fn wear(theme: Theme) {
    let name = serde_json::to_value(theme).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
    super::page::call_global("floorbookApplyTheme", &js_sys::Array::of1(&name.into()));
}

/// The home zone, if one was chosen.
pub fn home_zone() -> Option<String> {
    read(HOME_ZONE)
}

/// Chooses a home zone; an empty one is the device's.
pub fn set_home_zone(zone: &str) {
    write(HOME_ZONE, zone);
}

/// The area of the last note, with the visit it was in: areas do not cross visits.
pub fn last_area(visit: &str) -> Option<String> {
    let (of, area): (String, String) = sealed::read(LAST_AREA)?;
    (of == visit).then_some(area)
}

/// Remembers the area of the last note of a visit.
pub fn set_last_area(visit: &str, area: &str) {
    seal(LAST_AREA, &(visit, area));
}

/// The visit that something was captured into last, on this device; its id.
pub fn visit_at() -> Option<String> {
    read(VISIT_AT)
}

/// Remembers the visit that something is captured into.
pub fn set_visit_at(visit: &str) {
    write(VISIT_AT, visit);
}

/// Whether notes were brought into a team, and nobody has looked yet what stands there twice.
pub fn looks_for_doubles() -> bool {
    read(DOUBLES).unwrap_or_default()
}

/// Says whether somebody should still look.
pub fn look_for_doubles(looks: bool) {
    write(DOUBLES, looks);
}

/// The pairs of records that look like one and were told apart; the last five hundred.
pub fn told_apart() -> Vec<String> {
    read(APART).unwrap_or_default()
}

/// Remembers that two records that look like one are two.
pub fn tell_apart(pair: &str) {
    let mut apart = told_apart();
    apart.push(pair.to_owned());
    let superfluous = apart.len().saturating_sub(500);
    write(APART, apart.split_off(superfluous));
}

/// Whether the person has read that the key lies in a file.
pub fn knows_of_key() -> bool {
    read(KNOWS_OF_KEY).unwrap_or_default()
}

/// The person has read it.
pub fn set_knows_of_key() {
    write(KNOWS_OF_KEY, true);
}

/// What was searched for lately, newest first.
pub fn recent_searches() -> Vec<String> {
    sealed::read(RECENT).unwrap_or_default()
}

/// Puts `words` at the head of what was searched for lately; eight are kept.
pub fn remember_search(words: &str) {
    let mut recent = recent_searches();
    recent.retain(|old| old != words);
    recent.insert(0, words.to_owned());
    recent.truncate(8);
    seal(RECENT, &recent);
}

/// Forgets what was searched for.
pub fn forget_searches() {
    kept::delete(RECENT);
}
