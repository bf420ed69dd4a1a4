//! Machines of the floor, and their parts.

use super::{
    canvas::{Canvas, Noise},
    ink::{BLACK, BLUE, CLAY, DARK_STEEL, GREEN, Ink, NAVY, PAPER, RED, SAGE, STEEL, WHITE, YELLOW, down, ink},
    marks::{dial, digits},
    path::{circle, ellipse, line, polygon, rect, rounded, stroke},
};

/// A cone of yarn standing on its foot.
pub(super) fn cone(canvas: &mut Canvas, (cx, foot): (f32, f32), size: f32, yarn: Ink) {
    let body = polygon(&[
        (cx - size * 0.2, foot - size),
        (cx + size * 0.2, foot - size),
        (cx + size * 0.42, foot - size * 0.06),
        (cx - size * 0.42, foot - size * 0.06),
    ]);
    canvas.fill(&ellipse(cx, foot - size * 0.05, size * 0.42, size * 0.09), yarn.dark(28));
    canvas.fill(&body, down(yarn.light(14), yarn.dark(8)));
    canvas.fill(
        &polygon(&[
            (cx + size * 0.06, foot - size),
            (cx + size * 0.2, foot - size),
            (cx + size * 0.42, foot - size * 0.06),
            (cx + size * 0.16, foot - size * 0.04),
        ]),
        yarn.dark(30).thin(35),
    );
    for turn in 1..6 {
        let y = foot - size * (0.08 + turn as f32 * 0.15);
        let reach = size * (0.41 - (foot - y) / size * 0.22);
        canvas.fill(
            &line((cx - reach, y + size * 0.03), (cx + reach, y - size * 0.03), size * 0.014),
            yarn.dark(24).thin(60),
        );
    }
    canvas.fill(&ellipse(cx, foot - size, size * 0.2, size * 0.045), yarn.light(22));
    canvas.fill(&ellipse(cx, foot - size, size * 0.08, size * 0.02), BLACK);
}

/// A flat-knitting machine seen from the aisle; `scale` 1 is 300 pixels wide.
fn flat_machine(canvas: &mut Canvas, (x, foot): (f32, f32), scale: f32, coat: Ink, lamp: Ink, yarns: [Ink; 4]) {
    let s = |v: f32| v * scale;
    canvas.fill(&ellipse(x + s(150.0), foot, s(175.0), s(16.0)), BLACK.thin(22));
    for leg in [20.0, 250.0] {
        canvas.fill(&rect(x + s(leg), foot - s(90.0), s(30.0), s(90.0)), DARK_STEEL);
    }
    canvas.fill(&rounded(x, foot - s(180.0), s(300.0), s(112.0), s(10.0)), down(coat.light(20), coat));
    canvas.fill(&rect(x, foot - s(104.0), s(300.0), s(10.0)), coat.dark(20));
    canvas.fill(&rounded(x - s(6.0), foot - s(214.0), s(312.0), s(40.0), s(6.0)), down(DARK_STEEL, BLACK));
    canvas.fill(&rect(x + s(8.0), foot - s(200.0), s(284.0), s(7.0)), STEEL.light(40));
    canvas.fill(&rounded(x + s(90.0), foot - s(224.0), s(64.0), s(48.0), s(5.0)), down(RED.light(15), RED));
    // The panel that is being knitted hangs below the bed.
    canvas.fill(&rect(x + s(72.0), foot - s(172.0), s(150.0), s(96.0)), down(yarns[0].dark(8), yarns[0].dark(30)));
    canvas.fill(&rounded(x + s(238.0), foot - s(164.0), s(50.0), s(40.0), s(4.0)), BLACK);
    canvas.fill(&rect(x + s(243.0), foot - s(159.0), s(40.0), s(30.0)), ink(0x7fb8c9));
    for post in [14.0, 278.0] {
        canvas.fill(&rect(x + s(post), foot - s(318.0), s(8.0), s(106.0)), STEEL.dark(12));
    }
    canvas.fill(&rect(x, foot - s(322.0), s(300.0), s(9.0)), STEEL);
    for (at, yarn) in yarns.into_iter().enumerate() {
        let cx = x + s(48.0 + at as f32 * 58.0);
        cone(canvas, (cx, foot - s(322.0)), s(58.0), yarn);
        canvas.fill(&line((cx, foot - s(318.0)), (x + s(122.0), foot - s(222.0)), s(1.6).max(1.0)), yarn);
    }
    canvas.fill(&rect(x + s(287.0), foot - s(372.0), s(5.0), s(50.0)), DARK_STEEL);
    canvas.fill(&rounded(x + s(281.0), foot - s(396.0), s(17.0), s(28.0), s(5.0)), lamp);
}

