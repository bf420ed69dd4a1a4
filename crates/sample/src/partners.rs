//! The two partners and their three sites.

use floorbook_domain::{Certificate, Day, Field, Figure, Instant, Partner, Position, Shift, Site, VisitId};
use floorbook_port::Write;

use crate::{
    calendar::{CHINA, Calendar, VIETNAM},
    story::Story,
    visits::Tour,
};

/// A partner.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum House {
    /// Mây Chiều in Vietnam.
    MayChieu,
    /// Yueqiao in China.
    Yueqiao,
}

/// A site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The knitting and linking hall in Vietnam.
    Hall,
    /// The knitting mill in China.
    Mill,
    /// The dye house in China.
    DyeHouse,
}

impl House {
    pub(crate) const ALL: [House; 2] = [House::MayChieu, House::Yueqiao];

    /// When it was written down: three weeks ago, at the desk.
    pub(crate) fn written(self, calendar: Calendar) -> Instant {
        match self {
            House::MayChieu => calendar.moment(-18, (14, 5), VIETNAM),
            House::Yueqiao => calendar.moment(-18, (14, 40), VIETNAM),
        }
    }

    fn partner(self) -> Partner {
        match self {
            House::MayChieu => Partner {
                name: "Mây Chiều Knit".into(),
                local_name: "Công ty Dệt len Mây Chiều".into(),
                country: "VN".into(),
                city: "Hưng Yên".into(),
                zone: VIETNAM.into(),
                languages: list(&["Vietnamese", "English"]),
                check_in_language: "English".into(),
                currency: "USD".into(),
                products: list(&["Sweaters 7 to 14 gauge", "Cardigans", "Hats and scarves"]),
                tags: list(&["knitwear", "sample data"]),
                owner: "Ines Marlow".into(),
                notes: "Third season together. Strong at linking; fine gauges are new to them.\n\
                        They answer on the same day, by Zalo sooner than by e-mail.\n\n\
                        This company, its people and its figures are invented: they are sample data."
                    .into(),
                ..Partner::default()
            },
            House::Yueqiao => Partner {
                name: "Yueqiao Knitting".into(),
                local_name: "桐乡月桥针织有限公司".into(),
                country: "CN".into(),
                city: "Tongxiang, Zhejiang".into(),
                zone: CHINA.into(),
                languages: list(&["Chinese", "English"]),
                check_in_language: "Chinese".into(),
                interpreter: "He Jing (freelance)".into(),
                currency: "CNY".into(),
                products: list(&["Sweaters 12 to 16 gauge", "Yarn dyeing"]),
                tags: list(&["knitwear", "dyeing", "sample data"]),
                owner: "Ines Marlow".into(),
                notes: "Family house in its second generation; mill and dye house lie 20 minutes apart.\n\
                        Check-in every second week, by video, with He Jing.\n\n\
                        This company, its people and its figures are invented: they are sample data."
                    .into(),
                ..Partner::default()
            },
        }
    }
}

impl Place {
    pub(crate) const ALL: [Place; 3] = [Place::Hall, Place::Mill, Place::DyeHouse];

    /// Whose it is.
    pub(crate) fn house(self) -> House {
        match self {
            Place::Hall => House::MayChieu,
            Place::Mill | Place::DyeHouse => House::Yueqiao,
        }
    }

