//! What stands in stores and gangways: cones, cartons, doors, extinguishers.

use super::{
    canvas::{Canvas, Noise},
    ink::{BLACK, CARTON, CLAY, DARK_STEEL, GREEN, NAVY, PAPER, RED, SAGE, STEEL, WHITE, YELLOW, down, ink},
    machines::cone,
    marks::{dial, print, scribble},
    path::{circle, ellipse, line, polygon, rect, rounded, stroke},
};

/// Cones on a rack, some of one lot a shade off.
pub(super) fn cones_rack() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xe7e2d8), ink(0xd6cfc1)));
    let yarns = [SAGE, ink(0x7b93b0), CLAY.light(15)];
    for (shelf, yarn) in yarns.into_iter().enumerate() {
        let foot = 218.0 + shelf as f32 * 224.0;
        canvas.fill(&rect(40.0, foot - 210.0, 880.0, 214.0), BLACK.thin(12));
        for at in 0..7 {
            let off = shelf == 1 && (at == 3 || at == 4);
            let tone = if off { yarn.dark(22) } else { yarn.light((at * 5 % 3) as u8 * 2) };
            let cx = 112.0 + at as f32 * 123.0;
            canvas.fill(&ellipse(cx + 8.0, foot - 2.0, 62.0, 12.0), BLACK.thin(24));
            cone(&mut canvas, (cx, foot), 158.0, tone);
            canvas.fill(&rounded(cx - 19.0, foot - 62.0, 38.0, 30.0, 3.0), WHITE);
            let mut noise = Noise::new(at as u32 + 3);
            print(&mut canvas, (cx - 14.0, foot - 55.0), 28.0, 4.0, BLACK, &mut noise);
            print(&mut canvas, (cx - 14.0, foot - 45.0), 22.0, 4.0, BLACK, &mut noise);
        }
        canvas.fill(&rect(30.0, foot, 900.0, 18.0), down(STEEL.light(20), STEEL.dark(25)));
    }
    for post in [24.0, 912.0] {
        canvas.fill(&rect(post, 0.0, 24.0, 720.0), down(NAVY.light(20), NAVY));
    }
    canvas
}

/// A closed carton seen from the front.
fn carton(canvas: &mut Canvas, (x, y): (f32, f32), (wide, tall): (f32, f32), seed: u32) {
    let mut noise = Noise::new(seed);
    let board = CARTON.mix(PAPER, noise.below(14) as u8);
    canvas.fill(&rect(x, y, wide, tall), down(board.light(8), board.dark(8)));
    canvas.fill(&rect(x, y, wide, 3.0), board.light(40));
    canvas.fill(&rect(x + wide - 3.0, y, 3.0, tall), board.dark(34));
    canvas.fill(&rect(x, y + tall - 3.0, wide, 3.0), board.dark(40));
    canvas.fill(&rect(x + wide * 0.44, y, wide * 0.12, tall * 0.3), ink(0xd8bd8f).thin(80));
    canvas.fill(&rect(x + wide * 0.08, y + tall * 0.5, wide * 0.4, tall * 0.36), WHITE.thin(92));
    for row in 0..3 {
        let length = wide * if row == 2 { 0.2 } else { 0.32 };
        print(canvas, (x + wide * 0.12, y + tall * (0.56 + row as f32 * 0.09)), length, tall * 0.04, BLACK, &mut noise);
    }
    for up in [0.68, 0.8] {
        let (ax, ay) = (x + wide * up, y + tall * 0.58);
        canvas.fill(
            &polygon(&[(ax, ay), (ax + wide * 0.045, ay + tall * 0.1), (ax - wide * 0.045, ay + tall * 0.1)]),
            board.dark(58),
        );
        canvas.fill(&rect(ax - wide * 0.012, ay + tall * 0.1, wide * 0.024, tall * 0.16), board.dark(58));
    }
}

