//! The surface that is painted on, and its way into a JPEG.

use jpeg_encoder::{ColorType, Encoder, EncodingError, SamplingFactor};

use super::{
    ink::{Ink, Paint, SHADOW},
    path::{Path, rounded},
};

/// How many lines each row of pixels is cut into, so that edges look smooth.
const CUTS: usize = 4;

/// A picture that is being painted; three bytes a pixel.
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pixels: Vec<u8>,
    /// How much of each pixel of the row at hand lies inside the outline.
    cover: Vec<f32>,
}

impl Canvas {
    /// An empty picture, filled with `paint`.
    pub(crate) fn new(width: usize, height: usize, paint: impl Into<Paint>) -> Canvas {
        let pixels = vec![0; width * height * 3];
        let mut canvas = Canvas { width, height, pixels, cover: vec![0.0; width] };
        canvas.fill(&super::path::rect(0.0, 0.0, width as f32, height as f32), paint);
        canvas
    }

    /// Fills an outline; where it crosses itself, every second layer stays open.
    pub(crate) fn fill(&mut self, path: &Path, paint: impl Into<Paint>) {
        let paint = paint.into();
        let (top, foot) = path.0.iter().fold((f32::MAX, f32::MIN), |(top, foot), p| (top.min(p.1), foot.max(p.1)));
        let first = top.floor().max(0.0) as usize;
        let last = (foot.ceil().max(0.0) as usize).min(self.height);
        let mut spans: Vec<(f32, f32)> = Vec::with_capacity(16);
        let mut crossings: Vec<f32> = Vec::with_capacity(8);
        for row in first..last {
            spans.clear();
            for cut in 0..CUTS {
                let y = row as f32 + (cut as f32 + 0.5) / CUTS as f32;
                crossings.clear();
                let mut a = path.0[path.0.len() - 1];
                for b in &path.0 {
                    if (a.1 <= y) != (b.1 <= y) {
                        crossings.push(a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
                    }
                    a = *b;
                }
                crossings.sort_unstable_by(f32::total_cmp);
                let inside = crossings.chunks_exact(2).map(|span| (span[0].max(0.0), span[1].min(self.width as f32)));
                spans.extend(inside.filter(|(from, to)| from < to));
            }
            let part = ((row as f32 - top) / (foot - top).max(1.0) * 100.0).clamp(0.0, 100.0);
            self.fill_row(row, &spans, paint.top.mix(paint.foot, part as u8));
        }
    }

    /// Fills the pieces of the cuts of one row.
    fn fill_row(&mut self, row: usize, spans: &[(f32, f32)], ink: Ink) {
        let Some((from, to)) = spans.iter().copied().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return };
        let (left, right) = (from as usize, (to.ceil() as usize).min(self.width));
        // Where each cut has one piece, the pixels that all of them hold need no counting.
        let (mut inner, mut outer) = (right, right);
        if spans.len() == CUTS {
            let (from, to) = spans.iter().fold((0.0_f32, f32::MAX), |held, s| (held.0.max(s.0), held.1.min(s.1)));
            if from.ceil() < to.floor() {
                (inner, outer) = (from.ceil() as usize, to.floor() as usize);
            }
        }
        let share = 1.0 / CUTS as f32;
        for (from, to) in spans {
            for (start, end) in [(left, inner), (outer, right)] {
                let (from, to) = (from.max(start as f32), to.min(end as f32));
                if from < to {
                    let (first, last) = (from as usize, (to.ceil() as usize).min(end));
                    self.cover[first..last].iter_mut().for_each(|cover| *cover += share);
                    self.cover[first] -= (from - first as f32) * share;
                    self.cover[last - 1] -= (last as f32 - to) * share;
                }
            }
        }
        let opacity = f32::from(ink.opacity) / 255.0 * 256.0;
        let pixels = &mut self.pixels[row * self.width * 3..(row + 1) * self.width * 3];
        for (start, end) in [(left, inner), (outer, right)] {
            let covers = &mut self.cover[start..end];
            for (pixel, cover) in pixels[start * 3..end * 3].chunks_exact_mut(3).zip(covers) {
                blend(pixel, ink, (*cover * opacity) as i32);
                *cover = 0.0;
            }
        }
        for pixel in pixels[inner * 3..outer * 3].chunks_exact_mut(3) {
            blend(pixel, ink, opacity as i32);
        }
    }