    /// Its zone.
    pub(crate) fn zone(self) -> &'static str {
        match self.house() {
            House::MayChieu => VIETNAM,
            House::Yueqiao => CHINA,
        }
    }

    /// What was known before anybody went there; `told` is the day of the questionnaire.
    fn claimed(self, told: Day, calendar: Calendar) -> Site {
        let figure = |amount, unit| Some(Figure { amount, unit: String::from(unit), day: Some(told), visit: None });
        let holds = |name: &str, number: &str, days| Certificate {
            name: name.into(),
            number: number.into(),
            expires: Some(calendar.later(days)),
        };
        match self {
            Place::Hall => Site {
                name: "Hall 2, knitting and linking".into(),
                address: "Lô CN-07, Khu công nghiệp Bãi Sậy Xanh, Hưng Yên, Việt Nam".into(),
                position: Some(Position { latitude: 20_852_000, longitude: 106_016_000, accuracy: Some(5_000) }),
                lines_claimed: figure(6, "linking lines"),
                machines_claimed: figure(120, "flat-knitting machines"),
                headcount_claimed: figure(380, ""),
                capacity_claimed: figure(62_000, "pieces"),
                shifts: vec![shift("Day", (7, 30), (16, 30)), shift("Evening, knitting only", (16, 30), (1, 0))],
                certificates: vec![
                    holds("OEKO-TEX STANDARD 100", "SAMPLE-0417", 211),
                    holds("amfori BSCI", "SAMPLE-2210", 34),
                ],
                areas: list(&[
                    "Yarn store",
                    "Knitting",
                    "Needle room",
                    "Linking",
                    "Washing",
                    "Pressing",
                    "Inspection",
                    "Packing",
                    "Gangways and exits",
                    "Office",
                ]),
                no_photo_areas: list(&["Design room"]),
                protective_equipment: list(&["Ear protection in knitting", "Closed shoes"]),
                notes: "Gate 2 for visitors. Lunch break 11:30 to 12:30; the hall is empty then.".into(),
                ..Site::default()
            },
            Place::Mill => Site {
                name: "Mill A".into(),
                address: "浙江省桐乡市月桥路虚构88号 (Yueqiao Road 88, Tongxiang, Zhejiang)".into(),
                position: Some(Position { latitude: 30_630_000, longitude: 120_565_000, accuracy: Some(5_000) }),
                lines_claimed: figure(4, "linking lines"),
                machines_claimed: figure(80, "flat-knitting machines"),
                headcount_claimed: figure(210, ""),
                capacity_claimed: figure(40_000, "pieces"),
                shifts: vec![shift("早班 Day", (8, 0), (17, 0)), shift("夜班 Night, knitting only", (20, 0), (5, 0))],
                certificates: vec![holds("ISO 9001", "SAMPLE-9001-33", 402), holds("RWS", "SAMPLE-0085", 61)],
                areas: list(&[
                    "Yarn store",
                    "Programming room",
                    "Knitting",
                    "Linking",
                    "Hand finishing",
                    "Light box",
                    "Metal detection",
                    "Packing",
                    "Dormitory",
                    "Office",
                ]),
                no_photo_areas: list(&["Programming room", "Showroom"]),
                protective_equipment: list(&["Ear protection in knitting", "Hair net at metal detection"]),
                notes: "Ask for the side entrance; the stairs at the front are steep with a case.".into(),
                ..Site::default()
            },
            Place::DyeHouse => Site {
                name: "Qinglan dye house".into(),
                address: "浙江省桐乡市青岚巷虚构6号 (Qinglan Lane 6, Tongxiang, Zhejiang)".into(),
                position: Some(Position { latitude: 30_655_000, longitude: 120_520_000, accuracy: Some(5_000) }),
                machines_claimed: figure(12, "vessels"),
                headcount_claimed: figure(64, ""),
                capacity_claimed: figure(90_000, "kg"),
                shifts: vec![shift("甲班 Early", (6, 0), (14, 0)), shift("乙班 Late", (14, 0), (22, 0))],
                certificates: vec![
                    holds("OEKO-TEX STEP", "SAMPLE-1180", 148),
                    holds("Discharge permit", "SAMPLE-COD-80", 17),
                ],
                areas: list(&[
                    "Grey yarn store",
                    "Laboratory",
                    "Dyeing",
                    "Chemical store",
                    "Drying",
                    "Winding",
                    "Waste water",
                    "Office",
                ]),
                no_photo_areas: list(&["Recipe office"]),
                protective_equipment: list(&["Safety goggles", "Closed shoes", "Gloves in the chemical store"]),
                notes: "The discharge permit runs out soon; the renewal was shown, not yet stamped.".into(),
                ..Site::default()
            },
        }
    }

    /// What was counted on the spot, and on which tour.
    fn observed(self, visit: VisitId, day: Day) -> Site {
        let figure =
            |amount, unit| Some(Figure { amount, unit: String::from(unit), day: Some(day), visit: Some(visit) });
        match self {
            Place::Hall => Site {
                lines_observed: figure(5, "linking lines"),
                machines_observed: figure(104, "flat-knitting machines"),
                headcount_observed: figure(341, ""),
                capacity_observed: figure(46_300, "pieces"),
                ..Site::default()
            },
            Place::Mill => Site {
                lines_observed: figure(4, "linking lines"),
                machines_observed: figure(72, "flat-knitting machines"),
                headcount_observed: figure(187, ""),
                capacity_observed: figure(35_000, "pieces"),
                ..Site::default()
            },
            Place::DyeHouse => {
                Site { machines_observed: figure(11, "vessels"), headcount_observed: figure(58, ""), ..Site::default() }
            }
        }
    }

    /// The tour on which it was counted.
    fn counted(self) -> Tour {
        match self {
            Place::Hall => Tour::Hall,
            Place::Mill => Tour::Mill,
            Place::DyeHouse => Tour::DyeHouse,
        }
    }
}

fn list(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| String::from(*word)).collect()
}

fn shift(name: &str, starts: (u16, u16), ends: (u16, u16)) -> Shift {
    Shift { name: name.into(), starts: starts.0 * 60 + starts.1, ends: ends.0 * 60 + ends.1 }
}

/// Tells of the partners and sites, and of what was counted there.
pub(crate) fn tell(story: &mut Story<'_>) {
    let calendar = story.calendar;
    let told = Day(calendar.working_day(-19));
    for house in House::ALL {
        let put = house.partner().fields().into_iter().map(Field::from).collect();
        let mut writes = vec![Write::new(story.house(house), put)];
        for place in Place::ALL.into_iter().filter(|place| place.house() == house) {
            let site =
                Site { partner: Some(story.house(house)), zone: place.zone().into(), ..place.claimed(told, calendar) };
            writes.push(Write::new(story.place(place), site.fields().into_iter().map(Field::from).collect()));
        }
        story.write(house.written(calendar), writes);
    }
    for place in Place::ALL {
        let tour = place.counted();
        let counted = place.observed(story.tour(tour), Day(calendar.working_day(tour.day())));
        let put = counted.fields().into_iter().map(Field::from).collect();
        story.write(tour.finished(calendar), vec![Write::new(story.place(place), put)]);
    }
}
