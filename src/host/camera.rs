//! The camera: a moving picture that stays open between shots.

use futures_channel::oneshot;
use js_sys::{Array, Function, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaDeviceInfo, MediaStream, MediaStreamTrack,
};

use super::media::{self, Denied, Listener, object};

/// How much a shot is squeezed before the worker reduces it: hardly.
const QUALITY: f64 = 0.92;

/// An open camera. It is let go when this is dropped.
pub struct Camera {
    stream: MediaStream,
    track: MediaStreamTrack,
    _ended: Listener,
}

impl Camera {
    /// Opens a camera: the one named, else the one that looks away from the person. `ended` is
    /// called when the system takes it away.
    ///
    /// # Errors
    /// Why there is no picture.
    pub async fn open(device: Option<&str>, ended: impl Fn() + 'static) -> Result<Camera, Denied> {
        let ideal = |value: JsValue| JsValue::from(object([("ideal", value)]));
        let video = object([("width", ideal(2560.into())), ("height", ideal(1440.into()))]);
        match device {
            Some(device) => media::set(&video, "deviceId", object([("exact", device.into())])),
            None => media::set(&video, "facingMode", ideal("environment".into())),
        }
        let stream = media::open(&object([("video", video.into()), ("audio", false.into())])).await?;
        let track = media::tracks(&stream).into_iter().next().ok_or(Denied::Missing)?;
        let listener = media::listener(move |_| ended());
        track.set_onended(Some(listener.as_ref().unchecked_ref()));
        Ok(Camera { stream, track, _ended: listener })
    }

    /// Shows what it sees.
    pub fn show_in(&self, video: &HtmlVideoElement) {
        video.set_src_object(Some(&self.stream));
        let _ = video.play(); // It plays by itself; a refusal shows a still picture.
    }

    /// The name of this camera, for choosing another.
    pub fn device(&self) -> Option<String> {
        Reflect::get(&self.track.get_settings(), &"deviceId".into()).ok()?.as_string()
    }

    /// Whether it has a light that can be switched on.
    pub fn has_torch(&self) -> bool {
        // Some browsers lack the method.
        let able =
            Reflect::get(&self.track, &"getCapabilities".into()).ok().and_then(|able| able.dyn_into::<Function>().ok());
        let able = able.and_then(|able| able.call0(&self.track).ok());
        able.and_then(|able| Reflect::get(&able, &"torch".into()).ok()).is_some_and(|torch| torch.is_truthy())
    }

    /// Switches the light; answers whether it did.
    pub async fn set_torch(&self, on: bool) -> bool {
        let wanted = object([("advanced", Array::of1(&object([("torch", on.into())])).into())]);
        match self.track.apply_constraints_with_constraints(wanted.unchecked_ref()) {
            Ok(applied) => JsFuture::from(applied).await.is_ok(),
            Err(_) => false,
        }
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        self.track.set_onended(None);
        media::stop(&self.stream);
    }
}

/// The cameras of this device, by the names that [`Camera::open`] takes.
pub async fn cameras() -> Vec<String> {
    let Some(asked) = media::devices().and_then(|devices| devices.enumerate_devices().ok()) else { return Vec::new() };
    let Ok(all) = JsFuture::from(asked).await else { return Vec::new() };
    let all: Array = all.unchecked_into();
    let all = all.iter().map(JsCast::unchecked_into::<MediaDeviceInfo>);
    let is_camera = |info: &MediaDeviceInfo| {
        Reflect::get(info, &"kind".into()).ok().and_then(|kind| kind.as_string()).as_deref() == Some("videoinput")
    };
    all.filter(is_camera).map(|info| info.device_id()).filter(|id| !id.is_empty()).collect()
}

/// What the picture shows at this moment; `None` while it shows nothing yet.
pub async fn shoot(video: &HtmlVideoElement) -> Option<Blob> {
    let (width, height) = (video.video_width(), video.video_height());
    if width == 0 || height == 0 {
        return None;
    }
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let drawing: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    drawing.draw_image_with_html_video_element(video, 0.0, 0.0).ok()?;
    let (sender, made) = oneshot::channel();
    let take = Closure::once_into_js(move |blob: Option<Blob>| {
        let _ = sender.send(blob); // Nobody waits any more: fine.
    });
    canvas.to_blob_with_type_and_encoder_options(take.unchecked_ref(), "image/jpeg", &QUALITY.into()).ok()?;
    made.await.ok()?
}
