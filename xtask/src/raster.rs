//! Draws flat shapes into pixels, with smooth edges.

use anyhow::{Context, Result};

/// A colour: red, green, blue.
pub(crate) type Colour = [u8; 3];

/// A flat shape on a canvas of 512 × 512.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// A rectangle with round corners: left, top, width, height, radius.
    Rect([f32; 5], Colour),
    /// A line with round ends: from, to, width.
    Line([f32; 2], [f32; 2], f32, Colour),
}

/// The side of the canvas that shapes are given on.
pub(crate) const SIDE: f32 = 512.0;
/// Samples along each side of a pixel.
const SAMPLES: u32 = 4;

impl Shape {
    /// The same shape, drawn towards the centre by `scale`.
    pub(crate) fn scaled(self, scale: f32) -> Shape {
        let at = |value: f32| (value - SIDE / 2.0) * scale + SIDE / 2.0;
        match self {
            Shape::Rect([x, y, w, h, r], colour) => {
                Shape::Rect([at(x), at(y), w * scale, h * scale, r * scale], colour)
            }
            Shape::Line(a, b, width, colour) => Shape::Line(a.map(at), b.map(at), width * scale, colour),
        }
    }

    /// Its colour, where it covers the point.
    fn colour_at(self, x: f32, y: f32) -> Option<Colour> {
        match self {
            Shape::Rect([left, top, w, h, r], colour) => {
                let dx = (left + r - x).max(x - (left + w - r)).max(0.0);
                let dy = (top + r - y).max(y - (top + h - r)).max(0.0);
                (dx.hypot(dy) <= r).then_some(colour)
            }
            Shape::Line([ax, ay], [bx, by], width, colour) => {
                let (dx, dy) = (bx - ax, by - ay);
                let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
                let distance = (x - ax - along * dx).hypot(y - ay - along * dy);
                (distance <= width / 2.0).then_some(colour)
            }
        }
    }
}

/// Draws shapes, later ones above earlier ones, into a PNG of `size` × `size`; what none covers is transparent.
pub(crate) fn png(shapes: &[Shape], size: u32) -> Result<Vec<u8>> {
    let pixels: Vec<u8> = (0..size * size).flat_map(|i| pixel(shapes, size, i % size, i / size)).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size, size);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().context("writing a PNG")?;
    writer.write_image_data(&pixels).context("writing a PNG")?;
    writer.finish().context("writing a PNG")?;
    Ok(file)
}

fn pixel(shapes: &[Shape], size: u32, x: u32, y: u32) -> [u8; 4] {
    let place = |pixel: u32, sample: u32| (pixel as f32 + (sample as f32 + 0.5) / SAMPLES as f32) * SIDE / size as f32;
    let mut sum = [0_u32; 3];
    let mut covered = 0;
    for sample in 0..SAMPLES * SAMPLES {
        let (sx, sy) = (place(x, sample % SAMPLES), place(y, sample / SAMPLES));
        if let Some(colour) = shapes.iter().rev().find_map(|shape| shape.colour_at(sx, sy)) {
            covered += 1;
            for (sum, part) in sum.iter_mut().zip(colour) {
                *sum += u32::from(part);
            }
        }
    }
    let mean = |sum: u32| u8::try_from(sum / covered.max(1)).unwrap_or(u8::MAX);
    let alpha = u8::try_from(covered * 255 / (SAMPLES * SAMPLES)).unwrap_or(u8::MAX);
    [mean(sum[0]), mean(sum[1]), mean(sum[2]), alpha]
}

/// The same shapes as SVG.
pub(crate) fn svg(shapes: &[Shape]) -> String {
    let hex = |[r, g, b]: Colour| format!("#{r:02x}{g:02x}{b:02x}");
    let draw = |shape: &Shape| match *shape {
        Shape::Rect([x, y, w, h, r], colour) => {
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\" fill=\"{}\"/>", hex(colour))
        }
        Shape::Line([ax, ay], [bx, by], width, colour) => format!(
            "<path d=\"M{ax} {ay}L{bx} {by}\" stroke=\"{}\" stroke-width=\"{width}\" stroke-linecap=\"round\"/>",
            hex(colour)
        ),
    };
    let body: String = shapes.iter().map(draw).collect();
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\">{body}</svg>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Colour = [200, 0, 0];

    #[test]
    fn a_shape_covers_its_inside_and_nothing_else() {
        let square = [Shape::Rect([128.0, 128.0, 256.0, 256.0, 0.0], RED)];
        assert_eq!(pixel(&square, 8, 4, 4), [200, 0, 0, 255]);
        assert_eq!(pixel(&square, 8, 0, 0)[3], 0);
    }

    #[test]
    fn a_png_has_the_size_asked_for() {
        let file = png(&[Shape::Line([0.0, 0.0], [512.0, 512.0], 40.0, RED)], 32).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (32, 32));
    }
}