/// A row of machines along an aisle; those `stopped`, counted from the front, show a red lamp.
pub(super) fn machine_row(coat: Ink, wall: Ink, stopped: &[usize]) -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(wall, wall.dark(6)));
    let (vx, vy) = (700.0, 262.0);
    canvas.fill(
        &polygon(&[(0.0, 720.0), (960.0, 720.0), (960.0, 360.0), (vx, vy), (0.0, 470.0)]),
        down(ink(0xb9c0b8), ink(0xcfd2c8)),
    );
    canvas.fill(
        &polygon(&[(0.0, 0.0), (960.0, 0.0), (960.0, 150.0), (vx, vy), (0.0, 60.0)]),
        down(ink(0xc7ccca), ink(0xdfe2df)),
    );
    for strip in 0..5 {
        let near = 1.0 - strip as f32 * 0.19;
        let at = |x: f32, y: f32| (vx + (x - vx) * near, vy + (y - vy) * near);
        canvas.fill(&polygon(&[at(300.0, 40.0), at(860.0, 40.0), at(850.0, 66.0), at(315.0, 66.0)]), WHITE);
    }
    canvas.fill(&polygon(&[(470.0, 720.0), (502.0, 720.0), (vx - 1.0, vy + 20.0), (vx - 3.0, vy + 20.0)]), YELLOW);
    canvas.fill(&polygon(&[(912.0, 720.0), (946.0, 720.0), (vx + 8.0, vy + 20.0), (vx + 5.0, vy + 20.0)]), YELLOW);
    let sets = [
        [NAVY, NAVY.light(20), PAPER, NAVY],
        [SAGE, SAGE, SAGE.light(30), SAGE],
        [CLAY, PAPER, CLAY, CLAY.light(20)],
        [YELLOW.light(20), PAPER, YELLOW, PAPER],
    ];
    for at in (0..7).rev() {
        let near = 0.74_f32.powi(at);
        let foot = vy + 395.0 * near;
        let left = vx - 665.0 * near;
        let lamp = if stopped.contains(&(at as usize)) { RED } else { GREEN.light(10) };
        let haze = (at * 9).min(60) as u8;
        flat_machine(
            &mut canvas,
            (left, foot),
            near * 1.12,
            coat.mix(ink(0xe2e5e1), haze),
            lamp,
            sets[at as usize % 4],
        );
    }
    canvas
}

/// A linking machine: a dial of points, with a collar hung on them.
pub(super) fn linking_dial() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xd6dcd7), ink(0xb8c1bb)));
    canvas.fill(&rect(0.0, 560.0, 960.0, 160.0), down(ink(0xa88e6e), ink(0x8d7457)));
    canvas.fill(&rect(450.0, 380.0, 60.0, 240.0), down(STEEL, DARK_STEEL));
    canvas.fill(&ellipse(480.0, 620.0, 150.0, 30.0), DARK_STEEL);
    let (cx, cy, rx, ry) = (480.0, 340.0, 330.0, 112.0);
    let yarn = CLAY;
    let around = |degrees: f32, grow: f32| {
        let angle = degrees.to_radians();
        (cx + rx * grow * angle.cos(), cy + ry * grow * angle.sin())
    };
    canvas.fill(&ellipse(cx, cy + 40.0, rx, ry), down(DARK_STEEL, BLACK));
    canvas.fill(&rect(cx - rx, cy, rx * 2.0, 40.0), DARK_STEEL);
    canvas.fill(&ellipse(cx, cy, rx, ry), down(STEEL.light(45), STEEL));
    canvas.fill(&ellipse(cx, cy, rx * 0.78, ry * 0.78), down(STEEL.dark(14), STEEL.light(25)));
    canvas.fill(&ellipse(cx, cy - 6.0, 62.0, 24.0), down(RED.light(10), RED.dark(10)));
    // The collar lies over the points at the front.
    let upper = (8..=34).map(|step| around(step as f32 * 5.0, 0.99));
    let lower = (8..=34).rev().map(|step| {
        let (x, y) = around(step as f32 * 5.0, 1.03);
        (x, y + 128.0 + 6.0 * (step as f32 * 1.4).sin())
    });
    canvas.fill(&super::path::Path(upper.chain(lower).collect()), down(yarn.light(20), yarn.dark(14)));
    for step in 17..68 {
        let (x, y) = around(step as f32 * 2.5, 1.0);
        canvas.fill(&line((x, y + 10.0), (x, y + 112.0), 3.0), yarn.dark(20).thin(55));
    }
    for step in 0..120 {
        let (x, y) = around(step as f32 * 3.0, 0.97);
        let (tip_x, tip_y) = around(step as f32 * 3.0, 1.07);
        let lifted = if y > cy { -4.0 } else { 10.0 };
        canvas.fill(&line((x, y), (tip_x, tip_y - lifted), 3.4), STEEL.light(60));
        canvas.fill(&line((x + 1.5, y + 1.0), (tip_x + 1.5, tip_y - lifted + 1.0), 1.2), BLACK.thin(60));
    }
    // Two points without a loop: the slip that is looked for.
    let (x, y) = around(75.0, 1.02);
    canvas.fill(&circle_line((x, y + 4.0), 36.0), RED);
    canvas.fill(&stroke(&[(800.0, 40.0), (760.0, 130.0), (700.0, 210.0), (690.0, 300.0)], 3.0), yarn.light(10));
    canvas.fill(&rect(796.0, 130.0, 8.0, 440.0), STEEL.dark(20));
    cone(&mut canvas, (800.0, 132.0), 104.0, yarn);
    canvas
}

