//! Colours.

/// A colour with its opacity.
#[derive(Clone, Copy)]
pub(crate) struct Ink {
    pub(crate) red: u8,
    pub(crate) green: u8,
    pub(crate) blue: u8,
    pub(crate) opacity: u8,
}

/// The colour written as `0xRRGGBB`.
pub(crate) const fn ink(hex: u32) -> Ink {
    let [_, red, green, blue] = hex.to_be_bytes();
    Ink { red, green, blue, opacity: 255 }
}

pub(crate) const WHITE: Ink = ink(0xfdfcf9);
pub(crate) const PAPER: Ink = ink(0xf4efe4);
pub(crate) const BLACK: Ink = ink(0x23272e);
pub(crate) const SHADOW: Ink = ink(0x1d1b22);
pub(crate) const STEEL: Ink = ink(0x9aa5ae);
pub(crate) const DARK_STEEL: Ink = ink(0x55616c);
pub(crate) const CARTON: Ink = ink(0xc69c6d);
pub(crate) const RED: Ink = ink(0xc8453b);
pub(crate) const GREEN: Ink = ink(0x3d8b6a);
pub(crate) const BLUE: Ink = ink(0x3a6ea5);
pub(crate) const YELLOW: Ink = ink(0xe9b949);
pub(crate) const NAVY: Ink = ink(0x33476b);
pub(crate) const SAGE: Ink = ink(0x8fa68a);
pub(crate) const CLAY: Ink = ink(0xb9705a);

impl Ink {
    /// The same colour, `percent` opaque.
    pub(crate) fn thin(self, percent: u8) -> Ink {
        let opacity = (u16::from(percent.min(100)) * 255 / 100) as u8;
        Ink { opacity, ..self }
    }

    /// This colour with `percent` of `other` in it.
    pub(crate) fn mix(self, other: Ink, percent: u8) -> Ink {
        let part = i32::from(percent.min(100));
        let one = |a: u8, b: u8| (i32::from(a) + (i32::from(b) - i32::from(a)) * part / 100) as u8;
        Ink {
            red: one(self.red, other.red),
            green: one(self.green, other.green),
            blue: one(self.blue, other.blue),
            opacity: one(self.opacity, other.opacity),
        }
    }

    /// Lighter by `percent`.
    pub(crate) fn light(self, percent: u8) -> Ink {
        self.mix(WHITE, percent)
    }

    /// Darker by `percent`.
    pub(crate) fn dark(self, percent: u8) -> Ink {
        self.mix(SHADOW, percent)
    }
}

/// What a shape is filled with: one colour, or one that turns into another from its top to its foot.
#[derive(Clone, Copy)]
pub(crate) struct Paint {
    pub(crate) top: Ink,
    pub(crate) foot: Ink,
}

impl From<Ink> for Paint {
    fn from(ink: Ink) -> Paint {
        Paint { top: ink, foot: ink }
    }
}

/// `top` turning into `foot`.
pub(crate) fn down(top: Ink, foot: Ink) -> Paint {
    Paint { top, foot }
}
