//! Why the camera, the microphone or the position is not to be had, in words, with what to do.

use crate::{host::media::Denied, t};

/// Why there is no picture.
pub fn camera(why: Denied) -> String {
    match why {
        Denied::Refused => t!("camera-refused"),
        Denied::Missing => t!("camera-missing"),
        Denied::Busy => t!("camera-busy"),
        Denied::Unsupported => t!("camera-unsupported"),
    }
}

/// Why there is no sound.
pub(super) fn microphone(why: Denied) -> String {
    match why {
        Denied::Refused => t!("microphone-refused"),
        Denied::Missing => t!("microphone-missing"),
        Denied::Busy => t!("microphone-busy"),
        Denied::Unsupported => t!("microphone-unsupported"),
    }
}

/// Why there is no position.
pub(super) fn position(why: Denied) -> String {
    match why {
        Denied::Refused => t!("position-refused"),
        Denied::Missing | Denied::Busy => t!("position-missing"),
        Denied::Unsupported => t!("position-unsupported"),
    }
}