/// A stack of cartons on a pallet; the lowest has drawn water.
pub(super) fn wet_cartons() -> Canvas {
    let mut canvas = Canvas::new(960, 720, down(ink(0xdfe0dc), ink(0xc9cbc6)));
    canvas.fill(&rect(0.0, 560.0, 960.0, 160.0), down(ink(0x9c9e99), ink(0xb3b4ae)));
    canvas.fill(&ellipse(280.0, 668.0, 250.0, 34.0), down(ink(0x7f929c), ink(0x95a8b1)));
    canvas.fill(&ellipse(250.0, 660.0, 120.0, 9.0), WHITE.thin(28));
    for slat in 0..3 {
        canvas.fill(&rect(150.0 + slat as f32 * 280.0, 626.0, 110.0, 34.0), ink(0x8f6b45));
    }
    canvas.fill(&rect(130.0, 606.0, 710.0, 24.0), down(ink(0xb88d5f), ink(0x9b7349)));
    for row in 0..3 {
        for column in 0..3 {
            let shift = if row == 1 { 10.0 } else { 0.0 };
            let at = (150.0 + column as f32 * 224.0 + shift, 66.0 + row as f32 * 180.0);
            carton(&mut canvas, at, (220.0, 178.0), 20 + row * 3 + column);
        }
    }
    let stain = [
        (150.0, 606.0),
        (150.0, 606.0),
        (150.0, 606.0),
        (150.0, 486.0),
        (150.0, 486.0),
        (176.0, 486.0),
        (196.0, 520.0),
        (236.0, 524.0),
        (262.0, 566.0),
        (318.0, 572.0),
        (356.0, 606.0),
    ];
    canvas.fill(&polygon(&stain).soft(), CARTON.dark(58).thin(62));
    canvas.fill(&rect(150.0, 540.0, 4.0, 66.0), CARTON.dark(58).thin(62));
    canvas.fill(
        &polygon(&[
            (150.0, 606.0),
            (150.0, 606.0),
            (150.0, 606.0),
            (150.0, 530.0),
            (150.0, 530.0),
            (196.0, 562.0),
            (260.0, 606.0),
            (260.0, 606.0),
        ])
        .soft(),
        CARTON.dark(70).thin(46),
    );
    canvas
}

/// The running figure over a way out, with its arrow.
fn exit_sign(canvas: &mut Canvas, (x, y): (f32, f32)) {
    canvas.fill(&rounded(x, y, 250.0, 92.0, 6.0), down(GREEN.light(8), GREEN.dark(6)));
    canvas.fill(&rect(x + 168.0, y + 14.0, 56.0, 66.0), WHITE);
    canvas.fill(&circle(x + 112.0, y + 22.0, 9.0), WHITE);
    canvas.fill(&line((x + 106.0, y + 32.0), (x + 94.0, y + 56.0), 13.0), WHITE);
    canvas.fill(&stroke(&[(x + 96.0, y + 52.0), (x + 112.0, y + 64.0), (x + 106.0, y + 82.0)], 8.0), WHITE);
    canvas.fill(&stroke(&[(x + 94.0, y + 54.0), (x + 84.0, y + 70.0), (x + 66.0, y + 72.0)], 8.0), WHITE);
    canvas.fill(&stroke(&[(x + 106.0, y + 36.0), (x + 124.0, y + 46.0), (x + 136.0, y + 40.0)], 7.0), WHITE);
    canvas.fill(&stroke(&[(x + 102.0, y + 36.0), (x + 86.0, y + 38.0), (x + 78.0, y + 50.0)], 7.0), WHITE);
    canvas.fill(&rect(x + 18.0, y + 44.0, 30.0, 9.0), WHITE);
    canvas.fill(&polygon(&[(x + 44.0, y + 34.0), (x + 60.0, y + 48.0), (x + 44.0, y + 63.0)]), WHITE);
}

/// A fire exit behind cartons.
pub(super) fn blocked_exit() -> Canvas {
    let mut canvas = Canvas::new(720, 960, down(ink(0xe8e6df), ink(0xd9d6cc)));
    canvas.fill(&rect(0.0, 800.0, 720.0, 160.0), down(ink(0xa3a69f), ink(0xb8bab2)));
    canvas.fill(&rect(0.0, 640.0, 720.0, 160.0), ink(0xb9cdb9).thin(60));
    canvas.fill(&rect(172.0, 190.0, 376.0, 612.0), DARK_STEEL.dark(20));
    for leaf in [184.0, 364.0] {
        canvas.fill(&rect(leaf, 202.0, 172.0, 600.0), down(ink(0x86a39a), ink(0x6d8a81)));
        canvas.fill(&rect(leaf + 46.0, 250.0, 80.0, 150.0), down(ink(0xdbe9ee), ink(0xb4cbd4)));
        canvas.fill(&rounded(leaf + 10.0, 500.0, 152.0, 22.0, 8.0), RED);
    }
    exit_sign(&mut canvas, (235.0, 62.0));
    canvas.fill(&polygon(&[(150.0, 800.0), (570.0, 800.0), (650.0, 940.0), (70.0, 940.0)]), YELLOW.thin(55));
    canvas.fill(&polygon(&[(178.0, 812.0), (542.0, 812.0), (606.0, 926.0), (114.0, 926.0)]), ink(0xabada5));
    canvas.fill(&ellipse(380.0, 902.0, 300.0, 26.0), BLACK.thin(25));
    carton(&mut canvas, (100.0, 690.0), (250.0, 206.0), 41);
    carton(&mut canvas, (356.0, 700.0), (262.0, 200.0), 42);
    carton(&mut canvas, (180.0, 500.0), (230.0, 192.0), 43);
    carton(&mut canvas, (420.0, 538.0), (190.0, 164.0), 44);
    canvas
}

