//! Times as people say them, in the zone of a place. The browser's own tables are used
//! (`Intl.DateTimeFormat`): they are newer than any that an app could carry along.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use floorbook_domain::Instant;
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{host::settings, t};

#[wasm_bindgen]
extern "C" {
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, js_name = formatToParts)]
    fn format_to_parts(this: &DateTimeFormat, date: &Date) -> Array;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, date: &Date) -> String;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved_options(this: &DateTimeFormat) -> Object;
    #[wasm_bindgen(js_namespace = Intl, js_name = supportedValuesOf, catch)]
    fn supported_values_of(key: &str) -> Result<Array, JsValue>;
}

/// How the words of dates are formed: day before month, 24 hours.
const LOCALE: &str = "en-GB";

/// What a clock and a calendar on the wall show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wall {
    year: i32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
}

/// Those made so far: making one takes far longer than using it.
type Formats = HashMap<(Style, String), Option<Rc<DateTimeFormat>>>;

thread_local! {
    static FORMATS: RefCell<Formats> = RefCell::default();
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Style {
    Numbers,
    Day,
    Full,
}

impl Style {
    fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Style::Numbers => &[
                ("hourCycle", "h23"),
                ("year", "numeric"),
                ("month", "numeric"),
                ("day", "numeric"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
            ],
            Style::Day => &[("weekday", "short"), ("day", "numeric"), ("month", "short"), ("year", "numeric")],
            Style::Full => &[("dateStyle", "full"), ("timeStyle", "short")],
        }
    }
}

