//! How wide the page is: whether a list stands beside its detail.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::MediaQueryList;

/// The width from which a list stands beside its detail; `--breakpoint-rail` of the style sheet.
const WIDE: &str = "(min-width: 56.25rem)";

thread_local! {
    static WIDE_NOW: ArcRwSignal<bool> = watch();
}

/// Whether a list stands beside its detail.
pub fn is_wide() -> Signal<bool> {
    WIDE_NOW.with(Clone::clone).into()
}

fn watch() -> ArcRwSignal<bool> {
    let query: Option<MediaQueryList> = window().match_media(WIDE).ok().flatten();
    let wide = ArcRwSignal::new(query.as_ref().is_some_and(MediaQueryList::matches));
    if let Some(query) = query {
        let (told, now) = (wide.clone(), query.clone());
        let listener = Closure::<dyn Fn()>::new(move || told.set(now.matches()));
        query.set_onchange(Some(listener.as_ref().unchecked_ref()));
        // As long as the page.
        listener.forget();
        std::mem::forget(query);
    }
    wide
}
