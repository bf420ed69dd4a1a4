//! What quality is judged with: light boxes, meters, jars.

use super::{
    canvas::{Canvas, Noise},
    ink::{BLACK, CLAY, DARK_STEEL, GREEN, NAVY, RED, SAGE, STEEL, WHITE, YELLOW, down, ink},
    marks::{digits, print},
    path::{circle, ellipse, line, polygon, rect, rounded, stroke},
};

/// A light box with two panels to compare.
pub(super) fn light_box() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0x5a5f63), ink(0x474b50)));
    canvas.fill(&rounded(70.0, 50.0, 820.0, 590.0, 10.0), down(DARK_STEEL, BLACK));
    canvas.fill(
        &polygon(&[(100.0, 120.0), (860.0, 120.0), (780.0, 500.0), (180.0, 500.0)]),
        down(ink(0xe9eaea), ink(0xbfc2c3)),
    );
    canvas.fill(
        &polygon(&[(100.0, 120.0), (180.0, 120.0), (180.0, 500.0), (100.0, 610.0)]),
        down(ink(0xcfd1d2), ink(0xa2a5a7)),
    );
    canvas.fill(
        &polygon(&[(860.0, 120.0), (780.0, 120.0), (780.0, 500.0), (860.0, 610.0)]),
        down(ink(0xcfd1d2), ink(0xa2a5a7)),
    );
    canvas.fill(&rect(180.0, 120.0, 600.0, 380.0), down(ink(0xf0f1f0), ink(0xc6c9ca)));
    canvas.fill(
        &polygon(&[(180.0, 500.0), (780.0, 500.0), (860.0, 610.0), (100.0, 610.0)]),
        down(ink(0xb3b6b8), ink(0x95999c)),
    );
    canvas.fill(&rect(180.0, 120.0, 600.0, 18.0), WHITE);
    for glow in 0..5 {
        canvas.fill(&rect(180.0, 138.0, 600.0, 10.0 + glow as f32 * 22.0), WHITE.thin(14));
    }
    let shade = CLAY;
    for (x, tone) in [(236.0, shade.light(10)), (486.0, shade.dark(7).mix(YELLOW, 6))] {
        canvas.fill(
            &polygon(&[(x, 330.0), (x + 240.0, 330.0), (x + 262.0, 580.0), (x - 22.0, 580.0)]).moved(6.0, 8.0),
            BLACK.thin(22),
        );
        canvas.fill(
            &polygon(&[(x, 330.0), (x + 240.0, 330.0), (x + 262.0, 580.0), (x - 22.0, 580.0)]),
            down(tone.light(10), tone),
        );
        for rib in 0..24 {
            let (top, foot) = (x + 6.0 + rib as f32 * 10.0, x - 16.0 + rib as f32 * 11.8);
            canvas.fill(&line((top, 332.0), (foot, 578.0), 2.0), tone.dark(24).thin(50));
        }
        canvas.fill(&rect(x + 168.0, 346.0, 60.0, 34.0), WHITE);
        print(&mut canvas, (x + 174.0, 356.0), 46.0, 6.0, BLACK, &mut Noise::new(x as u32));
    }
    for (at, lamp) in ["65", "84", "83"].into_iter().enumerate() {
        let x = 200.0 + at as f32 * 130.0;
        let on = at == 0;
        canvas.fill(&rounded(x, 66.0, 100.0, 38.0, 8.0), if on { YELLOW } else { STEEL.dark(30) });
        digits(&mut canvas, (x + 34.0, 74.0), 21.0, lamp, BLACK);
    }
    canvas
}

/// A moisture meter pressed on a cone of yarn.
pub(super) fn moisture_meter() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xdcd6c9), ink(0xc7bfae)));
    let yarn = SAGE;
    canvas.fill(&ellipse(650.0, 620.0, 300.0, 50.0), BLACK.thin(20));
    canvas.fill(&ellipse(640.0, 590.0, 270.0, 62.0), yarn.dark(30));
    canvas.fill(&polygon(&[(520.0, 90.0), (760.0, 90.0), (910.0, 590.0), (370.0, 590.0)]), down(yarn.light(16), yarn));
    for turn in 0..26 {
        let y = 100.0 + turn as f32 * 19.0;
        let reach = 122.0 + (y - 90.0) * 0.3;
        let lean = if turn % 2 == 0 { 12.0 } else { -12.0 };
        canvas.fill(&line((640.0 - reach, y + lean), (640.0 + reach, y - lean), 2.5), yarn.dark(24).thin(55));
    }
    canvas.fill(&ellipse(640.0, 90.0, 120.0, 26.0), yarn.light(28));
    canvas.fill(&ellipse(640.0, 90.0, 46.0, 10.0), BLACK);
    for pin in [300.0, 352.0] {
        canvas.fill(&line((380.0, pin), (486.0, pin + 26.0), 6.0), STEEL.light(40));
    }
    canvas.shadow(80.0, 190.0, 310.0, 400.0, 16.0);
    canvas.fill(&rounded(80.0, 180.0, 310.0, 420.0, 40.0), down(YELLOW.light(8), YELLOW.dark(6)));
    canvas.fill(&rounded(110.0, 214.0, 250.0, 160.0, 14.0), BLACK);
    canvas.fill(&rounded(122.0, 226.0, 226.0, 136.0, 8.0), down(ink(0xc8d6bf), ink(0xb1c2a8)));
    digits(&mut canvas, (150.0, 262.0), 76.0, "16.4", BLACK);
    for (x, colour) in [(150.0, GREEN), (235.0, STEEL), (320.0, RED)] {
        canvas.fill(&circle(x, 440.0, 26.0), colour.dark(10));
        canvas.fill(&circle(x, 437.0, 22.0), colour.light(12));
    }
    canvas.fill(&rounded(160.0, 500.0, 150.0, 40.0, 8.0), BLACK.thin(70));
    canvas
}

