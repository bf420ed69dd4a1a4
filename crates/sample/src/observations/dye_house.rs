//! Noted at the dye house in China.

use super::{Entry, FACT, GOOD, MAJOR, MINOR, QUESTION, QUOTE};
use crate::{people::Who, photos::Scene};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        at: (9, 8),
        area: "Grey yarn store",
        text: "Grey yarn on pallets, a hand off the floor and away from the wall. Each pallet carries lot, count and \
               weight: 2/28 Nm, 70 % wool 30 % cotton, 25 kg.",
        tags: &["lots"],
        ..FACT
    },
    Entry {
        at: (9, 15),
        area: "Grey yarn store",
        text: "Hygrometer shows 74 % relative humidity; the sheet beside it asks for 60 to 68. No value was written \
               for three days.",
        tags: &["moisture", "records"],
        ..MINOR
    },
    Entry {
        at: (9, 28),
        area: "Laboratory",
        text: "Lab dips found in a minute\nEach dip is kept with its recipe, the standard and the day of approval. I \
               asked for three at random; all three were on the table before I had sat down.",
        people: &[Who::Qian],
        tags: &["shade", "records"],
        photos: &[(Scene::LabDips, "Standard on the left, dips A to C; the ticks are approvals")],
        ..GOOD
    },
    Entry {
        at: (9, 36),
        area: "Laboratory",
        text: "Light cabinet with D65, TL84 and A. Hours of the lamps are logged: 1,120 of 2,000.",
        tags: &["shade"],
        ..FACT
    },
    Entry {
        at: (9, 43),
        area: "Laboratory",
        text: "“同一缸的纱，中间和外面也会有色差。”\nEven in one vessel, yarn from the middle and from the outside can differ \
               in shade.",
        people: &[Who::Qian],
        tags: &["shade"],
        ..QUOTE
    },
    Entry {
        at: (9, 55),
        area: "Dyeing",
        text: "Eleven vessels counted, nine in use: five of 200 kg, four of 100 kg, two of 20 kg for samples. The \
               twelfth waits for its pump.",
        people: &[Who::Sun],
        tags: &["capacity"],
        photos: &[(Scene::Vessels, "Vessels 3 to 5, loaded with three of our shades")],
        ..FACT
    },
    Entry {
        at: (10, 9),
        area: "Dyeing",
        text: "Lot L-318 topped up twice\n0.3 % navy was added after the first shade check, and once more in the \
               night. The second addition is not on the recipe card; the head of the dye house knew of it, the card \
               did not.",
        people: &[Who::Sun, Who::Qian],
        tags: &["shade", "lots", "records"],
        reference: "PO 4490 · Lot L-318",
        ..MAJOR
    },
    Entry {
        at: (10, 21),
        area: "Dyeing",
        text: "Wet floor between vessels 4 and 6, no mat, one drain covered by a pallet.",
        tags: &["safety"],
        ..MINOR
    },
    Entry {
        at: (10, 34),
        area: "Chemical store",
        text: "Safety data sheets hang at each shelf, in Chinese and with pictograms. The eye wash was tested this \
               morning and the tag is signed.",
        tags: &["safety"],
        ..GOOD
    },
    Entry {
        at: (10, 42),
        area: "Chemical store",
        text: "Two drums without a label beside the acid dosing. The storekeeper knew what they were and labelled them \
               while we were there.",
        tags: &["safety", "chemicals"],
        ..MAJOR
    },
    Entry {
        at: (11, 2),
        area: "Drying",
        text: "After the dryer, three cones of each lot are measured: 12.8 %, 13.1 %, 16.4 %. Asked for are 12 to 14. \
               The third cone went back into the dryer without a word from us.",
        tags: &["moisture"],
        reference: "Lot L-322",
        defects: Some((1, 3)),
        photos: &[(Scene::MoistureMeter, "Third cone of L-322: 16.4 %")],
        ..FACT
    },
    Entry {
        at: (11, 20),
        area: "Waste water",
        text: "Three jars as every morning: as it comes, after the biology, as it leaves. COD at the outlet 62 mg/l by \
               their own test, 80 allowed.",
        people: &[Who::Sun],
        tags: &["environment"],
        photos: &[(Scene::WaterJars, "1 inlet, 2 after the biology, 3 outlet")],
        ..FACT
    },
    Entry {
        at: (11, 47),
        area: "Office",
        text: "Who decides which lots may go into one order? I heard two rules. Ask Mr Shen.",
        people: &[Who::Shen],
        tags: &["lots"],
        ..QUESTION
    },
];
