//! Portraits of people who agreed to be pictured: a friendly sketch, nobody in particular.

use super::{
    canvas::Canvas,
    ink::{BLACK, Ink, WHITE, down, ink},
    path::{circle, ellipse, line, polygon, rect, rounded, stroke},
};

/// How somebody looks.
struct Looks {
    wall: Ink,
    skin: Ink,
    hair: Ink,
    coat: Ink,
    /// Hair that reaches the shoulders.
    long: bool,
    glasses: bool,
    cap: Option<Ink>,
}

fn portrait(looks: &Looks) -> Canvas {
    let Looks { wall, skin, hair, coat, .. } = *looks;
    let mut canvas = Canvas::new(720, 720, down(wall.light(30), wall));
    canvas.fill(&circle(360.0, 340.0, 290.0), WHITE.thin(22));
    if looks.long {
        canvas.fill(&rounded(206.0, 170.0, 308.0, 400.0, 140.0), hair);
    }
    let shoulders = polygon(&[
        (90.0, 720.0),
        (110.0, 600.0),
        (190.0, 545.0),
        (300.0, 515.0),
        (420.0, 515.0),
        (530.0, 545.0),
        (610.0, 600.0),
        (630.0, 720.0),
        (360.0, 760.0),
    ]);
    canvas.fill(&shoulders.soft(), down(coat.light(10), coat.dark(10)));
    canvas.fill(&rounded(306.0, 430.0, 108.0, 130.0, 46.0), down(skin.dark(14), skin.dark(4)));
    canvas.fill(
        &polygon(&[
            (300.0, 520.0),
            (360.0, 640.0),
            (420.0, 520.0),
            (452.0, 540.0),
            (372.0, 720.0),
            (348.0, 720.0),
            (268.0, 540.0),
        ]),
        coat.dark(20),
    );
    canvas.fill(&polygon(&[(306.0, 540.0), (360.0, 640.0), (414.0, 540.0), (360.0, 560.0)]), WHITE);
    for ear in [228.0, 492.0] {
        canvas.fill(&ellipse(ear, 352.0, 22.0, 36.0), skin.dark(8));
    }
    canvas.fill(&ellipse(360.0, 336.0, 132.0, 160.0), down(skin.light(6), skin));
    let fringe = if looks.long {
        polygon(&[
            (222.0, 360.0),
            (222.0, 230.0),
            (280.0, 160.0),
            (360.0, 142.0),
            (440.0, 160.0),
            (498.0, 230.0),
            (498.0, 360.0),
            (478.0, 290.0),
            (420.0, 236.0),
            (330.0, 262.0),
            (246.0, 290.0),
        ])
    } else {
        polygon(&[
            (222.0, 330.0),
            (216.0, 230.0),
            (270.0, 160.0),
            (360.0, 138.0),
            (450.0, 160.0),
            (504.0, 230.0),
            (498.0, 330.0),
            (480.0, 270.0),
            (430.0, 238.0),
            (360.0, 246.0),
            (290.0, 236.0),
            (240.0, 270.0),
        ])
    };
    canvas.fill(&fringe.soft(), hair);
    if let Some(cap) = looks.cap {
        canvas.fill(
            &polygon(&[
                (214.0, 266.0),
                (222.0, 190.0),
                (280.0, 128.0),
                (360.0, 112.0),
                (440.0, 128.0),
                (498.0, 190.0),
                (506.0, 266.0),
                (360.0, 240.0),
            ])
            .soft(),
            down(cap.light(12), cap),
        );
        canvas.fill(
            &polygon(&[(230.0, 256.0), (360.0, 226.0), (490.0, 256.0), (520.0, 286.0), (360.0, 262.0), (200.0, 286.0)])
                .soft(),
            cap.dark(22),
        );
    }
    for eye in [310.0, 410.0] {
        canvas.fill(&ellipse(eye, 350.0, 9.0, 11.0), BLACK);
        canvas.fill(&circle(eye + 3.0, 346.0, 3.0), WHITE);
        canvas.fill(&stroke(&[(eye - 26.0, 316.0), (eye, 308.0), (eye + 26.0, 316.0)], 7.0), hair.thin(85));
        canvas.fill(&ellipse(eye + if eye < 360.0 { -20.0 } else { 20.0 }, 402.0, 24.0, 16.0), ink(0xd9705f).thin(16));
        if looks.glasses {
            let ring: Vec<_> = (0..=32)
                .map(|step| {
                    let angle = step as f32 / 32.0 * std::f32::consts::TAU;
                    (eye + 41.0 * angle.cos(), 352.0 + 36.0 * angle.sin())
                })
                .collect();
            canvas.fill(&stroke(&ring, 6.0), BLACK);
        }
    }
    if looks.glasses {
        canvas.fill(&line((351.0, 348.0), (369.0, 348.0), 6.0), BLACK);
    }
    canvas.fill(&stroke(&[(362.0, 364.0), (352.0, 396.0), (366.0, 400.0)], 5.0), skin.dark(26));
    canvas.fill(
        &stroke(&[(318.0, 430.0), (338.0, 444.0), (362.0, 448.0), (386.0, 443.0), (404.0, 430.0)], 8.0),
        ink(0xa6503f),
    );
    canvas.fill(&rect(180.0, 610.0, 78.0, 50.0), WHITE.thin(85));
    canvas.fill(&rect(190.0, 622.0, 50.0, 7.0), coat.dark(30));
    canvas.fill(&rect(190.0, 638.0, 36.0, 7.0), coat.dark(30));
    canvas
}

/// A technician in a work cap.
pub(super) fn technician() -> Canvas {
    portrait(&Looks {
        wall: ink(0xc9d3cc),
        skin: ink(0xd9a67c),
        hair: ink(0x2a2523),
        coat: ink(0x4a6685),
        long: false,
        glasses: false,
        cap: Some(ink(0x3b5573)),
    })
}

/// A quality manager with glasses.
pub(super) fn quality_manager() -> Canvas {
    portrait(&Looks {
        wall: ink(0xe0d3c1),
        skin: ink(0xe0b48d),
        hair: ink(0x2d2422),
        coat: ink(0x7f9a7c),
        long: true,
        glasses: true,
        cap: None,
    })
}

/// A merchandiser in a knitted cardigan.
pub(super) fn merchandiser() -> Canvas {
    portrait(&Looks {
        wall: ink(0xcdd5e0),
        skin: ink(0xe8c19c),
        hair: ink(0x3a2c28),
        coat: ink(0xb9705a),
        long: true,
        glasses: false,
        cap: None,
    })
}
