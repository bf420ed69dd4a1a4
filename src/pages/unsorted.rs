//! **Unsorted**: what was captured without a visit, waiting for its place.

use floorbook_port::ObservationFilter;
use leptos::prelude::*;

use super::{
    capture::{CaptureBar, Place},
    timeline::{Opened, OpenedNote, Timeline},
};
use crate::{components::PageHeader, t};

/// What has no visit; select it, and move it to one.
#[component]
pub fn Unsorted() -> impl IntoView {
    let place = Place::new(Signal::stored(None));
    let opened = Opened::new();
    view! {
        <PageHeader title=t!("unsorted") back="/" />
        <p class="text-muted">{t!("unsorted-text")}</p>
        <div class="pb-24">
            <Timeline filter=ObservationFilter::Unsorted place opened />
        </div>
        <CaptureBar place />
        <OpenedNote opened place />
    }
}
