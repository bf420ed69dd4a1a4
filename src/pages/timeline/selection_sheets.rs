//! What is asked before notes are moved, sorted or shifted.

use floorbook_domain::{Kind, ObservationField};
use floorbook_port::{Query, Scope, VisitSummary};
use leptos::prelude::*;

use super::selection::{Selection, hours_words};
use crate::{
    components::{Button, ChipPicker, For, IconButton, Look, More, Sheet},
    engine::{Live, live, live_pages},
    host::clock,
    pages::{capture::Place, visits::words},
    t,
};

/// Which visit the notes belong to.
#[component]
pub(super) fn MoveSheet(selection: Selection, close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let visits = live_pages::<VisitSummary>(40, |page| Query::Visits(Scope::All, page));
    let now = clock::minute();
    let row = move |visit: VisitSummary| {
        let (id, title) = (visit.id, words::title(&visit));
        let (name, when) = (title.clone(), words::when(&visit, now.get_untracked()));
        let detail = words::detail(&visit);
        let press = move |_| {
            close();
            selection.move_to(Some(id), &name);
        };
        view! {
            <li>
                <button
                    type="button"
                    class="touch flex w-full cursor-pointer flex-col rounded-field px-3 py-2 text-left hover:bg-base-200"
                    on:click=press
                >
                    <span class="font-medium">{title}</span>
                    <span class="text-sm text-muted">{when} " " {detail}</span>
                </button>
            </li>
        }
    };
    let out = move |_| {
        close();
        selection.move_to(None, &t!("unsorted"));
    };
    view! {
        <Sheet title=t!("move-to-visit") open=Signal::stored(true) on_close=close>
            <ul>
                <For each=move || visits.rows().get().unwrap_or_default() key=|visit| (visit.id, visit.seen) children=row />
            </ul>
            <More
                has_more=Signal::derive(move || visits.has_more())
                rows=Signal::derive(move || visits.rows().with(|rows| rows.as_ref().map_or(0, Vec::len)))
                on_more=move || visits.more()
            />
            <Button label=t!("unsorted") look=Look::Plain on_press=out />
        </Sheet>
    }
}

/// The area that the notes get.
#[component]
pub(super) fn AreaSheet(
    selection: Selection,
    place: Place,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let choose = move |area: String| {
        if !area.is_empty() {
            close();
            selection.set_area(&area);
        }
    };
    view! {
        <Sheet title=t!("give-area") open=Signal::stored(true) on_close=close>
            <ChipPicker legend=t!("area") words=place.areas() chosen=Signal::stored(String::new()) on_choose=choose another=t!("another-area") />
        </Sheet>
    }
}

/// The tag that the notes get.
#[component]
pub(super) fn TagSheet(selection: Selection, close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let field = ObservationField::Tags(String::new()).number();
    let used: Live<Vec<String>> = live(move || Query::Words { kind: Kind::Observation, field, visit: None });
    let words = Signal::derive(move || used.with(Clone::clone).unwrap_or_default());
    let choose = move |tag: String| {
        if !tag.is_empty() {
            close();
            selection.add_tag(&tag);
        }
    };
    view! {
        <Sheet title=t!("give-tag") open=Signal::stored(true) on_close=close>
            <ChipPicker legend=t!("tag") words chosen=Signal::stored(String::new()) on_choose=choose another=t!("another-tag") />
        </Sheet>
    }
}

/// By how many hours the times of photos are wrong.
#[component]
pub fn ShiftSheet(
    /// Called with the hours to add.
    on_shift: impl Fn(i64) + Copy + Send + Sync + 'static,
    /// Closes the sheet.
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let hours = RwSignal::new(1_i64);
    let step = move |by: i64| hours.update(|hours| *hours = (*hours + by).clamp(-24, 24));
    let shift = move |_| {
        close();
        on_shift(hours.get_untracked());
    };
    view! {
        <Sheet title=t!("shift-times") open=Signal::stored(true) on_close=close>
            <p class="mb-3 text-muted">{t!("shift-hint")}</p>
            <div class="flex items-center justify-center gap-4 pb-3">
                <IconButton label=t!("hour-earlier") icon=icondata_lu::LuMinus on_press=move |_| step(-1) />
                <p role="status" class="tabular min-w-24 text-center text-xl">
                    {move || t!("hours-signed", "hours" => hours_words(hours.get()))}
                </p>
                <IconButton label=t!("hour-later") icon=icondata_lu::LuPlus on_press=move |_| step(1) />
            </div>
            <Button
                label=t!("shift-now")
                look=Look::Primary
                class="w-full"
                disabled=Signal::derive(move || hours.get() == 0)
                on_press=shift
            />
        </Sheet>
    }
}
