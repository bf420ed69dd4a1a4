//! Whether an element is near what can be seen, so that pictures are fetched when they are needed.

use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far from the edge of the screen something counts as near.
const MARGIN: &str = "600px";

/// Watches an element until this is dropped.
pub struct Watch {
    observer: IntersectionObserver,
    _listener: Closure<dyn Fn(Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `then` when `element` comes near (`true`) or goes away; `None` where the browser cannot tell.
pub fn watch(element: &Element, then: impl Fn(bool) + 'static) -> Option<Watch> {
    let listener = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        // Of several moments only the last one still counts.
        if let Some(entry) = entries.iter().last() {
            then(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let observer = IntersectionObserver::new_with_options(listener.as_ref().unchecked_ref(), &options).ok()?;
    observer.observe(element);
    Some(Watch { observer, _listener: listener })
}
