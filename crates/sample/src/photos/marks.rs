//! Marks that stand for writing and reading: digits of a display, lines of handwriting.

use super::{
    canvas::{Canvas, Noise},
    ink::{BLACK, Ink},
    path::{circle, line, rect, stroke},
};

/// The seven bars of each digit, from the top clockwise, the middle one last.
const DIGITS: [[bool; 7]; 10] = {
    const O: bool = false;
    const X: bool = true;
    [
        [X, X, X, X, X, X, O],
        [O, X, X, O, O, O, O],
        [X, X, O, X, X, O, X],
        [X, X, X, X, O, O, X],
        [O, X, X, O, O, X, X],
        [X, O, X, X, O, X, X],
        [X, O, X, X, X, X, X],
        [X, X, X, O, O, O, O],
        [X, X, X, X, X, X, X],
        [X, X, X, X, O, X, X],
    ]
};

/// A number as a display shows it, `tall` pixels high; digits and points only.
pub(crate) fn digits(canvas: &mut Canvas, (x, y): (f32, f32), tall: f32, text: &str, ink: Ink) {
    let (wide, bar) = (tall * 0.52, tall * 0.12);
    let mut left = x;
    for letter in text.chars() {
        let Some(digit) = letter.to_digit(10) else {
            canvas.fill(&rect(left, y + tall - bar, bar, bar), ink);
            left += bar * 2.4;
            continue;
        };
        let half = tall / 2.0;
        let bars = [
            ((left, y), (left + wide, y)),
            ((left + wide, y), (left + wide, y + half)),
            ((left + wide, y + half), (left + wide, y + tall)),
            ((left, y + tall), (left + wide, y + tall)),
            ((left, y + half), (left, y + tall)),
            ((left, y), (left, y + half)),
            ((left, y + half), (left + wide, y + half)),
        ];
        for (bar_line, on) in bars.into_iter().zip(DIGITS[digit as usize % 10]) {
            if on {
                canvas.fill(&line(bar_line.0, bar_line.1, bar), ink);
            }
        }
        left += wide + bar * 2.6;
    }
}

/// A word in handwriting that cannot be read.
pub(crate) fn scribble(canvas: &mut Canvas, (x, y): (f32, f32), length: f32, tall: f32, ink: Ink, noise: &mut Noise) {
    let mut points = vec![(x, y)];
    let mut at = x;
    let mut up = true;
    while at < x + length {
        at += noise.between(tall * 0.22, tall * 0.5);
        let reach = if up { noise.between(0.2, 1.0) } else { noise.between(-0.1, 0.25) };
        points.push((at, y - tall * reach));
        up = !up;
    }
    canvas.fill(&stroke(&points, (tall * 0.14).max(2.0)), ink);
}

/// A printed line that cannot be read: short blocks with gaps.
pub(crate) fn print(canvas: &mut Canvas, (x, y): (f32, f32), length: f32, tall: f32, ink: Ink, noise: &mut Noise) {
    let mut at = x;
    while at < x + length {
        let word = noise.between(tall * 1.2, tall * 3.6).min(x + length - at);
        canvas.fill(&rect(at, y, word, tall), ink.thin(75));
        at += word + tall * 0.7;
    }
}

/// A tick of the pen.
pub(crate) fn tick(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, ink: Ink) {
    canvas.fill(&stroke(&[(x, y), (x + size * 0.35, y + size * 0.4), (x + size, y - size * 0.5)], size * 0.16), ink);
}

/// A clock's hand gauge.
pub(crate) fn dial(canvas: &mut Canvas, (x, y): (f32, f32), radius: f32, degrees: f32, ink: Ink) {
    canvas.fill(&circle(x, y, radius), super::ink::DARK_STEEL);
    canvas.fill(&circle(x, y, radius * 0.84), super::ink::WHITE);
    for step in 0..9 {
        let mark = rect(x - 1.0, y - radius * 0.8, 2.0, radius * 0.18).turned((x, y), step as f32 * 30.0 - 120.0);
        canvas.fill(&mark, BLACK);
    }
    canvas.fill(&line((x, y), (x, y - radius * 0.68), radius * 0.09).turned((x, y), degrees), ink);
    canvas.fill(&circle(x, y, radius * 0.12), BLACK);
}
