//! Knitted things: stitches, ribs, panels, a sweater on the table.

use super::{
    canvas::{Canvas, Noise},
    ink::{BLACK, DARK_STEEL, Ink, NAVY, PAPER, RED, SAGE, STEEL, WHITE, YELLOW, down, ink},
    marks::digits,
    path::{Path, ellipse, line, polygon, rect, rounded, stroke},
};

const TABLE: Ink = ink(0xd9cdb8);

/// One stitch of plain knitting: two legs that meet at its foot.
fn stitch(canvas: &mut Canvas, (x, y): (f32, f32), (wide, tall): (f32, f32), yarn: Ink) {
    let leg = |side: f32| {
        let centre = (x + wide * (0.5 + side * 0.235), y + tall * 0.5);
        ellipse(centre.0, centre.1, wide * 0.215, tall * 0.74).turned(centre, side * 24.0)
    };
    canvas.fill(&leg(-1.0), down(yarn.light(10), yarn.dark(14)));
    canvas.fill(&leg(1.0), down(yarn.light(3), yarn.dark(24)));
}

/// A piece of plain knitting; `yarn` gives each stitch its colour by column and row, or leaves it out.
fn knitting(
    canvas: &mut Canvas,
    (x, y): (f32, f32),
    (columns, rows): (usize, usize),
    size: (f32, f32),
    yarn: impl Fn(usize, usize) -> Option<Ink>,
) {
    // From the foot up: each row hangs over the heads of the one below.
    for row in (0..rows).rev() {
        for column in 0..columns {
            if let Some(colour) = yarn(column, row) {
                stitch(canvas, (x + column as f32 * size.0, y + row as f32 * size.1), size, colour);
            }
        }
    }
}

/// A dropped stitch that has run: a ladder of loose threads above an open loop.
pub(super) fn dropped_stitch() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(NAVY.dark(45), NAVY.dark(58)));
    let (wide, tall) = (48.0, 37.0);
    let (lost, from, to) = (9, 4, 14);
    let mut noise = Noise::new(11);
    let tones: Vec<u8> = (0..21 * 22).map(|_| noise.below(9) as u8).collect();
    knitting(&mut canvas, (-24.0, -20.0), (21, 21), (wide, tall), |column, row| {
        let dropped = column == lost && (from..=to).contains(&row);
        (!dropped).then(|| NAVY.light(16 + tones[row * 21 + column]))
    });
    let left = -24.0 + lost as f32 * wide;
    for row in from..=to {
        let y = -20.0 + row as f32 * tall + tall * 0.55;
        let sag = if row % 2 == 0 { 7.0 } else { 4.0 };
        let rung = [
            (left - 7.0, y - 4.0),
            (left + wide * 0.3, y + sag),
            (left + wide * 0.7, y + sag),
            (left + wide + 7.0, y - 5.0),
        ];
        canvas.fill(&stroke(&rung, 8.5), NAVY.light(30));
    }
    let (cx, cy) = (left + wide / 2.0, -20.0 + (to as f32 + 1.25) * tall);
    let loop_line: Vec<_> = (0..=16)
        .map(|step| {
            let angle = std::f32::consts::PI * (0.8 + step as f32 / 16.0 * 1.4);
            (cx + 19.0 * angle.cos(), cy + 27.0 * angle.sin())
        })
        .collect();
    canvas.fill(&stroke(&loop_line, 11.0), NAVY.light(42));
    // The inspector's arrow sticker.
    let arrow = polygon(&[
        (640.0, 560.0),
        (560.0, 605.0),
        (640.0, 650.0),
        (640.0, 625.0),
        (790.0, 625.0),
        (790.0, 585.0),
        (640.0, 585.0),
    ]);
    canvas.fill(&arrow.clone().moved(4.0, 6.0).turned((560.0, 605.0), 8.0), BLACK.thin(30));
    canvas.fill(&arrow.turned((560.0, 605.0), 8.0), RED);
    canvas
}