/// The outline of a circle, as a ring.
fn circle_line((cx, cy): (f32, f32), radius: f32) -> super::path::Path {
    let points: Vec<_> = (0..=40)
        .map(|step| {
            let angle = step as f32 / 40.0 * std::f32::consts::TAU;
            (cx + radius * angle.cos(), cy + radius * angle.sin())
        })
        .collect();
    stroke(&points, 6.0)
}

/// Three latch needles on paper, the last one bent.
pub(super) fn needles() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(WHITE, PAPER));
    for square in 0..20 {
        let at = square as f32 * 48.0;
        canvas.fill(&rect(at, 0.0, 1.5, 720.0), BLUE.thin(20));
        canvas.fill(&rect(0.0, at, 960.0, 1.5), BLUE.thin(20));
    }
    for (at, bent) in [(0, false), (1, false), (2, true)] {
        let y = 170.0 + at as f32 * 190.0;
        for (shift, colour) in [(9.0, BLACK.thin(22)), (0.0, STEEL)] {
            let (x, y) = (shift * 0.6, y + shift);
            let lean = if bent { 54.0 } else { 0.0 };
            canvas.fill(
                &stroke(&[(150.0 + x, y), (520.0 + x, y), (660.0 + x, y - lean * 0.3), (800.0 + x, y - lean)], 15.0),
                colour,
            );
            canvas.fill(&rect(190.0 + x, y - 34.0, 44.0, 34.0), colour);
            let hook: Vec<_> = (0..=12)
                .map(|step| {
                    let angle = (90.0 - step as f32 * 17.0_f32).to_radians();
                    (800.0 + x + 21.0 * angle.cos(), y - lean - 21.0 + 21.0 * angle.sin())
                })
                .collect();
            canvas.fill(&stroke(&hook, 10.0), colour);
            let tip = if bent { (760.0 + x, y - lean - 52.0) } else { (640.0 + x, y - 30.0) };
            let root = if bent { (700.0 + x, y - lean * 0.5) } else { (716.0 + x, y - 4.0) };
            canvas.fill(&line(root, tip, 9.0), colour);
            canvas.fill(&circle(root.0, root.1, 9.0), colour);
        }
        canvas.fill(&line((154.0, y - 4.0), (520.0, y - 4.0), 3.0), WHITE.thin(80));
    }
    canvas.fill(&circle_line((772.0, 470.0), 78.0), RED);
    canvas
}

