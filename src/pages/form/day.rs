//! A day of a record: a few days that are often meant, and any other.

use floorbook_domain::Day;
use leptos::prelude::*;

use super::Lens;
use crate::{
    components::{ChipChoice, Field},
    draft::{Form, Formed},
    host::days,
    t,
};

/// In how many days most promises are due.
const SOON: [i64; 4] = [0, 1, 7, 14];

/// A day or none: chips for what is often meant, and the system's own calendar.
#[component]
pub fn DayPicker(
    /// What the day is for.
    #[prop(into)]
    label: String,
    /// The day that is chosen.
    #[prop(into)]
    chosen: Signal<Option<Day>>,
    /// Another day was chosen, or none.
    on_choose: impl Fn(Option<Day>) + Copy + Send + Sync + 'static,
    /// Whether days to come stand there as chips.
    #[prop(optional)]
    soon: bool,
    /// Whether only today does.
    #[prop(optional)]
    today: bool,
) -> impl IntoView {
    let words = |ahead: i64| match ahead {
        0 => t!("due-today"),
        1 => t!("due-tomorrow"),
        7 => t!("day-in-a-week"),
        _ => t!("day-in-two-weeks"),
    };
    let offered = match (soon, today) {
        (true, _) => &SOON[..],
        (false, true) => &SOON[..1],
        (false, false) => &[],
    };
    let chips = (!offered.is_empty()).then(|| {
        let today = days::today("");
        let choices = offered.iter().filter_map(|ahead| Some((today?.plus_days(*ahead), words(*ahead)))).collect();
        view! { <ChipChoice legend=label.clone() choices chosen on_choose hide_legend=true /> }
    });
    let value = Signal::derive(move || chosen.get().map(|day| day.to_string()).unwrap_or_default());
    view! {
        <div class="flex flex-col gap-2">
            <Field label kind="date" value on_input=move |typed: String| on_choose(Day::parse(&typed)) />
            {chips}
        </div>
    }
}

/// A day or none, tied to a field.
#[component]
pub fn DayLine<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, Option<Day>>,
    /// Its label.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let chosen = form.read(move |record| *(field.get)(record));
    let on_choose = move |day| form.edit(move |record| *(field.reach)(record) = day);
    view! { <DayPicker label chosen on_choose soon=true /> }
}
