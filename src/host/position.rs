//! Where the device is, if the person allows it: asked only when they tap for it.

use floorbook_domain::Position;
use futures_channel::oneshot;
use js_sys::Object;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::media::{self, Denied};

/// Asks where the device is. The browser asks the person first.
///
/// # Errors
/// Why it is not told.
pub async fn ask() -> Result<Position, Denied> {
    let geolocation = window().navigator().geolocation().map_err(|_| Denied::Unsupported)?;
    let (sender, told) = oneshot::channel();
    let sender = std::rc::Rc::new(std::cell::Cell::new(Some(sender)));
    let found = {
        let sender = sender.clone();
        Closure::once_into_js(move |position: web_sys::Position| {
            let coordinates = position.coords();
            // Degrees are at most 180, so millionths of them fit.
            let millionths = |degrees: f64| (degrees * 1_000_000.0).round() as i32;
            let place = Position {
                latitude: millionths(coordinates.latitude()),
                longitude: millionths(coordinates.longitude()),
                accuracy: Some(coordinates.accuracy().max(0.0).round() as u32),
            };
            let _ = sender.take().map(|sender| sender.send(Ok(place)));
        })
    };
    let refused = Closure::once_into_js(move |error: JsValue| {
        let code = js_sys::Reflect::get(&error, &"code".into()).ok().and_then(|code| code.as_f64());
        let why = if code == Some(1.0) { Denied::Refused } else { Denied::Missing };
        let _ = sender.take().map(|sender| sender.send(Err(why)));
    });
    let options = Object::new();
    media::set(&options, "timeout", 15_000);
    media::set(&options, "enableHighAccuracy", true);
    geolocation
        .get_current_position_with_error_callback_and_options(
            found.unchecked_ref(),
            Some(refused.unchecked_ref()),
            options.unchecked_ref(),
        )
        .map_err(|_| Denied::Unsupported)?;
    told.await.unwrap_or(Err(Denied::Missing))
}
