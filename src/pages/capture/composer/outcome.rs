//! What became of a concern or an idea, and whether those who said it know.

use floorbook_domain::{Answer, ObservationKind};
use leptos::prelude::*;

use super::Note;
use crate::{
    components::{ChipChoice, Field, Show},
    pages::form::DayPicker,
    t,
    text::Label,
};

/// The outcome of a concern or an idea that is there: open, acted on, declined with the reason, and the day on which
/// they were told.
#[component]
pub(super) fn OutcomeFields(note: Note) -> impl IntoView {
    let kind = note.form.read(|note| note.kind);
    let outcome = note.form.read(|note| note.outcome.clone());
    let answer = note.form.read(|note| note.outcome.answer);
    let is_asked = move || note.was_there && matches!(kind.get(), ObservationKind::Concern | ObservationKind::Idea);
    let label =
        Signal::derive(move || if answer.get() == Answer::Declined { t!("declined-why") } else { t!("what-was-done") });
    view! {
        <Show when=is_asked>
            <div class="flex flex-col gap-3 rounded-box bg-base-200 p-3">
                <ChipChoice
                    legend=t!("outcome")
                    choices=Answer::ALL.iter().map(|answer| (*answer, answer.label())).collect()
                    chosen=answer
                    on_choose=move |answer| note.change(move |note| note.outcome.answer = answer)
                />
                <Show when=move || answer.get() != Answer::Open>
                    {move || view! {
                        <Field
                            label=label.get()
                            value=Signal::derive(move || outcome.with(|outcome| outcome.reason.clone()))
                            on_input=move |typed: String| note.change(move |note| note.outcome.reason = typed)
                        />
                    }}
                    <DayPicker
                        label=t!("they-were-told")
                        chosen=Signal::derive(move || outcome.with(|outcome| outcome.told))
                        on_choose=move |day| note.change(move |note| note.outcome.told = day)
                        today=true
                    />
                </Show>
            </div>
        </Show>
    }
}
