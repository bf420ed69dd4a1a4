//! The mark of Floorbook: an open page with three lines and a tick, bound at its left side.

use crate::assets::Assets;
use crate::raster::{self, Colour, SIDE, Shape};
use anyhow::Result;

/// The accent of the theme, see `public/style.css`.
const TEAL: Colour = [0x0d, 0x55, 0x63];
const DEEP_TEAL: Colour = [0x08, 0x3c, 0x47];
const PAPER: Colour = [0xfb, 0xf8, 0xf1];
const LINE: Colour = [0xb9, 0xb0, 0x9c];
const TICK: Colour = [0xc2, 0x6a, 0x1b];

/// How far the drawing keeps from the edge where a system may cut the icon to any shape.
const MASKABLE: f32 = 0.8;

/// Draws all icons that the page and the manifest name.
pub(crate) fn draw(assets: &mut Assets) -> Result<()> {
    let round = [vec![background(116.0)], page()].concat();
    let full = [vec![background(0.0)], page()].concat();
    let inner = page().into_iter().map(|shape| shape.scaled(MASKABLE)).collect();
    let maskable = [vec![background(0.0)], inner].concat();
    assets.add("icons/icon.svg", raster::svg(&round))?;
    for size in [192, 512] {
        assets.add(format!("icons/icon-{size}.png"), raster::png(&round, size)?)?;
        assets.add(format!("icons/maskable-{size}.png"), raster::png(&maskable, size)?)?;
    }
    // iOS rounds the corners itself, and shows what is transparent as black.
    assets.add("icons/apple-touch-icon.png", raster::png(&full, 180)?)
}

/// The icons that the shell's packages carry, by their names in `src-tauri/icons`.
pub(crate) fn for_shell() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let round = [vec![background(116.0)], page()].concat();
    let png = |size| raster::png(&round, size);
    let (ico, icns) =
        (ico(256, &png(256)?)?, icns(&[(*b"ic07", png(128)?), (*b"ic08", png(256)?), (*b"ic09", png(512)?)])?);
    Ok(vec![
        ("32x32.png", png(32)?),
        ("128x128.png", png(128)?),
        ("128x128@2x.png", png(256)?),
        ("icon.png", png(512)?),
        ("icon.ico", ico),
        ("icon.icns", icns),
    ])
}

/// Windows' container of icons, with one PNG in it.
fn ico(size: u32, png: &[u8]) -> Result<Vec<u8>> {
    // 256 is written as 0.
    let side = u8::try_from(size % 256)?;
    let mut file = vec![0, 0, 1, 0, 1, 0, side, side, 0, 0, 1, 0, 32, 0];
    file.extend(u32::try_from(png.len())?.to_le_bytes());
    file.extend(22_u32.to_le_bytes());
    file.extend(png);
    Ok(file)
}

/// Apple's container of icons: PNGs, each under the name of its size.
fn icns(icons: &[([u8; 4], Vec<u8>)]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    for (name, png) in icons {
        body.extend(name);
        body.extend(u32::try_from(png.len() + 8)?.to_be_bytes());
        body.extend(png);
    }
    let length = u32::try_from(body.len() + 8)?.to_be_bytes();
    Ok([b"icns".as_slice(), &length, &body].concat())
}

fn background(radius: f32) -> Shape {
    Shape::Rect([0.0, 0.0, SIDE, SIDE, radius], TEAL)
}

fn page() -> Vec<Shape> {
    let mut shapes = vec![
        // The cover shows below and right of the page, so that it reads as a book.
        Shape::Rect([140.0, 108.0, 264.0, 320.0, 34.0], DEEP_TEAL),
        Shape::Rect([124.0, 88.0, 264.0, 320.0, 30.0], PAPER),
    ];
    shapes.extend([152.0, 220.0, 288.0, 356.0].map(|y| Shape::Line([108.0, y - 6.0], [146.0, y - 6.0], 18.0, LINE)));
    shapes.extend([
        Shape::Line([196.0, 158.0], [336.0, 158.0], 24.0, TEAL),
        Shape::Line([196.0, 218.0], [336.0, 218.0], 16.0, LINE),
        Shape::Line([196.0, 266.0], [280.0, 266.0], 16.0, LINE),
        Shape::Line([214.0, 332.0], [250.0, 366.0], 30.0, TICK),
        Shape::Line([250.0, 366.0], [330.0, 282.0], 30.0, TICK),
    ]);
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn the_icons_of_the_shell_are_those_that_are_drawn() {
        let folder = Place::find().unwrap().join("src-tauri/icons");
        for (name, drawn) in for_shell().unwrap() {
            let held = std::fs::read(folder.join(name)).unwrap_or_default();
            assert!(held == drawn, "{name} is another one; `cargo xtask icons` draws them");
        }
    }
}
