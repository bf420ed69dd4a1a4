//! A place where a partner makes things.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{Record, name_problems, strs, zone_problem};
use crate::{Day, Instant, PartnerId, Position, Problem, RecordRef, VisitId, field::record};

/// A number about a site, with where it comes from: told, or seen by ourselves.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Figure {
    /// The number itself.
    #[n(0)]
    pub amount: u32,
    /// What is counted, where that is not plain (`pieces`, `kg`); empty otherwise.
    #[n(1)]
    pub unit: String,
    /// The day on which it was told or seen.
    #[n(2)]
    pub day: Option<Day>,
    /// The visit during which it was told or seen.
    #[n(3)]
    pub visit: Option<VisitId>,
}

/// A shift; minutes since midnight on the clock of the site. One that ends before it starts runs
/// past midnight.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Shift {
    /// What it is called there.
    #[n(0)]
    pub name: String,
    /// Start, 0 to 1,439.
    #[n(1)]
    pub starts: u16,
    /// End, 0 to 1,439.
    #[n(2)]
    pub ends: u16,
}

/// A certificate of a site, such as ISO 9001 or OEKO-TEX.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Certificate {
    /// Which one.
    #[n(0)]
    pub name: String,
    /// Its number; empty if not known.
    #[n(1)]
    pub number: String,
    /// The last day on which it holds.
    #[n(2)]
    pub expires: Option<Day>,
}

record! {
    /// A place where a partner makes things: a factory, a mill, a dye house.
    Site, SiteField:
    /// Whose it is.
    1 one partner Partner: Option<PartnerId>;
    /// What it is called.
    2 one name Name: String;
    /// Postal address, as one would show it to a driver.
    3 one address Address: String;
    /// Where it is.
    4 one position Position: Option<Position>;
    /// IANA zone; empty for the partner's.
    5 one zone Zone: String;
    /// Lines, as they say.
    6 one lines_claimed LinesClaimed: Option<Figure>;
    /// Lines, as we counted.
    7 one lines_observed LinesObserved: Option<Figure>;
    /// Machines, as they say.
    8 one machines_claimed MachinesClaimed: Option<Figure>;
    /// Machines, as we counted.
    9 one machines_observed MachinesObserved: Option<Figure>;
    /// People working there, as they say.
    10 one headcount_claimed HeadcountClaimed: Option<Figure>;
    /// People working there, as we counted.
    11 one headcount_observed HeadcountObserved: Option<Figure>;
    /// Output a month, as they say.
    12 one capacity_claimed CapacityClaimed: Option<Figure>;
    /// Output a month, as we saw.
    13 one capacity_observed CapacityObserved: Option<Figure>;
    /// When people work there.
    14 set shifts Shifts: Shift;
    /// What it is certified for.
    15 set certificates Certificates: Certificate;
    /// The areas of the hall.
    16 set areas Areas: String;
    /// The areas where photos are not allowed.
    17 set no_photo_areas NoPhotoAreas: String;
    /// What one has to wear.
    18 set protective_equipment ProtectiveEquipment: String;
    /// Whatever else is worth keeping.
    19 text notes Notes: String;
}

impl Record for Site {
    fn parent(&self) -> Option<RecordRef> {
        self.partner.map(RecordRef::from)
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.name]
    }

    fn prose(&self) -> Vec<&str> {
        let lines = [&self.address, &self.notes].map(String::as_str);
        let certificates = self.certificates.iter().flat_map(|c| [c.name.as_str(), c.number.as_str()]);
        lines.into_iter().chain(certificates).chain(strs(&self.areas)).collect()
    }

    fn moment(&self) -> Option<Instant> {
        None
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        self.partner.map(|id| (1, id.into())).into_iter().collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = name_problems(&self.name);
        problems.extend(zone_problem(&self.zone));
        if self.position.is_some_and(|position| !position.is_valid()) {
            problems.push(Problem::PositionOutOfRange);
        }
        if self.shifts.iter().any(|shift| shift.starts >= 1_440 || shift.ends >= 1_440) {
            problems.push(Problem::ShiftOutOfRange);
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_off_the_earth_and_a_shift_off_the_clock_are_named() {
        let site = Site {
            name: "Hall 2".into(),
            position: Some(Position { latitude: 91_000_000, longitude: 0, accuracy: None }),
            shifts: vec![Shift { name: "Night".into(), starts: 1_320, ends: 1_440 }],
            ..Site::default()
        };
        assert_eq!(site.problems(), [Problem::PositionOutOfRange, Problem::ShiftOutOfRange]);
    }
}
