//! What is captured during a visit, or without one: notes, photos, voice memos, people.

mod bar;
mod camera;
mod composer;
pub mod darkroom;
mod denied;
mod holder;
mod pick;
mod place;
mod recording;
mod taken;
mod voice;

pub use bar::CaptureBar;
pub use camera::CameraSheet;
pub use composer::{Composer, Composing};
pub use denied::camera as camera_denied;
pub use holder::Holder;
pub use place::{Place, first_areas};
pub use voice::{VoiceSheet, clock_words};
