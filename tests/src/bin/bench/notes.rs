//! The notes of the benchmark: the same bytes every time, so that figures can be compared with
//! those that other products had on the same notes.
//!
//! A port of the generator in JavaScript that those were measured with. Its random numbers are
//! mulberry32, and each number is drawn in the same order.

use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

const EN: &str = "machine line operator seam tension needle thread fabric batch check after before shift supervisor \
    reports drift torque pressure valve filter oil leak noise vibration temperature sensor reading limit spec sample \
    defect stitch skip broken cutting table press iron packing carton label pallet forklift aisle guard emergency stop \
    button light ladder exit door blocked extinguisher tag date expired training record signed missing gloves mask \
    chemical drum spill tray storage shelf height stack loose cable panel open fan motor belt pulley bearing wear \
    grease schedule maintenance overdue spare part order vendor quote lead time quality audit corrective action owner \
    due week follow photo attached measured millimetre percent rate output target hour idle changeover setup waste \
    scrap rework inspection final inline random count pass fail minor major critical customer return colour shade dye \
    lot wash shrink zipper rivet button snap pocket collar sleeve waist hem pattern marker spread layer";
const GLUE: &str = "the a on at of and to is was with for in near this that we they has not by from";
const RARE: [&str; 6] = ["hygrometer", "solenoid", "borescope", "tachometer", "gantry", "manifold"];
const RARE_WORDS: usize = 60;
const ZH: [&str; 5] =
    ["现场检查发现张力不稳定", "请供应商更换轴承", "安全通道被堵塞", "质量检查合格", "下周复查温度记录"];
const VI: [&str; 5] = [
    "đường may bị lệch",
    "kiểm tra lại máy số ba",
    "thiếu găng tay bảo hộ",
    "lối thoát hiểm bị chặn",
    "nhiệt độ vượt giới hạn",
];
const VISITS: usize = 5_000;

/// A note.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Which of the 5,000 visits it belongs to.
    pub visit: usize,
    /// A line of six words.
    pub title: String,
    /// About forty words.
    pub body: String,
    /// Milliseconds since 1970.
    pub updated: i64,
}

/// How often a query's word stands in the notes, or in what script.
pub const QUERIES: [(&str, &[&str]); 5] = [
    ("common", &["machine", "operator", "needle", "supervisor"]),
    ("middling", &["extinguisher", "forklift", "grease", "rivet", "customer", "shrink"]),
    ("rare", &["hygrometer", "solenoid", "borescope", "tachometer", "gantry", "manifold"]),
    ("Chinese", &["检查", "张力"]),
    ("Vietnamese", &["đường", "kiểm"]),
];

/// The first `count` notes.
pub fn generate(count: usize) -> Vec<Note> {
    let words = Words::new();
    let mut chance = Mulberry(42);
    (0..count).map(|number| words.note(number, &mut chance)).collect()
}

/// The first `count` notes of a file of JSON lines.
///
/// # Errors
/// The file cannot be read, or a line is no note.
pub fn read(path: &Path, count: usize) -> io::Result<Vec<Note>> {
    let wrong = || io::Error::new(io::ErrorKind::InvalidData, "a line is no note");
    let note = |line: io::Result<String>| {
        let note: Value = serde_json::from_str(&line?)?;
        let text = |name: &str| note[name].as_str().map(str::to_owned).ok_or_else(wrong);
        let visit = text("visitId")?.trim_start_matches('v').parse().map_err(|_| wrong())?;
        let updated = note["updatedAt"].as_i64().ok_or_else(wrong)?;
        Ok(Note { visit, title: text("title")?, body: text("body")?, updated })
    };
    BufReader::new(File::open(path)?).lines().take(count).map(note).collect()
}

struct Words {
    common: Vec<&'static str>,
    glue: Vec<&'static str>,
    rare: Vec<String>,
}

impl Words {
    fn new() -> Words {
        let number = |i| if i < RARE.len() { String::new() } else { format!("x{i}") };
        Words {
            common: EN.split_whitespace().collect(),
            glue: GLUE.split_whitespace().collect(),
            rare: (0..RARE_WORDS).map(|i| format!("{}{}", RARE[i % RARE.len()], number(i))).collect(),
        }
    }

    fn note(&self, number: usize, chance: &mut Mulberry) -> Note {
        let mut body = format!("{}. {}.", self.some(20, chance), self.some(20, chance));
        let other = chance.next();
        if other < 0.05 {
            body = format!("{body} {}", chance.of(&ZH));
        } else if other < 0.1 {
            body = format!("{body} {}", chance.of(&VI));
        }
        let visit = chance.below(VISITS);
        let title = self.some(6, chance);
        let updated = 1_700_000_000_000 + number as i64 * 60_000 + chance.below(50_000) as i64;
        Note { visit, title, body, updated }
    }

    fn some(&self, count: usize, chance: &mut Mulberry) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.word(chance)).collect();
        words.join(" ")
    }

    fn word<'w>(&'w self, chance: &mut Mulberry) -> &'w str {
        if chance.next() < 0.25 {
            chance.of(&self.glue)
        } else if chance.next() < 0.002 {
            &self.rare[chance.below(self.rare.len())]
        } else {
            self.common[(chance.next().powf(1.7) * self.common.len() as f64) as usize]
        }
    }
}

struct Mulberry(u32);

impl Mulberry {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6D2B_79F5);
        let mut t = (self.0 ^ self.0 >> 15).wrapping_mul(1 | self.0);
        t = t.wrapping_add((t ^ t >> 7).wrapping_mul(61 | t)) ^ t;
        f64::from(t ^ t >> 14) / 4_294_967_296.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() * limit as f64) as usize
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notes_are_those_that_others_were_measured_on() {
        let notes = generate(100_000);
        let third = Note {
            visit: 1_702,
            title: "of hour machine limit they operator".into(),
            body: "operator cable photo line a panel machine pressure check drift lot measured quote extinguisher \
                   pattern tray sample inline exit rework. pressure torque order changeover label for broken schedule \
                   fabric on hour machine drift critical operator pallet maintenance signed they seam. đường may bị lệch"
                .into(),
            updated: 1_700_000_158_627,
        };
        assert_eq!(notes[2], third);
        let last = Note {
            visit: 972,
            title: "we line ladder the random for".into(),
            body: "not missing critical attached by broken limit fail with reports waste defect date seam cutting was \
                   for sensor machine and. date lot before needle and expired the schedule the output temperature \
                   carton and date ladder skip in broken to from."
                .into(),
            updated: 1_705_999_972_064,
        };
        assert_eq!(notes[99_999], last);
        let length: usize = notes.iter().map(|note| note.title.len() + note.body.len()).sum();
        assert_eq!(length, 28_285_289);
        let with =
            |word: &str| notes.iter().filter(|note| note.title.contains(word) || note.body.contains(word)).count();
        assert_eq!([with("operator"), with("hygrometer"), with("检查"), with("đường")], [52_682, 1_129, 1_957, 974]);
    }
}
