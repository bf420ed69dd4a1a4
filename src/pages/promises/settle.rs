//! A promise is kept, moved to another day, or comes to nothing: what a list can do with it.

use floorbook_domain::{CommitmentField, Day, Ended, Ending, Move};
use floorbook_port::{Command, CommitmentView, Write};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, ChipChoice, Look, Sheet, TextArea},
    engine,
    frame::notices::{Notices, use_notices},
    host::days,
    ids,
    pages::form::DayPicker,
    t,
    text::Label,
};

/// Writes fields of a promise, with **Undo**; `then` is done once they are on the disk.
fn write(
    view: &CommitmentView,
    put: Vec<floorbook_domain::Field>,
    said: String,
    notices: Notices,
    then: impl FnOnce() + 'static,
) {
    let write = Write::edit(view.found.id, view.found.seen, put);
    spawn_local(async move {
        let command = engine::command_id();
        let done = engine::call_as(command, Command::Write(vec![write]), Vec::new()).await;
        if notices.done_or_trouble(command, said, done) {
            then();
        }
    });
}

/// It was kept today: one tap.
pub(super) fn keep_today(view: &CommitmentView, notices: Notices) {
    let Some(on) = days::today(&view.zone) else { return };
    let ended = Ended { ending: Ending::Kept, on, note: String::new() };
    let keeping = floorbook_domain::Commitment { ended: Some(ended.clone()), ..view.found.record.clone() }.keeping(on);
    write(view, vec![CommitmentField::Ended(Some(ended)).into()], keeping.label(), notices, || ());
}

/// It is open again.
pub(super) fn reopen(view: &CommitmentView, notices: Notices) {
    write(view, vec![CommitmentField::Ended(None).into()], t!("promise-open-again"), notices, || ());
}

/// How it ended, on which day, and what is to be said of it.
#[component]
pub(super) fn EndSheet(
    /// The promise.
    view: CommitmentView,
    /// The sheet was closed.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let ending = RwSignal::new(Ending::Kept);
    let on = RwSignal::new(days::today(&view.zone));
    let note = RwSignal::new(String::new());
    let notices = use_notices();
    let view = StoredValue::new(view);
    let done = move || {
        let Some(on) = on.get_untracked() else { return };
        let ended = Ended { ending: ending.get_untracked(), on, note: note.get_untracked().trim().to_owned() };
        let said = ended.ending.label();
        view.with_value(|view| write(view, vec![CommitmentField::Ended(Some(ended)).into()], said, notices, on_close));
    };
    let foot = move || {
        let lacks_day = Signal::derive(move || on.with(Option::is_none));
        view! {
            <div class="flex justify-end px-4 py-3">
                <Button label=t!("done") look=Look::Primary disabled=lacks_day on_press=move |_| done() />
            </div>
        }
    };
    view! {
        <Sheet title=t!("how-it-ended") open=Signal::stored(true) on_close foot>
            <div class="flex flex-col gap-4">
                <p class="wrap-break-word whitespace-pre-line">{view.with_value(|view| view.found.record.text.clone())}</p>
                <ChipChoice
                    legend=t!("how-it-ended")
                    choices=Ending::ALL.iter().map(|ending| (*ending, ending.label())).collect()
                    chosen=ending
                    on_choose=move |chosen| ending.set(chosen)
                />
                <DayPicker label=t!("ended-day") chosen=on on_choose=move |day| on.set(day) />
                <TextArea label=t!("step-note") value=note on_input=move |typed| note.set(typed) class="min-h-16 text-base" />
            </div>
        </Sheet>
    }
}

/// Another day, and why. The day until now stays known.
#[component]
pub(super) fn MoveSheet(
    /// The promise.
    view: CommitmentView,
    /// The sheet was closed.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let before = view.found.record.due;
    let to = RwSignal::new(before);
    let why = RwSignal::new(String::new());
    let notices = use_notices();
    let view = StoredValue::new(view);
    let is_same = Signal::derive(move || to.get() == before);
    let done = move || {
        let Some(on) = view.with_value(|view| days::today(&view.zone)) else { return };
        let to: Option<Day> = to.get_untracked();
        let moved = Move { id: ids::new(), from: before, to, on, why: why.get_untracked().trim().to_owned() };
        let put = vec![CommitmentField::Due(to).into(), CommitmentField::Moves(moved).into()];
        view.with_value(|view| write(view, put, t!("promise-was-moved"), notices, on_close));
    };
    let foot = move || {
        view! {
            <div class="flex justify-end px-4 py-3">
                <Button label=t!("done") look=Look::Primary disabled=is_same on_press=move |_| done() />
            </div>
        }
    };
    view! {
        <Sheet title=t!("move-promise") open=Signal::stored(true) on_close foot>
            <div class="flex flex-col gap-4">
                <p class="wrap-break-word whitespace-pre-line">{view.with_value(|view| view.found.record.text.clone())}</p>
                <DayPicker label=t!("new-day") chosen=to on_choose=move |day| to.set(day) soon=true />
                <TextArea label=t!("why") value=why on_input=move |typed| why.set(typed) class="min-h-16 text-base" />
                <p class="text-sm text-muted">{t!("old-day-kept")}</p>
            </div>
        </Sheet>
    }
}
