//! What was captured: grouped by area, newest first. Of a visit, or of nothing yet (Unsorted).

mod entry;
mod group;
mod marks;
mod opened;
mod player;
mod selection;
mod selection_bar;
mod selection_sheets;
mod strip;

use floorbook_domain::ObservationId;
use floorbook_port::{ObservationFilter, ObservationView, Query};
use leptos::prelude::*;

pub use entry::{Entry, words_of};
pub use marks::Marks;
pub use opened::{Opened, OpenedNote};
pub use selection::{hours_words, shift_writes};
pub use selection_sheets::ShiftSheet;
pub use strip::{Strip, Thumb};

use self::{
    group::{AreaGroup, Group, grouped},
    selection::Selection,
    selection_bar::SelectionBar,
};
use super::capture::Place;
use crate::{
    components::{Button, EmptyState, For, Look, More, Show, Trouble, Waiting},
    engine::{LivePages, live_pages},
    frame::writers::Fields,
    reactive::memo,
    t,
};

/// How many notes are asked for at a time.
const STEP: usize = 40;

/// The notes, with what can be done with several of them at once.
#[component]
pub fn Timeline(
    /// Which notes.
    filter: ObservationFilter,
    /// Where they are.
    place: Place,
    /// Where a note that is pressed goes.
    opened: Opened,
) -> impl IntoView {
    let notes = live_pages::<ObservationView>(STEP, move |page| Query::Observations(filter, page));
    let selection = Selection::new(notes);
    view! {
        {move || notes.failure().map(|failure| view! { <Trouble failure on_again=move || notes.again() /> })}
        <Show when=move || notes.rows().with(Option::is_some) fallback=|| view! { <Waiting rows=4 /> }>
            <Show when=move || !notes.is_empty() fallback=move || view! { <Nothing filter /> }>
                <Notes notes place opened selection />
            </Show>
        </Show>
        <SelectionBar selection place />
    }
}

#[component]
fn Nothing(filter: ObservationFilter) -> impl IntoView {
    let (title, text) = match filter {
        ObservationFilter::Unsorted => (t!("unsorted-empty"), t!("unsorted-empty-text")),
        _ => (t!("timeline-empty"), t!("timeline-empty-text")),
    };
    view! {
        <EmptyState icon=icondata_lu::LuNotebookPen title text />
    }
}

#[component]
fn Notes(notes: LivePages<ObservationView>, place: Place, opened: Opened, selection: Selection) -> impl IntoView {
    let groups = memo(move || notes.rows().with(|rows| grouped(rows.as_deref().unwrap_or_default())));
    let group = move |group: Group| {
        let area = group.area.clone();
        // The group of the same area now; an empty one while it goes away.
        let now = memo(move || {
            groups.with(|groups| groups.iter().find(|group| group.area == area).cloned().unwrap_or_default())
        });
        view! { <AreaGroup group=now place opened selection /> }
    };
    view! {
        <Show when=move || !selection.is_on()>
            <div class="flex justify-end">
                <Fields>
                    <Button
                        label=t!("select")
                        icon=icondata_lu::LuListChecks
                        look=Look::Plain
                        on_press=move |_| selection.start()
                    />
                </Fields>
            </div>
        </Show>
        <For each=move || groups.get() key=|group| group.area.clone() children=group />
        <More
            has_more=Signal::derive(move || notes.has_more())
            rows=Signal::derive(move || notes.rows().with(|rows| rows.as_ref().map_or(0, Vec::len)))
            on_more=move || notes.more()
        />
    }
}

/// What tells a note from its earlier state.
fn key(note: &ObservationView) -> (ObservationId, u64, usize, usize, u64) {
    let newest = note.attachments.iter().map(|attachment| attachment.found.seen).max().unwrap_or(0);
    // What was elsewhere may have arrived.
    let here = note.attachments.iter().filter(|attachment| attachment.here).count();
    (note.found.id, note.found.seen, note.attachments.len(), here, newest)
}
