//! What the browser tells about the connection.

use js_sys::Reflect;
use leptos::prelude::window;

/// Whether it tells if the connection is Wi-Fi. Most browsers on a laptop, and all of Apple's, do not.
pub fn tells_its_type() -> bool {
    let connection = Reflect::get(&window().navigator(), &"connection".into()).ok();
    let kind = connection.filter(|c| !c.is_undefined()).and_then(|c| Reflect::get(&c, &"type".into()).ok());
    kind.is_some_and(|kind| kind.is_string())
}
