//! The notes of one area.

use std::sync::Arc;

use floorbook_port::ObservationView;
use leptos::prelude::*;

use super::{Entry, Opened, key, selection::Selection};
use crate::{components::For, pages::capture::Place, t};

/// The notes of one area, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    pub(super) area: String,
    pub(super) notes: Vec<Arc<ObservationView>>,
}

/// Groups notes by area; the area of the newest note comes first.
pub(super) fn grouped(notes: &[ObservationView]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for note in notes {
        let area = note.found.record.area.trim();
        let shared = Arc::new(note.clone());
        match groups.iter_mut().find(|group| group.area == area) {
            Some(group) => group.notes.push(shared),
            None => groups.push(Group { area: area.to_owned(), notes: vec![shared] }),
        }
    }
    groups
}

/// An area with its notes.
#[component]
pub(super) fn AreaGroup(group: Memo<Group>, place: Place, opened: Opened, selection: Selection) -> impl IntoView {
    let name = move || group.with(|group| if group.area.is_empty() { t!("no-area") } else { group.area.clone() });
    let count = move || group.with(|group| group.notes.len());
    let entry = move |note: Arc<ObservationView>| {
        view! { <Entry note zone=place.zone() on_open=move |view| opened.edit(view) selection=Some(selection) /> }
    };
    view! {
        <section class="pb-4">
            <h2 class="sticky top-0 z-10 flex items-baseline gap-2 bg-base-100 py-1 font-semibold">
                <span class="min-w-0 truncate">{move || name()}</span>
                <span class="tabular text-sm font-normal text-muted">{move || count()}</span>
            </h2>
            <ul class="flex flex-col">
                <For each=move || group.get().notes key=|note| key(note) children=entry />
            </ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use floorbook_domain::{Instant, Observation, ObservationId};
    use floorbook_port::Found;

    use super::*;

    fn note(number: u8, area: &str) -> ObservationView {
        let id = ObservationId::new(1, [number; 10]);
        let record = Observation { area: area.to_owned(), ..Observation::default() };
        let found = Found {
            id,
            record,
            seen: 1,
            only_me: false,
            deleted: false,
            conflicts: vec![],
            created: Instant(0),
            changed: Instant(0),
            author: String::new(),
            same_as: None,
            merged: vec![],
            came_back: false,
        };
        ObservationView { found, attachments: vec![], people: vec![] }
    }

    #[test]
    fn areas_stand_in_the_order_of_their_newest_note() {
        let groups = grouped(&[note(3, "Linking"), note(2, "Cutting"), note(1, "Linking ")]);
        let areas: Vec<_> = groups.iter().map(|group| (group.area.as_str(), group.notes.len())).collect();
        assert_eq!(areas, [("Linking", 2), ("Cutting", 1)]);
    }
}