/// Two cuffs side by side: an even one, and one whose edge waves.
pub(super) fn rib_cuff() -> Canvas {
    let mut canvas = Canvas::new(720, 960, down(TABLE.light(25), TABLE));
    for (cuff, wave) in [(0.0, 0.0), (1.0, 26.0)] {
        let left = 60.0 + cuff * 330.0;
        canvas.shadow(left, 90.0, 270.0, 780.0, 16.0);
        let yarn = SAGE;
        canvas.fill(&rect(left - 6.0, 90.0, 282.0, 380.0), yarn.dark(30));
        knitting(&mut canvas, (left - 6.0, 84.0), (15, 17), (18.8, 22.0), |_, row| {
            Some(yarn.light((row % 3) as u8 * 3))
        });
        let foot = |rib: usize| 850.0 + wave * (rib as f32 * 1.3).sin();
        let bottom: Vec<_> = (0..8).rev().map(|rib| (left + 24.0 + rib as f32 * 32.4, foot(rib) - 4.0)).collect();
        let ground = [(left + 4.0, 440.0), (left + 266.0, 440.0)].into_iter().chain(bottom).collect();
        canvas.fill(&Path(ground), yarn.dark(52));
        for rib in 0..8 {
            let x = left + 9.0 + rib as f32 * 32.4;
            let sway = |y: f32| wave * 0.2 * ((y - 460.0) / 80.0 + rib as f32 * 0.3).sin() * (y - 460.0) / 400.0;
            canvas.fill(&rect(x + 25.0, 466.0, 6.0, foot(rib) - 490.0), yarn.dark(36));
            let mut y = foot(rib) - 18.0;
            while y > 452.0 {
                stitch(&mut canvas, (x + sway(y), y), (24.0, 19.0), yarn.light(10));
                y -= 18.0;
            }
        }
    }
    canvas.fill(&rounded(40.0, 896.0, 640.0, 34.0, 4.0), ink(0xe8dcb5));
    for mark in 0..32 {
        let tall = if mark % 4 == 0 { 18.0 } else { 10.0 };
        canvas.fill(&rect(52.0 + mark as f32 * 19.8, 896.0, 2.0, tall), BLACK);
    }
    canvas
}

/// A panel of fine knitting with two bands from another lot.
pub(super) fn shade_bands() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xe4e6e3), ink(0xcfd4d2)));
    let yarn = ink(0x7b93b0);
    canvas.shadow(90.0, 60.0, 780.0, 600.0, 20.0);
    canvas.fill(&rect(90.0, 60.0, 780.0, 600.0), yarn.dark(34));
    knitting(&mut canvas, (90.0, 54.0), (39, 36), (20.0, 16.6), |column, row| {
        let band = (9..13).contains(&row) || (22..24).contains(&row);
        let grain = ((column * 7 + row * 3) % 4) as u8;
        Some(if band { yarn.dark(15 + grain) } else { yarn.light(16 + grain) })
    });
    for (y, tall) in [(54.0 + 9.0 * 16.6, 66.0), (54.0 + 22.0 * 16.6, 33.0)] {
        let bracket = [(890.0, y), (906.0, y), (906.0, y + tall), (890.0, y + tall)];
        canvas.fill(&stroke(&bracket, 6.0), RED);
    }
    canvas
}

/// The outline of a sweater lying flat; `scale` 1 is 560 pixels wide.
fn sweater(canvas: &mut Canvas, (cx, top): (f32, f32), scale: f32, yarn: Ink) {
    let at = |points: &[(f32, f32)]| Path(points.iter().map(|(x, y)| (cx + x * scale, top + y * scale)).collect());
    let sleeve = [
        (-110.0, 14.0),
        (-128.0, 14.0),
        (-196.0, 60.0),
        (-232.0, 170.0),
        (-292.0, 418.0),
        (-290.0, 428.0),
        (-240.0, 442.0),
        (-230.0, 438.0),
        (-176.0, 270.0),
        (-140.0, 190.0),
    ];
    let other: Vec<_> = sleeve.iter().map(|(x, y)| (-x, *y)).collect();
    let body = [
        (-62.0, -4.0),
        (-130.0, 14.0),
        (-156.0, 40.0),
        (-158.0, 150.0),
        (-152.0, 300.0),
        (-150.0, 466.0),
        (-150.0, 470.0),
        (150.0, 470.0),
        (150.0, 466.0),
        (152.0, 300.0),
        (158.0, 150.0),
        (156.0, 40.0),
        (130.0, 14.0),
        (62.0, -4.0),
        (36.0, 30.0),
        (-36.0, 30.0),
    ];
    for part in [&sleeve[..], &other[..], &body[..]] {
        canvas.fill(&at(part).soft().moved(5.0, 8.0), BLACK.thin(16));
    }
    for arm in [&sleeve[..], &other[..]] {
        canvas.fill(&at(arm).soft(), down(yarn.dark(6), yarn.dark(18)));
    }
    for side in [-1.0, 1.0] {
        let cuff = [
            (-301.0 * side, 392.0),
            (-283.0 * side, 396.0),
            (-291.0 * side, 428.0),
            (-240.0 * side, 441.0),
            (-229.0 * side, 408.0),
            (-282.0 * side, 392.0),
        ];
        canvas.fill(&at(&cuff[1..]), yarn.dark(30));
    }
    canvas.fill(&at(&body).soft(), down(yarn.light(8), yarn.dark(6)));
    for side in [-1.0, 1.0] {
        let seam = [(128.0 * side, 18.0), (134.0 * side, 70.0), (146.0 * side, 120.0), (157.0 * side, 150.0)];
        canvas.fill(&stroke(&seam.map(|(x, y)| (cx + x * scale, top + y * scale)), 3.0), yarn.dark(28).thin(70));
    }
    for row in 0..9 {
        let y = 60.0 + row as f32 * 40.0;
        canvas.fill(&at(&[(-149.0, y), (149.0, y), (149.0, y + 3.0), (-149.0, y + 3.0)]), yarn.dark(12).thin(40));
    }
    canvas.fill(&at(&[(-150.0, 430.0), (150.0, 430.0), (150.0, 470.0), (-150.0, 470.0)]), yarn.dark(14));
    for rib in 0..30 {
        let x = -148.0 + rib as f32 * 10.0;
        canvas.fill(&at(&[(x, 432.0), (x + 4.0, 432.0), (x + 4.0, 470.0), (x, 470.0)]), yarn.dark(30));
    }
    let neck = at(&[
        (-60.0, 0.0),
        (-36.0, 40.0),
        (0.0, 54.0),
        (36.0, 40.0),
        (60.0, 0.0),
        (44.0, -4.0),
        (0.0, 24.0),
        (-44.0, -4.0),
    ]);
    canvas.fill(&neck, yarn.dark(26));
    canvas.fill(&at(&[(-44.0, -4.0), (0.0, 24.0), (44.0, -4.0), (0.0, -12.0)]), yarn.dark(48));
}

