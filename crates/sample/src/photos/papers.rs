//! Sheets, cards and signs.

use super::{
    canvas::{Canvas, Noise},
    ink::{BLACK, BLUE, CARTON, CLAY, DARK_STEEL, GREEN, Ink, NAVY, RED, SAGE, STEEL, WHITE, YELLOW, down, ink},
    marks::{digits, print, scribble, tick},
    path::{circle, ellipse, line, polygon, rect, rounded, stroke},
};

const DESK: Ink = ink(0xb39a78);

/// A clipboard with a sheet on it, ready to be written on.
fn clipboard(canvas: &mut Canvas) {
    canvas.shadow(60.0, 60.0, 600.0, 850.0, 22.0);
    canvas.fill(&rounded(60.0, 60.0, 600.0, 850.0, 18.0), down(ink(0x7a5b3e), ink(0x684c32)));
    canvas.fill(&rect(92.0, 112.0, 536.0, 770.0), down(WHITE, ink(0xf3f0e8)));
    canvas.fill(&rounded(250.0, 34.0, 220.0, 84.0, 14.0), down(STEEL.light(35), STEEL.dark(15)));
    canvas.fill(&circle(360.0, 62.0, 13.0), DARK_STEEL);
}

/// A needle log: broken needles taped to their rows, the last rows empty.
pub(super) fn needle_log() -> Canvas {
    let mut canvas = Canvas::new(720, 960, down(DESK.light(15), DESK.dark(6)));
    clipboard(&mut canvas);
    let mut noise = Noise::new(31);
    print(&mut canvas, (120.0, 142.0), 300.0, 20.0, BLACK, &mut noise);
    print(&mut canvas, (120.0, 176.0), 210.0, 11.0, DARK_STEEL, &mut noise);
    canvas.fill(&rect(112.0, 208.0, 496.0, 34.0), NAVY.thin(18));
    for row in 0..12 {
        let y = 208.0 + row as f32 * 54.0 + if row > 0 { -20.0 } else { 0.0 };
        canvas.fill(&rect(112.0, y, 496.0, 2.0), STEEL);
    }
    canvas.fill(&rect(112.0, 836.0, 496.0, 2.0), STEEL);
    for column in [112.0, 218.0, 330.0, 480.0, 606.0] {
        canvas.fill(&rect(column, 208.0, 2.0, 630.0), STEEL);
    }
    for row in 0..7 {
        let y = 242.0 + row as f32 * 54.0;
        scribble(&mut canvas, (124.0, y + 38.0), 70.0, 20.0, BLUE, &mut noise);
        scribble(&mut canvas, (232.0, y + 38.0), 80.0, 22.0, BLUE, &mut noise);
        let lean = noise.between(-7.0, 7.0);
        for side in [-32.0, 32.0] {
            let centre = (405.0, y + 27.0);
            let needle =
                line((405.0 + side - 22.0, y + 27.0), (405.0 + side + 22.0, y + 27.0), 5.0).turned(centre, lean);
            canvas.fill(&needle, DARK_STEEL);
        }
        canvas
            .fill(&rounded(346.0, y + 12.0, 118.0, 30.0, 2.0).turned((405.0, y + 27.0), lean), ink(0xe4d9a8).thin(45));
        if row < 6 {
            scribble(&mut canvas, (494.0, y + 38.0), 84.0, 24.0, BLUE, &mut noise);
        }
    }
    canvas
}

/// Time sheets: many rows of hours, the last column filled by the same pen.
pub(super) fn time_sheet() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(DESK.light(20), DESK));
    canvas.shadow(70.0, 50.0, 820.0, 640.0, 16.0);
    canvas.fill(&rect(86.0, 60.0, 820.0, 640.0).turned((480.0, 360.0), 1.6), ink(0xe9e5d9));
    canvas.fill(&rect(70.0, 46.0, 820.0, 640.0), WHITE);
    let mut noise = Noise::new(77);
    print(&mut canvas, (104.0, 72.0), 340.0, 20.0, BLACK, &mut noise);
    canvas.fill(&rect(100.0, 118.0, 760.0, 34.0), BLUE.thin(20));
    for row in 0..=12 {
        canvas.fill(&rect(100.0, 152.0 + row as f32 * 40.0, 760.0, 1.6), STEEL);
    }
    for column in 0..=8 {
        let x = if column == 0 { 100.0 } else { 260.0 + (column - 1) as f32 * 75.0 };
        canvas.fill(&rect(x, 118.0, 1.6, 514.0), STEEL);
    }
    canvas.fill(&rect(858.0, 118.0, 1.6, 514.0), STEEL);
    canvas.fill(&rect(710.0, 152.0, 75.0, 480.0), YELLOW.thin(28));
    for row in 0..12 {
        let y = 152.0 + row as f32 * 40.0;
        print(&mut canvas, (112.0, y + 14.0), noise.between(80.0, 130.0), 11.0, BLACK, &mut noise);
        for column in 0..6 {
            let hours = if column == 5 {
                ["3", "4"][noise.below(2) as usize]
            } else {
                ["8", "8", "8", "9"][noise.below(4) as usize]
            };
            digits(&mut canvas, (288.0 + column as f32 * 75.0, y + 11.0), 19.0, hours, BLUE.dark(20));
        }
        digits(&mut canvas, (734.0, y + 11.0), 19.0, ["11", "12", "14"][noise.below(3) as usize], RED.dark(10));
        if row != 4 && row != 9 {
            scribble(&mut canvas, (796.0, y + 29.0), 50.0, 17.0, BLUE, &mut noise);
        }
    }
    canvas
}

