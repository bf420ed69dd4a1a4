//! Where what is captured belongs: a visit, or nowhere yet (**Unsorted**).

use floorbook_domain::{ContactId, Kind, Observation, ObservationField, VisitId};
use floorbook_port::{Query, VisitView};
use leptos::prelude::*;

use crate::{
    engine::{Live, live_if},
    frame::start_view::visit_at,
    host::{clock, settings, zones},
    reactive::memo,
    t,
};

/// Under this name the last area is remembered that was used outside of any visit.
const UNSORTED: &str = "unsorted";

/// Where what is captured belongs. `Copy`; lives as long as the page that made it.
#[derive(Clone, Copy)]
pub struct Place {
    visit: Signal<Option<VisitId>>,
    view: Live<VisitView>,
    words: Live<Vec<String>>,
}

impl Place {
    /// The visit that the signal names; none: Unsorted.
    pub fn new(visit: Signal<Option<VisitId>>) -> Place {
        let areas = ObservationField::Area(String::new()).number();
        let view = live_if(move || visit.get().map(Query::Visit));
        let words = live_if(move || {
            let query = Query::Words { kind: Kind::Observation, field: areas, visit: None };
            visit.get().is_none().then_some(query)
        });
        Place { visit, view, words }
    }

    /// The running visit that one is at, if there is one; else Unsorted.
    pub fn running() -> Place {
        let visit = visit_at();
        let id = memo(move || visit.with(|visit| visit.as_ref().map(|visit| visit.id)));
        Place::new(id.into())
    }

    /// The visit with what its head shows; no answer for Unsorted.
    pub fn view(self) -> Live<VisitView> {
        self.view
    }

    /// The visit, now.
    pub fn visit(self) -> Option<VisitId> {
        self.visit.get_untracked()
    }

    /// The zone of the place; empty if unknown.
    pub fn zone(self) -> Signal<String> {
        Signal::derive(move || self.view.with(|view| view.summary.zone.clone()).unwrap_or_default())
    }

    /// The zone in which something is captured now: the place's, else this device's.
    pub fn zone_now(self) -> String {
        match self.zone().get_untracked() {
            zone if zone.is_empty() => zones::device(),
            zone => zone,
        }
    }

    /// The areas that are offered: the site's and those used before, or a short list to start with.
    pub fn areas(self) -> Signal<Vec<String>> {
        Signal::derive(move || {
            let known = if self.visit.get().is_some() {
                self.view.with(|view| view.areas.clone())
            } else {
                self.words.with(Clone::clone)
            };
            match known.unwrap_or_default() {
                none if none.is_empty() => first_areas(),
                some => some,
            }
        })
    }

    /// Whether photos are not allowed in an area.
    pub fn forbids_photos(self, area: &str) -> bool {
        !area.is_empty()
            && self.view.with(|view| view.no_photo_areas.iter().any(|other| other == area)).unwrap_or(false)
    }

    /// The people whom a note may concern.
    pub fn people(self) -> Signal<Vec<(ContactId, String)>> {
        Signal::derive(move || self.view.with(|view| view.people.clone()).unwrap_or_default())
    }

    /// Whether photos keep their originals.
    pub fn keeps_originals(self) -> bool {
        self.view.signal().with_untracked(|view| view.as_ref().is_some_and(|view| view.found.record.keep_originals))
    }

    fn name(self) -> String {
        self.visit().map_or_else(|| UNSORTED.to_owned(), |visit| visit.to_string())
    }

    /// The area used last at this place.
    pub fn last_area(self) -> String {
        settings::last_area(&self.name()).unwrap_or_default()
    }

    /// Remembers the area.
    pub fn remember_area(self, area: &str) {
        settings::set_last_area(&self.name(), area);
    }

    /// Something that is captured here and now.
    pub fn observation(self) -> Observation {
        if let Some(visit) = self.visit() {
            settings::set_visit_at(&visit.to_string());
        }
        Observation {
            visit: self.visit(),
            area: self.last_area(),
            when: clock::now(),
            zone: self.zone_now(),
            ..Observation::default()
        }
    }
}

/// What most knitwear factories have.
pub fn first_areas() -> Vec<String> {
    vec![
        t!("area-cutting"),
        t!("area-knitting"),
        t!("area-linking"),
        t!("area-sewing"),
        t!("area-finishing"),
        t!("area-packing"),
        t!("area-warehouse"),
        t!("area-canteen"),
        t!("area-office"),
    ]
}