    /// A soft shadow under a rectangle.
    pub(crate) fn shadow(&mut self, x: f32, y: f32, width: f32, height: f32, reach: f32) {
        for ring in 0..5 {
            let grow = reach * (ring as f32 / 4.0 - 0.4);
            let outline =
                rounded(x - grow, y - grow + reach * 0.4, width + 2.0 * grow, height + 2.0 * grow, reach.max(4.0));
            self.fill(&outline, SHADOW.thin(5));
        }
    }

    /// The light of a room and the grain of a camera, over everything.
    pub(crate) fn finish(&mut self, seed: u32) {
        let mut noise = Noise::new(seed);
        let dim = |at: usize, of: usize, lit: i32| {
            let away = (at * 256 / of) as i32 - lit;
            away * away / 900
        };
        let columns: Vec<i32> = (0..self.width).map(|column| dim(column, self.width, 120)).collect();
        for (row, pixels) in self.pixels.chunks_exact_mut(self.width * 3).enumerate() {
            let dim_row = dim(row, self.height, 110);
            for (pixel, dim_column) in pixels.chunks_exact_mut(3).zip(&columns) {
                let change = (noise.next_small() - dim_row - dim_column) as i8;
                pixel.iter_mut().for_each(|value| *value = value.saturating_add_signed(change));
            }
        }
    }

    /// The picture as in a mirror.
    pub(crate) fn mirrored(mut self) -> Canvas {
        for row in self.pixels.chunks_exact_mut(self.width * 3) {
            for column in 0..self.width / 2 {
                let (left, right) = (column * 3, (self.width - 1 - column) * 3);
                (0..3).for_each(|part| row.swap(left + part, right + part));
            }
        }
        self
    }

    /// The picture made smaller by a whole number.
    pub(crate) fn reduced(&self, by: usize) -> Canvas {
        let (width, height) = (self.width / by, self.height / by);
        let mut pixels = Vec::with_capacity(width * height * 3);
        let area = (by * by) as u32;
        for row in 0..height {
            for column in 0..width {
                let mut sum = [0_u32; 3];
                for y in row * by..(row + 1) * by {
                    let start = (y * self.width + column * by) * 3;
                    for pixel in self.pixels[start..start + by * 3].chunks_exact(3) {
                        sum.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u32::from(*value));
                    }
                }
                pixels.extend(sum.map(|sum| (sum / area) as u8));
            }
        }
        Canvas { width, height, pixels, cover: Vec::new() }
    }

    /// The picture as a JPEG file.
    ///
    /// # Errors
    /// None that can happen: the size fits, and writing goes into memory.
    pub(crate) fn jpeg(&self, quality: u8) -> Result<Vec<u8>, EncodingError> {
        let mut file = Vec::with_capacity(96 * 1024);
        let mut encoder = Encoder::new(&mut file, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.encode(&self.pixels, self.width as u16, self.height as u16, ColorType::Rgb)?;
        Ok(file)
    }
}

/// Lays `ink` over a pixel, `share` of 256 of it.
fn blend(pixel: &mut [u8], ink: Ink, share: i32) {
    let colour = [ink.red, ink.green, ink.blue];
    if share >= 255 {
        pixel.copy_from_slice(&colour);
    } else {
        for (old, new) in pixel.iter_mut().zip(colour) {
            *old = (i32::from(*old) + (((i32::from(new) - i32::from(*old)) * share) >> 8)) as u8;
        }
    }
}

/// Numbers without order, the same for the same seed: drawing needs no randomness from outside.
pub(crate) struct Noise(u32);

impl Noise {
    /// Begins a row of numbers.
    pub(crate) fn new(seed: u32) -> Noise {
        Noise(seed.wrapping_mul(0x9e37_79b9) | 1)
    }

    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    /// −2 to 2, mostly near 0.
    fn next_small(&mut self) -> i32 {
        let bits = self.next() >> 8;
        (bits & 1) as i32 + (bits >> 1 & 1) as i32 - (bits >> 2 & 1) as i32 - (bits >> 3 & 1) as i32
    }

    /// From `low` up to `high`.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 8) as f32 / 16_777_216.0
    }

    /// A whole number from 0 up to, not including, `limit`.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        (self.next() >> 8) % limit.max(1)
    }
}