/// The formatter for `zone`; an empty or unknown zone is the device's.
fn formatter(style: Style, zone: &str) -> Option<Rc<DateTimeFormat>> {
    let key = (style, zone.to_owned());
    if let Some(made) = FORMATS.with_borrow(|formats| formats.get(&key).cloned()) {
        return made;
    }
    let options = Object::new();
    for (name, value) in style.options() {
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let plain = |options: &Object| DateTimeFormat::new(LOCALE, options).ok();
    let made = if zone.is_empty() {
        plain(&options)
    } else {
        let zoned = Object::assign(&Object::new(), &options);
        let _ = Reflect::set(&zoned, &"timeZone".into(), &zone.into());
        plain(&zoned).or_else(|| plain(&options))
    };
    let made = made.map(Rc::new);
    FORMATS.with_borrow_mut(|formats| formats.insert(key, made.clone()));
    made
}

fn date(at: Instant) -> Date {
    Date::new(&JsValue::from_f64(at.0 as f64))
}

/// The named parts of a formatted date. A moment beyond JavaScript's years has none.
fn parts(style: Style, at: Instant, zone: &str) -> HashMap<String, String> {
    let date = date(at);
    let Some(format) = formatter(style, zone) else { return HashMap::new() };
    if date.get_time().is_nan() {
        return HashMap::new();
    }
    let part = |part: JsValue| {
        let text = |name: &str| Reflect::get(&part, &name.into()).ok()?.as_string();
        Some((text("type")?, text("value")?))
    };
    format.format_to_parts(&date).iter().filter_map(part).collect()
}

fn wall(at: Instant, zone: &str) -> Wall {
    let parts = parts(Style::Numbers, at, zone);
    let number = |name: &str| parts.get(name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0);
    Wall {
        year: number("year") as i32,
        month: number("month"),
        day: number("day"),
        hour: number("hour"),
        minute: number("minute"),
    }
}

/// Days since 1970-01-01 of the civil day on the wall; for telling how many midnights lie between.
fn civil_day(wall: &Wall) -> i64 {
    let utc = Date::utc(f64::from(wall.year), f64::from(wall.month) - 1.0);
    (utc / 86_400_000.0) as i64 + i64::from(wall.day)
}

/// The zone of the device, by its IANA name.
pub fn device() -> String {
    let options = formatter(Style::Numbers, "").map(|format| format.resolved_options());
    let zone = options.and_then(|options| Reflect::get(&options, &"timeZone".into()).ok()?.as_string());
    zone.unwrap_or_else(|| "UTC".into())
}

/// Home: what was set on this device, else the device's own zone.
pub fn home() -> String {
    settings::home_zone().filter(|zone| !zone.is_empty()).unwrap_or_else(device)
}

/// All zones that the browser knows, for choosing one.
pub fn all() -> Vec<String> {
    let zones = supported_values_of("timeZone").map(|zones| zones.iter().filter_map(|zone| zone.as_string()).collect());
    zones.unwrap_or_else(|_| vec![device()])
}

/// A zone's name as people say it: `Asia/Ho_Chi_Minh` is `Ho Chi Minh`.
pub fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// The time of day: `14:20`.
pub fn time(at: Instant, zone: &str) -> String {
    let wall = wall(at, zone);
    format!("{}:{:02}", wall.hour, wall.minute)
}

/// The day: `today`, `yesterday`, `tomorrow`, `Tue 3 Feb`, in another year `Tue 3 Feb 2026`.
pub fn day(at: Instant, zone: &str, now: Instant) -> String {
    let (then, today) = (wall(at, zone), wall(now, zone));
    match civil_day(&today) - civil_day(&then) {
        0 => return t!("day-today"),
        1 => return t!("day-yesterday"),
        -1 => return t!("day-tomorrow"),
        _ => {}
    }
    let parts = parts(Style::Day, at, zone);
    let part = |name: &str| parts.get(name).cloned().unwrap_or_default();
    let day = format!("{} {} {}", part("weekday"), part("day"), part("month"));
    if then.year == today.year { day } else { format!("{day} {}", part("year")) }
}

/// The day in words, of whatever day it is: `Tue 3 Feb 2026`.
pub fn calendar(at: Instant, zone: &str) -> String {
    let parts = parts(Style::Day, at, zone);
    let part = |name: &str| parts.get(name).cloned().unwrap_or_default();
    format!("{} {} {} {}", part("weekday"), part("day"), part("month"), part("year"))
}

/// How many midnights at `zone` lie between two moments.
pub fn days_between(from: Instant, to: Instant, zone: &str) -> i64 {
    civil_day(&wall(to, zone)) - civil_day(&wall(from, zone))
}

/// Day and time: `today 14:20`, `Tue 3 Feb 9:05`.
pub fn moment(at: Instant, zone: &str, now: Instant) -> String {
    format!("{} {}", day(at, zone, now), time(at, zone))
}

/// Everything, on demand: `Tuesday 3 February 2026 at 14:20, Ho Chi Minh`.
pub fn full(at: Instant, zone: &str) -> String {
    let place = if zone.is_empty() { city(&device()) } else { city(zone) };
    match formatter(Style::Full, zone).filter(|_| !date(at).get_time().is_nan()) {
        Some(format) => format!("{}, {place}", format.format(&date(at))),
        None => place,
    }
}

/// Whether clocks at the two zones show another time at that moment.
pub fn differ(at: Instant, one: &str, other: &str) -> bool {
    !one.is_empty() && one != other && wall(at, one) != wall(at, other)
}

/// A moment for `<input type="datetime-local">`: `2026-02-03T14:20`.
pub fn to_input(at: Instant, zone: &str) -> String {
    let Wall { year, month, day, hour, minute } = wall(at, zone);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}

/// The moment at which a clock at `zone` shows what an `<input type="datetime-local">` holds.
/// `None` for what is no time. An hour that occurs twice is read as its first occurrence.
pub fn from_input(text: &str, zone: &str) -> Option<Instant> {
    let as_utc = Date::parse(&format!("{}Z", text.get(..16)?));
    if as_utc.is_nan() {
        return None;
    }
    let wanted = as_utc as i64;
    // The offset at the wanted moment is that of the wall clock there; a second look settles it
    // where the first guess lay beyond a clock change. The earlier of two fitting moments wins.
    let guess = |near: i64| wanted - offset(Instant(near), zone);
    let (first, second) = (guess(wanted), guess(guess(wanted)));
    let fits = |at: &i64| guess(*at) == *at;
    let earlier = guess(wanted - 86_400_000);
    Some(Instant([earlier, first, second].into_iter().filter(fits).min().unwrap_or(second)))
}

/// How far clocks at `zone` are ahead of UTC at that moment, in milliseconds, to the minute.
fn offset(at: Instant, zone: &str) -> i64 {
    let wall = wall(at, zone);
    let shown = civil_day(&wall) * 86_400_000 - 86_400_000 + i64::from(wall.hour * 60 + wall.minute) * 60_000;
    shown - at.0.div_euclid(60_000) * 60_000
}
