//! Whether the app is installed, where that decides what the browser keeps.

use js_sys::Reflect;
use leptos::prelude::window;

/// Whether this is Safari on iOS, and the app is not on the home screen. It erases the storage of
/// sites that were not used for a week; that of installed apps it keeps.
pub fn should_be_installed_first() -> bool {
    // Only Safari on iOS has this property; `true` means opened from the home screen.
    let standalone = Reflect::get(&window().navigator(), &"standalone".into()).ok().and_then(|value| value.as_bool());
    standalone == Some(false) && is_ios()
}

fn is_ios() -> bool {
    let navigator = window().navigator();
    let agent = navigator.user_agent().unwrap_or_default();
    // An iPad calls itself a Mac; what gives it away is that it can be touched.
    let touch = Reflect::get(&navigator, &"maxTouchPoints".into()).ok().and_then(|points| points.as_f64());
    ["iPhone", "iPad", "iPod"].iter().any(|name| agent.contains(name))
        || (agent.contains("Macintosh") && touch.is_some_and(|points| points > 1.0))
}
