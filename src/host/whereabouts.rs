//! Where the device is, if the person allows it.

use floorbook_domain::Position;
use futures_channel::oneshot;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Position as Found, PositionOptions};

/// How long to wait for satellites, in milliseconds: inside of a hall they may never be found.
const PATIENCE: u32 = 20_000;

/// Where the device is now; `None` where the person or the browser declines, or it cannot be found.
pub async fn here() -> Option<Position> {
    let geolocation = leptos::prelude::window().navigator().geolocation().ok()?;
    let (sender, answer) = oneshot::channel();
    let sender = std::rc::Rc::new(std::cell::Cell::new(Some(sender)));
    let tell = move |position: Option<Position>| {
        if let Some(sender) = sender.take() {
            let _ = sender.send(position); // Nobody waits any more: fine.
        }
    };
    let found = {
        let tell = tell.clone();
        Closure::once(move |found: Found| tell(Some(position(&found))))
    };
    let declined = Closure::once(move || tell(None));
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE);
    let (found, declined) = (found.as_ref().unchecked_ref(), declined.as_ref().unchecked_ref());
    geolocation.get_current_position_with_error_callback_and_options(found, Some(declined), &options).ok()?;
    answer.await.ok().flatten()
}

fn position(found: &Found) -> Position {
    let coords = found.coords();
    // Degrees lie within ±180, so millionths of them fit; an accuracy is never negative.
    let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
    Position {
        latitude: millionths(coords.latitude()),
        longitude: millionths(coords.longitude()),
        accuracy: Some(coords.accuracy().round() as u32),
    }
}