/// Three jars of waste water: as it comes, half way, as it leaves.
pub(super) fn water_jars() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xe6ebe9), ink(0xd2dbd8)));
    canvas.fill(&rect(0.0, 540.0, 960.0, 180.0), down(ink(0xc3b79f), ink(0xab9e85)));
    let waters = [ink(0x5d3f63), ink(0x9c93a8), ink(0xd3e2e0)];
    for (jar, water) in waters.into_iter().enumerate() {
        let x = 110.0 + jar as f32 * 270.0;
        canvas.fill(&ellipse(x + 110.0, 622.0, 126.0, 22.0), BLACK.thin(22));
        canvas.fill(&rounded(x, 190.0, 210.0, 430.0, 34.0), WHITE.thin(55));
        canvas.fill(&rounded(x + 10.0, 270.0, 190.0, 342.0, 28.0), down(water.light(12), water.dark(10)));
        canvas.fill(&ellipse(x + 105.0, 280.0, 94.0, 15.0), water.light(30));
        canvas.fill(&rounded(x + 24.0, 220.0, 18.0, 350.0, 9.0), WHITE.thin(50));
        canvas.fill(&rounded(x + 16.0, 152.0, 178.0, 54.0, 8.0), down(NAVY.light(20), NAVY));
        canvas.fill(&rounded(x + 54.0, 400.0, 106.0, 84.0, 4.0), WHITE);
        digits(&mut canvas, (x + 92.0, 416.0), 50.0, ["1", "2", "3"][jar], BLACK);
        if jar == 0 {
            for foam in 0..9 {
                let at = (x + 30.0 + foam as f32 * 19.0, 268.0 - (foam % 3) as f32 * 5.0);
                canvas.fill(&circle(at.0, at.1, 11.0), WHITE.thin(80));
            }
        }
    }
    canvas
}

/// Folded sweaters, counted into tens, on the inspection table.
pub(super) fn folded_stack() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xe9e6de), ink(0xd8d3c6)));
    canvas.fill(&rect(0.0, 560.0, 960.0, 160.0), down(ink(0xf3f2ee), ink(0xdcdad2)));
    canvas.fill(&rect(120.0, 0.0, 720.0, 26.0), WHITE);
    canvas.fill(&polygon(&[(120.0, 26.0), (840.0, 26.0), (960.0, 560.0), (0.0, 560.0)]), WHITE.thin(26));
    for (stack, yarn, pieces) in [(0.0, NAVY, 9), (1.0, CLAY, 10), (2.0, SAGE, 6)] {
        let x = 90.0 + stack * 275.0;
        canvas.fill(&ellipse(x + 118.0, 604.0, 150.0, 22.0), BLACK.thin(20));
        for piece in 0..pieces {
            let y = 560.0 - piece as f32 * 41.0;
            let (shift, tone) = ((piece * 7 % 5) as f32 * 3.0 - 6.0, yarn.light((piece * 5 % 4) as u8 * 4));
            canvas.fill(&rounded(x + shift, y, 236.0, 45.0, 18.0), down(tone.light(18), tone.dark(14)));
            canvas.fill(&line((x + shift + 14.0, y + 24.0), (x + shift + 230.0, y + 24.0), 3.0), tone.dark(30));
            canvas.fill(&rect(x + shift + 16.0, y + 26.0, 46.0, 14.0), tone.dark(20));
        }
        if stack > 1.5 {
            canvas
                .fill(&polygon(&[(x + 190.0, 400.0), (x + 250.0, 384.0), (x + 262.0, 420.0), (x + 200.0, 436.0)]), RED);
        }
    }
    let string = [(830.0, 380.0), (850.0, 350.0), (858.0, 330.0)];
    canvas.fill(&stroke(&string, 2.5), DARK_STEEL);
    canvas
}
