//! Noted at the mill in China.

use super::{Entry, FACT, GOOD, IDEA, MAJOR, MINOR, QUOTE};
use crate::{people::Who, photos::Scene};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        at: (8, 52),
        area: "Office",
        text: "Mr Shen began with the nine days that PO 4490 is late, before we asked. One rule about lots: only he \
               lets two of them into one order.",
        people: &[Who::Shen],
        tags: &["delivery", "lots"],
        reference: "PO 4490",
        ..FACT
    },
    Entry {
        at: (9, 12),
        area: "Yarn store",
        text: "Two shades under one lot number\nBlue on the middle shelf, every cone labelled L-318: cones 4 and 5 are \
               clearly darker. That is the part that was topped up. Not separated, not marked.",
        people: &[Who::LinWei],
        tags: &["shade", "lots"],
        reference: "PO 4490 · Lot L-318",
        defects: Some((2, 7)),
        photos: &[(Scene::ConesRack, "Middle shelf, fourth and fifth cone from the left")],
        ..MAJOR
    },
    Entry {
        at: (9, 36),
        area: "Knitting",
        text: "72 machines counted: 64 run, 5 wait for yarn, 3 for parts. They said 80.",
        tags: &["capacity"],
        photos: &[(Scene::MachinesChina, "First row, 12 gauge")],
        ..FACT
    },
    Entry {
        at: (9, 46),
        area: "Knitting",
        text: "Stitch cam and take-down values for FW-208 on a card at every machine, in the technician's own hand. \
               The five I compared with the displays were the same.",
        people: &[Who::Zhou],
        tags: &["tension", "settings"],
        reference: "FW-208",
        ..GOOD
    },
    Entry {
        at: (9, 54),
        area: "Knitting",
        text: "Counted under the glass, relaxed for an hour: 13 wales and 17.5 courses on 2 cm. Standard 13 and 18, \
               half a course allowed. In tolerance.",
        tags: &["gauge"],
        reference: "FW-208",
        photos: &[(Scene::GaugeGlass, "Swatch of machine 12 under the counting glass")],
        ..FACT
    },
    Entry {
        at: (10, 6),
        area: "Knitting",
        text: "Dropped stitch, run over 11 courses\nBack panel, machine 27. Two more panels in its basket have it at the \
               same needle. The machine was stopped while we stood there.",
        people: &[Who::Zhou],
        tags: &["dropped stitch", "needles"],
        reference: "PO 4490 · FW-208",
        defects: Some((3, 20)),
        photos: &[(Scene::DroppedStitch, "Machine 27, back panel")],
        ..MAJOR
    },
    Entry {
        at: (10, 13),
        area: "Knitting",
        text: "“针用到断了才换，漏针就是这样来的。”\nNeedles are changed only once they break; that is where the dropped \
               stitches come from.",
        people: &[Who::Zhou],
        tags: &["needles"],
        ..QUOTE
    },
    Entry {
        at: (10, 26),
        area: "Programming room",
        text: "Shoulder narrowing changed from two stitches every second course to one in each: the line of the \
               shoulder is calmer. No photos in here, as agreed.",
        people: &[Who::Zhou],
        tags: &["design"],
        reference: "FW-208",
        ..FACT
    },
    Entry {
        at: (10, 55),
        area: "Linking",
        text: "She saw it before we did\nTwo points missed at a collar, 14 gauge. Wu Xiuying stopped, undid six \
               centimetres and linked them again, though she is paid by the piece.",
        people: &[Who::Wu],
        tags: &["linking"],
        photos: &[(Scene::LinkingDial, "The two missed points, before they were undone")],
        ..GOOD
    },
    Entry {
        at: (11, 3),
        area: "Linking",
        text: "“灯太暗，黑色的最难看清。”\nThe light is too weak; black is the hardest to see.",
        people: &[Who::Wu],
        tags: &["light"],
        ..QUOTE
    },
    Entry {
        at: (11, 9),
        area: "Linking",
        text: "A lamp with a lens at every second dial, for dark shades. Wu Xiuying would try one for two weeks and \
               count what she has to undo.",
        people: &[Who::Wu, Who::Shen],
        tags: &["light", "to try"],
        ..IDEA
    },
    Entry {
        at: (11, 27),
        area: "Light box",
        text: "Shade bands in panels of L-318\nTwo bands, four and two centimetres, plain to see under D65 at arm's \
               length. The cone was changed without comparing the tails.",
        people: &[Who::LinWei],
        tags: &["shade", "lots"],
        reference: "PO 4490 · Lot L-318",
        defects: Some((4, 32)),
        photos: &[(Scene::ShadeBands, "Front panel, bands marked")],
        ..MAJOR
    },
    Entry {
        at: (11, 39),
        area: "Light box",
        text: "Rust, front against sleeve, D65 then TL84: grey scale 4 to 4–5. Accepted by both sides.",
        people: &[Who::LinWei],
        tags: &["shade"],
        reference: "FW-208",
        photos: &[(Scene::LightBox, "Left the front, right the sleeve, D65")],
        ..FACT
    },
    Entry {
        at: (13, 22),
        area: "Metal detection",
        text: "Nine-point check with the 1.2 mm test card at the start of each hour, signed. We asked for an extra run: \
               it stopped nine times of nine.",
        tags: &["needles", "metal detection"],
        photos: &[(Scene::Detector, "The belt after the test run")],
        ..GOOD
    },
    Entry {
        at: (13, 37),
        area: "Metal detection",
        text: "A piece that stops the belt goes over it a second time and, if it passes, into the carton. There is no \
               red box, and nobody writes it down.",
        people: &[Who::LinWei],
        tags: &["needles", "metal detection"],
        ..MAJOR
    },
    Entry {
        at: (14, 11),
        area: "Packing",
        text: "Packing list of carton 7 says 12 pieces, size M; counted 11. The missing one lay on the table behind.",
        tags: &["packing"],
        reference: "PO 4490",
        defects: Some((1, 9)),
        photos: &[(Scene::PackingList, "Nine cartons checked, one wrong")],
        ..MINOR
    },
    Entry {
        at: (14, 32),
        area: "Dormitory",
        text: "At our wish, 15 minutes, with two people who live there: four beds a room, doors open outward, hot water \
               since last winter. They asked for a second washing machine.",
        tags: &["people"],
        ..FACT
    },
    Entry {
        at: (15, 12),
        area: "Office",
        text: "Overtime above the house's own rule\nHours of twelve people in the last full week: overtime 11 to 14 \
               hours, the rule of the house is 9. Two of the twelve have not signed.",
        people: &[Who::Shen],
        tags: &["hours", "people"],
        defects: Some((12, 12)),
        photos: &[(Scene::TimeSheet, "Names covered at their wish; overtime is the marked column")],
        ..MAJOR
    },
    Entry {
        at: (15, 44),
        area: "Office",
        text: "From today L-318 is split into A and B, and a carton holds only one of them. Lin Wei sends the list of \
               cones.",
        people: &[Who::Shen, Who::LinWei],
        tags: &["lots", "agreed"],
        reference: "Lot L-318",
        ..FACT
    },
    Entry {
        at: (15, 58),
        area: "Office",
        text: "Zhou Liqun knows more about the needles than he says while the owner is in the room. Next time ask him \
               alone, at the machine, and leave him the credit.",
        people: &[Who::Zhou],
        only_me: true,
        ..FACT
    },
];
