//! The names of countries, currencies and languages, and the zones of a country, from the browser's
//! own tables (`Intl`).

use floorbook_domain::code;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::zones;

#[wasm_bindgen]
extern "C" {
    type DisplayNames;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &Object) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;

    type Locale;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(tag: &str) -> Result<Locale, JsValue>;

    #[wasm_bindgen(js_namespace = Intl, js_name = supportedValuesOf, catch)]
    fn supported_values_of(key: &str) -> Result<Array, JsValue>;
}

const LOCALE: &str = "en-GB";

/// The languages that are offered first where factories are; any other can be typed.
const LANGUAGES: &[&str] = &[
    "en", "zh", "yue", "vi", "th", "km", "lo", "my", "id", "ms", "tl", "bn", "hi", "ta", "te", "ur", "ne", "si", "tr",
    "ar", "fa", "pt", "es", "fr", "it", "de", "ro", "pl", "ru", "uk", "ko", "ja", "am", "sw", "mg",
];

fn names(kind: &str) -> Option<DisplayNames> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &kind.into());
    DisplayNames::new(LOCALE, &options).ok()
}

/// The codes with their names, by name.
fn named(kind: &str, codes: impl Iterator<Item = String>) -> Vec<(String, String)> {
    let names = names(kind);
    let name =
        |code: &str| names.as_ref().and_then(|names| names.of(code).ok().flatten()).unwrap_or_else(|| code.into());
    let mut named: Vec<_> = codes.map(|code| (name(&code), code)).collect();
    named.sort();
    named.into_iter().map(|(name, code)| (code, name)).collect()
}

/// The name of a country by its two letters; the letters where it is not known.
pub fn country(code: &str) -> String {
    let name = names("region").filter(|_| code::is_country(code)).and_then(|names| names.of(code).ok().flatten());
    name.unwrap_or_else(|| code.to_owned())
}

/// All countries: two letters and the name, by name.
pub fn countries() -> Vec<(String, String)> {
    named("region", code::countries().map(str::to_owned))
}

/// All currencies that the browser knows: three letters and the name, by name.
pub fn currencies() -> Vec<(String, String)> {
    let codes = supported_values_of("currency").unwrap_or_default();
    named("currency", codes.iter().filter_map(|code| code.as_string()))
}

/// The names of the languages that are offered.
pub fn languages() -> Vec<String> {
    named("language", LANGUAGES.iter().map(|code| (*code).to_owned())).into_iter().map(|(_, name)| name).collect()
}

/// The zones of a country, where the browser knows them.
pub fn zones_of(country: &str) -> Vec<String> {
    if !code::is_country(country) {
        return Vec::new();
    }
    let Ok(locale) = Locale::new(&format!("und-{country}")) else { return Vec::new() };
    let call = |name: &str| {
        let method: js_sys::Function =
            wasm_bindgen::JsCast::dyn_into(Reflect::get(&locale, &name.into()).ok()?).ok()?;
        method.call0(&locale).ok()
    };
    // Older browsers have it as a property.
    let list = call("getTimeZones").or_else(|| Reflect::get(&locale, &"timeZones".into()).ok());
    let Some(Ok(list)) = list.map(wasm_bindgen::JsCast::dyn_into::<Array>) else { return Vec::new() };
    list.iter().filter_map(|zone| Some(modern(&zone.as_string()?))).collect()
}

/// All zones that the browser knows, by the names that are used today.
pub fn all_zones() -> Vec<String> {
    let mut all: Vec<String> = zones::all().iter().map(|zone| modern(zone)).collect();
    all.sort();
    all.dedup();
    all
}

/// Browsers still give some zones the names of cities as they were called long ago.
fn modern(zone: &str) -> String {
    let name = match zone {
        "Asia/Saigon" => "Asia/Ho_Chi_Minh",
        "Asia/Calcutta" => "Asia/Kolkata",
        "Asia/Katmandu" => "Asia/Kathmandu",
        "Asia/Rangoon" => "Asia/Yangon",
        "Asia/Dacca" => "Asia/Dhaka",
        "Asia/Chongqing" => "Asia/Shanghai",
        "Europe/Kiev" => "Europe/Kyiv",
        "Africa/Asmera" => "Africa/Asmara",
        "America/Buenos_Aires" => "America/Argentina/Buenos_Aires",
        other => other,
    };
    name.to_owned()
}
