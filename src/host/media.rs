//! What the camera and the microphone have in common: asking for them, and why they are not had.

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaDevices, MediaStream, MediaStreamTrack};

/// Why there is no picture or sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The person or the browser's settings refused.
    Refused,
    /// This device has none, or none that was asked for.
    Missing,
    /// Another app holds it.
    Busy,
    /// This browser cannot, or the origin is not secure.
    Unsupported,
}

/// Reads from the error that `getUserMedia` gave why there is nothing.
fn denied(error: &JsValue) -> Denied {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    match name.as_str() {
        "NotAllowedError" | "SecurityError" => Denied::Refused,
        "NotFoundError" | "OverconstrainedError" => Denied::Missing,
        "NotReadableError" | "AbortError" => Denied::Busy,
        _ => Denied::Unsupported,
    }
}

/// The devices; `None` where the browser has none to give.
pub(super) fn devices() -> Option<MediaDevices> {
    let navigator = window().navigator();
    let devices = Reflect::get(&navigator, &"mediaDevices".into()).ok()?;
    (!devices.is_undefined()).then(|| devices.unchecked_into())
}

/// Asks for a stream. The person may be asked first.
pub(super) async fn open(constraints: &Object) -> Result<MediaStream, Denied> {
    let devices = devices().ok_or(Denied::Unsupported)?;
    let asked = devices.get_user_media_with_constraints(constraints.unchecked_ref()).map_err(|e| denied(&e))?;
    JsFuture::from(asked).await.map(JsCast::unchecked_into).map_err(|error| denied(&error))
}

/// The tracks of a stream.
pub(super) fn tracks(stream: &MediaStream) -> Vec<MediaStreamTrack> {
    stream.get_tracks().iter().filter_map(|track| track.dyn_into().ok()).collect()
}

/// Lets a device go.
pub(super) fn stop(stream: &MediaStream) {
    tracks(stream).iter().for_each(MediaStreamTrack::stop);
}

/// A member of a plain object, set.
pub(super) fn set(object: &Object, name: &str, value: impl Into<JsValue>) {
    let _ = Reflect::set(object, &name.into(), &value.into()); // A plain object takes any member.
}

/// An object with these members.
pub(super) fn object<const N: usize>(members: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    members.into_iter().for_each(|(name, value)| set(&object, name, value));
    object
}

/// A listener that lives as long as what holds it.
pub(super) type Listener = Closure<dyn Fn(JsValue)>;

/// A listener that calls `then`.
pub(super) fn listener(then: impl Fn(JsValue) + 'static) -> Listener {
    Closure::new(then)
}
