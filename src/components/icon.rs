//! Icons: the shapes of Lucide, as data of the crate `icondata_lu`; only those named are compiled.

use icondata_core::Icon as Shape;
use leptos::{prelude::*, svg};

/// An icon, hidden from screen readers: its word stands beside it, or names the button around it.
#[component]
pub fn Icon(
    /// The shape: `icondata_lu::LuCamera`.
    shape: Shape,
    /// Classes for its size; 20 px without.
    #[prop(default = "size-5")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class=class
            viewBox=shape.view_box
            fill="none"
            stroke="currentColor"
            stroke-width=shape.stroke_width
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
        >
            {svg::InertElement::new(format!("<g>{}</g>", shape.data))}
        </svg>
    }
}
