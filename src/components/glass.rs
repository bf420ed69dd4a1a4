//! The glass that people sign on, and the signature as it was drawn.

use floorbook_domain::{GLASS_HEIGHT, GLASS_WIDTH, Point};
use leptos::{ev::PointerEvent, html, prelude::*};

/// A finger that moved less than this draws no new point.
const STEP: u16 = 4;

/// The strokes as lines of an SVG path.
fn path(strokes: &[Vec<Point>]) -> String {
    let mut path = String::new();
    for stroke in strokes {
        for (at, Point { x, y }) in stroke.iter().enumerate() {
            path.push_str(&format!("{}{x} {y}", if at == 0 { 'M' } else { 'L' }));
        }
        // A tap is a dot.
        if let [Point { x, y }] = stroke.as_slice() {
            path.push_str(&format!("L{x} {y}"));
        }
    }
    path
}

fn view_box() -> String {
    format!("0 0 {GLASS_WIDTH} {GLASS_HEIGHT}")
}

/// A signature as it was drawn.
#[component]
pub fn Ink(
    /// Its strokes.
    strokes: Vec<Vec<Point>>,
    /// Whose it is: its name for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <svg viewBox=view_box() class="h-16 w-40" role="img" aria-label=label>
            <path d=path(&strokes) fill="none" stroke="currentColor" stroke-width="8" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

/// A place to draw one's name with a finger, a pen or a mouse. Whoever cannot draw leaves it empty.
#[component]
pub fn Glass(
    /// What is drawn on it: its name for screen readers.
    #[prop(into)]
    label: String,
    /// What was drawn so far.
    #[prop(into)]
    strokes: Signal<Vec<Vec<Point>>>,
    /// Called with all that is drawn, after each stroke and as it grows.
    on_draw: impl Fn(Vec<Vec<Point>>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let glass = NodeRef::<html::Div>::new();
    let drawing = RwSignal::new(false);
    // What lies on the glass takes no pointer, so that places are told from its own edge.
    let point = move |event: &PointerEvent| {
        let glass = glass.get_untracked()?;
        let place = |at: i32, length: i32, all: u16| {
            let part = f64::from(at) / f64::from(length.max(1));
            (part.clamp(0.0, 1.0) * f64::from(all)).round() as u16
        };
        Some(Point {
            x: place(event.offset_x(), glass.client_width(), GLASS_WIDTH),
            y: place(event.offset_y(), glass.client_height(), GLASS_HEIGHT),
        })
    };
    let start = move |event: PointerEvent| {
        let (Some(point), Some(glass)) = (point(&event), glass.get_untracked()) else { return };
        event.prevent_default();
        // Without it a stroke that leaves the glass ends there; it is still drawn.
        let _ = glass.set_pointer_capture(event.pointer_id());
        drawing.set(true);
        let mut all = strokes.get_untracked();
        all.push(vec![point]);
        on_draw(all);
    };
    let go_on = move |event: PointerEvent| {
        if !drawing.get_untracked() {
            return;
        }
        let Some(point) = point(&event) else { return };
        let mut all = strokes.get_untracked();
        let Some(stroke) = all.last_mut() else { return };
        let is_new = |last: &Point| last.x.abs_diff(point.x) >= STEP || last.y.abs_diff(point.y) >= STEP;
        if stroke.last().is_none_or(is_new) {
            stroke.push(point);
            on_draw(all);
        }
    };
    let end = move |_: PointerEvent| drawing.set(false);
    view! {
        <div
            node_ref=glass
            class="aspect-5/2 w-full cursor-crosshair touch-none rounded-field border-2 border-dashed border-base-content/40 bg-base-100 select-none"
            role="img"
            aria-label=label
            on:pointerdown=start
            on:pointermove=go_on
            on:pointerup=end
            on:pointercancel=end
        >
            <svg viewBox=view_box() class="pointer-events-none size-full" aria-hidden="true">
                <path
                    d=move || strokes.with(|all| path(all))
                    fill="none"
                    stroke="currentColor"
                    stroke-width="8"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                />
            </svg>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_apart_and_a_tap_is_a_dot() {
        let point = |x, y| Point { x, y };
        assert_eq!(path(&[vec![point(1, 2), point(3, 4)], vec![point(5, 6)]]), "M1 2L3 4M5 6L5 6");
    }
}
