//! Noted at the hall in Vietnam.

use super::{CRITICAL, Entry, FACT, GOOD, IDEA, MAJOR, MINOR, QUESTION, QUOTE};
use crate::{people::Who, photos::Scene};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        at: (8, 9),
        area: "Office",
        text: "Chị Hà opened with the figures of last month: 46,300 pieces, 3.1 % second choice, both a little better \
               than the month before.",
        people: &[Who::Ha],
        tags: &["capacity"],
        ..FACT
    },
    Entry {
        at: (8, 32),
        area: "Yarn store",
        text: "First in, first out works: a coloured dot for each month of arrival, and the oldest cone I could find \
               is six weeks old.",
        tags: &["lots"],
        ..GOOD
    },
    Entry {
        at: (8, 50),
        area: "Knitting",
        text: "Ear plugs at the door, and the box is full. Everybody inside wears them, the director first. The second \
               sign is for the design room: no photos behind it.",
        people: &[Who::Ha],
        tags: &["safety"],
        photos: &[(Scene::SafetySign, "At the door of the knitting hall")],
        ..GOOD
    },
    Entry {
        at: (8, 59),
        area: "Knitting",
        text: "104 machines counted; 120 were claimed. Two of the first row stand with a red lamp and wait for the \
               technician.",
        people: &[Who::Tung],
        tags: &["capacity"],
        photos: &[(Scene::MachinesVietnam, "First row from the front: the second and the fourth stand")],
        ..FACT
    },
    Entry {
        at: (9, 6),
        area: "Knitting",
        text: "Yarn tension at machines 41 to 44 between 4.2 and 5.6 cN; asked for are 4.5, half a cN allowed. The \
               take-down weights differ by eye.",
        people: &[Who::Tung],
        tags: &["tension", "settings"],
        reference: "HK-31",
        defects: Some((2, 4)),
        ..MINOR
    },
    Entry {
        at: (9, 14),
        area: "Knitting",
        text: "Bent latch in machine 43, in use for HK-31. Tùng changed the needle at once and looked at its neighbours \
               without being asked.",
        people: &[Who::Tung],
        tags: &["needles"],
        reference: "PO 4471 · HK-31",
        photos: &[(Scene::Needles, "The third one came out of machine 43")],
        ..MAJOR
    },
    Entry {
        at: (9, 21),
        area: "Knitting",
        text: "“Kim cũ thì mũi hay rớt, không phải lỗi của người đứng máy.”\nOld needles drop stitches; it is not the \
               fault of the person at the machine.",
        people: &[Who::Tung],
        tags: &["needles", "dropped stitch"],
        ..QUOTE
    },
    Entry {
        at: (9, 29),
        area: "Needle room",
        text: "Gap in the needle log\nEvery broken needle is taped in with its pieces, which is good. The last one has \
               no signature, and for four days nothing is entered at all: no breakage, or no entry?",
        people: &[Who::Tung],
        tags: &["needles", "records"],
        photos: &[(Scene::NeedleLog, "Needle log of the hall, last page")],
        ..MAJOR
    },
    Entry {
        at: (9, 37),
        area: "Needle room",
        text: "A new needle only against the old one with all its pieces, out of a box with a count at the end of the \
               shift. Tùng has drawn the box already.",
        people: &[Who::Tung],
        tags: &["needles", "to try"],
        ..IDEA
    },
    Entry {
        at: (9, 56),
        area: "Gangways and exits",
        text: "Exit 4 blocked by cartons\nFour of them, as high as my shoulder. Chị Hà had them moved within six \
               minutes; we waited and went out through the door ourselves.",
        people: &[Who::Ha],
        tags: &["fire safety", "safety"],
        photos: &[(Scene::BlockedExit, "Exit 4 when we came")],
        ..CRITICAL
    },
    Entry {
        at: (10, 5),
        area: "Gangways and exits",
        text: "Extinguisher at column C6: pressure in the green, the last check on the card is four months old. Their \
               rule says every month.",
        tags: &["fire safety", "records"],
        photos: &[(Scene::Extinguisher, "Column C6")],
        ..MINOR
    },
    Entry {
        at: (10, 22),
        area: "Linking",
        text: "Five lines run. The sixth is where nine newcomers learn; it is counted as a line in the offer.",
        tags: &["capacity", "linking"],
        ..FACT
    },
    Entry {
        at: (10, 29),
        area: "Linking",
        text: "Newcomers link light yarn with a dark thread first, so that every missed loop shows from two metres \
               away. Mai walks past and points, nothing else.",
        people: &[Who::Mai],
        tags: &["linking", "training"],
        ..GOOD
    },
    Entry {
        at: (10, 36),
        area: "Linking",
        text: "Line 3 falls below two thirds in hours 4 to 6 on the board: style changed in hour 4, trims not there. The \
               hands were waiting, not slow.",
        people: &[Who::Mai, Who::Khai],
        tags: &["planning", "trims"],
        reference: "PO 4471",
        photos: &[(Scene::LineBoard, "Board of line 3; grey is planned")],
        ..MINOR
    },
    Entry {
        at: (10, 45),
        area: "Linking",
        text: "“Em cần biết trước một ngày, không phải trước một giờ.”\nI need to know a day ahead, not an hour ahead.",
        people: &[Who::Mai],
        tags: &["planning"],
        ..QUOTE
    },
    Entry {
        at: (11, 6),
        area: "Washing",
        text: "Cuffs wave after washing\nLeft as it should be, right waves by 6 mm at the edge. The load was 42 kg in a \
               machine for 35.",
        tags: &["measurements"],
        reference: "HK-31",
        defects: Some((3, 10)),
        photos: &[(Scene::RibCuff, "Two cuffs of the same load")],
        ..MINOR
    },
    Entry {
        at: (11, 22),
        area: "Pressing",
        text: "Half chest of HK-31, size M: 48.5 cm, asked for are 50, one allowed. The same on 5 of 13; length and \
               sleeve are right. Steamed too long, or the load again?",
        people: &[Who::Chau],
        tags: &["measurements"],
        reference: "PO 4471 · HK-31",
        defects: Some((5, 13)),
        photos: &[(Scene::TapeOnSweater, "Size M, after pressing: 48.5 cm")],
        ..MAJOR
    },
    Entry {
        at: (13, 34),
        area: "Inspection",
        text: "80 pieces, AQL 2.5: six found, five allowed\n2 dropped stitches, 2 open links at the neck, 1 off in \
               shade, 1 too narrow. Châu had marked five of the six before me. Not accepted; we look again on the next \
               visit.",
        people: &[Who::Chau],
        tags: &["AQL", "dropped stitch", "linking"],
        reference: "PO 4471 · HK-31",
        defects: Some((6, 80)),
        photos: &[(Scene::FoldedStack, "Inspected pieces; those with a flag wait for a decision")],
        ..MAJOR
    },
    Entry {
        at: (13, 58),
        area: "Inspection",
        text: "Could one inspector stand in the knitting hall for two hours each morning? Châu wants to try; who takes \
               her place at the end table?",
        people: &[Who::Chau, Who::Ha],
        tags: &["to try"],
        ..QUESTION
    },
    Entry {
        at: (14, 4),
        area: "Packing",
        text: "Lowest carton of pallet 3 is wet, the corner soft, 19 % on the meter. Rain comes in under gate 2. Nine \
               cartons on the pallet, eight are dry.",
        people: &[Who::Lan],
        tags: &["moisture", "packing"],
        reference: "PO 4471",
        defects: Some((1, 9)),
        photos: &[(Scene::WetCartons, "Pallet 3, beside gate 2")],
        ..MAJOR
    },
    Entry {
        at: (14, 24),
        area: "Office",
        text: "Overtime sheets and signatures agree for 15 of 15 people; the longest week has 54 hours. Trúc lets people \
               see their own sheet at any time, on a screen at the canteen.",
        people: &[Who::Truc],
        tags: &["hours", "people"],
        defects: Some((0, 15)),
        ..GOOD
    },
    Entry {
        at: (15, 10),
        area: "Office",
        text: "Two orders at once are more than line 3 can carry this month. Speak with Chị Hà alone before anybody on \
               our side promises the repeat.",
        people: &[Who::Ha],
        reference: "PO 4471",
        only_me: true,
        ..FACT
    },
];
