//! The observation that holds what the camera and the microphone catch. It exists from the first shot.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use floorbook_domain::{Field, Observation, ObservationField, ObservationId};
use floorbook_port::{Answer, Write};
use leptos::prelude::*;

use super::Place;
use crate::ids;

/// The observation of one session with the camera or the microphone, or the note in the composer.
/// It outlives the sheet, as long as something is on its way to the disk.
#[derive(Clone)]
pub struct Holder(Rc<Inner>);

struct Inner {
    id: ObservationId,
    /// What it is to be, until it is a record.
    start: RefCell<Option<Observation>>,
    only_me: bool,
    /// The revision that the last write made.
    seen: Cell<u64>,
    place_zone: String,
    keeps_originals: bool,
    area: ArcRwSignal<String>,
    saved: ArcRwSignal<u32>,
}

impl Holder {
    /// A new observation, a fact in the area used last.
    pub fn fresh(place: Place) -> Holder {
        Holder::make(ids::new(), Some(place.observation()), false, place)
    }

    /// The note in the composer; `start` is what it says if it is no record yet.
    pub(super) fn of_note(id: ObservationId, start: Option<Observation>, only_me: bool, place: Place) -> Holder {
        Holder::make(id, start, only_me, place)
    }

    fn make(id: ObservationId, start: Option<Observation>, only_me: bool, place: Place) -> Holder {
        let area = start.as_ref().map(|start| start.area.clone()).unwrap_or_default();
        Holder(Rc::new(Inner {
            id,
            start: RefCell::new(start),
            only_me,
            seen: Cell::new(0),
            place_zone: place.zone_now(),
            keeps_originals: place.keeps_originals(),
            area: ArcRwSignal::new(area),
            saved: ArcRwSignal::new(0),
        }))
    }

    /// Which observation.
    pub fn id(&self) -> ObservationId {
        self.0.id
    }

    /// The zone in which a camera's clock is read.
    pub fn zone(&self) -> &str {
        &self.0.place_zone
    }

    /// Whether photos keep their originals.
    pub fn keeps_originals(&self) -> bool {
        self.0.keeps_originals
    }

    /// How much of this session is on the disk.
    pub fn saved(&self) -> ArcReadSignal<u32> {
        self.0.saved.read_only()
    }

    /// The area of what is caught.
    pub fn area(&self) -> ArcReadSignal<String> {
        self.0.area.read_only()
    }

    /// What must be written so that the observation is there; `when` is the moment of what it holds first.
    pub fn writes(&self, when: Option<floorbook_domain::Instant>) -> Vec<Write> {
        let Some(mut start) = self.0.start.borrow().clone() else { return Vec::new() };
        if let Some(when) = when {
            start.when = when;
        }
        let put = start.fields().into_iter().map(Field::from).collect();
        vec![Write { only_me: self.0.only_me, ..Write::new(self.0.id, put) }]
    }

    /// Something is on the disk, and so is the observation.
    pub fn kept(&self, answer: &Answer) {
        self.0.start.replace(None);
        if let Answer::Done { seen, .. } = answer {
            self.0.seen.set(*seen);
        }
        self.0.saved.update(|saved| *saved += 1);
    }

    /// Another area was chosen. Answers what is to be written, if the observation is there already.
    pub fn choose_area(&self, area: String) -> Option<Write> {
        self.0.area.set(area.clone());
        if let Some(start) = self.0.start.borrow_mut().as_mut() {
            start.area = area;
            return None;
        }
        Some(Write::edit(self.0.id, self.0.seen.get(), vec![ObservationField::Area(area).into()]))
    }
}
