//! The note that is open in the composer.

use floorbook_port::ObservationView;
use leptos::prelude::*;

use crate::{
    pages::capture::{Composer, Composing, Place},
    reactive::drawn,
};

/// Which note is open, if one is. `Copy`; one for a page.
#[derive(Clone, Copy)]
pub struct Opened(RwSignal<Option<ObservationView>>);

impl Default for Opened {
    fn default() -> Self {
        Opened::new()
    }
}

impl Opened {
    /// None yet.
    pub fn new() -> Opened {
        Opened(RwSignal::new(None))
    }

    /// Opens a note.
    pub fn edit(self, note: ObservationView) {
        self.0.set(Some(note));
    }
}

/// The composer on the note that is open.
#[component]
pub fn OpenedNote(
    /// Which note.
    opened: Opened,
    /// Where it is.
    place: Place,
) -> impl IntoView {
    drawn(move || {
        let note = opened.0.get()?;
        let on_close = move || opened.0.set(None);
        let on_moved = move |note| opened.0.set(Some(note));
        Some(view! { <Composer what=Composing::Edit(Box::new(note)) place on_close on_moved /> })
    })
}
