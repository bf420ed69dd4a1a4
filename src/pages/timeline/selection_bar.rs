//! What can be done with the notes that are selected: at the foot, in reach of the thumb.

use leptos::prelude::*;

use super::{
    selection::Selection,
    selection_sheets::{AreaSheet, MoveSheet, ShiftSheet, TagSheet},
};
use crate::{
    components::{Button, Look, Show},
    pages::capture::Place,
    t,
};

/// What is asked before something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    Visit,
    Area,
    Tag,
    Hours,
}

/// The bar over the capture bar, while notes are selected.
#[component]
pub(super) fn SelectionBar(selection: Selection, place: Place) -> impl IntoView {
    let asking = RwSignal::new(None::<Asking>);
    let none = Signal::derive(move || selection.count() == 0);
    let ask = move |label: String, what: Asking| {
        view! { <Button label disabled=none on_press=move |_| asking.set(Some(what)) /> }
    };
    let sheet = move || {
        let close = move || asking.set(None);
        Some(match asking.get()? {
            Asking::Visit => view! { <MoveSheet selection close /> }.into_any(),
            Asking::Area => view! { <AreaSheet selection place close /> }.into_any(),
            Asking::Tag => view! { <TagSheet selection close /> }.into_any(),
            Asking::Hours => view! { <ShiftSheet on_shift=move |hours| selection.shift(hours) close /> }.into_any(),
        })
    };
    let bar = move || {
        view! {
            <section
                class="safe-bottom fixed inset-x-0 bottom-0 z-30 border-t border-base-300 bg-base-100 px-3 py-2 shadow-lg"
                aria-label=t!("selection")
            >
                <div class="mx-auto flex max-w-3xl flex-col gap-2">
                    <div class="flex items-center gap-2">
                        <p role="status" class="tabular min-w-0 flex-1 font-semibold">
                            {move || t!("selected", "count" => selection.count())}
                        </p>
                        <Button label=t!("select-all") look=Look::Plain on_press=move |_| selection.all() />
                        <Button label=t!("end-selecting") look=Look::Primary on_press=move |_| selection.end() />
                    </div>
                    <div class="flex flex-wrap gap-2">
                        {ask(t!("move-notes"), Asking::Visit)}
                        {ask(t!("area"), Asking::Area)}
                        {ask(t!("tag"), Asking::Tag)}
                        {ask(t!("shift-times"), Asking::Hours)}
                        <Button
                            label=t!("delete")
                            look=Look::Danger
                            disabled=none
                            on_press=move |_| selection.delete()
                        />
                    </div>
                </div>
            </section>
        }
    };
    view! {
        <Show when=move || selection.is_on()>{bar()}</Show>
        {move || sheet()}
    }
}
