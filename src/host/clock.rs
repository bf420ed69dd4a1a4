//! The device's clock.

use std::time::Duration;

use floorbook_domain::Instant;
use leptos::prelude::*;

use super::page;

/// Now.
pub fn now() -> Instant {
    // Milliseconds since 1970 fit an `i64` for any date that JavaScript holds.
    Instant(js_sys::Date::now() as i64)
}

/// The minute it is; moves with each minute and when the page is shown again. Provided once at the root.
#[derive(Clone, Copy)]
pub struct Minute(ReadSignal<Instant>);

/// Starts the clock of the app; called once at the root.
pub fn provide_minute() {
    let minute = RwSignal::new(this_minute());
    let tick = move || {
        let now = this_minute();
        if minute.try_get_untracked().is_some_and(|shown| shown != now) {
            minute.set(now);
        }
    };
    set_interval(tick, Duration::from_secs(5));
    page::on_visibility(move |visible| {
        if visible {
            tick();
        }
    });
    provide_context(Minute(minute.read_only()));
}

/// The minute it is, from its start.
fn this_minute() -> Instant {
    let now = now();
    Instant(now.0 - now.0.rem_euclid(60_000))
}

/// The time, for what is shown in minutes: views that read it are drawn again as it passes.
pub fn minute() -> Signal<Instant> {
    match use_context::<Minute>() {
        Some(Minute(minute)) => minute.into(),
        None => Signal::stored(now()),
    }
}