/// A tape across the chest of a sweater.
pub(super) fn tape_on_sweater() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(TABLE.light(40), TABLE.light(8)));
    sweater(&mut canvas, (480.0, 70.0), 1.32, ink(0x6f8fae));
    // A centimetre is 8.6 pixels; the tape begins at the seam.
    let (left, top) = (257.0, 300.0);
    canvas.fill(&rounded(left, top + 6.0, 500.0, 46.0, 3.0), BLACK.thin(22));
    canvas.fill(&rounded(left, top, 500.0, 46.0, 3.0), down(YELLOW.light(20), YELLOW));
    canvas.fill(&rounded(left - 8.0, top - 2.0, 22.0, 50.0, 3.0), STEEL);
    for mark in 1..54 {
        let tall = if mark % 10 == 0 {
            26.0
        } else if mark % 5 == 0 {
            18.0
        } else {
            11.0
        };
        canvas.fill(&rect(left + 14.0 + mark as f32 * 8.6, top, 2.0, tall), BLACK);
    }
    for (number, text) in ["10", "20", "30", "40", "50"].into_iter().enumerate() {
        digits(&mut canvas, (left + 68.0 + number as f32 * 86.0, top + 28.0), 12.0, text, BLACK);
    }
    canvas.fill(&line((738.0, top + 20.0), (806.0, top + 88.0), 45.0), down(YELLOW, YELLOW.dark(18)));
    canvas.fill(&line((690.0, 216.0), (690.0, 296.0), 5.0), RED);
    canvas.fill(&polygon(&[(678.0, 284.0), (702.0, 284.0), (690.0, 302.0)]), RED);
    canvas
}

/// A swatch under the square glass with which stitches are counted.
pub(super) fn gauge_glass() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(PAPER, PAPER.dark(9)));
    canvas.shadow(60.0, 70.0, 840.0, 580.0, 18.0);
    let yarn = ink(0xc9b48f);
    canvas.fill(&rect(60.0, 70.0, 840.0, 580.0), yarn.dark(40));
    knitting(&mut canvas, (60.0, 64.0), (42, 35), (20.0, 16.6), |c, r| {
        Some(yarn.light(((c * 5 + r * 11) % 5) as u8 * 3))
    });
    let (x, y, side) = (290.0, 150.0, 400.0);
    canvas.shadow(x, y, side, side, 26.0);
    canvas.fill(&rounded(x, y, side, side, 18.0), down(DARK_STEEL, BLACK));
    canvas.fill(&rect(x + 44.0, y + 44.0, 312.0, 312.0), yarn.dark(46));
    // Seen through the glass, twice as large.
    knitting(&mut canvas, (x + 46.0, y + 46.0), (8, 9), (38.5, 33.0), |c, r| {
        Some(yarn.light(6 + ((c + r) % 3) as u8 * 4))
    });
    let frame = polygon(&[
        (x, y),
        (x + side, y),
        (x + side, y + side),
        (x, y + side),
        (x, y),
        (x + 44.0, y + 44.0),
        (x + 44.0, y + 356.0),
        (x + 356.0, y + 356.0),
        (x + 356.0, y + 44.0),
        (x + 44.0, y + 44.0),
    ]);
    canvas.fill(&frame, DARK_STEEL.dark(20));
    canvas.fill(&polygon(&[(x + 44.0, y + 44.0), (x + 220.0, y + 44.0), (x + 44.0, y + 250.0)]), WHITE.thin(16));
    for mark in 0..=20 {
        let long = if mark % 5 == 0 { 20.0 } else { 11.0 };
        let step = 46.0 + mark as f32 * 15.4;
        canvas.fill(&rect(x + step, y + 356.0, 2.0, long), WHITE);
        canvas.fill(&rect(x + 44.0 - long, y + step, long, 2.0), WHITE);
    }
    canvas.fill(&line((x + 180.0, y + 330.0), (x + 400.0, y + 560.0), 7.0), STEEL.light(30));
    canvas
}
