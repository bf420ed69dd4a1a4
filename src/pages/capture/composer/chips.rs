//! The chips below the text: area, kind, severity.

use floorbook_domain::{Observation, ObservationKind, Severity};
use leptos::prelude::*;

use super::{Note, Place};
use crate::{
    components::{ChipChoice, ChipPicker},
    t,
    text::Label,
};

fn choices<T: Label + Copy>(all: &[T]) -> Vec<(T, String)> {
    all.iter().map(|choice| (*choice, choice.label())).collect()
}

/// Area, kind and severity of the note.
#[component]
pub(super) fn NoteChips(note: Note, place: Place) -> impl IntoView {
    let area = note.form.read(|note| note.area.clone());
    let kind = note.form.read(|note| note.kind);
    let severity = note.form.read(|note| note.severity);
    let choose_area = move |area: String| {
        place.remember_area(&area);
        note.change(move |note: &mut Observation| note.area = area);
    };
    view! {
        <ChipPicker legend=t!("area") words=place.areas() chosen=area on_choose=choose_area another=t!("another-area") />
        <ChipChoice
            legend=t!("kind")
            choices=choices(ObservationKind::ALL)
            chosen=kind
            on_choose=move |kind| note.change(move |note| note.kind = kind)
        />
        <ChipChoice
            legend=t!("severity")
            choices=choices(Severity::ALL)
            chosen=severity
            on_choose=move |severity| note.change(move |note| note.severity = severity)
        />
    }
}