/// The board at the end of a line: planned and made, hour by hour.
pub(super) fn line_board() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xd9ddd6), ink(0xc4c9c1)));
    canvas.shadow(60.0, 60.0, 840.0, 560.0, 18.0);
    canvas.fill(&rounded(60.0, 56.0, 840.0, 570.0, 10.0), down(STEEL, STEEL.dark(30)));
    canvas.fill(&rect(78.0, 74.0, 804.0, 534.0), down(WHITE, ink(0xeff2f1)));
    let mut noise = Noise::new(52);
    scribble(&mut canvas, (110.0, 134.0), 260.0, 38.0, NAVY, &mut noise);
    digits(&mut canvas, (700.0, 96.0), 40.0, "4471", RED);
    canvas.fill(&rect(130.0, 172.0, 4.0, 344.0), BLACK);
    canvas.fill(&rect(130.0, 512.0, 700.0, 4.0), BLACK);
    let made = [0.92, 0.96, 0.88, 0.61, 0.38, 0.55, 0.82, 0.9];
    for (hour, part) in made.into_iter().enumerate() {
        let x = 156.0 + hour as f32 * 84.0;
        let tall = 300.0 * part;
        let bar = if part < 0.7 { RED.light(15) } else { GREEN.light(15) };
        canvas.fill(&rect(x, 212.0, 56.0, 300.0), STEEL.thin(28));
        canvas.fill(&rect(x, 512.0 - tall, 56.0, tall), down(bar.light(12), bar));
        digits(&mut canvas, (x + 20.0, 540.0), 26.0, ["1", "2", "3", "4", "5", "6", "7", "8"][hour], BLACK);
    }
    canvas.fill(&line((140.0, 212.0), (830.0, 212.0), 4.0), NAVY.thin(70));
    canvas.fill(&rounded(170.0, 612.0, 300.0, 22.0, 4.0), DARK_STEEL);
    for (pen, colour) in [RED, BLUE, GREEN].into_iter().enumerate() {
        canvas.fill(&rounded(190.0 + pen as f32 * 80.0, 600.0, 66.0, 14.0, 6.0), colour);
    }
    canvas
}

/// A card of lab dips beside the standard.
pub(super) fn lab_dips() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xb9b9b6), ink(0xa4a4a1)));
    canvas.shadow(90.0, 70.0, 780.0, 580.0, 18.0);
    canvas.fill(&rounded(90.0, 66.0, 780.0, 580.0, 6.0), down(WHITE, ink(0xf2efe7)));
    let mut noise = Noise::new(14);
    print(&mut canvas, (124.0, 96.0), 320.0, 20.0, BLACK, &mut noise);
    for (row, base) in [SAGE, CLAY, ink(0x5c7899)].into_iter().enumerate() {
        let y = 146.0 + row as f32 * 164.0;
        for column in 0..4 {
            let x = 124.0 + column as f32 * 186.0;
            let tone = match column {
                0 => base,
                1 => base.light(7),
                2 => base.dark(9),
                _ => base.mix(YELLOW, 12),
            };
            canvas.fill(&rect(x + 5.0, y + 6.0, 150.0, 116.0), BLACK.thin(22));
            let zigzag = (0..26).map(|at| (x + at as f32 * 6.0, y + if at % 2 == 0 { 0.0 } else { 6.0 }));
            let foot = (0..26).rev().map(|at| (x + at as f32 * 6.0, y + 112.0 + if at % 2 == 0 { 0.0 } else { 6.0 }));
            canvas.fill(&super::path::Path(zigzag.chain(foot).collect()), tone);
            for thread in 0..18 {
                canvas.fill(&rect(x, y + 8.0 + thread as f32 * 6.0, 150.0, 1.5), tone.dark(16).thin(60));
            }
            if column == 0 {
                canvas.fill(&circle(x + 132.0, y + 18.0, 12.0), NAVY);
            } else {
                print(&mut canvas, (x, y + 128.0), 90.0, 9.0, DARK_STEEL, &mut noise);
            }
            if (row, column) == (0, 1) || (row, column) == (1, 2) {
                tick(&mut canvas, (x + 108.0, y + 136.0), 34.0, GREEN);
            }
        }
    }
    canvas
}

