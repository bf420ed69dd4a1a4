//! When a picture was taken, as its camera wrote it down. Nothing else of what cameras write (the
//! place, the owner, the camera) is read.

use std::io::Cursor;

use exif::{DateTime, Exif, In, Reader, Tag, Value};

/// When a picture was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// `YYYY-MM-DDTHH:MM:SS` on the camera's own clock.
    pub local: Option<String>,
    /// That clock's offset from UTC in minutes.
    pub offset: Option<i32>,
}

/// Where the time may stand, the moment of the shot first, each with its offset.
const TIMES: [(Tag, Tag); 3] = [
    (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
    (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
    (Tag::DateTime, Tag::OffsetTime),
];

/// Reads it from the file, or from so much of it as holds the camera's notes.
pub fn taken(file: &[u8]) -> Taken {
    // A note that is damaged further on still tells the time.
    let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(file));
    let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| {})) else {
        return Taken::default();
    };
    TIMES.into_iter().find_map(|(time, offset)| at(&exif, time, offset)).unwrap_or_default()
}

fn at(exif: &Exif, time: Tag, offset: Tag) -> Option<Taken> {
    let mut moment = DateTime::from_ascii(ascii(exif, time)?).ok()?;
    if let Some(offset) = ascii(exif, offset) {
        // An offset that cannot be read is one that was not written.
        let _ = moment.parse_offset(offset);
    }
    let DateTime { year, month, day, hour, minute, second, .. } = moment;
    let possible = year >= 1 && (1..=12).contains(&month) && (1..=31).contains(&day);
    // A camera without a clock writes zeros.
    if !possible || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let local = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}", second.min(59));
    let offset = moment.offset.map(i32::from).filter(|minutes| minutes.abs() <= 18 * 60);
    Some(Taken { local: Some(local), offset })
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG that holds nothing but these notes.
    fn jpeg(tags: &[(u16, &str)]) -> Vec<u8> {
        let count = u16::try_from(tags.len()).unwrap();
        let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0".to_vec();
        tiff.extend(count.to_be_bytes());
        let mut at = 26 + 2 + 12 * tags.len() + 4;
        let mut texts = Vec::new();
        for (tag, text) in tags {
            let text = [text.as_bytes(), b"\0"].concat();
            tiff.extend(tag.to_be_bytes());
            tiff.extend(2u16.to_be_bytes());
            tiff.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
            tiff.extend(u32::try_from(at).unwrap().to_be_bytes());
            at += text.len();
            texts.extend(text);
        }
        tiff.extend([0; 4]);
        tiff.extend(texts);
        let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
        [b"\xff\xd8\xff\xe1".as_slice(), &length, b"Exif\0\0", &tiff, b"\xff\xd9"].concat()
    }

    fn told(tags: &[(u16, &str)]) -> (Option<String>, Option<i32>) {
        let Taken { local, offset } = taken(&jpeg(tags));
        (local, offset)
    }

    #[test]
    fn the_time_is_read_as_the_camera_wrote_it() {
        let tags = [(0x9003, "2025:11:20 09:41:07"), (0x9011, "+07:00")];
        assert_eq!(told(&tags), (Some("2025-11-20T09:41:07".into()), Some(420)));
        assert_eq!(told(&tags[..1]), (Some("2025-11-20T09:41:07".into()), None));
    }

    #[test]
    fn an_offset_west_of_greenwich_is_negative() {
        assert_eq!(told(&[(0x9003, "2025:01:02 03:04:05"), (0x9011, "-03:30")]).1, Some(-210));
    }

    #[test]
    fn the_time_of_digitising_stands_in() {
        assert_eq!(told(&[(0x9004, "2025:11:20 09:41:07")]).0.as_deref(), Some("2025-11-20T09:41:07"));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["0000:00:00 00:00:00", "    :  :     :  :  ", "2025:13:01 00:00:00", "yesterday", ""] {
            assert_eq!(told(&[(0x9003, text)]), (None, None), "{text}");
        }
        assert_eq!(told(&[(0x9003, "2025:11:20 09:41:07"), (0x9011, "later ")]).1, None);
    }

    #[test]
    fn any_bytes_are_survived() {
        let whole = jpeg(&[(0x9003, "2025:11:20 09:41:07"), (0x9011, "+07:00")]);
        for cut in 0..whole.len() {
            taken(&whole[..cut]);
            let mut flipped = whole.clone();
            flipped[cut] ^= 0xff;
            taken(&flipped);
        }
    }
}
