//! Secrets as text: 160 bits in Crockford's base32, with a check that finds what people mistype.
//!
//! **Frozen.** 40 characters: the version (1), 32 for the secret's 20 bytes, one of zero, six of the check.
//! The check is the BCH code of bech32m (BIP 350) over the purpose and these characters; it finds any four
//! wrong characters, so every single mistyped one and every two that were swapped. Reading takes lower case,
//! o for 0, i and l for 1, and passes over spaces and hyphens.

use thiserror::Error;
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const VERSION: u8 = 1;
const LENGTH: usize = 40;
const CHECK: usize = 6;
/// The longest text for which the check finds four wrong characters, with its purpose.
const LONGEST: usize = 89;

/// The 20 bytes of a secret.
pub(crate) type Secret = Zeroizing<[u8; 20]>;

/// Why a text is not a key or a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// Characters are missing.
    #[error("it is cut: {found} of 40 characters")]
    Cut {
        /// How many there are.
        found: usize,
    },
    /// There are more characters than it has.
    #[error("it is too long: {found} characters instead of 40")]
    TooLong {
        /// How many there are.
        found: usize,
    },
    /// This character is never used.
    #[error("it has a character that is never used, {character:?}, at place {place}")]
    Character {
        /// The character.
        character: char,
        /// Where it stands, from 1, in the text as it was given.
        place: usize,
    },
    /// A character is wrong, or two are swapped; or it is a text for something else.
    #[error("it has a mistake: a character is wrong, or two are swapped")]
    Mistyped,
    /// It is right, but of a newer version.
    #[error("it is of a newer version ({0})")]
    OtherVersion(u8),
}

/// Writes a secret for `purpose`.
pub(crate) fn write(purpose: &str, secret: &Secret) -> Zeroizing<String> {
    let mut symbols = Zeroizing::new(vec![0; LENGTH]);
    symbols[0] = VERSION;
    for bit in 0..160 {
        if secret[bit / 8] >> (7 - bit % 8) & 1 == 1 {
            symbols[1 + bit / 5] |= 1 << (4 - bit % 5);
        }
    }
    let check = polymod(purpose, &symbols) ^ FINAL;
    for place in 0..CHECK {
        symbols[LENGTH - CHECK + place] = (check >> (5 * (CHECK - 1 - place)) & 31) as u8;
    }
    Zeroizing::new(symbols.iter().map(|symbol| char::from(ALPHABET[usize::from(*symbol)])).collect())
}

/// Reads a secret for `purpose`.
pub(crate) fn read(purpose: &str, text: &str) -> Result<Secret, TextError> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut found = 0;
    for (place, character) in text.chars().enumerate().filter(|(_, c)| !c.is_whitespace() && *c != '-') {
        let symbol = symbol(character).ok_or(TextError::Character { character, place: place + 1 })?;
        found += 1;
        if symbols.len() < LONGEST {
            symbols.push(symbol);
        }
    }
    let right = found > CHECK && found + 2 * purpose.len() < LONGEST && polymod(purpose, &symbols) == FINAL;
    match (found, symbols.first()) {
        (_, Some(version)) if right && *version != VERSION => return Err(TextError::OtherVersion(*version)),
        (..LENGTH, _) => return Err(TextError::Cut { found }),
        (LENGTH, _) if right && symbols[LENGTH - CHECK - 1] == 0 => {}
        (LENGTH, _) => return Err(TextError::Mistyped),
        _ => return Err(TextError::TooLong { found }),
    }
    let mut secret = Secret::default();
    for bit in 0..160 {
        secret[bit / 8] |= (symbols[1 + bit / 5] >> (4 - bit % 5) & 1) << (7 - bit % 8);
    }
    Ok(secret)
}

fn symbol(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        upper => upper,
    };
    ALPHABET.iter().position(|known| char::from(*known) == upper).map(|at| at as u8)
}

const FINAL: u32 = 0x2bc8_30a3;

/// The check of bech32m, over the purpose as its human-readable part.
fn polymod(purpose: &str, symbols: &[u8]) -> u32 {
    let high = purpose.bytes().map(|byte| byte >> 5);
    let low = purpose.bytes().map(|byte| byte & 31);
    high.chain([0]).chain(low).chain(symbols.iter().copied()).fold(1, |check, symbol| {
        let mut next = (check & 0x1ff_ffff) << 5 ^ u32::from(symbol);
        for (bit, generator) in [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3].iter().enumerate() {
            if check >> (25 + bit) & 1 == 1 {
                next ^= generator;
            }
        }
        next
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_is_that_of_bech32m() {
        // "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx" of BIP 350, its characters as numbers.
        let bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
        let symbols: Vec<u8> =
            "l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx".chars().map(|c| bech32.find(c).unwrap() as u8).collect();
        assert_eq!(polymod("abcdef", &symbols), FINAL);
    }

    #[test]
    fn a_text_of_a_newer_version_is_named_so() {
        let mut symbols = vec![0; LENGTH + 3];
        symbols[0] = 2;
        let check = polymod("test", &symbols) ^ FINAL;
        let from = symbols.len() - CHECK;
        (0..CHECK).for_each(|place| symbols[from + place] = (check >> (5 * (CHECK - 1 - place)) & 31) as u8);
        let text: String = symbols.iter().map(|s| char::from(ALPHABET[usize::from(*s)])).collect();
        assert_eq!(read("test", &text), Err(TextError::OtherVersion(2)));
        assert_eq!(read("tent", &text), Err(TextError::TooLong { found: 43 }));
    }
}