/// A sign: hearing protection beyond this door, and no photos.
pub(super) fn safety_sign() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xd5dad3), ink(0xc0c7bf)));
    for brick in 0..9 {
        canvas.fill(&rect(0.0, brick as f32 * 84.0, 960.0, 3.0), WHITE.thin(40));
        for joint in 0..7 {
            let shift = if brick % 2 == 0 { 0.0 } else { 80.0 };
            canvas.fill(&rect(joint as f32 * 160.0 + shift, brick as f32 * 84.0, 3.0, 84.0), WHITE.thin(40));
        }
    }
    canvas.shadow(110.0, 90.0, 340.0, 520.0, 12.0);
    canvas.fill(&rounded(110.0, 86.0, 340.0, 520.0, 14.0), WHITE);
    canvas.fill(&circle(280.0, 250.0, 136.0), BLUE);
    canvas.fill(&ellipse(280.0, 262.0, 62.0, 76.0), WHITE);
    canvas.fill(&rect(262.0, 320.0, 36.0, 40.0), WHITE);
    let band: Vec<_> = (0..=14)
        .map(|step| {
            let angle = (180.0 + step as f32 * 180.0 / 14.0_f32).to_radians();
            (280.0 + 78.0 * angle.cos(), 258.0 + 88.0 * angle.sin())
        })
        .collect();
    canvas.fill(&stroke(&band, 12.0), WHITE);
    for side in [186.0, 340.0] {
        canvas.fill(&rounded(side, 232.0, 36.0, 72.0, 16.0), WHITE);
        canvas.fill(&rounded(side + 8.0, 244.0, 20.0, 48.0, 10.0), BLUE.dark(20));
    }
    let mut noise = Noise::new(4);
    for row in 0..3 {
        print(&mut canvas, (150.0, 430.0 + row as f32 * 50.0), 260.0, 26.0, BLUE.dark(30), &mut noise);
    }
    canvas.shadow(520.0, 90.0, 340.0, 520.0, 12.0);
    canvas.fill(&rounded(520.0, 86.0, 340.0, 520.0, 14.0), WHITE);
    canvas.fill(&rounded(606.0, 208.0, 168.0, 106.0, 12.0), BLACK);
    canvas.fill(&rect(650.0, 190.0, 80.0, 30.0), BLACK);
    canvas.fill(&circle(690.0, 262.0, 38.0), WHITE);
    canvas.fill(&circle(690.0, 262.0, 26.0), BLACK);
    let ring: Vec<_> = (0..=60)
        .map(|step| {
            let angle = step as f32 / 60.0 * std::f32::consts::TAU;
            (690.0 + 124.0 * angle.cos(), 250.0 + 124.0 * angle.sin())
        })
        .collect();
    canvas.fill(&stroke(&ring, 24.0), RED);
    canvas.fill(&line((606.0, 166.0), (774.0, 334.0), 22.0), RED);
    for row in 0..3 {
        print(&mut canvas, (560.0, 430.0 + row as f32 * 50.0), 260.0, 26.0, RED.dark(30), &mut noise);
    }
    for (x, y) in [(126.0, 102.0), (434.0, 102.0), (536.0, 102.0), (844.0, 102.0)] {
        canvas.fill(&circle(x, y, 6.0), STEEL);
    }
    canvas
}

/// A swing tag and the cartons' packing list, ticked off.
pub(super) fn packing_list() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(CARTON.light(18), CARTON));
    canvas.fill(&rect(0.0, 330.0, 960.0, 5.0), CARTON.dark(30));
    canvas.fill(&rect(0.0, 250.0, 960.0, 160.0), ink(0xdcc79d).thin(45));
    canvas.shadow(240.0, 60.0, 480.0, 600.0, 18.0);
    canvas.fill(&rect(240.0, 56.0, 480.0, 600.0).turned((480.0, 360.0), -3.0), WHITE);
    let mut noise = Noise::new(64);
    print(&mut canvas, (290.0, 104.0), 260.0, 22.0, BLACK, &mut noise);
    for row in 0..9 {
        let y = 170.0 + row as f32 * 50.0;
        print(&mut canvas, (276.0, y), 200.0, 11.0, DARK_STEEL, &mut noise);
        digits(&mut canvas, (540.0, y - 6.0), 22.0, ["12", "24", "36", "18"][noise.below(4) as usize], BLACK);
        if row != 6 {
            tick(&mut canvas, (628.0, y + 4.0), 36.0, BLUE);
        } else {
            canvas.fill(&stroke(&[(624.0, y - 12.0), (664.0, y + 20.0)], 7.0), RED);
            canvas.fill(&stroke(&[(664.0, y - 12.0), (624.0, y + 20.0)], 7.0), RED);
        }
    }
    canvas
        .fill(&polygon(&[(760.0, 480.0), (880.0, 520.0), (820.0, 690.0), (700.0, 650.0)]), down(NAVY.light(10), NAVY));
    canvas.fill(&circle(812.0, 518.0, 9.0), CARTON);
    canvas
}
