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
    let (minute, set_minute) = signal(now());
    let tick = move || {
        let now = now();
        if set_minute.try_update(|minute| *minute = now).is_none() {
            // The app is gone.
        }
    };
    set_interval(tick, Duration::from_secs(15));
    page::on_visibility(move |visible| {
        if visible {
            tick();
        }
    });
    provide_context(Minute(minute));
}

/// The time, for what is shown in minutes: views that read it are drawn again as it passes.
pub fn minute() -> Signal<Instant> {
    match use_context::<Minute>() {
        Some(Minute(minute)) => minute.into(),
        None => Signal::stored(now()),
    }
}