/// An extinguisher on the wall, with the card of its checks.
pub(super) fn extinguisher() -> Canvas {
    let mut canvas = Canvas::new(720, 960, down(ink(0xebe9e2), ink(0xdcd9cf)));
    canvas.fill(&rect(0.0, 820.0, 720.0, 140.0), down(ink(0xa3a69f), ink(0xb8bab2)));
    canvas.fill(&rounded(130.0, 70.0, 210.0, 150.0, 8.0), RED);
    canvas.fill(
        &polygon(&[(235.0, 92.0), (262.0, 150.0), (248.0, 196.0), (222.0, 196.0), (208.0, 150.0)]).soft(),
        YELLOW,
    );
    canvas.fill(&polygon(&[(235.0, 130.0), (248.0, 166.0), (235.0, 192.0), (222.0, 166.0)]).soft(), WHITE);
    canvas.shadow(140.0, 330.0, 190.0, 440.0, 14.0);
    canvas.fill(&rounded(140.0, 340.0, 190.0, 440.0, 70.0), down(RED.light(12), RED.dark(18)));
    canvas.fill(&rounded(158.0, 390.0, 26.0, 350.0, 13.0), WHITE.thin(30));
    canvas.fill(&rect(205.0, 296.0, 60.0, 54.0), DARK_STEEL);
    canvas.fill(&polygon(&[(190.0, 262.0), (330.0, 244.0), (336.0, 262.0), (200.0, 288.0)]), BLACK);
    canvas.fill(&polygon(&[(200.0, 292.0), (320.0, 300.0), (316.0, 314.0), (200.0, 308.0)]), BLACK);
    let hose = [
        (262.0, 318.0),
        (312.0, 326.0),
        (346.0, 352.0),
        (364.0, 400.0),
        (372.0, 460.0),
        (372.0, 540.0),
        (364.0, 620.0),
        (350.0, 684.0),
    ];
    canvas.fill(&stroke(&hose, 20.0), BLACK);
    canvas.fill(&line((350.0, 676.0), (336.0, 750.0), 30.0), DARK_STEEL);
    dial(&mut canvas, (235.0, 322.0), 24.0, 20.0, RED);
    canvas.fill(&rounded(176.0, 470.0, 120.0, 170.0, 6.0), PAPER);
    let mut noise = Noise::new(9);
    for row in 0..7 {
        print(&mut canvas, (188.0, 486.0 + row as f32 * 20.0), 96.0, 7.0, BLACK, &mut noise);
    }
    canvas.fill(&line((336.0, 270.0), (452.0, 330.0), 3.0), DARK_STEEL);
    canvas.shadow(430.0, 330.0, 220.0, 330.0, 10.0);
    canvas.fill(&rounded(430.0, 326.0, 220.0, 330.0, 8.0), WHITE);
    canvas.fill(&rect(430.0, 340.0, 220.0, 44.0), GREEN);
    for row in 0..7 {
        let y = 402.0 + row as f32 * 34.0;
        canvas.fill(&rect(446.0, y + 24.0, 188.0, 2.0), STEEL);
        canvas.fill(&rect(536.0, y, 2.0, 26.0), STEEL);
        if row < 4 {
            scribble(&mut canvas, (452.0, y + 20.0), 66.0, 16.0, NAVY, &mut noise);
            scribble(&mut canvas, (548.0, y + 20.0), 74.0, 18.0, NAVY, &mut noise);
        }
    }
    canvas
}