/// A needle detector with folded pieces on its belt.
pub(super) fn detector() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xe4e7e6), ink(0xcdd3d2)));
    canvas.fill(&rect(0.0, 600.0, 960.0, 120.0), down(ink(0xa9aca6), ink(0xbfc1ba)));
    for leg in [90.0, 830.0] {
        canvas.fill(&rect(leg, 470.0, 36.0, 190.0), DARK_STEEL);
    }
    canvas.fill(&rounded(20.0, 430.0, 920.0, 56.0, 28.0), down(STEEL, DARK_STEEL));
    canvas.fill(&rect(40.0, 424.0, 880.0, 14.0), GREEN.dark(30));
    for (x, yarn) in [(70.0, NAVY), (720.0, CLAY)] {
        canvas.fill(&rounded(x, 372.0, 170.0, 54.0, 12.0), down(yarn.light(12), yarn.dark(10)));
        canvas.fill(&line((x + 8.0, 400.0), (x + 162.0, 400.0), 3.0), yarn.dark(30));
        canvas.fill(&rounded(x - 8.0, 364.0, 186.0, 64.0, 8.0), WHITE.thin(26));
    }
    canvas.shadow(320.0, 170.0, 320.0, 330.0, 14.0);
    canvas.fill(&rounded(320.0, 150.0, 320.0, 360.0, 16.0), down(ink(0xf2efe6), ink(0xd8d5ca)));
    canvas.fill(&rounded(352.0, 318.0, 256.0, 118.0, 6.0), down(BLACK, DARK_STEEL));
    canvas.fill(&rect(352.0, 424.0, 256.0, 14.0), GREEN.dark(45));
    canvas.fill(&rounded(350.0, 184.0, 130.0, 84.0, 6.0), ink(0x26372f));
    digits(&mut canvas, (372.0, 202.0), 44.0, "1.2", ink(0x9fe0b0));
    canvas.fill(&circle(536.0, 226.0, 22.0), GREEN.light(25));
    canvas.fill(&circle(592.0, 226.0, 22.0), RED.dark(45));
    canvas.fill(&rect(474.0, 96.0, 8.0, 56.0), DARK_STEEL);
    canvas.fill(&rounded(462.0, 56.0, 32.0, 46.0, 8.0), GREEN);
    for arrow in 0..3 {
        let x = 700.0 + arrow as f32 * 46.0;
        canvas.fill(&polygon(&[(x, 452.0), (x + 22.0, 458.0), (x, 466.0)]), WHITE.thin(80));
    }
    canvas
}

/// A row of dyeing vessels with their pipes and dials.
pub(super) fn vessels() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xd9e0e0), ink(0xbcc7c8)));
    canvas.fill(&rect(0.0, 570.0, 960.0, 150.0), down(ink(0x8d9797), ink(0xa7b0af)));
    for (y, colour) in [(70.0, RED.light(20)), (104.0, BLUE.light(20)), (138.0, STEEL)] {
        canvas.fill(&rect(0.0, y, 960.0, 20.0), down(colour.light(25), colour.dark(20)));
    }
    let mut noise = Noise::new(5);
    for vessel in 0..3 {
        let x = 60.0 + vessel as f32 * 300.0;
        canvas.fill(&ellipse(x + 125.0, 640.0, 150.0, 22.0), BLACK.thin(26));
        canvas.fill(&rect(x + 110.0, 104.0, 24.0, 130.0), down(STEEL, DARK_STEEL));
        for leg in [20.0, 206.0] {
            canvas.fill(&rect(x + leg, 560.0, 24.0, 80.0), DARK_STEEL);
        }
        canvas.fill(&rounded(x, 214.0, 250.0, 380.0, 60.0), down(STEEL.light(55), STEEL.dark(12)));
        canvas.fill(&rounded(x + 14.0, 240.0, 34.0, 320.0, 17.0), WHITE.thin(45));
        canvas.fill(&rect(x, 300.0, 250.0, 6.0), DARK_STEEL.thin(45));
        canvas.fill(&rect(x, 520.0, 250.0, 6.0), DARK_STEEL.thin(45));
        canvas.fill(&circle(x + 125.0, 410.0, 76.0), DARK_STEEL);
        canvas.fill(&circle(x + 125.0, 410.0, 62.0), down(STEEL.light(20), STEEL.dark(20)));
        let liquor = [BLUE, CLAY, SAGE][vessel];
        canvas.fill(&circle(x + 125.0, 410.0, 44.0), down(liquor.light(20), liquor.dark(30)));
        canvas.fill(&ellipse(x + 112.0, 396.0, 16.0, 10.0), WHITE.thin(35));
        for bolt in 0..8 {
            let angle = bolt as f32 * std::f32::consts::FRAC_PI_4;
            canvas.fill(&circle(x + 125.0 + 69.0 * angle.cos(), 410.0 + 69.0 * angle.sin(), 5.0), STEEL.light(50));
        }
        dial(&mut canvas, (x + 190.0, 270.0), 30.0, noise.between(-70.0, 60.0), RED);
    }
    for _ in 0..14 {
        let (x, y) = (noise.between(300.0, 640.0), noise.between(650.0, 705.0));
        canvas.fill(&ellipse(x, y, noise.between(20.0, 60.0), 6.0), BLUE.light(40).thin(35));
    }
    canvas
}
