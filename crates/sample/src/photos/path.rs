//! Outlines to fill.

use std::f32::consts::PI;

/// A closed outline, in pixels from the top left corner.
#[derive(Clone)]
pub(crate) struct Path(pub(crate) Vec<(f32, f32)>);

/// The polygon with these corners.
pub(crate) fn polygon(corners: &[(f32, f32)]) -> Path {
    Path(corners.to_vec())
}

/// A rectangle.
pub(crate) fn rect(x: f32, y: f32, width: f32, height: f32) -> Path {
    polygon(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
}

/// A rectangle with round corners.
pub(crate) fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Path {
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let corners = [
        (x + width - radius, y + radius, -0.5),
        (x + width - radius, y + height - radius, 0.0),
        (x + radius, y + height - radius, 0.5),
        (x + radius, y + radius, 1.0),
    ];
    let steps = if radius > 12.0 { 8 } else { 4 };
    let arc = |(cx, cy, from): (f32, f32, f32)| {
        (0..=steps).map(move |step| {
            let angle = PI * (from + 0.5 * step as f32 / steps as f32);
            (cx + radius * angle.cos(), cy + radius * angle.sin())
        })
    };
    Path(corners.into_iter().flat_map(arc).collect())
}

/// An ellipse around a centre.
pub(crate) fn ellipse(cx: f32, cy: f32, rx: f32, ry: f32) -> Path {
    let steps = if rx.max(ry) > 120.0 {
        72
    } else if rx.max(ry) > 24.0 {
        36
    } else {
        14
    };
    let corner = |step: i32| {
        let angle = 2.0 * PI * step as f32 / steps as f32;
        (cx + rx * angle.cos(), cy + ry * angle.sin())
    };
    Path((0..steps).map(corner).collect())
}

/// A circle around a centre.
pub(crate) fn circle(cx: f32, cy: f32, radius: f32) -> Path {
    ellipse(cx, cy, radius, radius)
}

/// A straight stroke.
pub(crate) fn line(from: (f32, f32), to: (f32, f32), width: f32) -> Path {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(0.01);
    let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
    polygon(&[(from.0 + nx, from.1 + ny), (to.0 + nx, to.1 + ny), (to.0 - nx, to.1 - ny), (from.0 - nx, from.1 - ny)])
}

/// A stroke along `points`, of even width.
pub(crate) fn stroke(points: &[(f32, f32)], width: f32) -> Path {
    let side = |reach: f32| {
        points.iter().enumerate().map(move |(at, point)| {
            let before = points[at.saturating_sub(1)];
            let after = points[(at + 1).min(points.len() - 1)];
            let (dx, dy) = (after.0 - before.0, after.1 - before.1);
            let length = dx.hypot(dy).max(0.01);
            (point.0 - dy / length * reach, point.1 + dx / length * reach)
        })
    };
    Path(side(width / 2.0).chain(side(-width / 2.0).rev()).collect())
}

impl Path {
    /// The outline turned clockwise around a point.
    pub(crate) fn turned(mut self, around: (f32, f32), degrees: f32) -> Path {
        let (sin, cos) = (degrees * PI / 180.0).sin_cos();
        for point in &mut self.0 {
            let (dx, dy) = (point.0 - around.0, point.1 - around.1);
            *point = (around.0 + dx * cos - dy * sin, around.1 + dx * sin + dy * cos);
        }
        self
    }

    /// The outline with its corners cut off softly.
    pub(crate) fn soft(mut self) -> Path {
        for _ in 0..2 {
            let next = self.0.iter().skip(1).chain(self.0.first());
            let cut = |a: &(f32, f32), b: &(f32, f32)| {
                let part = |share: f32| (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
                [part(0.25), part(0.75)]
            };
            self.0 = self.0.iter().zip(next).flat_map(|(a, b)| cut(a, b)).collect();
        }
        self
    }

    /// The outline moved.
    pub(crate) fn moved(mut self, dx: f32, dy: f32) -> Path {
        for point in &mut self.0 {
            *point = (point.0 + dx, point.1 + dy);
        }
        self
    }
}
