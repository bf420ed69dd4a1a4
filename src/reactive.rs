//! leptos' reactive pieces, compiled once for each type of value instead of once for each closure.
//!
//! A [`Memo`], an [`Effect`] and a view that changes are each some kilobytes of code that leptos makes
//! anew for every closure that is given to them. Here the closure goes into a box first.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// A value made of signals, made again when one of them changes.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    boxed_memo(Box::new(value))
}

fn boxed_memo<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| value())
}

/// Does something now, and again when a signal that it reads changes.
pub fn effect(work: impl FnMut() + 'static) {
    boxed_effect(Box::new(work));
}

fn boxed_effect(mut work: Box<dyn FnMut()>) {
    Effect::new(move |_| work());
}

/// A view that is drawn anew when a signal that it reads changes.
pub fn drawn<V: IntoView + 'static>(mut view: impl FnMut() -> V + Send + 'static) -> AnyView {
    boxed_view(Arc::new(Mutex::new(move || view().into_any())))
}

fn boxed_view(view: Arc<Mutex<dyn FnMut() -> AnyView + Send>>) -> AnyView {
    view.into_any()
}
